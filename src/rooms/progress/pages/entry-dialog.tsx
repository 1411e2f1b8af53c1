// What was done, when, how much? And: why does a requirement not bind this person?
import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { type Checklist, progressContract as contract } from '../contract.ts'
import type { Item } from '../schema.ts'
import { useStep } from './use-step.tsx'

type Props = { list: Checklist; item: Item; close: () => void }

export function EntryDialog({ list, item, close }: Props) {
  const [counter, setCounter] = useState(item.enters[0]!.counter)
  const [on, setOn] = useState<string>(list.today)
  const [amount, setAmount] = useState<number | string>(1)
  const [note, setNote] = useState('')
  const step = useStep<{ id: string }>({ done: close })
  const of = item.enters.find((entry) => entry.counter === counter)!
  const id = list.programme.id
  const enter = () =>
    step.mutate({
      act: () =>
        call(contract.enter, {
          params: { id },
          body: { person: list.person.id, counter, on: on as Day, amount: Number(amount), note },
        }),
      says: `Entered: ${of.name}.`,
      undo: (made) => call(contract.takeBack, { params: { id, entry: made.id } }),
    })
  return (
    <FormDialog
      title={item.name}
      close={close}
      doing={{ mutate: enter, isPending: step.isPending, error: step.error }}
      action="Enter it"
      off={on === '' || !(Number(amount) > 0)}
    >
      {item.enters.length > 1 ? (
        <NativeSelect
          label="What"
          value={counter}
          onChange={(event) => setCounter(event.currentTarget.value)}
          data={item.enters.map((entry) => ({ value: entry.counter, label: entry.name }))}
        />
      ) : (
        <p className="small">{of.name}</p>
      )}
      <TextInput
        label="Day"
        type="date"
        value={on}
        max={list.today}
        min={list.from}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      {of.unit !== 'piece' && (
        <NumberInput
          label={`How many ${of.unit}`}
          value={amount}
          min={0.25}
          max={5000}
          onChange={setAmount}
        />
      )}
      <TextInput
        label="Note"
        description="Not about patients: no names, no numbers."
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

export function WaiveDialog({ list, item, close }: Props) {
  const [reason, setReason] = useState('')
  const step = useStep<{ id: string }>({ done: close })
  const id = list.programme.id
  const waive = () =>
    step.mutate({
      act: () =>
        call(contract.waive, {
          params: { id },
          body: { person: list.person.id, requirement: item.id, reason },
        }),
      says: `${item.name} is waived for ${list.person.name}.`,
      undo: (made) => call(contract.endWaiver, { params: { id, waiver: made.id } }),
    })
  return (
    <FormDialog
      title={`Waive: ${item.name}`}
      close={close}
      doing={{ mutate: waive, isPending: step.isPending, error: step.error }}
      action="Waive it"
      off={reason.trim().length < 3}
    >
      <TextInput
        label="Reason"
        description="It stays written down with your name."
        value={reason}
        maxLength={500}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

export function ApplyDialog(props: {
  list: Checklist
  pathway: { id: string; name: string }
  close: () => void
}) {
  const { list, pathway, close } = props
  const [statement, setStatement] = useState('')
  const step = useStep<{ id: string }>({ done: close })
  const id = list.programme.id
  const apply = () =>
    step.mutate({
      act: () =>
        call(contract.apply, {
          params: { id },
          body: { pathway: pathway.id, statement: statement.replace(/\s+/g, ' ').trim() },
        }),
      says: `You have applied for ${pathway.name}.`,
      undo: (made) => call(contract.withdraw, { params: { id, member: made.id } }),
    })
  return (
    <FormDialog
      title={pathway.name}
      close={close}
      doing={{ mutate: apply, isPending: step.isPending, error: step.error }}
      action="Apply"
      off={false}
    >
      <Textarea
        label="Why"
        description="For those who decide. You may leave it empty."
        value={statement}
        maxLength={2000}
        autosize
        minRows={3}
        data-autofocus
        onChange={(event) => setStatement(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
