// Are enough, and not too many, people on a service in every block?
import { z } from 'zod'
import { type Finding, sayCount } from '../../../kernel/finding.ts'
import { found, rule, sayAny, sayPeriods, sayWorks } from '../../planning/rule.ts'

const params = z
  .strictObject({
    /** Ids or categories of the work that together make the service. */
    works: z.array(z.string()).min(1),
    /** Only people of these levels or groups count; absent = everybody. */
    levels: z.array(z.string()).optional(),
    min: z.int().min(0).default(0),
    max: z.int().min(0).optional(),
    /** Only these periods; absent = all. */
    periods: z.array(z.string()).optional(),
    /** What somebody counts with approved absence in the block; absent = 1, as everybody. */
    partly: z.number().min(0).max(1).default(1),
  })
  .refine(({ min, max = Infinity }) => min <= max, { error: 'min is more than max' })

export const coverage = rule({
  id: 'rota.coverage',
  title: 'Coverage of a service',
  params,
  goal: 'coverage',
  source: 'Programme policy',
  sentence: ({ works, levels, min, max, periods, partly }, world) => {
    const who = levels?.length ? ` of ${sayAny(levels)}` : ''
    const name = sayWorks(works, world)
    const away = partly < 1 ? `; who is away for a part of it counts ${partly}` : ''
    const when = `${periods ? `in ${sayPeriods(periods, world)}` : 'in every block'}${away}`
    if (max === undefined)
      return `At least ${sayCount(min, 'person', 'people')}${who} on ${name} ${when}.`
    if (min === max) return `Exactly ${sayCount(min, 'person', 'people')}${who} on ${name} ${when}.`
    if (min === 0) return `At most ${sayCount(max, 'person', 'people')}${who} on ${name} ${when}.`
    return `${min} to ${sayCount(max, 'person', 'people')}${who} on ${name} ${when}.`
  },
  refs: ({ works, levels, periods }) => ({ works, levels, periods }),
  check: ({ works, levels, min, max, periods, partly }, { world, at }) => {
    const service = world.worksOf(works)
    const name = sayWorks(works, world)
    const findings: Finding[] = []
    world.problem.periods.forEach((period, t) => {
      if (periods && !periods.includes(period.id)) return
      const people: number[] = []
      let count = 0
      for (let p = 0; p < world.personCount; p++) {
        if (!service.includes(at(p, t)) || !world.isOneOf(p, t, levels)) continue
        people.push(p)
        count += world.absentDays(p, t) > 0 ? partly : 1
      }
      const [short, over] = [min - count, count - (max ?? Infinity)]
      if (short <= 1e-9 && over <= 1e-9) return
      const has = `${name} has ${Number(count.toFixed(2))}`
      const says =
        short > 0
          ? `${has} of ${min} in ${world.periodName(t)}.`
          : `${has} in ${world.periodName(t)}; it takes at most ${max}.`
      const about = { by: Math.max(short, over), people, periods: [t], works: service }
      findings.push(found(world, 'rota.coverage', says, about))
    })
    return findings
  },
  post: ({ works, levels, min, max, periods, partly }, model) => {
    const { world } = model
    const service = world.worksOf(works)
    for (let t = 0; t < world.periodCount; t++) {
      if (periods && !periods.includes(world.problem.periods[t]!.id)) continue
      const terms = []
      for (let p = 0; p < world.personCount; p++)
        if (world.isOneOf(p, t, levels))
          terms.push(...model.any(p, t, service, world.absentDays(p, t) === 0 ? 1 : partly))
      const name = sayWorks(works, world)
      if (min > 0)
        model.atLeast(min, terms, {
          periods: [t],
          works: service,
          says: () => `${name} needs at least ${min} in ${world.periodName(t)}`,
        })
      if (max !== undefined)
        model.atMost(max, terms, {
          periods: [t],
          works: service,
          says: () => `${name} takes at most ${max} in ${world.periodName(t)}`,
        })
    }
  },
  examples: [
    {
      title: 'Two on A are enough',
      with: { works: ['A'], min: 2 },
      roster: 'Amy A A\nBen A A',
      by: 0,
    },
    {
      title: 'One on A where two are needed is one short',
      with: { works: ['A'], min: 2 },
      roster: 'Amy A A\nBen A B',
      by: 1,
    },
    {
      title: 'A third person is one too many, and only R2 count',
      with: { works: ['A'], levels: ['R2'], max: 1 },
      roster: 'Amy (R2) A B\nBen (R2) A B\nEve (R1) A B',
      by: 1,
    },
    {
      title: 'Who is away for three of seven days counts half',
      with: { works: ['A'], min: 2, partly: 0.5 },
      roster: 'Amy A A\nBen A A',
      facts: { absences: [{ person: 'Ben', from: '2026-07-01', to: '2026-07-03' }] },
      by: 0.5,
    },
  ],
})
