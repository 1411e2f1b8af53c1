// Is nobody too briefly, or too long, on the same work?
import { z } from 'zod'
import { sayCount } from '../../../kernel/finding.ts'
import { found, rule, runsOf, sayEvery, sayWorks } from '../../planning/rule.ts'
import type { Model } from '../../planning/model.ts'

const params = z
  .strictObject({
    works: z.array(z.string()).min(1),
    /** Any of the works goes on the run; otherwise each work has runs of its own. */
    together: z.boolean().default(false),
    min: z.int().min(1).default(1),
    max: z.int().min(1).optional(),
    /**
     * A run cut by an edge (of the time line, of somebody's stay or level): `count` it as it is, or
     * `forgive` what may lie outside.
     */
    edges: z.enum(['count', 'forgive']).default('count'),
    /** Only cells of people at these levels or groups; absent = everybody's. */
    levels: z.array(z.string()).optional(),
  })
  .refine(({ min, max }) => min > 1 || max !== undefined, { error: 'give min, max or both' })
  .refine(({ min, max }) => max === undefined || min <= max, { error: 'min is more than max' })
type Params = z.output<typeof params>

/**
 * Amount: for a long run its periods beyond `max`; for a short one the periods, of the `min` that
 * start with it, in which the work does not stand.
 */
export const runLength = rule({
  id: 'rota.run-length',
  title: 'Length of a run',
  params,
  goal: 'shape',
  source: 'Programme policy',
  sentence: ({ works, together, min, max, levels }, world) => {
    const bound =
      max === undefined
        ? `at least ${sayCount(min, 'block')}`
        : min === 1
          ? `at most ${sayCount(max, 'block')}`
          : min === max
            ? `exactly ${sayCount(min, 'block')}`
            : `${min} to ${sayCount(max, 'block')}`
    const what = `${sayWorks(works, world)}${together && works.length > 1 ? ', taken together,' : ''}`
    return `${sayEvery(levels)} stays on ${what} for ${bound} in a row.`
  },
  refs: ({ works, levels }) => ({ works, levels }),
  check: ({ works, together, min, max, edges, levels }, view) => {
    const { world, at } = view
    const all = world.worksOf(works)
    return world.problem.people.flatMap((person, p) =>
      (together ? [all] : all.map((w) => [w])).flatMap((kind) =>
        runsOf(view, p, kind, levels).flatMap(({ from, to }) => {
          const length = to - from + 1
          const name = together ? sayWorks(works, world) : world.workName(kind[0]!)
          const has = `${person.name} is on ${name} for ${sayCount(length, 'block')}${length > 1 ? ' in a row' : ''}, ${world.stretchName(from, to)}`
          const periods = Array.from({ length }, (_, k) => from + k)
          const about = { people: [p], periods, works: kind }
          const say = (by: number, bound: string) =>
            found(world, 'rota.run-length', `${has}; ${bound}.`, { ...about, by })
          if (max !== undefined && length > max)
            return say(length - max, `at most ${max} are allowed`)
          const isCut = from === 0 || !world.isThere(p, from - 1, levels)
          if (length >= min || (isCut && edges === 'forgive')) return []
          let missing = 0
          let isInside = true
          for (let t = to + 1; t < from + min; t++) {
            isInside &&= t < world.periodCount && world.isThere(p, t, levels)
            if (isInside ? !kind.includes(at(p, t)) : edges === 'count') missing++
          }
          return missing > 0 ? say(missing, `at least ${min} are wanted`) : []
        }),
      ),
    )
  },
  post: (asked, model) => {
    const { world } = model
    const all = world.worksOf(asked.works)
    for (const kind of asked.together ? [all] : all.map((w) => [w]))
      for (let p = 0; p < world.personCount; p++)
        for (let t = 0; t < world.periodCount; t++)
          if (world.isThere(p, t, asked.levels)) postRun(asked, model, { p, t, kind })
  },
  examples: [
    {
      title: 'Two and three in a row are within two to three',
      with: { works: ['A'], min: 2, max: 3 },
      roster: 'Amy A A B A A A\nBen B B B B B B',
      by: 0,
    },
    {
      title: 'Two in a row reach a minimum of two; one is short, at the edge as well',
      with: { works: ['A'], min: 2 },
      roster: 'Amy A A B B\nBen B A B A',
      by: 2,
    },
    {
      title: 'Four in a row are one more than three, at the very end too',
      with: { works: ['A'], max: 3 },
      roster: 'Amy A A A B A B\nBen B B A A A A',
      by: 1,
    },
    {
      title: 'Runs cut by the edge are forgiven, one inside is not',
      with: { works: ['A'], min: 3, edges: 'forgive' },
      roster: 'Amy A B B A A\nBen B A A B B',
      by: 1,
    },
    {
      title: 'Together, B goes on the run of A',
      with: { works: ['A', 'B'], together: true, min: 2, max: 2 },
      roster: 'Amy A B . A C\nBen A B A C C',
      by: 2,
    },
  ],
})

/** A cell in which a run of these works may begin. */
type Start = { p: number; t: number; kind: number[] }

/** One row for "no run of max + 1 starts here", one for "a run that starts here goes on". */
function postRun(asked: Params, model: Model, start: Start): void {
  const { p, t, kind } = start
  const { world } = model
  const { min, max, edges, levels } = asked
  const ahead: number[] = []
  for (let u = t; u < world.periodCount && world.isThere(p, u, levels); u++) ahead.push(u)
  const about = (bound: string) => ({
    people: [p],
    periods: [t],
    works: kind,
    says: () =>
      `${world.name(p)} is on ${sayWorks(asked.works, world)} for ${bound} in a row, from ${world.periodName(t)}`,
  })
  if (max !== undefined && ahead.length > max)
    model.atMost(
      max,
      ahead.slice(0, max + 1).flatMap((u) => model.any(p, u, kind)),
      about(`at most ${max}`),
    )
  const follows = t > 0 && world.isThere(p, t - 1, levels)
  if (!follows && edges === 'forgive') return
  const next = ahead.slice(1, min)
  const needed = edges === 'forgive' ? next.length : min - 1
  if (needed === 0) return
  // needed * (works now - worked before) <= what is worked in the next periods.
  model.atLeast(
    0,
    [
      ...next.flatMap((u) => model.any(p, u, kind)),
      ...model.any(p, t, kind, -needed),
      ...(follows ? model.any(p, t - 1, kind, needed) : []),
    ],
    about(`at least ${min}`),
  )
}
