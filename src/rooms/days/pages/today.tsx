// Where am I tomorrow, and what comes next? The first page of everybody.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Attention } from '../../people/pages/attention.tsx'
import { ChevronRight } from 'lucide-react'
import { addDays, sayDay } from '../../../kernel/day.ts'
import { clockAt } from '../../../kernel/wall-clock.ts'
import { saySpan } from '../../../kernel/span.ts'
import { Empty, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useMe } from '../../people/pages/session.ts'
import { ConferencesToPresent } from '../../conferences/pages/to-present.tsx'
import { OwnChecklist } from '../../progress/pages/checklist-link.tsx'
import { ToDecide } from '../../progress/pages/to-decide.tsx'
import type { TimeItem, Today } from '../schema.ts'
import { OpenChoices } from '../../electives/pages/open-choices.tsx'
import { StaysToDo } from '../../offsite/pages/to-do.tsx'
import { WaitingPlans } from '../../studyplans/pages/waiting-plans.tsx'
import { todayQuery } from './queries.ts'
import { Swatch } from '../../rota/pages/swatch.tsx'
import { WatchList } from './watch-list.tsx'
import { LeaveToDecide } from '../../leave/pages/to-decide.tsx'
import { ToTrade } from '../../swaps/pages/to-trade.tsx'
import { ToConfirm } from '../../worktime/pages/to-confirm.tsx'
import type { ReactNode } from 'react'
import './today.css'

/** Of rooms that come after this one: what comes before everything, and what else waits to be done. */
export function TodayPage({ first, waits }: { first?: ReactNode; waits?: ReactNode }) {
  const { data, error } = useQuery(todayQuery)
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  // An hour at a conference is no year that is published.
  const isBlank = [...data.tomorrow, ...data.now, ...data.next].every(({ part }) => part !== null)
  return (
    <Page
      title={
        isBlank
          ? `Today, ${sayDay(data.today, { weekday: true })}`
          : `Tomorrow, ${sayDay(addDays(data.today, 1), { weekday: true })}`
      }
      beside={data.blockSays && <span className="subtle">{data.blockSays}</span>}
      narrow
    >
      <div className="today">
        {first}
        {isBlank ? <NoTime today={data} /> : <MyTime today={data} />}
        <OpenChoices />
        <LeaveToDecide />
        <ToTrade />
        <ConferencesToPresent />
        <ToConfirm />
        <WaitingPlans />
        <StaysToDo />
        <ToDecide />
        {waits}
        <Changed years={data.changed} />
        <OwnChecklist />
        {data.attention.length > 0 && <WatchList />}
        <YearsToPlan items={data.attention} />
      </div>
    </Page>
  )
}

function NoTime({ today }: { today: Today }) {
  if (today.attention.length > 0) return null
  return (
    <Empty
      says={
        today.blockSays
          ? 'Your year is not published yet. You will see it here as soon as it is.'
          : 'Nothing is planned for you.'
      }
    >
      <Button variant="default" renderRoot={(rest) => <Link to="/plans" {...rest} />}>
        See the years
      </Button>
    </Empty>
  )
}

function MyTime({ today }: { today: Today }) {
  const same = today.now[0]?.work === today.tomorrow[0]?.work
  return (
    <>
      {today.tomorrow
        .filter(({ part }) => part === null)
        .map((item) => (
          <BigCard key={item.id} item={item} colleagues={today.colleagues} />
        ))}
      <Conferences items={today.tomorrow} />
      {today.tomorrow.length === 0 && <div className="card">Tomorrow is free.</div>}
      {!same && today.now.length > 0 && (
        <section aria-label="Today">
          <h2 className="section-title">Today</h2>
          <Stretches items={today.now} />
        </section>
      )}
      {today.next.length > 0 && (
        <section aria-label="Next">
          <h2 className="section-title">Next</h2>
          <Stretches items={today.next} />
        </section>
      )}
      <Link className="today-more" to="/people/$id" params={{ id: today.person.id }}>
        My whole year <ChevronRight size={16} aria-hidden />
      </Link>
    </>
  )
}

/** Only one's own: nobody should have to compare two sheets to find what became of their winter. */
function Changed({ years }: { years: Today['changed'] }) {
  return years.map((year) => (
    <section key={year.plan} aria-label="Changed for you">
      <h2 className="section-title">Changed for you</h2>
      <p className="subtle small">
        {year.title}, version {year.version} by {year.by}
        {year.message && `: ${year.message}`}
      </p>
      <ul className="rows">
        {year.changes.map((one) => (
          <li key={one.from}>
            <span className="stretch-days num">{saySpan(one)}</span>
            <span className="stretch-name">
              {one.after ?? 'Nothing'}{' '}
              <span className="subtle">instead of {one.before ?? 'nothing'}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  ))
}

function BigCard({ item, colleagues }: { item: TimeItem; colleagues: Today['colleagues'] }) {
  return (
    <article
      className="card big-card"
      data-color={item.look.color}
      data-pattern={item.look.pattern}
    >
      <h2>{item.name}</h2>
      <p className="big-where">{item.site ?? item.programme}</p>
      <p className="subtle">
        Until {sayDay(item.to, { weekday: true })}
        {colleagues.length > 0 && (
          <>
            {' · with '}
            {colleagues.map((person, index) => (
              <span key={person.id}>
                {index > 0 && ', '}
                <Link to="/people/$id" params={{ id: person.id }}>
                  {person.name}
                </Link>
                {person.level && ` (${person.level})`}
              </span>
            ))}
          </>
        )}
      </p>
    </article>
  )
}

/** At their hours, under the work of the day. */
function Conferences({ items }: { items: TimeItem[] }) {
  const sessions = items.filter(({ part }) => part !== null)
  if (sessions.length === 0) return null
  return (
    <section aria-label="Conferences">
      <h2 className="section-title">Conferences</h2>
      <Stretches items={sessions} />
    </section>
  )
}

function Stretches({ items }: { items: TimeItem[] }) {
  const { institution } = useMe()
  const zone = institution?.timeZone ?? 'UTC'
  return (
    <ul className="rows">
      {items.map((item) => (
        <li key={item.id}>
          <span className="stretch-days num">
            {saySpan(item)}
            {item.part !== null && item.begins && `, ${clockAt(item.begins, zone)}`}
          </span>
          <Swatch work={item} />
          <span className="stretch-name">
            {item.name}
            {item.site && <span className="subtle small"> {item.site}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What the server calls how bad it is, in the tones of the style sheet. */
const TONES: Record<string, string> = { bad: 'danger', warn: 'warning', good: 'success' }

function YearsToPlan({ items }: { items: Today['attention'] }) {
  if (items.length === 0) return null
  return (
    <section aria-label="Years you plan">
      <h2 className="section-title">Years you plan</h2>
      <ul className="rows">
        {items.map((item, index) => (
          <li key={index} className="attention">
            <Link to="/plans/$id" params={{ id: item.plan }}>
              <Attention title={item.title} says={item.says} tone={TONES[item.tone]} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
