// Which of our rules, with which params, says each rule type of the neutral files?
import { type Context, periodId, type Said } from './real-context.ts'
import type { SourceRule } from './real-source.ts'

type State = (rule: SourceRule, context: Context) => Said[]

const must = (rule: string, params: Record<string, unknown>): Said[] => [{ rule, params }]

/** A rule that only costs; a reward of this type cannot be said. */
function cost(source: SourceRule, rule: string, params: Record<string, unknown>): Said {
  const { weight = 1, type } = source
  if (weight > 0) throw new Error(`A reward of the type "${type}" cannot be stated.`)
  return { rule, params, price: -weight }
}

/** The first periods of the pairs of a span: the last one has no next. */
function starts({ span = [0, Infinity] }: SourceRule, { source }: Context): number[] {
  const last = Math.min(span[1], source.time.count - 1)
  return Array.from({ length: Math.max(0, last - span[0]) }, (_, nth) => span[0] + nth)
}

/** Every cell pays: as time on the work that is wanted, or not wanted, of each person. */
const cells: State = (rule, context) => {
  const { weight = 1, activities: works = [] } = rule
  const size = context.range(rule).length
  const params = {
    ...{ works, unit: 'periods', periods: context.periods(rule), ...context.whom(rule) },
    ...(weight > 0 ? { bound: 'at-least', amount: size } : { bound: 'at-most', amount: 0 }),
  }
  const constant = Math.max(0, weight) * size * context.people(rule).length
  return [{ rule: 'rota.requirement', params, price: Math.abs(weight), constant }]
}

/** `min` and `max` as the bound of a requirement. */
function boundOf({ min = 0, max = Infinity }: SourceRule, most: number) {
  if (min === max) return { bound: 'exactly', amount: min }
  if (max >= most) return { bound: 'at-least', amount: min }
  if (min === 0) return { bound: 'at-most', amount: max }
  return { bound: 'between', amount: min, most: max }
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export const statements: Record<string, State> = {
  count: (rule, context) => {
    const { activities: works, scope, exempt, min, max } = rule
    const base = { works, periods: context.periods(rule), unit: 'periods' }
    if (scope === 'total')
      return must('rota.total', { ...base, min, max, levels: context.levels(rule) })
    const asked = context.people(rule).filter((person) => !exempt || !person.fullLeave?.length)
    const whom = exempt ? { people: asked.map(({ id }) => id) } : context.whom(rule)
    return must('rota.requirement', {
      ...base,
      ...whom,
      ...boundOf(rule, context.source.time.count),
    })
  },
  cover: (rule, context) =>
    must('rota.coverage', {
      ...{ works: rule.activities, levels: context.levels(rule), periods: context.periods(rule) },
      ...{ min: rule.min, max: rule.max },
    }),
  cover_weighted: (rule, context) => {
    const { min = 0, weightFull = 1, weightHalfLeave = 1, activities: works } = rule
    const params = { works, levels: context.levels(rule), periods: context.periods(rule) }
    const partly = weightHalfLeave / weightFull
    return must('rota.coverage', { ...params, min: min / weightFull, partly })
  },
  forbid: (rule, context) =>
    must('rota.blackout', {
      ...{ works: rule.activities, periods: context.range(rule).map(periodId) },
      ...context.whom(rule),
    }),
  force: (rule, context) => {
    const { levels, people } = context.whom(rule)
    const params = { works: rule.activities, who: people ?? levels, periods: context.periods(rule) }
    return must('rota.only', params)
  },
  full_leave: () => must('rota.leave', { shown: true, onlyApproved: true }),
  half_leave: ({ allowed = {} }, { source }) =>
    [...new Set(source.people.filter((p) => p.halfLeave?.length).map((p) => p.group))].flatMap(
      (group) => must('rota.only', { works: allowed[group], who: [group], where: 'partly-away' }),
    ),
  group_activities: ({ allowed = {} }, { source }) =>
    Object.entries(allowed).flatMap(([group, works]) =>
      source.people.some((person) => person.group === group)
        ? must('rota.only', { works: [...works, 'LEAVE'], who: [group] })
        : [],
    ),
  window: (rule, context) => {
    const { activities: works, length, max, span } = rule
    const periods = span && context.periods({ ...rule, window: span })
    return must('rota.window', { works, length, max, periods, levels: context.levels(rule) })
  },
  contiguous: (rule, context) =>
    must('rota.spacing', { works: rule.activities, together: true, levels: context.levels(rule) }),
  run: (rule, context) =>
    must('rota.run-length', {
      ...{ works: rule.activities, levels: context.levels(rule) },
      ...{ min: rule.minLen, max: rule.maxLen },
    }),
  no_cross: (rule, context) => {
    const { block = [] } = context.source.time
    const after = block.flatMap((number, k) =>
      k + 1 < block.length && block[k + 1] !== number ? [periodId(k)] : [],
    )
    const params = { works: rule.activities, after, levels: context.levels(rule) }
    return must('rota.repeat', { ...params, goesOn: 'never' })
  },
  no_cross_pairs: (rule, context) => {
    const after = rule.boundaries!.map(periodId)
    const params = { works: rule.activities, after, levels: context.levels(rule) }
    return must('rota.repeat', { ...params, goesOn: 'never' })
  },
  prereq: (rule, context) =>
    must('rota.order', {
      ...{ before: rule.source, after: rule.target, amount: rule.min },
      levels: context.levels(rule),
    }),
  next_in: (rule, context) =>
    must('rota.sequence', {
      ...{ first: rule.activities, next: rule.next, follows: 'always', mayGoOn: false },
      levels: context.levels(rule),
    }),
  forbid_transition: (rule, context) =>
    must('rota.sequence', { first: rule.from, next: rule.to, levels: context.levels(rule) }),
  same_state: (rule, context) =>
    must('rota.together', {
      ...{ works: rule.activities, people: context.people(rule).map(({ id }) => id) },
    }),
  periodic: (rule, context) => {
    const own = new Map<string, string[]>()
    const clinics = [...new Set(context.source.people.map((each) => String(each[rule.field!])))]
    for (const person of context.people(rule)) {
      const clinic = String(person[rule.field!])
      own.set(clinic, [...(own.get(clinic) ?? []), person.id])
    }
    const all = Array.from({ length: context.source.time.count }, (_, k) => periodId(k))
    return [...own].flatMap(([clinic, people]) => {
      const levels = context.levels({
        ...rule,
        id: `${rule.id} ${clinic}`,
        people: { ids: people },
      })
      const works = clinics.filter((each) => each !== clinic)
      return [
        ...must('rota.window', { works: [clinic], length: rule.period, min: 1, max: 1, levels }),
        ...(works.length > 0 ? must('rota.blackout', { works, people, periods: all }) : []),
      ]
    })
  },
  mean_hours: (rule, context) =>
    must('rota.hours', {
      hours: Object.fromEntries(context.source.activities.map(({ id, hours = 0 }) => [id, hours])),
      ...{ length: rule.length, max: rule.maxMean, levels: context.levels(rule) },
    }),
  no_consecutive_days: (rule, context) =>
    must('rota.window', {
      ...{ works: rule.activities, length: 2, max: 1, levels: context.levels(rule) },
    }),
  day_gap: (rule, context) =>
    must('rota.sequence', {
      ...{ first: rule.activities, next: rule.activities, step: 2, levels: context.levels(rule) },
      weekdays: WEEKDAYS.slice(1, 6),
    }),
  same_day_pair: (rule, context) => {
    const { count, excluded = [] } = context.source.time
    const periods = Array.from({ length: count }, (_, k) => k)
      .filter((k) => k >= 2 && !excluded.includes(k) && !excluded.includes(k - 2))
      .map(periodId)
    const params = { first: rule.activities, next: rule.activities, step: 2, periods }
    return ['always', 'only'].flatMap((follows) =>
      must('rota.sequence', {
        ...{ ...params, follows, mayGoOn: false, weekdays: ['Sun'], levels: context.levels(rule) },
      }),
    )
  },
  weekend_gap: (rule, context) =>
    must('rota.weekends', {
      ...{ works: rule.activities, days: ['Fri', 'Sat', 'Sun'], levels: context.levels(rule) },
    }),
  leave_preference: (rule, context) => {
    const { weights = [], activities: works = [] } = rule
    let constant = 0
    for (const { id, leavePreferences = [] } of context.people(rule))
      leavePreferences.forEach((k, nth) => {
        if (!(weights[nth]! > 0) || k < 0 || k >= context.source.time.count) return
        constant += weights[nth]!
        context.wish(id, works[0]!, k, nth + 1)
      })
    if (works.length !== 1) throw new Error('A wish names one work.')
    return [
      { rule: 'rota.wishes', params: { weights, works, levels: context.levels(rule) }, constant },
    ]
  },
  week_preference: (rule, context) =>
    context.people(rule).flatMap((person) => {
      const wishes = (person[rule.field!] as number[]).map((value) => value * (rule.weight ?? 1))
      return [...new Set(wishes.filter((value) => value !== 0))].flatMap((weight) => {
        const periods = wishes.flatMap((value, k) => (value === weight ? [k] : []))
        return cells({ ...rule, weight, periods, people: { ids: [person.id] } }, context)
      })
    }),
  prefer: cells,
  state: cells,
  sequence: (rule, context) => {
    const { left = [], right = [], weight = 1, direction } = rule
    const pairs = starts(rule, context)
    const isOther = [...left].sort().join() !== [...right].sort().join()
    const ways =
      direction === 'either' && isOther
        ? [
            [left, right],
            [right, left],
          ]
        : [[left, right]]
    return ways.map(([first, next]) => ({
      rule: 'rota.sequence',
      params: {
        ...{ first, next, follows: weight > 0 ? 'often' : 'never', levels: context.levels(rule) },
        periods: pairs.map((k) => periodId(k + 1)),
      },
      price: Math.abs(weight),
      constant: Math.max(0, weight) * pairs.length * context.people(rule).length,
    }))
  },
  same_next: (rule, context) => again(rule, context, starts(rule, context), 1),
  gap_one: (rule, context) =>
    again(rule, context, starts({ ...rule, span: [0, context.source.time.count - 2] }, context), 2),
  pair: (rule, context) => {
    const { weight = 1, trigger: one, paired: other, periods = [] } = rule
    if (weight < 0) throw new Error('A cost of the type "pair" cannot be stated.')
    const params = { one, other, periods: periods.map(periodId), levels: context.levels(rule) }
    const constant = weight * context.people(rule).length
    return [{ rule: 'rota.turns', params, price: weight, constant }]
  },
  balance: (rule, context) =>
    rule.people!.groups!.map((group) =>
      cost(rule, 'rota.fair-share', {
        loads: Object.fromEntries(rule.activities!.map((id) => [id, 1])),
        ...{ allowed: 0, pairs: true, levels: [group], periods: context.periods(rule) },
      }),
    ),
  window_full: (rule, context) => [
    cost(rule, 'rota.window', {
      ...{ works: rule.activities, length: rule.length, max: rule.length! - 1 },
      levels: context.levels(rule),
    }),
  ],
  soft_cover: (rule, context) => [
    cost(rule, 'rota.coverage', {
      ...{ works: rule.activities, levels: context.levels(rule), periods: context.periods(rule) },
      ...{ min: rule.min, max: rule.max },
    }),
  ],
  soft_count: (rule, context) => [
    cost(rule, 'rota.requirement', {
      ...{ works: rule.activities, unit: 'periods', bound: 'at-least', amount: rule.min },
      ...context.whom(rule),
    }),
  ],
  spread: (rule, context) =>
    Object.values(rule.classes!).map((days) =>
      cost(rule, 'rota.fair-share', {
        loads: Object.fromEntries(rule.activities!.map((id) => [id, 1])),
        ...{ allowed: 0, pairs: true, levels: context.levels(rule) },
        weekdays: days.map((each) => WEEKDAYS[each]),
      }),
    ),
}

/** The same activity again, as a wish for it or against it. */
function again(rule: SourceRule, context: Context, pairs: number[], step: number): Said[] {
  const { weight = 1, activities: works } = rule
  const params = { works, step, after: pairs.map(periodId), levels: context.levels(rule) }
  return [
    {
      rule: 'rota.repeat',
      params: { ...params, goesOn: weight > 0 ? 'often' : 'never' },
      price: Math.abs(weight),
      constant: Math.max(0, weight) * pairs.length * context.people(rule).length,
    },
  ]
}
