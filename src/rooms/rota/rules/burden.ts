// Does nobody carry much more than others: first the most burdened, then the next?
import { z } from 'zod'
import { sayCount, sayList } from '../../../kernel/finding.ts'
import { found, rule, sayAny, sayPeriods } from '../../planning/rule.ts'
import type { World } from '../../planning/world.ts'
import { carriedOver } from './history.ts'
import { dayPeriods, fallsOn, weekdaySchema } from './weekdays.ts'

const params = z
  .strictObject({
    /** How heavy one unit of a work (id or category) is; a work named twice weighs both. */
    loads: z
      .record(z.string(), z.number().positive())
      .refine((loads) => Object.keys(loads).length > 0, { error: 'name at least one work' }),
    unit: z.enum(['days', 'weeks', 'months', 'periods']).default('periods'),
    /** Shared among people while they are of these levels or groups; absent = among everybody. */
    levels: z.array(z.string()).optional(),
    /** Load, in proportion to presence, that everybody bears without a word. */
    free: z.number().min(0).default(0),
    /** Each further step of this size counts twice as much as the one before. */
    step: z.number().positive().default(1),
    /** So many steps are told apart; beyond them every unit counts as in the last. */
    steps: z.int().min(1).max(10).default(4),
    /** Part of the load of earlier years that still counts (never with the unit `periods`). */
    carryOver: z.number().min(0).max(1).default(0),
    /** Without any history: what the others bring along on average, or nothing. */
    newcomers: z.enum(['average', 'zero']).default('average'),
    /** Only these periods; absent = all. */
    periods: z.array(z.string()).optional(),
    /** Only periods that begin on these weekdays (rosters of days); absent = all. */
    weekdays: z.array(weekdaySchema).min(1).optional(),
  })
  .refine(({ unit, carryOver }) => unit !== 'periods' || carryOver === 0, {
    error: 'history has no blocks: count in days, weeks or months',
  })
type Params = z.output<typeof params>

const weightsOf = ({ loads }: Params, world: World): number[] =>
  world.problem.work.map(({ id, categories }) =>
    [id, ...categories].reduce((sum, name) => sum + (loads[name] ?? 0), 0),
  )

const before = (asked: Params, world: World): number[] =>
  carriedOver(world, {
    ...{ weights: weightsOf(asked, world), unit: asked.unit, taper: asked.carryOver },
    ...{ newcomers: asked.newcomers, levels: asked.levels },
  })

/**
 * Amount: for each person what lies above `free`, the first step once, the second twice, the third
 * four times, ... So relieving the most burdened is always worth more than sparing anybody below
 * (leximax, up to `steps` steps). Load in proportion to presence, earlier years as they were.
 */
export const burden = rule({
  id: 'rota.burden',
  title: 'Burden, the most burdened first',
  params,
  goal: 'fairness',
  source: 'Programme policy',
  sentence: ({ loads, levels, free, carryOver, periods, weekdays }, world) => {
    const works = Object.entries(loads).map(([name, weight]) => {
      const said = world?.has('work', name) ? world.workName(world.work(name)) : name
      return weight === 1 ? said : `${said} (weighs ${weight})`
    })
    const who = levels?.length ? `any ${sayAny(levels)}` : 'anybody'
    const days = weekdays ? ` on ${sayList(weekdays)}` : ''
    const when = `${days}${periods ? ` in ${sayPeriods(periods, world)}` : ''}`
    const years =
      carryOver > 0 ? `, ${Math.round(carryOver * 100)} % of earlier years included` : ''
    return `The burden of ${works.join(' + ')}${when} above ${free} is kept as low as possible for ${who}, the most burdened first${years}.`
  },
  refs: ({ loads, levels, periods }) => ({ works: Object.keys(loads), levels, periods }),
  loads: (asked, world) => {
    const weights = weightsOf(asked, world)
    return [
      {
        works: weights.flatMap((weight, w) => (weight > 0 ? [w] : [])),
        unit: asked.unit,
        isAsked: (p) => world.presence(p, asked.levels) > 0,
        share: (p) => world.presence(p, asked.levels),
        past: before(asked, world),
        weight: (p, t, w) =>
          (asked.periods?.includes(world.problem.periods[t]!.id) ?? true) &&
          fallsOn(world, t, asked.weekdays) &&
          world.isThere(p, t, asked.levels)
            ? weights[w]! * world.length(t, asked.unit)
            : 0,
      },
    ]
  },
  check: (asked, { world, at }) => {
    const { unit, levels, free, step, steps, periods, weekdays } = asked
    const weights = weightsOf(asked, world)
    const past = before(asked, world)
    return world.problem.people.flatMap((person, p) => {
      const presence = world.presence(p, levels)
      if (presence === 0) return []
      let carried = past[p]!
      world.problem.periods.forEach((period, t) => {
        if ((periods && !periods.includes(period.id)) || !fallsOn(world, t, weekdays)) return
        const w = at(p, t)
        if (world.problem.work[w] && world.isThere(p, t, levels))
          carried += (weights[w]! * world.length(t, unit)) / presence
      })
      // Step by step from below; the last one has no end.
      let by = 0
      let price = 1
      for (let nth = 0; nth < steps; nth++) {
        const from = free + nth * step
        const size = nth === steps - 1 ? Infinity : step
        by += price * Math.max(0, Math.min(carried - from, size))
        price *= 2
      }
      if (by < 1e-9) return []
      const says = `${person.name} carries ${Number(carried.toFixed(1))} (in proportion to presence); ${sayCount(free, 'unit')} would be free.`
      const can = `Give work of ${person.name} to somebody who carries less.`
      return [found(world, 'rota.burden', says, { by, people: [p], can })]
    })
  },
  post: (asked, model) => {
    const { world } = model
    const { unit, levels, free, step, steps } = asked
    const weights = weightsOf(asked, world)
    const loaded = weights.flatMap((weight, w) => (weight > 0 ? [w] : []))
    const past = before(asked, world)
    for (let p = 0; p < world.personCount; p++) {
      const share = world.presence(p, levels)
      if (share === 0) continue
      const terms = world.problem.periods.flatMap((period, t) =>
        (asked.periods && !asked.periods.includes(period.id)) ||
        !fallsOn(world, t, asked.weekdays) ||
        !world.isThere(p, t, levels)
          ? []
          : loaded.flatMap((w) =>
              model.any(p, t, [w], (weights[w]! * world.length(t, unit)) / share),
            ),
      )
      // The price of a step over that of the one before: 1, 1, 2, 4, ... added up is 1, 2, 4, 8.
      for (let nth = 0; nth < steps; nth++) {
        const more = nth === 0 ? 1 : 2 ** (nth - 1)
        const limit = free + nth * step - past[p]!
        const priced = terms.map((term) => ({ ...term, weight: term.weight * more }))
        model.atMost(limit * more, priced, {
          people: [p],
          works: loaded,
          says: () => `${world.name(p)} carries at most ${sayCount(free + nth * step, 'unit')}`,
        })
      }
    }
  },
  examples: [
    {
      title: 'Two each are free',
      with: { loads: { A: 1 }, free: 2 },
      roster: 'Amy A A B\nBen A B A',
      by: 0,
    },
    {
      title: 'Three for one is worse than two for one and one more for the other',
      with: { loads: { A: 1 } },
      roster: 'Amy A A A\nBen B B B',
      by: 7,
    },
    {
      title: 'The same work shared: two and one',
      with: { loads: { A: 1 } },
      roster: 'Amy A A B\nBen B B A',
      by: 4,
    },
    {
      title:
        'Who is there for half of the time carries twice as heavily; beyond the last step by the unit',
      with: { loads: { A: 1 }, free: 1, steps: 2 },
      roster: 'Amy A B B B\nBen . . A A',
      facts: { people: [{ id: 'Ben', from: '2026-07-15' }] },
      by: 5,
    },
    {
      title: 'Two weeks of last year count half; Eve without history is taken for average',
      with: { loads: { A: 1 }, unit: 'weeks', carryOver: 0.5, free: 1 },
      roster: 'Amy A B\nBen B B\nEve A B',
      facts: {
        history: [
          { person: 'Amy', work: 'A', days: 14 },
          { person: 'Ben', work: 'B', days: 14 },
        ],
      },
      by: 1.5,
    },
    {
      title: 'Only Saturdays and Sundays are counted',
      with: { loads: { A: 1 }, weekdays: ['Sat', 'Sun'], free: 1 },
      roster: 'Amy A A . .\nBen . . A A',
      facts: { periods: dayPeriods(3, 4) },
      by: 0,
    },
  ],
})
