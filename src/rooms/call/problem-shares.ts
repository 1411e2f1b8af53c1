// How is call shared out fairly: points, kinds, weekends, major holidays, and what earlier years left?
import { addDays } from '../../kernel/day.ts'
import { holds, type Span } from '../../kernel/span.ts'
import type { ProblemInput } from '../planning/schema.ts'
import type { CallPerson } from './asked.ts'
import { leastMost } from './bound.ts'
import { callPoints, holidaySet } from './days.ts'
import { kindsOf, type Known, must, prefer, type Rules } from './slots.ts'

/** Works that nobody is given: they hold what people bring along. */
export const CARRIED = 'carried'
export const CARRIED_MAJOR = 'carried-major'

/** Nobody has a second major holiday while somebody has none; who had more in earlier years has fewer. */
export function majorOf(known: Known, isCarried: boolean): Rules {
  const { slots, whoMay } = known
  const major = slots.filter(({ isMajor, needs }) => isMajor && needs > 0)
  if (major.length === 0) return []
  const lots = major.map((slot) => ({
    points: slot.needs,
    who: new Set(whoMay(slot).map(({ id }) => id)),
  }))
  const most = Math.ceil(leastMost(lots) - 1e-9)
  return [
    must('rota.requirement', {
      ...{ works: ['major'], bound: 'at-most', amount: most, unit: 'periods' },
    }),
    ...(isCarried
      ? [
          prefer(
            'rota.fair-share',
            {
              ...{ loads: { major: 1, [CARRIED_MAJOR]: 1 }, unit: unitOf(known), allowed: 1 },
              ...{ withHistory: true, newcomers: 'zero' },
            },
            'fairness',
            5,
          ),
        ]
      : []),
  ]
}

const unitOf = ({ step }: Pick<Known, 'step'>) => (step === 'days' ? 'days' : 'weeks')

/** Points in proportion to presence among people of a level; each kind among all who may have it. */
export function sharesOf(known: Known, carriers: readonly string[]): Rules {
  const kinds = kindsOf(known)
  const points = Object.fromEntries(known.slots.map((slot) => [slot.work, slot.points]))
  const all = Object.fromEntries(Object.entries(points).filter(([, weight]) => weight > 0))
  const isCarried = carriers.includes(CARRIED)
  const past = isCarried
    ? { unit: unitOf(known), withHistory: true, newcomers: 'zero' }
    : { unit: 'periods' }
  const share = (loads: object, levels: readonly string[], more: object, price: number) =>
    prefer(
      'rota.fair-share',
      { loads, allowed: 1, ...(levels.length > 0 ? { levels } : {}), ...more },
      'fairness',
      price,
    )
  const rules: Rules = []
  if (Object.keys(all).length > 0)
    for (const levels of alikeLevels(known))
      rules.push(share(isCarried ? { ...all, [CARRIED]: 1 } : all, levels, past, 4))
  if (kinds.length > 1)
    for (const { id, facts } of kinds)
      rules.push(share({ [id]: 1 }, facts.levels, { unit: 'periods' }, 1))
  const weekend = ['on-friday', 'on-saturday', 'on-sunday'].filter((name) =>
    known.slots.some(({ day }) => `on-${day}` === name),
  )
  if (known.step === 'days' && weekend.length > 0) {
    const loads = Object.fromEntries(weekend.map((name) => [name, 1]))
    for (const levels of alikeLevels(known))
      rules.push(share(loads, levels, { unit: 'periods' }, 1))
  }
  return rules
}

/** Levels that may have the same kinds share among themselves; empty = everybody together. */
function alikeLevels(known: Known): string[][] {
  const kinds = kindsOf(known)
  if (kinds.every(({ facts }) => facts.levels.length === 0)) return [[]]
  const levels = new Set(known.people.flatMap((person) => person.levels.map(({ level }) => level)))
  const alike = new Map<string, string[]>()
  for (const level of levels) {
    const may = kinds.filter(
      ({ facts }) => facts.levels.length === 0 || facts.levels.includes(level),
    )
    const key = may.map(({ id }) => id).join(' ')
    if (may.length > 0) alike.set(key, [...(alike.get(key) ?? []), level])
  }
  return [...alike.values()]
}

/**
 * What everybody brings: points above the fair share of earlier years, and those of call that stands
 * in the span already (a week at home before the days are planned). Never below nothing: what counts
 * is how they differ.
 */
export function carriedOf({ asked, people, step }: Known): {
  history: NonNullable<ProblemInput['history']>
  carriers: string[]
} {
  const holidays = holidaySet(asked.holidays)
  const facts = new Map(asked.kinds.map((kind) => [kind.id, kind.facts]))
  const major = new Set(asked.holidays.filter(({ isMajor }) => isMajor).map(({ on }) => on))
  const length = step === 'days' ? 1 : 7
  const brought = people.map((person) => {
    const inside = asked.given.filter(
      ({ person: of, on }) => of === person.id && holds(asked.span, on),
    )
    const points = inside.reduce(
      (sum, { kind, on }) => {
        const of = facts.get(kind)
        return of ? sum + callPoints(of, on, holidays) : sum
      },
      asked.carried.get(person.id)?.points ?? 0,
    )
    const majorDays =
      (asked.carried.get(person.id)?.majorDays ?? 0) +
      inside.filter(({ on }) => major.has(on)).length
    return { id: person.id, points: points / presenceOf(person, asked.span), majorDays }
  })
  const least = Math.min(...brought.map(({ points }) => points))
  const fewest = Math.min(...brought.map(({ majorDays }) => majorDays))
  const history = brought.flatMap(({ id, points, majorDays }) => [
    { person: id, work: CARRIED, days: (points - least) * length },
    { person: id, work: CARRIED_MAJOR, days: (majorDays - fewest) * length },
  ])
  const carriers = [CARRIED, CARRIED_MAJOR].filter((id) =>
    history.some(({ work, days }) => work === id && days > 0),
  )
  return { history: history.filter(({ work }) => carriers.includes(work)), carriers }
}

/** Part of the span in which somebody trains here, part-time included; never 0. */
export function presenceOf(person: Pick<CallPerson, 'levels' | 'share'>, span: Span): number {
  let [days, all] = [0, 0]
  for (let on = span.from; on <= span.to; on = addDays(on, 1)) {
    all++
    if (person.levels.some((one) => holds(one, on))) days++
  }
  return Math.max(1 / all, days / all) * person.share
}
