// The API in process, on a real database: who may do what, what bad requests are told.
import type { Hono } from 'hono'
import ical from 'ical.js'
import { Workbook } from '@cj-tech-master/excelts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { openLive } from '../src/platform/live.ts'
import { clock, cloneDatabase, type TestDatabase } from './database.ts'

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

type Answer = { status: number; body: Record<string, never>; headers: Headers }

async function call(
  method: string,
  path: string,
  options: { cookie?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { cookie = '', body, headers = {} } = options
  const response = await app.request(`http://localhost${path}`, {
    method,
    headers: { cookie, 'content-type': 'application/json', host: 'localhost', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: text.startsWith('{') ? JSON.parse(text) : text,
    headers: response.headers,
  }
}

async function signIn(institution: string, person: string): Promise<string> {
  const answer = await call('POST', '/api/session', { body: { institution, person } })
  expect(answer.status).toBe(200)
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

const findings = (answer: Answer) =>
  (answer.body as { findings?: { says: string; path?: string }[] }).findings ?? []

describe('rights', () => {
  test('without a session nothing but the front door answers', async () => {
    for (const path of ['/api/programmes', '/api/plans/mayo-2026', '/api/today', '/api/feeds'])
      expect((await call('GET', path)).status).toBe(401)
    expect((await call('GET', '/api/me')).status).toBe(200)
  })

  test('a fellow reads the plan but does not build it', async () => {
    const cookie = await signIn('mayo', 'tariq-haddadin')
    expect((await call('GET', '/api/plans/mayo-2026', { cookie })).status).toBe(200)
    const attempt = await call('POST', '/api/plans/mayo-2026/drafts', {
      cookie,
      body: { name: 'Mine', from: 'empty' },
    })
    expect(attempt.status).toBe(403)
  })

  test('a fellow sees that colleagues are away, not why, and nobody else’s wishes', async () => {
    type Plan = {
      problem: { wishes: { person: string }[]; absences: { person: string; work?: string }[] }
    }
    const read = async (person: string) =>
      (await call('GET', '/api/plans/bwh-r1r3-2026', { cookie: await signIn('brigham', person) }))
        .body as unknown as Plan
    const planner = await read('theodore-lacombiere')
    const fellow = await read('wesley-tran-huynh')
    expect(new Set(planner.problem.wishes.map((wish) => wish.person)).size).toBeGreaterThan(5)
    expect(new Set(fellow.problem.wishes.map((wish) => wish.person)).size).toBeLessThanOrEqual(1)
    const others = fellow.problem.absences.filter((entry) => entry.person !== 'wesley-tran-huynh')
    expect(others.length).toBe(planner.problem.absences.length)
    expect(others.filter((entry) => entry.work)).toEqual([])
  })

  test('why a colleague is away is in nobody else’s year', async () => {
    type Year = { items: { kind: string; name: string }[]; totals: { name: string }[] }
    const read = async (person: string) =>
      (
        await call('GET', '/api/people/adaeze-nwachukwo/year', {
          cookie: await signIn('brigham', person),
        })
      ).body as unknown as Year
    const leave = (year: Year) => [
      ...year.items.filter(({ kind }) => kind === 'leave').map(({ name }) => name),
      ...year.totals.map(({ name }) => name).filter((name) => /leave|away/i.test(name)),
    ]
    expect(leave(await read('wesley-tran-huynh'))).toEqual(['Away', 'Away'])
    expect(leave(await read('adaeze-nwachukwo'))).toEqual(['Parental leave', 'Parental leave'])
    expect(leave(await read('theodore-lacombiere'))).toEqual(['Parental leave', 'Parental leave'])
  })

  test('the calendar of a programme closes for who has left it', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    const body = { label: 'All', programme: 'mayo-msk' }
    const made = (await call('POST', '/api/feeds', { cookie, body })).body as unknown as {
      url: string
    }
    const path = new URL(made.url).pathname
    const leaveOn = (day: string | null) =>
      here.db.inTenant('mayo', (tx) =>
        sql`update role set during = daterange(lower(during), ${day}::date, '[]')
          where person = 'solveig-bergstrand'`.execute(tx),
      )
    expect((await call('GET', path)).status).toBe(200)
    await leaveOn('2026-11-20')
    expect((await call('GET', path)).status).toBe(404)
    await leaveOn('2026-11-21')
    expect((await call('GET', path)).status).toBe(200)
    await leaveOn(null)
  })

  test('the plans of another institution do not exist for a coordinator', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    const foreign = await call('GET', '/api/plans/jh-2026', { cookie })
    const unknown = await call('GET', '/api/plans/no-such-plan', { cookie })
    expect([foreign.status, unknown.status]).toEqual([404, 404])
  })

  test('a page of another origin cannot write', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    const answer = await call('POST', '/api/plans/mayo-2026/drafts', {
      cookie,
      body: { name: 'X', from: 'empty' },
      headers: { origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
  })

  test('a page without an address of its own cannot write either', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    const answer = await call('DELETE', '/api/session', { cookie, headers: { origin: 'null' } })
    expect([answer.status, findings(answer)[0]?.says]).toEqual([
      403,
      'Writing from null is not allowed.',
    ])
  })

  test('signing out ends the session on the server', async () => {
    const cookie = await signIn('mayo', 'tariq-haddadin')
    await call('DELETE', '/api/session', { cookie })
    expect((await call('GET', '/api/today', { cookie })).status).toBe(401)
  })
})

describe('over https', () => {
  const site = 'https://isocenter.example'
  test('every answer tells the browser to be careful', async () => {
    const gone = `/feeds/${'A'.repeat(43)}.ics`
    for (const path of ['/', '/api/me', '/api/nothing', '/assets/gone.js', '/healthz', gone]) {
      const { headers } = await app.request(`${site}${path}`)
      const policy = headers.get('content-security-policy')
      for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
        expect([path, policy]).toEqual([path, expect.stringContaining(part)])
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
      expect(headers.get('access-control-allow-origin')).toBe(null)
      if (path.startsWith('/api/')) expect(headers.get('cache-control')).toBe('no-store')
    }
  })
  test('a cookie is of this host only, and no script reads it', async () => {
    const answer = await app.request(`${site}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: 'isocenter.example' },
      body: JSON.stringify({ institution: 'mayo', person: 'solveig-bergstrand' }),
    })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-isocenter=[\w-]{43}; .*HttpOnly; Secure; SameSite=Lax$/,
    )
  })
})

describe('bad requests', () => {
  test('every wrong field is named', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    const answer = await call('POST', '/api/plans/mayo-2026/drafts', {
      cookie,
      body: { name: '', from: 'empty', certified: true },
    })
    expect(answer.status).toBe(400)
    expect(findings(answer).length).toBeGreaterThanOrEqual(2)
    expect(findings(answer).map((entry) => entry.path)).toContain('body.name')
  })

  test('a name with a line break in it is refused before it reaches a calendar', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    const answer = await call('POST', '/api/feeds', {
      cookie,
      body: { label: 'Phone\r\nBEGIN:VEVENT' },
    })
    expect([answer.status, findings(answer).map((entry) => entry.path)]).toEqual([
      400,
      ['body.label'],
    ])
  })

  test('a file of the client that is no more is 404, never the page in its place', async () => {
    const answer = await call('GET', '/assets/index-gone.js')
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store'])
  })

  test('what is not JSON is refused in one sentence', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    const answer = await call('POST', '/api/plans/mayo-2026/drafts', { cookie, body: '{"name":' })
    expect([answer.status, findings(answer)[0]?.says]).toEqual([400, 'The body is not valid JSON.'])
  })

  test('a character that cannot be stored is refused, the same spelled out is not', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    const named = (name: string) =>
      call('POST', '/api/plans/mayo-2026/drafts', { cookie, body: { name, from: 'empty' } })
    const refused = await named('a\u0000b')
    expect([refused.status, findings(refused)[0]?.says]).toEqual([
      400,
      'The text holds a character (NUL) that cannot be stored; remove it.',
    ])
    expect((await named('a\\u0000b')).status).toBe(200)
    for (const address of ['/api/plans/a%00b', '/api/programmes?x=%00', '/api/invitations/%00']) {
      const answer = await call('GET', address, { cookie })
      expect([answer.status, findings(answer)[0]?.says]).toEqual([
        400,
        'The address holds a character (NUL) that stands in no name; remove it.',
      ])
    }
  })

  test('a span that ends before it begins is refused, an unknown address is JSON', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    const span = 'from=2027-01-01&to=2026-01-01'
    const year = await call('GET', `/api/people/tariq-haddadin/year?${span}`, { cookie })
    expect([year.status, findings(year)[0]?.path]).toEqual([400, 'query.to'])
    const unknown = await call('GET', '/api/nothing-here', { cookie })
    expect([unknown.status, findings(unknown).length]).toEqual([404, 1])
  })

  test('a rule that names a rotation that does not exist is refused with the nearest name', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    const answer = await call('POST', '/api/plans/mayo-2026/rules', {
      cookie,
      body: {
        rule: 'rota.coverage',
        params: { works: ['mayo-xrr'], min: 1 },
        strength: 'must',
        reason: 'A slip',
      },
    })
    expect(answer.status).toBe(409)
    expect(JSON.stringify(answer.body)).toContain('mayo-xr')
  })

  test('nine megabytes are refused and the process lives', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    const big = JSON.stringify({ name: 'x'.repeat(9_000_000), from: 'empty' })
    const answer = await call('POST', '/api/plans/mayo-2026/drafts', {
      cookie,
      body: big,
      headers: { 'content-length': String(big.length) },
    })
    expect(answer.status).toBe(413)
    expect((await call('GET', '/healthz')).status).toBe(200)
  })
})

describe('out of the house', () => {
  /** A published year without rules: two people on radiographs and away. */
  async function publishSomething(cookie: string): Promise<string> {
    const rules = (await call('GET', '/api/plans/mayo-2026/rules', { cookie })).body as unknown as {
      choices: { id: string }[]
    }
    for (const choice of rules.choices)
      await call('DELETE', `/api/plans/mayo-2026/rules/${choice.id}`, { cookie })
    const draft = (
      await call('POST', '/api/plans/mayo-2026/drafts', {
        cookie,
        body: { name: 'D', from: 'empty' },
      })
    ).body as unknown as { id: string; version: number }
    const change = (person: string, period: string, after: string) => ({
      ...{ person, period, before: null, after },
    })
    const edited = await call('POST', `/api/drafts/${draft.id}/edits`, {
      cookie,
      body: {
        label: 'Autumn',
        changes: [
          change('tariq-haddadin', 'b05', 'mayo-mr'),
          change('tariq-haddadin', 'b06', 'mayo-mr'),
          change('uma-venkataramani', 'b05', 'mayo-mr'),
        ],
      },
    })
    const version = (edited.body as unknown as { version: number }).version
    const published = await call('PUT', `/api/drafts/${draft.id}/publication`, {
      cookie,
      body: { version, message: 'Autumn' },
    })
    expect(published.status).toBe(200)
    return draft.id
  }

  test('a published year is in today, in the feed (UTC, merged runs) and in the sheet', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    const draft = await publishSomething(cookie)
    const fellow = await signIn('mayo', 'tariq-haddadin')

    const today = (await call('GET', '/api/today', { cookie: fellow })).body as unknown as {
      tomorrow: { code: string; from: string; to: string }[]
      colleagues: { name: string }[]
    }
    expect(today.tomorrow[0]).toMatchObject({ from: '2026-11-01', to: '2026-12-31' })
    expect(today.colleagues.map((person) => person.name)).toEqual(['Uma Venkataramani'])

    const made = await call('POST', '/api/feeds', { cookie: fellow, body: { label: 'Phone' } })
    const feed = made.body as unknown as { id: string; url: string }
    const path = new URL(feed.url).pathname
    expect(path).toMatch(/^\/feeds\/[\w-]{43}\.ics$/)
    const calendar = await call('GET', path)
    const parsed = new ical.Component(ical.parse(calendar.body as unknown as string))
    const events = parsed.getAllSubcomponents('vevent').map((event) => new ical.Event(event))
    const november = events.find((event) => event.startDate.toString() === '2026-11-01T05:00:00Z')
    // Mayo is in Chicago: from summer time into winter time: the end is an hour later in UTC.
    expect(november?.endDate.toString()).toBe('2027-01-01T06:00:00Z')

    const table = await call('GET', path.replace('.ics', '.csv'))
    expect([table.status, String(table.body)]).toEqual([
      200,
      expect.stringContaining('2026-12-01,Haddadin,Tariq,tariq-haddadin,MR,'),
    ])
    const token = path.replace('/feeds/', '').replace('.ics', '')
    const amion = `/amion?Lo=${token}&Rpt=619&Month=12&Day=1&Year=2026`
    expect(String((await call('GET', amion)).body)).toMatch(
      /^Assignments for 12-1-26[^]*"Haddadin, Tariq"/,
    )
    expect(String((await call('GET', `/amion?Lo=${token}&Rpt=1`)).body)).toBe('NORP=No such report')
    expect(String((await call('GET', '/amion?Lo=wrong&Rpt=619')).body)).toBe('NOFI=No file')

    expect((await call('DELETE', `/api/feeds/${feed.id}`, { cookie: fellow })).status).toBe(200)
    for (const gone of [path, path.replace('.ics', '.csv')])
      expect((await call('GET', gone)).status).toBe(404)
    expect(String((await call('GET', amion)).body)).toBe('NOFI=No file')

    const file = await app.request(`http://localhost/api/drafts/${draft}/sheet.xlsx`, {
      headers: { cookie },
    })
    const book = new Workbook()
    await book.xlsx.load(Buffer.from(await file.arrayBuffer()))
    const page = book.getWorksheet('Year')!
    const row = page.getColumn(1).values.findIndex((value) => value === 'Haddadin, Tariq')
    expect(page.getCell(row, 8).value).toBe('MR')
    expect(page.getCell(row, 9).isMerged).toBe(true)
  })

  test('who is published anew sees what changed, and only their own', async () => {
    const cookie = await signIn('mayo', 'solveig-bergstrand')
    await publishSomething(cookie)
    const changed = async (person: string) => {
      const answer = await call('GET', '/api/today', { cookie: await signIn('mayo', person) })
      return (answer.body as unknown as { changed: object[] }).changed
    }
    expect(await changed('tariq-haddadin')).toEqual([])
    const post = async <T>(path: string, body: object) =>
      (await call('POST', path, { cookie, body })).body as unknown as T
    const draft = await post<{ id: string }>('/api/plans/mayo-2026/drafts', {
      ...{ name: 'Second', from: 'published' },
    })
    const change = { person: 'tariq-haddadin', period: 'b06', before: 'mayo-mr', after: 'mayo-xr' }
    const edited = await post<{ version: number }>(`/api/drafts/${draft.id}/edits`, {
      ...{ label: 'swap', changes: [change] },
    })
    const { version } = edited
    const told = await call('PUT', `/api/drafts/${draft.id}/publication`, {
      cookie,
      body: { version, message: 'Swap' },
    })
    const made = told.body as unknown as { version: number }
    expect(made.version).toBeGreaterThan(1)
    expect(await changed('tariq-haddadin')).toMatchObject([
      {
        ...{ version: made.version, message: 'Swap', by: 'Solveig Bergstrand' },
        changes: [
          { from: '2026-12-01', to: '2026-12-31', before: 'MRI', after: 'Radiographs, outpatient' },
        ],
      },
    ])
    expect(await changed('uma-venkataramani')).toEqual([])
  })

  test('a calendar of one service has whoever is on it, and nothing else', async () => {
    await publishSomething(await signIn('mayo', 'solveig-bergstrand'))
    const cookie = await signIn('mayo', 'tariq-haddadin')
    const make = (body: object) => call('POST', '/api/feeds', { cookie, body })
    expect((await make({ label: 'MR', work: 'mayo-mr' })).status).toBe(400)
    const of = { label: 'MR', programme: 'mayo-msk' }
    expect((await make({ ...of, work: 'leave' })).status).toBe(404)
    const made = (await make({ ...of, work: 'mayo-mr' })).body as unknown as { url: string }
    const table = await call('GET', new URL(made.url).pathname.replace('.ics', '.csv'))
    const lines = String(table.body).trim().split('\n').slice(1)
    expect(lines.length).toBeGreaterThan(60)
    expect(lines.filter((line) => !line.includes(',MR,'))).toEqual([])
    expect(new Set(lines.map((line) => line.split(',')[1])).size).toBeGreaterThan(1)
    const path = new URL(made.url).pathname
    const first = String((await call('GET', path)).body)
    // Asked again it is the same text, and at once another one when the time behind it has changed.
    expect((await call('GET', path)).body).toBe(first)
    await here.db.unfenced((tx) =>
      sql`update person_time set created_at = created_at + interval '1 hour'
        where tenant = 'mayo' and line = 'published' and work = 'mayo-mr'`
        .execute(tx)
        .then(() => {}),
    )
    expect((await call('GET', path)).body).not.toBe(first)
    const listed = await call('GET', '/api/programmes/mayo-msk/services', { cookie })
    const { services } = listed.body as unknown as { services: { id: string }[] }
    expect(services.map(({ id }) => id)).toContain('mayo-mr')
    expect(services.map(({ id }) => id)).not.toContain('leave')
  })

  test('an unknown feed address is 404 and a draft is nobody else’s', async () => {
    expect((await call('GET', `/feeds/${'A'.repeat(43)}.ics`)).status).toBe(404)
  })

  test('a draft that breaks a must is not published, and every reason is said', async () => {
    const cookie = await signIn('johns-hopkins', 'rosalind-achterberg')
    const draft = (
      await call('POST', '/api/plans/jh-2026/drafts', {
        cookie,
        body: { name: 'Empty', from: 'empty' },
      })
    ).body as unknown as { id: string; version: number }
    const answer = await call('PUT', `/api/drafts/${draft.id}/publication`, {
      cookie,
      body: { version: draft.version, message: 'No' },
    })
    expect(answer.status).toBe(409)
    expect(findings(answer).length).toBeGreaterThan(10)
  })
})
