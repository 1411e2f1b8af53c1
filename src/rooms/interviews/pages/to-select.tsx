// Do applications or interviews wait for me? For one's first page.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sayCount } from '../../../kernel/finding.ts'
import { zoneNameAt } from '../../../kernel/moment.ts'
import { Attention } from '../../people/pages/attention.tsx'
import type { Selecting } from '../contract.ts'
import { sayDate, sayTime, selectingQuery } from './queries.ts'

export function ToSelect() {
  const { data } = useQuery(selectingQuery)
  if (!data || data.items.length === 0) return null
  return (
    <section aria-label="Choosing fellows">
      <h2 className="section-title">Choosing fellows</h2>
      <ul className="rows">
        {data.items.map((item) => (
          <Waits key={item.cycle.id} {...item} />
        ))}
      </ul>
    </section>
  )
}

function Waits({ programme, cycle, toRead, toScore, ahead, next }: Selecting['items'][number]) {
  const params = { id: programme.id, cycle: cycle.id }
  const name = `${programme.name}, ${cycle.label}`
  const begins =
    next &&
    `${sayDate(next, cycle.zone)}, ${sayTime(next, cycle.zone)} ${zoneNameAt(next, cycle.zone)}`
  return (
    <>
      {ahead > 0 && (
        <li className="attention">
          <Link to="/programmes/$id/cycles/$cycle/interviews/mine" params={params}>
            <Attention
              title={name}
              says={`${sayCount(ahead, 'interview')} of yours, the next ${begins}`}
            />
          </Link>
        </li>
      )}
      {toScore > 0 && (
        <li className="attention">
          <Link to="/programmes/$id/cycles/$cycle/interviews/mine" params={params}>
            <Attention
              title={name}
              says={`${sayCount(toScore, 'interview')} not scored yet`}
              tone="warning"
            />
          </Link>
        </li>
      )}
      {toRead > 0 && (
        <li className="attention">
          <Link to="/programmes/$id/cycles/$cycle/review" params={params}>
            <Attention
              title={name}
              says={`${sayCount(toRead, 'application')} to read`}
              tone="warning"
            />
          </Link>
        </li>
      )}
    </>
  )
}
