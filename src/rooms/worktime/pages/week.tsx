// What did I work this week? As planned with one tap, or day by day.
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { addDays, type Day, sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { call, newKey, Refusal } from '../../../platform/client.ts'
import type { IntervalData } from '../../hours/schema.ts'
import { Findings, findingsOf, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useMe } from '../../people/pages/session.ts'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { worktimeContract as contract } from '../contract.ts'
import { hoursIn } from '../rules.ts'
import type { MyHours } from '../schema.ts'
import { DayRow } from './day-row.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { dropWeek, isSame, keepWeek } from './kept.ts'
import { KeptWeek } from './kept-week.tsx'
import { LoadChart } from './load-chart.tsx'
import { localDay } from './local.ts'
import { HOURS, WEEK_STATES, weekQuery } from './queries.ts'
import { useKept } from './use-kept.ts'
import { Verdicts } from './verdicts.tsx'
import './worktime.css'

export function HoursPage() {
  const {
    id = '',
    person = '',
    monday = '',
  } = useParams({ strict: false }) as Record<string, string>
  const { data, error } = useQuery(weekQuery(id, person, monday as Day))
  if (error)
    return (
      <Page title="Hours" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  // What is typed belongs to one week and one version of it.
  return <Week key={`${data.week.monday} ${data.week.version}`} data={data} />
}

function Week({ data }: { data: MyHours }) {
  const me = useMe().person
  const navigate = useNavigate()
  const { week, zone, person } = data
  const isOwn = me?.id === person.id
  const asStored = week.actual ?? week.planned.map(({ name: _, ...entry }) => entry)
  const params = { id: data.programme.id, person: person.id, monday: week.monday }
  const at = { programme: params.id, person: person.id, monday: week.monday }
  const { owner, kept: all } = useKept()
  const kept = all.find(
    (one) => one.monday === at.monday && one.programme === at.programme && one.person === at.person,
  )
  const waits = kept?.refused.length === 0
  const [entries, setEntries] = useState<IntervalData[]>(waits ? kept.words.entries : asStored)
  const [editing, setEditing] = useState<{ entry: IntervalData | null; day: Day }>()
  const [reason, setReason] = useState('')
  const step = useStepOf<{ version: number } | 'kept'>(HOURS)
  // Sent, taken, and the answer lost on the way: what stands there is what was sent.
  const isTaken = kept !== undefined && !waits && isSame(kept.words.entries, week.actual)
  useEffect(() => {
    if (owner && isTaken) dropWeek(localStorage, owner, at)
  })
  const shown = waits ? kept.words.entries : (week.actual ?? [])
  const isChanged = JSON.stringify(entries) !== JSON.stringify(shown)
  const canConfirm =
    week.state !== 'ahead' &&
    (isOwn ? week.state !== 'closed' : true) &&
    ((!week.actual && !waits) || isChanged)
  const needsReason = !isOwn || week.state === 'closed'
  const name = `The week of ${sayDay(week.monday)}`
  const keep = () =>
    owner !== null && keepWeek(localStorage, owner, at, { version: week.version, entries, reason })
  const takeBack = async (answer: { version: number } | 'kept') => {
    if (answer === 'kept') return owner && dropWeek(localStorage, owner, at)
    const body = { version: answer.version, entries: week.actual!, reason: reason || 'Taken back' }
    await call(contract.confirm, { params, body })
  }
  const confirm = () =>
    step.mutate({
      act: async () => {
        const body = { version: week.version, entries, reason }
        if (!navigator.onLine && keep()) return 'kept'
        try {
          const answer = await call(contract.confirm, { params, body, key: newKey() })
          // Whatever was kept of this week is part of what is confirmed now.
          if (owner) dropWeek(localStorage, owner, at)
          return answer
        } catch (error) {
          if (error instanceof Refusal && error.status === 0 && keep()) return 'kept'
          throw error
        }
      },
      says: (answer) =>
        answer === 'kept'
          ? `${name} is kept on this device until you are online.`
          : `${name} is confirmed.`,
      ...(week.actual ? { undo: takeBack } : {}),
    })
  const go = (to: Day) =>
    void navigate({
      to: '/programmes/$id/people/$person/hours/$monday',
      params: { ...params, monday: to },
    })
  const state = waits ? { says: 'kept here', tone: 'warning' } : WEEK_STATES[week.state]
  return (
    <Page
      title={isOwn ? 'My hours' : `Hours of ${person.name}`}
      beside={
        <span className="chip" data-tone={state.tone}>
          {state.says}
        </span>
      }
      actions={
        <div className="hours-weeks" role="group" aria-label="Week">
          <Button
            variant="default"
            aria-label="The week before"
            onClick={() => go(addDays(week.monday, -7))}
          >
            <ChevronLeft size={16} aria-hidden />
          </Button>
          <strong className="num">
            {sayDay(week.monday)} to {sayDay(addDays(week.monday, 6))}
          </strong>
          <Button
            variant="default"
            aria-label="The week after"
            onClick={() => go(addDays(week.monday, 7))}
          >
            <ChevronRight size={16} aria-hidden />
          </Button>
        </div>
      }
      narrow
    >
      {owner && kept && (
        <KeptWeek kept={kept} owner={owner} take={() => setEntries(kept.words.entries)} />
      )}
      <p className="hours-sum num">
        {sayCount(hoursIn(entries, zone), 'hour')}
        <span className="subtle small"> · {week.hours.planned} planned</span>
      </p>
      {week.planned.length === 0 && entries.length === 0 && (
        <p className="small subtle hours-says">
          Nothing is published for you in this week. Put in what you worked, or confirm that it was
          nothing.
        </p>
      )}
      <ul className="hours-days">
        {Array.from({ length: 7 }, (_, nth) => addDays(week.monday, nth)).map((day) => (
          <DayRow
            key={day}
            day={day}
            zone={zone}
            entries={entries.filter((entry) => localDay(entry.start, zone) === day)}
            open={(entry) => setEditing({ entry, day })}
          />
        ))}
      </ul>
      {needsReason && canConfirm && (
        <TextInput
          label="Why it is changed"
          value={reason}
          maxLength={400}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {week.reason && <p className="small subtle hours-says">Changed: “{week.reason}”</p>}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      {canConfirm && (
        <Button fullWidth size="md" loading={step.isPending} onClick={confirm}>
          {week.actual ? 'Confirm the change' : 'This is what I worked'}
        </Button>
      )}
      <LoadChart rolling={data.rolling} today={data.today} />
      <Verdicts data={data} />
      <Section title="The last weeks">
        <ul className="rows">
          {data.weeks.map(({ monday, state: of }) => (
            <li key={monday}>
              <Link
                to="/programmes/$id/people/$person/hours/$monday"
                params={{ ...params, monday }}
              >
                The week of {sayDay(monday)}
              </Link>
              <span className="chip" data-tone={WEEK_STATES[of].tone}>
                {WEEK_STATES[of].says}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {editing && (
        <EntryDialog
          {...editing}
          zone={zone}
          close={() => setEditing(undefined)}
          save={(next) => {
            const others = entries.filter(({ id }) => id !== editing.entry?.id)
            setEntries(
              (next ? [...others, next] : others).sort((one, other) =>
                one.start < other.start ? -1 : 1,
              ),
            )
            setEditing(undefined)
          }}
        />
      )}
    </Page>
  )
}
