// Who has carried how much call, against a fair share, and how little could the most burdened have?
import type { Day } from '../../kernel/day.ts'
import { holds, type Span } from '../../kernel/span.ts'
import type { Carried, CallPerson, GivenCall, PlannedKind } from './asked.ts'
import { leastMost, type Lot } from './bound.ts'
import { callDayOf, callPoints } from './days.ts'
import { whyNot } from './eligible.ts'
import { presenceOf } from './problem-shares.ts'
import { type CallDay, callDays } from './schema.ts'

/** Days and points; a week of call is seven. */
export type Tally = { days: number; points: number }

export type LedgerRow = {
  person: string
  name: string
  /** Part of the span that the person trains here, part-time included. */
  presence: number
  byDay: Record<CallDay, Tally>
  byKind: Record<string, Tally>
  majorDays: number
  points: number
  /** What would have been theirs if each day of call had been shared among all who could have it. */
  fair: number
  /** What they bring from before, above or below their fair share of then. */
  carried: number
}

export type Ledger = {
  /** The most burdened first. */
  rows: LedgerRow[]
  points: number
  most: number
  /** Nobody could have shared out these calls so that the most burdened has less. */
  leastMost: number
}

export type LedgerFacts = {
  span: Span
  calls: readonly GivenCall[]
  kinds: readonly PlannedKind[]
  people: readonly CallPerson[]
  holidays: ReadonlySet<Day>
  major: ReadonlySet<Day>
  carried?: ReadonlyMap<string, Carried>
}

/** Leave and rotation do not lessen a share: they decide when somebody has call, not how much. */
const couldHave = (kind: PlannedKind, person: CallPerson, on: Day): boolean =>
  whyNot(
    { ...kind.facts, rotations: [], notDuring: [] },
    { ...person, leave: [], rotations: [] },
    on,
  ) === undefined

export function ledgerOf(facts: LedgerFacts): Ledger {
  const { span, people, holidays, major } = facts
  const kinds = new Map(facts.kinds.map((kind) => [kind.id, kind]))
  const rows = new Map(people.map((person) => [person.id, emptyRow(person, facts)]))
  const lots = new Map<string, { points: number; who: Set<string> }>()
  for (const { kind: id, person, on } of facts.calls) {
    const kind = kinds.get(id)
    const row = rows.get(person)
    if (!kind || !row || !holds(span, on)) continue
    const points = callPoints(kind.facts, on, holidays)
    count((row.byKind[id] ??= { days: 0, points: 0 }), points)
    count(row.byDay[callDayOf(on, holidays)], points)
    row.points += points
    if (major.has(on)) row.majorDays++
    const able = people.filter((one) => couldHave(kind, one, on))
    const sharing = able.length > 0 ? able : people.filter((one) => one.id === person)
    const all = sharing.reduce((sum, { share }) => sum + share, 0)
    const lot = lots.get(id) ?? { points: 0, who: new Set<string>() }
    lot.points += points
    for (const one of sharing) {
      rows.get(one.id)!.fair += (points * one.share) / all
      lot.who.add(one.id)
    }
    // Whoever had it could have it, whatever the rule says today.
    lot.who.add(person)
    lots.set(id, lot)
  }
  const sorted = [...rows.values()].sort((one, other) => other.points - one.points)
  return {
    rows: sorted,
    points: sorted.reduce((sum, { points }) => sum + points, 0),
    most: sorted[0]?.points ?? 0,
    leastMost: leastMost([...lots.values()] satisfies Lot[]),
  }
}

const count = (tally: Tally, points: number) => {
  tally.days++
  tally.points += points
}

function emptyRow(person: CallPerson, { span, carried }: LedgerFacts): LedgerRow {
  const byDay = Object.fromEntries(callDays.map((day) => [day, { days: 0, points: 0 }]))
  return {
    ...{ person: person.id, name: person.name, presence: presenceOf(person, span) },
    byDay: byDay as Record<CallDay, Tally>,
    ...{ byKind: {}, majorDays: 0, points: 0, fair: 0 },
    carried: carried?.get(person.id)?.points ?? 0,
  }
}

/** What the next stretch takes over from this one. */
export const carriedFrom = ({ rows }: Ledger): Map<string, Carried> =>
  new Map(
    rows.map(({ person, points, fair, majorDays }) => [
      person,
      { points: points - fair, majorDays },
    ]),
  )
