// Every query of the doctor: what does the database say of itself?
import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { Migration } from '../../platform/migrate.ts'
import type { DatabaseFacts } from './doctor-rules.ts'
import { examineSecrets } from './secrets.ts'

/** They say to which tenant a token belongs, so they are read before there is one. */
const DIRECTORY = [
  'access_key_hash',
  'account_person',
  'feed_key',
  'link_hash',
  'provider_domain',
  'session',
]
const REQUEST_ROLES = 'isocenter\\_%'

export async function examineDatabase(
  db: Database,
  migrations: Migration[],
  now: () => number,
  folder?: string,
): Promise<DatabaseFacts> {
  const asked = now()
  const clock = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db.directory)
  const answered = now()
  const found = await sql<{
    version: number
    text: string
    checksums: string
    extensions: string[]
    bypassing: string[]
    open: string[]
    steps: boolean
  }>`select current_setting('server_version_num')::int / 10000 as version,
      current_setting('server_version') as text,
      current_setting('data_checksums') as checksums,
      (select coalesce(array_agg(extname::text), '{}') from pg_extension) as extensions,
      (select coalesce(array_agg(rolname::text order by 1), '{}') from pg_roles
        where rolname like ${REQUEST_ROLES} and (rolsuper or rolbypassrls)) as bypassing,
      (select coalesce(array_agg(c.relname::text order by 1), '{}') from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
          and c.relname <> all(${DIRECTORY})
          and not (c.relrowsecurity and c.relforcerowsecurity)) as open,
      to_regclass('public.migration') is not null as steps`.execute(db.directory)
  const { version, text, checksums, extensions, bypassing, open, steps } = found.rows[0]!
  const applied = steps
    ? (
        await sql<{ name: string; hash: string }>`select name, hash from migration`.execute(
          db.directory,
        )
      ).rows
    : []
  const state = compareSteps(applied, migrations)
  const isThere = await sql<{ is: boolean }>`select to_regclass('public.upkeep') is not null
    and to_regclass('public.secret_key') is not null
    and to_regclass('graphile_worker.jobs') is not null as is`.execute(db.directory)
  return {
    ...{ version, versionText: text, extensions, bypassing, open, steps: state },
    hasChecksums: checksums === 'on',
    clock: {
      offMs: clock.rows[0]!.at.getTime() - (asked + answered) / 2,
      exactMs: (answered - asked) / 2 + 1,
    },
    ...(isThere.rows[0]!.is ? { kept: await examineKept(db, folder) } : {}),
  }
}

export function compareSteps(
  applied: readonly { name: string; hash: string }[],
  migrations: readonly Migration[],
): DatabaseFacts['steps'] {
  const known = new Map(migrations.map(({ name, hash }) => [name, hash]))
  const names = new Set(applied.map(({ name }) => name))
  return {
    missing: migrations.flatMap(({ name }) => (names.has(name) ? [] : [name])),
    newer: applied.flatMap(({ name }) => (known.has(name) ? [] : [name])),
    edited: applied.flatMap(({ name, hash }) =>
      known.has(name) && known.get(name) !== hash ? [name] : [],
    ),
  }
}

async function examineKept(
  db: Database,
  folder: string | undefined,
): Promise<NonNullable<DatabaseFacts['kept']>> {
  const found = await sql<{ data: boolean; backup: Date | null; stuck: string[] }>`select
      exists (select from tenant) as data,
      (select max(ended_at) from upkeep where kind = 'backup' and state = 'done') as backup,
      (select coalesce(array_agg(distinct task_identifier), '{}') from graphile_worker.jobs
        where attempts >= max_attempts and locked_by is null
          or locked_by is null and run_at < now() - interval '1 hour') as stuck`.execute(
    db.directory,
  )
  const tenants = await sql<{ id: string }>`select id from tenant`.execute(db.directory)
  let late = 0
  for (const { id } of tenants.rows) late += await countLate(db, id)
  const { data, backup, stuck } = found.rows[0]!
  return {
    ...{ hasData: data, stuckJobs: stuck, lateDeliveries: late },
    ...(backup ? { lastBackup: backup.toISOString() } : {}),
    ...(folder === undefined ? {} : { secrets: await examineSecrets(db, folder) }),
  }
}

function countLate(db: Database, tenant: string): Promise<number> {
  return db.inTenant(tenant, async (tx) => {
    const found = await sql<{ n: number }>`select count(*)::int as n from hook_delivery d
      join outbox o on o.tenant = d.tenant and o.id = d.event
      where d.done_at is null and o.at < clock_timestamp() - interval '1 day'`.execute(tx)
    return found.rows[0]!.n
  })
}
