// Where the curriculum sets no length: does everybody get the same time on each work?
import { z } from 'zod'
import { sayCount } from '../../../kernel/finding.ts'
import { found, rule, sayEvery, sayUnit, sayWorks } from '../../planning/rule.ts'

const params = z.strictObject({
  /** Each work alone; ids or categories. */
  works: z.array(z.string()).min(1),
  unit: z.enum(['days', 'weeks', 'months', 'periods']).default('periods'),
  /** How far apart any two people may be, in the unit. */
  within: z.number().min(0).default(1),
  /** Among people while they are of these levels or groups; absent = among everybody. */
  levels: z.array(z.string()).optional(),
})

/** Amount: for each work, highest minus lowest time (in proportion to presence) beyond `within`. */
export const equalShare = rule({
  id: 'rota.equal-share',
  title: 'Equal share of each work',
  params,
  goal: 'fairness',
  source: 'Programme policy',
  sentence: ({ works, unit, within, levels }, world) =>
    `${sayEvery(levels)} gets the same time on ${works.length > 1 ? 'each work of ' : ''}${sayWorks(works, world)}, in proportion to presence, to within ${sayCount(within, sayUnit(unit))}.`,
  refs: ({ works, levels }) => ({ works, levels }),
  loads: ({ works, unit, levels }, world) =>
    world.worksOf(works).map((only) => ({
      works: [only],
      unit,
      isAsked: (p) => world.presence(p, levels) > 0,
      share: (p) => world.presence(p, levels),
      past: world.problem.people.map(() => 0),
      weight: (p, t, w) => (w === only && world.isThere(p, t, levels) ? world.length(t, unit) : 0),
    })),
  check: ({ works, unit, within, levels }, { world, at }) =>
    world.worksOf(works).flatMap((w) => {
      let most = { p: -1, time: -Infinity }
      let least = { p: -1, time: Infinity }
      world.problem.people.forEach((_, p) => {
        const presence = world.presence(p, levels)
        if (presence === 0) return
        const done = world.problem.periods.reduce(
          (sum, _period, t) =>
            at(p, t) === w && world.isThere(p, t, levels) ? sum + world.length(t, unit) : sum,
          0,
        )
        const time = done / presence
        if (time > most.time) most = { p, time }
        if (time < least.time) least = { p, time }
      })
      const by = most.time - least.time - within
      if (most.p < 0 || by < 1e-9) return []
      const one = sayUnit(unit)
      const [rich, poor] = [world.name(most.p), world.name(least.p)]
      const says = `${rich} gets ${sayCount(most.time, one)} of ${world.workName(w)} and ${poor} ${sayCount(least.time, one)} (in proportion to presence); ${sayCount(within, one)} apart is allowed.`
      const can = `Exchange a block of ${world.workName(w)} between ${rich} and ${poor}.`
      const about = { by, people: [most.p, least.p], works: [w], can }
      return [found(world, 'rota.equal-share', says, about)]
    }),
  post: ({ works, unit, within, levels }, model) => {
    const { world } = model
    for (const w of world.worksOf(works)) {
      const sums = world.problem.people.flatMap((_, p) => {
        const share = world.presence(p, levels)
        if (share === 0) return []
        const terms = []
        for (let t = 0; t < world.periodCount; t++)
          if (world.isThere(p, t, levels))
            terms.push({ lit: model.lit(p, t, w), weight: world.length(t, unit) / share })
        return [terms]
      })
      if (sums.length > 1)
        model.spread(within, sums, {
          works: [w],
          says: () => `Any two people are at most ${within} apart on ${world.workName(w)}`,
        })
    }
  },
  examples: [
    {
      title: 'One block apart is allowed',
      with: { works: ['A', 'B'] },
      roster: 'Amy A A B\nBen A B B',
      by: 0,
    },
    {
      title: 'Two blocks apart are one too many, for A and for B',
      with: { works: ['A', 'B'] },
      roster: 'Amy A A B\nBen B B B',
      by: 2,
    },
    {
      title: 'Half of the time there, half of the work; R2 is not compared',
      with: { works: ['A'], within: 0, levels: ['R1'] },
      roster: 'Amy (R1) A A B B\nBen (R1) . . A B\nEve (R2) B B B B',
      facts: { people: [{ id: 'Ben', from: '2026-07-15' }] },
      by: 0,
    },
  ],
})
