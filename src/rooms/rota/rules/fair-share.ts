// Is the burden spread evenly, in proportion to how long people are there?
import { z } from 'zod'
import { sayCount, sayList } from '../../../kernel/finding.ts'
import type { Term } from '../../planning/model.ts'
import { found, rule, sayAny, sayPeriods, type View } from '../../planning/rule.ts'
import type { World } from '../../planning/world.ts'
import { carriedOver } from './history.ts'
import { dayPeriods, fallsOn, weekdaySchema } from './weekdays.ts'

const params = z
  .strictObject({
    /** How heavy one unit of a work (id or category) is; a work named twice weighs both. */
    loads: z
      .record(z.string(), z.number().positive())
      .refine((loads) => Object.keys(loads).length > 0, {
        error: 'name at least one work',
      }),
    unit: z.enum(['days', 'weeks', 'months', 'periods']).default('periods'),
    /** Shared among people while they are of these levels or groups; absent = among everybody. */
    levels: z.array(z.string()).optional(),
    /** Highest minus lowest load that is still fair. */
    allowed: z.number().min(0).default(1),
    /** Load of earlier years is added as it is (never with the unit `periods`). */
    withHistory: z.boolean().default(false),
    /** Without any history: what the others bring along on average, or nothing. */
    newcomers: z.enum(['average', 'zero']).default('average'),
    /** Compared between every two people, added up; otherwise the highest with the lowest. */
    pairs: z.boolean().default(false),
    /** Only these periods; absent = all. */
    periods: z.array(z.string()).optional(),
    /** Only periods that begin on these weekdays (rosters of days); absent = all. */
    weekdays: z.array(weekdaySchema).min(1).optional(),
  })
  .refine(({ unit, withHistory }) => unit !== 'periods' || !withHistory, {
    error: 'history has no blocks: count in days, weeks or months',
  })
type Params = z.output<typeof params>

const weightOf = ({ loads }: Params, world: World, w: number): number => {
  const { id, categories } = world.problem.work[w]!
  return [id, ...categories].reduce((sum, name) => sum + (loads[name] ?? 0), 0)
}

const before = (params: Params, world: World): number[] =>
  carriedOver(world, {
    weights: world.problem.work.map((_, w) => weightOf(params, world, w)),
    ...{ unit: params.unit, taper: 1, newcomers: params.newcomers, levels: params.levels },
  })

/** What each person carries, for those who are there at all; by the roster. */
function carriedBy(params: Params, { world, at }: View): { p: number; load: number }[] {
  const { unit, levels, withHistory, periods, weekdays } = params
  const past = before(params, world)
  return world.problem.people.flatMap((_, p) => {
    const presence = world.presence(p, levels)
    if (presence === 0) return []
    let load = 0
    world.problem.periods.forEach((period, t) => {
      if ((periods && !periods.includes(period.id)) || !fallsOn(world, t, weekdays)) return
      const w = at(p, t)
      if (world.problem.work[w] && world.isThere(p, t, levels))
        load += (weightOf(params, world, w) * world.length(t, unit)) / presence
    })
    return [{ p, load: withHistory ? load + past[p]! : load }]
  })
}

/**
 * Amount: highest minus lowest load beyond `allowed`, or with `pairs` the sum of the differences
 * beyond it; half a stay makes each load twice as heavy.
 */
export const fairShare = rule({
  id: 'rota.fair-share',
  title: 'Fair share of a burden',
  params,
  goal: 'fairness',
  source: 'Programme policy',
  sentence: ({ loads, levels, allowed, periods, weekdays, pairs }, world) => {
    const works = Object.entries(loads).map(([name, weight]) => {
      const said = world?.has('work', name) ? world.workName(world.work(name)) : name
      return weight === 1 ? said : `${said} (weighs ${weight})`
    })
    const who = levels?.length ? `all ${sayAny(levels)}` : 'everybody'
    const days = weekdays ? ` on ${sayList(weekdays)}` : ''
    const when = `${days}${periods ? ` in ${sayPeriods(periods, world)}` : ''}`
    const every = pairs ? ' between any two' : ''
    return `The load of ${works.join(' + ')}${when} is shared evenly among ${who}, in proportion to presence, to within ${allowed}${every}.`
  },
  refs: ({ loads, levels, periods }) => ({ works: Object.keys(loads), levels, periods }),
  loads: (params, world) => [
    {
      works: world.problem.work.flatMap((_, w) => (weightOf(params, world, w) > 0 ? [w] : [])),
      unit: params.unit,
      isAsked: (p) => world.presence(p, params.levels) > 0,
      share: (p) => world.presence(p, params.levels),
      past: params.withHistory ? before(params, world) : world.problem.people.map(() => 0),
      weight: (p, t, w) =>
        (params.periods?.includes(world.problem.periods[t]!.id) ?? true) &&
        fallsOn(world, t, params.weekdays) &&
        world.isThere(p, t, params.levels)
          ? weightOf(params, world, w) * world.length(t, params.unit)
          : 0,
    },
  ],
  check: (params, view) => {
    const { world } = view
    const { allowed } = params
    const sorted = carriedBy(params, view).sort((one, other) => one.load - other.load)
    const couples = params.pairs
      ? sorted.flatMap((least, nth) => sorted.slice(nth + 1).map((most) => ({ least, most })))
      : sorted.slice(0, 1).map((least) => ({ least, most: sorted.at(-1)! }))
    const say = (load: number) => Number(load.toFixed(1))
    return couples.flatMap(({ least, most }) => {
      const by = most.load - least.load - allowed
      if (by < 1e-9) return []
      const says = `${world.name(most.p)} carries ${say(most.load)} and ${world.name(least.p)} ${say(least.load)} (in proportion to presence); a difference of ${allowed} is allowed.`
      const can = `Give work of ${world.name(most.p)} to ${world.name(least.p)}.`
      return [found(world, 'rota.fair-share', says, { by, people: [most.p, least.p], can })]
    })
  },
  post: (params, model) => {
    const { world } = model
    const { unit, levels, allowed, withHistory, pairs } = params
    const weights = world.problem.work.map((_, w) => weightOf(params, world, w))
    const loaded = weights.flatMap((weight, w) => (weight > 0 ? [w] : []))
    const counted = new Set(
      params.periods?.map((id) => world.period(id)) ?? world.periodDays.keys(),
    )
    const past = before(params, world)
    const sums: Term[][] = []
    for (let p = 0; p < world.personCount; p++) {
      const share = world.presence(p, levels)
      if (share === 0) continue
      const sum = withHistory && past[p]! > 0 ? model.constant(past[p]!) : []
      for (let t = 0; t < world.periodCount; t++)
        if (counted.has(t) && world.isThere(p, t, levels) && fallsOn(world, t, params.weekdays))
          for (const w of loaded)
            sum.push(...model.any(p, t, [w], (weights[w]! * world.length(t, unit)) / share))
      sums.push(sum)
    }
    const says = () => `Loads differ by at most ${sayCount(allowed, 'unit')}`
    const about = { works: loaded, says }
    if (!pairs && sums.length > 1) model.spread(allowed, sums, about)
    if (pairs)
      for (const one of sums)
        for (const other of sums)
          if (one !== other)
            model.atMost(
              allowed,
              [...one, ...other.map((each) => ({ ...each, weight: -each.weight }))],
              about,
            )
  },
  examples: [
    {
      title: 'One more is allowed',
      with: { loads: { A: 1 } },
      roster: 'Amy A A B\nBen A B B',
      by: 0,
    },
    {
      title: 'Two more are one too many',
      with: { loads: { A: 1 } },
      roster: 'Amy A A B\nBen B B B\nEve A B B',
      by: 1,
    },
    {
      title: 'Who is there for half of the time carries half',
      with: { loads: { A: 1, B: 2 }, allowed: 0 },
      roster: 'Amy A B C A\nBen . . B C',
      facts: { people: [{ id: 'Ben', from: '2026-07-15' }] },
      by: 0,
    },
    {
      title: 'Weeks of last year count when history is asked for; Max is of another level',
      with: {
        ...{ loads: { A: 1 }, unit: 'weeks', levels: ['R1'], allowed: 0, withHistory: true },
        newcomers: 'zero',
      },
      roster: 'Amy (R1) A B\nBen (R1) A B\nMax (R2) B B',
      facts: { history: [{ person: 'Amy', work: 'A', days: 14 }] },
      by: 2,
    },
    {
      title: 'Ben without history is not taken for somebody who never carried anything',
      with: { loads: { A: 1 }, unit: 'weeks', allowed: 0, withHistory: true },
      roster: 'Amy A B\nBen A B',
      facts: { history: [{ person: 'Amy', work: 'A', days: 14 }] },
      by: 0,
    },
    {
      title: 'Between every two: Amy has two more than Ben and Eve',
      with: { loads: { A: 1 }, allowed: 0, pairs: true },
      roster: 'Amy A A B\nBen B B B\nEve B B B',
      by: 4,
    },
    {
      title: 'Only Saturdays and Sundays are counted',
      with: { loads: { A: 1 }, allowed: 0, weekdays: ['Sat', 'Sun'] },
      roster: 'Amy A A . .\nBen . . A A',
      facts: { periods: dayPeriods(3, 4) },
      by: 0,
    },
  ],
})
