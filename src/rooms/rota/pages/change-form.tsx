// What has happened, or what if? One change of a year, asked for in a few fields.
import { Button, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { addDays, type Day } from '../../../kernel/day.ts'
import type { PlanChange } from '../../planning/changes.ts'
import type { PlanView } from '../schema.ts'
import { beginning, levelsOf, numberOf, type Parts, readChange } from './change-parts.ts'
import { sayRule } from './rule-words.ts'

const KINDS: { value: string; label: string; isEvent: boolean }[] = [
  { value: 'leave', label: 'Somebody is away', isEvent: true },
  { value: 'resignation', label: 'Somebody leaves for good', isEvent: true },
  { value: 'arrival', label: 'Somebody new comes', isEvent: true },
  { value: 'service-needs', label: 'A service needs more people', isEvent: true },
  { value: 'resource-out', label: 'A machine is out of use', isEvent: true },
  { value: 'capacity', label: 'A machine takes more or fewer', isEvent: false },
  { value: 'rule', label: 'A rule asks for another number', isEvent: false },
  { value: 'drop-rule', label: 'A rule is given up', isEvent: false },
  { value: 'new-work', label: 'A new rotation or site', isEvent: false },
]

/** `events`: only what can happen to a published year. */
export function ChangeForm(props: {
  plan: PlanView
  events: boolean
  add: (change: PlanChange) => void
  label: string
  busy?: boolean
}) {
  const { plan } = props
  const { problem } = plan
  const [parts, setParts] = useState<Parts>(() => beginning(plan))
  const set = (part: Partial<Parts>) => setParts((old) => ({ ...old, ...part }))
  const kinds = KINDS.filter(
    ({ value, isEvent }) =>
      (!props.events || isEvent) &&
      (problem.resources.length > 0 || !['resource-out', 'capacity'].includes(value)),
  )
  const change = readChange(plan, parts)
  return (
    <form
      className="change-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!change) return
        props.add(change)
        setParts({ ...beginning(plan), kind: parts.kind })
      }}
    >
      <Select
        label={props.events ? 'What has happened?' : 'What is different?'}
        allowDeselect={false}
        data={kinds.map(({ value, label }) => ({ value, label }))}
        value={parts.kind}
        onChange={(kind) => set({ kind: kind ?? 'leave' })}
      />
      <Fields plan={plan} parts={parts} set={set} />
      <Button type="submit" mt="sm" disabled={!change} loading={props.busy ?? false}>
        {props.label}
      </Button>
    </form>
  )
}

type FieldProps = { plan: PlanView; parts: Parts; set: (part: Partial<Parts>) => void }

function Fields(props: FieldProps) {
  const { plan, parts, set } = props
  const { problem } = plan
  const people = problem.people.map(({ id, name }) => ({ value: id, label: name }))
  const works = problem.work.map(({ id, name }) => ({ value: id, label: name ?? id }))
  const resources = problem.resources.map(({ id, name }) => ({ value: id, label: name ?? id }))
  const leave = problem.work.filter(({ kind }) => kind === 'leave')
  const person = (
    <Choice label="Who" data={people} value={parts.person} pick={(id) => set({ person: id })} />
  )
  const from = (label: string) => (
    <DayField label={label} value={parts.from} {...props} put={(day) => set({ from: day })} />
  )
  const to = (label: string, required = true) => (
    <DayField
      label={label}
      required={required}
      value={parts.to}
      {...props}
      put={(day) => set({ to: day })}
    />
  )
  switch (parts.kind) {
    case 'leave':
      return (
        <>
          {person}
          {from('First day away')}
          {to('Last day away')}
          {leave.length > 0 && (
            <Select
              label="Kind of leave"
              description="Empty: any kind may stand in the blocks."
              clearable
              data={leave.map(({ id, name }) => ({ value: id, label: name ?? id }))}
              value={parts.work || null}
              onChange={(work) => set({ work: work ?? '' })}
            />
          )}
        </>
      )
    case 'resignation':
      return (
        <>
          {person}
          {from('First day without them')}
        </>
      )
    case 'arrival':
      return (
        <>
          <TextInput
            label="Name"
            required
            value={parts.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Choice
            label="Level"
            data={levelsOf(plan).map((level) => ({ value: level, label: level }))}
            value={parts.level}
            pick={(level) => set({ level })}
          />
          {from('First day')}
        </>
      )
    case 'service-needs':
      return (
        <>
          <Choice label="Service" data={works} value={parts.work} pick={(work) => set({ work })} />
          <NumberInput
            label="At least so many people"
            min={0}
            max={99}
            value={parts.number}
            onChange={(value) => set({ number: Number(value) || 0 })}
          />
          <MultiSelect
            label="In these blocks"
            required
            searchable
            data={problem.periods.map(({ id, label }) => ({
              value: id,
              label: `Block ${label ?? id}`,
            }))}
            value={parts.periods}
            onChange={(periods) => set({ periods })}
          />
        </>
      )
    case 'resource-out':
      return (
        <>
          <Choice
            label="Machine"
            data={resources}
            value={parts.resource}
            pick={(resource) => set({ resource })}
          />
          {from('Out of use from')}
          {to('Last day out of use (empty: for good)', false)}
        </>
      )
    case 'capacity':
      return (
        <>
          <Choice
            label="Machine"
            data={resources}
            value={parts.resource}
            pick={(resource) => set({ resource })}
          />
          <NumberInput
            label="People at once"
            min={0}
            max={99}
            value={parts.number}
            onChange={(value) => set({ number: Number(value) || 0 })}
          />
        </>
      )
    case 'new-work':
      return (
        <TextInput
          label="Name"
          required
          value={parts.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      )
    default:
      return <RuleFields {...props} />
  }
}

/** A rule that is chosen, and the first number in it. */
function RuleFields({ plan, parts, set }: FieldProps) {
  const choices = plan.problem.rules.flatMap((choice) => {
    const says = sayRule(plan, choice.rule, choice.params)
    const isMeant = parts.kind === 'drop-rule' || numberOf(choice.params) !== null
    return says && choice.id && isMeant ? [{ value: choice.id, label: says }] : []
  })
  const chosen = plan.problem.rules.find(({ id }) => id === parts.choice)
  const pick = (id: string) => {
    const params = plan.problem.rules.find((choice) => choice.id === id)?.params ?? {}
    set({ choice: id, number: numberOf(params)?.value ?? 0 })
  }
  return (
    <>
      <Choice label="Rule" data={choices} value={parts.choice} pick={pick} />
      {parts.kind === 'rule' && chosen && (
        <NumberInput
          label={`Instead of ${numberOf(chosen.params)?.value}`}
          value={parts.number}
          onChange={(value) => set({ number: Number(value) || 0 })}
        />
      )}
    </>
  )
}

function Choice(props: {
  label: string
  data: { value: string; label: string }[]
  value: string
  pick: (value: string) => void
}) {
  return (
    <Select
      label={props.label}
      required
      searchable
      data={props.data}
      value={props.value || null}
      onChange={(value) => props.pick(value ?? '')}
    />
  )
}

function DayField(props: {
  label: string
  value: string
  plan: PlanView
  put: (day: string) => void
  required?: boolean
}) {
  const { periods } = props.plan.problem
  return (
    <TextInput
      type="date"
      label={props.label}
      required={props.required ?? true}
      min={periods[0]!.from}
      max={addDays(periods.at(-1)!.to as Day, 1)}
      value={props.value}
      onChange={(event) => props.put(event.currentTarget.value)}
    />
  )
}
