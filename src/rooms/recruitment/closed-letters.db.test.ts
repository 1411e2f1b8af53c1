// Whoever waived to see a letter: do they find it on any way through the offices of the house?
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, cloneDatabase, type TestDatabase, value } from '../../../test/database.ts'
import { actingAs } from '../../platform/acting.ts'
import { setTenant } from '../../platform/database.ts'
import type { RoleName } from '../people/schema.ts'
import { readOfficeFile } from './files.ts'
import { findBytes, findDocuments, tieApplicant } from './index.ts'
import { viewFile } from './looking.ts'

const TENANT = 'johns-hopkins'
const PROGRAMME = 'jh-msk'
const at = { id: PROGRAMME, cycle: 'jh-msk-season', application: 'application-priscilla-oyelaran' }
const CLOSED = ['1', '2'].map((nth) => `${at.application}-letter-${nth}-file`)
const OPEN = `${at.application}-letter-3-file`
const SELF = 'priscilla-oyelaran'

let here: TestDatabase
beforeAll(async () => {
  here = await cloneDatabase()
  await unfenced(
    sql`insert into person (tenant, id, given, family) values (${TENANT}, ${SELF}, 'Priscilla', 'Oyelaran')`,
  )
})
afterAll(() => here.drop())

const unfenced = (...statements: ReturnType<typeof sql>[]) =>
  here.db.unfenced(async (tx) => {
    await setTenant(tx, TENANT)
    for (const statement of statements) await statement.execute(tx)
  })

const ROLES: RoleName[] = [
  'trainee',
  'chief',
  'faculty',
  'selection-committee',
  'coordinator',
  'associate-director',
  'director',
]
const begin = (role: RoleName) => sql`insert into role (tenant, person, programme, role, during)
  values (${TENANT}, ${SELF}, ${PROGRAMME}, ${role}, daterange('2020-07-01', null))
  on conflict do nothing`
const end = (role: RoleName) =>
  sql`delete from role where person = ${SELF} and programme = ${PROGRAMME} and role = ${role}`
const office = sql`insert into office (tenant, person, office, during)
  values (${TENANT}, ${SELF}, 'administrator', daterange('2020-07-01', null)) on conflict do nothing`

/** Everything that this person could do with the file, as whoever they are now. */
async function reach(): Promise<string[]> {
  const actor = await actAs(here.db, TENANT, SELF)
  return actingAs({ actor: SELF }, async () => {
    const found = new Set<string>()
    const file = value(await viewFile(here.db, actor, at))
    for (const { document } of file.letters) if (document) found.add(document.id)
    for (const id of [...CLOSED, OPEN]) {
      if (await readOfficeFile(here.db, actor, { ...at, document: id })) found.add(id)
      if (await here.db.inTenant(TENANT, (tx) => findBytes(tx, id))) found.add(id)
    }
    const rows = await here.db.inTenant(TENANT, (tx) =>
      findDocuments(tx, { applications: [at.application] }),
    )
    for (const row of rows) if (row.kind === 'letter') found.add(row.id)
    return [...found].sort()
  })
}

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('begin' as const), role: fc.constantFrom(...ROLES) }),
    fc.record({ kind: fc.constant('end' as const), role: fc.constantFrom(...ROLES) }),
    fc.record({ kind: fc.constant('office' as const), role: fc.constantFrom(...ROLES) }),
  ),
  { minLength: 1, maxLength: 12 },
)

test.each(['let in by the address they applied with', 'tied to the person they became'])(
  '%s: no way through the offices leads to a closed letter',
  async (way) => {
    await unfenced(sql`delete from account where email = 'priscilla-oyelaran@example.org'`)
    if (way.startsWith('let in'))
      await unfenced(
        sql`insert into account (id, email) values ('p', 'Priscilla-Oyelaran@Example.org')`,
        sql`insert into account_person (account, tenant, person) values ('p', ${TENANT}, ${SELF})`,
      )
    else
      await here.db.inTenant(TENANT, (tx) => tieApplicant(tx, 'applicant-priscilla-oyelaran', SELF))
    await fc.assert(
      fc.asyncProperty(steps, async (path) => {
        for (const { kind, role } of path) {
          await unfenced(kind === 'begin' ? begin(role) : kind === 'end' ? end(role) : office)
          expect(await reach()).toEqual([OPEN])
        }
      }),
      { numRuns: 25 },
    )
  },
  120_000,
)

test('somebody else of the office reads all three', async () => {
  const actor = await actAs(here.db, TENANT, 'rosalind-achterberg')
  const file = await actingAs({ actor: actor.person.id }, () => viewFile(here.db, actor, at))
  expect(value(file).letters.map(({ document }) => document?.id)).toEqual([...CLOSED, OPEN])
})

test('without the fence they would be found: the walk looks where they are', async () => {
  await unfenced(sql`drop policy waived_letters on document_bytes`)
  expect(await reach()).toEqual([...CLOSED, OPEN])
})
