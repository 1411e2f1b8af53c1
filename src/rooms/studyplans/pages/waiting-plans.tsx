// Does somebody's plan of a year wait for me, or is mine to be made? For one's first page.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Attention } from '../../people/pages/attention.tsx'
import { sayCount } from '../../../kernel/finding.ts'
import { useMe } from '../../people/pages/session.ts'
import { CAPACITIES, waitingQuery } from './queries.ts'

const OWN = {
  none: ['Plan your year', 'Not begun', 'warning'],
  draft: ['Your plan of the year', 'Not handed in', 'warning'],
  submitted: ['Your plan of the year', 'Handed in', 'success'],
  approved: ['Your plan of the year', 'Approved', 'success'],
} as const

export function WaitingPlans() {
  const { person } = useMe()
  const { data } = useQuery(waitingQuery)
  if (!data || !person || data.waiting.length + data.own.length === 0) return null
  return (
    <section aria-label="Plans of a year">
      <h2 className="section-title">
        {data.waiting.length > 0
          ? `${sayCount(data.waiting.length, 'plan waits', 'plans wait')} for you`
          : 'Your plan'}
      </h2>
      <ul className="rows">
        {data.waiting.map((one) => (
          <Row
            key={`${one.plan} ${one.person}`}
            {...{ id: one.programme, person: one.person, plan: one.plan, tone: 'warning' }}
            title={one.name}
            says={`Asks you as ${CAPACITIES[one.capacity].toLowerCase()} · ${one.title}`}
          />
        ))}
        {data.own.map((one) => {
          const [title, says, tone] = OWN[one.state]
          return (
            <Row
              key={one.plan}
              {...{ id: one.programme, person: person.id, plan: one.plan, title }}
              tone={one.isReturned ? 'danger' : tone}
              says={`${one.isReturned ? 'Sent back with a word' : says} · ${one.title}`}
            />
          )
        })}
      </ul>
    </section>
  )
}

function Row(props: {
  id: string
  person: string
  plan: string
  title: string
  says: string
  tone: string
}) {
  return (
    <li className="attention">
      <Link
        to="/programmes/$id/study-plans/$person"
        params={{ id: props.id, person: props.person }}
        search={{ plan: props.plan } as never}
      >
        <Attention title={props.title} says={props.says} tone={props.tone} />
      </Link>
    </li>
  )
}
