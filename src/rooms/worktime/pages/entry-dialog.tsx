// One entry of a day: from when to when, as what. Not worked at all is one tap.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { addDays, type Day, sayDay } from '../../../kernel/day.ts'
import { checkInterval } from '../../hours/check.ts'
import { type IntervalData, type IntervalKind, intervalKinds } from '../../hours/schema.ts'
import { Dialog } from '../../people/pages/form-dialog.tsx'
import { Findings } from '../../people/pages/frame.tsx'
import { localTime } from './local.ts'
import { KIND_NAMES } from './queries.ts'

export function EntryDialog(props: {
  entry: IntervalData | null
  day: Day
  zone: string
  close: () => void
  /** Null: it was not worked. */
  save: (entry: IntervalData | null) => void
}) {
  const { entry, day, zone, close, save } = props
  const [kind, setKind] = useState<IntervalKind>(entry?.kind ?? 'clinical')
  const [from, setFrom] = useState(entry ? localTime(entry.start, zone) : '17:00')
  const [to, setTo] = useState(entry ? localTime(entry.end, zone) : '19:00')
  const [own, setOwn] = useState(entry?.ownInitiative ?? '')
  const next: IntervalData = {
    id: entry?.id ?? `added ${day} ${from} ${kind}`,
    kind,
    start: `${day}T${from}`,
    end: `${to <= from ? addDays(day, 1) : day}T${to}`,
    ...(own.trim() === '' ? {} : { ownInitiative: own.trim() }),
  }
  const faults = from && to ? checkInterval(next, zone, '') : []
  return (
    <Dialog title={sayDay(day, { weekday: true })} close={close}>
      <form
        className="form-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          save(next)
        }}
      >
        <NativeSelect
          label="What"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as IntervalKind)}
          data={intervalKinds.map((value) => ({ value, label: KIND_NAMES[value] }))}
        />
        <div className="hours-times">
          <TextInput
            label="From"
            type="time"
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            label="To"
            type="time"
            description={to <= from ? 'on the day after' : undefined}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        <TextInput
          label="Stayed of my own accord, because"
          description="Only for one patient who needed it. No names, no numbers."
          value={own}
          maxLength={400}
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
        <Findings findings={faults} />
        <div className="dialog-actions">
          {entry && (
            <Button variant="default" onClick={() => save(null)}>
              Not worked
            </Button>
          )}
          <Button type="submit" disabled={faults.length > 0 || from === '' || to === ''}>
            That was it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
