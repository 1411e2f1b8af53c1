// Does a closed year stay what it was, for every role, until two people open it again?
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { actingAs } from '../src/platform/acting.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { agreeToReopen, askToReopen, closeYear, findClosing } from '../src/rooms/rota/closing.ts'
import { createDraft } from '../src/rooms/rota/drafts.ts'
import { publish } from '../src/rooms/rota/publishing.ts'
import { actAs, cloneDatabase, type TestDatabase, value } from './database.ts'

const plan = 'mayo-2026'
let here: TestDatabase
let coordinator: Actor
let director: Actor

beforeEach(async () => {
  here = await cloneDatabase()
  coordinator = await actAs(here.db, 'mayo', 'solveig-bergstrand')
  const found = await here.db.pool.query(
    `select person from role where tenant = 'mayo' and role = 'director' limit 1`,
  )
  director = await actAs(here.db, 'mayo', found.rows[0].person)
})
afterEach(() => here.drop())

/** In the name of whoever acts, as a request does it. */
const as = <T>(actor: Actor, work: () => Promise<T>) => actingAs({ actor: actor.person.id }, work)
const publishOnce = async () => {
  const draft = value(
    await createDraft(here.db, coordinator, plan, { name: 'x', from: 'published' }),
  )
  const wish = { version: draft.version, message: 'x', waiver: 'For a test' }
  return publish(here.db, coordinator, draft.id, wish)
}

test('nothing that was never published is closed', async () => {
  const closed = await closeYear(here.db, coordinator, plan)
  expect(closed).toMatchObject({ ok: false, findings: [{ rule: 'rota.closing' }] })
})

test('a closed year takes no new version, and the database refuses it to everybody', async () => {
  value(await publishOnce())
  value(await as(coordinator, () => closeYear(here.db, coordinator, plan)))
  expect(await publishOnce()).toMatchObject({
    ok: false,
    findings: [{ says: 'Solveig Bergstrand has closed this year; it gets no new version.' }],
  })
  const force = `insert into publication (tenant, plan, version, by_person, message, cells)
    values ('mayo', '${plan}', 99, 'solveig-bergstrand', 'by force', '{}')`
  await expect(here.db.inTenant('mayo', (tx) => sql.raw(force).execute(tx))).rejects.toThrow(
    'this year is closed',
  )
  await expect(
    here.db.unfenced(async (tx) => {
      await sql`select set_config('app.tenant', 'mayo', true)`.execute(tx)
      await sql.raw(force).execute(tx)
    }),
  ).rejects.toThrow('this year is closed')
  // Nor does the role that serves lift a seal by itself.
  for (const text of ['delete from seal', `update seal set reopened_by = 'x'`])
    await expect(here.db.inTenant('mayo', (tx) => sql.raw(text).execute(tx))).rejects.toThrow(
      'permission denied',
    )
})

test('it takes two to open it again, with a reason that stays', async () => {
  value(await publishOnce())
  value(await as(coordinator, () => closeYear(here.db, coordinator, plan)))
  const before = await findClosing(here.db, coordinator, plan)
  value(
    await as(coordinator, () =>
      askToReopen(here.db, coordinator, plan, 'A leave was entered wrong'),
    ),
  )
  const { asked } = await findClosing(here.db, director, plan)
  expect(asked).toMatchObject({ reason: 'A leave was entered wrong', isMine: false })
  const alone = await as(coordinator, () => agreeToReopen(here.db, coordinator, plan, asked!.id))
  expect(alone).toMatchObject({ ok: false })
  expect((await findClosing(here.db, director, plan)).closed).not.toBe(null)
  value(await as(director, () => agreeToReopen(here.db, director, plan, asked!.id)))
  expect((await findClosing(here.db, director, plan)).closed).toBe(null)
  value(await publishOnce())
  // Closed anew it has another seal, for it is another year now; the first one stays on record.
  value(await as(coordinator, () => closeYear(here.db, coordinator, plan)))
  const after = await findClosing(here.db, coordinator, plan)
  expect(after.closed!.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(before.closed!.hash).toMatch(/^[0-9a-f]{64}$/)
  const entries = await here.db.pool.query(
    `select actor, action from audit where thing = 'reopening' order by id`,
  )
  expect(entries.rows).toEqual([
    { actor: 'solveig-bergstrand', action: 'insert' },
    { actor: director.person.id, action: 'update' },
  ])
})

test('two who agree at once agree once', async () => {
  value(await publishOnce())
  value(await as(coordinator, () => closeYear(here.db, coordinator, plan)))
  value(await as(coordinator, () => askToReopen(here.db, coordinator, plan, 'For a test')))
  const { asked } = await findClosing(here.db, director, plan)
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => as(director, () => agreeToReopen(here.db, director, plan, asked!.id))),
  )
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
})

test('whoever comes with a link sees that link, and of everything else nothing', async () => {
  const { rows } = await here.db.pool.query<{ id: string }>(`insert into link (tenant, purpose,
    sent_to, expires_at) select 'mayo', 'x', 'x', now() + interval '1 day'
    from generate_series(1, 3) returning id`)
  const seen = await here.db.asGuest('mayo', rows[1]!.id, (tx) =>
    sql<{ id: string }>`select id from link`.execute(tx),
  )
  expect(seen.rows.map(({ id }) => id)).toEqual([rows[1]!.id])
  const tables = await here.db.pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r'
     and relnamespace = 'public'::regnamespace and relname <> 'link'`,
  )
  const read = (name: string, what = sql`1`) =>
    here.db.asGuest('mayo', rows[1]!.id, (tx) =>
      sql`select ${what} from ${sql.table(name)}`.execute(tx),
    )
  for (const { name } of tables.rows)
    if (FOR_WRITERS.has(name)) expect((await read(name)).rows, name).toEqual([])
    else if (name !== 'programme')
      await expect(read(name), name).rejects.toThrow('permission denied')
  // What a programme is called is on its public page; what else is known of it is not.
  await expect(read('programme', sql`facts`)).rejects.toThrow('permission denied')
})

/** Who writes a letter sees the one that was asked of them, by that link and by no other. */
const FOR_WRITERS = new Set([
  ...['recruitment_cycle', 'applicant', 'application', 'recommendation', 'application_document'],
])
