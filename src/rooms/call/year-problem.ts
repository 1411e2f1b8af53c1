// How are the rotations, the leave and the call of a year one planning problem?
import { type Day, dayNumber } from '../../kernel/day.ts'
import { holds, sharedDays, type Span } from '../../kernel/span.ts'
import type { Rule } from '../planning/rule.ts'
import type { Cells, Problem, ProblemInput } from '../planning/schema.ts'
import type { CallAsked, CallPerson, PlannedKind } from './asked.ts'
import { callDayOf, callHours, callPoints, holidaySet } from './days.ts'
import { whyNot } from './eligible.ts'
import { daysIn, groupBy, must, prefer, type Rules } from './slots.ts'

/** Everybody's row of rotations is of this group, everybody's row of call is not. */
const ROTATIONS = 'rotations'
const rowOf = (person: string) => `${person}@call`
const pairOf = (person: string) => `both rows of ${person}`

/** A share of a kind of call that one person carries in a block: so many days of it. */
type Stint = { days: number; count: number; points: number; who: ReadonlySet<string>; min: number }

/**
 * One problem on the blocks of the year. Beside their row of rotations everybody who may have call
 * has a second one, whose cells are stints: the days of a kind that somebody can carry in a block
 * at half of what spacing would allow. Which rotations and leave close a kind ties the two rows, so
 * rotations, leave and call are decided at once. Which day within the block is planned afterwards,
 * on what comes of it (`planPools`).
 *
 * `asked` holds the days that are still ahead; its people have the absences that stand and no
 * rotations of this year. Undefined when no kind has anybody in the plan who may have it.
 */
export function yearProblem(
  year: Problem,
  asked: CallAsked,
  rules: readonly Rule[],
): ProblemInput | undefined {
  const periods = year.periods.filter((period) => sharedDays(period, asked.span) > 0)
  const inPlan = new Set(year.people.map(({ id }) => id))
  const stints = asked.kinds
    .map((kind) => ({
      kind,
      at: new Map(periods.map((period) => [period.id, stintOf(kind, period, asked, inPlan)])),
    }))
    .filter(({ at }) => [...at.values()].some(({ count, who }) => count > 0 && who.size > 0))
  if (stints.length === 0) return undefined
  const callers = asked.people.filter(
    ({ id }) =>
      inPlan.has(id) && stints.some(({ at }) => [...at.values()].some(({ who }) => who.has(id))),
  )
  const kinds = stints.map(({ kind }) => kind.id)
  return {
    ...year,
    title: `${year.title ?? 'The year'}, with call`,
    people: [...year.people.map(withGroups), ...callers.map((one) => callRow(one, stints))],
    work: [
      ...year.work,
      ...stints.map(({ kind }) => ({
        id: workOf(kind.id),
        code: kind.code,
        name: kind.name,
        kind: 'call' as const,
      })),
    ],
    rules: [
      ...year.rules.map((choice) => scoped(choice, rules)),
      must('rota.blackout', {
        works: kinds.map(workOf),
        periods: year.periods.map(({ id }) => id),
        people: year.people.map(({ id }) => id),
      }),
      ...callers.map(({ id }) =>
        must('rota.only', { who: [rowOf(id)], works: kinds.map(workOf), mayBeEmpty: true }),
      ),
      ...stints.flatMap((one) => needsOf(one, year)),
      ...callers.flatMap((person) => closedFor(person, stints)),
      ...callers.flatMap(({ id }) => tieOf(id, stints, year)),
      ...sharesOf(callers, stints),
    ],
  }
}

/** The rows of rotations alone. */
export const rotationsOf = (cells: Cells, year: Problem): Cells =>
  Object.fromEntries(year.people.map(({ id }) => [id, cells[id]!]))

type Stints = { kind: PlannedKind; at: ReadonlyMap<string, Stint> }[]

const workOf = (kind: string) => `call ${kind}`
const withGroups = (person: Problem['people'][number]) => ({
  ...person,
  groups: [...person.groups, ROTATIONS, pairOf(person.id)],
})

const callRow = (person: CallPerson, stints: Stints): ProblemInput['people'][number] => {
  const [first, last] = [
    person.levels.map(({ from }) => from).toSorted()[0],
    person.levels
      .map(({ to }) => to)
      .toSorted()
      .at(-1),
  ]
  return {
    ...{ id: rowOf(person.id), name: `${person.name}, call`, share: person.share },
    groups: [pairOf(person.id), poolOf(person, stints)],
    ...(first ? { from: first } : {}),
    ...(last ? { to: last } : {}),
  }
}

/** Whoever may have the same kinds shares them. */
const poolOf = ({ id }: CallPerson, stints: Stints): string =>
  stints
    .filter(({ at }) => [...at.values()].some(({ who }) => who.has(id)))
    .map(({ kind }) => kind.id)
    .join('+')

/** Rules that speak of everybody speak of rows of rotations; of the rows of call only ours do. */
function scoped(choice: Problem['rules'][number], rules: readonly Rule[]) {
  const rule = rules.find(({ id }) => id === choice.rule)
  const levels = choice.params['levels'] as unknown[] | undefined
  // The levels of a gate are who may pass, not of whom it is asked; it names its works in any case.
  if (!rule || choice.rule === 'rota.level-gate' || choice.params['who']) return choice
  if (levels && levels.length > 0) return choice
  const params = ['levels', 'who'].map((key) => ({ ...choice.params, [key]: [ROTATIONS] }))
  const fitting = params.find((one) => rule.params.safeParse(one).success)
  return fitting ? { ...choice, params: fitting } : choice
}

/** How much of a kind falls on a block, in which portions, and who may carry one of them. */
function stintOf(
  kind: PlannedKind,
  period: Span,
  asked: CallAsked,
  inPlan: ReadonlySet<string>,
): Stint {
  const { facts } = kind
  const holidays = holidaySet(asked.holidays)
  const days = daysIn(period).filter(
    (on) => holds(asked.span, on) && callHours(facts, on, holidays, asked.zone),
  )
  const standing = asked.given.filter((call) => call.kind === kind.id && days.includes(call.on))
  const needs = days.reduce((sum, on) => sum + facts.needs[callDayOf(on, holidays)], 0)
  const need = Math.max(0, needs - standing.length)
  const points = days.reduce(
    (sum, on) => sum + facts.needs[callDayOf(on, holidays)] * callPoints(facts, on, holidays),
    0,
  )
  // A week of call is one piece.
  const most = facts.days === 7 ? Math.min(7, days.length) : apart(days, facts.nightsApart)
  const least = facts.days === 7 ? most : Math.max(1, Math.floor(most / 2))
  const openTo = (person: CallPerson) => days.filter((on) => !whyNot(facts, person, on))
  const room = new Map(
    asked.people.map((person) => {
      const open = openTo(person)
      return [person.id, facts.days === 7 ? open.length : apart(open, facts.nightsApart)]
    }),
  )
  const whoCan = (size: number) =>
    new Set([...room].filter(([, can]) => size > 0 && can >= size).map(([id]) => id))
  // Larger portions where there are too few people for small ones.
  let size = least
  while (size < most && Math.ceil(need / size) * 2 > whoCan(size + 1).size) size++
  const all = whoCan(size)
  const who = new Set([...all].filter((id) => inPlan.has(id)))
  const count = size === 0 ? 0 : Math.ceil(need / size)
  return {
    ...{ days: size, count, who },
    points: needs === 0 ? 0 : (points / needs) * size,
    // Others than those of this plan carry their part.
    min: all.size === 0 ? 0 : Math.ceil((count * who.size) / all.size),
  }
}

/** How many of these days one person can have, so many nights from one to the next. */
function apart(days: readonly Day[], nights: number): number {
  let [count, last] = [0, -Infinity]
  for (const on of days) {
    const at = dayNumber(on)
    if (at - last < nights) continue
    count++
    last = at
  }
  return count
}

/** As many stints as the block asks for, or the part of those who are in the plan. */
function needsOf({ kind, at }: Stints[number], year: Problem): Rules {
  const works = [workOf(kind.id)]
  const alike = groupBy([...at], ([, { min, count }]) => `${min} ${count}`)
  const asked = [...alike.values()].map((same) => {
    const { min, count } = same[0]![1]
    return must('rota.coverage', { works, min, max: count, periods: same.map(([id]) => id) })
  })
  const over = year.periods.filter(({ id }) => !at.has(id)).map(({ id }) => id)
  return over.length > 0 ? [...asked, must('rota.blackout', { works, periods: over })] : asked
}

/** Blocks in which somebody cannot carry a stint, whatever the rotation: level, months, sign-off, absence. */
function closedFor(person: CallPerson, stints: Stints): Rules {
  const byKind = stints.map(({ kind, at }): [string, string[]] => [
    kind.id,
    [...at].filter(([, { who }]) => !who.has(person.id)).map(([id]) => id),
  ])
  const alike = groupBy(
    byKind.filter(([, at]) => at.length > 0),
    ([, at]) => at.join(' '),
  )
  return [...alike.values()].map((same) =>
    must('rota.blackout', {
      works: same.map(([kind]) => workOf(kind)),
      ...{ periods: same[0]![1], people: [rowOf(person.id)] },
    }),
  )
}

/** No stint of a kind in a block of leave, or of a rotation that is without it. */
function tieOf(person: string, stints: Stints, year: Problem): Rules {
  const closed = stints.map(({ kind }): [string, string[]] => {
    const { rotations, notDuring } = kind.facts
    const isAmong = (work: Problem['work'][number], words: readonly string[]) =>
      words.some((word) => word === work.id || word === work.kind || work.categories.includes(word))
    const works = year.work.filter(
      (work) =>
        work.kind === 'leave' ||
        isAmong(work, notDuring) ||
        (rotations.length > 0 && !isAmong(work, rotations)),
    )
    return [kind.id, works.map(({ id }) => id)]
  })
  const alike = groupBy(
    closed.filter(([, works]) => works.length > 0),
    ([, works]) => works.join(' '),
  )
  return [...alike.values()].map((same) =>
    must('rota.coverage', {
      ...{ works: [...same[0]![1], ...same.map(([kind]) => workOf(kind))], max: 1 },
      levels: [pairOf(person)],
    }),
  )
}

/** Points of those who may have the same kinds, as equal as one stint. */
function sharesOf(callers: readonly CallPerson[], stints: Stints): Rules {
  const weights = new Map(
    stints.map(({ kind, at }) => {
      const asked = [...at.values()].filter(({ count }) => count > 0)
      const points = asked.reduce((sum, one) => sum + one.points * one.count, 0)
      const count = asked.reduce((sum, one) => sum + one.count, 0)
      return [kind.id, count === 0 ? 0 : Math.round((points / count) * 100) / 100]
    }),
  )
  const groups = groupBy(callers, (person) => poolOf(person, stints))
  return [...groups.keys()].flatMap((group): Rules => {
    const loads = Object.fromEntries(
      group
        .split('+')
        .filter((id) => weights.get(id)! > 0)
        .map((id) => [workOf(id), weights.get(id)!]),
    )
    if (Object.keys(loads).length === 0) return []
    const allowed = Math.max(...Object.values(loads))
    const params = { loads, levels: [group], unit: 'periods', allowed }
    return [prefer('rota.fair-share', params, 'fairness', 4)]
  })
}
