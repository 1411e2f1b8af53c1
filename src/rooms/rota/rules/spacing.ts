// Is there enough time between two stretches of the same work?
import { z } from 'zod'
import { sayCount } from '../../../kernel/finding.ts'
import { found, rule, runsOf, sayEvery, sayWorks } from '../../planning/rule.ts'

const params = z.strictObject({
  works: z.array(z.string()).min(1),
  /** The works count as one; otherwise each work is spaced alone. */
  together: z.boolean().default(false),
  /** Least time between the end of a run and the next beginning; absent = never again. */
  between: z.number().positive().optional(),
  unit: z.enum(['periods', 'weeks']).default('periods'),
  /** Only cells of people at these levels or groups; absent = everybody's. */
  levels: z.array(z.string()).optional(),
})

/** Amount: after each run, the periods of the work that come too soon; each counts 1. */
export const spacing = rule({
  id: 'rota.spacing',
  title: 'Time between',
  params,
  goal: 'shape',
  source: 'Programme policy',
  sentence: ({ works, together, between, unit, levels }, world) => {
    const one = unit === 'periods' ? 'block' : 'week'
    const what = `${sayWorks(works, world)}${together && works.length > 1 ? ', taken together' : ''}`
    if (between === undefined) return `${sayEvery(levels)} has ${what} in one stretch.`
    return `${sayEvery(levels)} has at least ${sayCount(between, one)} between two stretches of ${what}.`
  },
  refs: ({ works, levels }) => ({ works, levels }),
  check: ({ works, together, between, unit, levels }, view) => {
    const { world, at } = view
    const all = world.worksOf(works)
    return world.problem.people.flatMap((person, p) =>
      (together ? [all] : all.map((w) => [w])).flatMap((kind) =>
        runsOf(view, p, kind, levels).flatMap(({ to }) => {
          const soon: number[] = []
          let gap = 0
          for (let t = to + 1; t < world.periodCount && gap < (between ?? Infinity) - 1e-9; t++) {
            if (kind.includes(at(p, t)) && world.isThere(p, t, levels)) soon.push(t)
            gap += unit === 'periods' ? 1 : world.periodDays[t]! / 7
          }
          if (soon.length === 0) return []
          const name = together ? sayWorks(works, world) : world.workName(kind[0]!)
          const one = unit === 'periods' ? 'block' : 'week'
          const says = `${person.name} ends ${name} in ${world.periodName(to)} and is back in ${world.periodName(soon[0]!)}; ${between === undefined ? 'one stretch is allowed' : `at least ${sayCount(between, one)} must lie between`}.`
          const about = { by: soon.length, people: [p], periods: [to, ...soon], works: kind }
          return [found(world, 'rota.spacing', says, about)]
        }),
      ),
    )
  },
  post: ({ works, together, between, unit, levels }, model) => {
    const { world } = model
    const all = world.worksOf(works)
    for (const kind of together ? [all] : all.map((w) => [w]))
      for (let p = 0; p < world.personCount; p++)
        for (let end = 0; end < world.periodCount - 2; end++) {
          if (!world.isThere(p, end, levels)) continue
          const near: number[] = []
          let days = world.periodDays[end + 1]!
          for (let t = end + 2; t < world.periodCount; days += world.periodDays[t]!, t++) {
            const least = between ?? Infinity
            const isSoon = unit === 'periods' ? t - end - 1 < least : days < least * 7 - 1e-6
            if (!isSoon) break
            if (world.isThere(p, t, levels)) near.push(t)
          }
          if (near.length === 0) continue
          // Binds only when the run ends here: works now and not in the next period.
          const size = near.length
          const next = world.isThere(p, end + 1, levels) ? model.any(p, end + 1, kind, -size) : []
          const soon = near.flatMap((t) => model.any(p, t, kind))
          model.atMost(size, [...soon, ...model.any(p, end, kind, size), ...next], {
            people: [p],
            periods: [end, ...near],
            works: kind,
            says: () =>
              `${world.name(p)} has ${between === undefined ? 'no second stretch' : `${sayCount(between, unit === 'periods' ? 'block' : 'week')} between two stretches`} of ${sayWorks(works, world)} after ${world.periodName(end)}`,
          })
        }
  },
  examples: [
    {
      title: 'Two blocks between are enough when two are wanted',
      with: { works: ['A'], between: 2 },
      roster: 'Amy A A B B A\nBen B A B . A',
      by: 0,
    },
    {
      title: 'One block between is too short; a run is not a return',
      with: { works: ['A'], between: 2 },
      roster: 'Amy A B A A B B\nBen A A A B B B',
      by: 1,
    },
    {
      title: 'Taken together, B goes on the run of A and comes back too soon for it',
      with: { works: ['A', 'B'], together: true, between: 3 },
      roster: 'Amy A B C C B A\nBen A B C C C B',
      by: 1,
    },
    {
      title: 'Two weeks between are one fewer than three',
      with: { works: ['A'], between: 3, unit: 'weeks' },
      roster: 'Amy A B B A B B B A',
      by: 1,
    },
    {
      title: 'One stretch only: whatever comes after it is too much',
      with: { works: ['A', 'B'], together: true },
      roster: 'Amy . A B C C A B\nBen . . A B B . .',
      by: 2,
    },
    {
      title: 'A block of A before the level was reached is no stretch of it',
      with: { works: ['A'], between: 3, levels: ['R1'] },
      roster: 'Amy A B A B\nBen (R1) A B A B',
      facts: {
        people: [{ id: 'Amy', levels: [{ level: 'R2' }, { level: 'R1', from: '2026-07-08' }] }],
      },
      by: 1,
    },
  ],
})
