// Are planned calls published whole, once, around what people have traded, and never into the past?
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actingAs } from '../src/platform/acting.ts'
import { addDays, day } from '../src/kernel/day.ts'
import { startJobs } from '../src/platform/jobs.ts'
import { openLive } from '../src/platform/live.ts'
import {
  discardCall,
  pinCall,
  planCall,
  stopCall,
  unwishCall,
  wishCall,
} from '../src/rooms/call/asking.ts'
import { runCallPlan } from '../src/rooms/call/plan-job.ts'
import { publishCall } from '../src/rooms/call/publishing.ts'
import {
  addHoliday,
  addKind,
  changeKind,
  endKind,
  removeHoliday,
} from '../src/rooms/call/setting.ts'
import { viewCall } from '../src/rooms/call/viewing.ts'
import { choosePack, savePack } from '../src/rooms/hours/actions.ts'
import { upsertAddress } from '../src/rooms/mail/index.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

const programme = 'mayo-msk'
const TENANT = 'mayo'
const FROM = addDays(day(NOW.slice(0, 10)), 9)
const TO = addDays(FROM, 20)
let here: TestDatabase
let planner: Actor
beforeEach(async () => {
  here = await cloneDatabase()
  await (await startJobs(here.db.pool, {}, { alone: true })).stop()
  planner = await actAs(here.db, TENANT, await plannerOf())
})
afterEach(() => here.drop())

const query = <T>(text: ReturnType<typeof sql<T>>) =>
  here.db.inTenant(TENANT, async (tx) => (await text.execute(tx)).rows)
const plannerOf = async () =>
  (
    await query(sql<{ person: string }>`select person from role where programme = ${programme}
      and role in ('director', 'coordinator') order by person limit 1`)
  )[0]!.person
type Row = { id: string; person: string; on: string; source: string }
const standing = () =>
  query(sql<Row>`select id, person, first_day::text as "on", source from person_time
    where programme = ${programme} and layer = 'call' and line = 'published'
    order by first_day, person, id`)
const inRange = (rows: Row[]) => rows.filter(({ on }) => on >= FROM && on <= TO)
const rules = (outcome: { ok: boolean; findings?: { rule: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.rule)
const as = <T>(work: () => Promise<T>) => actingAs({ actor: planner.person.id }, work)

/** Asked for as by the page, then planned as by the worker. */
async function plan(): Promise<{ id: string; proposal: string }> {
  const words = { from: FROM, to: TO, seconds: 2 }
  const { proposal } = value(await as(() => planCall(here.db, planner, programme, words, NOW)))
  const live = await openLive(here.db.pool)
  const job = { tenant: TENANT, proposal, zone: planner.institution.timeZone }
  await as(() => runCallPlan(here.db, live, undefined, job, new AbortController().signal))
  await live.close()
  return { id: programme, proposal }
}
const publish = (at: { id: string; proposal: string }) =>
  as(() => publishCall(here.db, planner, at, NOW))
const trade = (id: string) =>
  query(sql`update person_time set source = 'trade:x', version = version + 1 where id = ${id}
    returning id`)

test('a planned range is published in place of what stood there, once, and nothing outside is touched', async () => {
  const before = await standing()
  const at = await plan()
  const { proposal } = value(await viewCall(here.db, planner, programme, NOW))
  expect(proposal).toMatchObject({ id: at.proposal, state: 'ready', says: '' })
  expect(proposal!.calls).toHaveLength(21)
  expect(await standing()).toEqual(before)

  expect(value(await publish(at)).added).toBeGreaterThan(0)
  const after = await standing()
  const planned = proposal!.calls.map(({ person, on }) => `${on} ${person}`)
  expect(inRange(after).map(({ person, on }) => `${on} ${person}`)).toEqual(planned.toSorted())
  const isOutside = ({ on }: Row) => on < FROM || on > TO
  expect(after.filter(isOutside)).toEqual(before.filter(isOutside))
  expect(rules(await publish(at))).toEqual(['call.over'])
  expect(await standing()).toEqual(after)
})

test('what the hours would say of it is judged by the pack that the programme has chosen', async () => {
  const rule = { id: 'OUR', clause: 'Handbook 4', level: 'core' }
  const spacing = { ...rule, rule: 'call-spacing', params: { nights: 14 } }
  const average = { ...rule, id: 'OUR-W', rule: 'weekly-average', params: { hours: 1 } }
  const facts = {
    format: 'isocenter.hours-pack',
    version: 1,
    id: 'ours',
    title: 'Ours',
    edition: '1',
  }
  const pack = { ...facts, rules: [spacing, average] }
  await query(sql`insert into person_time (tenant, person, programme, line, layer, kind, work, during,
      source)
    select ${TENANT}, (select person from role where programme = ${programme} and role = 'trainee'
        order by person limit 1), ${programme}, 'published', 'assignment', 'rotation', w.id,
      daterange(${NOW.slice(0, 10)}::date, ${addDays(TO, 30)}::date), 'test'
    from work w where w.programme = ${programme} and w.kind = 'rotation' order by w.id limit 1`)
  value(await as(() => savePack(here.db, planner, programme, { pack, after: 0 })))
  await plan()
  const seen = async () => value(await viewCall(here.db, planner, programme, NOW)).proposal!
  expect((await seen()).foreseen.map(({ clause }) => clause)).not.toContain('Handbook 4')
  const words = { pack: 'ours', version: 1, isBarrier: false }
  const at = { id: programme, from: day(NOW.slice(0, 10)) }
  value(await as(() => choosePack(here.db, planner, at, words, NOW)))
  const { foreseen, pack: title } = await seen()
  expect([title, new Set(foreseen.map(({ clause }) => clause))]).toEqual([
    'Ours',
    new Set(['Handbook 4']),
  ])
  expect(foreseen.some(({ causes }) => causes.length > 0)).toBe(true)
})

test('a traded call stays with whom it went to, and the plan goes around it', async () => {
  const traded = inRange(await standing())[4]!
  await trade(traded.id)
  const at = await plan()
  const { proposal } = value(await viewCall(here.db, planner, programme, NOW))
  expect(proposal!.calls.filter(({ on }) => on === traded.on)).toEqual([])
  value(await publish(at))
  const there = inRange(await standing()).filter(({ on }) => on === traded.on)
  expect(there).toEqual([{ ...traded, source: 'trade:x' }])
})

test('a trade after the planning makes the plan stale, and nothing is published of it', async () => {
  const at = await plan()
  await trade(inRange(await standing())[4]!.id)
  const before = await standing()
  expect(rules(await publish(at))).toEqual(['call.stale'])
  expect(await standing()).toEqual(before)
})

test('leave that came in after the planning makes the plan stale', async () => {
  const at = await plan()
  const { proposal } = value(await viewCall(here.db, planner, programme, NOW))
  const [first] = proposal!.calls
  await query(sql`delete from person_time where layer = 'absence' and person = ${first!.person}`)
  await query(sql`insert into person_time (tenant, person, programme, line, layer, kind, work, during,
      source) values (${TENANT}, ${first!.person}, ${programme}, 'published', 'absence', 'leave',
      (select work from person_time where layer = 'absence' limit 1),
      daterange(${first!.on}::date, ${first!.on}::date, '[]'), 'x')`)
  expect(rules(await publish(at))).toEqual(['call.stale'])
})

test('of many who publish the same plan at once one does, and no call stands twice', async () => {
  const at = await plan()
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => publish(at)))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(outcomes.flatMap(rules)).toEqual(Array.from({ length: 4 }, () => 'call.over'))
  expect(inRange(await standing())).toHaveLength(21)
})

test('everybody whose calls have changed is told, nobody else', async () => {
  const before = inRange(await standing())
  const people = await query(sql<{ person: string }>`select distinct person from role
    where programme = ${programme} and role = 'trainee'`)
  await here.db.inTenant(TENANT, async (tx) => {
    for (const { person } of people)
      await upsertAddress(tx, TENANT, { person, email: `${person}@mayo.example` })
  })
  const at = await plan()
  value(await publish(at))
  const after = inRange(await standing())
  const keys = (rows: Row[]) => new Set(rows.map(({ person, on }) => `${person} ${on}`))
  const [old, now] = [keys(before), keys(after)]
  const changed = [...before, ...after]
    .filter(({ person, on }) => old.has(`${person} ${on}`) !== now.has(`${person} ${on}`))
    .map(({ person }) => person)
  const told = await query(sql<{ person: string }>`select distinct person from mail
    where key like ${`%call/${at.proposal}%`}`)
  const trainees = new Set(people.map(({ person }) => person))
  const concerned = [...new Set(changed)].filter((person) => trainees.has(person))
  expect(concerned.length).toBeGreaterThan(0)
  expect(told.map(({ person }) => person).toSorted()).toEqual(concerned.toSorted())
})

test('a discarded plan is not published, and the past is not planned', async () => {
  const at = await plan()
  const live = await openLive(here.db.pool)
  value(await as(() => discardCall(here.db, live, planner, at)))
  await live.close()
  expect(rules(await publish(at))).toEqual(['call.unready'])
  const words = { from: addDays(FROM, -40), to: TO, seconds: 2 }
  expect(rules(await as(() => planCall(here.db, planner, programme, words, NOW)))).toEqual([
    'call.past',
  ])
})

test('what is pinned stays where it is, and a pin after the planning makes the plan stale', async () => {
  const pinned = inRange(await standing())[3]!
  value(await as(() => pinCall(here.db, planner, { id: programme, call: pinned.id }, true)))
  const at = await plan()
  value(await publish(at))
  expect(inRange(await standing())).toContainEqual(pinned)
  const next = await plan()
  const other = inRange(await standing())[7]!
  value(await as(() => pinCall(here.db, planner, { id: programme, call: other.id }, true)))
  expect(rules(await publish(next))).toEqual(['call.stale'])
  const nowhere = { id: programme, call: 'nowhere' }
  expect((await as(() => pinCall(here.db, planner, nowhere, true))).ok).toBe(false)
})

test('who asked for a free day has none of the planned calls on it, and takes the wish back', async () => {
  const [role] = await query(sql<{ person: string }>`select person from role
    where programme = ${programme} and role = 'trainee' order by person limit 1`)
  const resident = await actAs(here.db, TENANT, role!.person)
  const asks = <T>(work: () => Promise<T>) => actingAs({ actor: resident.person.id }, work)
  const words = { from: addDays(FROM, 4), to: addDays(FROM, 6), avoid: true, kind: null, note: '' }
  const { wish } = value(await asks(() => wishCall(here.db, resident, programme, words, NOW)))
  await plan()
  const { proposal } = value(await viewCall(here.db, planner, programme, NOW))
  const days = proposal!.calls.filter(({ on }) => on >= words.from && on <= words.to)
  expect(days.map(({ person }) => person)).not.toContain(resident.person.id)
  expect(proposal!.unmet).toEqual([])
  const at = { id: programme, wish }
  expect((await as(() => unwishCall(here.db, planner, at))).ok).toBe(false)
  value(await asks(() => unwishCall(here.db, resident, at)))
  const past = { ...words, from: addDays(FROM, -40), to: addDays(FROM, -39) }
  expect(rules(await asks(() => wishCall(here.db, resident, programme, past, NOW)))).toEqual([
    'call.past',
  ])
})

test('planning that is stopped keeps the best so far', async () => {
  const words = { from: FROM, to: TO, seconds: 60 }
  const { proposal } = value(await as(() => planCall(here.db, planner, programme, words, NOW)))
  const live = await openLive(here.db.pool)
  const at = { id: programme, proposal }
  value(await as(() => stopCall(here.db, live, planner, at)))
  const job = { tenant: TENANT, proposal, zone: planner.institution.timeZone }
  const begun = Date.now()
  await as(() => runCallPlan(here.db, live, undefined, job, new AbortController().signal))
  await live.close()
  expect(Date.now() - begun).toBeLessThan(20_000)
  const view = value(await viewCall(here.db, planner, programme, NOW))
  expect(view.proposal).toMatchObject({ state: 'ready' })
  expect(view.proposal!.calls).toHaveLength(21)
})

test('a kind of call is added, changed by one of two who change it, ended and used again', async () => {
  const { kinds } = value(await viewCall(here.db, planner, programme, NOW))
  const { code, name, color, facts, id, version } = kinds[0]!
  const words = { code: 'LATE', name: 'Late reads', color: 2, facts }
  const clash = await as(() =>
    addKind(here.db, planner, programme, { ...words, code: code.toLowerCase(), name }, NOW),
  )
  expect(rules(clash)).toEqual(['call.kind', 'call.kind'])
  const bare = { ...facts, hours: { ...facts.hours, friday: null } }
  const late = await as(() => addKind(here.db, planner, programme, { ...words, facts: bare }, NOW))
  expect(late).toMatchObject({
    findings: [{ says: '1 person needed on Friday, but it has no hours then.' }],
  })
  value(await as(() => addKind(here.db, planner, programme, words, NOW)))
  const change = () =>
    as(() =>
      changeKind(
        ...([here.db, planner, { id: programme, kind: id }] as const),
        { code, name: 'Home call', color, facts: { ...facts, nightsApart: 3 }, version },
        NOW,
      ),
    )
  const both = await Promise.all([change(), change()])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  value(await as(() => endKind(here.db, planner, { id: programme, kind: id }, true)))
  const ended = value(await viewCall(here.db, planner, programme, NOW))
  expect(ended.kinds.map((kind) => kind.name)).toEqual(['Late reads'])
  value(await as(() => endKind(here.db, planner, { id: programme, kind: id }, false)))
  const again = value(await viewCall(here.db, planner, programme, NOW))
  expect(again.kinds.map((kind) => kind.name)).toEqual(['Home call', 'Late reads'])
  expect(again.kinds[0]!.facts.nightsApart).toBe(3)
})

test('a holiday is added once, counts for the ledger, and only the programme’s own is removed', async () => {
  const words = { on: addDays(FROM, 5), name: 'Founders’ Day', isMajor: true }
  value(await as(() => addHoliday(here.db, planner, programme, words, NOW)))
  expect(rules(await as(() => addHoliday(here.db, planner, programme, words, NOW)))).toEqual([
    'call.holiday',
  ])
  const { holidays } = value(await viewCall(here.db, planner, programme, NOW))
  const own = holidays.find(({ name }) => name === words.name)!
  const house = holidays.find((one) => one.programme === null)!
  const remove = (holiday: string) =>
    as(() => removeHoliday(here.db, planner, { id: programme, holiday }))
  expect((await remove(house.id)).ok).toBe(false)
  value(await remove(own.id))
})

describe('a plan whose job was given up', () => {
  const words = { from: FROM, to: TO, seconds: 2 }
  const asked = async () =>
    value(await as(() => planCall(here.db, planner, programme, words, NOW))).proposal
  const seen = async () => value(await viewCall(here.db, planner, programme, NOW)).proposal!
  const age = (id: string, seconds: number) =>
    here.db.pool.query(
      `update call_proposal set asked_at = asked_at - make_interval(secs => $2) where id = $1`,
      [id, seconds],
    )
  const giveUp = () =>
    here.db.pool.query(
      `update graphile_worker._private_jobs set attempts = max_attempts, locked_by = null, locked_at = null`,
    )

  test('waits while somebody may still take it up', async () => {
    const id = await asked()
    await age(id, 3600)
    expect(await seen()).toMatchObject({ id, state: 'waiting' })
  })

  test('says what happened, stands in nobody’s way, and is planned again from there', async () => {
    const id = await asked()
    await giveUp()
    expect(await seen()).toMatchObject({ id, state: 'waiting' })
    await age(id, 60)
    const given = await seen()
    expect(given).toMatchObject({ id, state: 'failed', from: FROM, to: TO, seconds: 2 })
    expect(given.says).toContain('It was given up')
    const again = await asked()
    expect(again).not.toBe(id)
    expect(await seen()).toMatchObject({ id: again, state: 'waiting' })
  })

  test('also where the job is lost altogether; and it can be discarded', async () => {
    const id = await asked()
    await here.db.pool.query('delete from graphile_worker._private_jobs')
    await age(id, 60)
    expect((await seen()).state).toBe('failed')
    const live = await openLive(here.db.pool)
    value(await as(() => discardCall(here.db, live, planner, { id: programme, proposal: id })))
    await live.close()
    expect(await seen()).toBeNull()
  })

  test('a fault while it is planned is said with its number, and not tried for an hour', async () => {
    const id = await asked()
    // A kind of call that no hours can be read from: what the program has stored is not what it reads.
    await here.db.pool.query(
      `update call_kind set facts = jsonb_set(facts, '{hours}', '"never"') where tenant = $1`,
      [TENANT],
    )
    const live = await openLive(here.db.pool)
    const job = { tenant: TENANT, proposal: id, zone: planner.institution.timeZone }
    const run = () => runCallPlan(here.db, live, undefined, job, new AbortController().signal)
    await as(run)
    await live.close()
    const [row] = await query(
      sql<{ state: string; says: string }>`select state, says from call_proposal where id = ${id}`,
    )
    expect(row).toMatchObject({
      state: 'failed',
      says: expect.stringMatching(/^Something went wrong on our side \(number \w{8}\)/),
    })
  })
})
