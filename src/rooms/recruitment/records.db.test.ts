// What do the records of recruitment hold against, whoever writes and whoever looks?
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts'
import { actingAs } from '../../platform/acting.ts'
import {
  findApplications,
  findBytes,
  findCycles,
  findDocuments,
  findRecommendations,
  tieApplicant,
} from './index.ts'

const TENANT = 'johns-hopkins'
let here: TestDatabase
beforeAll(async () => {
  here = await cloneDatabase()
})
afterAll(() => here.drop())
const within = <T>(work: Parameters<typeof here.db.inTenant<T>>[1], actor?: string) =>
  actingAs({ actor }, () => here.db.inTenant(TENANT, work))

test('the demo has one season, with the files of everybody who applies', async () => {
  const [cycle, ...more] = await within((tx) => findCycles(tx))
  expect(more).toEqual([])
  expect(cycle).toMatchObject({ programme: 'jh-msk', label: 'Fellowship 2028', quota: 8 })
  const applications = await within((tx) => findApplications(tx, { cycle: cycle!.id }))
  expect(applications).toHaveLength(24)
  expect(new Set(applications.map(({ state }) => state))).toEqual(
    new Set(['begun', 'submitted', 'withdrawn']),
  )
  const documents = await within((tx) =>
    findDocuments(tx, { applications: applications.map(({ id }) => id) }),
  )
  expect(documents.filter(({ kind }) => kind === 'letter').length).toBeGreaterThan(40)
  const bytes = await within((tx) => findBytes(tx, documents[0]!.id))
  expect(bytes).toHaveLength(documents[0]!.size)
})

test('a waived letter is closed to its subject, whatever they have become; an open one is not', async () => {
  const [mine] = await within((tx) =>
    findApplications(tx, { id: 'application-priscilla-oyelaran' }),
  )
  // The coordinator of the programme, say, who once applied to it.
  const actor = 'rosalind-achterberg'
  const letters = async (by: string) => {
    const found = await within((tx) => findDocuments(tx, { applications: [mine!.id] }), by)
    return found.filter(({ kind }) => kind === 'letter')
  }
  const before = await letters(actor)
  expect(before.map(({ waived }) => waived)).toEqual([true, true, false])
  await within((tx) => tieApplicant(tx, mine!.applicant.id, actor))
  expect((await letters(actor)).map(({ waived }) => waived)).toEqual([false])
  for (const { id, waived } of before)
    expect((await within((tx) => findBytes(tx, id), actor)) === undefined).toBe(waived)
  expect(await letters('ingrid-halvorsdottir')).toHaveLength(3)
  await expect(
    within((tx) => tieApplicant(tx, mine!.applicant.id, 'ingrid-halvorsdottir')),
  ).rejects.toThrow('stays tied')
})

test('what was waived is never said otherwise', async () => {
  const [letter] = await within((tx) =>
    findRecommendations(tx, { applications: ['application-adaeze-nwokolo'] }),
  )
  await expect(
    here.db.unfenced(async (tx) => {
      const { sql } = await import('kysely')
      await sql`select set_config('app.tenant', ${TENANT}, true)`.execute(tx)
      await sql`update recommendation set waived = false where id = ${letter!.id}`.execute(tx)
    }),
  ).rejects.toThrow('what was waived, stays')
})
