// What do those who plan see of the next two weeks, and does nobody else see it?
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { daySchema } from '../src/kernel/day.ts'
import { openLive } from '../src/platform/live.ts'
import type { Watch } from '../src/rooms/days/schema.ts'
import type { DraftView } from '../src/rooms/rota/schema.ts'
import { insertTime, PUBLISHED } from '../src/rooms/time/index.ts'
import { actAs, clock, cloneDatabase, type TestDatabase } from './database.ts'

let here: TestDatabase
let app: Hono
let live: Awaited<ReturnType<typeof openLive>>

beforeAll(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  app = makeApp(here.db, live, clock)
})
afterAll(async () => {
  await live.close()
  await here.drop()
})

async function signIn(person: string): Promise<string> {
  const answer = await app.request('http://localhost/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', host: 'localhost' },
    body: JSON.stringify({ institution: 'mayo', person }),
  })
  return answer.headers.get('set-cookie')!.split(';')[0]!
}
async function ask<T>(cookie: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await app.request(`http://localhost/api${path}`, {
    method,
    headers: { cookie, 'content-type': 'application/json', host: 'localhost' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as T
}

test('nothing before a year is published; then its holes in fourteen days, and who is away', async () => {
  const planner = await signIn('solveig-bergstrand')
  const watch = () => ask<Watch>(planner, 'GET', '/watch')
  expect((await watch()).years).toEqual([])

  const draft = await ask<DraftView>(planner, 'POST', '/plans/mayo-2026/drafts', {
    ...{ name: 'Test', from: 'empty' },
  })
  const set = { person: 'tariq-haddadin', before: null, after: 'mayo-ct' }
  const { problem } = await ask<{
    problem: { periods: { id: string; from: string; to: string }[] }
  }>(planner, 'GET', '/plans/mayo-2026')
  const today = daySchema.parse(clock.now().slice(0, 10))
  const block = problem.periods.find(({ from, to }) => from <= today && today <= to)!
  const edited = await ask<DraftView>(planner, 'POST', `/drafts/${draft.id}/edits`, {
    ...{ label: 'CT', changes: [{ ...set, period: block.id }] },
  })
  await ask(planner, 'PUT', `/drafts/${draft.id}/publication`, {
    ...{ version: edited.version, message: '', waiver: 'A test of what is short' },
  })

  const [year] = (await watch()).years
  const { from, to } = await watch()
  expect([year!.plan, from]).toEqual(['mayo-2026', today])
  expect(year!.holes.length).toBeGreaterThan(0)
  expect(year!.holes.every((hole) => hole.from <= to && hole.to >= from)).toBe(true)
  // One person is on CT in this block, and nobody is said to be too many.
  expect(year!.holes.filter(({ says }) => says.includes('at most'))).toEqual([])
  // Planned absence that is known already; nobody is planned for work on those days.
  expect(year!.away.map(({ person, leaves }) => [person.id, leaves])).toEqual([
    ['sofia-lindqvist-ames', null],
  ])

  const actor = await actAs(here.db, 'mayo', 'solveig-bergstrand')
  await here.db.inTenant(actor.institution.id, (tx) =>
    insertTime(tx, actor.institution.id, [
      {
        ...{ person: set.person, programme: 'mayo-msk', line: PUBLISHED, layer: 'absence' },
        ...{ kind: 'leave', work: 'leave', from: today, to: today, source: 'test' },
      },
    ]),
  )
  const [after] = (await watch()).years
  expect(after!.away[0]).toMatchObject({
    ...{ person: { id: set.person }, from: today, to: today },
    leaves: expect.stringContaining('CT'),
  })

  const fellow = await signIn(set.person)
  expect((await ask<Watch>(fellow, 'GET', '/watch')).years).toEqual([])
})
