// Has everybody done enough of one work before another one begins?
import { z } from 'zod'
import { sayCount } from '../../../kernel/finding.ts'
import { found, rule, sayEvery, sayUnit, sayWorks } from '../../planning/rule.ts'

const params = z
  .strictObject({
    /** The work that must come first; ids or categories, added up. */
    before: z.array(z.string()).min(1),
    /** The work that it opens. */
    after: z.array(z.string()).min(1),
    /** How much of `before` is needed. */
    amount: z.number().positive().default(1),
    unit: z.enum(['days', 'weeks', 'months', 'periods']).default('periods'),
    /** Asked of people at these levels or groups when they do `after`; absent = of everybody. */
    levels: z.array(z.string()).optional(),
    /** Time of `before` before the first block counts (never with the unit `periods`). */
    withHistory: z.boolean().default(false),
  })
  .refine(({ unit, withHistory }) => unit !== 'periods' || !withHistory, {
    error: 'history has no blocks: count in days, weeks or months',
  })

/** Amount: what is missing, at every block of `after`; 0 exactly when the first one comes in time. */
export const order = rule({
  id: 'rota.order',
  title: 'One work before another',
  params,
  goal: 'requirement',
  source: 'Programme policy',
  sentence: ({ before, after, amount, unit, levels }, world) =>
    `${sayEvery(levels)} has at least ${sayCount(amount, sayUnit(unit))} of ${sayWorks(before, world)} before ${sayWorks(after, world)}.`,
  refs: ({ before, after, levels }) => ({ works: [...before, ...after], levels }),
  check: ({ before, after, amount, unit, levels, withHistory }, { world, at }) => {
    const first = new Set(world.worksOf(before))
    const opened = new Set(world.worksOf(after))
    return world.problem.people.flatMap((person, p) => {
      let done = 0
      if (withHistory) for (const w of first) done += world.past(p, w, unit)
      return world.problem.periods.flatMap((_, t) => {
        if (!world.isPresent(p, t)) return []
        const [w, by] = [at(p, t), amount - done]
        if (first.has(w)) done += world.length(t, unit)
        if (!opened.has(w) || by < 1e-9 || !world.isOneOf(p, t, levels)) return []
        const one = sayUnit(unit)
        const says = `${person.name} has ${world.workName(w)} in ${world.periodName(t)} after ${sayCount(amount - by, one)} of ${sayWorks(before, world)}; ${sayCount(amount, one)} must come before.`
        const can = `Put ${sayWorks(before, world)} earlier or ${world.workName(w)} later.`
        const about = { by, people: [p], periods: [t], works: [w], can }
        return [found(world, 'rota.order', says, about)]
      })
    })
  },
  post: ({ before, after, amount, unit, levels, withHistory }, model) => {
    const { world } = model
    const first = world.worksOf(before)
    const opened = world.worksOf(after)
    for (let p = 0; p < world.personCount; p++) {
      const past = first.reduce((sum, w) => sum + world.past(p, w, unit), 0)
      const needed = amount - (withHistory ? past : 0)
      if (needed < 1e-9) continue
      const earlier = []
      for (let t = 0; t < world.periodCount; t++) {
        if (!world.isPresent(p, t)) continue
        if (world.isOneOf(p, t, levels))
          // earlier >= needed * (does `after` now): one tight row a block.
          model.atLeast(0, [...earlier, ...model.any(p, t, opened, -needed)], {
            people: [p],
            periods: [t],
            works: [...first, ...opened],
            says: () =>
              `${world.name(p)} needs ${sayCount(needed, sayUnit(unit))} of ${sayWorks(before, world)} before ${sayWorks(after, world)} in ${world.periodName(t)}`,
          })
        earlier.push(...model.any(p, t, first, world.length(t, unit)))
      }
    }
  },
  examples: [
    {
      title: 'Two blocks of A before the first of B',
      with: { before: ['A'], after: ['B'], amount: 2 },
      roster: 'Amy A A B B\nBen A . A B',
      by: 0,
    },
    {
      title: 'One block of A is one short of two, each time B is done',
      with: { before: ['A'], after: ['B'], amount: 2 },
      roster: 'Amy A B B A B',
      by: 2,
    },
    {
      title: 'A week done last year counts when history is asked for',
      with: { before: ['A'], after: ['B'], amount: 2, unit: 'weeks', withHistory: true },
      roster: 'Amy A B\nBen A B',
      facts: { history: [{ person: 'Amy', work: 'A', days: 7 }] },
      by: 1,
    },
    {
      title: 'Only R1 are asked',
      with: { before: ['A'], after: ['B'], levels: ['R1'] },
      roster: 'Amy (R1) B A\nBen (R2) B A',
      by: 1,
    },
    {
      title: 'Weeks of last year are nothing when history is not asked for',
      with: { before: ['A'], after: ['B'], amount: 2, unit: 'weeks' },
      roster: 'Amy B A',
      facts: { history: [{ person: 'Amy', work: 'A', days: 14 }] },
      by: 2,
    },
  ],
})
