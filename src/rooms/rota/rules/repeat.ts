// Does the same work go on from a block to the next, or may it not?
import { z } from 'zod'
import { type Finding, sayCount } from '../../../kernel/finding.ts'
import { found, rule, sayEvery, sayPeriods, sayWorks, type View } from '../../planning/rule.ts'
import type { World } from '../../planning/world.ts'

const params = z.strictObject({
  /** Each work alone; ids or categories. */
  works: z.array(z.string()).min(1),
  /**
   * `never`: the work of a block does not stand in the next. `always`: it stands in both or in none
   * (a block in two halves that may not be split). `often`: the same work twice is wished for.
   */
  goesOn: z.enum(['never', 'always', 'often']),
  /** Judged only after these periods, for example at the ends of months; absent = all. */
  after: z.array(z.string()).optional(),
  /** 1 = the next block; 2 = the block after the next, whatever stands between. */
  step: z.int().min(1).max(60).default(1),
  /** Judged for people at these levels or groups in the first of the two blocks; absent = all. */
  levels: z.array(z.string()).optional(),
})
type Params = z.output<typeof params>

/** The first blocks of the pairs that are judged for a person. */
function startsOf({ after, step, levels }: Params, world: World, p: number): number[] {
  return world.problem.periods.flatMap((period, t) => {
    if (t + step >= world.periodCount || (after && !after.includes(period.id))) return []
    return world.isThere(p, t, levels) && world.isPresent(p, t + step) ? [t] : []
  })
}

/** A wish: one finding a person, with all pairs of blocks that are not as wished. */
function missed(asked: Params, { world, at }: View, kinds: Set<number>): Finding[] {
  return world.problem.people.flatMap((person, p) => {
    const starts = startsOf(asked, world, p)
    const apart = starts.filter((t) => !kinds.has(at(p, t)) || at(p, t) !== at(p, t + asked.step))
    if (apart.length === 0) return []
    const says = `${person.name} has the same of ${sayWorks(asked.works, world)} again ${sayCount(starts.length - apart.length, 'time')} of ${starts.length}.`
    return [found(world, 'rota.repeat', says, { by: apart.length, people: [p], periods: apart })]
  })
}

/** Amount: pairs of blocks that are not as wanted; with `always` each work that stands in one only. */
export const repeat = rule({
  id: 'rota.repeat',
  title: 'The same work again',
  params,
  goal: 'shape',
  source: 'Programme policy',
  sentence: ({ works, goesOn, after, step, levels }, world) => {
    const who = levels?.length ? `${sayEvery(levels)}: ` : ''
    const where = after ? ` after ${sayPeriods(after, world)}` : ''
    const next = step === 1 ? 'the next block' : `the block ${step} later`
    const what = sayWorks(works, world)
    if (goesOn === 'never') return `${who}${what} never stands again in ${next}${where}.`
    if (goesOn === 'always')
      return `${who}${what} stands in a block and in ${next}, or in neither${where}.`
    return `${who}${what} stands again in ${next}${where}, as often as possible.`
  },
  refs: ({ works, after, levels }) => ({ works, periods: after, levels }),
  check: (asked, { world, roster, at }) => {
    const kinds = new Set(world.worksOf(asked.works))
    if (asked.goesOn === 'often') return missed(asked, { world, roster, at }, kinds)
    return world.problem.people.flatMap((person, p) =>
      startsOf(asked, world, p).flatMap((t) => {
        const later = t + asked.step
        const [now, then] = [at(p, t), at(p, later)]
        const seen = [now, then].filter((w) => kinds.has(w))
        const isAgain = seen.length === 2 && now === then
        const apart = asked.goesOn === 'always' ? seen.length : 1
        const by = isAgain === (asked.goesOn !== 'never') ? 0 : apart
        if (by === 0) return []
        const [here, there] = [world.periodName(t), world.periodName(later)]
        const says = isAgain
          ? `${person.name} has ${world.workName(now)} in ${here} and again in ${there}.`
          : `${person.name} does not have the same of ${sayWorks(asked.works, world)} in ${here} and ${there}.`
        const about = { by, people: [p], periods: [t, later], works: [...new Set(seen)] }
        return [found(world, 'rota.repeat', says, about)]
      }),
    )
  },
  post: (asked, model) => {
    const { world } = model
    const kinds = world.worksOf(asked.works)
    for (let p = 0; p < world.personCount; p++)
      for (const t of startsOf(asked, world, p)) {
        const about = (works: number[]) => ({
          people: [p],
          periods: [t, t + asked.step],
          works,
          says: () =>
            `${world.name(p)} ${asked.goesOn} has the same work again (${sayWorks(asked.works, world)}) after ${world.periodName(t)}`,
        })
        if (asked.goesOn === 'often') model.atLeast(1, model.any(p, t, kinds), about(kinds))
        for (const w of kinds) {
          const [now, then] = [model.lit(p, t, w), model.lit(p, t + asked.step, w)]
          const pair = (one: number, other: number) => [
            { lit: now, weight: one },
            { lit: then, weight: other },
          ]
          if (asked.goesOn === 'never') model.atMost(1, pair(1, 1), about([w]))
          else model.atMost(0, pair(1, -1), about([w]))
          if (asked.goesOn === 'always') model.atMost(0, pair(-1, 1), about([w]))
        }
      }
  },
  examples: [
    {
      title: 'A change after the second block, where a month ends, is asked for and made',
      with: { works: ['A', 'B'], goesOn: 'never', after: ['b02'] },
      roster: 'Amy A A B B\nBen B B . B',
      by: 0,
    },
    {
      title: 'Over the end of the month is refused; each work alone',
      with: { works: ['A', 'B'], goesOn: 'never', after: ['b02'] },
      roster: 'Amy A A A B\nBen A B A B\nEve B B B C',
      by: 2,
    },
    {
      title: 'The two halves of a block may not be split',
      with: { works: ['A', 'B'], goesOn: 'always', after: ['b01', 'b03'] },
      roster: 'Amy A A B C\nBen A B C C',
      by: 3,
    },
    {
      title: 'Going on is wished for after each of two blocks',
      with: { works: ['A', 'B'], goesOn: 'often' },
      roster: 'Amy A A B\nBen C C C',
      by: 3,
    },
    {
      title: 'With one block between, back at the same work',
      with: { works: ['A'], goesOn: 'never', step: 2 },
      roster: 'Amy A B A .\nBen A B B A',
      by: 1,
    },
    {
      title: 'Who leaves or arrives between two blocks does not break the run',
      with: { works: ['A'], goesOn: 'always' },
      roster: 'Amy A A .\nBen . A A',
      facts: {
        people: [
          { id: 'Amy', to: '2026-07-14' },
          { id: 'Ben', from: '2026-07-08' },
        ],
      },
      by: 0,
    },
    {
      title: 'A wish that is fulfilled each time is not spoken of',
      with: { works: ['A'], goesOn: 'often' },
      roster: 'Amy A A\nBen A A',
      by: 0,
    },
  ],
})
