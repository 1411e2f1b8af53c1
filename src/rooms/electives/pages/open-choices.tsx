// Is there a round in which I choose electives now? For one's first page.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
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
              <span className="attention-words">
                <strong>{round.title}</strong>
                <span className="attention-says" data-tone="warning">
                  Until {sayMoment(round.closesAt)}
                </span>
              </span>
              <ChevronRight size={16} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
