// What is a database, without its rows? Everything that must be equal after two different ways to it.
import type pg from 'pg'

type Line = { what: string; name: string; is: string }

export async function catalogOf(pool: Pick<pg.Pool, 'query'>): Promise<string[]> {
  const found = await pool.query<Line>(`
    select 'table' as what, relname as name,
        concat_ws(' ', relkind, relrowsecurity, relforcerowsecurity, relacl::text) as is
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'S', 'v')
    union all select 'column', concat(c.relname, '.', a.attname), concat_ws(' ',
        format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
        pg_get_expr(d.adbin, d.adrelid), a.attacl::text)
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
        and not a.attisdropped
    union all select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
    union all select 'trigger', concat(tgrelid::regclass, '.', tgname),
        tgenabled::text || pg_get_triggerdef(oid)
      from pg_trigger where not tgisinternal
    union all select 'constraint', concat(conrelid::regclass, '.', conname), pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select 'policy', concat(tablename, '.', policyname),
        concat_ws(' ', roles::text, cmd, qual, with_check)
      from pg_policies where schemaname = 'public'
    union all select 'function', p.proname, pg_get_functiondef(p.oid) || coalesce(p.proacl::text, '')
      from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
        and not exists (select 1 from pg_depend where objid = p.oid and deptype = 'e')
    union all select 'extension', extname, '' from pg_extension`)
  return found.rows.map(({ what, name, is }) => `${what} ${name}: ${is}`).sort()
}
