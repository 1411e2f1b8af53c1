// Do these rotations together cover a set of acts, each act in exactly one of them?
import { z } from 'zod'
import { sayCount, sayList } from '../../../kernel/finding.ts'
import { found, rule, sayWorks } from '../../planning/rule.ts'
import type { World } from '../../planning/world.ts'

const params = z.strictObject({
  /** The rotations between which the acts are divided. */
  works: z.array(z.string()).min(1),
  /** The acts: categories of the catalogue, for example `act:ct` and `act:mr`. */
  acts: z.array(z.string()).min(1),
})

function carriers(world: World, works: readonly string[], act: string): number[] {
  return world.worksOf(works).filter((w) => world.problem.work[w]!.categories.includes(act))
}

/** Asks the catalogue, not the roster. Amount: acts in none of them, and each rotation beyond the first. */
export const partition = rule({
  id: 'rota.partition',
  title: 'Acts divided between rotations',
  params,
  goal: 'coverage',
  source: 'Programme policy',
  sentence: ({ works, acts }, world) =>
    `${sayWorks(works, world)}: each of ${sayList(acts)} belongs to exactly one of them.`,
  refs: ({ works }) => ({ works }),
  check: ({ works, acts }, { world }) =>
    acts.flatMap((act) => {
      const among = carriers(world, works, act)
      if (among.length === 1) return []
      const who = sayList(among.map((w) => world.workName(w)))
      const says =
        among.length === 0
          ? `The act ${act} belongs to none of ${sayWorks(works, world)}.`
          : `The act ${act} belongs to ${sayCount(among.length, 'rotation')}: ${who}.`
      const about = { by: Math.abs(among.length - 1), works: among, can: 'Correct the catalogue.' }
      return [found(world, 'rota.partition', says, about)]
    }),
  post: ({ works, acts }, model) => {
    for (const act of acts) {
      const among = carriers(model.world, works, act)
      const about = {
        works: among,
        says: () => `The act ${act} belongs to exactly one of ${sayWorks(works, model.world)}`,
      }
      const terms = model.constant(among.length)
      if (among.length === 0) model.atLeast(1, terms, about)
      else model.atMost(1, terms, about)
    }
  },
  examples: [
    {
      title: 'Neuro and body have an act each',
      with: { works: ['A', 'B'], acts: ['M', 'V'] },
      roster: 'Amy A B',
      facts: {
        work: [
          { id: 'A', categories: ['M'] },
          { id: 'B', categories: ['V'] },
        ],
      },
      by: 0,
    },
    {
      title: 'One act in both and one in neither',
      with: { works: ['A', 'B'], acts: ['M', 'V'] },
      roster: 'Amy A B',
      facts: {
        work: [
          { id: 'A', categories: ['M'] },
          { id: 'B', categories: ['M'] },
        ],
      },
      by: 2,
    },
  ],
})
