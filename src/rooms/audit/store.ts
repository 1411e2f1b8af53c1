// Every query about the audit. It is only read here: the database writes it itself.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Search } from './schema.ts'

type Facts = Record<string, unknown> | null
export type EntryRow = {
  id: number
  at: Date
  actor: string | null
  actor_name: string | null
  on_behalf: string | null
  action: string
  thing: string
  thing_id: string
  subject: string | null
  subject_name: string | null
  before: Facts
  after: Facts
  reason: string | null
  request: string | null
}

/** Newest first. `programme`: nothing that concerns another programme. */
export async function findEntries(
  tx: Tx,
  search: Search & { programme?: string },
  most: number,
): Promise<EntryRow[]> {
  const { actor, subject, thing, words, before, programme } = search
  const like = words ? `%${words.replace(/[\\%_]/g, '\\$&')}%` : null
  const found = await sql<EntryRow>`
    select a.id, a.at, a.actor, p.given || ' ' || p.family as actor_name, a.on_behalf, a.action,
      a.thing, a.thing_id, a.subject, s.given || ' ' || s.family as subject_name, a.before, a.after,
      a.reason, a.request
    from audit a
    left join person p on p.tenant = a.tenant and p.id = a.actor
    left join person s on s.tenant = a.tenant and s.id = a.subject
    where (${actor ?? null}::text is null or a.actor = ${actor ?? null})
      and (${subject ?? null}::text is null or a.subject = ${subject ?? null})
      and (${thing ?? null}::text is null or a.thing = ${thing ?? null})
      and (${before ?? null}::bigint is null or a.id < ${before ?? null})
      and (${programme ?? null}::text is null or coalesce(a.after ->> 'programme',
        a.before ->> 'programme', ${programme ?? null}) = ${programme ?? null})
      and (${like}::text is null or concat_ws(' ', a.action, a.thing, a.thing_id, a.reason,
        p.given || ' ' || p.family, s.given || ' ' || s.family, a.before::text, a.after::text)
        ilike ${like})
    order by a.id desc limit ${most}`.execute(tx)
  return found.rows
}

/** Recomputes the chain; nothing of it is believed. */
export async function checkChain(
  tx: Tx,
): Promise<{ entries: number; head: string | null; faults: string[] }> {
  const found = await sql<{
    number: number
    entry: number
    isGap: boolean
    isWrong: boolean
  }>`select c.number, c.entry,
      c.number <> coalesce(lag(c.number) over w, 0) + 1 as "isGap",
      a.id is null or c.hash <> audit_hash(coalesce(lag(c.hash) over w, ''), a) as "isWrong"
    from audit_chain c left join audit a on a.tenant = c.tenant and a.id = c.entry
    window w as (order by c.number) order by c.number`.execute(tx)
  const faults: string[] = []
  for (const { number, entry, isGap, isWrong } of found.rows) {
    if (isGap) faults.push(`An entry before number ${number} is missing.`)
    if (isWrong) faults.push(`Entry ${entry} (number ${number}) is not what it was.`)
    if (faults.length >= 20) break
  }
  const head = await sql<{
    number: number
    hash: string
  }>`select number, hash from audit_head`.execute(tx)
  const last = await sql<{ number: number; hash: string }>`select number, hash from audit_chain
    order by number desc limit 1`.execute(tx)
  const loose = await sql<{ count: number }>`select count(*)::int as count from audit a
    where not exists (select 1 from audit_chain c where c.tenant = a.tenant and c.entry = a.id)`.execute(
    tx,
  )
  if (loose.rows[0]!.count > 0) faults.push(`${loose.rows[0]!.count} entries are not in the chain.`)
  if (head.rows[0]?.hash !== last.rows[0]?.hash || head.rows[0]?.number !== last.rows[0]?.number)
    faults.push('The end of the chain is not where it was left.')
  return { entries: found.rows.length, head: head.rows[0]?.hash ?? null, faults }
}
