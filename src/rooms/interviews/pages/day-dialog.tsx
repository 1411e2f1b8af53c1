// A day of interviews: when, how long, how many seats, who interviews and in which sessions they cannot.
import { MultiSelect, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { addDays, type Day } from '../../../kernel/day.ts'
import { clockAt } from '../../../kernel/wall-clock.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { dayAt, momentAt } from '../../../kernel/moment.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { type InterviewDay, type Interviews, interviewsContract as contract } from '../contract.ts'
import { interviewModes } from '../../recruitment/schema.ts'
import type { DayWords, Panelist } from '../schema.ts'
import { INTERVIEWS, WAYS } from './queries.ts'

const HOURS_BEFORE = 48

export function DayDialog(props: { view: Interviews; day?: InterviewDay; close: () => void }) {
  const { view, day, close } = props
  const { zone } = view.cycle
  const [on, setOn] = useState<string>(() =>
    day ? dayAt(day.startsAt, zone) : addDays(dayAt(new Date().toISOString(), zone), 14),
  )
  const [time, setTime] = useState(day ? clockAt(day.startsAt, zone) : '09:00')
  const [words, setWords] = useState({
    ...{ track: day?.track ?? '', minutes: day?.minutes ?? 25, pause: day?.pause ?? 5 },
    ...{ sessions: day?.sessions ?? 6, each: day?.each ?? 3, seats: day?.seats ?? 4 },
    ...{ mode: day?.mode ?? (view.cycle.mode as DayWords['mode']), place: day?.place ?? '' },
    link: day?.link ?? '',
  })
  const [panel, setPanel] = useState<Panelist[]>(day?.panel.map(({ name: _, ...one }) => one) ?? [])
  const change = (more: Partial<typeof words>) => setWords((now) => ({ ...now, ...more }))
  const changeOne = (person: string, more: Partial<Panelist>) =>
    setPanel((now) => now.map((one) => (one.person === person ? { ...one, ...more } : one)))
  const params = { id: view.programme.id, cycle: view.cycle.id }
  const step = useStepOf<unknown>(INTERVIEWS, { done: close })
  const save = () =>
    step.mutate({
      act: async () => {
        const startsAt = new Date(momentAt(on as Day, time, zone)).toISOString()
        const locksAt = new Date(Date.parse(startsAt) - HOURS_BEFORE * 3_600_000).toISOString()
        const body: DayWords = { ...words, startsAt, locksAt }
        const made = day ?? { id: (await call(contract.addDay, { params, body })).day, version: 1 }
        if (day || panel.length > 0)
          await call(contract.changeDay, {
            params: { ...params, day: made.id },
            body: { version: made.version, day: body, panel },
          })
      },
      says: day ? 'Changed.' : 'The day is planned.',
    })
  const numbers = [
    ['seats', 'Seats', 200],
    ['sessions', 'Sessions', 30],
    ['each', 'Conversations each', 30],
    ['minutes', 'Minutes', 180],
    ['pause', 'Pause after each', 120],
  ] as const
  return (
    <FormDialog
      title={day ? 'Change the day' : 'Plan a day'}
      close={close}
      doing={{ mutate: save, isPending: step.isPending, error: step.error }}
      action={day ? 'Save' : 'Plan it'}
      off={on === '' || time === ''}
    >
      {day && day.taken > 0 && (
        <p className="small subtle">
          {sayCount(day.taken, 'applicant has', 'applicants have')} a seat on this day. When you
          move it, a letter tells them.
        </p>
      )}
      <div className="interview-fields">
        <TextInput
          label="Day"
          type="date"
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <TextInput
          label={`Begins (${zone})`}
          type="time"
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        {numbers.map(([key, label, most]) => (
          <NumberInput
            key={key}
            label={label}
            value={words[key]}
            min={key === 'pause' ? 0 : key === 'minutes' ? 5 : 1}
            max={most}
            allowDecimal={false}
            onChange={(value) => value !== '' && change({ [key]: Number(value) })}
          />
        ))}
        <TextInput
          label="Track, if there are several"
          value={words.track}
          maxLength={60}
          onChange={(event) => change({ track: event.currentTarget.value })}
        />
      </div>
      <NativeSelect
        label="How"
        value={words.mode}
        data={interviewModes.map((value) => ({ value, label: WAYS[value] }))}
        onChange={(event) => change({ mode: event.currentTarget.value as DayWords['mode'] })}
      />
      {words.mode !== 'virtual' && (
        <TextInput
          label="Where"
          value={words.place}
          maxLength={300}
          onChange={(event) => change({ place: event.currentTarget.value })}
        />
      )}
      <TextInput
        label="Link for all"
        placeholder="https://"
        value={words.link}
        maxLength={500}
        onChange={(event) => change({ link: event.currentTarget.value.trim() })}
      />
      <MultiSelect
        label="Who interviews"
        searchable
        value={panel.map(({ person }) => person)}
        data={view.interviewers.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(people) =>
          setPanel(
            people.map(
              (person) =>
                panel.find((one) => one.person === person) ?? {
                  ...{ person, room: '', link: '', away: [] },
                },
            ),
          )
        }
      />
      {panel.map(({ person, room, link, away }) => {
        const name = view.interviewers.find(({ id }) => id === person)?.name ?? person
        return (
          <div key={person} className="interview-fields">
            <TextInput
              label={`Room of ${name}`}
              value={room}
              maxLength={120}
              onChange={(event) => changeOne(person, { room: event.currentTarget.value })}
            />
            <TextInput
              label={`Link of ${name}, if their own`}
              placeholder="https://"
              value={link}
              maxLength={500}
              onChange={(event) => changeOne(person, { link: event.currentTarget.value.trim() })}
            />
            <MultiSelect
              label={`${name} cannot in session`}
              value={away.map(String)}
              data={Array.from({ length: words.sessions }, (_, nth) => ({
                ...{ value: String(nth), label: String(nth + 1) },
              }))}
              onChange={(chosen) => changeOne(person, { away: chosen.map(Number) })}
            />
          </div>
        )
      })}
    </FormDialog>
  )
}
