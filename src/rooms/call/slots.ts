// Where does call have to stand: periods of a day or a week, and what each kind asks and weighs in them?
import { addDays, type Day, weekday } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { ProblemInput, Strength } from '../planning/schema.ts'
import type { CallAsked, CallPerson, PlannedKind } from './asked.ts'
import { callDayOf, callHours, holidaySet } from './days.ts'
import { clash, type Reason, whyNot } from './eligible.ts'
import { type CallDay, callDays } from './schema.ts'

const MONDAY = 1
/** No kind asks for more nights between two calls. */
const NEAR = 35

/** Weeks of call are planned before the days: who has a week has no day in it. */
export type Step = 'weeks' | 'days'

export type Slot = Span & {
  kind: PlannedKind
  /** The work of the problem that means this kind in such a period. */
  work: string
  day: CallDay
  isMajor: boolean
  points: number
  /** What stands already is not asked again. */
  needs: number
}

/** A pool while its problem is written. */
export type Known = {
  asked: CallAsked
  step: Step
  slots: readonly Slot[]
  people: readonly CallPerson[]
  periods: readonly Span[]
  whyNot: ReadonlyMap<string, ReadonlyMap<Slot, Reason | 'given' | undefined>>
  whoMay: (slot: Slot) => CallPerson[]
}
export type Rules = NonNullable<ProblemInput['rules']>

export const must = (rule: string, params: object, reason?: string): Rules[number] => ({
  ...{ rule, params: { ...params } },
  ...(reason ? { reason } : {}),
})
export const prefer = (
  rule: string,
  params: object,
  prefers: 'fairness' | 'shape',
  price: number,
): Rules[number] => ({
  ...{ rule, params: { ...params } },
  strength: { prefer: prefers, price } satisfies Strength,
})

export const kindsOf = ({ slots }: Pick<Known, 'slots'>): PlannedKind[] => [
  ...new Set(slots.map(({ kind }) => kind)),
]

export function groupBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

export const periodId = ({ from }: Span): string => `on-${from}`

/** Days of the span, or its weeks: a week that the span cuts is as long as what is left of it. */
export function periodsOf(span: Span, step: Step): Span[] {
  const periods: Span[] = []
  for (let on = span.from; on <= span.to; on = addDays(on, 1)) {
    const last = periods.at(-1)
    if (step === 'weeks' && last && weekday(on) !== MONDAY) last.to = on
    else periods.push({ from: on, to: on })
  }
  return periods
}

export function daysIn({ from, to }: Span): Day[] {
  const days: Day[] = []
  for (let on = from; on <= to; on = addDays(on, 1)) days.push(on)
  return days
}

/** Every kind in every period in which it has hours, whether or not somebody is needed. */
export function slotsOf(asked: CallAsked, step: Step): Slot[] {
  const holidays = holidaySet(asked.holidays)
  const major = new Set(asked.holidays.filter(({ isMajor }) => isMajor).map(({ on }) => on))
  const standing = new Map<string, Set<string>>()
  for (const { kind, on, person } of asked.given) {
    const key = `${kind} ${on}`
    standing.set(key, (standing.get(key) ?? new Set()).add(person))
  }
  const periods = periodsOf(asked.span, step)
  return asked.kinds
    .filter(({ facts }) => (facts.days === 7) === (step === 'weeks'))
    .flatMap((kind) =>
      periods.flatMap((period): Slot[] => {
        const { facts } = kind
        const days = daysIn(period).filter((on) => callHours(facts, on, holidays, asked.zone))
        if (days.length === 0) return []
        const ofDays = days.map((on) => callDayOf(on, holidays))
        const points = ofDays.reduce((sum, day) => sum + facts.points[day], 0)
        const isMajor = days.some((on) => major.has(on))
        const day = callDays.findLast((one) => ofDays.includes(one))!
        const name = step === 'weeks' ? `${points}` : day
        const stands = Math.min(...days.map((on) => standing.get(`${kind.id} ${on}`)?.size ?? 0))
        return [
          {
            ...{ ...period, kind, day, isMajor, points },
            work: `${kind.id}.${name}${isMajor ? '-major' : ''}`,
            needs: Math.max(0, ...ofDays.map((one) => facts.needs[one] - stands)),
          },
        ]
      }),
    )
}

/** Why somebody cannot have a slot: the first reason of its days, or a call that stands already. */
export function whyNotSlot(
  asked: CallAsked,
  about: { kinds: ReadonlyMap<string, PlannedKind>; holidays: ReadonlySet<Day> },
): (person: CallPerson, slot: Slot) => Reason | 'given' | undefined {
  const given = groupBy(asked.given, ({ person }) => person)
  return (person, slot) => {
    const days = daysIn(slot)
    for (const on of days) {
      const reason = whyNot(slot.kind.facts, person, on)
      if (reason) return reason
    }
    const near = (given.get(person.id) ?? []).filter(
      ({ on }) => on >= addDays(slot.from, -NEAR) && on <= addDays(slot.to, NEAR),
    )
    const isTaken = days.some((on) =>
      near.some((call) => clash({ kind: slot.kind.id, person: person.id, on }, call, about)),
    )
    return isTaken || isWeekTooNear(slot, near) ? 'given' : undefined
  }
}

/** Weeks of one person are as far apart as their kind says, from begin to begin. */
function isWeekTooNear({ kind, from, to }: Slot, near: readonly { kind: string; on: Day }[]) {
  const { days, nightsApart } = kind.facts
  if (days === 1 || nightsApart <= 7) return false
  const gap = nightsApart - 6
  return near.some(
    (call) => call.kind === kind.id && call.on > addDays(from, -gap) && call.on < addDays(to, gap),
  )
}
