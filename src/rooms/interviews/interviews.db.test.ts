// Interviews in a real database: the last seat goes to one, a freed seat goes on, each sees their own.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from '../../../test/database.ts'
import type { Outcome } from '../../kernel/finding.ts'
import { actingAs } from '../../platform/acting.ts'
import type { Actor } from '../people/schema.ts'
import { type ApplicantCaller, findApplications } from '../recruitment/index.ts'
import { arrangeDay, noteScore, publish, solveDay } from './arranging.ts'
import { choose, viewOwnInterview } from './booking.ts'
import { readPhoto, viewInterviews, viewOwnDay } from './looking.ts'
import { changeDay } from './moving.ts'
import { addDay, dropDay, setUpInterviews } from './planning.ts'
import { handOverMissed, invite, seat, write } from './seating.ts'
import { findDays, findInvitations } from './store.ts'
import { usualInterview } from './usual.ts'

const TENANT = 'johns-hopkins'
const at = { id: 'jh-msk', cycle: 'jh-msk-season' }
const now = new Date().toISOString()
const place = { origin: new URL('https://isocenter.example.org'), now }
let here: TestDatabase
let coordinator: Actor
let director: Actor
beforeAll(async () => {
  here = await cloneDatabase()
  // The demo stands at a fixed day; seats rest by the clock of the database, which goes on.
  await owner(`update interview_day set starts_at = starts_at + (now() - '${NOW}'),
    locks_at = locks_at + (now() - '${NOW}')`)
  coordinator = await actAs(here.db, TENANT, 'rosalind-achterberg')
  director = await actAs(here.db, TENANT, 'ingrid-halvorsdottir')
})
afterAll(() => here.drop())
beforeEach(() =>
  owner(`delete from interview_session; delete from interview_score;
    update interview_invitation set state = 'invited', day = null;
    update interview_day set published_at = null`),
)

/** As the owner of the tables, past every fence that is for those who are served. */
const owner = async (text: string): Promise<void> => {
  await here.db.unfenced(async (tx) => {
    for (const one of text.split(';')) await sql.raw(one).execute(tx)
  })
}
const by = <T>(actor: Actor, work: () => Promise<T>) => actingAs({ actor: actor.person.id }, work)
const rulesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.findings.map(({ rule }) => rule)
const view = async () =>
  value(await by(coordinator, () => viewInterviews(here.db, coordinator, at, now)))
const invited = () => here.db.inTenant(TENANT, (tx) => findInvitations(tx, { cycle: at.cycle }))
async function callerOf(application: string): Promise<ApplicantCaller> {
  const [row] = await here.db.inTenant(TENANT, (tx) => findApplications(tx, { id: application }))
  return { tenant: TENANT, applicant: row!.applicant.id }
}
const take = async (application: string, wanted: Parameters<typeof choose>[3]) =>
  choose(here.db, await callerOf(application), { institution: TENANT, application }, wanted, place)
const see = async (application: string, as = application) =>
  viewOwnInterview(here.db, await callerOf(as), { institution: TENANT, application }, now)
const lettersTo = async (application: string) =>
  here.db.inTenant(TENANT, async (tx) => {
    const found = await sql<{
      subject: string
    }>`select subject from mail where key like ${`interview/${application}/%`} order by id`.execute(
      tx,
    )
    return found.rows.map(({ subject }) => subject)
  })

test('the last seat goes to one of those who take it at once, and nobody is seated beyond it', async () => {
  const [day] = (await view()).days
  const people = (await invited()).map(({ application }) => application)
  expect(people.length).toBeGreaterThanOrEqual(4)
  await owner(`update interview_day set seats = 1 where id = '${day!.id}'`)
  const all = await Promise.all(people.map((one) => take(one, { state: 'booked', day: day!.id })))
  expect(all.filter(({ ok }) => ok)).toHaveLength(1)
  expect(new Set(all.flatMap(rulesOf))).toEqual(new Set(['interviews.seat']))
  expect((await invited()).filter(({ state }) => state === 'booked')).toHaveLength(1)
  await owner(`update interview_day set seats = 4 where id = '${day!.id}'`)
})

test('a seat that is given back is that of whoever waits longest, at once and with a letter', async () => {
  const { days } = await view()
  await owner(`update interview_day set seats = 1`)
  const [first, second, third, fourth] = (await invited()).map((one) => one.application) as [
    ...[string, string, string, string],
  ]
  value(await take(first, { state: 'booked', day: days[0]!.id }))
  value(await take(second, { state: 'booked', day: days[1]!.id }))
  value(await take(third, { state: 'waiting' }))
  value(await take(fourth, { state: 'waiting' }))
  // Asking again does not cost the place in the line.
  value(await take(third, { state: 'waiting' }))
  expect(value(await see(fourth)).before).toBe(1)
  const before = await lettersTo(third)
  value(await take(second, { state: 'invited' }))
  const states = new Map((await invited()).map((one) => [one.application, one]))
  expect(states.get(third)).toMatchObject({ state: 'booked', day: days[1]!.id })
  expect(states.get(fourth)).toMatchObject({ state: 'waiting', day: null })
  expect((await lettersTo(third)).length).toBe(before.length + 1)
  expect(value(await see(fourth)).before).toBe(0)
  await owner(`update interview_day set seats = 4`)
})

test('a seat that was freed while the server died is handed over the next day', async () => {
  const { days } = await view()
  await owner(`update interview_day set seats = 1`)
  const [first, second, third] = (await invited()).map((one) => one.application) as [
    ...[string, string, string],
  ]
  value(await take(first, { state: 'booked', day: days[0]!.id }))
  value(await take(second, { state: 'booked', day: days[1]!.id }))
  value(await take(third, { state: 'waiting' }))
  // As if nothing had followed the first of two steps.
  await owner(
    `update interview_invitation set state = 'invited', day = null where application = '${first}'`,
  )
  await handOverMissed(here.db, now, place.origin)
  const states = new Map((await invited()).map((one) => [one.application, one]))
  expect(states.get(third)).toMatchObject({ state: 'booked', day: days[0]!.id })
  await owner(`update interview_day set seats = 4`)
})

test('a day that is moved is told to whoever has a seat; one that is arranged anew is shown anew', async () => {
  const { id, panel } = (await view()).days[0]!
  const [one, other] = (await invited()).map((each) => each.application) as [string, string]
  value(await take(one, { state: 'booked', day: id }))
  const solve = async () => {
    const { version } = (await view()).days[0]!
    const day = { ...at, day: id }
    return value(
      await by(coordinator, () => solveDay(here.db, coordinator, day, { version, keeps: [] }, now)),
    )
  }
  await solve()
  const show = () => publish(here.db, coordinator, { ...at, day: id }, true, place)
  value(await by(coordinator, show))
  const shown = async () => value(await see(one)).itinerary?.sessions.length ?? 0
  expect(await shown()).toBeGreaterThan(0)
  await solve()
  expect(await shown()).toBe(0)
  value(await by(coordinator, show))
  const move = async (minutes: number, keeps = true) => {
    const day = (await view()).days[0]!
    const later = (moment: string) => new Date(Date.parse(moment) + minutes * 60_000).toISOString()
    const words = {
      ...{ track: day.track, minutes: day.minutes, pause: day.pause, sessions: day.sessions },
      ...{ each: day.each, seats: day.seats, mode: day.mode, place: day.place, link: day.link },
      ...{ startsAt: later(day.startsAt), locksAt: later(day.locksAt) },
    }
    const people = panel.map(({ name: _n, ...each }) => each).slice(keeps ? 0 : 1)
    const wanted = { version: day.version, day: words, panel: people }
    return by(coordinator, () => changeDay(here.db, coordinator, { ...at, day: id }, wanted, place))
  }
  const before = [(await lettersTo(one)).length, (await lettersTo(other)).length]
  value(await move(0))
  expect((await lettersTo(one)).length).toBe(before[0])
  value(await move(30))
  expect(await lettersTo(one)).toContainEqual(expect.stringContaining('has been moved'))
  expect((await lettersTo(other)).length).toBe(before[1])
  expect(await shown()).toBeGreaterThan(0)
  // An interviewer leaves, and their conversations with them.
  value(await move(-30, false))
  expect(await shown()).toBe(0)
  value(await move(0))
})

test('nobody waits where seats are free, and after the lock only the office changes seats', async () => {
  const [day] = (await view()).days
  const [one] = (await invited()).map(({ application }) => application) as [string]
  expect(rulesOf(await take(one, { state: 'waiting' }))).toEqual(['interviews.free'])
  value(await take(one, { state: 'booked', day: day!.id }))
  await owner(
    `update interview_day set locks_at = clock_timestamp() - interval '1 second' where id = '${day!.id}'`,
  )
  expect(rulesOf(await take(one, { state: 'invited' }))).toEqual(['interviews.locked'])
  value(
    await by(coordinator, () =>
      seat(here.db, coordinator, { ...at, application: one }, null, place),
    ),
  )
  expect(rulesOf(await take(one, { state: 'booked', day: day!.id }))).toEqual(['interviews.locked'])
  await owner(`update interview_day set locks_at = starts_at - interval '2 days'`)
})

test('an applicant sees their own invitation and no other, also past the program', async () => {
  const [one, other] = (await invited()).map(({ application }) => application) as [string, string]
  expect(await see(other, one)).toMatchObject({ ok: false })
  const caller = await callerOf(one)
  const rows = await here.db.asApplicant(TENANT, caller.applicant, (tx) => findInvitations(tx, {}))
  expect(rows.map(({ application }) => application)).toEqual([one])
  await expect(
    here.db.asApplicant(TENANT, caller.applicant, (tx) =>
      sql`select * from interview_session`.execute(tx),
    ),
  ).rejects.toThrow('permission denied')
  const [stranger] = await here.db.inTenant(TENANT, async (tx) =>
    (await findApplications(tx, { cycle: at.cycle })).filter(({ state }) => state === 'begun'),
  )
  const nobody = { tenant: TENANT, applicant: stranger!.applicant.id }
  expect(await here.db.asApplicant(TENANT, nobody.applicant, (tx) => findDays(tx, {}))).toEqual([])
})

test('a day is arranged, changed by hand, shown; interviewers score whom they meet and nobody else', async () => {
  const [day] = (await view()).days
  const people = (await invited()).map(({ application }) => application).slice(0, 3)
  for (const one of people) value(await take(one, { state: 'booked', day: day!.id }))
  const of = { ...at, day: day!.id }
  const solved = await by(coordinator, () =>
    solveDay(here.db, coordinator, of, { version: day!.version, keeps: [] }, now),
  )
  const { version } = value(solved)
  const [after] = (await view()).days
  expect(after!.conversations).toHaveLength(9)
  expect(after!.findings).toEqual([])
  const twice = [
    after!.conversations[0]!,
    { ...after!.conversations[0]!, person: 'jamal-whitfieldson' },
  ]
  const wrong = await by(coordinator, () =>
    arrangeDay(here.db, coordinator, of, { version, sessions: twice }, now),
  )
  expect(rulesOf(wrong)).toContain('interviews.itinerary')
  const mine = () => by(director, () => viewOwnDay(here.db, director, at, now))
  expect(value(await mine()).sessions).toEqual([])
  expect(value(await see(people[0]!)).itinerary).toBeNull()
  value(await by(coordinator, () => publish(here.db, coordinator, of, true, place)))
  expect(value(await mine()).sessions.length).toBe(3)
  expect(value(await see(people[0]!)).itinerary!.sessions).toHaveLength(3)
  const [session] = value(await mine()).sessions
  // Nobody judges by a face before the day has come; on it, whoever meets them sees it.
  const photoOn = (moment: string, actor = director) =>
    by(actor, () => readPhoto(here.db, actor, { ...at, application: session!.application }, moment))
  const before = new Date(Date.parse(session!.from) - 86_400_000).toISOString()
  expect(await photoOn(before)).toBeUndefined()
  expect((await photoOn(session!.from))?.row.kind).toBe('photo')
  expect(await photoOn(session!.from, coordinator)).toBeUndefined()
  const words = { scores: { thinking: 4, working: 5, fit: 4 }, note: 'Clear.', isDone: true }
  const score = (actor: Actor, application: string, version: number) =>
    by(actor, () => noteScore(here.db, actor, { ...at, application }, { ...words, version }))
  value(await score(director, session!.application, 0))
  expect(rulesOf(await score(director, session!.application, 0))).toEqual(['interviews.version'])
  expect(rulesOf(await score(coordinator, session!.application, 0))).toEqual(['http.missing'])
  // Whoever gives the seat back meets nobody on that day.
  await owner(`update interview_day set locks_at = starts_at - interval '2 days'`)
  value(await take(people[1]!, { state: 'invited' }))
  const [last] = (await view()).days
  expect(last!.conversations.some(({ application }) => application === people[1])).toBe(false)
})

test('a day outside of a window, a forbidden question and a letter that asks are refused', async () => {
  const { days } = await view()
  const { id: _, panel, ...rest } = days[0]!
  const {
    taken: _t,
    publishedAt: _p,
    version,
    seated: _s,
    conversations: _c,
    findings: _f,
    ...words
  } = rest
  const late = {
    ...words,
    startsAt: '2031-01-06T15:00:00.000Z',
    locksAt: '2031-01-04T15:00:00.000Z',
  }
  const added = await by(coordinator, () => addDay(here.db, coordinator, at, late, now))
  expect(rulesOf(added)).toEqual(['recruitment.window', 'recruitment.window'])
  const moved = { version, day: late, panel: panel.map(({ name: _n, ...one }) => one) }
  const changed = by(coordinator, () =>
    changeDay(here.db, coordinator, { ...at, day: days[0]!.id }, moved, place),
  )
  expect(rulesOf(await changed)).toContain('recruitment.window')
  const questions = [{ id: 'q', asks: 'Where else have you applied?' }]
  const asked = await by(coordinator, () =>
    setUpInterviews(here.db, coordinator, at, {
      version: 0,
      setup: { ...usualInterview, questions },
    }),
  )
  expect(rulesOf(asked)).toEqual(['recruitment.question'])
  const [one] = (await invited()).map(({ application }) => application) as [string]
  const letter = (text: string) =>
    by(coordinator, () =>
      write(
        here.db,
        coordinator,
        at,
        { applications: [one], subject: 'Hello', text },
        { now, key: text },
      ),
    )
  expect(rulesOf(await letter('We will rank you first.'))).toEqual(['recruitment.message'])
  expect(value(await letter('The tour begins at noon.'))).toEqual({ sent: 1 })
})

test('in the quiet period nobody is invited and nothing is written', async () => {
  await owner(`update recruitment_cycle set rank_opens = null, rank_deadline = clock_timestamp() - interval '1 day',
    match_day = (clock_timestamp() + interval '10 days')::date`)
  const [one] = (await invited()).map(({ application }) => application) as [string]
  const wanted = await by(coordinator, () => invite(here.db, coordinator, at, [one], place))
  expect(rulesOf(wanted)).toEqual(['recruitment.quiet'])
  const letter = { applications: [one], subject: 'Hello', text: 'The tour begins at noon.' }
  const wrote = await by(coordinator, () =>
    write(here.db, coordinator, at, letter, { now, key: 'quiet' }),
  )
  expect(rulesOf(wrote)).toEqual(['recruitment.quiet'])
  const [day] = (await view()).days
  const seated = await by(coordinator, () =>
    seat(here.db, coordinator, { ...at, application: one }, day!.id, place),
  )
  expect(rulesOf(seated)).toEqual(['recruitment.quiet'])
  const shown = await by(coordinator, () =>
    publish(here.db, coordinator, { ...at, day: day!.id }, true, place),
  )
  expect(rulesOf(shown)).toEqual(['recruitment.quiet'])
})

test('who is not to be interviewed is not invited; a day with seats taken is not dropped', async () => {
  await owner(`update recruitment_cycle set rank_deadline = clock_timestamp() + interval '90 days'`)
  const none = await here.db.inTenant(TENANT, (tx) => findApplications(tx, { cycle: at.cycle }))
  const uninvited = none.find(({ state }) => state === 'begun')!
  expect(
    rulesOf(await by(coordinator, () => invite(here.db, coordinator, at, [uninvited.id], place))),
  ).toEqual(['interviews.wanted'])
  const [day] = (await view()).days
  const [one] = (await invited()).map(({ application }) => application) as [string]
  const drop = () =>
    by(coordinator, () => dropDay(here.db, coordinator, { ...at, day: day!.id }, now))
  value(await take(one, { state: 'booked', day: day!.id }))
  expect(rulesOf(await drop())).toEqual(['interviews.taken'])
  value(await take(one, { state: 'declined' }))
  value(await drop())
  expect((await view()).days).toHaveLength(1)
})
