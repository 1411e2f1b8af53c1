// How good is a year with its call?
import { holds } from '../../kernel/span.ts'
import type { CallAsked, GivenCall } from './asked.ts'
import { callNeeds, holidaySet } from './days.ts'
import type { Ledger } from './ledger.ts'
import { daysIn } from './slots.ts'
import type { Measures } from './year-schema.ts'

type Asked = Pick<CallAsked, 'kinds' | 'span' | 'holidays'>

/** Person-days of call that the span asks for, all kinds together, and those that none of these calls fill. */
export function gapsIn(
  asked: Asked,
  calls: readonly GivenCall[],
): Pick<Measures, 'needs' | 'nobody'> {
  const known = holidaySet(asked.holidays)
  const there = new Map<string, number>()
  for (const { kind, on } of calls) {
    if (!holds(asked.span, on)) continue
    const key = `${kind} ${on}`
    there.set(key, (there.get(key) ?? 0) + 1)
  }
  let [needs, nobody] = [0, 0]
  for (const { id, facts } of asked.kinds)
    for (const on of daysIn(asked.span)) {
      const need = callNeeds(facts, on, known)
      needs += need
      nobody += Math.max(0, need - (there.get(`${id} ${on}`) ?? 0))
    }
  return { needs, nobody }
}

/** How far the most and the least burdened are from their fair share, in points. */
export function awayFromFair({ rows }: Ledger): Pick<Measures, 'above' | 'below'> {
  const off = rows.map(({ points, fair }) => points - fair)
  return { above: Math.max(0, ...off), below: Math.max(0, ...off.map((by) => -by)) }
}
