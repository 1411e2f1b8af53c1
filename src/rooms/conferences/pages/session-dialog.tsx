// One session: when it is held, whether it is, who presents what, and who can reach it.
import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isDay } from '../../../kernel/day.ts'
import { clockAt } from '../../../kernel/wall-clock.ts'
import { call } from '../../../platform/client.ts'
import { useInertPage } from '../../call/pages/use-inert-page.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { type Choices, conferencesContract as contract, type ConferencesView } from '../contract.ts'
import type { ReachState, SessionView, SessionWords } from '../schema.ts'
import { CONFERENCES, reachQuery, sayTimes } from './queries.ts'

function wordsOf(session: SessionView, zone: string, room: string): SessionWords {
  return {
    ...{ on: session.on, state: session.state, reason: session.reason, topic: session.topic },
    hours: { from: clockAt(session.begins, zone), to: clockAt(session.ends, zone) },
    room: session.room === room ? '' : session.room,
    presenter: session.presenter?.id ?? null,
  }
}

export function SessionDialog(props: {
  data: ConferencesView
  choices: Choices
  session: SessionView
  close: () => void
}) {
  useInertPage()
  const { data, choices, session, close } = props
  const { zone } = data
  const series = data.series.find(({ id }) => id === session.series)
  const was = wordsOf(session, zone, series?.facts.place.room ?? '')
  const [words, setWords] = useState(was)
  const step = useStepOf<{ version: number }>(CONFERENCES, { done: close })
  const params = { id: data.programme.id, session: session.id }
  const save = () =>
    step.mutate({
      act: () =>
        call(contract.setSession, { params, body: { ...words, version: session.version } }),
      says: 'Saved.',
      undo: ({ version }) => call(contract.setSession, { params, body: { ...was, version } }),
    })
  const isOff = words.state === 'cancelled'
  const people = choices.people
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(({ id, name, role }) => ({
      value: id,
      label: role === 'faculty' ? `${name} (faculty)` : name,
    }))
  return (
    <FormDialog
      title={`${session.name}, ${sayTimes(session, zone)}`}
      close={close}
      doing={{ mutate: save, isPending: step.isPending, error: step.error }}
      action="Save"
      off={isOff && words.reason.trim().length < 3}
    >
      <Select
        label="Who presents"
        placeholder="Nobody yet"
        clearable
        searchable
        value={words.presenter}
        data={people}
        onChange={(presenter) => setWords({ ...words, presenter })}
      />
      <TextInput
        label="Topic"
        value={words.topic}
        maxLength={200}
        onChange={(event) => setWords({ ...words, topic: event.currentTarget.value })}
      />
      <div className="conference-row">
        <TextInput
          type="date"
          label="On"
          value={words.on}
          onChange={(event) => {
            const { value } = event.currentTarget
            if (isDay(value)) setWords({ ...words, on: value })
          }}
        />
        {(['from', 'to'] as const).map((key) => (
          <TextInput
            key={key}
            type="time"
            label={key === 'from' ? 'Begins at' : 'Ends at'}
            value={words.hours[key]}
            onChange={(event) =>
              setWords({ ...words, hours: { ...words.hours, [key]: event.currentTarget.value } })
            }
          />
        ))}
      </div>
      <TextInput
        label="Room, if another"
        placeholder={series?.facts.place.room}
        value={words.room}
        maxLength={120}
        onChange={(event) => setWords({ ...words, room: event.currentTarget.value })}
      />
      <Select
        label="This session"
        allowDeselect={false}
        value={words.state}
        data={[
          { value: 'planned', label: 'is held' },
          { value: 'cancelled', label: 'is cancelled' },
        ]}
        onChange={(state) => state && setWords({ ...words, state: state as SessionWords['state'] })}
      />
      <TextInput
        label={isOff ? 'Why it is cancelled' : 'Why something is different, if it is'}
        value={words.reason}
        maxLength={200}
        onChange={(event) => setWords({ ...words, reason: event.currentTarget.value })}
      />
      <Reach programme={data.programme.id} session={session.id} />
    </FormDialog>
  )
}

const STATES: Record<ReachState, { says: string; tone?: string }> = {
  comes: { says: 'comes', tone: 'success' },
  may: { says: 'may come' },
  excused: { says: 'excused', tone: 'warning' },
  cannot: { says: 'cannot', tone: 'danger' },
  away: { says: 'away' },
}

function Reach({ programme, session }: { programme: string; session: string }) {
  const { data } = useQuery(reachQuery(programme, session))
  if (!data) return null
  const coming = data.rows.filter(({ state }) => state === 'comes').length
  return (
    <details className="conference-reach" open>
      <summary>
        Who can reach it: {coming} of {data.rows.length} come
      </summary>
      <ul>
        {data.rows.map((row) => (
          <li key={row.person.id}>
            <span className="conference-words">
              <span>
                {row.person.name}
                {row.level && ` (${row.level})`}
                {row.role === 'faculty' && ' (faculty)'}
              </span>
              <span className="small subtle">
                {[row.work ?? 'no rotation published', row.site].filter(Boolean).join(', ')}
              </span>
            </span>
            <span className="chip" data-tone={STATES[row.state].tone}>
              {row.presents ? 'presents' : STATES[row.state].says}
              {row.why && `, ${row.why}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
