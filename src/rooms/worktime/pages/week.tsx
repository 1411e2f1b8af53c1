// What did I work this week? As planned with one tap, or day by day.
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, Plus } from 'lucide-react'
import { useState } from 'react'
import { addDays, type Day, sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import type { IntervalData, Verdict } from '../../hours/schema.ts'
import { Findings, findingsOf, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useMe } from '../../people/pages/session.ts'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { worktimeContract as contract } from '../contract.ts'
import { hoursIn } from '../rules.ts'
import type { MyHours } from '../schema.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { localDay, localTime } from './local.ts'
import { HOURS, KIND_NAMES, WEEK_STATES, weekQuery } from './queries.ts'
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
  const [entries, setEntries] = useState<IntervalData[]>(
    week.actual ?? week.planned.map(({ name: _, ...entry }) => entry),
  )
  const [editing, setEditing] = useState<{ entry: IntervalData | null; day: Day }>()
  const [reason, setReason] = useState('')
  const step = useStepOf<{ version: number }>(HOURS)
  const params = { id: data.programme.id, person: person.id, monday: week.monday }
  const isChanged = JSON.stringify(entries) !== JSON.stringify(week.actual ?? [])
  const canConfirm =
    week.state !== 'ahead' &&
    (isOwn ? week.state !== 'closed' : true) &&
    (!week.actual || isChanged)
  const needsReason = !isOwn || week.state === 'closed'
  const confirm = () =>
    step.mutate({
      act: () =>
        call(contract.confirm, { params, body: { version: week.version, entries, reason } }),
      says: `The week of ${sayDay(week.monday)} is confirmed.`,
      ...(week.actual
        ? {
            undo: ({ version }: { version: number }) =>
              call(contract.confirm, {
                params,
                body: { version, entries: week.actual!, reason: reason || 'Taken back' },
              }),
          }
        : {}),
    })
  const go = (to: Day) =>
    void navigate({
      to: '/programmes/$id/people/$person/hours/$monday',
      params: { ...params, monday: to },
    })
  const state = WEEK_STATES[week.state]
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
      <Verdicts verdicts={data.verdicts} today={data.today} pack={data.pack} />
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

function DayRow(props: {
  day: Day
  zone: string
  entries: IntervalData[]
  open: (entry: IntervalData | null) => void
}) {
  const { day, zone, entries, open } = props
  return (
    <li>
      <span className="hours-day num">{sayDay(day, { weekday: true })}</span>
      <span className="hours-entries">
        {entries.length === 0 && <span className="subtle small">nothing</span>}
        {entries.map((entry) => (
          <button
            key={entry.id}
            type="button"
            className="hours-entry"
            data-kind={entry.kind}
            onClick={() => open(entry)}
          >
            <span className="num">
              {localTime(entry.start, zone)} to {localTime(entry.end, zone)}
            </span>
            <span className="small">{KIND_NAMES[entry.kind]}</span>
          </button>
        ))}
      </span>
      <Button
        variant="subtle"
        size="compact-md"
        aria-label={`Something more on ${sayDay(day, { weekday: true })}`}
        onClick={() => open(null)}
      >
        <Plus size={16} aria-hidden />
      </Button>
    </li>
  )
}

/** What happened and what would happen, without blame: it is the schedule that has to change. */
export function Verdicts(props: { verdicts: Verdict[]; today: Day; pack: string }) {
  const { verdicts, today, pack } = props
  if (verdicts.length === 0)
    return (
      <p className="small subtle hours-says">Nothing of “{pack}” is broken, past or planned.</p>
    )
  return (
    <Section title="What the rules say" count={verdicts.length}>
      <ul className="rows">
        {verdicts.map((verdict) => {
          const isAhead = verdict.window !== null && verdict.window.to >= today
          return (
            <li
              key={`${verdict.rule} ${verdict.window?.from} ${verdict.says}`}
              className="hours-verdict"
            >
              <span>
                {verdict.says}
                <span className="small subtle hours-clause">
                  {verdict.rule}, clause {verdict.clause}
                  {verdict.window &&
                    `, ${sayDay(verdict.window.from)} to ${sayDay(verdict.window.to)}`}
                </span>
              </span>
              <span
                className="chip"
                data-tone={
                  verdict.state === 'review'
                    ? undefined
                    : verdict.level === 'core'
                      ? 'danger'
                      : 'warning'
                }
              >
                {verdict.state === 'review' ? 'looked at' : isAhead ? 'would be broken' : 'broken'}
              </span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
