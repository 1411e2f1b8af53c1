// Does somebody wait for my decision about a pathway, or for a confirmation? For one's first page.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Attention } from '../../people/pages/attention.tsx'
import { sayCount } from '../../../kernel/finding.ts'
import { waitingQuery } from './queries.ts'

export function ToDecide() {
  const { data } = useQuery(waitingQuery)
  if (!data || data.programmes.length === 0) return null
  return (
    <section aria-label="To decide">
      <h2 className="section-title">To decide</h2>
      <ul className="rows">
        {data.programmes.map(({ id, name, applications, entries }) => (
          <li key={id} className="attention">
            <Link to="/programmes/$id/class" params={{ id }}>
              <Attention
                title={name}
                says={[
                  ...(applications > 0 ? [sayCount(applications, 'application')] : []),
                  ...(entries > 0
                    ? [sayCount(entries, 'entry to confirm', 'entries to confirm')]
                    : []),
                ].join(' · ')}
                tone="warning"
              />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
