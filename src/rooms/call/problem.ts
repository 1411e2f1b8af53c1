// How is a stretch of call a planning problem, and what calls does a roster of it mean?
import { sayDay } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { Cells, ProblemInput } from '../planning/schema.ts'
import type { CallAsked, CallPerson, NewCall } from './asked.ts'
import { callHours, callPoints, holidaySet } from './days.ts'
import { callRules } from './problem-rules.ts'
import { daysIn, periodId, periodsOf, type Slot, slotsOf, type Step, whyNotSlot } from './slots.ts'

/** A pool: kinds and people that have nothing to do with the others. Solved alone. */
export type CallPool = {
  id: string
  step: Step
  kinds: readonly string[]
  /** The columns of the problem. */
  periods: readonly Span[]
  problem: ProblemInput
}

/**
 * The problems of one step, one for each pool; none when nothing is asked. First the weeks; their
 * calls are `given` when the days are asked.
 */
export function callPools(asked: CallAsked, step: Step): CallPool[] {
  const slots = slotsOf(asked, step)
  const kinds = new Map(asked.kinds.map((kind) => [kind.id, kind]))
  const holidays = holidaySet(asked.holidays)
  const why = whyNotSlot(asked, { kinds, holidays })
  const reasons = new Map(
    asked.people.map((person) => [
      person.id,
      new Map(slots.map((slot) => [slot, why(person, slot)])),
    ]),
  )
  const whoMay = (slot: Slot) => asked.people.filter(({ id }) => !reasons.get(id)!.get(slot))
  return poolsOf(
    slots.filter(({ needs }) => needs > 0),
    whoMay,
  ).flatMap((pool): CallPool[] => {
    const mine = slots.filter(({ kind }) => pool.has(kind.id))
    const people = asked.people.filter((person) =>
      mine.some((slot) => slot.needs > 0 && !reasons.get(person.id)!.get(slot)),
    )
    // Nobody at all: everybody is named, and the engine says why each of them may not.
    const who = people.length > 0 ? people : asked.people
    if (who.length === 0) return []
    const id = [...pool].sort().join('+')
    const periods = periodsOf(asked.span, step)
    const known = { asked, step, slots: mine, people: who, periods, whyNot: reasons, whoMay }
    const problem: ProblemInput = {
      ...{ format: 'isocenter.problem', version: 1, title: `Call: ${id}` },
      periods: periods.map((period) => ({
        ...{ id: periodId(period), from: period.from, to: period.to },
        label: sayDay(period.from, { weekday: true }),
      })),
      people: who.map(describe),
      ...callRules(known),
    }
    return [{ id, step, kinds: [...pool], periods, problem }]
  })
}

/** Kinds that share somebody are one pool. */
function poolsOf(slots: readonly Slot[], whoMay: (slot: Slot) => CallPerson[]): Set<string>[] {
  const people = new Map<string, Set<string>>()
  for (const slot of slots) {
    const known = people.get(slot.kind.id) ?? new Set()
    for (const { id } of whoMay(slot)) known.add(id)
    people.set(slot.kind.id, known)
  }
  let pools: { kinds: Set<string>; who: Set<string> }[] = []
  for (const [kind, who] of people) {
    const meeting = pools.filter((pool) => [...who].some((id) => pool.who.has(id)))
    const joined = [{ kinds: new Set([kind]), who }, ...meeting].reduce((one, other) => ({
      kinds: new Set([...one.kinds, ...other.kinds]),
      who: new Set([...one.who, ...other.who]),
    }))
    pools = [...pools.filter((pool) => !meeting.includes(pool)), joined]
  }
  return pools.map(({ kinds }) => kinds)
}

function describe({ id, name, share, levels }: CallPerson): ProblemInput['people'][number] {
  const sorted = levels.toSorted((one, other) => (one.from < other.from ? -1 : 1))
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) return { id, name, share }
  const dated = sorted.map(({ level, from }) => ({ level, from }))
  return { id, name, share, levels: dated, from: first.from, to: last.to }
}

/** The calls that a roster of the pool means, in time order. */
export function callsOf(asked: CallAsked, pool: CallPool, cells: Cells): NewCall[] {
  const holidays = holidaySet(asked.holidays)
  const calls: NewCall[] = []
  for (const [person, row] of Object.entries(cells))
    row.forEach((work, t) => {
      const kind = asked.kinds.find(({ id }) => work?.startsWith(`${id}.`))
      if (work === null || !kind) return
      for (const on of daysIn(pool.periods[t]!)) {
        const hours = callHours(kind.facts, on, holidays, asked.zone)
        if (!hours) continue
        const points = callPoints(kind.facts, on, holidays)
        calls.push({ kind: kind.id, person, on, ...hours, points })
      }
    })
  return calls.sort((one, other) =>
    one.on === other.on ? (one.kind < other.kind ? -1 : 1) : one.on < other.on ? -1 : 1,
  )
}

/** What became of a pool: its calls, or why there are none. */
export type PoolOutcome<Fault> = { calls: NewCall[] } | { fault: Fault }

/** Weeks, then days around them, pool by pool; a pool that cannot be planned does not hinder the others. */
export async function planPools<Fault>(
  asked: CallAsked,
  solve: (pool: CallPool, nth: number, of: number) => Promise<PoolOutcome<Fault>>,
): Promise<{ calls: NewCall[]; faults: { pool: CallPool; fault: Fault }[] }> {
  const calls: NewCall[] = []
  const faults: { pool: CallPool; fault: Fault }[] = []
  const isWeekly = asked.kinds.some(({ facts }) => facts.days === 7)
  let [done, of] = [0, 0]
  for (const step of isWeekly ? (['weeks', 'days'] as const) : (['days'] as const)) {
    const pools = callPools({ ...asked, given: [...asked.given, ...calls] }, step)
    of = done + pools.length + (step === 'weeks' ? callPools(asked, 'days').length : 0)
    for (const pool of pools) {
      const outcome = await solve(pool, done++, of)
      if ('calls' in outcome) calls.push(...outcome.calls)
      else faults.push({ pool, fault: outcome.fault })
    }
  }
  return { calls, faults }
}

/** Its kinds in words, as the problem of a pool is called. */
export const namePool = (asked: CallAsked, { kinds }: CallPool): string =>
  kinds.map((id) => asked.kinds.find((one) => one.id === id)?.name ?? id).join(', ')
