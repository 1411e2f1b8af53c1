// Is nothing of one institution to be seen from another: lists, search, files, feeds, jobs, words of refusals?
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { startJobs } from '../src/platform/jobs.ts'
import { openLive } from '../src/platform/live.ts'
import { readFeed } from '../src/rooms/days/index.ts'
import { clock, cloneDatabase, NOW, type TestDatabase } from './database.ts'
import { Visitor } from './door.ts'

let here: TestDatabase
let app: Hono
let live: Awaited<ReturnType<typeof openLive>>
let mayo: Visitor
let hopkins: Visitor
/** Stands in every word that the other institution has. */
const MARK = 'Zzqhopkins'

beforeAll(async () => {
  here = await cloneDatabase()
  await here.db.inTenant('johns-hopkins', async (tx) => {
    await sql`update person set given = ${MARK} || given, family = ${MARK} || family`.execute(tx)
    await sql`update programme set name = ${MARK} || name`.execute(tx)
    await sql`update work set name = ${MARK} || name`.execute(tx)
    await sql`update plan set title = ${MARK} || title`.execute(tx)
    await sql`update site set name = ${MARK} || name`.execute(tx)
    await sql`update catalogue set name = ${MARK} || name`.execute(tx)
    await sql`update draft set name = ${MARK} || name`.execute(tx)
  })
  await here.db.pool.query(`update tenant set name = '${MARK}' where id = 'johns-hopkins'`)
  // The tables of the queue; nobody works on it here.
  await (await startJobs(here.db.pool, {}, { alone: true })).stop()
  live = await openLive(here.db.pool)
  app = makeApp(here.db, live, clock)
  mayo = new Visitor(app)
  hopkins = new Visitor(app)
  await mayo.post('/session', { institution: 'mayo', person: 'solveig-bergstrand' })
  await hopkins.post('/session', { institution: 'johns-hopkins', person: 'rosalind-achterberg' })
})
afterAll(async () => {
  await live.close()
  await here.drop()
})

const raw = async (path: string, visitor = mayo) => {
  const answer = await app.request(`http://localhost${path}`, {
    headers: { host: 'localhost', cookie: `isocenter=${visitor.cookies.get('isocenter')}` },
  })
  return { status: answer.status, text: Buffer.from(await answer.arrayBuffer()).toString('latin1') }
}

describe('from the other institution', () => {
  test('every list that names no id shows one’s own and nothing else', async () => {
    for (const path of [
      ...['/me', '/today', '/watch', '/programmes', '/feeds', '/access-keys', '/members', '/mail'],
      ...['/audit', '/audit/chain', '/my-history', '/rights', '/sign-on-providers', '/account'],
      '/audit?words=hopkins',
    ]) {
      const answer = await mayo.get(path)
      expect([path, answer.status]).toEqual([path, 200])
      expect([path, JSON.stringify(answer.body).includes(MARK)]).toEqual([path, false])
    }
  })
  test('the same address for what is there and for what never was is answered in the same words', async () => {
    const plans = await here.db.pool.query<{ id: string; draft: string }>(
      `select p.id, d.id as draft from plan p left join draft d on d.plan = p.id
       and d.tenant = p.tenant where p.tenant = 'johns-hopkins'`,
    )
    const { id, draft } = plans.rows.find((row) => row.draft)!
    const shapes = [
      `/plans/{}`,
      `/plans/{}/published`,
      `/plans/{}/rules`,
      `/plans/{}/paper`,
      `/plans/{}/comparison?left=a&right=b`,
      `/plans/{}/sheet.xlsx`,
      `/plans/{}/sheet.csv`,
      `/plans/{}/sheet.pdf`,
    ]
    for (const shape of shapes) {
      const there = await raw(`/api${shape.replace('{}', id)}`)
      const never = await raw(`/api${shape.replace('{}', 'never-was')}`)
      expect([shape, there.status]).toEqual([shape, never.status])
      expect([shape, there.text.replaceAll(id, '#')]).toEqual([
        shape,
        never.text.replaceAll('never-was', '#'),
      ])
      expect(there.text).not.toContain(MARK)
    }
    for (const shape of ['/drafts/{}', '/drafts/{}/verdict', '/drafts/{}/publication']) {
      const there = await raw(`/api${shape.replace('{}', draft)}`)
      const never = await raw(`/api${shape.replace('{}', 'never-was')}`)
      expect([shape, there.status, there.text.replaceAll(draft, '#')]).toEqual([
        ...[shape, never.status, never.text.replaceAll('never-was', '#')],
      ])
    }
    // It is really there: its own people see it.
    expect((await raw(`/api/plans/${id}`, hopkins)).text).toContain(MARK)
  })
  test('a foreign id in a body is as unknown as one that never was', async () => {
    const attempts: [string, string, (id: string) => object][] = [
      ['/feeds', 'jh-msk', (programme) => ({ label: 'x', programme })],
      ['/invitations', 'rosalind-achterberg', (person) => ({ person, email: 'a@mayo.example' })],
    ]
    for (const [path, id, body] of attempts) {
      const there = await mayo.post(path, body(id))
      const never = await mayo.post(path, body('never-was'))
      expect([path, there.status]).toEqual([path, never.status])
      expect(there.status).toBeGreaterThanOrEqual(400)
      expect(JSON.stringify(there.body)).not.toContain(MARK)
    }
  })
  test('a feed of one institution holds nothing of another, and dies with its address', async () => {
    const made = await mayo.post<{ url?: string; token?: string }>('/feeds', {
      ...{ label: 'All', programme: 'mayo-msk' },
    })
    const token = /feeds\/([\w-]+)/.exec(JSON.stringify(made.body))?.[1]
    expect(token).toBeDefined()
    const text = await readFeed(here.db, token!, NOW)
    expect(text).toContain('BEGIN:VCALENDAR')
    expect(text).not.toContain(MARK)
    expect(
      (await mayo.post('/feeds', { label: 'x', programme: 'jh-msk' })).status,
    ).toBeGreaterThanOrEqual(400)
  })
  test('what waits in the queue names ids only, and a foreign job is as unknown as none', async () => {
    const found = await here.db.pool.query<{ id: string }>(
      `select id from draft where tenant = 'johns-hopkins' limit 1`,
    )
    const made = await hopkins.post<{ id: string }>(`/drafts/${found.rows[0]!.id}/solves`, {
      seconds: 5,
    })
    expect(made.status).toBe(200)
    const queue = await here.db.pool.query<{ payload: object }>(
      `select payload from graphile_worker._private_jobs`,
    )
    expect(queue.rows.map(({ payload }) => Object.keys(payload).sort())).toEqual([
      ['solve', 'tenant'],
    ])
    const [there, never] = [await mayo.get(`/solves/${made.body.id}`), await mayo.get('/solves/x')]
    expect([there.status, never.status]).toEqual([404, 404])
    expect((await hopkins.get(`/solves/${made.body.id}`)).status).toBe(200)
  })
})
