// Do calls change hands whole, once, and only with everybody's word, however many hands reach for one?
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actingAs } from '../src/platform/acting.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import {
  agreeTo,
  decideTrade,
  proposeTrade,
  setPolicy,
  withdrawTrade,
} from '../src/rooms/swaps/actions.ts'
import { findWays, listTrades, listWaiting, viewMyCalls } from '../src/rooms/swaps/looking.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

const programme = 'bwh-dr'
let here: TestDatabase
let director: Actor
beforeEach(async () => {
  here = await cloneDatabase()
  director = await who('josephine-harrowgate')
})
afterEach(() => here.drop())

const who = (person: string) => actAs(here.db, 'brigham', person)
const as = <T>(actor: Actor, work: () => Promise<T>) => actingAs({ actor: actor.person.id }, work)
const rules = (outcome: { ok: boolean; findings?: { rule: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.rule)
const holder = async (call: string) =>
  (
    await here.db.inTenant('brigham', (tx) =>
      sql<{ person: string; status: string; source: string }>`select person, status, source
        from person_time where id = ${call}`.execute(tx),
    )
  ).rows[0]!

/** Somebody with a weekend call ahead, and the first legal ways to be rid of it. */
async function scene(people: (count: number) => boolean) {
  const found = await here.db.inTenant('brigham', (tx) =>
    sql<{
      id: string
      person: string
    }>`select id, person from person_time where programme = ${programme}
      and layer = 'call' and work = 'call-weekend' and lower(at) > ${NOW}::timestamptz + interval '9 days'
      order by lower(at), person`.execute(tx),
  )
  for (const { id, person } of found.rows) {
    const actor = await who(person)
    const { proposals, call } = value(
      await findWays(here.db, actor, { id: programme, call: id }, NOW),
    )
    const way = proposals.find(({ legs }) => people(legs.length))
    if (way) return { actor, call, way, proposals }
  }
  throw new Error('Nobody can trade anything.')
}
const propose = async (actor: Actor, legs: Parameters<typeof proposeTrade>[3]['legs']) => {
  const made = await as(actor, () =>
    proposeTrade(here.db, actor, programme, { legs, note: '' }, NOW),
  )
  return { id: programme, trade: value(made).trade }
}
const agree = (actor: Actor, at: { id: string; trade: string }, agrees = true) =>
  as(actor, () => agreeTo(here.db, actor, at, agrees, NOW))
const approve = (at: { id: string; trade: string }, approves = true) =>
  as(director, () =>
    decideTrade(here.db, director, at, { approves, reason: approves ? '' : 'Short.' }, NOW),
  )

describe('one for one', () => {
  test('waits for the other, then for the approval, and then both calls have changed hands at once', async () => {
    const { actor, way, call } = await scene((count) => count === 2)
    const at = await propose(actor, way.legs)
    const other = await who(way.legs[0]!.to!)
    expect((await listWaiting(here.db, other, NOW)).items.map(({ trade }) => trade)).toContain(
      at.trade,
    )
    expect(value(await agree(other, at)).state).toBe('accepted')
    expect((await holder(call.id)).person).toBe(actor.person.id)
    expect((await listWaiting(here.db, director, NOW)).items.map(({ trade }) => trade)).toContain(
      at.trade,
    )
    value(await approve(at))
    expect(await holder(call.id)).toEqual({
      ...{ person: other.person.id, status: 'planned', source: `trade:${at.trade}` },
    })
    expect((await holder(way.legs[1]!.call)).person).toBe(actor.person.id)
    const mine = value(await viewMyCalls(here.db, other, programme, NOW))
    expect(mine.calls.map(({ id }) => id)).toContain(call.id)
  })

  test('without approval where the programme says so', async () => {
    value(await setPolicy(here.db, director, programme, { autoApprove: true, noticeHours: 12 }))
    const { actor, way, call } = await scene((count) => count === 2)
    const at = await propose(actor, way.legs)
    const other = await who(way.legs[0]!.to!)
    expect(value(await agree(other, at)).state).toBe('done')
    expect((await holder(call.id)).person).toBe(other.person.id)
  })

  test('declined, refused with the reason, withdrawn: nothing moves, and it is over', async () => {
    const { actor, way, call } = await scene((count) => count === 2)
    const other = await who(way.legs[0]!.to!)
    const one = await propose(actor, way.legs)
    expect(value(await agree(other, one, false)).state).toBe('declined')
    const two = await propose(actor, way.legs)
    value(await agree(other, two))
    value(await approve(two, false))
    const three = await propose(actor, way.legs)
    value(await withdrawTrade(here.db, actor, three))
    for (const at of [one, two, three])
      expect(rules(await agree(other, at))).toEqual(['swaps.over'])
    expect((await holder(call.id)).person).toBe(actor.person.id)
    const force = here.db.inTenant('brigham', (tx) =>
      sql`update trade set state = 'done' where id = ${one.trade}`.execute(tx),
    )
    await expect(force).rejects.toThrow(/this trade is over/)
  })

  test('nobody approves their own', async () => {
    const { actor, way } = await scene((count) => count === 2)
    const at = await propose(actor, way.legs)
    value(await agree(await who(way.legs[0]!.to!), at))
    await here.db.inTenant('brigham', (tx) =>
      sql`insert into role (tenant, person, programme, role, during) values ('brigham',
        ${actor.person.id}, ${programme}, 'chief', '[2026-07-01,2027-07-01)') on conflict do nothing`.execute(
        tx,
      ),
    )
    const chief = await who(actor.person.id)
    expect(
      rules(await decideTrade(here.db, chief, at, { approves: true, reason: '' }, NOW)),
    ).toEqual(['swaps.own'])
  })
})

describe('offered to everybody', () => {
  test('two reach for one within a millisecond: one has it, the other hears so', async () => {
    value(await setPolicy(here.db, director, programme, { autoApprove: true, noticeHours: 12 }))
    const { actor, call, proposals } = await scene((count) => count === 1)
    const takers = proposals.filter(({ legs }) => legs.length === 1).map(({ legs }) => legs[0]!.to!)
    expect(takers.length).toBeGreaterThan(1)
    const at = await propose(actor, [{ call: call.id, to: null, part: null }])
    const actors = await Promise.all(takers.slice(0, 5).map(who))
    const outcomes = await Promise.all(actors.map((one) => agree(one, at)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.filter(({ ok }) => !ok).flatMap(rules)).toEqual(
      Array.from({ length: actors.length - 1 }, () => 'swaps.over'),
    )
    const winner = actors[outcomes.findIndex(({ ok }) => ok)]!
    expect((await holder(call.id)).person).toBe(winner.person.id)
  })

  test('what else was proposed with the call lapses when it is done', async () => {
    value(await setPolicy(here.db, director, programme, { autoApprove: true, noticeHours: 12 }))
    const { actor, call, way, proposals } = await scene((count) => count === 2)
    const first = await propose(actor, way.legs)
    const gift = proposals.find(({ legs }) => legs.length === 1)!
    const second = await propose(actor, gift.legs)
    value(await agree(await who(gift.legs[0]!.to!), second))
    const { trades } = value(await listTrades(here.db, director, programme, NOW))
    expect(trades.find(({ id }) => id === first.trade)!.state).toBe('lapsed')
    expect((await holder(call.id)).person).toBe(gift.legs[0]!.to)
  })

  test('points that were taken are owed', async () => {
    value(await setPolicy(here.db, director, programme, { autoApprove: true, noticeHours: 12 }))
    const { actor, call, proposals } = await scene((count) => count === 1)
    const to = proposals.find(({ legs }) => legs.length === 1)!.legs[0]!.to!
    const at = await propose(actor, [{ call: call.id, to, part: null }])
    value(await agree(await who(to), at))
    const mine = value(await viewMyCalls(here.db, actor, programme, NOW))
    expect(mine.owed).toMatchObject([{ id: to, points: call.points }])
  })
})

describe('a trade that the world has overtaken', () => {
  test('by a changed rotation, is refused when it is approved, and nothing moves', async () => {
    const { actor, way, call } = await scene((count) => count === 2)
    const at = await propose(actor, way.legs)
    const other = way.legs[0]!.to!
    value(await agree(await who(other), at))
    await here.db.inTenant('brigham', (tx) =>
      sql`insert into person_time (tenant, person, programme, line, layer, kind, work, during, source)
        values ('brigham', ${other}, ${programme}, 'published', 'absence', 'leave', 'leave',
          daterange(${call.on}, ${call.on}, '[]'), 'test')`.execute(tx),
    )
    expect(rules(await approve(at))).toEqual(['swaps.leave'])
    expect((await holder(call.id)).person).toBe(actor.person.id)
    expect((await holder(way.legs[1]!.call)).person).toBe(other)
  })

  test('by another trade: the call is somebody else’s by now', async () => {
    const { actor, call, way } = await scene((count) => count === 2)
    const at = await propose(actor, way.legs)
    await here.db.inTenant('brigham', (tx) =>
      sql`update person_time set person = ${director.person.id} where id = ${call.id}`.execute(tx),
    )
    expect(rules(await agree(await who(way.legs[0]!.to!), at))).toEqual(['swaps.moved'])
  })
})

test('a part of a call: both have theirs, minute by minute, and none is lost', async () => {
  value(await setPolicy(here.db, director, programme, { autoApprove: true, noticeHours: 12 }))
  const { actor, call, proposals } = await scene((count) => count === 1)
  const to = proposals.find(({ legs }) => legs.length === 1)!.legs[0]!.to!
  const middle = new Date((Date.parse(call.begins) + Date.parse(call.ends)) / 2).toISOString()
  const outside = { side: 'end' as const, at: call.ends }
  const legs = [{ call: call.id, to, part: outside }]
  const refused = await proposeTrade(here.db, actor, programme, { legs, note: '' }, NOW)
  expect(rules(refused)).toEqual(['swaps.part'])
  const at = await propose(actor, [{ call: call.id, to, part: { side: 'end', at: middle } }])
  value(await agree(await who(to), at))
  const found = await here.db.inTenant('brigham', (tx) =>
    sql<{
      person: string
      begins: Date
      ends: Date
    }>`select person, lower(at) as begins, upper(at) as ends
      from person_time where source = ${`trade:${at.trade}`} order by lower(at)`.execute(tx),
  )
  expect(
    found.rows.map(({ person, begins, ends }) => [
      person,
      begins.toISOString(),
      ends.toISOString(),
    ]),
  ).toEqual([
    [actor.person.id, new Date(call.begins).toISOString(), middle],
    [to, middle, new Date(call.ends).toISOString()],
  ])
})

test('a stranger sees nothing and takes nothing', async () => {
  const { actor, way } = await scene((count) => count === 2)
  const at = await propose(actor, way.legs)
  const others = value(await listTrades(here.db, director, programme, NOW))
  expect(others.trades).toHaveLength(1)
  const stranger = (
    await here.db.inTenant('brigham', (tx) =>
      sql<{
        person: string
      }>`select person from role where programme = ${programme} and role = 'trainee'
      and person <> all(${way.people.map(({ id }) => id)}) and level = 'R1' limit 1`.execute(tx),
    )
  ).rows[0]!.person
  expect((await agree(await who(stranger), at)).ok).toBe(false)
  expect(value(await viewMyCalls(here.db, await who(stranger), programme, NOW)).trades).toEqual([])
})
