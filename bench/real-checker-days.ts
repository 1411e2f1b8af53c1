// What do the source's rules of day rosters say: gaps, weekends, evenness by weekday?
import type { Look } from './real-source.ts'

const DAY_MS = 86_400_000

/** 0 = Monday, as the source counts. */
function weekdays({ source: { time } }: Look): number[] {
  const start = Date.parse(`${time.start}T00:00:00Z`)
  return Array.from({ length: time.count }, (_, k) => {
    return (new Date(start + k * DAY_MS).getUTCDay() + 6) % 7
  })
}

/** Sum over all pairs of the difference. */
export function spreadOf(counts: readonly number[]): number {
  let sum = 0
  counts.forEach((one, nth) => {
    for (const other of counts.slice(nth + 1)) sum += Math.abs(one - other)
  })
  return sum
}

export function dayViolations(look: Look): string[] {
  const days = weekdays(look)
  const excluded = new Set(look.source.time.excluded)
  return look.people.flatMap((person) => {
    const on = look.row(person).map(look.isIn)
    const isWeekend = (saturday: number) =>
      [saturday - 1, saturday, saturday + 1].some((k) => on[k] === true)
    const isBroken = (k: number): boolean => {
      switch (look.rule.type) {
        case 'no_consecutive_days':
          return on[k]! && on[k + 1] === true
        case 'day_gap':
          return on[k]! && on[k - 2] === true && days[k] !== 0 && days[k] !== 6
        case 'same_day_pair': {
          const isFree = k + 2 >= on.length || excluded.has(k) || excluded.has(k + 2)
          return days[k] === 4 && !isFree && on[k] !== on[k + 2]
        }
        default:
          return days[k] === 5 && k + 7 <= on.length && isWeekend(k) && isWeekend(k + 7)
      }
    }
    return on.flatMap((_, k) => (isBroken(k) ? [`${person.id} ${k}`] : []))
  })
}

/** Differences in the number of periods, for each class of weekday. */
export function dayEvenness(look: Look): number {
  const days = weekdays(look)
  return Object.values(look.rule.classes ?? {}).reduce((sum, kinds) => {
    const counts = look.people.map(
      (person) =>
        look.row(person).filter((activity, k) => look.isIn(activity) && kinds.includes(days[k]!))
          .length,
    )
    return sum + spreadOf(counts)
  }, 0)
}
