// Do applications or interviews wait for me? For one's first page.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sayCount } from '../../../kernel/finding.ts'
import { clockAt, zoneNameAt } from '../../../kernel/wall-clock.ts'
import { Attention } from '../../people/pages/attention.tsx'
import type { Selecting } from '../contract.ts'
import { sayDate, selectingQuery } from './queries.ts'

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

type Item = Selecting['items'][number]

/** Each with where it is done; what is late stands out. */
function linesOf({ cycle: { zone }, toRead, toScore, ahead, next }: Item) {
  const mine = '/programmes/$id/cycles/$cycle/interviews/mine' as const
  const pile = '/programmes/$id/cycles/$cycle/review' as const
  const begins = next && `${sayDate(next, zone)}, ${clockAt(next, zone)} ${zoneNameAt(next, zone)}`
  const late = 'warning'
  return [
    {
      count: ahead,
      says: `${sayCount(ahead, 'interview')} of yours, the next ${begins}`,
      to: mine,
    },
    {
      count: toScore,
      says: `${sayCount(toScore, 'interview')} not scored yet`,
      to: mine,
      tone: late,
    },
    { count: toRead, says: `${sayCount(toRead, 'application')} to read`, to: pile, tone: late },
  ].filter(({ count }) => count > 0)
}

function Waits(item: Item) {
  const { programme, cycle } = item
  return linesOf(item).map(({ says, to, tone }) => (
    <li key={says} className="attention">
      <Link to={to} params={{ id: programme.id, cycle: cycle.id }}>
        <Attention title={`${programme.name}, ${cycle.label}`} says={says} tone={tone} />
      </Link>
    </li>
  ))
}
