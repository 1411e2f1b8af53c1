// Is there a week of mine that is over and not confirmed? For one's first page.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Attention } from '../../people/pages/attention.tsx'
import { sayDay } from '../../../kernel/day.ts'
import { useMe } from '../../people/pages/session.ts'
import { openWeeksQuery } from './queries.ts'

export function ToConfirm() {
  const { person } = useMe()
  const { data } = useQuery(openWeeksQuery)
  if (!person || !data || data.weeks.length === 0) return null
  return (
    <section aria-label="Hours">
      <h2 className="section-title">Hours</h2>
      <ul className="rows">
        {data.weeks.map(({ programme, monday }) => (
          <li key={`${programme} ${monday}`} className="attention">
            <Link
              to="/programmes/$id/people/$person/hours/$monday"
              params={{ id: programme, person: person.id, monday }}
            >
              <Attention
                title={<>The week of {sayDay(monday)}</>}
                says="to confirm, one tap"
                tone="warning"
              />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
