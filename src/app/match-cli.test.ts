// The command line of the match: stable results that verify, faults that are named, exit codes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EXIT } from './cli-arguments.ts'
import { run, testFolder } from './cli.fixture.ts'
import { describeMatch } from './match-schema.ts'

const { folder, write } = testFolder()
const EXAMPLE = 'docs/examples/match.json'
const example = () => JSON.parse(readFileSync(EXAMPLE, 'utf8'))

test('a market is matched, says that it is not the official match, and verifies', async () => {
  const path = join(folder, 'result.json')
  const made = await run('match', EXAMPLE, '-o', path)
  expect(made.code).toBe(EXIT.ok)
  expect(made.err).toContain('not the official match')
  expect(made.err).toContain('4 of 5 applicants have a place, 4 of 6 places are filled.')
  const verified = await run('verify-match', EXAMPLE, path)
  expect([verified.code, verified.out]).toEqual([
    EXIT.ok,
    expect.stringContaining('Stable: 4 places'),
  ])
})

test('a result that somebody altered is not stable, with the reason', async () => {
  const { out } = await run('match', EXAMPLE)
  const result = JSON.parse(out)
  const places = result.places.filter((one: { applicant: string }) => one.applicant !== 'arthur')
  const altered = write('altered.json', { ...result, places })
  const verified = await run('verify-match', EXAMPLE, altered)
  expect(verified.code).toBe(EXIT.broken)
  expect(verified.out).toContain('wrong: arthur would rather have city')
  const other = write('other.json', { ...example(), title: 'Another' })
  expect((await run('verify-match', other, write('same.json', result))).out).toContain(
    'wrong: The result is of another market.',
  )
  const more = { ...result, quotas: [{ programme: 'mercy', quota: 9 }] }
  expect((await run('verify-match', EXAMPLE, write('more.json', more))).out).toContain(
    'wrong: mercy has 9 places; 2 are its own, 0 promised.',
  )
})

test('where there is no stable match it is proven, with who objects', async () => {
  const market = write('none.json', {
    ...{ format: 'isocenter.match', version: 1, purpose: 'internal' },
    applicants: [{ id: 'ann' }, { id: 'ben' }, { id: 'cem', list: ['one', 'two'] }],
    couples: [{ id: 'c', members: ['ann', 'ben'], list: [['one', 'two']] }],
    programmes: [
      { id: 'one', quota: 1, list: ['ann', 'cem'] },
      { id: 'two', quota: 1, list: ['cem', 'ben'] },
    ],
  })
  const made = await run('match', market)
  expect(made.code).toBe(EXIT.broken)
  expect(made.err).toMatch(
    /There is no stable matching of this market; this is proven\.\n.*would rather/,
  )
})

test('lists of 300 are read and lists of 301 refused; every fault of a market is named', async () => {
  const wide = (count: number) => {
    const programmes = Array.from({ length: count }, (_, nth) => ({
      id: `p${nth}`,
      quota: 1,
      list: ['a'],
    }))
    return {
      ...{ format: 'isocenter.match', version: 1, purpose: 'simulation', programmes },
      applicants: [{ id: 'a', list: programmes.map(({ id }) => id) }],
    }
  }
  expect((await run('match', write('300.json', wide(300)))).code).toBe(EXIT.ok)
  const refused = await run('match', write('301.json', wide(301)))
  expect([refused.code, refused.err]).toEqual([
    EXIT.badInput,
    expect.stringContaining('applicants[0].list'),
  ])
  const faulty = example()
  faulty.applicants.push({ id: 'arthur', list: ['nowhere'] })
  const told = await run('match', write('faulty.json', faulty))
  expect(told.code).toBe(EXIT.badInput)
  expect(told.err).toContain('The applicant “arthur” is there twice.')
  expect(told.err).toContain('ranks “nowhere”, which is no programme')
})

test('docs/match.schema.json is what the program reads', () => {
  expect(readFileSync('docs/match.schema.json', 'utf8')).toBe(describeMatch())
})

test('seasons are simulated from a file, the same for the same seed, and never called the official match', async () => {
  const made = await run('seasons', 'docs/examples/seasons.json', '--seasons', '200')
  expect(made.code).toBe(EXIT.ok)
  expect(made.err).toContain('not the official match')
  expect(made.err).toContain('Weighed by 2 earlier seasons.')
  const found = JSON.parse(made.out)
  expect([found.seasons, found.comes.length, found.open.length]).toEqual([200, 17, 4])
  const again = await run('seasons', 'docs/examples/seasons.json', '--seasons', '200')
  expect(again.out).toBe(made.out)
})

test('a model that cannot be is refused with what is wrong, and so is a number beyond reason', async () => {
  const model = JSON.parse(readFileSync('docs/examples/seasons.json', 'utf8'))
  const long = write('long.json', { ...model, ours: { quota: 3, ranked: 400 } })
  const refused = await run('seasons', long)
  expect(refused.code).toBe(EXIT.badInput)
  expect(refused.err).toContain('400 are ranked and there are 170 applicants.')
  const many = await run('seasons', 'docs/examples/seasons.json', '--seasons', '10000001')
  expect([many.code, many.err]).toEqual([EXIT.badInput, expect.stringContaining('at most')])
})
