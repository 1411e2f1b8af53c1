// The rank list in a real database: its fences, two people where one is not enough, and what comes back.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from '../../../test/database.ts'
import type { Outcome } from '../../kernel/finding.ts'
import { actingAs } from '../../platform/acting.ts'
import { findPeople } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findApplications, tieApplicant } from '../recruitment/index.ts'
import {
  askToReopen,
  certify,
  disclose,
  exportOf,
  findEarlier,
  reopen,
  saveList,
} from './actions.ts'
import type { Ranking } from './contract.ts'
import { setRetention } from './forgetting.ts'
import { viewRanking } from './looking.ts'
import { usualMonths } from './retention.ts'
import { forgetDue } from './retention-store.ts'
import { byScore } from './rules.ts'
import { doMine, doTask, viewMine } from './preparing.ts'
import { importRoster, release, settleLine } from './rostering.ts'

const TENANT = 'johns-hopkins'
const at = { id: 'jh-msk', cycle: 'jh-msk-season' }
const now = new Date().toISOString()
const place = { now, origin: new URL('https://isocenter.example.org') }
/** When the match of the demo has come; its own days count from a fixed one. */
const afterwards = { ...place, now: '2027-06-01T12:00:00Z' }
let here: TestDatabase
let director: Actor
let coordinator: Actor
let associate: Actor
beforeAll(async () => {
  here = await cloneDatabase()
  director = await actAs(here.db, TENANT, 'ingrid-halvorsdottir')
  coordinator = await actAs(here.db, TENANT, 'rosalind-achterberg')
  associate = await actAs(here.db, TENANT, 'jamal-whitfieldson')
})
afterAll(() => here.drop())
beforeEach(async () => {
  // The tables of what rests are emptied by their owner only.
  await owner(
    `truncate rank_list, rank_version, rank_certification, rank_roster, incoming, onboarding_task`,
  )
  await owner(`update recruitment_cycle set rank_deadline = clock_timestamp() + interval '1 hour',
    rank_opens = null`)
})

/** As the owner of the tables, past every fence that is for those who are served. */
const owner = async (text: string): Promise<unknown[]> =>
  here.db.unfenced(async (tx) => (await sql.raw(text).execute(tx)).rows)
const by = <T>(actor: Actor, work: () => Promise<T>) => actingAs({ actor: actor.person.id }, work)
const rulesOf = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.findings.map(({ rule }) => rule)
const view = async (actor = coordinator): Promise<Ranking> =>
  value(await by(actor, () => viewRanking(here.db, actor, at, now)))
const save = async (entries: Ranking['entries'], version: number, actor = coordinator) =>
  by(actor, () => saveList(here.db, actor, at, { entries, version }, now))
const sign = (version: number, actor = director) =>
  by(actor, () => certify(here.db, actor, at, version, now))

/** In the order of the scores, and told what is required. */
async function ranked(): Promise<Ranking> {
  const { candidates } = await view()
  value(await save(byScore(candidates), 0))
  value(await by(coordinator, () => disclose(here.db, coordinator, at, true, now)))
  return view()
}
const certified = async () => {
  const list = await ranked()
  value(await sign(list.version))
  return view()
}

test('the order of the scores is a list that can be certified, exported, and hashed', async () => {
  const list = await ranked()
  expect(list.findings.filter(({ level }) => level === 'must')).toEqual([])
  expect(list.entries.length).toBeGreaterThan(15)
  const { hash } = value(await sign(list.version))
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  const { text, name } = value(
    await by(coordinator, () => exportOf(here.db, coordinator, at, 'nrmp', now)),
  )
  expect(name).toContain('certified')
  expect(text.split('\r\n')[0]).toMatch(/^1,\d{8},/)
  expect((await view()).certifications).toMatchObject([{ hash, ranked: list.entries.length }])
  // A form in which some cannot be named goes out not at all, rather than with fewer ranks.
  const other = await by(coordinator, () => exportOf(here.db, coordinator, at, 'natmatch', now))
  expect(rulesOf(other)).toEqual(['ranking.id'])
})

test('without the note that all were told what is required, nothing is certified and nothing goes out', async () => {
  const list = await ranked()
  value(await by(coordinator, () => disclose(here.db, coordinator, at, false, now)))
  expect(rulesOf(await sign(list.version))).toEqual(['ranking.disclosed'])
  const out = await by(coordinator, () => exportOf(here.db, coordinator, at, 'nrmp', now))
  expect(rulesOf(out)).toEqual(['ranking.disclosed'])
})

test('two who change it at once: the later one is told, and nothing of the first is lost', async () => {
  const list = await ranked()
  const turned = list.entries.toReversed()
  const both = await Promise.all([
    save(turned, list.version, coordinator),
    save(list.entries.slice(1), list.version, associate),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.flatMap(rulesOf)).toEqual(['ranking.version'])
  const after = await view()
  expect([turned, list.entries.slice(1)]).toContainEqual(after.entries)
})

test('two who certify at once: one is told that the other was faster', async () => {
  const list = await ranked()
  const both = await Promise.all([sign(list.version), sign(list.version)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.flatMap(rulesOf)).toEqual(['ranking.twice'])
})

test('a certified list rests, whoever writes, also past the program', async () => {
  const list = await certified()
  expect(rulesOf(await save(list.entries.slice(1), list.version, director))).toEqual([
    'ranking.certified',
  ])
  const past = here.db.inTenant(TENANT, (tx) =>
    sql`update rank_version set entries = '[]' where cycle = ${at.cycle}`.execute(tx),
  )
  await expect(past).rejects.toThrow('certified')
})

test('one asks to open it, another agrees; then it is changed and certified anew', async () => {
  const list = await certified()
  const ask = { asks: true, reason: 'One has withdrawn.' }
  expect(rulesOf(await by(director, () => reopen(here.db, director, at, now)))).toEqual([
    'ranking.reopening',
  ])
  value(await by(director, () => askToReopen(here.db, director, at, ask, now)))
  expect(rulesOf(await by(director, () => reopen(here.db, director, at, now)))).toEqual([
    'ranking.own',
  ])
  value(await by(coordinator, () => reopen(here.db, coordinator, at, now)))
  const shorter = list.entries.slice(0, -1)
  value(await save(shorter, list.version))
  const again = await view()
  expect(again.entries).toEqual(shorter)
  value(await sign(again.version))
  const { certifications, versions } = await view()
  expect(certifications.map(({ nth, reopenedAt }) => [nth, reopenedAt !== null])).toEqual([
    ...[
      [2, false],
      [1, true],
    ],
  ])
  const first = await by(coordinator, () => findEarlier(here.db, coordinator, { ...at, nth: 1 }))
  expect(value(first).entries).toEqual(list.entries)
  expect(versions.length).toBe(2)
})

test('not a millisecond after the deadline of the database is anything written or certified', async () => {
  const list = await ranked()
  await owner(
    `update recruitment_cycle set rank_deadline = clock_timestamp() + interval '400 milliseconds'`,
  )
  const [deadline] = (await owner(
    `select rank_deadline as at from recruitment_cycle where id = '${at.cycle}'`,
  )) as { at: Date }[]
  const outcomes: Outcome<unknown>[] = []
  let { version } = list
  const until = Date.now() + 1_200
  while (Date.now() < until) {
    const outcome = await save(list.entries.toReversed(), version)
    if (outcome.ok) version = outcome.value.version
    outcomes.push(outcome)
  }
  expect(outcomes.some(({ ok }) => ok)).toBe(true)
  expect(rulesOf(outcomes.at(-1)!)).toEqual(['ranking.over'])
  const late = (await owner(
    `select count(*)::int as count from rank_version where at > (select rank_deadline from recruitment_cycle where id = '${at.cycle}')`,
  )) as { count: number }[]
  expect(late[0]!.count, `deadline ${deadline!.at.toISOString()}`).toBe(0)
  expect(rulesOf(await sign(version))).toEqual(['ranking.over'])
  expect((await view()).isOver).toBe(true)
})

test('somebody who did not apply here, or is on it twice, is refused by the program and by the database', async () => {
  const list = await ranked()
  const [first] = list.entries as [Ranking['entries'][number]]
  const twice = await save([first, first], list.version)
  expect(rulesOf(twice)).toEqual(['ranking.twice'])
  for (const entries of [[first, first], [{ ...first, application: 'nobody' }]]) {
    const past = here.db.inTenant(TENANT, (tx) =>
      sql`insert into rank_version (tenant, cycle, nth, entries, by_person)
        values (${TENANT}, ${at.cycle}, 99, ${JSON.stringify(entries)}, 'rosalind-achterberg')`.execute(
        tx,
      ),
    )
    await expect(past).rejects.toThrow('has applied here')
  }
})

const rosterOf = (list: Ranking, ids: readonly string[], more = '') =>
  `AAMC ID,Last Name,First Name\n${ids
    .map((id) => {
      const one = list.candidates.find(({ application }) => application === id)!
      return `${one.aamcId},${one.family},${one.given}\n`
    })
    .join('')}${more}`
const bring = (text: string, actor = coordinator) =>
  by(actor, () => importRoster(here.db, actor, at, { fileName: 'roster.csv', text }, now))

test('a roster is compared with what was certified; what is odd is held until somebody says what it means; a second person releases it', async () => {
  const list = await certified()
  const ids = list.entries.slice(0, 2).map(({ application }) => application)
  const counts = value(await bring(rosterOf(list, ids, '99999999,Doe,Ann\n')))
  expect(counts).toEqual({ matched: 2, held: 1 })
  const roster = (await view()).roster!
  expect(
    rulesOf(await by(coordinator, () => release(here.db, coordinator, at, roster.version, place))),
  ).toEqual(['ranking.own'])
  expect(
    rulesOf(await by(director, () => release(here.db, director, at, roster.version, place))),
  ).toEqual(['ranking.held'])
  const says = { as: 'not-ours' as const, application: null, note: 'Of the research track.' }
  const line = { ...at, line: 4 }
  value(
    await by(coordinator, () =>
      settleLine(here.db, coordinator, line, { ...says, version: roster.version }, now),
    ),
  )
  const early = { ...place, now: NOW }
  expect(
    rulesOf(await by(director, () => release(here.db, director, at, roster.version + 1, early))),
  ).toEqual(['ranking.early'])
  const free = by(director, () => release(here.db, director, at, roster.version + 1, afterwards))
  expect(value(await free)).toEqual({ incoming: 2 })
  const after = await view()
  expect(after.incoming).toHaveLength(2)
  const [one] = after.incoming as [Ranking['incoming'][number]]
  expect(one.tasks.some(({ name }) => name === 'Licence to practise applied for: Maryland')).toBe(
    true,
  )
  const [person] = await here.db.inTenant(TENANT, (tx) => findPeople(tx, [one.person]))
  expect(person!.roles).toMatchObject([
    { programme: 'jh-msk', role: 'trainee', level: 'fellow', from: one.starts },
  ])
  const [task] = one.tasks as [(typeof one.tasks)[number]]
  const tick = { version: task.version, isDone: true, note: '' }
  value(
    await by(coordinator, () => doTask(here.db, coordinator, { ...at, task: task.id }, tick, now)),
  )
  expect((await view()).incoming[0]!.tasks[0]).toMatchObject({ doneBy: coordinator.person.name })
  const comes = await actAs(here.db, TENANT, one.person)
  const own = value(await by(comes, () => viewMine(here.db, comes))).incoming
  expect(own.map(({ application }) => application)).toEqual([one.application])
  const [theirs, ours] = [true, false].map((is) =>
    own[0]!.tasks.find((each) => each.isTheirs === is)!,
  )
  const tickMine = (id: string) =>
    by(comes, () => doMine(here.db, comes, id, { version: 1, isDone: true }))
  expect(value(await tickMine(theirs!.id))).toEqual({ version: 2 })
  expect(rulesOf(await tickMine(ours!.id))).toEqual(['http.missing'])
  expect(rulesOf(await bring(rosterOf(list, ids)))).toEqual(['ranking.released'])
})

test('a roster before anything is certified is refused', async () => {
  await ranked()
  expect(rulesOf(await bring('AAMC ID,Name\n1,Ann\n'))).toEqual(['ranking.uncertified'])
})

test('nobody reads where they were ranked themselves, whatever they have become', async () => {
  const list = await certified()
  const [mine] = await here.db.inTenant(TENANT, (tx) =>
    findApplications(tx, { id: list.entries[7]!.application }),
  )
  await by(director, () =>
    here.db.inTenant(TENANT, (tx) => tieApplicant(tx, mine!.applicant.id, 'lucia-ferrandiz')),
  )
  const lucia = await actAs(here.db, TENANT, 'lucia-ferrandiz')
  const seen = await view(lucia)
  expect([seen.entries, seen.certifications, seen.versions]).toEqual([[], [], []])
  expect((await view()).entries).toHaveLength(list.entries.length)
})

test('records go once their time has come, by class, those of whoever comes stay, and nobody can hurry it', async () => {
  const list = await certified()
  const [first] = list.entries as [Ranking['entries'][number]]
  value(await bring(rosterOf(list, [first.application])))
  const { version } = (await view()).roster!
  value(await by(director, () => release(here.db, director, at, version, afterwards)))
  const count = async (what: string) =>
    ((await owner(`select count(*)::int as count from ${what}`)) as { count: number }[])[0]!.count
  const forget = () => here.db.inTenant(TENANT, forgetDue)
  const files = await count(`application_document`)
  // Nobody has said anything: everything stays.
  expect(await forget()).toBe(0)
  const months = { ...usualMonths, forms: null }
  value(await by(coordinator, () => setRetention(here.db, coordinator, at, { months, version: 0 })))
  expect(await forget()).toBe(0)
  expect(await count(`application_document`)).toBe(files)
  await owner(
    `update recruitment_cycle set match_day = (clock_timestamp() - interval '37 months')::date`,
  )
  expect(await forget()).toBeGreaterThan(30)
  const theirs = `application_document where application = '${first.application}'`
  expect(await count(`application_document`)).toBe(await count(theirs))
  expect(await count(theirs)).toBeGreaterThan(3)
  expect(await count(`document_bytes`)).toBe(await count(theirs))
  expect(await count(`review where application <> '${first.application}'`)).toBe(0)
  expect(await count(`review`)).toBeGreaterThan(0)
  expect(await count(`rank_certification`)).toBe(1)
  expect(await count(`applicant where family = 'applicant'`)).toBe(0)
  expect(await forget()).toBe(0)
  const seen = (await view()).retention.classes
  expect([seen.letters.forgottenAt !== null, seen.forms.goesOn, seen.lists.forgottenAt]).toEqual([
    ...[true, null, null],
  ])
  const wanted = { months: { ...usualMonths, forms: 1 }, version: 1 }
  value(await by(coordinator, () => setRetention(here.db, coordinator, at, wanted)))
  expect(await forget()).toBeGreaterThan(20)
  expect(await count(`applicant where family = 'applicant'`)).toBeGreaterThan(20)
})
