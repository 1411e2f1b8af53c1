// `npm run verify:fuzz`: every route of the description, with what nobody should send. Nothing may break.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { makeApp } from '../src/app/server.ts'
import { openDatabase } from '../src/platform/database.ts'
import type { Declared } from '../src/platform/http.ts'
import { startJobs } from '../src/platform/jobs.ts'
import { openLive } from '../src/platform/live.ts'
import { makePace } from '../src/platform/pace.ts'
import { clock, cloneDatabase, copyDatabase } from '../test/database.ts'
import { anyBody, HOSTILE } from './bodies.ts'
import { buildEstate, HOUSES, proofKey } from './estate.ts'
import { fillPath, targetOf } from './matrix.ts'
import { OWNERS } from './oracle.ts'
import { keepSection } from './section.ts'

/** What routes make of anything is measured here, and not how often they may be asked. */
const UNHURRIED = makePace({ usual: 1e9, edits: 1e9, strangers: 1e9 })

const ROUNDS = 950
const SEED = 20261126
const WHO = ['coordinator', 'administrator', 'trainee', 'anonymous'] as const
const TYPES = [
  ...['application/json', 'application/json; charset=utf-8', 'application/octet-stream'],
  ...['text/plain', 'multipart/form-data; boundary=x', 'application/xml'],
]

/** Does a row with this id stand anywhere? */
async function isStored(
  query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>,
  id: string,
) {
  const tables = (await query(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'id'`,
    [],
  )) as { rows: { name: string }[] }
  for (const { name } of tables.rows) {
    const found = await query(`select 1 from ${name} where id::text = $1 limit 1`, [id])
    if (found.rows.length > 0) return true
  }
  return false
}

test('a hundred thousand requests break nothing, and what was answered with yes is there', async () => {
  const here = await cloneDatabase()
  await (await startJobs(here.db.pool, {}, { alone: true })).stop()
  const estate = await buildEstate(here)
  await here.db.close()
  const copy = await copyDatabase(here.name)
  const db = openDatabase(copy.url, { connections: 8 })
  const live = await openLive(db.pool)
  const routes: Declared[] = []
  const app = makeApp(db, live, clock, { declared: routes, pace: UNHURRIED })
  const faults: string[] = []
  const broken = new Set<string>()
  const byStatus = new Map<number, number>()
  let calls = 0
  let stored = 0
  let slowest = 0
  let last = performance.now()
  let stall = 0
  const beat = setInterval(() => {
    const now = performance.now()
    stall = Math.max(stall, now - last - 20)
    last = now
  }, 20)
  const memory: number[] = []
  // What signs the caller out or waits for ever is left out; see the journeys.
  const tried = routes.filter(
    ({ path, method }) =>
      !path.endsWith('/events') && !(path === '/session' && method === 'DELETE'),
  )
  const arbitraries = new Map(
    tried.map((route) => [route, anyBody(route.body ? shapeOf(route.body) : {})] as const),
  )
  const samples = new Map(
    [...arbitraries].map(([route, body]) => [
      route,
      fc.sample(fc.tuple(body, HOSTILE, HOSTILE, fc.nat()), { numRuns: ROUNDS, seed: SEED }),
    ]),
  )
  for (let round = 0; round < ROUNDS; round++) {
    if (round % 100 === 50) {
      globalThis.gc?.()
      memory.push(process.memoryUsage().rss / 2 ** 20)
    }
    await Promise.all(
      WHO.map(async (name, nth) => {
        for (const [index, route] of tried.entries()) {
          if (index % WHO.length !== (nth + round) % WHO.length) continue
          const [body, word, query, pick] = samples.get(route)![round]!
          const proof = estate.proofs.get(proofKey('brigham', name))!
          const owner = OWNERS[pick % OWNERS.length]!
          const target = targetOf(estate, 'brigham', owner, proof.person)
          const path =
            pick % 7 === 0
              ? route.path.replace(/:\w+/g, () => encodeURIComponent(whole(word)))
              : fillPath(route.path, target)
          const search = pick % 5 === 0 ? `?x=${encodeURIComponent(whole(query))}` : ''
          const sends = route.method !== 'GET' && route.method !== 'DELETE'
          const type =
            pick % 11 === 0 ? TYPES[pick % TYPES.length]! : TYPES[route.takesFile ? 2 : 0]!
          const began = performance.now()
          const answer = await app.request(`http://localhost/api${path}${search}`, {
            method: route.method,
            redirect: 'manual',
            headers: {
              ...{ host: 'localhost', 'content-type': type },
              ...(proof.cookie ? { cookie: proof.cookie } : {}),
            },
            ...(sends ? { body: textOf(body, pick) } : {}),
          })
          const text = await answer.text()
          slowest = Math.max(slowest, performance.now() - began)
          calls += 1
          byStatus.set(answer.status, (byStatus.get(answer.status) ?? 0) + 1)
          if (answer.status >= 500) {
            const key = `${route.method} ${route.path}: ${answer.status}`
            if (!broken.has(key))
              faults.push(`${key} ${text.slice(0, 200)} ${textOf(body, pick).slice(0, 300)}`)
            broken.add(key)
          }
          if (answer.status === 200 && route.method === 'POST' && text.startsWith('{"id":"')) {
            const { id } = JSON.parse(text) as { id: string }
            if (await isStored((query, values) => db.pool.query(query, values), id)) stored += 1
            else faults.push(`${route.method} ${route.path}: said yes, but ${id} is nowhere`)
          }
        }
      }),
    )
    // Sessions of the callers must not die of what was sent.
    if (round % 50 === 0) await db.pool.query(`delete from attempt`)
  }
  clearInterval(beat)
  globalThis.gc?.()
  memory.push(process.memoryUsage().rss / 2 ** 20)
  for (const fault of faults.slice(0, 40)) console.log(fault)
  const statuses = [...byStatus].sort(([one], [other]) => one - other)
  const early = memory[1] ?? memory[0]!
  const growth = ((memory.at(-1)! - early) / early) * 100
  await live.close()
  await db.close()
  await copy.drop()
  await here.drop()
  keepSection(
    'What nobody should send',
    'npm run verify:fuzz',
    [
      `${tried.length} routes from the description, ${WHO.join(', ')}; bodies from each schema and beside it (other types, lacking and unknown fields, boundaries, Unicode, NUL, 2^53, deep and long), other content types, hostile words in paths and queries. Seed ${SEED}, house ${Object.keys(HOUSES)[0]}.`,
    ],
    [
      { what: 'requests', figure: calls, goal: '>= 100,000' },
      {
        what: 'answers',
        figure: statuses.map(([code, n]) => `${code}: ${n}`).join(', '),
        goal: '',
      },
      { what: 'answers of 5xx', figure: broken.size, goal: 0 },
      { what: 'things said to be made, looked up and there', figure: stored, goal: 'all' },
      {
        what: 'said to be made and not there',
        figure: faults.filter((fault) => fault.includes('is nowhere')).length,
        goal: 0,
      },
      {
        what: 'memory, from the second measurement to the last',
        figure: `${growth.toFixed(1)} %`,
        goal: '<= 10 %',
      },
      { what: 'slowest answer', figure: `${Math.round(slowest)} ms`, goal: '' },
      {
        what: 'longest time in which nothing else was answered',
        figure: `${Math.round(stall)} ms`,
        goal: '<= 200 ms',
      },
    ],
  )
  expect(faults).toEqual([])
  expect(calls).toBeGreaterThanOrEqual(100_000)
})

const shapeOf = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

/** As JSON, and now and then as what only looks like it. */
function textOf(body: unknown, pick: number): string {
  const text = JSON.stringify(body) ?? ''
  if (pick % 53 === 0) return text.slice(0, -1)
  if (pick % 59 === 0) return `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  if (pick % 61 === 0) return text.replace(/"(\w+)":/, '"$1":1,"$1":')
  if (pick % 67 === 0) return `{"x":"${'a'.repeat(1_000_000)}"}`
  if (pick % 71 === 0) return text.replace(/":/, '\\u0000":')
  return text
}

/** Half of a pair of surrogates cannot be written into an address. */
const whole = (text: string) => text.replace(/[\uD800-\uDFFF]/g, '?').slice(0, 500)
