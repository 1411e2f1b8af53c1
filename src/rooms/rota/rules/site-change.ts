// How often does somebody change the site from one block to the next?
import { z } from 'zod'
import { found, rule, sayEvery, sayPeriods } from '../../planning/rule.ts'

const params = z.strictObject({
  /** Only for people of these levels or groups in the first of the two blocks; absent = all. */
  levels: z.array(z.string()).optional(),
  /** Only after these periods, for example inside a half block; absent = after every one. */
  after: z.array(z.string()).optional(),
})

/** Amount: 1 a change between two successive blocks. Work without a site, and no work, is no change. */
export const siteChange = rule({
  id: 'rota.site-change',
  title: 'Changes of site',
  params,
  goal: 'shape',
  source: 'Programme policy',
  sentence: ({ levels, after }, world) =>
    `${sayEvery(levels)} stays at one site from ${after ? sayPeriods(after, world) : 'a block'} to the next.`,
  refs: ({ levels, after }) => ({ levels, periods: after }),
  check: ({ levels, after }, { world, at }) =>
    world.problem.people.flatMap((person, p) =>
      world.problem.periods.slice(1).flatMap((_, t) => {
        const [here, there] = [world.problem.work[at(p, t)], world.problem.work[at(p, t + 1)]]
        if (after && !after.includes(world.problem.periods[t]!.id)) return []
        if (!here?.site || !there?.site || here.site === there.site) return []
        if (!world.isThere(p, t, levels) || !world.isPresent(p, t + 1)) return []
        const says = `${person.name} changes from ${here.site} to ${there.site} between ${world.periodName(t)} and ${world.periodName(t + 1)}.`
        const about = { people: [p], periods: [t, t + 1], works: [at(p, t), at(p, t + 1)] }
        return [found(world, 'rota.site-change', says, about)]
      }),
    ),
  post: ({ levels, after }, model) => {
    const { world } = model
    const bySite = new Map<string, number[]>()
    world.problem.work.forEach(({ site }, w) => {
      if (site) bySite.set(site, [...(bySite.get(site) ?? []), w])
    })
    if (bySite.size < 2) return
    const ends = after?.map((id) => world.period(id)) ?? [...world.periodDays.keys()]
    for (const [site, works] of bySite) {
      const elsewhere = [...bySite].flatMap(([other, list]) => (other === site ? [] : list))
      for (let p = 0; p < world.personCount; p++)
        for (let t = 1; t < world.periodCount; t++)
          if (ends.includes(t - 1) && world.isThere(p, t - 1, levels) && world.isPresent(p, t))
            model.atMost(1, [...model.any(p, t - 1, works), ...model.any(p, t, elsewhere)], {
              people: [p],
              periods: [t - 1, t],
              works,
              says: () => `${world.name(p)} stays at ${site} after ${world.periodName(t - 1)}`,
            })
    }
  },
  examples: [
    {
      title: 'Two works at one site are no change',
      with: {},
      roster: 'Amy A C A C',
      facts: {
        work: [
          { id: 'A', site: 'Main' },
          { id: 'C', site: 'Main' },
        ],
      },
      by: 0,
    },
    {
      title: 'There and back are two changes; a block of leave between is none',
      with: {},
      roster: 'Amy A B A A\nBen A . B B',
      facts: {
        work: [
          { id: 'A', site: 'Main' },
          { id: 'B', site: 'North' },
        ],
      },
      by: 2,
    },
    {
      title: 'Three sites, the last block included, only R1',
      with: { levels: ['R1'] },
      roster: 'Amy (R1) A B C\nBen (R2) A B C',
      facts: {
        work: [
          { id: 'A', site: 'Main' },
          { id: 'B', site: 'North' },
          { id: 'C', site: 'South' },
        ],
      },
      by: 2,
    },
    {
      title: 'Work that is nowhere is no change of place',
      with: {},
      roster: 'Amy A C B\nBen C A C',
      facts: {
        work: [{ id: 'A', site: 'Main' }, { id: 'B', site: 'North' }, { id: 'C' }],
      },
      by: 0,
    },
  ],
})
