// Do the hours of work, averaged over a few weeks, stay within the limit?
import { z } from 'zod'
import { sayCount } from '../../../kernel/finding.ts'
import { found, rule, sayEvery } from '../../planning/rule.ts'
import type { World } from '../../planning/world.ts'

const params = z.strictObject({
  /** Hours a week of each work (id or category; the id goes first); what is not named has none. */
  hours: z
    .record(z.string(), z.number().min(0).max(168))
    .refine((hours) => Object.keys(hours).length > 0, { error: 'name at least one work' }),
  /** Over how many successive periods the hours are averaged. */
  length: z.int().min(1).default(4),
  /** Highest mean of hours a week. */
  max: z.number().positive().max(168).default(80),
  /** Only windows in which the person is at these levels or groups all the time; absent = all. */
  levels: z.array(z.string()).optional(),
})
type Params = z.output<typeof params>

function hoursOf({ hours }: Params, world: World, w: number): number {
  const work = world.problem.work[w]
  if (!work) return 0
  const name = [work.id, ...work.categories].find((each) => hours[each] !== undefined)
  return name === undefined ? 0 : hours[name]!
}

/** Amount: hours a week above the limit, for each window. A long block weighs as many weeks as it has. */
export const hours = rule({
  id: 'rota.hours',
  title: 'Hours on average',
  params,
  goal: 'coverage',
  source: 'Common program requirements: 80 hours a week, averaged over four weeks',
  sentence: ({ length, max, levels }) =>
    `${sayEvery(levels)} works at most ${sayCount(max, 'hour')} a week, averaged over any ${sayCount(length, 'successive block')}.`,
  refs: ({ hours, levels }) => ({ works: Object.keys(hours), levels }),
  check: (asked, { world, at }) => {
    const { length, max, levels } = asked
    const starts = Math.max(1, world.periodCount - length + 1)
    return world.problem.people.flatMap((person, p) =>
      Array.from({ length: starts }, (_, from) => from).flatMap((from) => {
        const last = Math.min(from + length, world.periodCount) - 1
        let [worked, days] = [0, 0]
        for (let t = from; t <= last; t++) {
          if (!world.isThere(p, t, levels)) return []
          worked += hoursOf(asked, world, at(p, t)) * world.periodDays[t]!
          days += world.periodDays[t]!
        }
        const by = worked / days - max
        if (by < 1e-9) return []
        const mean = sayCount(Number((by + max).toFixed(1)), 'hour')
        const says = `${person.name} works ${mean} a week in ${world.stretchName(from, last)}; at most ${max} are allowed.`
        const periods = Array.from({ length: last - from + 1 }, (_, k) => from + k)
        const can = 'Put lighter work between.'
        return [found(world, 'rota.hours', says, { by, people: [p], periods, can })]
      }),
    )
  },
  post: (asked, model) => {
    const { world } = model
    const loads = world.problem.work.map((_, w) => hoursOf(asked, world, w))
    const worked = loads.flatMap((load, w) => (load > 0 ? [w] : []))
    // No mean is above the heaviest work: then there is nothing to say.
    if (Math.max(...loads) <= asked.max) return
    const length = Math.min(asked.length, world.periodCount)
    for (let p = 0; p < world.personCount; p++)
      for (let from = 0; from + length <= world.periodCount; from++) {
        const periods = Array.from({ length }, (_, k) => from + k)
        if (!periods.every((t) => world.isThere(p, t, asked.levels))) continue
        const days = periods.reduce((sum, t) => sum + world.periodDays[t]!, 0)
        const terms = periods.flatMap((t) =>
          worked.flatMap((w) => model.any(p, t, [w], (loads[w]! * world.periodDays[t]!) / days)),
        )
        model.atMost(asked.max, terms, {
          people: [p],
          periods,
          works: worked,
          says: () =>
            `${world.name(p)} works at most ${asked.max} hours a week on average from ${world.periodName(from)}`,
        })
      }
  },
  examples: [
    {
      title: 'A heavy week beside a light one is within the mean',
      with: { hours: { A: 90, B: 60 }, length: 2 },
      roster: 'Amy A B A .\nBen B B B B',
      by: 0,
    },
    {
      title: 'Two heavy weeks are ten hours too many',
      with: { hours: { A: 90, B: 60 }, length: 2 },
      roster: 'Amy A A B A',
      by: 10,
    },
    {
      title: 'A block of two weeks weighs twice',
      with: { hours: { A: 90, B: 60 }, length: 2, max: 75 },
      roster: 'Amy A B',
      facts: {
        periods: [
          { id: 'b01', label: '1', from: '2026-07-01', to: '2026-07-14' },
          { id: 'b02', label: '2', from: '2026-07-15', to: '2026-07-21' },
        ],
      },
      by: 5,
    },
  ],
})
