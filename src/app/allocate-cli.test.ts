// The command line of electives: certificates that hold, faults that are named, exit codes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeAllocation } from './allocation-schema.ts'
import { EXIT } from './cli-arguments.ts'
import { run, testFolder } from './cli.fixture.ts'
import { mechanisms } from '../rooms/allocation/schema.ts'

const { folder, write } = testFolder()
const EXAMPLE = 'docs/examples/electives.json'
const example = () => JSON.parse(readFileSync(EXAMPLE, 'utf8'))

const allot = (path: string, ...more: string[]) =>
  run('allocate', path, '--mechanism', 'rsd', '--seed', '2027-03-01', ...more)

test.each([...mechanisms, 'rsd', 'da'])(
  '%s gives a certificate that is true',
  async (mechanism) => {
    const path = join(folder, `${mechanism}.json`)
    const made = await run(
      ...['allocate', EXAMPLE, '--mechanism', mechanism, '--seed', 'the 1st of March', '-o', path],
    )
    expect(made).toMatchObject({ code: EXIT.ok, out: '' })
    expect(made.err).toContain('nobody can prove better than')
    const verified = await run('verify-allocation', path)
    expect(verified.out).toContain('the same result')
    expect(verified.out).toContain('The certificate is true.')
    expect(verified.code).toBe(EXIT.ok)
  },
)

test('the same seed gives the same result, another one another order', async () => {
  const [one, same, other] = [
    await allot(EXAMPLE),
    await allot(EXAMPLE),
    await run('allocate', EXAMPLE, '--mechanism', 'rsd', '--seed', 'another'),
  ]
  expect(same.out).toBe(one.out)
  expect(JSON.parse(other.out).order).not.toEqual(JSON.parse(one.out).order)
})

type Result = ReturnType<typeof example>

test.each<[string, (file: Result) => void, string]>([
  ['a place', (file) => file.places.pop(), 'The result was changed'],
  ['a wish', (file) => file.market.people[1].wishes.reverse(), 'The inputs were changed'],
  ['the order', (file) => file.order.reverse(), 'The seed draws'],
  ['the seed', (file) => (file.seed = 'mine'), 'The seed draws'],
  ['the figures', (file) => (file.figures.nothing = 3), 'The figures are'],
  ['a promise', (file) => (file.claims[3].holds = 'holds'), 'claims is not what'],
  ['the bound', (file) => (file.bound.first = 1), 'bound is not what'],
])('a certificate of which %s was changed is not true', async (_, change, says) => {
  const file = JSON.parse((await allot(EXAMPLE)).out)
  change(file)
  const { code, out } = await run('verify-allocation', write('changed.json', file))
  expect(out).toContain(says)
  expect(out).toContain('The certificate is not true')
  expect(code).toBe(EXIT.broken)
})

test('every fault of a market is named at once, with its place', async () => {
  const market = example()
  market.people[0].wishes[1].offer = 'nuero'
  market.pools[1].capacity = [1, 1]
  market.people[3].fixed[0].periods = ['january']
  const { code, err } = await allot(write('faults.json', market))
  expect(code).toBe(EXIT.badInput)
  expect(err).toContain('people[0].wishes[1].offer: There is no offer "nuero".')
  expect(err).toContain('pools[1].capacity: The pool "neuro" has 2 capacities, but there are 4')
  expect(err).toContain('people[3].fixed[0].periods[0]: There is no period "january".')
})

test('a wish that cannot be granted is refused with its reason', async () => {
  const market = example()
  market.people[2].wishes[0] = { offer: 'msk-mri' }
  const { code, err } = await allot(write('barred.json', market))
  expect(code).toBe(EXIT.badInput)
  expect(err).toContain(
    'people[2].wishes[0]: Interventional MRI of joints is not open to Chi Nguyen',
  )
  expect(err).toContain('The safety course of the magnet is missing.')
})

test('an absurd market is refused with its size, also inside a certificate', async () => {
  const market = example()
  market.people = Array.from({ length: 3000 }, (_, nth) => ({
    id: `p${nth}`,
    wishes: Array.from({ length: 8 }, (__, at) => ({ offer: `e${at}` })),
  }))
  market.periods = Array.from({ length: 100 }, (_, nth) => ({ id: `t${nth}` }))
  market.pools = []
  market.offers = Array.from({ length: 8 }, (_, at) => ({ id: `e${at}` }))
  const { code, err } = await allot(write('absurd.json', market))
  expect(code).toBe(EXIT.badInput)
  expect(err).toContain('the wishes of 3,000 people can be granted in 2,400,000 ways')
  const file = { ...JSON.parse((await allot(EXAMPLE)).out), market }
  expect((await run('verify-allocation', write('absurd-result.json', file))).code).toBe(
    EXIT.badInput,
  )
})

test('wrong arguments are named', async () => {
  expect((await run('allocate', EXAMPLE, '--seed', 'x')).err).toContain('--mechanism is missing')
  expect((await run('allocate', EXAMPLE, '--seed', 'x', '--mechanism', 'fair')).err).toContain(
    '--mechanism is "fair"; give one of serial-dictatorship',
  )
  expect((await run('allocate', EXAMPLE, '--mechanism', 'rsd')).err).toContain('--seed is missing')
  expect((await run('verify-allocation')).err).toBe('Give one file: RESULT.json')
  expect((await run('verify-allocation', EXAMPLE)).code).toBe(EXIT.badInput)
  expect((await allot(EXAMPLE, '-o', join(folder, 'none', 'x.json'))).code).toBe(EXIT.badInput)
})

test('docs/allocation.schema.json is up to date', async () => {
  await expect(describeAllocation()).toMatchFileSnapshot('../../docs/allocation.schema.json')
})
