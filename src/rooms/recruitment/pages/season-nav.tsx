// The four sides of one season, one beside the other.
import { Link } from '@tanstack/react-router'
import './season-nav.css'

const SIDES = [
  ['/programmes/$id/recruitment/$cycle', 'Applications'],
  ['/programmes/$id/cycles/$cycle/review', 'Review'],
  ['/programmes/$id/cycles/$cycle/interviews', 'Interviews'],
  ['/programmes/$id/cycles/$cycle/ranking', 'Rank list'],
] as const

export function SeasonNav({ id, cycle }: { id: string; cycle: string }) {
  return (
    <nav className="season-nav" aria-label="Sides of the season">
      {SIDES.map(([to, says]) => (
        <Link
          key={to}
          to={to}
          params={{ id, cycle }}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {says}
        </Link>
      ))}
    </nav>
  )
}
