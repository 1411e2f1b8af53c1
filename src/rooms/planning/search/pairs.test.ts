// Comparisons of every two people: the bound is never above the best of all rosters, and often reaches it.
import { expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { loadSolver } from '../../../platform/solver/highs.ts'
import { compile } from '../compile.ts'
import { fitOptions, levelOf } from '../flat.ts'
import type { Plan } from '../rule.ts'
import { Budget, makeRandom } from './budget.ts'
import { Hunt } from './hunt.ts'
import { boundPairs } from './pairs.ts'
import { bruteForce } from './random.fixture.ts'
import { planOf, type Post, problemOf } from './year.fixture.ts'

const people = 3
const periods = 4
const about = { says: () => 'as it is' }

/** One person a period; some periods belong together for everybody; some are closed to somebody. */
function callPlan(seed: number): Plan {
  const random = makeRandom(seed)
  const start = day('2026-07-06')
  const problem = problemOf({
    periods: Array.from({ length: periods }, (_, t) => {
      const date = addDays(start, t)
      return { id: `t${t}`, from: date, to: date }
    }),
    people: Array.from({ length: people }, (_, p) => ({ id: `p${p}`, name: `P${p}` })),
    work: [{ id: 'call' }],
  })
  const isTied = Array.from({ length: periods - 1 }, () => random() < 0.4)
  const closed = [0, 1].map(() => [random() * people, random() * periods].map(Math.floor))
  const weight = random() < 0.5 ? 1 : 2
  const posts: Post[] = [
    {
      says: 'One a day, some days together.',
      strength: 'must',
      post: (model) => {
        for (let t = 0; t < periods; t++) {
          const all = Array.from({ length: people }, (_, p) => ({
            lit: model.lit(p, t, 0),
            weight: 1,
          }))
          model.atMost(1, all, about)
          if (random() < 0.8) model.atLeast(1, all, about)
        }
        for (const [p, t] of closed)
          model.atMost(0, [{ lit: model.lit(p!, t!, 0), weight: 1 }], about)
        for (let p = 0; p < people; p++)
          isTied.forEach((tied, t) => {
            const [one, other] = [model.lit(p, t, 0), model.lit(p, t + 1, 0)]
            for (const [up, down] of tied
              ? [
                  [one, other],
                  [other, one],
                ]
              : [])
              model.atMost(
                0,
                [
                  { lit: up!, weight: 1 },
                  { lit: down!, weight: -1 },
                ],
                about,
              )
          })
      },
    },
    {
      says: 'Evenly.',
      strength: { prefer: 'wish', price: 3 },
      post: (model) => {
        const load = (p: number, sign: number) =>
          Array.from({ length: periods }, (_, t) => ({
            lit: model.lit(p, t, 0),
            weight: sign * (t === 0 ? weight : 1),
          }))
        for (let p = 0; p < people; p++)
          for (let q = 0; q < people; q++)
            if (p !== q) model.atMost(0, [...load(p, 1), ...load(q, -1)], about)
      },
    },
  ]
  return planOf(problem, posts)
}

test('what pairs miss at least is true, and mostly exact', async () => {
  const solver = await loadSolver()
  const wish = levelOf('wish')
  let [exact, all] = [0, 0]
  for (let seed = 0; seed < 30; seed++) {
    const plan = callPlan(seed)
    const compiled = compile(plan)
    const best = bruteForce(plan, compiled)
    if (!best || compiled.clashes.length > 0) continue
    const now = () => performance.now()
    const budget = new Budget({ seconds: 60, deterministic: false, shouldStop: () => false, now })
    const roster = fitOptions(compiled, plan.world.emptyRoster())
    const hunt = new Hunt(compiled, solver, budget, {}, { roster, seed })
    const bound = boundPairs(hunt, wish, () => false)
    expect(bound).toBeLessThanOrEqual(best[wish]! + 1e-4)
    all++
    if (bound > best[wish]! - 1e-3) exact++
  }
  expect(all).toBeGreaterThan(15)
  expect(exact / all).toBeGreaterThan(0.5)
})
