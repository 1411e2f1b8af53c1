// Is a year planned both ways, kept apart from the draft until it is taken over, and taken over once and whole?
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { actingAs } from '../src/platform/acting.ts'
import { startJobs } from '../src/platform/jobs.ts'
import { openLive } from '../src/platform/live.ts'
import { viewCall } from '../src/rooms/call/viewing.ts'
import {
  askCallYear,
  discardCallYear,
  stopCallYearOf,
  takeCallYear,
} from '../src/rooms/call/year-asking.ts'
import { runCallYear } from '../src/rooms/call/year-job.ts'
import { viewCallYears } from '../src/rooms/call/year-viewing.ts'
import { editDraft, openDraft, readFrame } from '../src/rooms/rota/index.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

const programme = 'mayo-msk'
const TENANT = 'mayo'
let here: TestDatabase
let planner: Actor
beforeEach(async () => {
  here = await cloneDatabase()
  await (await startJobs(here.db.pool, {}, { alone: true })).stop()
  const found = await query(sql<{ person: string }>`select person from role
    where programme = ${programme} and role in ('director', 'coordinator') order by person limit 1`)
  planner = await actAs(here.db, TENANT, found[0]!.person)
})
afterEach(() => here.drop())

const query = <T>(text: ReturnType<typeof sql<T>>) =>
  here.db.inTenant(TENANT, async (tx) => (await text.execute(tx)).rows)
const as = <T>(work: () => Promise<T>) => actingAs({ actor: planner.person.id }, work)
const rules = (outcome: { ok: boolean; findings?: { rule: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.rule)
const seen = async () => value(await viewCallYears(here.db, planner, programme, NOW))
const draftOf = async () => (await seen()).drafts[0]!
const cellsOf = (draft: string) =>
  here.db.inTenant(TENANT, async (tx) => (await openDraft(tx, draft, false))!.cells)

async function asked(): Promise<string> {
  const words = { draft: (await draftOf()).id, seconds: 1 }
  return value(await as(() => askCallYear(here.db, planner, programme, words, NOW))).callYear
}
async function run(callYear: string, stop = new AbortController().signal): Promise<void> {
  const live = await openLive(here.db.pool)
  const job = { tenant: TENANT, callYear, zone: planner.institution.timeZone }
  await as(() => runCallYear({ db: here.db, live, workerUrl: undefined, job, stop })).finally(() =>
    live.close(),
  )
}
const take = async (callYear: string, way: 'apart' | 'together' = 'together') => {
  const { latest } = await seen()
  const words = { way, version: latest!.version }
  return as(() => takeCallYear(here.db, planner, { id: programme, callYear }, words))
}

test('both ways keep every must and leave no day of call to nobody; the draft stays as it is', async () => {
  const draft = await draftOf()
  const before = await cellsOf(draft.id)
  const id = await asked()
  expect((await seen()).latest).toMatchObject({ id, state: 'waiting', draft: draft.id })
  await run(id)
  const { latest } = await seen()
  expect(latest).toMatchObject({ id, state: 'ready', from: '2026-11-22' })
  for (const way of [latest!.ways.apart!, latest!.ways.together!]) {
    expect(way).toMatchObject({ found: true, broken: 0, nobody: 0, faults: [] })
    expect(way.calls).toBe(way.needs)
    expect(way.differs).toBeGreaterThan(0)
  }
  expect(await cellsOf(draft.id)).toEqual(before)
})

test('what is taken over is one edit of the draft and a plan of call that waits; and only once', async () => {
  const id = await asked()
  await run(id)
  const { latest } = await seen()
  const { cells, calls } = value(await take(id))
  expect(cells).toBe(latest!.ways.together!.differs)
  const frame = await here.db.inTenant(TENANT, (tx) => readFrame(tx, latest!.plan))
  const now = await cellsOf(latest!.draft)
  expect(Object.keys(now)).toHaveLength(frame!.problem.people.length)
  const edits = await query(
    sql<{ label: string }>`select label from edit where draft = ${latest!.draft}
      order by seq desc limit 1`,
  )
  expect(edits).toEqual([{ label: 'Planned with its call' }])
  const { proposal } = value(await viewCall(here.db, planner, programme, NOW))
  expect(proposal).toMatchObject({ state: 'ready', from: latest!.from, to: latest!.to })
  expect(proposal!.calls).toHaveLength(calls)
  expect(proposal!.says).toContain('publish the year first')
  expect((await seen()).latest).toBeNull()
  const again = { way: 'together' as const, version: latest!.version }
  const at = { id: programme, callYear: id }
  expect(rules(await as(() => takeCallYear(here.db, planner, at, again)))).toEqual(['call.unready'])
})

test('a draft that somebody has edited since is not replaced unseen', async () => {
  const id = await asked()
  await run(id)
  const { latest } = await seen()
  const cells = await cellsOf(latest!.draft)
  const frame = (await here.db.inTenant(TENANT, (tx) => readFrame(tx, latest!.plan)))!
  const [person, row] = Object.entries(cells)[0]!
  const other = frame.works.find(({ id: work, kind }) => kind === 'rotation' && work !== row[0])!
  const change = {
    person,
    period: frame.plan.blocks[0]!.id,
    before: row[0] ?? null,
    after: other.id,
  }
  const edit = { changes: [change], label: 'By hand' }
  value(await as(() => editDraft(here.db, planner, latest!.draft, edit)))
  const words = { way: 'apart' as const, version: latest!.version }
  const at = { id: programme, callYear: id }
  expect(rules(await as(() => takeCallYear(here.db, planner, at, words)))).toEqual(['rota.stale'])
  value(await take(id, 'apart'))
})

test('stopped while it waits, both ways end with the first that is legal; nothing is stopped twice', async () => {
  const id = await asked()
  const live = await openLive(here.db.pool)
  const at = { id: programme, callYear: id }
  value(await as(() => stopCallYearOf(here.db, live, planner, at)))
  await run(id)
  expect((await seen()).latest).toMatchObject({ state: 'ready' })
  expect(rules(await as(() => stopCallYearOf(here.db, live, planner, at)))).toEqual([
    'call.unready',
  ])
  value(await as(() => discardCallYear(here.db, live, planner, at)))
  await live.close()
  expect((await seen()).latest).toBeNull()
})

test('a process that dies between the two ways loses the second only', async () => {
  const id = await asked()
  await run(id)
  await query(sql`update call_year set state = 'waiting', results = results - 'together'
    where id = ${id}`)
  const apart = (await seen()).latest!.ways.apart
  const stop = new AbortController()
  stop.abort()
  await expect(run(id, stop.signal)).rejects.toThrow('The server stopped')
  expect((await seen()).latest).toMatchObject({ state: 'waiting', ways: { together: null } })
  await run(id)
  const { latest } = await seen()
  expect(latest!.state).toBe('ready')
  expect(latest!.ways.apart).toEqual(apart)
  expect(latest!.ways.together).toMatchObject({ found: true, broken: 0 })
})

test('one at a time; a job that is lost is said to be, and stands in nobody’s way', async () => {
  const id = await asked()
  const words = { draft: (await draftOf()).id, seconds: 1 }
  const ask = () => as(() => askCallYear(here.db, planner, programme, words, NOW))
  expect(rules(await ask())).toEqual(['call.busy'])
  await here.db.pool.query('delete from graphile_worker._private_jobs')
  await here.db.pool.query(
    `update call_year set asked_at = asked_at - interval '1 minute' where id = $1`,
    [id],
  )
  const { latest } = await seen()
  expect(latest).toMatchObject({ id, state: 'failed' })
  expect(latest!.says).toContain('It was given up')
  expect(value(await ask()).callYear).not.toBe(id)
})

test('a draft of another programme, a year that is over, and kinds that nobody may have are said', async () => {
  const { id: draft } = await draftOf()
  const ask = (of: string, at = NOW) =>
    as(() => askCallYear(here.db, planner, of, { draft, seconds: 1 }, at))
  expect((await ask('another')).ok).toBe(false)
  expect(rules(await ask(programme, '2031-01-01T12:00:00.000Z' as typeof NOW))).toEqual([
    'call.past',
  ])
  await here.db.pool.query(
    `update call_kind set facts = jsonb_set(facts, '{levels}', '["R9"]') where tenant = $1`,
    [TENANT],
  )
  const id = value(await ask(programme)).callYear
  await run(id)
  const { latest } = await seen()
  expect(latest).toMatchObject({ state: 'failed' })
  expect(latest!.says).toContain('Nobody in this year may have any of the kinds')
})
