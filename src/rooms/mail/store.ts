// Every query about mail: where it reaches somebody, what waits, and how it went.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
import { decryptAt, encryptAt, placeOf } from '../../platform/vault.ts'
import type { Preference } from './schema.ts'

/** `email`: null when only the wishes are known. */
export type AddressRow = { person: string; email: string | null; preference: Preference }
type Raw = {
  person: string
  email: string | null
  news: Preference['news']
  push: boolean
  quiet_from: number | null
  quiet_to: number | null
}

export async function findAddresses(tx: Tx, people: readonly string[]): Promise<AddressRow[]> {
  const found = await sql<Raw>`select person, email, news, push, quiet_from,
      quiet_to from mail_address
    where person = any(${people})`.execute(tx)
  return found.rows.map(({ person, email, news, push, quiet_from, quiet_to }) => {
    const quiet =
      quiet_from === null || quiet_to === null ? null : { from: quiet_from, to: quiet_to }
    return { person, email, preference: { news, push, quiet } }
  })
}

export async function upsertAddress(
  tx: Tx,
  tenant: string,
  { person, email }: { person: string; email: string },
): Promise<void> {
  await sql`insert into mail_address (tenant, person, email) values (${tenant}, ${person}, ${email})
    on conflict (tenant, person) do update set email = excluded.email`.execute(tx)
}

export async function upsertPreference(
  tx: Tx,
  tenant: string,
  person: string,
  { news, push, quiet }: Preference,
): Promise<void> {
  await sql`insert into mail_address (tenant, person, news, push, quiet_from, quiet_to)
    values (${tenant}, ${person}, ${news}, ${push}, ${quiet?.from ?? null}, ${quiet?.to ?? null})
    on conflict (tenant, person) do update set news = excluded.news, push = excluded.push,
      quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to`.execute(tx)
}

export type NewMail = {
  key: string
  person: string | null
  kind: 'account' | 'news'
  subject: string
  text: string
  dueAt: Moment
} & (
  | { email: string; device?: null; path?: null; topic?: null }
  | { email: null; device: string; path: string; topic: string }
)

/** Each is written once for its key, however often it is asked for. */
export async function insertMail(tx: Tx, tenant: string, mail: readonly NewMail[]): Promise<void> {
  if (mail.length === 0) return
  const rows = mail.map((one) => {
    const id = randomUUID()
    // Letters about an account hold ways in.
    const text = one.kind === 'account' ? encryptAt(textAt(tenant, id), one.text) : one.text
    return { ...one, id, text }
  })
  const column = (name: keyof (typeof rows)[number]) => rows.map((one) => one[name] ?? null)
  await sql`insert into mail (tenant, id, key, person, kind, way, email, device, path, topic, subject,
      text, next_at)
    select ${tenant}, one.id, one.key, one.person, one.kind,
      case when one.device is null then 'mail' else 'push' end, one.email, one.device, one.path,
      one.topic, one.subject, one.text, one.due
    from unnest(${column('id')}::uuid[], ${column('key')}::text[], ${column('person')}::text[],
      ${column('kind')}::text[], ${column('email')}::text[], ${column('device')}::text[],
      ${column('path')}::text[], ${column('topic')}::text[], ${column('subject')}::text[],
      ${column('text')}::text[], ${column('dueAt')}::timestamptz[])
      as one (id, key, person, kind, email, device, path, topic, subject, text, due)
    on conflict (tenant, key) do nothing`.execute(tx)
}

const textAt = (tenant: string, id: string) => placeOf('mail.text', tenant, id)
const open = <Row extends { tenant: string; id: string; text: string }>(row: Row): Row => ({
  ...row,
  text: decryptAt(textAt(row.tenant, row.id), row.text),
})

export type MailRow = {
  tenant: string
  id: string
  kind: 'account' | 'news'
  way: 'mail' | 'push'
  /** Null of what goes to a device. */
  email: string | null
  subject: string
  text: string
  at: Date
  attempts: number
  done_at: Date | null
  says: string | null
}

/** The newest first. `name`: of the person that it is for, where that is known. */
export async function findMail(
  tx: Tx,
  most: number,
): Promise<(MailRow & { name: string | null })[]> {
  const found = await sql<MailRow & { name: string | null }>`select m.tenant, m.id, m.kind, m.way,
      m.email, m.subject, m.text, m.at, m.attempts, m.done_at, m.says,
      p.given || ' ' || p.family as name
    from mail m left join person p on p.tenant = m.tenant and p.id = m.person
    order by m.at desc, m.id limit ${most}`.execute(tx)
  return found.rows.map(open)
}

export type DueMail = MailRow & {
  person: string | null
  device: string | null
  path: string | null
  topic: string | null
}

/**
 * Takes what is due, and puts it off by `wait` seconds for the case that this process dies before it
 * can say how it went. News of one person that is due is taken whole, to go out as one letter.
 */
export async function takeDueMail(
  tx: Tx,
  now: Moment,
  most: number,
  wait: number,
): Promise<DueMail[]> {
  const found = await sql<DueMail>`with due as (
      select tenant, id from mail where done_at is null and next_at <= ${now}::timestamptz
      order by at, id limit ${most} for update skip locked)
    update mail m set attempts = m.attempts + 1,
      next_at = ${now}::timestamptz + make_interval(secs => ${wait})
    from due where m.tenant = due.tenant and m.id = due.id
    returning m.tenant, m.id, m.person, m.kind, m.way, m.email, m.device, m.path, m.topic, m.subject,
      m.text, m.at, m.attempts, m.done_at, m.says`.execute(tx)
  return found.rows.map(open).sort((one, other) => one.at.getTime() - other.at.getTime())
}

const NO_LINK = '(a link that only the receiver has)'
export const withoutLinks = (text: string) => text.replace(/https?:\/\/\S+/g, NO_LINK)

/**
 * `next`: when it is tried again; null = it never is. `within`: the letter that carried them. `kept`:
 * what stays here of its text.
 */
export async function settleMail(
  tx: Tx,
  ids: readonly string[],
  outcome: { says: string; isDone: boolean; next: Moment | null; kept?: string },
): Promise<void> {
  const { says, isDone, next, kept } = outcome
  await sql`update mail set text = coalesce(${kept ?? null}, text), says = ${says}, within = ${ids[0]!}::uuid,
      done_at = ${isDone ? sql`clock_timestamp()` : null},
      next_at = coalesce(${next}::timestamptz, 'infinity')
    where id = any(${ids}::uuid[])`.execute(tx)
}
