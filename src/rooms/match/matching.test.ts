// Is what comes out stable, the best for applicants, and none where there is none?
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { loadSolver, type Solver } from '../../platform/solver/highs.ts'
import { checkMarket } from './market.ts'
import { matchMarket } from './matching.ts'
import { anyMarket, everyMatching } from './random.fixture.ts'
import { type MarketFile, marketSchema, type Place } from './schema.ts'
import { matchAgain } from './second.ts'
import { verifyMatching } from './verify.ts'

let solver: Solver
beforeAll(async () => {
  solver = await loadSolver()
})

const quotasOf = ({ programmes }: MarketFile) =>
  new Map(programmes.map(({ id, quota }) => [id, quota]))
const said = (places: readonly Place[]) =>
  places.map(({ applicant, programme }) => `${applicant} ${programme}`).sort()
const market = (more: Partial<MarketFile>): MarketFile =>
  marketSchema.parse({ format: 'isocenter.match', version: 1, purpose: 'simulation', ...more })
const at = (id: string, quota: number, ...list: string[]) =>
  ({ id, quota, list, fills: 'any', revertsTo: [] }) as MarketFile['programmes'][number]
const who = (id: string, ...list: string[]) => ({ id, list, supplemental: [] })

test('the published example of five applicants and three programmes comes out as published', () => {
  const file = marketSchema.parse(JSON.parse(readFileSync('docs/examples/match.json', 'utf8')))
  const { places, state } = matchMarket(file)
  expect(state).toBe('stable')
  expect(said(places)).toEqual([
    ...['arthur city', 'darrius city', 'joseph general', 'latha general'],
  ])
})

describe('without couples', () => {
  test('law: two ways agree, nobody objects, and no stable matching is better for anybody', () => {
    fc.assert(
      fc.property(anyMarket({ couples: 0 }), (file) => {
        const { places, state } = matchMarket(file)
        const quotas = quotasOf(file)
        expect(state).toBe('stable')
        expect(said(places)).toEqual(said(matchAgain(file, quotas)))
        const stable = everyMatching(file).filter((one) => {
          const { faults, blocks } = verifyMatching(file, { places: one, quotas })
          return faults.length + blocks.length === 0
        })
        expect(stable.map(said)).toContainEqual(said(places))
        const rankOf = (list: readonly Place[], id: string) =>
          list.find(({ applicant }) => applicant === id)?.rank ?? Infinity
        for (const other of stable)
          for (const { id } of file.applicants)
            expect(rankOf(places, id)).toBeLessThanOrEqual(rankOf(other, id))
      }),
      { numRuns: 400 },
    )
  })

  test('law: the order of the file does not matter', () => {
    fc.assert(
      fc.property(anyMarket({ couples: 0 }), (file) => {
        const turned = { ...file, applicants: file.applicants.toReversed() }
        expect(said(matchMarket(turned).places)).toEqual(said(matchMarket(file).places))
      }),
    )
  })
})

describe('with couples', () => {
  test('law: stable is verified; none is said only where brute force finds none', () => {
    const seen = { stable: 0, 'none-exists': 0, 'none-found': 0 }
    fc.assert(
      fc.property(anyMarket({ couples: 2 }), (file) => {
        const { places, state, blocks } = matchMarket(file, { solver })
        seen[state]++
        const quotas = quotasOf(file)
        const verdict = verifyMatching(file, { places, quotas })
        expect(verdict.faults).toEqual([])
        expect(verdict.blocks).toEqual(blocks)
        if (state === 'stable') expect(blocks).toEqual([])
        else
          expect(
            everyMatching(file).filter((one) => {
              const other = verifyMatching(file, { places: one, quotas })
              return other.faults.length + other.blocks.length === 0
            }),
          ).toEqual([])
      }),
      { numRuns: 1500 },
    )
    expect(seen['none-found']).toBe(0)
    expect(seen.stable).toBeGreaterThan(1000)
  })

  test('where there is none, it is proven and somebody who objects is named', () => {
    // A couple and a single who chase each other round two programmes (Roth 1984).
    const file = market({
      applicants: [who('ann'), who('ben'), who('cem', 'one', 'two')],
      couples: [{ id: 'c', members: ['ann', 'ben'], list: [['one', 'two']] }],
      programmes: [at('one', 1, 'ann', 'cem'), at('two', 1, 'cem', 'ben')],
    })
    const { state, blocks } = matchMarket(file, { solver })
    expect(state).toBe('none-exists')
    expect(blocks.length).toBeGreaterThan(0)
    expect(matchMarket(file).state).toBe('none-found')
  })

  test('they are matched as a pair or not at all, at one programme too', () => {
    const both = { id: 'c', members: ['ann', 'ben'] as [string, string] }
    const file = (quota: number) =>
      market({
        applicants: [who('ann'), who('ben'), who('cem', 'one')],
        couples: [{ ...both, list: [['one', 'one']] }],
        programmes: [at('one', quota, 'ann', 'cem', 'ben')],
      })
    expect(said(matchMarket(file(3)).places)).toEqual(['ann one', 'ben one', 'cem one'])
    // With two places Cem stands before Ben, so neither of the couple is there.
    expect(said(matchMarket(file(2)).places)).toEqual(['cem one'])
  })

  test('one of them may go without where they say so', () => {
    const file = market({
      applicants: [who('ann'), who('ben')],
      couples: [
        {
          id: 'c',
          members: ['ann', 'ben'],
          list: [
            ['one', 'two'],
            ['one', null],
          ],
        },
      ],
      programmes: [at('one', 1, 'ann'), at('two', 1)],
    })
    expect(said(matchMarket(file).places)).toEqual(['ann one'])
  })
})

describe('variations', () => {
  test('places that stay open go to whom they were promised, and no more than that', () => {
    const file = market({
      applicants: [who('a', 'clinical'), who('b', 'clinical'), who('c', 'clinical')],
      programmes: [
        { ...at('research', 2, 'a'), revertsTo: [{ programme: 'clinical', places: 1 }] },
        at('clinical', 1, 'a', 'b', 'c'),
      ],
    })
    const { places, quotas } = matchMarket(file)
    expect(said(places)).toEqual(['a clinical', 'b clinical'])
    expect(quotas).toEqual([
      { programme: 'research', quota: 1 },
      { programme: 'clinical', quota: 2 },
    ])
  })

  test.each([
    ['even', 1, 0],
    ['even', 3, 2],
    ['odd', 2, 1],
    ['odd', 3, 3],
  ] as const)('of an %s number %i wanted places are filled to %i', (fills, wanted, filled) => {
    const ids = ['a', 'b', 'c'].slice(0, wanted)
    const file = market({
      applicants: ids.map((id) => who(id, 'one')),
      programmes: [{ ...at('one', 3, ...ids), fills }],
    })
    expect(matchMarket(file).places).toHaveLength(filled)
  })

  test('an advanced place takes the dearest first year that is to be had, and stays without one', () => {
    const file = market({
      applicants: [
        { ...who('ann', 'advanced'), supplemental: [{ after: 'advanced', list: ['near', 'far'] }] },
        { ...who('ben', 'advanced'), supplemental: [{ after: 'advanced', list: ['near'] }] },
        who('cem', 'near'),
      ],
      programmes: [
        at('advanced', 2, 'ann', 'ben'),
        at('near', 1, 'cem', 'ann', 'ben'),
        at('far', 1, 'ann'),
      ],
    })
    expect(said(matchMarket(file).places)).toEqual([
      ...['ann advanced', 'ann far', 'ben advanced', 'cem near'],
    ])
  })
})

describe('a market that makes no sense is refused with every reason', () => {
  const sound = () =>
    market({
      applicants: [who('ann'), who('ben'), who('cem', 'one')],
      couples: [{ id: 'c', members: ['ann', 'ben'], list: [['one', 'two']] }],
      programmes: [at('one', 2, 'ann', 'cem'), at('two', 1, 'ben')],
    })
  const told = (change: (file: MarketFile) => void) => {
    const file = sound()
    change(file)
    return checkMarket(file).map(({ says }) => says)
  }
  test('a sound one is not', () => expect(told(() => {})).toEqual([]))
  test.each<[string, (file: MarketFile) => void, RegExp]>([
    [
      'an applicant twice',
      (file) => file.applicants.push(who('cem', 'one')),
      /“cem” is there twice/,
    ],
    ['an unknown programme', (file) => file.applicants[2]!.list.push('x'), /ranks “x”/],
    [
      'a programme twice on a list',
      (file) => file.applicants[2]!.list.push('one'),
      /“one” is there twice/,
    ],
    ['an unknown applicant', (file) => file.programmes[0]!.list.push('x'), /ranks “x”, who is no/],
    ['a pair twice', (file) => file.couples[0]!.list.push(['one', 'two']), /is there twice/],
    [
      'a list beside the couple',
      (file) => file.applicants[0]!.list.push('one'),
      /in a couple and has/,
    ],
    [
      'somebody in two couples',
      (file) => file.couples.push({ ...file.couples[0]!, id: 'd' }),
      /in two couples/,
    ],
    [
      'places in a circle',
      (file) => {
        file.programmes[0]!.revertsTo.push({ programme: 'two', places: 1 })
        file.programmes[1]!.revertsTo.push({ programme: 'one', places: 1 })
      },
      /round in a circle: one, two, one/,
    ],
    [
      'more places given than there are',
      (file) => file.programmes[0]!.revertsTo.push({ programme: 'two', places: 3 }),
      /would give 3 places and has 2/,
    ],
  ])('%s', (_, change, says) => expect(told(change).join()).toMatch(says))
})

describe('the verifier notices', () => {
  const file = market({
    applicants: [who('ann'), who('ben'), who('cem', 'one', 'two'), who('dia', 'one')],
    couples: [
      {
        id: 'c',
        members: ['ann', 'ben'],
        list: [
          ['one', 'two'],
          ['two', null],
        ],
      },
    ],
    programmes: [at('one', 1, 'cem', 'ann', 'dia'), at('two', 1, 'ben', 'ann', 'cem')],
  })
  const verdict = (...places: [string, string][]) => {
    const { faults, blocks } = verifyMatching(file, {
      places: places.map(([applicant, programme]) => ({ applicant, programme, rank: 1 })),
      quotas: quotasOf(file),
    })
    return [...faults, ...blocks.map(({ says }) => says)].join('; ')
  }
  test('nothing where all is well', () => expect(verdict(['cem', 'one'], ['ann', 'two'])).toBe(''))
  test.each<[string, [string, string][], RegExp]>([
    [
      'more than the quota',
      [
        ['cem', 'one'],
        ['dia', 'one'],
      ],
      /one has 2 for 1 places/,
    ],
    ['somebody whom nobody ranked', [['dia', 'two']], /two has not ranked dia/],
    ['half a couple', [['ben', 'two']], /ann and ben have not ranked nothing with two/],
    [
      'a single who would rather',
      [
        ['cem', 'two'],
        ['dia', 'one'],
      ],
      /cem would rather have one/,
    ],
    [
      'a couple who would rather',
      [['cem', 'one']],
      /ann and ben would rather have two with nothing/,
    ],
  ])('%s', (_, places, says) => expect(verdict(...places)).toMatch(says))
})
