// Migrations on a real database: once, in order, by one process; never backwards.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../../test/database.ts'
import { migrate, readMigrations } from './migrate.ts'
import { join } from 'node:path'
import { rootFolder } from './root.ts'

let here: TestDatabase
beforeAll(async () => {
  here = await cloneDatabase()
})
afterAll(() => here.drop())
const real = () => readMigrations(join(rootFolder, 'db', 'migrations'))
const step = (name: string, sql: string) => ({ name, sql, hash: `hash of ${sql}` })

describe('migrating', () => {
  test('a database that is up to date is left alone', async () => {
    expect(await migrate(here.db.pool, real())).toEqual([])
  })
  test('two processes at once: one works, the other finds it done', async () => {
    const next = [...real(), step('9001-new.sql', 'create table once_only (id int)')]
    const done = await Promise.all([migrate(here.db.pool, next), migrate(here.db.pool, next)])
    expect(done.map((names) => names.length).sort()).toEqual([0, 1])
  })
  test('a failing step leaves nothing behind and says which it was', async () => {
    const next = [
      ...real(),
      step('9001-new.sql', 'create table once_only (id int)'),
      step('9002-bad.sql', 'create table half (id int); select no_such_function()'),
    ]
    await expect(migrate(here.db.pool, next)).rejects.toThrow('9002-bad.sql failed')
    const half = await here.db.pool.query(`select to_regclass('half') as there`)
    expect(half.rows[0]).toEqual({ there: null })
  })
  test('a database of a newer program is refused', async () => {
    await expect(migrate(here.db.pool, real())).rejects.toThrow(
      'changed by a newer Isocenter (9001-new.sql)',
    )
  })
  test('an edited step is refused', async () => {
    const edited = [...real(), step('9001-new.sql', 'create table something_else (id int)')]
    await expect(migrate(here.db.pool, edited)).rejects.toThrow('was edited')
  })
})

test('every table with a tenant is fenced by forced row security', async () => {
  const found = await here.db.pool.query<{ relname: string; fenced: boolean }>(`
    select c.relname, c.relrowsecurity and c.relforcerowsecurity as fenced
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`)
  const open = found.rows.filter((row) => !row.fenced).map((row) => row.relname)
  expect(open).toEqual(['access_key_hash', 'feed_key', 'session'])
  expect(found.rows.length).toBeGreaterThan(15)
})

test('a publication cannot be changed by anybody, the owner included', async () => {
  await here.db.pool
    .query(`insert into publication (tenant, plan, version, by_person, message, cells)
    values ('mayo', 'mayo-2026', 1, 'x', '', '{}')`)
  await expect(here.db.pool.query(`update publication set message = 'other'`)).rejects.toThrow(
    'cannot be changed',
  )
})
