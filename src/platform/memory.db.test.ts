// The stamp of an institution's records: another one after every change of them, and only then.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloneDatabase } from '../../test/database.ts'
import type { Database, Tx } from './database.ts'
import { readStamp } from './memory.ts'

let here: Awaited<ReturnType<typeof cloneDatabase>>
beforeAll(async () => {
  here = await cloneDatabase()
})
afterAll(() => here.drop())

const stamp = (tenant = 'mayo', db: Database = here.db) => db.inTenant(tenant, readStamp)
const change = (work: (tx: Tx) => Promise<unknown>) => here.db.inTenant('mayo', work)

/** Tables of an institution that no remembered answer rests on, and why. */
const UNWATCHED: Record<string, string> = {
  draft: 'a draft is looked up each time',
  edit: 'of a draft',
  cell_mark: 'of a draft',
  solve: 'of a draft',
  feed: 'noted at each use; the calendar behind it ends with its key',
  feed_key: 'asked for each time',
  session: 'asked for each time',
  access_key: 'asked for each time',
  access_key_hash: 'asked for each time',
  account_person: 'asked for at the sign-in',
  link: 'asked for each time',
  link_hash: 'asked for each time',
  provider: 'asked for at the sign-in',
  provider_domain: 'asked for at the sign-in',
  mail: 'sent, not shown from memory',
  mail_address: 'sent, not shown from memory',
  push_device: 'sent, not shown from memory',
  conference_due: 'asked for each time',
  outbox: 'sent, not shown from memory',
  hook: 'sent, not shown from memory',
  hook_delivery: 'sent, not shown from memory',
  replay: 'asked for each time',
  audit: 'never changes anything',
  audit_budget: 'never changes anything',
  audit_head: 'never changes anything',
  audit_chain: 'never changes anything',
  applicant: 'of a season of applying: asked for each time',
  application: 'of a season of applying: asked for each time',
  recommendation: 'of a season of applying: asked for each time',
  application_document: 'of a season of applying: asked for each time',
  document_bytes: 'of a season of applying: asked for each time',
  eligibility_verdict: 'of a season of applying: asked for each time',
  applicant_entry: 'of a season of applying: asked for each time',
  applicant_session: 'of a season of applying: asked for each time',
  review_setup: 'of a season of applying: asked for each time',
  review: 'of a season of applying: asked for each time',
  decision: 'of a season of applying: asked for each time',
  interview_setup: 'of a season of applying: asked for each time',
  interview_score: 'of a season of applying: asked for each time',
  interview_panel: 'of a season of applying: asked for each time',
  interview_session: 'of a season of applying: asked for each time',
  interview_day: 'of a season of applying: asked for each time',
  interview_invitation: 'of a season of applying: asked for each time',
  rank_list: 'of a season of applying: asked for each time',
  rank_version: 'of a season of applying: asked for each time',
  rank_certification: 'of a season of applying: asked for each time',
  rank_roster: 'of a season of applying: asked for each time',
  retention: 'of a season of applying: asked for each time',
  forgotten: 'of a season of applying: asked for each time',
  incoming: 'of a season of applying: asked for each time',
  onboarding_task: 'of a season of applying: asked for each time',
  stamp: 'the stamp itself',
  touched: 'the stamp itself',
}

test('every table of an institution is watched, or it is said why not', async () => {
  const found = await here.db.pool.query<{ name: string; watched: number }>(`
    select c.relname as name, (select count(*)::int from pg_trigger t where t.tgrelid = c.oid
      and t.tgname like 'touched_by_%') as watched
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`)
  const wrong = found.rows.filter(({ name, watched }) => watched !== (UNWATCHED[name] ? 0 : 3))
  expect(wrong).toEqual([])
})

test('it changes when a record is made, altered or taken away', async () => {
  const seen = [await stamp()]
  await change((tx) =>
    sql`insert into person (tenant, id, given, family) values ('mayo', 'nils', 'Nils', 'Holm')`.execute(
      tx,
    ),
  )
  seen.push(await stamp())
  await change((tx) => sql`update person set family = 'Holmberg' where id = 'nils'`.execute(tx))
  seen.push(await stamp())
  await change((tx) => sql`delete from person where id = 'nils'`.execute(tx))
  seen.push(await stamp())
  await here.db.pool.query(`update tenant set name = 'Mayo, again' where id = 'mayo'`)
  seen.push(await stamp())
  expect(new Set(seen).size).toBe(5)
})

test('it stays when nothing has changed, and when a draft has, and when others have', async () => {
  const before = await stamp()
  await change((tx) => sql`select 1 from person`.execute(tx))
  await change((tx) => sql`update person set family = 'x' where id = 'nobody at all'`.execute(tx))
  await here.db.inTenant('brigham', (tx) =>
    sql`update programme set name = name || ' again'`.execute(tx),
  )
  expect(await stamp()).toBe(before)
  expect(await stamp('brigham')).not.toBe(before)
})

test('who is about to change a record has none, nor does a change that was taken back leave one', async () => {
  const before = await stamp()
  const within = change(async (tx) => {
    await sql`update programme set name = name || '!'`.execute(tx)
    expect(await readStamp(tx)).toBeNull()
    expect(await stamp(), 'to others nothing has happened yet').toBe(before)
    throw new Error('taken back')
  })
  await expect(within).rejects.toThrow('taken back')
  expect(await stamp()).toBe(before)
})

test('thirty who change records and are written into the audit at once wait in one order', async () => {
  const before = await stamp()
  await Promise.all(
    Array.from({ length: 30 }, (_, nth) =>
      change(async (tx) => {
        const first = sql`update work set name = name || '.' where id = (select min(id) from work)`
        const second = sql`insert into person (tenant, id, given, family)
          values ('mayo', ${`many-${nth}`}, 'One', 'Of many')`
        await (nth % 2 ? second : first).execute(tx)
        if (nth % 3 === 0) await sql`update plan set title = title || '.'`.execute(tx)
      }),
    ),
  )
  const [from, to] = [before!, (await stamp())!].map((text) => Number(text.split(' ').at(-1)))
  expect(to! - from!).toBe(30)
})

test('a statement that is said often is planned once by each connection, in each role', async () => {
  for (let nth = 0; nth < 6; nth++)
    await change((tx) => sql`select family from person where id = ${'nobody'}`.execute(tx))
  const open = await here.db.pool.query<{ n: number }>(
    `select count(*)::int as n from pg_prepared_statements where statement like 'select family%'`,
  )
  expect(open.rows[0]!.n).toBe(1)
})
