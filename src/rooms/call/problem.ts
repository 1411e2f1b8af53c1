// Call as a problem of planning: days as periods, kinds as work, one problem for each pool of people.
import { addDays, type Day, weekday } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { Cells, ProblemInput, RuleChoice } from '../planning/schema.ts'
import { callNeeds, callPoints } from './days.ts'
import type { CallFacts } from './schema.ts'

export type Caller = {
  id: string
  name: string
  levels: readonly (Span & { level: string })[]
  /** Whole months of training on the first day of the range. */
  months: number
  /** Part of full time. */
  share: number
  competencies: ReadonlySet<string>
  /** Works with their categories, from day to day. */
  rotations: readonly (Span & { work: string; categories: readonly string[] })[]
  leave: readonly Span[]
  /** Points of earlier calls that count on. */
  carried: number
}
export type KindToPlan = { id: string; name: string; facts: CallFacts }
export type CallRange = {
  span: Span
  kinds: readonly KindToPlan[]
  people: readonly Caller[]
  holidays: ReadonlySet<Day>
  /** Days of the major holidays, in groups of those that are one burden. */
  majors: readonly (readonly Day[])[]
  /** Calls that stay as they are: before the range, or pinned in it. */
  fixed: readonly { person: string; kind: string; on: Day }[]
}
/** A call that was planned; a week-long one is one for each of its days. */
export type PlannedDay = { person: string; kind: string; on: Day }

/** Kinds that share people, with all who may have one of them. */
export type Pool = { kinds: KindToPlan[]; people: Caller[] }

const MONDAY = 1

export function daysOf({ from, to }: Span): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** May this person have this kind on this day, as far as they and the day alone say? */
export function mayHave(person: Caller, facts: CallFacts, day: Day): boolean {
  const holds = ({ from, to }: Span) => from <= day && day <= to
  const level = person.levels.find(holds)?.level
  if (level === undefined) return false
  if (facts.levels.length > 0 && !facts.levels.includes(level)) return false
  if (facts.signOff && !person.competencies.has(facts.signOff)) return false
  // Nobody is on call on a day of leave, nor in the night before it.
  const next = addDays(day, 1)
  if (person.leave.some(({ from, to }) => from <= next && to >= day)) return false
  const rotation = person.rotations.find(holds)
  const is = (words: readonly string[]) =>
    rotation !== undefined &&
    (words.includes(rotation.work) || rotation.categories.some((one) => words.includes(one)))
  return (facts.rotations.length === 0 || is(facts.rotations)) && !is(facts.notDuring)
}

/** Kinds that could be had by one person belong together; week-long ones are planned before the others. */
export function poolsOf({ kinds, people, span }: CallRange): Pool[] {
  const days = daysOf(span)
  const could = (person: Caller, { facts }: KindToPlan) =>
    days.some((day) => mayHave(person, facts, day))
  const left = [...kinds]
  const pools: Pool[] = []
  while (left.length > 0) {
    const pool = [left.shift()!]
    for (let grown = true; grown;) {
      grown = false
      for (const [nth, kind] of [...left.entries()].reverse()) {
        const shares = people.some(
          (person) => could(person, kind) && pool.some((other) => could(person, other)),
        )
        if (!shares || kind.facts.days !== pool[0]!.facts.days) continue
        pool.push(kind)
        left.splice(nth, 1)
        grown = true
      }
    }
    pools.push({
      kinds: pool,
      people: people.filter((person) => pool.some((kind) => could(person, kind))),
    })
  }
  return pools.sort((one, other) => other.kinds[0]!.facts.days - one.kinds[0]!.facts.days)
}

/** A kind weighs differently on different days, so each weight is a work of its own. */
const workOf = (kind: string, points: number) => `${kind} ${points}`
const kindOf = (work: string) => work.slice(0, work.lastIndexOf(' '))

const must = (rule: string, params: object, id: string): RuleChoice => ({
  ...{ id, rule, params: { ...params }, strength: 'must' },
})

/** The problem of a pool. `taken`: what was planned for the same people before, by other pools. */
export function problemOf(
  range: CallRange,
  pool: Pool,
  taken: readonly PlannedDay[] = [],
): ProblemInput {
  const isWeekly = pool.kinds[0]!.facts.days === 7
  const days = daysOf(range.span).filter((day) => !isWeekly || weekday(day) === MONDAY)
  const spans = days.map((from) => ({ from, to: isWeekly ? addDays(from, 6) : from }))
  const rules: RuleChoice[] = [must('rota.pins', {}, 'fixed')]
  const works = new Map<string, { id: string; name: string; kind: 'call'; categories: string[] }>()
  const loads: Record<string, number> = {}
  for (const { id, name, facts } of pool.kinds) {
    const variants = new Map<string, Map<number, Day[]>>()
    for (const { from } of spans) {
      const points = isWeekly
        ? weekPoints(facts, from, range)
        : callPoints(facts, from, range.holidays)
      const needs = callNeeds(facts, from, range.holidays)
      const work = workOf(id, points)
      if (!works.has(work) && needs > 0) {
        works.set(work, { id: work, name, kind: 'call', categories: [id, 'any call'] })
        if (points > 0) loads[work] = points
      }
      if (needs === 0) continue
      const byNeed = variants.get(work) ?? new Map<number, Day[]>()
      variants.set(work, byNeed)
      byNeed.set(needs, [...(byNeed.get(needs) ?? []), from])
    }
    for (const [work, byNeed] of variants) {
      const used = new Set([...byNeed.values()].flat())
      for (const [needs, on] of byNeed)
        rules.push(
          must(
            'rota.coverage',
            { works: [work], min: needs, max: needs, periods: on },
            `${work} x ${needs}`,
          ),
        )
      const others = spans.filter(({ from }) => !used.has(from)).map(({ from }) => from)
      if (others.length > 0)
        rules.push(
          must('rota.coverage', { works: [work], max: 0, periods: others }, `${work} not then`),
        )
    }
    if (facts.fromMonths > 0)
      rules.push(must('rota.level-gate', { works: [id], months: facts.fromMonths }, `${id} months`))
    if (facts.nightsApart > 1 && !isWeekly)
      for (let step = 1; step < facts.nightsApart; step++)
        rules.push(must('rota.sequence', { first: [id], next: [id], step }, `${id} apart ${step}`))
    if (facts.freeAfter && !isWeekly)
      rules.push(must('rota.sequence', { first: [id], next: ['any call'] }, `${id} free after`))
  }
  const majors = range.majors
    .map((group) => spans.filter(({ from, to }) => group.some((day) => from <= day && day <= to)))
    .filter((group) => group.length > 0)
  // Not two of the major holidays for one person while another has none.
  if (majors.length > 1)
    rules.push({
      ...{ id: 'holidays', rule: 'rota.requirement', strength: { prefer: 'fairness', price: 5 } },
      params: {
        ...{ works: ['any call'], bound: 'at-most', amount: 1, unit: 'periods' },
        periods: majors.flat().map(({ from }) => from),
      },
    })
  if (Object.keys(loads).length > 0)
    rules.push({
      ...{ id: 'points', rule: 'rota.fair-share' },
      // Earlier points count on where a period is a day.
      params: isWeekly
        ? { loads, unit: 'periods', allowed: 1 }
        : { loads, unit: 'days', allowed: 1, withHistory: true, newcomers: 'zero' },
      strength: { prefer: 'fairness', price: 10 },
    })
  return {
    ...{
      format: 'isocenter.problem',
      version: 1,
      title: pool.kinds.map(({ name }) => name).join(', '),
    },
    periods: spans.map((span) => ({ id: span.from, ...span })),
    people: pool.people.map((person) => ({
      ...{ id: person.id, name: person.name, share: person.share, monthsTrained: person.months },
      levels: [...person.levels]
        .sort((one, other) => (one.from < other.from ? -1 : 1))
        .map(({ level, from }) => ({ level, from })),
    })),
    work: [...works.values()],
    ...restrict(range, pool, spans, [...works.keys()], taken, rules),
    history: isWeekly ? [] : historyOf(pool, loads),
    rules,
  }
}

/** Carried points as days of a work that weighs so much. */
function historyOf({ people }: Pool, loads: Record<string, number>): ProblemInput['history'] {
  const [heaviest] = Object.entries(loads).sort(([, one], [, other]) => other - one)
  if (!heaviest) return []
  const [work, load] = heaviest
  return people
    .filter(({ carried }) => carried > 0)
    .map(({ id: person, carried }) => ({ person, work, days: carried / load }))
}

/** Days on which somebody may have nothing are pinned empty; where only some kinds are open, only those. */
function restrict(
  range: CallRange,
  pool: Pool,
  spans: readonly Span[],
  works: readonly string[],
  taken: readonly PlannedDay[],
  rules: RuleChoice[],
): Pick<ProblemInput, 'pins'> {
  const pins: NonNullable<ProblemInput['pins']> = []
  for (const person of pool.people) {
    const busy = new Set(taken.filter((one) => one.person === person.id).map(({ on }) => on))
    const partly = new Map<string, { kinds: string[]; periods: string[] }>()
    for (const span of spans) {
      const fixed = range.fixed.find(({ person: who, on }) => who === person.id && on === span.from)
      const work = fixed && works.find((one) => kindOf(one) === fixed.kind)
      if (work) {
        pins.push({ person: person.id, period: span.from, work })
        continue
      }
      const open = pool.kinds.filter(({ facts }) =>
        daysOf(span).every(
          (day) =>
            mayHave(person, facts, day) &&
            !busy.has(day) &&
            !(facts.freeAfter && busy.has(addDays(day, 1))),
        ),
      )
      if (open.length === 0) pins.push({ person: person.id, period: span.from, work: null })
      else if (open.length < pool.kinds.length) {
        const key = open.map(({ id }) => id).join('|')
        const some = partly.get(key) ?? { kinds: open.map(({ id }) => id), periods: [] }
        partly.set(key, some)
        some.periods.push(span.from)
      }
    }
    for (const [key, { kinds, periods }] of partly)
      rules.push(
        must(
          'rota.only',
          { works: kinds, who: [person.id], periods, mayBeEmpty: true },
          `${person.id} only ${key}`,
        ),
      )
  }
  return { pins }
}

const weekPoints = (facts: CallFacts, monday: Day, { holidays }: CallRange): number =>
  daysOf({ from: monday, to: addDays(monday, 6) }).reduce(
    (sum, day) => sum + callPoints(facts, day, holidays),
    0,
  )

/** What the cells of a solved pool mean, day by day. */
export function plannedIn(problem: ProblemInput, cells: Cells): PlannedDay[] {
  return Object.entries(cells).flatMap(([person, row]) =>
    row.flatMap((work, nth) => {
      if (work === null) return []
      const { from, to } = problem.periods[nth]!
      return daysOf({ from: from as Day, to: to as Day }).map((on) => ({
        ...{ person, kind: kindOf(work), on },
      }))
    }),
  )
}

/** Points by person, what was carried over included. */
export function pointsOf(range: CallRange, planned: readonly PlannedDay[]): Map<string, number> {
  const facts = new Map(range.kinds.map((kind) => [kind.id, kind.facts]))
  const sums = new Map(range.people.map(({ id, carried }) => [id, carried]))
  for (const { person, kind, on } of planned)
    sums.set(person, (sums.get(person) ?? 0) + callPoints(facts.get(kind)!, on, range.holidays))
  return sums
}
