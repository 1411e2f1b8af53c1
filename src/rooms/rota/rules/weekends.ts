// Is a weekend free after a worked one?
import { z } from 'zod'
import { sayCount } from '../../../kernel/finding.ts'
import { found, rule, sayEvery, sayWorks } from '../../planning/rule.ts'
import type { World } from '../../planning/world.ts'
import { dayPeriods, fallsOn, weekdaySchema, weekendOf } from './weekdays.ts'

const params = z.strictObject({
  works: z.array(z.string()).min(1),
  /** Days that make a weekend; from Wednesday to Tuesday is one week. */
  days: z.array(weekdaySchema).min(1).default(['Sat', 'Sun']),
  /** How many weekends after a worked one must be free. */
  free: z.int().min(1).max(52).default(1),
  /** Only days of people at these levels or groups; absent = everybody's. */
  levels: z.array(z.string()).optional(),
})
type Params = z.output<typeof params>

/** The days of weekends on which the person is there. */
function daysOf({ days, levels }: Params, world: World, p: number): number[] {
  return world.problem.periods.flatMap((_, t) =>
    fallsOn(world, t, days) && world.isThere(p, t, levels) ? [t] : [],
  )
}

/** Amount: pairs of worked days on two weekends that are too near. For rosters of days. */
export const weekends = rule({
  id: 'rota.weekends',
  title: 'Free weekends between',
  params,
  goal: 'shape',
  source: 'Programme policy',
  sentence: ({ works, days, free, levels }, world) =>
    `${sayEvery(levels)} has ${free === 1 ? 'a weekend' : sayCount(free, 'weekend')} (${days.join(', ')}) without ${sayWorks(works, world)} after one with it.`,
  refs: ({ works, levels }) => ({ works, levels }),
  check: (asked, { world, at }) => {
    const kinds = new Set(world.worksOf(asked.works))
    return world.problem.people.flatMap((person, p) => {
      const worked = daysOf(asked, world, p).filter((t) => kinds.has(at(p, t)))
      return worked.flatMap((t, nth) =>
        worked.slice(nth + 1).flatMap((later) => {
          const apart = weekendOf(world, later) - weekendOf(world, t)
          if (apart < 1 || apart > asked.free) return []
          const says = `${person.name} has ${world.workName(at(p, t))} on the weekend of ${world.periodName(t)} and ${world.workName(at(p, later))} on that of ${world.periodName(later)}.`
          const about = {
            people: [p],
            periods: [t, later],
            works: [...new Set([at(p, t), at(p, later)])],
          }
          return [found(world, 'rota.weekends', says, about)]
        }),
      )
    })
  },
  post: (asked, model) => {
    const { world } = model
    const kinds = world.worksOf(asked.works)
    for (let p = 0; p < world.personCount; p++) {
      const days = daysOf(asked, world, p)
      for (const t of days) {
        const near = days.filter((later) => {
          const apart = weekendOf(world, later) - weekendOf(world, t)
          return apart >= 1 && apart <= asked.free
        })
        if (near.length === 0) continue
        // Weighing the first day as all later ones together makes one row of "if this, none of them".
        const terms = near.flatMap((later) => model.any(p, later, kinds))
        model.atMost(near.length, [...terms, ...model.any(p, t, kinds, near.length)], {
          people: [p],
          periods: [t, ...near],
          works: kinds,
          says: () => `${world.name(p)} is free on the weekend after ${world.periodName(t)}`,
        })
      }
    }
  },
  examples: [
    {
      title: 'Saturday and Sunday of one weekend are one weekend; the next is free',
      with: { works: ['A'] },
      roster: 'Amy A A . . . . . . .',
      facts: { periods: dayPeriods(4, 9) },
      by: 0,
    },
    {
      title: 'A Sunday and the Saturday after it are two weekends in a row',
      with: { works: ['A'] },
      roster: 'Amy . A . . A . . A',
      facts: { periods: dayPeriods(4, 8) },
      by: 1,
    },
    {
      title: 'Fridays count when they are named',
      with: { works: ['A'], days: ['Fri', 'Sat', 'Sun'] },
      roster: 'Amy A A . . . . . A .',
      facts: { periods: dayPeriods(3, 9) },
      by: 2,
    },
  ],
})
