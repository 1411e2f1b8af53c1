// Reviews: complete or not, scores that can be compared, loads that are equal.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  calibrate,
  deviationOf,
  disagree,
  fillIn,
  grouped,
  judgeReview,
  judgeSetup,
  markOf,
  type Scored,
  scoreOf,
  share,
} from './rules.ts'
import { reviewSetupSchema } from './schema.ts'
import { usualSetup } from './usual.ts'

const all = (score: number) => Object.fromEntries(usualSetup.criteria.map(({ id }) => [id, score]))

describe('a score', () => {
  test.each([
    [all(1), 0],
    [all(3), 50],
    [all(5), 100],
    [{ ...all(5), letters: 1 }, 75],
    [{ ...all(5), letters: 6 }, null],
    [{ training: 5 }, null],
    [{}, null],
  ])('%j is %s of 100', (scores, share) => {
    expect(scoreOf(usualSetup, scores)).toBe(share)
  })
})

describe('a review', () => {
  test('is done when everything is scored and something is recommended', () => {
    const review = { scores: all(4), recommendation: 'hold' as const, note: '' }
    expect(judgeReview(usualSetup, review)).toEqual([])
  })

  test('says everything that is lacking at once', () => {
    const review = { scores: { training: 6, gone: 2 }, recommendation: null, note: '' }
    expect(judgeReview(usualSetup, review).map(({ says }) => says)).toEqual([
      'Training has 6; the highest is 5.',
      'Interest in the field is not scored.',
      'Letters is not scored.',
      'Scholarship and teaching is not scored.',
      'Nothing is scored under “gone” any more.',
      'There is no recommendation yet.',
    ])
  })

  test('the usual setup is sound, and a criterion that is there twice is not', () => {
    expect(reviewSetupSchema.parse(usualSetup)).toEqual(usualSetup)
    expect(judgeSetup(usualSetup)).toEqual([])
    const [first] = usualSetup.criteria
    const twice = { ...usualSetup, criteria: [first!, first!] }
    expect(judgeSetup(twice)).toHaveLength(1)
    const reject = { subject: 'Your application', text: 'We will rank you next year.' }
    const letters = { ...usualSetup, templates: { ...usualSetup.templates, reject } }
    expect(judgeSetup(letters).map(({ path }) => path)).toEqual(['templates.reject'])
  })
})

describe('reviewers beside each other', () => {
  test('who gives 20 more to the same applicants is found, and the order is that of the worth', () => {
    const worth = Array.from({ length: 24 }, (_, nth) => 10 + ((nth * 7) % 24) * 3)
    const scored: Scored[] = worth.flatMap((value, nth) => [
      {
        application: `a${nth}`,
        reviewer: nth % 2 ? 'mild' : 'plain',
        score: value + (nth % 2 ? 20 : 0),
      },
      { application: `a${nth}`, reviewer: 'third', score: value },
    ])
    const { worth: found, leniency } = calibrate(scored)
    expect(leniency.get('mild')! - leniency.get('plain')!).toBeGreaterThan(8)
    const order = [...found].sort(([, one], [, other]) => one - other).map(([id]) => id)
    const meant = worth
      .map((value, nth) => ({ value, id: `a${nth}` }))
      .sort((one, other) => one.value - other.value)
      .map(({ id }) => id)
    expect(order).toEqual(meant)
    const plain = [...grouped(scored, ({ application }) => application)]
      .map(([id, some]) => [id, some.reduce((sum, one) => sum + one.score, 0) / 2] as const)
      .sort(([, one], [, other]) => one - other)
      .map(([id]) => id)
    expect(plain).not.toEqual(meant)
  })

  test('law: where all score alike nothing is adjusted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 12 }),
        (all) => {
          const scored = all.flatMap((score, nth) =>
            ['x', 'y'].map((reviewer) => ({ application: `a${nth}`, reviewer, score })),
          )
          const { worth, leniency } = calibrate(scored)
          for (const [nth, score] of all.entries()) expect(worth.get(`a${nth}`)).toBeCloseTo(score)
          for (const value of leniency.values()) expect(value).toBeCloseTo(0)
        },
      ),
    )
  })

  test('law: reviewers who share no application are not compared', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (one, other) => {
          const { worth } = calibrate([
            { application: 'a', reviewer: 'x', score: one },
            { application: 'b', reviewer: 'y', score: other },
          ])
          expect([worth.get('a'), worth.get('b')]).toEqual([one, other])
        },
      ),
    )
  })

  test('a mark names its sources: how many, their mean, how far apart', () => {
    expect(markOf([], undefined)).toEqual({ reviews: 0, mean: null, adjusted: null, spread: null })
    expect(markOf([40], 42)).toEqual({ reviews: 1, mean: 40, adjusted: 42, spread: null })
    expect(markOf([40, 70], 50)).toEqual({ reviews: 2, mean: 55, adjusted: 50, spread: 30 })
    expect(deviationOf([1])).toBeNull()
    expect(deviationOf([40, 60])).toBeCloseTo(14.142)
  })

  test.each([
    [['interview', 'reject'], true],
    [['interview', 'waitlist'], false],
    [['hold', 'reject'], false],
    [['interview', 'hold', 'reject'], true],
    [['interview'], false],
    [[], false],
  ] as const)('%j: they should talk: %s', (recommendations, should) => {
    expect(disagree(recommendations)).toBe(should)
  })
})

describe('sharing out', () => {
  const wishes = (count: number) =>
    Array.from({ length: count }, (_, nth) => ({ application: `a${nth}`, reviewers: [] }))
  const loads = (count: number) =>
    Array.from({ length: count }, (_, nth) => ({ reviewer: `r${nth}`, has: 0 }))

  test('law: each has as many as wanted, nobody one twice, and loads differ by one at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: 1, max: 3 }),
        (applications, reviewers, each) => {
          const wanted = Math.min(each, reviewers)
          const { pairs, short } = share(
            wishes(applications),
            loads(reviewers),
            wanted,
            () => false,
          )
          expect(short).toEqual([])
          expect(pairs).toHaveLength(applications * wanted)
          expect(new Set(pairs.map((one) => `${one.application} ${one.reviewer}`)).size).toBe(
            pairs.length,
          )
          const has = loads(reviewers).map(
            ({ reviewer }) => pairs.filter((one) => one.reviewer === reviewer).length,
          )
          expect(Math.max(...has) - Math.min(...has)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  test('law: a conflict is never broken, and what is lacking for it is said', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (grid) => {
        const forbids = (application: string, reviewer: string) =>
          grid[Number(application.slice(1)) * 3 + Number(reviewer.slice(1))]!
        const { pairs, short } = share(wishes(4), loads(3), 2, forbids)
        for (const { application, reviewer } of pairs)
          expect(forbids(application, reviewer)).toBe(false)
        const lacking = short.reduce((sum, one) => sum + one.lacking, 0)
        expect(pairs.length + lacking).toBe(8)
      }),
    )
  })

  test('those who have one already keep it and count', () => {
    const { pairs } = share([{ application: 'a', reviewers: ['r0'] }], loads(3), 2, () => false)
    expect(pairs).toEqual([{ application: 'a', reviewer: 'r1' }])
  })
})

test('words in braces are put in, and unknown ones stay', () => {
  expect(fillIn('Dear {name}, {what}', { name: 'Ada {programme}', programme: 'x' })).toBe(
    'Dear Ada {programme}, {what}',
  )
})
