// Which tables, columns, keys and sequences has a database at this moment?
import type pg from 'pg'
import { NOT_DATA } from './format.ts'

export type Column = { name: string; type: string; isText: boolean }
export type Table = {
  name: string
  /** Without those that the database computes by itself. */
  columns: Column[]
  /** Names of the columns of the primary key, in its order; empty when there is none. */
  key: string[]
  isForced: boolean
}

export type Client = Pick<pg.ClientBase, 'query'>

/** Every table that holds data, by name. */
export async function findTables(client: Client): Promise<Table[]> {
  const found = await client.query<Table>(
    `select c.relname as name, c.relforcerowsecurity as "isForced",
      (select json_agg(json_build_object('name', a.attname,
          'type', format_type(a.atttypid, a.atttypmod),
          'isText', t.typcollation <> 0) order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '') as columns,
      coalesce((select json_agg(a.attname order by k.nth)
        from pg_index i cross join unnest(i.indkey::int[]) with ordinality as k(attnum, nth)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary), '[]') as key
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not c.relispartition and c.relname <> all($1)
    order by c.relname collate "C"`,
    [NOT_DATA],
  )
  return found.rows
}

/** Sequences of the tables that hold data. */
export async function findSequences(client: Client): Promise<string[]> {
  const found = await client.query<{ name: string }>(
    `select s.relname as name from pg_class s
      left join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass
        and d.deptype in ('a', 'i')
      left join pg_class t on t.oid = d.refobjid
    where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace
      and (t.relname is null or t.relname <> all($1))
    order by s.relname collate "C"`,
    [NOT_DATA],
  )
  return found.rows.map(({ name }) => name)
}

export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

/** May this role see every row, whatever row security says? */
export async function seesEverything(client: Client): Promise<boolean> {
  const found = await client.query<{ may: boolean }>(
    'select rolsuper or rolbypassrls as may from pg_roles where rolname = current_user',
  )
  return found.rows[0]!.may
}
