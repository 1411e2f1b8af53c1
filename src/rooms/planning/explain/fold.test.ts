// Sentences that differ only in the person or the period become one.
import { describe, expect, test } from 'vitest'
import { compile } from '../compile.ts'
import type { Model } from '../model.ts'
import { planOf, problemOf } from '../search/year.fixture.ts'
import { foldCounts } from './fold.ts'

const problem = problemOf({
  people: ['Amy', 'Ben', 'Eve', 'Joe', 'Kim', 'Lou'].map((id) => ({ id, name: id })),
  periods: [1, 2, 3, 4].map((t) => ({ id: `b${t}`, from: `2026-07-0${t}`, to: `2026-07-0${t}` })),
  work: [{ id: 'CT' }],
})

/** One count for each person and period that `pairs` names; null = about no single one. */
function folded(
  pairs: [p: number | null, t: number | null][],
  says: (name: string, when: string) => string,
): string[] {
  const plan = planOf(problem, [
    {
      says: 'A rule.',
      post: (model: Model) => {
        const { world } = model
        for (const [p, t] of pairs)
          model.atMost(0, model.any(p ?? 0, t ?? 0, [0]), {
            ...(p === null ? {} : { people: [p] }),
            ...(t === null ? {} : { periods: [t] }),
            says: () =>
              says(p === null ? 'They' : world.name(p), t === null ? '' : world.periodName(t)),
          })
      },
    },
  ])
  const compiled = compile(plan, { reduce: false })
  return foldCounts(
    compiled,
    pairs.map((_, index) => index),
  ).map((one) => one.says)
}

const closed = (name: string, when: string) => `${name} may not have CT in ${when}`

describe('folding', () => {
  test('the periods of one person become stretches', () => {
    expect(
      folded(
        [
          [0, 0],
          [0, 1],
          [0, 3],
        ],
        closed,
      ),
    ).toEqual(['Amy may not have CT in blocks b1 to b2 (1 Jul to 2 Jul) and block b4 (4 Jul)'])
  })
  test('people of whom the same is asked in the same periods become one sentence', () => {
    expect(
      folded(
        [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ],
        closed,
      ),
    ).toEqual(['Each of Amy and Ben may not have CT in blocks b1 to b2 (1 Jul to 2 Jul)'])
  })
  test('people of whom it is asked in different periods stay apart', () => {
    expect(
      folded(
        [
          [0, 0],
          [1, 1],
        ],
        closed,
      ),
    ).toHaveLength(2)
  })
  test('of many people three are named', () => {
    const all = [0, 1, 2, 3, 4, 5].map((p): [number, null] => [p, null])
    expect(folded(all, (name) => `${name} needs 2 of CT`)).toEqual([
      'Each of Amy, Ben, Eve and 3 others needs 2 of CT',
    ])
  })
  test('a sentence that names neither stays as it is', () => {
    expect(folded([[null, null]], () => 'At most 4 in all')).toEqual(['At most 4 in all'])
  })
  test('different sentences of one rule stay apart', () => {
    let nth = 0
    expect(
      folded(
        [
          [0, 0],
          [0, 1],
        ],
        (name, when) => `${name} ${nth++} ${when}`,
      ),
    ).toHaveLength(2)
  })
})
