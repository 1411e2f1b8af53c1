// What do the days of a request look like, with a week on each side?
import { addDays, type Day, dayNumber, sayDay } from '../../../kernel/day.ts'
import { holds, type Span } from '../../../kernel/span.ts'
import type { LeaveVerdict, LeaveWorld } from '../schema.ts'
import { isWorkday } from '../workdays.ts'

/** As they are told below the strip, those that are in it. */
const KEY = {
  leave: 'asked for',
  review: 'needs review',
  must: 'cannot be asked for',
  call: 'on call',
  taken: 'other leave',
  work: null,
  weekend: 'weekend',
} as const
type Kind = keyof typeof KEY

const AROUND = 5
const MOST = 84

export function DayStrip(props: {
  world: LeaveWorld
  parts: readonly Span[]
  verdict: LeaveVerdict
}) {
  const { world, parts, verdict } = props
  const first = parts.reduce((least, { from }) => (from < least ? from : least), parts[0]!.from)
  const last = parts.reduce((most, { to }) => (to > most ? to : most), parts[0]!.to)
  const from = addDays(first, -AROUND)
  const length = Math.min(MOST, dayNumber(last) - dayNumber(first) + 1 + 2 * AROUND)
  const days = Array.from({ length }, (_, nth) => addDays(from, nth))
  const kindOf = (day: Day): Kind => {
    const found = verdict.findings.find((one) => one.level !== 'hint' && one.days.includes(day))
    const mine = parts.some((part) => holds(part, day))
    if (mine && found?.level === 'must') return 'must'
    if (mine) return found ? 'review' : 'leave'
    if (world.calls.some(({ on }) => on === day)) return 'call'
    if (world.taken.some((one) => holds(one, day))) return 'taken'
    return isWorkday(day) ? 'work' : 'weekend'
  }
  const kinds = new Map(days.map((day) => [day, kindOf(day)]))
  const present = new Set(kinds.values())
  return (
    <>
      <div className="leave-strip" role="img" aria-label={`The days from ${sayDay(from)} on`}>
        {days.map((day) => {
          const kind = kinds.get(day)!
          return (
            <span
              key={day}
              className="leave-day"
              data-kind={kind}
              data-first={day.endsWith('-01') || day === from || undefined}
              title={`${sayDay(day, { weekday: true })}: ${KEY[kind] ?? 'work'}`}
            >
              <span>{Number(day.slice(8))}</span>
            </span>
          )
        })}
      </div>
      <p className="small leave-keys">
        {(Object.keys(KEY) as Kind[])
          .filter((kind) => KEY[kind] && present.has(kind))
          .map((kind) => (
            <span key={kind}>
              <span className="leave-day leave-key" data-kind={kind} /> {KEY[kind]}
            </span>
          ))}
      </p>
    </>
  )
}
