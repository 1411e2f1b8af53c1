// What must a planner see to in the next two weeks? Holes first, then who is away.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { saySpan } from '../../../kernel/span.ts'
import type { Watch } from '../schema.ts'
import { watchQuery } from './queries.ts'

/** So many holes are read at a glance. */
const FEW = 5

export function WatchList() {
  const { data } = useQuery(watchQuery)
  if (!data || data.years.length === 0) return null
  return (
    <section aria-label="The next two weeks">
      <h2 className="section-title">The next two weeks</h2>
      {data.years.map((year) => (
        <YearWatch key={year.plan} year={year} until={sayDay(data.to)} />
      ))}
    </section>
  )
}

type Year = Watch['years'][0]

function YearWatch({ year, until }: { year: Year; until: string }) {
  const { holes, away } = year
  const [all, setAll] = useState(false)
  const shown = all ? holes : holes.slice(0, FEW)
  return (
    <article className="card watch">
      <h3>
        <Link to="/plans/$id" params={{ id: year.plan }}>
          {year.title}
        </Link>
      </h3>
      {holes.length === 0 && <p className="small">Every service is covered until {until}.</p>}
      {holes.length > 0 && (
        <ul aria-label="Holes">
          {shown.map((hole) => (
            <li key={`${hole.from} ${hole.says}`}>
              <span className="stretch-days num">{saySpan(hole)}</span>
              <span>{hole.says}</span>
              {hole.must && (
                <span className="chip" data-tone="danger">
                  must-fix
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {holes.length > FEW && (
        <button type="button" className="bar-link" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${sayCount(holes.length, 'hole')}`}
        </button>
      )}
      <Away away={away} />
    </article>
  )
}

function Away({ away }: { away: Year['away'] }) {
  if (away.length === 0) return <p className="small subtle">Nobody is away.</p>
  return (
    <ul aria-label="Away">
      {away.map(({ person, what, leaves, ...span }) => (
        <li key={`${person.id} ${span.from}`}>
          <span className="stretch-days num">{saySpan(span)}</span>
          <span>
            <Link to="/people/$id" params={{ id: person.id }}>
              {person.name}
            </Link>
            , {what.toLowerCase()}
          </span>
          {leaves && (
            <span className="chip" data-tone="warning">
              planned for {leaves}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
