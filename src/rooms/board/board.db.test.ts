// The board from real records: people of a published year stand at the sites and machines of their rotation.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, clock, cloneDatabase, type TestDatabase, value } from '../../../test/database.ts'
import { dayAt } from '../../kernel/moment.ts'
import { insertTime, PUBLISHED } from '../time/index.ts'
import { viewBoard } from './viewing.ts'

let here: TestDatabase
beforeAll(async () => {
  here = await cloneDatabase()
})
afterAll(() => here.drop())

test('whoever is on the magnet of the operating room stands there, and whoever reads cross-sections at each site', async () => {
  const fellow = await actAs(here.db, 'johns-hopkins', 'amara-okafor')
  const look = async () => value(await viewBoard(here.db, fellow, 'jh-msk', undefined, clock.now()))
  const before = await look()
  expect(
    before.coverage.flatMap(({ scanners }) => scanners.flatMap(({ people }) => people)),
  ).toEqual([])
  const on = dayAt(clock.now(), 'America/New_York')
  const row = (person: string, work: string) => ({
    ...{
      person,
      programme: 'jh-msk',
      line: PUBLISHED,
      layer: 'assignment',
      kind: 'rotation',
      work,
    },
    ...{ from: on, to: on, source: 'test' },
  })
  await here.db.inTenant('johns-hopkins', (tx) =>
    insertTime(tx, 'johns-hopkins', [
      row('amara-okafor', 'imri'),
      row('chiara-lombardini', 'cross-sectional'),
    ] as never),
  )
  const { coverage, services } = await look()
  expect(services.map(({ work }) => work).sort()).toEqual(['cross-sectional', 'imri'])
  const at = (site: string) =>
    coverage
      .find(({ name }) => name === site)
      ?.scanners.filter(({ people }) => people.length > 0)
      .map(({ kind, people }) => `${kind}: ${people.map(({ name }) => name).join(', ')}`)
  expect(at('Interventional MRI suite')).toEqual(['MR: Chiara Lombardini, Amara Okafor'])
  expect(at('Main hospital')).toEqual([
    'CT: Chiara Lombardini',
    'MR: Chiara Lombardini',
    'US: Chiara Lombardini',
  ])
})
