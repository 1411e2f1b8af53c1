// How well are people's own wishes met?
import { z } from 'zod'
import { found, rule, sayEvery, sayWorks } from '../../planning/rule.ts'

const params = z.strictObject({
  /** What a wish of each rank weighs, the first rank first; later ones weigh nothing. */
  weights: z.array(z.number().min(0)).min(1).optional(),
  /** Only wishes for these works; ids or categories. */
  works: z.array(z.string()).min(1).optional(),
  /** Only of people who are of these levels or groups when the time line begins. */
  levels: z.array(z.string()).optional(),
})
type Params = z.output<typeof params>

/** A first wish weighs 12, then 6, 4, 3, 2, 2, 2, 2 and 1: as 12 / rank, in whole numbers. */
const FIRST_WISH = 12
const weightOf = ({ weights }: Params, rank: number): number =>
  weights ? (weights[rank - 1] ?? 0) : Math.max(1, Math.round(FIRST_WISH / rank))

/**
 * A wish is met when the work stands in one of its periods (absent = in any). Amount: the weight of
 * each unmet wish; for a wish to avoid, the weight for every period in which the work is done.
 */
export const wishes = rule({
  id: 'rota.wishes',
  title: 'Wishes',
  params,
  goal: 'wish',
  source: 'Programme policy',
  sentence: ({ works, levels }, world) =>
    `${sayEvery(levels)} gets what they wished for${works ? ` of ${sayWorks(works, world)}` : ''}, first wishes before later ones.`,
  refs: ({ works, levels }) => ({ works, levels }),
  check: (asked, { world, at }) =>
    world.problem.wishes.flatMap((wish) => {
      const [p, w] = [world.person(wish.person), world.work(wish.work)]
      const weight = weightOf(asked, wish.rank)
      const isWork = !asked.works || world.worksOf(asked.works).includes(w)
      if (weight === 0 || !isWork || !world.isOneOf(p, 0, asked.levels)) return []
      const done = world.problem.periods.flatMap((period, t) =>
        at(p, t) === w && (wish.periods?.includes(period.id) ?? true) ? [t] : [],
      )
      const name = world.workName(w)
      const nth = `wish ${wish.rank}, weight ${weight}`
      const where = (wish.periods ?? [])
        .map((id) => world.periodName(world.period(id)))
        .join(' or ')
      const about = { people: [p], works: [w] }
      if (wish.avoid)
        return done.map((t) => {
          const says = `${world.name(p)} has ${name} in ${world.periodName(t)} and wished not to (${nth}).`
          return found(world, 'rota.wishes', says, { ...about, by: weight, periods: [t] })
        })
      if (done.length > 0) return []
      const says = `${world.name(p)} wished for ${name}${where ? ` in ${where}` : ''} and does not get it (${nth}).`
      const periods = (wish.periods ?? []).map((id) => world.period(id))
      return [found(world, 'rota.wishes', says, { ...about, by: weight, periods })]
    }),
  post: (asked, model) => {
    const { world } = model
    const works = asked.works && world.worksOf(asked.works)
    for (const wish of world.problem.wishes) {
      const [p, w] = [world.person(wish.person), world.work(wish.work)]
      const weight = weightOf(asked, wish.rank)
      if ((works && !works.includes(w)) || !world.isOneOf(p, 0, asked.levels)) continue
      if (weight === 0) continue
      const wished = wish.periods
        ? [...new Set(wish.periods.map((id) => world.period(id)))]
        : world.problem.periods.map((_period, t) => t)
      const periods = wished.filter((t) => world.isPresent(p, t))
      const verb = wish.avoid ? 'wished not to have' : 'wished for'
      const about = {
        people: [p],
        periods,
        works: [w],
        says: () => `${world.name(p)} ${verb} ${world.workName(w)}`,
      }
      const terms = periods.flatMap((t) => model.any(p, t, [w], weight))
      if (wish.avoid) model.atMost(0, terms, about)
      else model.atLeast(weight, terms, about)
    }
  },
  examples: [
    {
      title: 'A first wish is met in one of its blocks, a second wish in any block',
      with: {},
      roster: 'Amy B A B',
      facts: {
        wishes: [
          { person: 'Amy', work: 'A', periods: ['b01', 'b02'] },
          { person: 'Amy', work: 'B', rank: 2 },
        ],
      },
      by: 0,
    },
    {
      title: 'An unmet first wish weighs 12, an unmet third one 4',
      with: {},
      roster: 'Amy B A B\nBen B B B',
      facts: {
        wishes: [
          { person: 'Amy', work: 'A', periods: ['b01', 'b03'] },
          { person: 'Ben', work: 'A', rank: 3 },
        ],
      },
      by: 16,
    },
    {
      title: 'A work to avoid counts in every block',
      with: {},
      roster: 'Amy A A B',
      facts: { wishes: [{ person: 'Amy', work: 'A', rank: 2, avoid: true }] },
      by: 12,
    },
    {
      title: 'Weights of its own; a second wish without a weight counts nothing',
      with: { weights: [5], works: ['A', 'B'], levels: ['R1'] },
      roster: 'Amy (R1) C C\nBen (R2) C C\nEve (R1) A B',
      facts: {
        wishes: [
          { person: 'Amy', work: 'A', periods: ['b01'] },
          { person: 'Amy', work: 'B', rank: 2 },
          { person: 'Ben', work: 'A' },
        ],
      },
      by: 5,
    },
  ],
})
