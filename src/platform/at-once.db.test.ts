// Several statements in one message: are they one transaction, fenced, and are values only values?
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../../test/database.ts'
import { databaseFault } from './database.ts'

let here: TestDatabase
beforeAll(async () => {
  here = await cloneDatabase()
})
afterAll(() => here.drop())

const rename = (id: string, given: string) =>
  sql`update person set given = ${given} where id = ${id}`
const named = (given: string) => sql<{ id: string }>`select id from person where given = ${given}`

const HOSTILE = [
  `'; drop table person; --`,
  `\\'; select 1; --`,
  `$1 $2 $$ $a$`,
  `a\nb\t"c" 'd' \\`,
  `’ ‘ ʼ 'ﬀ`,
  '',
]
test.each(HOSTILE)('the text %j comes back as it went', async (text) => {
  const { said, list } = await here.db.atOnce('mayo', {
    said: sql<{ text: string }>`select ${text}::text as text`,
    list: sql<{ list: unknown[] }>`select ${[text, null, text]}::text[] as list`,
  })
  expect(said).toEqual([{ text }])
  expect(list).toEqual([{ list: [text, null, text] }])
})

test('numbers, nothing and yes or no are what they are; what has no text is a bug', async () => {
  const { row } = await here.db.atOnce('mayo', {
    row: sql`select ${-5}::int as number, ${null}::text as nothing, ${true}::boolean as yes,
      ${[]}::text[] as none`,
  })
  expect(row).toEqual([{ number: -5, nothing: null, yes: true, none: [] }])
  for (const value of ['a\0b', undefined, {}])
    await expect(here.db.atOnce('mayo', { row: sql`select ${value}` })).rejects.toThrow(
      'written out',
    )
})

test('each statement sees what those before it did', async () => {
  const id = 'tariq-haddadin'
  const { found } = await here.db.atOnce('mayo', { done: rename(id, 'Seen'), found: named('Seen') })
  expect(found).toEqual([{ id }])
})

test('when one fails, nothing of any of them was done, and the connection is good again', async () => {
  const failed = here.db.atOnce('mayo', {
    done: rename('tariq-haddadin', 'Undone'),
    wrong: sql`select 1 / 0`,
    never: rename('tariq-haddadin', 'Never'),
  })
  await expect(failed).rejects.toSatisfy((error) => databaseFault(error)?.code === '22012')
  for (let nth = 0; nth < 10; nth++)
    expect((await here.db.atOnce('mayo', { found: named('Undone') })).found).toEqual([])
})

test('they stand behind the fence of one institution, and the next who comes does not', async () => {
  const who = { who: sql`select current_user as role, app_tenant() as tenant` }
  const other = await here.db.atOnce('mayo', {
    ...who,
    seen: sql`select distinct tenant from person`,
  })
  expect(other.who).toEqual([{ role: 'isocenter_app', tenant: 'mayo' }])
  expect(other.seen).toEqual([{ tenant: 'mayo' }])
  const after = await sql<{ role: string }>`select current_user as role`.execute(here.db.directory)
  expect(after.rows[0]!.role).not.toBe('isocenter_app')
})

test('a commit waits for the disk unless it is hasty', async () => {
  const asked = { row: sql<{ on: string }>`select current_setting('synchronous_commit') as on` }
  const usual = (await here.db.pool.query('show synchronous_commit')).rows[0]
  expect((await here.db.atOnce('mayo', asked)).row[0]!.on).toBe(usual.synchronous_commit)
  expect((await here.db.atOnce('mayo', asked, 'hastily')).row[0]!.on).toBe('off')
})
