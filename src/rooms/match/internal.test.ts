// A match of the house, typed as lines: read as meant, or refused with what is wrong.
import { describe, expect, test } from 'vitest'
import { readInternal } from './internal.ts'
import { matchMarket } from './matching.ts'
import { verifyMatching } from './verify.ts'

const read = (people: string, positions: string) =>
  readInternal({ title: 'Chiefs', people, positions })

test('people and positions are read, matched and verified; it is an internal match', () => {
  const { market, findings } = read(
    'Ada Łuk: Chief, Education\nBen: chief\n\nCem: Education; CHIEF',
    'Chief (2): Ben, ada luk, Cem\nEducation: Cem, Ada Łuk',
  )
  expect(findings).toEqual([])
  expect(market.purpose).toBe('internal')
  const { places, state } = matchMarket(market)
  expect(state).toBe('stable')
  expect(places.map(({ applicant, programme, rank }) => [applicant, programme, rank])).toEqual([
    ...[
      ['ada-luk', 'chief', 1],
      ['ben', 'chief', 1],
      ['cem', 'education', 1],
    ],
  ])
  const quotas = new Map(market.programmes.map(({ id, quota }) => [id, quota]))
  expect(verifyMatching(market, { places, quotas })).toEqual({ faults: [], blocks: [] })
})

describe('faults are named with their lines', () => {
  test.each([
    ['Ada: Chef', 'Chief: Ada', 'Ada ranks “Chef”, which stands in no line.', 'people 1'],
    ['Ada: Chief, chief', 'Chief: Ada', 'Ada ranks “chief” twice.', 'people 1'],
    ['Ada: Chief\nADA: Chief', 'Chief: Ada', '“ADA” has two lines.', 'people 2'],
    ['Ada: Chief', 'Chief: Ada\n: Ben', 'Line 2 has no name before the colon.', 'positions 2'],
  ])('%j beside %j', (people, positions, says, path) => {
    expect(read(people, positions).findings).toContainEqual(expect.objectContaining({ says, path }))
  })

  test('what was probably meant is offered', () => {
    expect(read('Ada: Educatoin', 'Education: Ada').findings[0]!.can).toBe('Is it “Education”?')
  })

  test('nothing at all is said to be nothing', () => {
    expect(read('', '').findings.map(({ says }) => says)).toEqual([
      'There are no people or no positions yet.',
    ])
  })

  test('somebody who ranks nothing, and a position of no places, are allowed', () => {
    const { market, findings } = read('Ada:\nBen: Chief', 'Chief (0): Ben')
    expect(findings).toEqual([])
    expect(matchMarket(market).places).toEqual([])
  })
})
