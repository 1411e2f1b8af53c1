// Invented programmes for tests and measurements: posts instead of rules, judged by their amounts.
import { z } from 'zod'
import { weekBlocks } from '../../../kernel/block-calendar.ts'
import { day } from '../../../kernel/day.ts'
import { found, type Plan, rule } from '../rule.ts'
import { amount, Model } from '../model.ts'
import { type Problem, type ProblemInput, problemSchema, type Strength } from '../schema.ts'
import { World } from '../world.ts'
import { makeRandom } from './budget.ts'

export type Post = { says: string; strength?: Strength; post: (model: Model) => void }

/** A plan whose rules are functions; the judge counts what the post means. */
export function planOf(problem: Problem, posts: readonly Post[]): Plan {
  const world = new World(problem)
  const rules = posts.map(({ says, strength = 'must', post }, index) => ({
    params: {},
    index,
    choice: { rule: `test.post-${index}`, params: {}, strength },
    rule: rule({
      id: `test.post-${index}`,
      title: says,
      params: z.any(),
      goal: 'coverage' as const,
      source: 'Test',
      sentence: () => says,
      check: (_, { roster }) => {
        const model = new Model(world)
        post(model)
        return model.counts.flatMap((count) => {
          const by = amount(world, roster, count)
          return by > 1e-9 ? [found(world, `test.post-${index}`, count.about.says(), { by })] : []
        })
      },
      post: (_, model) => post(model),
      examples: [],
    }),
  }))
  return { world, rules }
}

export function problemOf(facts: Omit<ProblemInput, 'format' | 'version'>): Problem {
  return problemSchema.parse({ format: 'isocenter.problem', version: 1, ...facts })
}

const about = (says: string) => ({ says: () => says })
const range = (count: number) => Array.from({ length: count }, (_, index) => index)

/** Total over all periods of these works, a person at a time. */
export function requireEach(
  says: string,
  levels: string[] | undefined,
  works: string[],
  low: number,
  high: number,
): Post {
  return {
    says,
    post: (model) => {
      const { world } = model
      for (const p of range(world.personCount)) {
        const terms = range(world.periodCount).flatMap((t) =>
          world.isOneOf(p, t, levels) ? model.any(p, t, world.worksOf(works)) : [],
        )
        if (terms.length === 0) continue
        const info = { people: [p], works: world.worksOf(works), ...about(says) }
        if (low > 0) model.atLeast(low, terms, info)
        if (high < world.periodCount) model.atMost(high, terms, info)
      }
    },
  }
}

export function coverEach(
  says: string,
  levels: string[] | undefined,
  works: string[],
  low: number,
  high: number,
  strength: Strength = 'must',
): Post {
  return {
    says,
    strength,
    post: (model) => {
      const { world } = model
      for (const t of range(world.periodCount)) {
        const terms = range(world.personCount).flatMap((p) =>
          world.isOneOf(p, t, levels) ? model.any(p, t, world.worksOf(works)) : [],
        )
        const info = { periods: [t], works: world.worksOf(works), ...about(says) }
        if (low > 0) model.atLeast(low, terms, info)
        model.atMost(high, terms, info)
      }
    },
  }
}

/** A stay lasts at least two periods. */
export function stayTwo(works: string[]): Post {
  return {
    says: `${works.join(' and ')} in stays of two at least.`,
    post: (model) => {
      const { world } = model
      for (const w of world.worksOf(works))
        for (const p of range(world.personCount))
          for (const t of range(world.periodCount)) {
            const before = t > 0 ? [model.not(model.lit(p, t - 1, w))] : []
            const after = t + 1 < world.periodCount ? [model.not(model.lit(p, t + 1, w))] : []
            model.notAll([model.lit(p, t, w), ...before, ...after], about('a stay of one'))
          }
    },
  }
}

/** At most `most` of these works in any `width` periods in a row. */
export function spaceOut(works: string[], width: number, most: number): Post {
  return {
    says: `At most ${most} of ${works.join(', ')} in ${width} periods.`,
    post: (model) => {
      const { world } = model
      for (const p of range(world.personCount))
        for (let t = 0; t + width <= world.periodCount; t++)
          model.atMost(
            most,
            range(width).flatMap((i) => model.any(p, t + i, world.worksOf(works))),
            { people: [p], ...about('too close') },
          )
    },
  }
}

export function wishEach(seed: number, share: number, works: string[]): Post {
  return {
    says: 'Wishes.',
    strength: { prefer: 'wish', price: 1 },
    post: (model) => {
      const { world } = model
      // Drawn anew each time: compiled twice, a plan is the same plan.
      const random = makeRandom(seed)
      for (const p of range(world.personCount))
        for (const t of range(world.periodCount)) {
          if (random() > share) continue
          const w = world.work(works[Math.floor(random() * works.length)]!)
          model.atLeast(1, model.any(p, t, [w]), { people: [p], ...about('a wish') })
        }
    },
  }
}

export function fairEach(levels: string[], works: string[], allowed: number): Post {
  return {
    says: `${works.join(', ')} are shared out evenly.`,
    strength: { prefer: 'fairness', price: 1 },
    post: (model) => {
      const { world } = model
      for (const level of levels) {
        const people = range(world.personCount).filter((p) => world.isOneOf(p, 0, [level]))
        const sums = people.map((p) =>
          range(world.periodCount).flatMap((t) => model.any(p, t, world.worksOf(works))),
        )
        model.spread(allowed, sums, about('uneven'))
      }
    },
  }
}

/** Leave in given cells and nowhere else. */
export function leaveEach(cells: readonly (readonly [number, number])[]): Post {
  return {
    says: 'Leave as approved.',
    post: (model) => {
      const { world } = model
      const w = world.work('LV')
      const on = new Set(cells.map(([p, t]) => world.cell(p, t)))
      for (const p of range(world.personCount))
        for (const t of range(world.periodCount)) {
          const term = model.any(p, t, [w])
          const info = { people: [p], periods: [t], ...about('leave') }
          if (on.has(world.cell(p, t))) model.atLeast(1, term, info)
          else model.atMost(0, term, info)
        }
    },
  }
}

/** 44 residents in four years, 26 two-week blocks, 18 works: coverage, curriculum, nights, leave, wishes. */
export function residencyYear(seed = 1, perLevel = 11): Plan {
  const { problem, posts } = yearParts(seed, perLevel)
  return planOf(problem, posts)
}

/** The same year as a problem and posts, so that something may be added; `away`: more leave. */
export function yearParts(
  seed = 1,
  perLevel = 11,
  away: readonly (readonly [number, number])[] = [],
): { problem: Problem; posts: Post[] } {
  const random = makeRandom(seed)
  const periods = weekBlocks(
    day('2026-07-01'),
    range(26).map(() => 2),
    day('2027-06-30'),
  )
  const levels = ['R1', 'R2', 'R3', 'R4']
  const people = levels.flatMap((level) =>
    range(perLevel).map((i) => ({ id: `${level}-${i}`, name: `${level} ${i}`, level })),
  )
  const names = 'CT MR US XR NM IR BR PE NE CH AB MS ED NF EL RE VA LV'.split(' ')
  const scale = perLevel / 11
  const up = (count: number) => Math.max(1, Math.round(count * scale))
  const leave = people.flatMap((_, p) => {
    const first = Math.floor(random() * 12)
    return [[p, first] as const, [p, 13 + Math.floor(random() * 12)] as const]
  })
  const problem = problemOf({
    title: 'A residency year',
    periods,
    people,
    work: names.map((id) => ({ id, ...(id === 'LV' ? { kind: 'leave' as const } : {}) })),
  })
  const services = ['CT', 'MR', 'US', 'XR', 'NM', 'IR', 'BR', 'PE', 'NE', 'CH', 'AB', 'MS']
  const ranges = [
    [3, 5],
    [2, 4],
    [2, 4],
    [3, 6],
    [1, 3],
    [1, 3],
    [1, 3],
    [1, 3],
    [2, 4],
    [2, 4],
    [2, 4],
    [1, 3],
  ]
  const posts: Post[] = [
    leaveEach([...leave, ...away]),
    ...services.map((work, i) =>
      coverEach(`${work} cover`, undefined, [work], up(ranges[i]![0]!), up(ranges[i]![1]!) + 1),
    ),
    coverEach('ED cover', ['R1', 'R2'], ['ED'], up(2), up(2)),
    coverEach('ED only juniors', ['R3', 'R4'], ['ED'], 0, 0),
    coverEach('NF cover', ['R2', 'R3', 'R4'], ['NF'], up(2), up(2)),
    coverEach('NF not R1', ['R1'], ['NF'], 0, 0),
    coverEach('VA cover', ['R3', 'R4'], ['VA'], up(1), up(2)),
    coverEach('RE only seniors', ['R1', 'R2'], ['RE', 'VA'], 0, 0),
    requireEach('CT 2 to 5', undefined, ['CT'], 2, 5),
    requireEach('XR 2 to 6', ['R1', 'R2'], ['XR'], 2, 6),
    requireEach('US at least 2', ['R1', 'R2', 'R3'], ['US'], 2, 6),
    requireEach('BR at least 2', ['R2', 'R3', 'R4'], ['BR'], 2, 4),
    requireEach('NM at least 2', ['R3', 'R4'], ['NM'], 2, 4),
    requireEach('NE at least 2', undefined, ['NE'], 2, 6),
    requireEach('NF at most 4', ['R2', 'R3', 'R4'], ['NF'], 0, 4),
    requireEach('EL at most 4', undefined, ['EL'], 0, 4),
    stayTwo(['CT', 'MR', 'NF', 'BR', 'NM']),
    spaceOut(['NF'], 6, 2),
    spaceOut(['NF', 'ED'], 4, 3),
    fairEach(['R2', 'R3', 'R4'], ['NF'], 0),
    fairEach(['R1', 'R2'], ['ED'], 0),
    coverEach('CT likes four', undefined, ['CT'], up(4), 40, { prefer: 'coverage', price: 1 }),
    { ...stayTwo(['US', 'NE', 'CH', 'AB', 'IR']), strength: { prefer: 'shape', price: 1 } },
    wishEach(seed + 1, 0.15, ['EL', 'RE', 'IR', 'BR', 'NE', 'MR', 'PE']),
  ]
  return { problem, posts }
}
