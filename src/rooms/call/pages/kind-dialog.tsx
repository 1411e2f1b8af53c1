// How is a kind of call set: when, how many, what it weighs, and who may have it?
import {
  Checkbox,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  TagsInput,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings } from '../../people/pages/frame.tsx'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { callContract as contract, type CallView } from '../contract.ts'
import { checkKind } from '../rules.ts'
import {
  type CallDay,
  callDays,
  type CallFacts,
  callForms,
  type CallKind,
  type KindWords,
} from '../schema.ts'
import { Days, factsIn, type Part, Standby } from './kind-parts.tsx'
import { CALL } from './queries.ts'
import { useInertPage } from './use-inert-page.ts'

const every = <T,>(value: T) =>
  Object.fromEntries(callDays.map((day) => [day, value])) as Record<CallDay, T>

/** A night in the house, as a beginning. */
const BLANK: CallFacts = {
  ...{ form: 'overnight', tier: 'primary', where: 'in-house', site: null, days: 1 },
  hours: every({ from: '17:00', to: '07:00' }),
  needs: every(1),
  points: { weekday: 1, friday: 1.5, saturday: 2, sunday: 2, holiday: 3 },
  ...{ levels: [], fromMonths: 0, signOff: null, rotations: [], notDuring: [] },
  ...{ nightsApart: 3, freeAfter: true, supervisedBy: null },
  ...{ responseMinutes: null, noticeHours: null, payback: null, note: '' },
}

const wordsOf = ({ code, name, color, facts }: KindWords): KindWords => ({
  ...{ code, name, color, facts },
})

export function KindDialog(props: { data: CallView; kind: CallKind | null; close: () => void }) {
  useInertPage()
  const { data, kind, close } = props
  const [words, setWords] = useState<KindWords>(
    kind ? wordsOf(kind) : { code: '', name: '', color: 5, facts: BLANK },
  )
  const step = useStepOf<unknown>(CALL, { done: close })
  const id = data.programme.id
  const save = () => {
    if (!kind)
      return step.mutate({
        act: () => call(contract.addKind, { params: { id }, body: words }),
        says: `${words.name} is added.`,
        undo: (answer) =>
          call(contract.endKind, {
            params: { id, kind: (answer as { kind: string }).kind },
            body: { ended: true },
          }),
      })
    const params = { id, kind: kind.id }
    const { version } = kind
    return step.mutate({
      act: () => call(contract.changeKind, { params, body: { ...words, version } }),
      says: `${words.name} is changed.`,
      undo: () =>
        call(contract.changeKind, { params, body: { ...wordsOf(kind), version: version + 1 } }),
    })
  }
  const beside = {
    kinds: data.kinds,
    levels: new Map(data.levels.map(({ level, people }) => [level, people])),
  }
  const isNamed = words.name.trim() !== '' && words.code.trim() !== ''
  const findings = checkKind(kind?.id ?? null, words, beside)
  return (
    <FormDialog
      title={kind ? kind.name : 'New kind of call'}
      close={close}
      doing={{ mutate: save, isPending: step.isPending, error: step.error }}
      action={kind ? 'Save' : 'Add'}
      off={!isNamed || findings.length > 0}
    >
      <Names words={words} set={setWords} />
      <Days words={words} set={setWords} />
      <Who data={data} words={words} set={setWords} />
      <Standby words={words} set={setWords} />
      <Findings findings={isNamed ? findings : []} />
    </FormDialog>
  )
}

function Names(props: Part) {
  const { words, set } = props
  const change = factsIn(props)
  return (
    <>
      <div className="kind-row">
        <TextInput
          label="Name"
          value={words.name}
          maxLength={120}
          data-autofocus
          onChange={(event) => set({ ...words, name: event.currentTarget.value })}
        />
        <TextInput
          label="Code"
          value={words.code}
          maxLength={6}
          className="kind-code"
          onChange={(event) => set({ ...words, code: event.currentTarget.value })}
        />
      </div>
      <div className="kind-row">
        <Select
          label="Form"
          allowDeselect={false}
          value={words.facts.form}
          data={[...callForms]}
          onChange={(form) => form && change({ form: form as CallFacts['form'] })}
        />
        <NumberInput
          label="Colour"
          min={0}
          max={11}
          clampBehavior="strict"
          className="kind-code"
          value={words.color}
          leftSection={<span className="call-mark" data-color={words.color} aria-hidden />}
          onChange={(color) => set({ ...words, color: Number(color) || 0 })}
        />
      </div>
      <SegmentedControl
        aria-label="Where"
        value={words.facts.where}
        data={[
          { value: 'in-house', label: 'In the house' },
          { value: 'home', label: 'At home' },
        ]}
        onChange={(where) => change({ where: where as CallFacts['where'] })}
      />
    </>
  )
}

function Who(props: Part & { data: CallView }) {
  const { facts } = props.words
  const change = factsIn(props)
  return (
    <>
      <MultiSelect
        label="Levels"
        placeholder={facts.levels.length === 0 ? 'Everybody' : ''}
        value={facts.levels}
        data={props.data.levels.map(({ level }) => level)}
        onChange={(levels) => change({ levels })}
      />
      <TagsInput
        label="Only during these rotations"
        description="A work or category; call attaches to the rotation."
        value={facts.rotations}
        onChange={(rotations) => change({ rotations })}
      />
      <TagsInput
        label="Not during"
        value={facts.notDuring}
        onChange={(notDuring) => change({ notDuring })}
      />
      <div className="kind-row">
        <NumberInput
          label="Months of training"
          min={0}
          max={120}
          value={facts.fromMonths}
          onChange={(value) => change({ fromMonths: Number(value) || 0 })}
        />
        <NumberInput
          label="Days from one to the next"
          min={1}
          max={28}
          value={facts.nightsApart}
          onChange={(value) => change({ nightsApart: Math.max(1, Number(value) || 1) })}
        />
      </div>
      <TextInput
        label="Sign-off that is asked for"
        value={facts.signOff ?? ''}
        onChange={(event) => {
          const word = event.currentTarget.value.trim()
          change({ signOff: word === '' ? null : word })
        }}
      />
      <Checkbox
        label="The day after is free"
        checked={facts.freeAfter}
        onChange={(event) => change({ freeAfter: event.currentTarget.checked })}
      />
      <Checkbox
        label="One person has it from Monday to Sunday"
        checked={facts.days === 7}
        onChange={(event) => change({ days: event.currentTarget.checked ? 7 : 1 })}
      />
    </>
  )
}
