// Is the work within its bounds in every stretch of so many successive blocks?
import { z } from 'zod'
import { type Finding, sayCount } from '../../../kernel/finding.ts'
import { found, rule, sayEvery, sayPeriods, sayWorks } from '../../planning/rule.ts'

const params = z
  .strictObject({
    works: z.array(z.string()).min(1),
    /** How many successive periods a window has. */
    length: z.int().min(1),
    /** Asked only of windows in which the person is there (and at these levels) all the time. */
    min: z.int().min(1).optional(),
    max: z.int().min(0).optional(),
    /** Only windows that lie wholly in these periods; absent = all. */
    periods: z.array(z.string()).optional(),
    /** Only cells of people at these levels or groups; absent = everybody's. */
    levels: z.array(z.string()).optional(),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, {
    error: 'give min, max or both',
  })
  .refine(({ min = 0, max = Infinity }) => min <= max, { error: 'min is more than max' })

/** A time line shorter than the window is one window for `max`, and none for `min`. */
export const window = rule({
  id: 'rota.window',
  title: 'Work in a window',
  params,
  goal: 'shape',
  source: 'Programme policy',
  sentence: ({ works, length, min, max, periods, levels }, world) => {
    const bounds = [
      ...(min === undefined ? [] : [`at least ${min}`]),
      ...(max === undefined ? [] : [`at most ${max}`]),
    ].join(' and ')
    return `${sayEvery(levels)} has ${bounds} of ${sayWorks(works, world)} in any ${sayCount(length, 'successive block')}${periods ? ` of ${sayPeriods(periods, world)}` : ''}.`
  },
  refs: ({ works, periods, levels }) => ({ works, periods, levels }),
  check: ({ works, length, min, max, levels, periods: within }, { world, at }) => {
    const counted = world.worksOf(works)
    const name = sayWorks(works, world)
    const isIn = within && world.problem.periods.map(({ id }) => within.includes(id))
    const lastStart = Math.max(0, world.periodCount - length)
    return world.problem.people.flatMap((person, p) => {
      const asked = world.problem.periods.map((_, t) => world.isThere(p, t, levels))
      const findings: Finding[] = []
      for (let from = 0; from <= lastStart; from++) {
        const periods: number[] = []
        let count = 0
        let there = 0
        for (let t = from; t < Math.min(from + length, world.periodCount); t++) {
          periods.push(t)
          if (asked[t]) there++
          if (asked[t] && counted.includes(at(p, t))) count++
        }
        const over = count - (max ?? Infinity)
        const short = there === length ? (min ?? 0) - count : 0
        const by = Math.max(over, short)
        if (by <= 0 || (isIn && periods.some((t) => !isIn[t]))) continue
        const bound = over > 0 ? `at most ${max}` : `at least ${min}`
        const says = `${person.name} has ${count} of ${name} in ${world.stretchName(from, periods.at(-1)!)}; ${bound} in ${sayCount(length, 'block')}.`
        findings.push(
          found(world, 'rota.window', says, { by, people: [p], periods, works: counted }),
        )
      }
      return findings
    })
  },
  post: ({ works, length, min, max, levels, periods: within }, model) => {
    const { world } = model
    const counted = world.worksOf(works)
    const isIn = world.problem.periods.map((period) => within?.includes(period.id) ?? true)
    const lastStart = Math.max(0, world.periodCount - length)
    for (let p = 0; p < world.personCount; p++)
      for (let from = 0; from <= lastStart; from++) {
        const periods: number[] = []
        if (isIn.slice(from, from + length).includes(false)) continue
        for (let t = from; t < Math.min(from + length, world.periodCount); t++)
          if (world.isThere(p, t, levels)) periods.push(t)
        const terms = periods.flatMap((t) => model.any(p, t, counted))
        const about = (bound: string) => ({
          people: [p],
          periods,
          works: counted,
          says: () =>
            `${world.name(p)} has ${bound} of ${sayWorks(works, world)} in ${sayCount(length, 'block')} from ${world.periodName(from)}`,
        })
        if (max !== undefined && periods.length > max)
          model.atMost(max, terms, about(`at most ${max}`))
        if (min !== undefined && periods.length === length)
          model.atLeast(min, terms, about(`at least ${min}`))
      }
  },
  examples: [
    {
      title: 'Two of A in any three blocks are allowed',
      with: { works: ['A'], length: 3, max: 2 },
      roster: 'Amy A A B A A\nBen B B B B B',
      by: 0,
    },
    {
      title: 'Three of A in the last three blocks are one too many',
      with: { works: ['A'], length: 3, max: 2 },
      roster: 'Amy A B A A A',
      by: 1,
    },
    {
      title: 'A at least once in any two blocks; both windows around the gap count',
      with: { works: ['A'], length: 2, min: 1 },
      roster: 'Amy A B B B A\nBen B A B A B',
      by: 2,
    },
  ],
})
