// Somebody is ill tonight: does another one have the call, once, with backup first and what is owed noted?
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { actingAs } from '../src/platform/acting.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { viewMyCalls } from '../src/rooms/swaps/looking.ts'
import { relieve, viewRelief } from '../src/rooms/swaps/relieving.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

const programme = 'bwh-dr'
let here: TestDatabase
let director: Actor
beforeEach(async () => {
  here = await cloneDatabase()
  director = await actAs(here.db, 'brigham', 'josephine-harrowgate')
})
afterEach(() => here.drop())

const as = <T>(work: () => Promise<T>) => actingAs({ actor: director.person.id }, work)
const rules = (outcome: { ok: boolean; findings?: { rule: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.rule)
type Row = { id: string; person: string; work: string; status: string; begins: Date; ends: Date }
const rows = (where: ReturnType<typeof sql>) =>
  here.db.inTenant(
    'brigham',
    async (tx) =>
      (
        await sql<Row>`select id, person, work, status, lower(at) as begins, upper(at) as ends
          from person_time where programme = ${programme} and layer = 'call' and ${where}
          order by lower(at), id`.execute(tx)
      ).rows,
  )
const ahead = (work: string) =>
  rows(sql`work = ${work} and lower(at) > ${NOW}::timestamptz + interval '2 hours'`)
const look = (call: string, now = NOW) =>
  viewRelief(here.db, director, { id: programme, call }, now)
const send = (call: string, words: Parameters<typeof relieve>[3], now = NOW) =>
  as(() => relieve(here.db, director, { id: programme, call }, words, now))

/** A call of R4s' standby kind given to everybody: backup may step in for IR at home. */
async function tonight(): Promise<Row> {
  const [call] = await ahead('call-ir')
  return call!
}

test('who is free and legal can come, everybody else is named with a reason, within three seconds', async () => {
  const call = await tonight()
  const begun = Date.now()
  const { options, others, call: shown } = value(await look(call.id))
  expect(Date.now() - begun).toBeLessThan(3_000)
  expect(shown.person).toBe(call.person)
  expect(others.length).toBeGreaterThan(0)
  expect(others.every(({ says }) => says.length > 0)).toBe(true)
  const named = [...options, ...others].map(({ person }) => person)
  expect(new Set(named).size).toBe(named.length)
  expect(named).not.toContain(call.person)
})

test('one click moves the call, notes what is owed, and tells both; a second click is refused', async () => {
  const [call] = await ahead('call-weekend')
  const { options } = value(await look(call!.id))
  const [best] = options
  const words = { from: call!.person, to: best!.person, standby: null, reason: 'Ill' }
  const outcomes = await Promise.all([send(call!.id, words), send(call!.id, words)])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(outcomes.flatMap(rules)).toEqual(['swaps.moved'])
  const receipt = value(outcomes.find(({ ok }) => ok)!)
  expect(receipt.told).toHaveLength(2)
  expect(receipt.changes[0]).toContain('in place of')
  const [now] = await rows(sql`id = ${call!.id}`)
  expect(now!.person).toBe(best!.person)
  const ill = await actAs(here.db, 'brigham', call!.person)
  const { owed } = value(await viewMyCalls(here.db, ill, programme, NOW))
  expect(owed.find(({ id }) => id === best!.person)?.points).toBe(best!.owed)
})

test('backup comes first, is used up by it, and is paid back as agreed', async () => {
  const call = await tonight()
  const standbys = await ahead('call-backup')
  const standby = standbys.find(
    (one) => one.begins < call.ends && call.begins < one.ends && one.person !== call.person,
  )!
  // Whoever stands by is signed off and far from other calls, so nothing but the tier decides.
  await here.db.inTenant('brigham', async (tx) => {
    await sql`delete from person_time where layer = 'call' and person = ${standby.person}
      and id <> ${standby.id} and programme = ${programme}`.execute(tx)
    await sql`insert into competency_record (tenant, programme, person, word, since, note, by_person)
      select 'brigham', ${programme}, r.person, 'ir-basics', '2026-01-01', '',
        'josephine-harrowgate' from (select distinct person from role
        where programme = ${programme} and role = 'trainee') r on conflict do nothing`.execute(tx)
  })
  const { options, others } = value(await look(call.id))
  expect(others.find(({ person }) => person === standby.person)).toBeUndefined()
  expect(options[0]).toMatchObject({ person: standby.person, tier: 'backup' })
  expect(options[0]!.owed).toBeGreaterThan(options[1]!.owed)
  expect(options[0]!.standby!.call).toBe(standby.id)
  const next = options[0]!.standby!.next
  const words = {
    ...{ from: call.person, to: standby.person, standby: next?.person ?? null, reason: '' },
  }
  value(await send(call.id, words))
  const [used] = await rows(sql`id = ${standby.id}`)
  expect(used).toMatchObject(
    next ? { person: next.person, status: 'planned' } : { status: 'cancelled' },
  )
  expect((await rows(sql`id = ${call.id}`))[0]!.person).toBe(standby.person)
})

test('of a call that is running only the rest changes hands, and one that is over does not', async () => {
  const [call] = await ahead('call-weekend')
  const later = new Date(call!.begins.getTime() + 3 * 3_600_000).toISOString()
  const { options, hasBegun } = value(await look(call!.id, later))
  expect(hasBegun).toBe(true)
  const words = { from: call!.person, to: options[0]!.person, standby: null, reason: '' }
  value(await send(call!.id, words, later))
  const parts = await rows(
    sql`work = 'call-weekend' and at && tstzrange(${call!.begins}, ${call!.ends})
      and person in (${call!.person}, ${options[0]!.person})`,
  )
  expect(parts.map(({ person }) => person)).toEqual([call!.person, options[0]!.person])
  expect(parts[0]!.ends).toEqual(parts[1]!.begins)
  const over = new Date(call!.ends.getTime() + 60_000).toISOString()
  expect(rules(await look(call!.id, over))).toEqual(['swaps.past'])
})

test('who cannot have it is refused with the reason, whatever the page showed', async () => {
  const call = await tonight()
  const { others } = value(await look(call.id))
  const words = { from: call.person, to: others[0]!.person, standby: null, reason: '' }
  expect(rules(await send(call.id, words)).length).toBeGreaterThan(0)
  expect(rules(await send(call.id, { ...words, to: call.person }))).toEqual(['swaps.self'])
  expect((await rows(sql`id = ${call.id}`))[0]!.person).toBe(call.person)
})
