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
  // The directory: asked before anybody has said who they are.
  expect(open).toEqual([
    ...['access_key_hash', 'account_person', 'feed_key', 'link_hash', 'provider_domain', 'session'],
  ])
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

test('who serves a tenant can neither pass the fence nor read how people prove who they are', async () => {
  const role = await here.db.pool.query(
    `select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = 'isocenter_app'`,
  )
  expect(role.rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false }])
  const open = await here.db.pool.query<{ name: string }>(
    `select relname as name from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and not c.relrowsecurity and has_table_privilege('isocenter_app', c.oid, 'select')
     order by 1`,
  )
  expect(open.rows.map(({ name }) => name)).toEqual([
    ...['access_key_hash', 'feed_key', 'link_hash', 'provider_domain', 'tenant'],
  ])
})

test('no row can point into another institution: every reference carries the tenant', async () => {
  const found = await here.db.pool.query<{ name: string }>(
    `select con.conrelid::regclass || ' to ' || con.confrelid::regclass as name
     from pg_constraint con
     join pg_attribute here on here.attrelid = con.conrelid and here.attname = 'tenant'
     join pg_attribute there on there.attrelid = con.confrelid and there.attname = 'tenant'
     where con.contype = 'f' and con.connamespace = 'public'::regnamespace
       and not (here.attnum = any(con.conkey) and there.attnum = any(con.confkey))`,
  )
  expect(found.rows.map(({ name }) => name)).toEqual([])
})
