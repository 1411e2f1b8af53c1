// Every query about links to the board and about what is handed over.
import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'

export type LinkRow = { id: string; programme: string; label: string; at: Moment; by: string }

/** Those in use, newest first. */
export async function findLinks(tx: Tx, programme: string): Promise<LinkRow[]> {
  const found = await sql<Omit<LinkRow, 'at'> & { at: Date }>`select l.id, l.programme, l.label,
      l.made_at as at, p.given || ' ' || p.family as by
    from board_link l join person p on p.tenant = l.tenant and p.id = l.made_by
    where l.programme = ${programme} and l.ended_at is null order by l.made_at desc`.execute(tx)
  return found.rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** The programme of a link that is in use. */
export async function findLinkProgramme(tx: Tx, id: string): Promise<string | undefined> {
  const found = await sql<{ programme: string }>`select programme from board_link
    where id = ${id} and ended_at is null`.execute(tx)
  return found.rows[0]?.programme
}

export async function insertLink(
  tx: Tx,
  tenant: string,
  row: { programme: string; label: string; by: string; tokenHash: string },
): Promise<string> {
  const found = await sql<{ id: string }>`insert into board_link (tenant, programme, label, made_by)
    values (${tenant}, ${row.programme}, ${row.label}, ${row.by}) returning id`.execute(tx)
  const { id } = found.rows[0]!
  await sql`insert into feed_key (token_hash, tenant, feed)
    values (${row.tokenHash}, ${tenant}, ${id})`.execute(tx)
  return id
}

/** With its address. False when there is none in use. */
export async function endLink(tx: Tx, programme: string, id: string): Promise<boolean> {
  const ended = await sql`update board_link set ended_at = clock_timestamp()
    where id = ${id} and programme = ${programme} and ended_at is null returning id`.execute(tx)
  if (ended.rows.length === 0) return false
  await sql`delete from feed_key where feed = ${id}`.execute(tx)
  return true
}

export type LinkKey = { tenant: string; link: string; zone: string; stamp: string | null }

/** Before a tenant is known: a board on a wall brings nothing but its token. */
export async function findLinkKey(db: Database, tokenHash: string): Promise<LinkKey | undefined> {
  const found = await sql<LinkKey>`select k.tenant, k.feed as link, t.time_zone as zone,
      stamp_of(k.tenant) as stamp
    from feed_key k join tenant t on t.id = k.tenant
    where k.token_hash = ${tokenHash}`.execute(db.directory)
  return found.rows[0]
}

export type HandoverRow = {
  id: string
  work: string
  on: Day
  person: string
  name: string
  at: Moment
  says: string
}

/** Of a day and the day before: what was handed over yesterday is read this morning. */
export async function findHandovers(tx: Tx, programme: string, on: Day): Promise<HandoverRow[]> {
  const found = await sql<Omit<HandoverRow, 'at'> & { at: Date }>`select h.id, h.work,
      h.on_day as "on", h.person, p.given || ' ' || p.family as name, h.at, h.says
    from handover h join person p on p.tenant = h.tenant and p.id = h.person
    where h.programme = ${programme} and h.on_day between ${on}::date - 1 and ${on}::date
    order by h.at desc`.execute(tx)
  return found.rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export async function insertHandover(
  tx: Tx,
  tenant: string,
  row: { programme: string; work: string; on: Day; person: string; says: string },
): Promise<string> {
  const found = await sql<{ id: string }>`insert into handover (tenant, programme, work, on_day,
      person, says) values (${tenant}, ${row.programme}, ${row.work}, ${row.on}, ${row.person},
      ${row.says}) returning id`.execute(tx)
  return found.rows[0]!.id
}

/** Only one's own. */
export async function deleteHandover(
  tx: Tx,
  at: { programme: string; id: string; person: string },
): Promise<boolean> {
  const gone = await sql`delete from handover where id = ${at.id} and programme = ${at.programme}
    and person = ${at.person}`.execute(tx)
  return Number(gone.numAffectedRows ?? 0) > 0
}
