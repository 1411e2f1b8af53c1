// `npm run verify:load`: how many requests a second, how fast the slowest, a thousand calendars at once, a rush at the door.
import { Agent, request } from 'node:http'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { quantile } from '../bench/table.ts'
import { addDays, type Day, day } from '../src/kernel/day.ts'
import { openDatabase, type Database, type Tx } from '../src/platform/database.ts'
import { hashToken, newToken } from '../src/platform/token.ts'
import { hashPassword } from '../src/rooms/accounts/index.ts'
import { insertTime, PUBLISHED } from '../src/rooms/time/index.ts'
import { cloneDatabase } from '../test/database.ts'
import { startProcess } from '../test/process.ts'
import { keepSection } from './section.ts'

const HOUSE = 'load'
const PROGRAMMES = ['a', 'b', 'c', 'd']
const PEOPLE = 60
const YEARS = [2024, 2025, 2026]
const BLOCKS = 26
const WORKS = Array.from({ length: 8 }, (_, nth) => `w${nth}`)
const SECONDS = 30
/** So many wait for an answer at any time: a house at its busiest, and four times as many. */
const AT_ONCE = [6, 24]
const PASSWORD = 'four unlike wooden herons'

/** Four programmes of sixty people with three published years each. */
async function fill(db: Database): Promise<void> {
  await db.pool.query(`insert into tenant (id, name, time_zone, demo)
    values ('${HOUSE}', 'Load', 'America/New_York', true)`)
  for (const programme of PROGRAMMES)
    await db.inTenant(HOUSE, async (tx) => {
      await sql`insert into programme (tenant, id, name, kind, specialty)
        values (${HOUSE}, ${programme}, ${programme}, 'residency', 'Radiology')`.execute(tx)
      for (const [nth, work] of WORKS.entries())
        await sql`insert into work (tenant, programme, id, code, name, kind, color) values (${HOUSE},
          ${programme}, ${work}, ${work.toUpperCase()}, ${`Service ${nth}`}, 'rotation', ${nth})`.execute(
          tx,
        )
      for (let nth = 0; nth < PEOPLE; nth++) await addPerson(tx, programme, nth)
      for (const year of YEARS) await addYear(tx, programme, year)
    })
}

const personOf = (programme: string, nth: number) => `${programme}-${nth}`

async function addPerson(tx: Tx, programme: string, nth: number): Promise<void> {
  const id = personOf(programme, nth)
  await sql`insert into person (tenant, id, given, family)
    values (${HOUSE}, ${id}, 'Person', ${id})`.execute(tx)
  await sql`insert into role (tenant, person, programme, role, during) values (${HOUSE}, ${id},
    ${programme}, ${nth === 0 ? 'coordinator' : 'trainee'}, '[2020-01-01,)')`.execute(tx)
}

async function addYear(tx: Tx, programme: string, year: number): Promise<void> {
  const plan = `${programme}-${year}`
  const first = day(`${year}-07-01`)
  const spans = Array.from({ length: BLOCKS }, (_, t) => ({
    ...{ id: `b${t}`, label: String(t + 1), from: addDays(first, t * 14) },
    to: addDays(first, t * 14 + 13),
  }))
  const last = spans.at(-1)!.to
  await sql`insert into plan (tenant, id, programme, title, during, blocks, works) values (${HOUSE},
    ${plan}, ${programme}, ${`Year ${year}`}, daterange(${first}, ${last}, '[]'),
    ${JSON.stringify(spans)}::jsonb, ${WORKS})`.execute(tx)
  const cells: Record<string, string[]> = {}
  const times: Parameters<typeof insertTime>[2] = []
  for (let nth = 1; nth < PEOPLE; nth++) {
    const person = personOf(programme, nth)
    await sql`insert into plan_person (tenant, plan, person, position)
      values (${HOUSE}, ${plan}, ${person}, ${nth})`.execute(tx)
    cells[person] = spans.map((_, t) => WORKS[(nth + t) % WORKS.length]!)
    for (const [t, span] of spans.entries())
      times.push({
        ...{ person, programme, line: PUBLISHED, layer: 'assignment' as const },
        ...{ kind: 'rotation', work: cells[person]![t]!, from: span.from as Day, to: span.to },
        source: plan,
      })
  }
  await insertTime(tx, HOUSE, times)
  await sql`insert into publication (tenant, plan, version, by_person, message, cells) values
    (${HOUSE}, ${plan}, 1, ${personOf(programme, 0)}, 'x', ${JSON.stringify(cells)}::jsonb)`.execute(
    tx,
  )
}

type Sent = { ms: number; status: number; text: string }
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

function send(
  url: string,
  method: string,
  path: string,
  more: { cookie?: string; body?: unknown } = {},
): Promise<Sent> {
  const began = performance.now()
  const body = more.body === undefined ? undefined : JSON.stringify(more.body)
  return new Promise((settle, fail) => {
    const call = request(
      `${url}${path}`,
      {
        ...{ method, agent },
        headers: {
          'content-type': 'application/json',
          ...(more.cookie ? { cookie: more.cookie } : {}),
          ...(body ? { 'content-length': Buffer.byteLength(body) } : {}),
          ...(method === 'POST' ? { 'idempotency-key': newToken() } : {}),
        },
      },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () =>
          settle({
            ms: performance.now() - began,
            status: answer.statusCode!,
            text: Buffer.concat(parts).toString(),
          }),
        )
      },
    )
    call.on('error', fail)
    call.end(body)
  })
}

/** Several at a time until `next` has nothing more. */
async function flood(most: number, next: () => (() => Promise<void>) | undefined): Promise<void> {
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (let work = next(); work; work = next()) await work()
    }),
  )
}

test('two cores carry four programmes, a thousand calendars and a rush at the door', async () => {
  const here = await cloneDatabase()
  await fill(here.db)
  const sessions: { cookie: string; person: string; programme: string; plans: boolean }[] = []
  for (const programme of PROGRAMMES)
    for (let nth = 0; nth < 12; nth++) {
      const token = newToken()
      const person = personOf(programme, nth)
      await here.db.pool.query(
        `insert into session (token_hash, tenant, person, expires_at)
         values ($1, $2, $3, now() + interval '1 day')`,
        [hashToken(token), HOUSE, person],
      )
      sessions.push({ cookie: `isocenter=${token}`, person, programme, plans: nth === 0 })
    }
  const feeds: string[] = []
  await here.db.inTenant(HOUSE, async (tx) => {
    for (let nth = 0; nth < 1_000; nth++) {
      const token = newToken()
      const owner = personOf(PROGRAMMES[nth % 4]!, 1 + (nth % (PEOPLE - 1)))
      const made = await sql<{ id: string }>`insert into feed (tenant, owner, label, scope)
        values (${HOUSE}, ${owner}, 'x', 'person') returning id`.execute(tx)
      await sql`insert into feed_key (token_hash, tenant, feed)
        values (${hashToken(token)}, ${HOUSE}, ${made.rows[0]!.id})`.execute(tx)
      feeds.push(token)
    }
  })
  const hash = await hashPassword(PASSWORD)
  await here.db.pool.query(
    `insert into account (id, email, password_hash) select person, person || '@load.example', $1
     from role where tenant = $2`,
    [hash, HOUSE],
  )
  await here.db.pool.query(
    `insert into account_person (account, tenant, person) select person, tenant, person from role
     where tenant = $1`,
    [HOUSE],
  )
  // As every database has it that is older than a minute.
  await here.db.pool.query('vacuum analyze')
  await here.db.close()
  const server = await startProcess({ DATABASE_URL: here.url, ISOCENTER_DEMO: 'none' })
  const { url } = server
  // Each coordinator has a draft of the running year to type in.
  const drafts = new Map<string, { id: string; cells: Record<string, (string | null)[]> }>()
  for (const session of sessions.filter(({ plans }) => plans)) {
    const made = await send(url, 'POST', `/api/plans/${session.programme}-2026/drafts`, {
      ...{ cookie: session.cookie, body: { name: 'Load', from: 'published' } },
    })
    expect(made.status).toBe(200)
    drafts.set(session.programme, JSON.parse(made.text))
  }
  let wrong = 0
  let writes = 0
  const one = (turn: number): [string, () => Promise<Sent>] => {
    const session = sessions[turn % sessions.length]!
    const { cookie, person, programme } = session
    const what = turn % 20
    if (what < 9) return ['today', () => send(url, 'GET', '/api/today', { cookie })]
    if (what < 13)
      return ['year of a person', () => send(url, 'GET', `/api/people/${person}/year`, { cookie })]
    if (what < 15)
      return [
        'published year',
        () => send(url, 'GET', `/api/plans/${programme}-2026/published`, { cookie }),
      ]
    if (what < 17) return ['programmes', () => send(url, 'GET', '/api/programmes', { cookie })]
    const planner = sessions.find((other) => other.plans && other.programme === programme)!
    const draft = drafts.get(programme)!
    const nth = 1 + ((turn * 7) % (PEOPLE - 1))
    const target = personOf(programme, nth)
    const t = turn % BLOCKS
    writes += 1
    return [
      'edit of a cell',
      async () => {
        const before = draft.cells[target]![t] ?? null
        const after = WORKS[(turn * 3) % WORKS.length]!
        const change = { person: target, period: `b${t}`, before, after }
        const answer = await send(url, 'POST', `/api/drafts/${draft.id}/edits`, {
          ...{ cookie: planner.cookie, body: { changes: [change], label: 'x' } },
        })
        if (answer.status === 200) draft.cells[target]![t] = after
        // Another was faster with this cell: that is an answer too.
        return answer.status === 409 ? { ...answer, status: 200 } : answer
      },
    ]
  }
  type Depth = { atOnce: number; perSecond: number; times: number[]; slow: Map<string, number[]> }
  const run = async (atOnce: number, seconds: number): Promise<Depth> => {
    const times: number[] = []
    const slow = new Map<string, number[]>()
    const began = performance.now()
    let turn = 0
    await flood(atOnce, () => {
      if (performance.now() > began + seconds * 1_000) return undefined
      const [name, work] = one(turn++)
      return async () => {
        const answer = await work()
        if (answer.status !== 200) wrong += 1
        times.push(answer.ms)
        slow.set(name, [...(slow.get(name) ?? []), answer.ms])
      }
    })
    const perSecond = times.length / ((performance.now() - began) / 1_000)
    return { atOnce, perSecond, times, slow }
  }
  await run(AT_ONCE[0]!, 5)
  writes = 0
  const depths: Depth[] = []
  for (const atOnce of AT_ONCE) depths.push(await run(atOnce, SECONDS))

  let bad = 0
  const burst = async () => {
    const start = performance.now()
    let nth = 0
    await flood(64, () => {
      const token = feeds[nth++]
      return token === undefined
        ? undefined
        : async () => {
            const answer = await send(url, 'GET', `/feeds/${token}.ics`)
            if (answer.status !== 200 || !answer.text.includes('BEGIN:VEVENT')) bad += 1
          }
    })
    return (performance.now() - start) / 1_000
  }
  const cold = await burst()
  const warm = await burst()

  const logins: number[] = []
  let refused = 0
  const startLogin = performance.now()
  let nth = 0
  await flood(16, () => {
    const at = nth++
    if (at >= 200) return undefined
    const email = `${personOf(PROGRAMMES[at % 4]!, at % PEOPLE)}@load.example`
    return async () => {
      const answer = await send(url, 'POST', '/api/session/password', {
        body: { email, password: PASSWORD, device: 'shared' },
      })
      logins.push(answer.ms)
      if (answer.status !== 200) refused += 1
    }
  })
  const perLogin = logins.length / ((performance.now() - startLogin) / 1_000)
  await server.stop()
  await openDatabase(here.url).close()
  await here.drop()
  const ms = (value: number) => `${Math.round(value)} ms`
  keepSection(
    'Load on two cores',
    'npm run verify:load',
    [
      `One server process, PostgreSQL and the driver on the same two cores. Four programmes x ${PEOPLE} people x ${YEARS.length} published years; for ${SECONDS} s each with ${AT_ONCE.join(' and with ')} requests under way at any time, the next as soon as one is answered: 45 % today, 20 % the year of a person, 10 % a published year, 10 % programmes, 15 % edits of a cell with history and audit, each under a key of its own.`,
    ],
    [
      ...depths.flatMap(({ atOnce, perSecond, times, slow }, nth) => [
        {
          what: `${atOnce} under way: requests a second`,
          figure: Math.round(perSecond),
          goal: '>= 400',
        },
        {
          what: `${atOnce} under way: median, p99`,
          figure: `${ms(quantile(times, 0.5))}, ${ms(quantile(times, 0.99))}`,
          goal: nth === 0 ? 'p99 <= 100 ms' : '',
        },
        ...[...slow].map(([name, values]) => ({
          what: `${atOnce} under way, ${name}: median, p99`,
          figure: `${ms(quantile(values, 0.5))}, ${ms(quantile(values, 0.99))}`,
          goal: '',
        })),
      ]),
      { what: 'writes among them', figure: writes, goal: '' },
      { what: 'other answers than 200', figure: wrong, goal: 0 },
      {
        what: '1,000 calendars in a burst, first and again',
        figure: `${cold.toFixed(1)} s, ${warm.toFixed(1)} s; ${bad} wrong`,
        goal: '0 wrong',
      },
      {
        what: 'sign-ins a second (argon2id, 19 MiB, two passes)',
        figure: `${perLogin.toFixed(1)}, p99 ${ms(quantile(logins, 0.99))}, ${refused} refused`,
        goal: '>= 25 a core',
      },
    ],
  )
  expect([wrong, bad, refused]).toEqual([0, 0, 0])
})
