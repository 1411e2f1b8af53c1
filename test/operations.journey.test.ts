// Run for real: several servers on one database, seen by monitors, stopped without dropping anybody.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedServer, startEmbedded } from '../src/platform/postgres/embedded.ts'
import { type Process, startAndEnd, startProcess, temporaryFolder, visitor } from './process.ts'

type Draft = { id: string; version: number; cells: Record<string, (string | null)[]> }
const folder = temporaryFolder()
let database: EmbeddedServer
let [one, two]: [Process, Process] = [] as never
const env = () => ({
  DATABASE_URL: database.url('rota'),
  ISOCENTER_METRICS_TOKEN: 'a-token-of-a-monitor',
  ISOCENTER_TRUST_PROXY: '1',
})
beforeAll(async () => {
  database = await startEmbedded(folder.path, () => {})
  await query('create database rota', 'postgres')
  const both = await Promise.all([
    startProcess(env()),
    startProcess({ ...env(), ISOCENTER_WORK: 'none' }),
  ])
  ;[one, two] = both as [Process, Process]
})
afterAll(async () => {
  await Promise.all([one?.stop(), two?.stop()])
  await database?.stop()
  folder.remove()
})

async function query<Row extends object>(text: string, name = 'rota'): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url(name) })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}
const lines = (process: Process) =>
  process
    .output()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('two servers on one database', () => {
  test('a session of one is good at the other, and what is written at one is heard live at the other', async () => {
    const call = await visitor(one.url, 'mayo', 'solveig-bergstrand')
    const draft = await call<Draft>('POST', '/plans/mayo-2026/drafts', { name: 'D', from: 'empty' })
    const person = Object.keys(draft.cells)[0]!
    const signedIn = await fetch(`${one.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ institution: 'mayo', person: 'solveig-bergstrand' }),
    })
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
    const stop = new AbortController()
    const stream = await fetch(`${two.url}/api/drafts/${draft.id}/events`, {
      headers: { cookie },
      signal: stop.signal,
    })
    expect(stream.status).toBe(200)
    let heard = ''
    const listening = (async () => {
      const decoder = new TextDecoder()
      for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>)
        heard += decoder.decode(chunk)
    })().catch(() => {})
    await expect.poll(() => heard).toContain('"version":1')
    await call('POST', `/drafts/${draft.id}/edits`, {
      label: 'Set',
      changes: [{ person, period: 'b01', before: null, after: 'mayo-xr' }],
    })
    await expect.poll(() => heard).toContain('"version":2')
    stop.abort()
    await listening
  })
  test('the work is done by the one that works', async () => {
    const call = await visitor(two.url, 'mayo', 'solveig-bergstrand')
    await call('POST', '/system/backups')
    type System = { backups: { now: object | null; last: { state: string } | null } }
    const state = async () => (await call<System>('GET', '/system')).backups
    await expect.poll(async () => (await state()).last?.state).toBe('done')
  })
})

describe('what a monitor sees', () => {
  test('that it lives and is ready; figures for this machine or a token only', async () => {
    const ask = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${one.url}${path}`, { headers })
    expect((await ask('/healthz')).status).toBe(200)
    expect(await (await ask('/readyz')).json()).toEqual({ ready: true })
    const figures = await (await ask('/metrics')).text()
    expect(figures).toMatch(
      /isocenter_http_request_seconds_count\{method="POST",route="\/api\/session"/,
    )
    expect(figures).toContain('isocenter_database_connections{state="open"}')
    expect(figures).toContain('isocenter_backup_age_seconds')
    expect((await ask('/metrics', { 'x-forwarded-for': '10.1.1.1' })).status).toBe(403)
    const bearer = (token: string) => ({ 'x-forwarded-for': 'x', authorization: `Bearer ${token}` })
    expect((await ask('/metrics', bearer('a-token-of-a-monitor'))).status).toBe(200)
    expect((await ask('/metrics', bearer('a-token-of-a-robber!'))).status).toBe(403)
  })
  test('lines of JSON with route patterns, and no token, cookie, query or body in any of them', async () => {
    const secrets = ['tokenOfAFeed', 'queryOfSomebody', 'cookieOfSomebody', 'bodyOfSomebody']
    await fetch(`${one.url}/feeds/tokenOfAFeed.ics?x=queryOfSomebody`, {
      headers: { cookie: 'isocenter=cookieOfSomebody', 'x-forwarded-for': '6.6.6.6, 10.1.2.3' },
    })
    await fetch(`${one.url}/amion?Lo=tokenOfAFeed&Rpt=619`)
    await fetch(`${one.url}/api/nowhere/tokenOfAFeed?x=queryOfSomebody`)
    await fetch(`${one.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ institution: 'bodyOfSomebody', person: 'bodyOfSomebody' }),
    })
    await expect.poll(() => lines(one).at(-1)?.['route']).toBe('/api/session')
    for (const secret of secrets) expect(one.output()).not.toContain(secret)
    const requests = lines(one).filter(({ says }) => says === 'request')
    expect(requests.map(({ route }) => route)).toContain('/feeds/:file')
    expect(requests.find(({ route }) => route === '/feeds/:file')).toEqual({
      ...{ at: expect.any(String), level: 'info', says: 'request', request: expect.any(String) },
      ...{ method: 'GET', route: '/feeds/:file', status: 404, ms: expect.any(Number) },
      from: '10.1.2.3',
    })
  })
  test('https in front makes the cookie one for https, if the proxy is trusted', async () => {
    const answer = await fetch(`${one.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
      body: JSON.stringify({ institution: 'mayo', person: 'solveig-bergstrand' }),
    })
    expect(answer.headers.get('set-cookie')).toContain('Secure')
  })
})

describe('an end in good order', () => {
  test('what was begun is answered, then it stops', async () => {
    const stopping = await startProcess({ ...env(), ISOCENTER_WORK: 'none' })
    const holder = new pg.Client({ connectionString: database.url('rota') })
    await holder.connect()
    await holder.query('begin; lock table tenant in access exclusive mode')
    const slow = fetch(`${stopping.url}/api/cast`).then(async (answer) => {
      await answer.text()
      return answer.status
    })
    await new Promise((next) => setTimeout(next, 300))
    const ended = stopping.stop('SIGTERM')
    // Until the proxy has noticed, it answers, says that it is not ready, and keeps no connection.
    await expect.poll(() => fetch(`${stopping.url}/readyz`).then(({ status }) => status)).toBe(503)
    const late = await fetch(`${stopping.url}/healthz`)
    expect([late.status, late.headers.get('connection')]).toEqual([200, 'close'])
    await expect
      .poll(() =>
        fetch(`${stopping.url}/healthz`).then(
          () => 'answers',
          () => 'refused',
        ),
      )
      .toBe('refused')
    await holder.query('rollback')
    await holder.end()
    expect(await slow).toBe(200)
    expect(await ended).toBe(0)
  })
  test('a database of a newer version is refused in a sentence', async () => {
    await query('create database later template template0', 'postgres')
    const later = { DATABASE_URL: database.url('later') }
    const first = await startProcess(later)
    await first.stop()
    const client = new pg.Client({ connectionString: database.url('later') })
    await client.connect()
    await client.query(`insert into migration (name, hash) values ('9999-later.sql', 'x')`)
    await client.end()
    const refused = await startAndEnd({ ...later, PORT: '0' })
    expect(refused.code).toBe(1)
    expect(refused.output).toContain(
      'Isocenter could not start. This database was changed by a newer Isocenter (9999-later.sql).',
    )
  })
  test('without its database it lives and is not ready; with it again it is, by itself', async () => {
    const port = new URL(database.url('rota')).port
    expect(port).not.toBe('')
    await query(`alter database rota allow_connections false`, 'postgres')
    await query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'rota'`,
      'postgres',
    )
    const ready = async () => (await fetch(`${two.url}/readyz`)).status
    await expect.poll(ready).toBe(503)
    expect((await fetch(`${two.url}/healthz`)).status).toBe(200)
    await query(`alter database rota allow_connections true`, 'postgres')
    await expect.poll(ready).toBe(200)
  })
})
