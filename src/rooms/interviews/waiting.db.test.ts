// Is somebody told of what waits for them, of that alone, and only while it can still be done?
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from '../../../test/database.ts'
import { addDays, type Day } from '../../kernel/day.ts'
import { actingAs } from '../../platform/acting.ts'
import { findApplications } from '../recruitment/index.ts'
import type { Actor } from '../people/schema.ts'
import { usualInterview } from './usual.ts'
import { viewWaiting } from './waiting.ts'

const TENANT = 'johns-hopkins'
const CYCLE = 'jh-msk-season'
let here: TestDatabase
let director: Actor
beforeAll(async () => {
  here = await cloneDatabase()
  director = await actAs(here.db, TENANT, 'ingrid-halvorsdottir')
})
afterAll(() => here.drop())

const owner = (text: string) => here.db.unfenced((tx) => sql.raw(text).execute(tx))
const waits = async (actor: Actor, now = NOW) =>
  value(await actingAs({ actor: actor.person.id }, () => viewWaiting(here.db, actor, now))).items
const later = (days: number, time = '12:00:00') =>
  `${addDays(NOW.slice(0, 10) as Day, days)}T${time}.000Z` as typeof NOW

test('applications assigned and not decided upon wait to be read; a trainee has none', async () => {
  const lucia = await actAs(here.db, TENANT, 'lucia-ferrandiz')
  const assigned = async () => (await waits(lucia))[0]?.toRead ?? 0
  const before = await assigned()
  expect(before).toBeGreaterThan(0)
  const [one] = await here.db.inTenant(
    TENANT,
    async (tx) =>
      (
        await sql<{ application: string }>`select r.application from review r
        where r.reviewer = 'lucia-ferrandiz' and r.state = 'assigned'
          and not exists (select from decision d where d.application = r.application) limit 1`.execute(
          tx,
        )
      ).rows,
  )
  const decide = (verdict: string, nth: number) =>
    owner(`insert into decision (tenant, application, nth, verdict, by_person) values ('${TENANT}',
      '${one!.application}', ${nth}, '${verdict}', 'ingrid-halvorsdottir')`)
  await decide('hold', 1)
  expect(await assigned()).toBe(before)
  await decide('reject', 2)
  expect(await assigned()).toBe(before - 1)
  const [trainee] = await here.db.inTenant(
    TENANT,
    async (tx) =>
      (
        await sql<{ person: string }>`select person from role where role = 'trainee'
        and programme = 'jh-msk' and during @> ${NOW.slice(0, 10)}::date limit 1`.execute(tx)
      ).rows,
  )
  expect(await waits(await actAs(here.db, TENANT, trainee!.person))).toEqual([])
})

test('an interview is named two weeks ahead, waits for its scores when it is over, and for nothing then', async () => {
  const [one] = await here.db.inTenant(TENANT, (tx) => findApplications(tx, { cycle: CYCLE }))
  const begins = later(20, '15:00:00')
  await owner(`delete from interview_session; delete from interview_score;
    update interview_day set track = left(id, 60), starts_at = '${begins}', locks_at = '${later(18)}',
      published_at = null where cycle = '${CYCLE}'`)
  await owner(`with day as (select tenant, id from interview_day where cycle = '${CYCLE}'
      order by id limit 1), put as (insert into interview_panel (tenant, day, person)
        select tenant, id, 'ingrid-halvorsdottir' from day on conflict do nothing)
    insert into interview_session (tenant, day, nth, person, application)
      select tenant, id, 0, 'ingrid-halvorsdottir', '${one!.id}' from day`)
  const mine = async (now: typeof NOW) => {
    const item = (await waits(director, now))[0]
    return { ahead: item?.ahead ?? 0, next: item?.next ?? null, toScore: item?.toScore ?? 0 }
  }
  const nothing = { ahead: 0, next: null, toScore: 0 }
  expect(await mine(later(15))).toEqual(nothing)
  await owner(`update interview_day set published_at = now() where cycle = '${CYCLE}'`)
  expect(await mine(later(5))).toEqual(nothing)
  const said = { ...nothing, ahead: 1, next: begins.replace('.000Z', 'Z') }
  expect(await mine(later(7))).toEqual(said)
  expect(await mine(later(20, '15:01:00'))).toEqual(said)
  expect(await mine(later(20, '19:00:00'))).toEqual({ ...nothing, toScore: 1 })
  const scores = JSON.stringify(
    Object.fromEntries(usualInterview.criteria.map(({ id }) => [id, 3])),
  )
  await owner(`insert into interview_score (tenant, application, person, scores, is_done)
    values ('${TENANT}', '${one!.id}', 'ingrid-halvorsdottir', '${scores}', true)`)
  expect(await mine(later(20, '19:00:00'))).toEqual(nothing)
})

test('once the ranks are due nothing waits any more', async () => {
  await owner(`update recruitment_cycle set rank_opens = null,
    rank_deadline = '${later(1)}' where id = '${CYCLE}'`)
  const lucia = await actAs(here.db, TENANT, 'lucia-ferrandiz')
  expect((await waits(lucia, later(0))).length).toBeGreaterThan(0)
  expect(await waits(lucia, later(1, '12:00:01'))).toEqual([])
})
