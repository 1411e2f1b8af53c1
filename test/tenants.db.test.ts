// Does every row belong to one institution, in its key and in every reference, so that one could move?
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from './database.ts'

let here: TestDatabase
beforeAll(async () => {
  here = await cloneDatabase()
})
afterAll(() => here.drop())

/** Every constraint of a table of institutions, with its columns; of a reference, where it leads. */
const CONSTRAINTS = `
  with tenanted as (
    select c.oid, c.relname::text as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace)
  select t.name as "table", k.contype as kind, other.name as "to",
    array(select a.attname::text from unnest(k.conkey) with ordinality as n (nr, at)
      join pg_attribute a on a.attrelid = t.oid and a.attnum = n.nr order by n.at) as columns,
    array(select a.attname::text from unnest(k.confkey) with ordinality as n (nr, at)
      join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.nr order by n.at) as theirs
  from tenanted t left join pg_constraint k on k.conrelid = t.oid and k.contype in ('p', 'u', 'x', 'f')
    left join tenanted other on other.oid = k.confrelid
  order by 1, 2`
type Row = {
  table: string
  kind: 'p' | 'u' | 'x' | 'f' | null
  to: string | null
  columns: string[]
  theirs: string[]
}

/**
 * They are asked before it is known whose they are: by the hash of a token, by a domain. On one node
 * each, or on all; docs/running.md says so.
 */
const DIRECTORY = [
  'access_key_hash',
  'account_person',
  'feed_key',
  'link_hash',
  'provider_domain',
  'session',
]
const say = ({ table, columns }: Row) => `${table} (${columns.join(', ')})`
const read = async (kinds: string) => {
  const { rows } = await here.db.pool.query<Row>(CONSTRAINTS)
  expect(rows.length).toBeGreaterThan(100)
  return rows.filter(({ kind }) => kind !== null && kinds.includes(kind))
}

test('every table of institutions has a primary key that begins with the institution', async () => {
  const { rows } = await here.db.pool.query<Row>(CONSTRAINTS)
  const tables = new Set(rows.map(({ table }) => table))
  const good = rows.filter(({ kind, columns }) => kind === 'p' && columns[0] === 'tenant')
  for (const { table } of good) tables.delete(table)
  expect([...tables].filter((table) => !DIRECTORY.includes(table))).toEqual([])
})

test('whatever is unique, or excludes, is so within an institution', async () => {
  const open = (await read('ux')).filter(({ columns }) => !columns.includes('tenant'))
  expect(open.filter(({ table }) => !DIRECTORY.includes(table)).map(say)).toEqual([])
  const { rows } = await here.db.pool.query<{ says: string }>(
    `
    select i.indrelid::regclass || ': ' || pg_get_indexdef(i.indexrelid) as says
    from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute t on t.attrelid = i.indrelid and t.attname = 'tenant' and not t.attisdropped
    where i.indisunique and c.relnamespace = 'public'::regnamespace
      and not t.attnum = any(i.indkey::int2[]) and c.relname <> all($1)`,
    [DIRECTORY],
  )
  expect(rows).toEqual([])
})

test('every reference carries the institution, so that no row refers to one of another', async () => {
  const open = (await read('f')).filter(({ to, columns, theirs }) => {
    const nth = columns.indexOf('tenant')
    // To the list of institutions itself, the institution is the whole key.
    if (to === null) return !(columns.length === 1 && nth === 0)
    return nth < 0 || theirs[nth] !== 'tenant'
  })
  expect(open.map((row) => `${say(row)} → ${row.to ?? 'no institution'}`)).toEqual([
    // An account opens people of several institutions, so its sessions and its openings refer out.
    'account_person (account) → no institution',
    'session (account) → no institution',
  ])
})

test('the directory is exactly what has no fence', async () => {
  const { rows } = await here.db.pool.query<{ name: string }>(`
    select c.relname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
      and not (c.relrowsecurity and c.relforcerowsecurity) order by 1`)
  expect(rows.map(({ name }) => name)).toEqual(DIRECTORY)
})
