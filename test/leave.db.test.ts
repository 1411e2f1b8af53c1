// Does approved leave stand in the year and nowhere else, and do two approvals never break what each alone would keep?
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import { actingAs } from '../src/platform/acting.ts'
import { changeLeave, saveLeave, withdrawLeave } from '../src/rooms/leave/actions.ts'
import {
  approveMany,
  cancelLeave,
  decideLeave,
  setLeavePolicy,
} from '../src/rooms/leave/deciding.ts'
import { shortenLeave } from '../src/rooms/leave/shortening.ts'
import { listWaiting, viewBoard, viewMine } from '../src/rooms/leave/looking.ts'
import { upsertAddress } from '../src/rooms/mail/index.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { goalsOf } from '../src/rooms/progress/goals.ts'
import { readCases } from '../src/rooms/progress/reading.ts'
import { requirement } from '../src/rooms/progress/training.fixture.ts'
import { insertTime, PUBLISHED } from '../src/rooms/time/index.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

const programme = 'bwh-dr'
const IR = 'interventional'
let here: TestDatabase
let director: Actor
let chief: Actor
let coordinator: Actor
let amy: Actor
let ben: Actor
beforeEach(async () => {
  here = await cloneDatabase()
  director = await who('josephine-harrowgate')
  coordinator = await who('theodore-lacombiere')
  amy = await who('wesley-tran-huynh')
  ben = await who('yael-rosenkrantz')
  chief = await holderOf('chief')
  await inside(async (tx) => {
    for (const { person } of [director, amy, ben])
      await upsertAddress(tx, 'brigham', { person: person.id, email: `${person.id}@bwh.example` })
  })
})
afterEach(() => here.drop())

const who = (person: string) => actAs(here.db, 'brigham', person)
const as = <T>(actor: Actor, work: () => Promise<T>) => actingAs({ actor: actor.person.id }, work)
const inside = <T>(work: Parameters<typeof here.db.inTenant<T>>[1]) =>
  here.db.inTenant('brigham', work)
async function holderOf(role: string) {
  const found = await inside((tx) =>
    sql<{ person: string }>`select person from role where programme = ${programme}
      and role = ${role} and during @> ${NOW.slice(0, 10)}::date limit 1`.execute(tx),
  )
  return who(found.rows[0]!.person)
}
const rules = (outcome: { ok: boolean; findings?: { rule: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.rule)
const says = (outcome: { ok: boolean; findings?: { says: string }[] }) =>
  outcome.ok ? '' : outcome.findings![0]!.says
const parts = (...list: [string, string][]) =>
  list.map(([from, to]) => ({ from: day(from), to: day(to) }))
const words = (type: string, ...list: [string, string][]) => ({
  ...{ type, parts: parts(...list), reason: 'Something private.', asks: true },
})
const MAY = words('vacation', ['2027-05-03', '2027-05-07'])
const ask = async (actor: Actor, what: Parameters<typeof saveLeave>[3]) =>
  value(await as(actor, () => saveLeave(here.db, actor, programme, what, NOW)))
const approve = (actor: Actor, list: { request: string; version: number }[]) =>
  as(actor, () => approveMany(here.db, actor, programme, list, NOW))
const decide = (actor: Actor, request: string, version: number, approves: boolean, answer = '') =>
  as(actor, () =>
    decideLeave(here.db, actor, { id: programme, request }, { version, approves, answer }, NOW),
  )
const absences = async (person: string) =>
  (
    await inside((tx) =>
      sql<{ from: string; to: string; work: string }>`select first_day as "from", last_day as "to",
        work from person_time where line = 'published' and layer = 'absence' and person = ${person}
        and source like 'leave:%' order by 1`.execute(tx),
    )
  ).rows
const letters = async () =>
  (
    await inside((tx) =>
      sql<{ text: string; person: string; subject: string }>`select text, person,
    subject from mail where key like 'leave/%' order by id`.execute(tx),
    )
  ).rows

/** Three residents on IR in May; two must be there. Returns nothing. */
async function staffIr() {
  await inside(async (tx) => {
    const people = [amy.person.id, ben.person.id, 'xiomara-villasante']
    await insertTime(
      tx,
      'brigham',
      people.map((person) => ({
        ...{ person, programme, line: PUBLISHED, layer: 'assignment' as const, kind: 'rotation' },
        ...{ work: IR, from: day('2027-05-03'), to: day('2027-05-30'), source: 'test' },
      })),
    )
    await sql`update leave_policy set facts = facts || '{"minStaffByService": {"interventional": 2}}'
      where programme = ${programme}`.execute(tx)
  })
}

describe('from the wish to the year', () => {
  test('asked for in two parts, approved, in the year at once, and out of it when it is taken back', async () => {
    const made = await ask(
      amy,
      words('vacation', ['2027-05-03', '2027-05-05'], ['2027-06-01', '2027-06-02']),
    )
    expect(made.state).toBe('asked')
    expect(await absences(amy.person.id)).toEqual([])
    const board = value(await viewBoard(here.db, director, programme, NOW))
    expect(board.requests[0]!.verdict?.isClean).toBe(true)
    const { approved, left } = value(await approve(director, [made]))
    expect(left).toEqual([])
    expect(await absences(amy.person.id)).toEqual([
      { from: '2027-05-03', to: '2027-05-05', work: 'vacation' },
      { from: '2027-06-01', to: '2027-06-02', work: 'vacation' },
    ])
    const { version } = approved[0]!
    const taken = await as(amy, () =>
      withdrawLeave(here.db, amy, { id: programme, request: made.request }, version, NOW),
    )
    expect(value(taken).state).toBe('withdrawn')
    expect(await absences(amy.person.id)).toEqual([])
  })
  test('an undo of an approval lets it wait again as it did', async () => {
    const made = await ask(amy, MAY)
    const [done] = value(await approve(director, [made])).approved
    const at = { id: programme, request: made.request }
    const wanted = { version: done!.version, reopens: true, answer: '' }
    expect(
      value(await as(director, () => cancelLeave(here.db, director, at, wanted, NOW))).state,
    ).toBe('asked')
    expect(await absences(amy.person.id)).toEqual([])
    const [again] = value(await viewMine(here.db, amy, programme, NOW)).requests.filter(
      ({ id }) => id === made.request,
    )
    expect(
      value(await approve(director, [{ request: made.request, version: again!.version }])).approved,
    ).toHaveLength(1)
  })
  test('declined with a reason only; whoever asked hears it', async () => {
    const made = await ask(amy, MAY)
    expect(rules(await decide(director, made.request, made.version, false))).toEqual([
      'leave.answer',
    ])
    value(await decide(director, made.request, made.version, false, 'Too many of you.'))
    const told = (await letters()).filter(({ person }) => person === amy.person.id)
    expect(told.map(({ subject }) => subject)).toEqual(['Your leave was declined'])
    expect(told[0]!.text).toContain('Too many of you.')
  })
  test('what cannot be is not asked for: a past date, other leave on the day', async () => {
    const past = await saveLeave(
      here.db,
      amy,
      programme,
      words('vacation', ['2026-11-02', '2026-11-03']),
      NOW,
    )
    expect(rules(past)).toEqual(['leave.past'])
    await ask(amy, MAY)
    const twice = await saveLeave(
      here.db,
      amy,
      programme,
      words('exam', ['2027-05-07', '2027-05-07']),
      NOW,
    )
    expect(rules(twice)).toEqual(['leave.overlap'])
  })
  test('nobody approves their own, and the database says so too', async () => {
    const made = await ask(amy, MAY)
    await inside((tx) =>
      sql`insert into role (tenant, person, programme, role, during) values ('brigham',
        ${amy.person.id}, ${programme}, 'chief', '[2026-07-01,2027-07-01)')`.execute(tx),
    )
    const both = await who(amy.person.id)
    expect(rules(await decide(both, made.request, made.version, true))).toEqual(['leave.own'])
    const force = inside((tx) =>
      sql`update leave_request set state = 'approved', agreed = 1, decided_by = person,
        decided_at = now() where id = ${made.request}`.execute(tx),
    )
    await expect(force).rejects.toThrow(/not_approved_by_oneself/)
  })
  test('approved without its days in the record is refused by the database', async () => {
    const made = await ask(amy, MAY)
    const force = inside((tx) =>
      sql`update leave_request set state = 'approved', agreed = 1,
        decided_by = ${director.person.id}, decided_at = now() where id = ${made.request}`.execute(
        tx,
      ),
    )
    await expect(force).rejects.toThrow(/leave and record disagree: 0 of 5 days/)
  })
})

describe('who remains', () => {
  test('two that together break the minimum, approved at the same moment: the second is told', async () => {
    await staffIr()
    const one = await ask(amy, MAY)
    const two = await ask(ben, words('vacation', ['2027-05-05', '2027-05-07']))
    const outcomes = await Promise.all([approve(director, [one]), approve(coordinator, [two])])
    const all = outcomes.map(value)
    expect(all.flatMap(({ approved }) => approved)).toHaveLength(1)
    const [left] = all.flatMap((outcome) => outcome.left)
    expect(left!.says).toMatch(/would drop to 1 on (3 days: 5, 6 and 7 May|3 days)/)
  })
  test('in bulk the clean ones go through and the others are named and left', async () => {
    await staffIr()
    const one = await ask(amy, MAY)
    const two = await ask(ben, words('vacation', ['2027-05-05', '2027-05-07']))
    const { approved, left } = value(await approve(director, [one, two]))
    expect(approved.map(({ request }) => request)).toEqual([one.request])
    expect(left.map(({ request }) => request)).toEqual([two.request])
    value(await decide(director, two.request, two.version, true, 'All the same.'))
    expect(await absences(ben.person.id)).toHaveLength(1)
  })
  test('what was edited while it was looked at is not approved; both versions are said', async () => {
    const made = await ask(amy, MAY)
    const change = { ...words('vacation', ['2027-05-10', '2027-05-12']), version: made.version }
    const at = { id: programme, request: made.request }
    const [edited, approved] = await Promise.all([
      as(amy, () => changeLeave(here.db, amy, at, change, NOW)),
      decide(director, made.request, made.version, true),
    ])
    expect([edited.ok, approved.ok].filter(Boolean)).toHaveLength(1)
    const lost = edited.ok ? approved : edited
    expect(rules(lost)).toEqual(['leave.stale'])
    expect(says(lost)).toMatch(/version \d, you saw \d. Now it is Vacation/)
  })
})

test('a chain of two needs two people, in its order', async () => {
  const board = value(await viewBoard(here.db, director, programme, NOW))
  const { policy, types, version } = board
  value(
    await as(director, () =>
      setLeavePolicy(here.db, director, programme, {
        ...{ version, types, policy: { ...policy, chain: ['planner', 'director'] } },
      }),
    ),
  )
  const made = await ask(amy, MAY)
  const first = value(await decide(director, made.request, made.version, true))
  expect(first.state).toBe('asked')
  expect(rules(await decide(director, made.request, first.version, true))).toEqual(['leave.twice'])
  expect(rules(await decide(coordinator, made.request, first.version, true))).toEqual([
    'leave.capacity',
  ])
  expect(await absences(amy.person.id)).toEqual([])
})

test('a policy that was changed meanwhile is not overwritten', async () => {
  const { policy, types, version } = value(await viewBoard(here.db, director, programme, NOW))
  const set = () => setLeavePolicy(here.db, director, programme, { version, policy, types })
  value(await set())
  expect(rules(await set())).toEqual(['leave.stale'])
})

describe('reasons', () => {
  test('are for the person and the office; chiefs, colleagues, letters and the audit have none', async () => {
    const made = await ask(amy, MAY)
    const sick = await ask(ben, words('medical', ['2027-05-03', '2027-05-07']))
    const seen = async (actor: Actor, request: string) =>
      value(await viewBoard(here.db, actor, programme, NOW)).requests.find(
        ({ id }) => id === request,
      )!.reason
    expect(await seen(director, made.request)).toBe('Something private.')
    expect(await seen(coordinator, made.request)).toBe('Something private.')
    expect(await seen(coordinator, sick.request)).toBeNull()
    expect(await seen(director, sick.request)).toBe('Something private.')
    expect(await seen(chief, made.request)).toBeNull()
    const mine = value(await viewMine(here.db, ben, programme, NOW))
    expect(JSON.stringify(mine)).not.toContain(made.request)
    value(await decide(director, sick.request, sick.version, true))
    expect(await letters()).toHaveLength(3)
    expect(JSON.stringify(await letters())).not.toContain('private')
    const audit = await inside((tx) =>
      sql<{ row: string }>`select coalesce(before::text, '') || coalesce(after::text, '') as row
        from audit where thing in ('leave_request', 'leave_step', 'leave_part')`.execute(tx),
    )
    expect(audit.rows.length).toBeGreaterThan(3)
    expect(JSON.stringify(audit.rows)).not.toContain('private')
  })
})

test('the first page counts what waits, and how much of it is clean', async () => {
  const before = (await listWaiting(here.db, director, NOW)).items.find(
    (item) => item.programme === programme,
  )
  await ask(amy, MAY)
  const after = (await listWaiting(here.db, director, NOW)).items.find(
    (item) => item.programme === programme,
  )
  expect(after).toMatchObject({ asked: before!.asked + 1, clean: before!.clean + 1 })
  expect((await listWaiting(here.db, amy, NOW)).items).toEqual([])
})

test('a programme that has never thought of leave begins with the usual types', async () => {
  const found = await here.db.inTenant('johns-hopkins', (tx) =>
    sql<{ person: string }>`select person from role where programme = 'jh-msk' and role = 'trainee'
      and during @> ${NOW.slice(0, 10)}::date order by 1 limit 1`.execute(tx),
  )
  const fellow = await actAs(here.db, 'johns-hopkins', found.rows[0]!.person)
  const mine = value(await viewMine(here.db, fellow, 'jh-msk', NOW))
  expect(mine.world!.types).toHaveLength(9)
  const made = await saveLeave(
    here.db,
    fellow,
    'jh-msk',
    words('vacation', ['2027-05-17', '2027-05-18']),
    NOW,
  )
  expect(value(made).state).toBe('asked')
})

describe('leave that has begun', () => {
  /** Saturday, 21 November, is today. */
  const begun = async (...list: [string, string][]) => {
    const [first] = list
    const earlier = `${first![0]}T12:00:00Z`
    const asked = value(
      await as(amy, () => saveLeave(here.db, amy, programme, words('sick', ...list), earlier)),
    )
    const decided = await as(director, () =>
      decideLeave(
        ...([here.db, director, { id: programme, request: asked.request }] as const),
        { version: asked.version, approves: true, answer: '' },
        earlier,
      ),
    )
    return { id: programme, request: asked.request, version: value(decided).version }
  }
  const end = (actor: Actor, at: Awaited<ReturnType<typeof begun>>, until: string) =>
    as(actor, () =>
      shortenLeave(here.db, actor, at, { version: at.version, until: day(until) }, NOW),
    )
  const days = async () => (await absences(amy.person.id)).map(({ from, to }) => [from, to])

  test('ends earlier by a word of its own or of a planner: what is over stays, the rest is free', async () => {
    const at = await begun(['2026-11-16', '2026-11-27'], ['2026-12-07', '2026-12-09'])
    expect(value(await end(amy, at, '2026-11-24')).state).toBe('approved')
    expect(await days()).toEqual([['2026-11-16', '2026-11-24']])
    const { requests } = value(await viewMine(here.db, amy, programme, NOW))
    const mine = requests.find(({ id }) => id === at.request)!
    expect(mine.parts).toEqual([{ from: '2026-11-16', to: '2026-11-24' }])
    expect(mine.may).toMatchObject({ shorten: true, withdraw: false })
    expect(rules(await end(director, at, '2026-11-23'))).toEqual(['leave.stale'])
    const next = { ...at, version: mine.version }
    value(await end(director, next, '2026-11-20'))
    expect(await days()).toEqual([['2026-11-16', '2026-11-20']])
    expect(rules(await end(amy, { ...next, version: next.version + 1 }, '2026-11-20'))).toEqual([
      'leave.over',
    ])
  })

  test.each([
    ['2026-11-19', 'leave.past'],
    ['2026-11-27', 'leave.longer'],
    ['2026-12-24', 'leave.longer'],
  ])('does not end on %s: %s, and nothing moves', async (until, rule) => {
    const at = await begun(['2026-11-16', '2026-11-27'])
    expect(rules(await end(amy, at, until))).toEqual([rule])
    expect(await days()).toEqual([['2026-11-16', '2026-11-27']])
  })

  test('is nobody else’s to end, and ended twice at once it ends once', async () => {
    const at = await begun(['2026-11-16', '2026-11-27'])
    expect(rules(await end(ben, at, '2026-11-24'))).toEqual(['http.missing'])
    const outcomes = await Promise.all([
      end(amy, at, '2026-11-24'),
      end(director, at, '2026-11-23'),
    ])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.flatMap(rules)).toEqual(['leave.stale'])
  })

  test('is cut by that step alone, also by hand in the database, and never made longer', async () => {
    const at = await begun(['2026-11-16', '2026-11-27'])
    const cut = (to: string) =>
      inside((tx) =>
        sql`update leave_part set during = daterange('2026-11-16', ${to}::date) where request = ${at.request}`.execute(
          tx,
        ),
      )
    await expect(cut('2026-11-20')).rejects.toThrow('this leave is approved')
    await expect(cut('2026-12-20')).rejects.toThrow('this leave is approved')
    // With the step but without the year: the two would say different things.
    await expect(
      inside(async (tx) => {
        await sql`insert into leave_step (tenant, request, by_person, capacity, what)
          values ('brigham', ${at.request}, ${amy.person.id}, 'trainee', 'shortened')`.execute(tx)
        await sql`update leave_part set during = daterange('2026-11-16', '2026-11-20')
          where request = ${at.request}`.execute(tx)
        await sql`update leave_request set version = version + 1 where id = ${at.request}`.execute(
          tx,
        )
      }),
    ).rejects.toThrow('leave and record disagree')
  })

  test('tells who plans, and the person when somebody else ends it', async () => {
    const at = await begun(['2026-11-16', '2026-11-27'])
    const told = async (like: string) =>
      (
        await inside((tx) =>
          sql<{
            person: string
          }>`select person from mail where key like ${like} order by person`.execute(tx),
        )
      ).rows.map(({ person }) => person)
    const next = value(await end(amy, at, '2026-11-25'))
    expect(await told('leave/%/back/%')).toEqual([director.person.id])
    value(await end(director, { ...at, version: next.version }, '2026-11-24'))
    expect(await told('leave/%/shortened/%')).toEqual([amy.person.id])
  })
})

test('the checklist counts what the type says that the board counts', async () => {
  const sum = async () => {
    const read = await inside((tx) =>
      readCases(tx, programme, [amy.person.id], day(NOW.slice(0, 10)), {
        ...{ seesDrafts: false, sources: [] },
      }),
    )
    const { training } = read.cases[0]!
    const rule = requirement({ group: 'leave', measure: { kind: 'leave', workdaysAYear: 40 } })
    return goalsOf(rule, training, [rule])[0]!.value(training.to)
  }
  const before = await sum()
  const take = async (type: string, from: string, to: string) => {
    const asked = await ask(amy, words(type, [from, to]))
    value(await decide(director, asked.request, asked.version, true))
  }
  await take('exam', '2027-05-03', '2027-05-05')
  expect(await sum()).toBe(before)
  await take('vacation', '2027-05-10', '2027-05-14')
  expect(await sum()).toBe(before + 5)
})
