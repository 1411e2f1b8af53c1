// Does everybody take turns: busy on one holiday, free on the other?
import { z } from 'zod'
import { found, rule, sayEvery, sayWorks } from '../../planning/rule.ts'
import type { World } from '../../planning/world.ts'

const params = z.strictObject({
  /** Work of the one block, for example the services that go on over the holidays. */
  one: z.array(z.string()).min(1),
  /** Work of the other block. */
  other: z.array(z.string()).min(1),
  /** The two periods. */
  periods: z.tuple([z.string(), z.string()]),
  /** Asked of people at these levels or groups in the first of the two; absent = all. */
  levels: z.array(z.string()).optional(),
})
type Params = z.output<typeof params>

function asked({ periods, levels }: Params, world: World): { a: number; b: number; who: number[] } {
  const [a, b] = [world.period(periods[0]), world.period(periods[1])]
  const who = world.problem.people.flatMap((_, p) =>
    world.isThere(p, a, levels) && world.isPresent(p, b) ? [p] : [],
  )
  return { a, b, who }
}

/** Amount: people who have not `one` in either of the two blocks and `other` in the remaining one. */
export const turns = rule({
  id: 'rota.turns',
  title: 'Taking turns',
  params,
  goal: 'fairness',
  source: 'Programme policy',
  sentence: ({ one, other, periods, levels }, world) => {
    const [a, b] = periods.map((id) => (world ? world.periodName(world.period(id)) : id))
    return `${sayEvery(levels)} has ${sayWorks(one, world)} in one of ${a} and ${b}, and ${sayWorks(other, world)} in the other.`
  },
  refs: ({ one, other, periods, levels }) => ({ works: [...one, ...other], periods, levels }),
  check: (params, { world, at }) => {
    const [ones, others] = [world.worksOf(params.one), world.worksOf(params.other)]
    const { a, b, who } = asked(params, world)
    return who.flatMap((p) => {
      const [first, second] = [at(p, a), at(p, b)]
      const isTurn =
        (ones.includes(first) && others.includes(second)) ||
        (others.includes(first) && ones.includes(second))
      if (isTurn) return []
      const has = [first, second].map((w) =>
        world.problem.work[w] ? world.workName(w) : 'nothing',
      )
      const says = `${world.name(p)} has ${has[0]} in ${world.periodName(a)} and ${has[1]} in ${world.periodName(b)}; one of ${sayWorks(params.one, world)} and one of ${sayWorks(params.other, world)} are wanted.`
      return [found(world, 'rota.turns', says, { people: [p], periods: [a, b] })]
    })
  },
  post: (params, model) => {
    const { world } = model
    const [ones, others] = [world.worksOf(params.one), world.worksOf(params.other)]
    const either = [...new Set([...ones, ...others])]
    const both = ones.filter((w) => others.includes(w))
    const { a, b, who } = asked(params, world)
    for (const p of who) {
      const about = {
        people: [p],
        periods: [a, b],
        works: either,
        says: () =>
          `${world.name(p)} takes turns in ${world.periodName(a)} and ${world.periodName(b)}`,
      }
      model.atLeast(1, model.any(p, a, either), about)
      const answers: [number[], number[]][] = [
        [ones.filter((w) => !both.includes(w)), others],
        [others.filter((w) => !both.includes(w)), ones],
        [both, either],
      ]
      for (const [now, then] of answers)
        if (now.length > 0)
          model.atMost(0, [...model.any(p, a, now), ...model.any(p, b, then, -1)], about)
    }
  },
  examples: [
    {
      title: 'Night on the one holiday, clinic on the other, in either order',
      with: { one: ['N'], other: ['C'], periods: ['b01', 'b03'] },
      roster: 'Amy N A C\nBen C A N',
      by: 0,
    },
    {
      title: 'Twice at night, twice in the clinic, or once something else: no turn',
      with: { one: ['N'], other: ['C'], periods: ['b01', 'b03'] },
      roster: 'Amy N A N\nBen C A C\nEve N C A',
      by: 3,
    },
    {
      title: 'Only R1 are asked',
      with: { one: ['N'], other: ['C'], periods: ['b02', 'b01'], levels: ['R1'] },
      roster: 'Amy (R1) N N\nBen (R2) N N',
      by: 1,
    },
  ],
})
