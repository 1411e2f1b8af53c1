// One rule of a pack: what it asks, with which numbers, where it is written, how binding it is.
import { Button, Checkbox, NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { hoursRules } from '../rules/index.ts'
import { LEVELS } from './hours-ahead.tsx'
import type { RuleText } from './pack-text.ts'
import { type Field, fieldsOf, sayField, sayRule } from './rule-fields.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

export function RuleForm(props: {
  rule: RuleText
  put: (next: RuleText) => void
  drop: () => void
}) {
  const { rule, put } = props
  const known = hoursRules.get(text(rule.rule))
  const fields = known ? fieldsOf(known) : []
  const params = rule.params ?? {}
  const name = text(rule.id) || 'this rule'
  return (
    <li>
      <p>
        {known ? sayRule(known.sentence, fields, params) : `There is no rule “${text(rule.rule)}”.`}
      </p>
      <div className="pack-rule">
        <TextInput
          label="Short name"
          value={text(rule.id)}
          maxLength={80}
          onChange={(event) => put({ ...rule, id: event.currentTarget.value })}
        />
        <TextInput
          label="Clause"
          placeholder="Where it is written"
          value={text(rule.clause)}
          maxLength={80}
          onChange={(event) => put({ ...rule, clause: event.currentTarget.value })}
        />
        <NativeSelect
          label="How binding"
          value={text(rule.level)}
          onChange={(event) => put({ ...rule, level: event.currentTarget.value })}
          data={Object.entries(LEVELS).map(([value, { says }]) => ({ value, label: says }))}
        />
        {fields.map((field) => (
          <ParamField
            key={field.name}
            field={field}
            value={params[field.name]}
            put={(value) => put({ ...rule, params: { ...params, [field.name]: value } })}
          />
        ))}
      </div>
      <div className="pack-rule-foot">
        <Checkbox
          label="The number is not confirmed yet"
          checked={rule.unconfirmed === true}
          onChange={(event) => put({ ...rule, unconfirmed: event.currentTarget.checked })}
        />
        <Button
          variant="default"
          size="compact-md"
          aria-label={`Remove ${name}`}
          onClick={props.drop}
        >
          Remove
        </Button>
      </div>
    </li>
  )
}

function ParamField(props: { field: Field; value: unknown; put: (value: unknown) => void }) {
  const { field, value, put } = props
  const label = sayField(field.name)
  if (field.kind === 'choice')
    return (
      <NativeSelect
        label={label}
        value={text(value) || field.usual}
        data={field.values}
        onChange={(event) => put(event.currentTarget.value)}
      />
    )
  if (field.kind === 'words')
    return (
      <TagsInput
        label={label}
        value={(value as string[] | undefined) ?? field.usual}
        onChange={put}
      />
    )
  return (
    <NumberInput
      label={label}
      value={typeof value === 'number' ? value : field.usual}
      min={field.least}
      max={field.most}
      allowDecimal={!field.whole}
      onChange={(next) => typeof next === 'number' && put(next)}
    />
  )
}

export function NewRule(props: { taken: readonly string[]; add: (rule: RuleText) => void }) {
  const [rule, setRule] = useState('weekly-average')
  const add = () => {
    let id = rule
    for (let nth = 2; props.taken.includes(id); nth++) id = `${rule}-${nth}`
    props.add({ id, rule, clause: '', level: 'policy', params: {} })
  }
  return (
    <div className="packs-row">
      <NativeSelect
        label="One more rule"
        value={rule}
        onChange={(event) => setRule(event.currentTarget.value)}
        data={[...hoursRules.values()].map((one) => ({
          value: one.id,
          label: sayRule(one.sentence, fieldsOf(one), {}),
        }))}
      />
      <Button variant="default" onClick={add}>
        Add
      </Button>
    </div>
  )
}
