// An agreement with another house: with whom, from when until when, and when somebody is told.
import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { addDays, addMonths, type Day } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { offsiteContract as contract, type StaysView } from '../contract.ts'
import { STAYS } from './queries.ts'

export function AgreementDialog({ view, close }: { view: StaysView; close: () => void }) {
  const asked = view.stays.find(({ state }) => state === 'asked')?.site
  const [site, setSite] = useState(asked ?? view.sites[0]?.id ?? '')
  const [title, setTitle] = useState('Letter of agreement')
  const [from, setFrom] = useState<string>(view.today)
  const [to, setTo] = useState<string>(addDays(addMonths(view.today, 24), -1))
  const [alarmDays, setAlarm] = useState<number | string>(90)
  const [note, setNote] = useState('')
  const step = useStepOf<{ agreement: string }>(STAYS, { done: close })
  const id = view.programme.id
  const write = () =>
    step.mutate({
      act: () =>
        call(contract.addAgreement, {
          params: { id },
          body: {
            ...{ site, title, note, alarmDays: Number(alarmDays) },
            ...{ from: from as Day, to: to as Day },
          },
        }),
      says: `${title} is written down.`,
      undo: ({ agreement }) => call(contract.endAgreement, { params: { id, agreement } }),
    })
  return (
    <FormDialog
      title="An agreement"
      close={close}
      doing={{ mutate: write, isPending: step.isPending, error: step.error }}
      action="Write it down"
      off={title.trim() === '' || from === '' || to === '' || alarmDays === ''}
    >
      <NativeSelect
        label="With"
        value={site}
        onChange={(event) => setSite(event.currentTarget.value)}
        data={view.sites.map(({ id: value, name: label }) => ({ value, label }))}
      />
      <TextInput
        label="What it is"
        value={title}
        maxLength={120}
        data-autofocus
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <div className="stay-days">
        <TextInput
          label="From"
          type="date"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          label="Last day"
          type="date"
          value={to}
          min={from}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <NumberInput
        label="Tell us so many days before it ends"
        value={alarmDays}
        min={0}
        max={400}
        allowDecimal={false}
        onChange={setAlarm}
      />
      <TextInput
        label="Note"
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
