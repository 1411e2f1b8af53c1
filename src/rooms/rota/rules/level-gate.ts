// Is this work only given to people who are far enough in their training?
import { z } from 'zod'
import { sayCount } from '../../../kernel/finding.ts'
import { found, rule, sayAny, sayWorks } from '../../planning/rule.ts'

/** Thirteen four-week blocks are a year: a few days short of a month are forgiven. */
const GRACE_MONTHS = 0.1

const params = z
  .strictObject({
    works: z.array(z.string()).min(1),
    /** Only people of these levels or groups. */
    levels: z.array(z.string()).optional(),
    /** Only after so many months of training, counted when the block begins. */
    months: z.number().min(0).max(240).optional(),
    /** With levels and months given: is one of them enough, or are both asked? */
    combine: z.enum(['both', 'either']).default('both'),
  })
  .refine(({ levels, months }) => levels?.length || months !== undefined, {
    error: 'give levels, months or both',
  })

export const levelGate = rule({
  id: 'rota.level-gate',
  title: 'Level for a work',
  params,
  goal: 'requirement',
  source: 'Programme policy',
  sentence: ({ works, levels, months, combine }, world) => {
    const name = sayWorks(works, world)
    const time = months === undefined ? '' : `after ${sayCount(months, 'month')} of training`
    if (!levels?.length) return `${name} comes only ${time}.`
    const joint = combine === 'both' ? ', and only ' : ', or for anybody '
    return `${name} is only for ${sayAny(levels)}${time && joint}${time}.`
  },
  refs: ({ works, levels }) => ({ works, levels }),
  check: ({ works, levels, months, combine }, { world, at }) => {
    const gated = new Set(world.worksOf(works))
    return world.problem.people.flatMap((person, p) =>
      world.problem.periods.flatMap((_, t) => {
        const w = at(p, t)
        if (!gated.has(w) || !world.isPresent(p, t)) return []
        const trained = world.monthsTrained(p, t)
        const faults: string[] = []
        if (levels?.length && !world.isOneOf(p, t, levels)) faults.push(`is not ${sayAny(levels)}`)
        if (months !== undefined && trained + GRACE_MONTHS < months)
          faults.push(`has ${sayCount(trained, 'month')} of training; ${months} are required`)
        const asked = (levels?.length ? 1 : 0) + (months === undefined ? 0 : 1)
        if (faults.length === 0 || (combine === 'either' && faults.length < asked)) return []
        const says = `${person.name} has ${world.workName(w)} in ${world.periodName(t)} but ${faults.join(' and ')}.`
        const can = `Give ${world.workName(w)} later or to somebody else.`
        return [
          found(world, 'rota.level-gate', says, { people: [p], periods: [t], works: [w], can }),
        ]
      }),
    )
  },
  post: ({ works, levels, months, combine }, model) => {
    const { world } = model
    const gated = world.worksOf(works)
    const mayWork = (p: number, t: number): boolean => {
      const level = world.isOneOf(p, t, levels)
      const time = world.monthsTrained(p, t) >= (months ?? 0) - GRACE_MONTHS
      if (combine === 'either' && levels?.length && months !== undefined) return level || time
      return level && time
    }
    for (let p = 0; p < world.personCount; p++)
      for (let t = 0; t < world.periodCount; t++)
        if (world.isPresent(p, t) && !mayWork(p, t))
          model.atMost(0, model.any(p, t, gated), {
            people: [p],
            periods: [t],
            works: gated,
            says: () =>
              `${world.name(p)} may not have ${sayWorks(works, world)} in ${world.periodName(t)} yet`,
          })
  },
  examples: [
    {
      title: 'An R2 on A and an R1 on B are fine',
      with: { works: ['A'], levels: ['R2'] },
      roster: 'Amy (R1) B .\nBen (R2) A A',
      by: 0,
    },
    {
      title: 'A is for R2, not for R1',
      with: { works: ['A'], levels: ['R2'] },
      roster: 'Amy (R1) A B\nBen (R2) A A',
      by: 1,
    },
    {
      title: 'Twelve months are reached in the second week, not in the first',
      with: { works: ['A'], months: 12 },
      roster: 'Amy (R1) A A A\nBen (R2) A A A',
      facts: {
        people: [
          { id: 'Amy', monthsTrained: 11.8 },
          { id: 'Ben', monthsTrained: 12 },
        ],
      },
      by: 1,
    },
    {
      title: 'February is a month as any other',
      with: { works: ['A'], months: 12 },
      roster: 'Amy A A',
      facts: {
        people: [{ id: 'Amy', monthsTrained: 10.95 }],
        periods: [
          { id: 'b01', label: '1', from: '2027-02-01', to: '2027-02-28' },
          { id: 'b02', label: '2', from: '2027-03-01', to: '2027-03-31' },
        ],
      },
      by: 1,
    },
    {
      title: 'Level or time is enough when either is asked',
      with: { works: ['A'], levels: ['R2'], months: 12, combine: 'either' },
      roster: 'Amy (R1) A\nBen (R2) A\nEve (R1) A',
      facts: { people: [{ id: 'Eve', monthsTrained: 12 }] },
      by: 1,
    },
    {
      title: 'Both are missing in three, as one of them is enough to refuse',
      with: { works: ['A'], levels: ['R2'], months: 12 },
      roster: 'Amy (R1) A\nBen (R2) A\nEve (R1) A\nMax (R2) A',
      facts: {
        people: [
          { id: 'Eve', monthsTrained: 12 },
          { id: 'Max', monthsTrained: 12 },
        ],
      },
      by: 3,
    },
    {
      title: 'A tenth of a month is forgiven, two tenths are not',
      with: { works: ['A'], months: 12, combine: 'either' },
      roster: 'Amy A\nBen A',
      facts: {
        people: [
          { id: 'Amy', monthsTrained: 11.9 },
          { id: 'Ben', monthsTrained: 11.8 },
        ],
      },
      by: 1,
    },
    {
      title: 'Where only levels are given, time is no way around them',
      with: { works: ['A'], levels: ['R2'], combine: 'either' },
      roster: 'Amy (R1) A\nBen (R2) A',
      by: 1,
    },
  ],
})
