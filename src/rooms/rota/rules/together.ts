// Do two people have this work in the same blocks: a couple's leave, a pair on one service?
import { z } from 'zod'
import { sayList } from '../../../kernel/finding.ts'
import { found, rule, sayWorks } from '../../planning/rule.ts'

const params = z.strictObject({
  people: z.array(z.string()).min(2),
  /** Ids or categories, any of them. */
  works: z.array(z.string()).min(1),
})

/** Amount: for each person and the next one of the list, blocks in which only one of the two has it. */
export const together = rule({
  id: 'rota.together',
  title: 'At the same time',
  params,
  goal: 'shape',
  source: 'Programme policy',
  sentence: ({ people, works }, world) => {
    const names = people.map((id) => (world?.has('person', id) ? world.name(world.person(id)) : id))
    return `${sayList(names)} have ${sayWorks(works, world)} in the same blocks.`
  },
  refs: ({ people, works }) => ({ people, works }),
  check: ({ people, works }, { world, at }) => {
    const kinds = new Set(world.worksOf(works))
    return people.slice(1).flatMap((id, nth) => {
      const [one, other] = [world.person(people[nth]!), world.person(id)]
      return world.problem.periods.flatMap((_, t) => {
        if (!world.isPresent(one, t) || !world.isPresent(other, t)) return []
        const has = kinds.has(at(one, t))
        if (has === kinds.has(at(other, t))) return []
        const [with_, without] = has ? [one, other] : [other, one]
        const says = `${world.name(with_)} has ${sayWorks(works, world)} in ${world.periodName(t)} and ${world.name(without)} does not.`
        const about = { people: [one, other], periods: [t], works: [at(with_, t)] }
        return [found(world, 'rota.together', says, about)]
      })
    })
  },
  post: ({ people, works }, model) => {
    const { world } = model
    const kinds = world.worksOf(works)
    const row = people.map((id) => world.person(id))
    for (let nth = 0; nth + 1 < row.length; nth++)
      for (const [p, q] of [
        [row[nth]!, row[nth + 1]!],
        [row[nth + 1]!, row[nth]!],
      ] as const)
        for (let t = 0; t < world.periodCount; t++)
          if (world.isPresent(p, t) && world.isPresent(q, t))
            model.atMost(0, [...model.any(p, t, kinds), ...model.any(q, t, kinds, -1)], {
              people: [p, q],
              periods: [t],
              works: kinds,
              says: () =>
                `${world.name(q)} has ${sayWorks(works, world)} in ${world.periodName(t)} when ${world.name(p)} has`,
            })
  },
  examples: [
    {
      title: 'Leave in the same week, other work as it comes',
      with: { people: ['Amy', 'Ben'], works: ['V'] },
      roster: 'Amy V A B\nBen V B B\nEve A V A',
      by: 0,
    },
    {
      title: 'One week apart counts for both weeks',
      with: { people: ['Amy', 'Ben'], works: ['V'] },
      roster: 'Amy V A B\nBen A V B',
      by: 2,
    },
    {
      title: 'A third person is compared with the second',
      with: { people: ['Amy', 'Ben', 'Eve'], works: ['V'] },
      roster: 'Amy V A\nBen V A\nEve A A',
      by: 1,
    },
  ],
})
