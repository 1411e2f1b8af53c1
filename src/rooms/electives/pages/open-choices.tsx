// Is there a round in which I choose electives now? For one's first page.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Attention } from '../../people/pages/attention.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { openRoundsQuery } from './queries.ts'

export function OpenChoices() {
  const { data } = useQuery(openRoundsQuery)
  if (!data || data.rounds.length === 0) return null
  return (
    <section aria-label="To choose">
      <h2 className="section-title">To choose</h2>
      <ul className="rows">
        {data.rounds.map((round) => (
          <li key={round.id} className="attention">
            <Link
              to="/programmes/$id/choices/$round/mine"
              params={{ id: round.programme, round: round.id }}
            >
              <Attention
                title={round.title}
                says={<>Until {sayMoment(round.closesAt)}</>}
                tone="warning"
              />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
