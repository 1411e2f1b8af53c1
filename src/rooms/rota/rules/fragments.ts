// Is work done in stretches, not scattered over the year in single blocks?
import { z } from 'zod'
import { sayCount } from '../../../kernel/finding.ts'
import { found, rule, runsOf, sayWorks } from '../../planning/rule.ts'
import type { Lit } from '../../planning/model.ts'
import type { World } from '../../planning/world.ts'

const params = z.strictObject({
  /** Each work alone; ids or categories; absent = every work but leave and rest. */
  works: z.array(z.string()).min(1).optional(),
  /** A shorter run is a fragment; for more than three see `rota.run-length`. */
  wanted: z.int().min(2).max(3).default(2),
  /** Is a run a fragment when an edge (of time line, stay or level) cuts it short? */
  edges: z.enum(['count', 'forgive']).default('count'),
  /** Only cells of people at these levels or groups; absent = everybody's. */
  levels: z.array(z.string()).optional(),
})

function judged(world: World, works?: readonly string[]): number[] {
  if (works) return world.worksOf(works)
  return world.problem.work.flatMap(({ kind }, w) =>
    kind === 'leave' || kind === 'rest' ? [] : [w],
  )
}

/** Amount: 1 for each fragment, however short. */
export const fragments = rule({
  id: 'rota.fragments',
  title: 'Scattered fragments',
  params,
  goal: 'shape',
  source: 'Programme policy',
  sentence: ({ works, wanted }, world) =>
    `${works ? sayWorks(works, world) : 'Work'} comes in stretches of at least ${sayCount(wanted, 'block')}, not in scattered fragments.`,
  refs: ({ works, levels }) => ({ works, levels }),
  check: ({ works, wanted, edges, levels }, view) => {
    const { world } = view
    const isEdge = (p: number, t: number) =>
      t < 0 || t >= world.periodCount || !world.isThere(p, t, levels)
    return world.problem.people.flatMap((person, p) =>
      judged(world, works).flatMap((w) =>
        runsOf(view, p, [w], levels).flatMap(({ from, to }) => {
          const length = to - from + 1
          const isCut = isEdge(p, from - 1) || isEdge(p, to + 1)
          if (length >= wanted || (isCut && edges === 'forgive')) return []
          const says = `${person.name} is on ${world.workName(w)} for only ${sayCount(length, 'block')}, ${world.stretchName(from, to)}; at least ${wanted} in a row are wanted.`
          const periods = Array.from({ length }, (_, k) => from + k)
          const can = 'Join it with another stretch of the same work.'
          const about = { people: [p], periods, works: [w], can }
          return [found(world, 'rota.fragments', says, about)]
        }),
      ),
    )
  },
  post: ({ works, wanted, edges, levels }, model) => {
    const { world } = model
    const kinds = judged(world, works)
    for (let p = 0; p < world.personCount; p++) {
      const there = world.problem.periods.map((_, t) => world.isThere(p, t, levels))
      for (let from = 0; from < there.length; from++)
        for (let size = 1; size < wanted && there[from + size - 1]; size++) {
          const [before, after] = [there[from - 1] ?? false, there[from + size] ?? false]
          if (edges === 'forgive' && !(before && after)) continue
          for (const w of kinds) {
            const lits: Lit[] = []
            for (let t = from; t < from + size; t++) lits.push(model.lit(p, t, w))
            if (before) lits.push(model.not(model.lit(p, from - 1, w)))
            if (after) lits.push(model.not(model.lit(p, from + size, w)))
            model.notAll(lits, {
              people: [p],
              periods: [from],
              works: [w],
              says: () =>
                `${world.name(p)} is on ${world.workName(w)} for at least ${sayCount(wanted, 'block')} in a row, from ${world.periodName(from)}`,
            })
          }
        }
    }
  },
  examples: [
    {
      title: 'Two in a row are no fragment',
      with: { works: ['A'] },
      roster: 'Amy A A B B\nBen B A A B',
      by: 0,
    },
    {
      title: 'A single block counts 1, at the edge as well',
      with: {},
      roster: 'Amy A B A A\nBen A A . B',
      by: 3,
    },
    {
      title: 'A single block of leave or of rest is no fragment of work',
      with: {},
      roster: 'Amy A A V B B\nBen B B R A A',
      facts: {
        work: [
          { id: 'V', kind: 'leave' },
          { id: 'R', kind: 'rest' },
        ],
      },
      by: 0,
    },
    {
      title: 'Runs of one and of two count 1 each when three are wanted; cut ones are forgiven',
      with: { works: ['A'], wanted: 3, edges: 'forgive' },
      roster: 'Amy A B A A B\nBen B A B A A',
      by: 2,
    },
  ],
})
