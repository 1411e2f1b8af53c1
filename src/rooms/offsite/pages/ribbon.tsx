// Which agreement holds when, and which stays lie on it? One row a place, months from left to right.
import { Link } from '@tanstack/react-router'
import { addDays, addMonths, type Day, dayNumber, sayDay } from '../../../kernel/day.ts'
import { saySpan, type Span } from '../../../kernel/span.ts'
import type { StaysView } from '../contract.ts'
import { STAY_STATES } from './queries.ts'

const MONTHS = 18
const LETTERS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function Ribbon({ view }: { view: StaysView }) {
  const first = `${addMonths(view.today, -2).slice(0, 7)}-01` as Day
  const frame: Span = { from: first, to: addDays(addMonths(first, MONTHS), -1) }
  const stays = view.stays.filter(({ state }) => state !== 'withdrawn' && state !== 'declined')
  const sites = new Set([...view.agreements, ...stays].map(({ site }) => site))
  const rows = view.sites.filter(({ id }) => sites.has(id))
  if (rows.length === 0) return null
  const months = Array.from({ length: MONTHS }, (_, nth) => addMonths(first, nth))
  return (
    // On a phone it is wider than the page, and moved with the arrow keys.
    <figure className="stay-ribbon" aria-label="Agreements and stays over the months" tabIndex={0}>
      <div className="stay-months" aria-hidden>
        {months.map((month) => (
          <span key={month} data-year={month.slice(5, 7) === '01' || undefined}>
            {LETTERS[Number(month.slice(5, 7)) - 1]}
          </span>
        ))}
      </div>
      {rows.map(({ id, name }) => (
        <div key={id} className="stay-lane">
          <div className="stay-lane-name">{name}</div>
          <div className="stay-track">
            <i
              className="stay-today"
              style={placeOf({ from: view.today, to: view.today }, frame)}
            />
            {view.agreements
              .filter(({ site }) => site === id)
              .map((one) => (
                <span
                  key={one.id}
                  className="stay-agreement"
                  data-state={one.state}
                  style={placeOf(one, frame)}
                  title={`${one.title}: ${saySpan(one)}`}
                />
              ))}
            {stays
              .filter(({ site }) => site === id)
              .map((stay) => (
                <Link
                  key={stay.id}
                  to="/programmes/$id/stays/$stay"
                  params={{ id: view.programme.id, stay: stay.id }}
                  className="stay-pill"
                  data-state={stay.state}
                  style={placeOf(stay, frame)}
                  aria-label={`${initialsOf(stay.person.name)}: ${stay.person.name}, ${stay.place}, ${saySpan(stay)}: ${STAY_STATES[stay.state].says}`}
                >
                  {initialsOf(stay.person.name)}
                </Link>
              ))}
          </div>
        </div>
      ))}
      <figcaption className="small subtle">
        Bands are agreements, pills are stays. The line is today, {sayDay(view.today)}.
      </figcaption>
    </figure>
  )
}

const initialsOf = (name: string) =>
  name
    .split(' ')
    .map(([letter]) => letter)
    .join('')

/** In per cent of the frame; what lies beyond is cut off. */
function placeOf(span: Span, frame: Span): { insetInlineStart: string; inlineSize: string } {
  const days = dayNumber(frame.to) - dayNumber(frame.from) + 1
  const at = (value: Day) => Math.min(days, Math.max(0, dayNumber(value) - dayNumber(frame.from)))
  const start = at(span.from)
  const size = Math.max(0, at(addDays(span.to, 1)) - start)
  return { insetInlineStart: `${(start / days) * 100}%`, inlineSize: `${(size / days) * 100}%` }
}
