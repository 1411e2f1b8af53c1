// How do level, block calendar, name and days go on by one year?
import { addDays, addMonths, type Day, isDay } from '../../kernel/day.ts'
import type { PlanRow } from './store.ts'

/**
 * The next one of the programme's own levels, in their order; where it names none, R1 becomes R2 and
 * PGY-4 becomes PGY-5. Null: there is none above.
 */
export function levelAbove(level: string, order: readonly string[]): string | null {
  if (order.includes(level)) return order[order.indexOf(level) + 1] ?? null
  const match = /^(.*?)(\d+)(\D*)$/.exec(level)
  return match ? `${match[1]}${Number(match[2]) + 1}${match[3]}` : null
}

type Year = Pick<PlanRow, 'id' | 'title' | 'from' | 'to' | 'blocks'>

/** The same blocks one or more years later, every day in exactly one of them. */
export function yearAfter(plan: Year, years = 1): Year {
  const next = oneAfter(plan)
  return years > 1 ? yearAfter(next, years - 1) : next
}

function oneAfter(plan: Year): Year {
  const from = addDays(plan.to, 1)
  const to = addDays(addMonths(from, 12), -1)
  const starts = plan.blocks.map((block) => addMonths(block.from, 12))
  const blocks = plan.blocks.map((block, nth) => ({
    ...block,
    from: nth === 0 ? from : starts[nth]!,
    // The last of February moves: each block ends where the next one begins.
    to: starts[nth + 1] ? addDays(starts[nth + 1]!, -1) : to,
  }))
  return { id: later(plan.id), title: later(plan.title), from, to, blocks }
}

/** `2026-27` becomes `2027-28`, `mayo-2026` becomes `mayo-2027`. */
function later(text: string): string {
  const pair = /\b(20\d\d)([-–/])(\d\d)\b/
  if (pair.test(text))
    return text.replace(pair, (_, year: string, dash: string, short: string) => {
      const two = String((Number(short) + 1) % 100).padStart(2, '0')
      return `${Number(year) + 1}${dash}${two}`
    })
  if (/20\d\d/.test(text)) return text.replace(/20\d\d/, (year) => String(Number(year) + 1))
  return `${text}-next`
}

export function monthsBetween(from: Day, to: Day): number {
  const [y1, m1, d1] = from.split('-').map(Number) as [number, number, number]
  const [y2, m2, d2] = to.split('-').map(Number) as [number, number, number]
  return Math.max(0, (y2 - y1) * 12 + m2 - m1 - (d2 < d1 ? 1 : 0))
}

/** Days that a rule names come again so many years later. */
export function moveDays(value: unknown, years = 1): unknown {
  if (typeof value === 'string') return isDay(value) ? addMonths(value, 12 * years) : value
  if (Array.isArray(value)) return value.map((one) => moveDays(one, years))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, moveDays(inner, years)]),
  )
}
