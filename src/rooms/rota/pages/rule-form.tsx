// Which fields do the params of a rule need? Made from their JSON Schema, so any new rule has a form.
import {
  MultiSelect,
  NumberInput,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { sayKey } from '../../programme/pages/phrases.ts'
import { sayParam } from './rule-words.ts'
import type { PlanView } from '../schema.ts'

type Schema = {
  type?: string
  enum?: unknown[]
  const?: unknown
  items?: Schema
  anyOf?: Schema[]
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  default?: unknown
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
}
type Field = {
  name: string
  schema: Schema
  required: boolean
  value: unknown
  plan: PlanView
  change: (value: unknown) => void
}

export function ParamsForm(props: {
  form: Record<string, unknown>
  plan: PlanView
  params: Record<string, unknown>
  change: (name: string, value: unknown) => void
}) {
  const form = props.form as Schema
  return Object.entries(form.properties ?? {}).map(([name, schema]) => (
    <ParamField
      key={name}
      name={name}
      schema={schema}
      plan={props.plan}
      required={form.required?.includes(name) ?? false}
      value={props.params[name]}
      change={(value) => props.change(name, value)}
    />
  ))
}

function ParamField(field: Field) {
  const { schema, value, change } = field
  const label = sayParam(field.name)
  const shared = { label, description: schema.description, required: field.required }
  if (schema.enum)
    return (
      <Select
        {...shared}
        clearable={!field.required && schema.default === undefined}
        data={schema.enum.map((item) => ({ value: String(item), label: sayKey(String(item)) }))}
        value={(value ?? schema.default ?? null) as string | null}
        onChange={(next) => change(next ?? undefined)}
      />
    )
  if (schema.type === 'boolean')
    return (
      <Switch
        label={label}
        description={schema.description}
        checked={(value ?? schema.default ?? false) as boolean}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    )
  if (schema.type === 'number' || schema.type === 'integer')
    return (
      <NumberInput
        {...shared}
        allowDecimal={schema.type === 'number'}
        min={schema.minimum ?? schema.exclusiveMinimum}
        max={schema.maximum !== undefined && schema.maximum < 1e9 ? schema.maximum : undefined}
        value={(value ?? schema.default ?? '') as number | ''}
        onChange={(next) => change(next === '' ? undefined : Number(next))}
      />
    )
  if (schema.type === 'array' && schema.items?.type === 'string') return <Words {...field} />
  if (schema.type === 'string') return <OneWord {...field} />
  return <Raw {...field} />
}

/** Names of the plan that a list may hold: works with their categories, levels, people, blocks. */
function choicesFor(name: string, plan: PlanView): { value: string; label: string }[] {
  const { problem } = plan
  const plain = (items: (string | undefined)[]) =>
    [...new Set(items.filter((item) => item !== undefined))].map((value) => ({
      value,
      label: value,
    }))
  const key = name.toLowerCase()
  if (/level|group/.test(key))
    return plain(
      problem.people.flatMap((person) => [
        person.level,
        ...(person.levels ?? []).map((entry) => entry.level),
        ...person.groups,
      ]),
    )
  if (/people|person|who/.test(key))
    return problem.people.map((person) => ({ value: person.id, label: person.name }))
  if (/period|block/.test(key))
    return problem.periods.map((period) => ({
      value: period.id,
      label: `Block ${period.label ?? period.id}`,
    }))
  if (/resource/.test(key))
    return problem.resources.map((entry) => ({ value: entry.id, label: entry.name ?? entry.id }))
  if (!/work|rotation|after|before|first|then|from|to|leave|service|categor/.test(key)) return []
  const works = problem.work.map((work) => ({ value: work.id, label: work.name ?? work.id }))
  const ids = new Set(works.map((work) => work.value))
  const categories = plain(problem.work.flatMap((work) => work.categories))
    .filter((entry) => !ids.has(entry.value))
    .map((entry) => ({ ...entry, label: `${entry.label} (category)` }))
  return [...works, ...categories]
}

function Words({ name, schema, required, value, plan, change }: Field) {
  const choices = schema.items?.enum
    ? schema.items.enum.map((item) => ({ value: String(item), label: String(item) }))
    : choicesFor(name, plan)
  const list = (value ?? schema.default ?? []) as string[]
  const put = (next: string[]) => change(next.length === 0 && !required ? undefined : next)
  const shared = {
    label: sayParam(name),
    required,
    description: schema.description ?? (required ? undefined : 'Empty means all'),
    value: list,
    onChange: put,
  }
  return choices.length > 0 ? (
    <MultiSelect {...shared} searchable data={choices} clearable={false} />
  ) : (
    <TagsInput {...shared} />
  )
}

function OneWord({ name, schema, required, value, plan, change }: Field) {
  const choices = choicesFor(name, plan)
  const text = (value ?? schema.default ?? '') as string
  if (choices.length > 0)
    return (
      <Select
        label={sayParam(name)}
        required={required}
        searchable
        clearable={!required}
        data={choices}
        value={text || null}
        onChange={(next) => change(next ?? undefined)}
      />
    )
  return (
    <TextInput
      label={sayParam(name)}
      required={required}
      value={text}
      onChange={(event) => change(event.currentTarget.value || undefined)}
    />
  )
}

/** For shapes that no field fits: the value as JSON, kept only while it can be read. */
function Raw({ name, schema, required, value, change }: Field) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 1))
  const [wrong, setWrong] = useState(false)
  const take = (next: string) => {
    setText(next)
    try {
      change(next.trim() === '' ? undefined : (JSON.parse(next) as unknown))
      setWrong(false)
    } catch {
      setWrong(true)
    }
  }
  return (
    <Textarea
      label={sayParam(name)}
      description={schema.description ?? 'As JSON'}
      required={required}
      autosize
      minRows={2}
      error={wrong ? 'This cannot be read yet' : undefined}
      value={text}
      onChange={(event) => take(event.currentTarget.value)}
    />
  )
}
