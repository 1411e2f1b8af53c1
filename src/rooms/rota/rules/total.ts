// Is the work of everybody together, over the whole time, within its bounds?
import { z } from 'zod'
import { sayCount } from '../../../kernel/finding.ts'
import { found, rule, sayAny, sayPeriods, sayWorks } from '../../planning/rule.ts'

const params = z
  .strictObject({
    works: z.array(z.string()).min(1),
    /** Only time of people at these levels or groups counts; absent = everybody's. */
    levels: z.array(z.string()).optional(),
    /** Only these periods; absent = all. */
    periods: z.array(z.string()).optional(),
    min: z.number().min(0).optional(),
    max: z.number().min(0).optional(),
    /** `periods`: each assigned cell is one. */
    unit: z.enum(['days', 'weeks', 'months', 'periods']).default('periods'),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, {
    error: 'give min, max or both',
  })
  .refine(({ min = 0, max = Infinity }) => min <= max, { error: 'min is more than max' })

export const total = rule({
  id: 'rota.total',
  title: 'Total of everybody',
  params,
  goal: 'coverage',
  source: 'Programme policy',
  sentence: ({ works, levels, periods, min, max, unit }, world) => {
    const one = unit === 'periods' ? 'assignment' : unit.slice(0, -1)
    const bounds = [
      ...(min === undefined ? [] : [`at least ${sayCount(min, one)}`]),
      ...(max === undefined ? [] : [`at most ${sayCount(max, one)}`]),
    ].join(' and ')
    const said = min !== undefined && min === max ? `exactly ${sayCount(min, one)}` : bounds
    const who = levels?.length ? `All ${sayAny(levels)} together` : 'All people together'
    return `${who} have ${said} of ${sayWorks(works, world)}${periods ? ` in ${sayPeriods(periods, world)}` : ''}.`
  },
  refs: ({ works, levels, periods }) => ({ works, levels, periods }),
  check: ({ works, levels, periods, min = 0, max = Infinity, unit }, { world, at }) => {
    const counted = new Set(world.worksOf(works))
    let time = 0
    world.problem.periods.forEach((period, t) => {
      if (periods && !periods.includes(period.id)) return
      const there = world.problem.people.filter(
        (_, p) => counted.has(at(p, t)) && world.isThere(p, t, levels),
      )
      time += there.length * world.length(t, unit)
    })
    const by = Math.max(min - time, time - max)
    if (by < 1e-9) return []
    const bound = time < min ? `at least ${min} are wanted` : `at most ${max} are allowed`
    const one = unit === 'periods' ? 'assignment' : unit.slice(0, -1)
    const says = `${sayWorks(works, world)} has ${sayCount(time, one)} in all; ${bound}.`
    return [found(world, 'rota.total', says, { by, works: [...counted] })]
  },
  post: ({ works, levels, periods, min, max, unit }, model) => {
    const { world } = model
    const counted = world.worksOf(works)
    const terms = world.problem.people.flatMap((_, p) =>
      world.problem.periods.flatMap((period, t) =>
        world.isThere(p, t, levels) && (!periods || periods.includes(period.id))
          ? model.any(p, t, counted, world.length(t, unit))
          : [],
      ),
    )
    const name = () => sayWorks(works, world)
    if (min !== undefined)
      model.atLeast(min, terms, {
        works: counted,
        says: () => `${name()} needs at least ${min} in all`,
      })
    if (max !== undefined)
      model.atMost(max, terms, {
        works: counted,
        says: () => `${name()} takes at most ${max} in all`,
      })
  },
  examples: [
    {
      title: 'Three assignments of A reach a minimum of three',
      with: { works: ['A'], min: 3, max: 3 },
      roster: 'Amy A A B\nBen B A B',
      by: 0,
    },
    {
      title: 'Two assignments are one short of three',
      with: { works: ['A'], min: 3 },
      roster: 'Amy A B B\nBen B A B',
      by: 1,
    },
    {
      title: 'Four weeks are one more than three, and only R1 count',
      with: { works: ['A'], levels: ['R1'], max: 3, unit: 'weeks' },
      roster: 'Amy (R1) A A\nBen (R1) A A\nEve (R2) A A',
      by: 1,
    },
  ],
})
