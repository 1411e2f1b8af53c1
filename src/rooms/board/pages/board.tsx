// Who is on, until when, and where is everybody today?
import { Button } from '@mantine/core'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, House, Hospital } from 'lucide-react'
import { addDays, type Day, sayDay } from '../../../kernel/day.ts'
import { clockAt } from '../../../kernel/wall-clock.ts'
import { call } from '../../../platform/client.ts'
import { Empty, Findings, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { isAllowed } from '../../people/policy.ts'
import { useMe } from '../../people/pages/session.ts'
import { boardContract as contract } from '../contract.ts'
import type { Board, Duty } from '../schema.ts'
import { Coverage } from './coverage.tsx'
import { Handovers } from './handovers.tsx'
import { BoardLinks } from './links.tsx'
import './board.css'

const boardQuery = (id: string, on: Day | undefined) =>
  queryOptions({
    queryKey: ['board', id, on ?? 'today'],
    queryFn: () => call(contract.view, { params: { id }, query: on ? { on } : {} }),
    placeholderData: keepPreviousData,
    // Somebody leaves it open on a wall.
    refetchInterval: 60_000,
  })

export function BoardPage() {
  const { id = '' } = useParams({ strict: false })
  const { on } = useSearch({ strict: false }) as { on?: Day }
  const navigate = useNavigate()
  const { data, error } = useQuery(boardQuery(id, on))
  const { person, today } = useMe()
  const plans = person !== null && isAllowed(person, 'planner', today, id)
  if (error)
    return (
      <Page title="Who is on" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const go = (day: Day) =>
    void navigate({
      to: '/programmes/$id/board',
      params: { id },
      search: { on: day } as never,
      replace: true,
    })
  return (
    <Page
      title="Who is on"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={
        <div className="board-days" role="group" aria-label="Day">
          <Button
            variant="default"
            aria-label="The day before"
            onClick={() => go(addDays(data.on, -1))}
          >
            <ChevronLeft size={16} aria-hidden />
          </Button>
          <strong className="num" aria-live="polite">
            {sayDay(data.on, { weekday: true, year: true })}
          </strong>
          <Button
            variant="default"
            aria-label="The day after"
            onClick={() => go(addDays(data.on, 1))}
          >
            <ChevronRight size={16} aria-hidden />
          </Button>
        </div>
      }
      narrow
    >
      {data.holiday && <p className="board-holiday">{data.holiday}</p>}
      <Findings
        tone="warning"
        title="Nobody is on"
        findings={data.lacking.map((says) => ({
          ...{ rule: 'board', says, by: 1, who: [], periods: [], works: [] },
        }))}
      />
      {data.now.length > 0 && (
        <Section title="Now">
          <Duties duties={data.now} zone={data.zone} isBig relief={plans ? id : undefined} />
        </Section>
      )}
      {data.next.length > 0 && (
        <Section title="Next">
          <Duties duties={data.next} zone={data.zone} withDay relief={plans ? id : undefined} />
        </Section>
      )}
      <Section title={data.isToday ? 'Today' : 'On this day'} count={data.day.length}>
        {data.day.length === 0 ? (
          <Empty says="No call is published for this day." />
        ) : (
          <Duties duties={data.day} zone={data.zone} />
        )}
      </Section>
      <Handovers board={data} />
      <Services board={data} />
      <Coverage board={data} />
      {data.away.length > 0 && (
        <Section title="Away" count={data.away.length}>
          <p>{data.away.map(({ name }) => name).join(', ')}</p>
        </Section>
      )}
      {plans && <BoardLinks programme={id} />}
    </Page>
  )
}

const dayOf = (moment: string, zone: string) =>
  new Date(moment).toLocaleDateString('en-GB', { timeZone: zone, weekday: 'short' })

function Duties(props: {
  duties: Duty[]
  zone: string
  isBig?: boolean
  withDay?: boolean
  /** The programme, where whoever looks may find somebody else. */
  relief?: string | undefined
}) {
  const { duties, zone, isBig, withDay, relief } = props
  return (
    <ul className="rows board-duties" data-big={isBig || undefined}>
      {duties.map((duty) => (
        <li key={duty.id}>
          <span className="work-mark" data-color={duty.look.color} aria-hidden />
          <span className="board-words">
            <Link to="/people/$id" params={{ id: duty.person.id }}>
              {duty.person.name}
              {duty.person.level && ` (${duty.person.level})`}
            </Link>
            <span className="small subtle">
              {duty.name}
              {duty.tier !== 'primary' &&
                duty.name.toLowerCase() !== duty.tier &&
                ` · ${duty.tier}`}
              {duty.site && ` · ${duty.site}`}
              {duty.responseMinutes !== null && ` · there within ${duty.responseMinutes} minutes`}
            </span>
          </span>
          {duty.where === 'home' ? (
            <House size={15} aria-label="at home" />
          ) : (
            <Hospital size={15} aria-label="in the house" />
          )}
          <span className="num small">
            {withDay && `${dayOf(duty.begins, zone)} `}
            {clockAt(duty.begins, zone)} to {clockAt(duty.ends, zone)}
          </span>
          {relief !== undefined && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`Cannot come: ${duty.person.name}, ${duty.name}`}
              renderRoot={(rest) => (
                <Link
                  to="/programmes/$id/calls/$call/relief"
                  params={{ id: relief, call: duty.id }}
                  {...rest}
                />
              )}
            >
              Cannot come
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function Services({ board }: { board: Board }) {
  if (board.services.length === 0) return null
  return (
    <Section title="By service" count={board.services.length}>
      <ul className="rows">
        {board.services.map((service) => (
          <li key={service.work}>
            <span className="work-mark" data-color={service.look.color} aria-hidden />
            <span className="board-words">
              <strong>{service.name}</strong>
              <span className="small">
                {service.people
                  .map(({ name, level }) => (level ? `${name} (${level})` : name))
                  .join(', ')}
              </span>
            </span>
            {service.site && <span className="small subtle">{service.site}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
