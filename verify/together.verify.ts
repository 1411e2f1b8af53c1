// `npm run verify:together`: fifty people on one year at once. Is anything lost, or anybody in two places?
import type { Hono } from 'hono'
import { expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { openDatabase } from '../src/platform/database.ts'
import { startJobs } from '../src/platform/jobs.ts'
import { openLive } from '../src/platform/live.ts'
import { makePace } from '../src/platform/pace.ts'
import { openSession } from '../src/rooms/accounts/index.ts'
import { findPeople } from '../src/rooms/people/index.ts'
import type { DraftView } from '../src/rooms/rota/schema.ts'
import { clock, cloneDatabase } from '../test/database.ts'
import { Visitor } from '../test/door.ts'
import { keepSection } from './section.ts'

const EDITORS = 50
const ACTIONS = 10_000
const DRAFTS = 10
const PLAN = 'mayo-2026'

/** A small generator, so that a run can be repeated. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return state % sides
  }
}

type Seen = { works: (string | null)[]; periods: string[]; people: string[] }

async function enter(app: Hono, url: string): Promise<Visitor[]> {
  const db = openDatabase(url, { connections: 2 })
  const [person] = await db.inTenant('mayo', (tx) => findPeople(tx, ['solveig-bergstrand']))
  const visitors: Visitor[] = []
  for (let nth = 0; nth < EDITORS; nth++) {
    const visitor = new Visitor(app)
    const entry = { tenant: 'mayo', person: person!, account: null, way: 'cast' as const }
    const { token } = await openSession(db, { ...entry, device: 'mine', browser: `${nth}` })
    visitor.cookies.set('isocenter', token)
    visitors.push(visitor)
  }
  await db.close()
  return visitors
}

test('ten thousand edits, undos and publications by fifty people leave one truth', async () => {
  const here = await cloneDatabase()
  await (await startJobs(here.db.pool, {}, { alone: true })).stop()
  const live = await openLive(here.db.pool)
  // The fifty are one person's sessions, and fifty people have fifty times the pace of one.
  const pace = makePace({ usual: 1e9, edits: 1e9, strangers: 1e9 })
  const app = makeApp(here.db, live, clock, { pace })
  const visitors = await enter(app, here.url)
  const first = visitors[0]!
  const plan = await first.get<{ works: { id: string }[]; blocks: { id: string }[] }>(
    `/plans/${PLAN}`,
  )
  // Five people in each of ten drafts of one year: in each other's way there, and all of them where
  // they publish.
  const drafts: DraftView[] = []
  for (let nth = 0; nth < DRAFTS; nth++) {
    const made = await first.post<DraftView>(`/plans/${PLAN}/drafts`, {
      ...{ name: `Ours ${nth}`, from: 'published' },
    })
    expect(made.status).toBe(200)
    drafts.push(made.body)
  }
  const frame = (await here.db.pool.query(`select works, blocks from plan where id = '${PLAN}'`))
    .rows[0] as { works: string[]; blocks: { id: string }[] }
  expect(plan.status).toBe(200)
  const seen: Seen = {
    works: [...frame.works, null],
    periods: frame.blocks.map((block) => block.id),
    people: Object.keys(drafts[0]!.cells),
  }
  const count = { done: 0, stale: 0, undone: 0, published: 0, refused: 0, repeated: 0, other: 0 }
  const others: string[] = []
  let left = ACTIONS

  const edit = async (visitor: Visitor, roll: (n: number) => number, own: DraftView) => {
    const person = seen.people[roll(seen.people.length)]!
    const t = roll(seen.periods.length)
    const change = {
      ...{ person, period: seen.periods[t]! },
      before: own.cells[person]![t] ?? null,
      after: seen.works[roll(seen.works.length)]!,
    }
    const key = { 'idempotency-key': `edit-${roll(2 ** 31)}-${left}` }
    const send = () =>
      visitor.post<DraftView>(`/drafts/${own.id}/edits`, { changes: [change], label: 'x' }, key)
    const answer = await send()
    // Now and then the answer was lost on its way, and the browser sends the same again.
    if (roll(10) === 0 && answer.status === 200) {
      const again = await send()
      count.repeated += 1
      if (again.status !== 200) others.push(`repeated: ${again.status}`)
    }
    return answer
  }

  const work = async (visitor: Visitor, nth: number) => {
    const roll = dice(nth + 1)
    let own = drafts[nth % DRAFTS]!
    const { id } = own
    while (left > 0) {
      left -= 1
      const what = roll(100)
      if (what < 90) {
        const answer = await edit(visitor, roll, own)
        if (answer.status === 200) {
          count.done += 1
          own = answer.body
        } else if (answer.status === 409) {
          count.stale += 1
          own = (await visitor.get<DraftView>(`/drafts/${id}`)).body
        } else {
          count.other += 1
          others.push(`edit: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
        }
      } else if (what < 96) {
        const answer = await visitor.post<DraftView>(`/drafts/${id}/undo`)
        if (answer.status === 200) {
          count.undone += 1
          own = answer.body
        } else count.refused += 1
      } else {
        // The others type on: whoever publishes looks again a few times.
        for (let attempt = 0; attempt < 8; attempt++) {
          const { version } = (await visitor.get<DraftView>(`/drafts/${id}`)).body
          const wish = { version, message: 'x', waiver: 'A test of many hands' }
          const answer = await visitor.put(`/drafts/${id}/publication`, wish)
          if (answer.status === 200) {
            count.published += 1
            break
          }
          count.refused += 1
          if (answer.status !== 409) others.push(`publish: ${answer.status}`)
        }
      }
    }
  }
  const began = performance.now()
  await Promise.all(visitors.map(work))
  const seconds = (performance.now() - began) / 1_000

  // The truth, told again from the beginning by the edits that were acknowledged.
  let gaps = 0
  let acknowledged = 0
  const lost: string[] = []
  for (const before of drafts) {
    const edits = await here.db.pool.query<Edit & { seq: number }>(
      `select seq, state, changes from edit where draft = $1 order by seq`,
      [before.id],
    )
    gaps += edits.rows.filter(({ seq }, nth) => seq !== nth + 1).length
    acknowledged += edits.rows.length
    const after = (await first.get<DraftView>(`/drafts/${before.id}`)).body
    lost.push(...lostCells(before, after, edits.rows, seen))
  }
  const twice = await here.db.pool.query(`select count(*)::int as n from person_time a
    join person_time b on a.tenant = b.tenant and a.line = b.line and a.person = b.person
      and a.layer = b.layer and a.id < b.id and a.during && b.during`)
  const versions = await here.db.pool.query<{ version: number; cells: Record<string, unknown> }>(
    `select version, cells from publication where plan = $1 order by version`,
    [PLAN],
  )
  const missingVersions = versions.rows.filter(({ version }, nth) => version !== nth + 1).length
  await live.close()
  await here.drop()
  keepSection(
    'Fifty people on one year',
    'npm run verify:together',
    [
      'Edits of single cells, undos and publications through HTTP by fifty sessions at once, in ten drafts of one year; every tenth acknowledged edit is sent again under its key. A cell counts as lost when it does not hold what the last acknowledged edit that was not undone has left there.',
    ],
    [
      { what: 'actions', figure: ACTIONS, goal: '10,000' },
      {
        what: 'edits acknowledged, as rows of history',
        figure: `${count.done}, ${acknowledged}`,
        goal: 'the same',
      },
      { what: 'refused because somebody was faster', figure: count.stale, goal: '' },
      { what: 'undone', figure: count.undone, goal: '' },
      { what: 'published', figure: count.published, goal: '' },
      { what: 'sent again under the same key', figure: count.repeated, goal: 'done once' },
      { what: 'people in two places', figure: twice.rows[0].n, goal: 0 },
      { what: 'lost cells', figure: lost.length, goal: 0 },
      { what: 'gaps in the history or among versions', figure: gaps + missingVersions, goal: 0 },
      { what: 'other answers', figure: others.length, goal: 0 },
      { what: 'actions a second', figure: Math.round(ACTIONS / seconds), goal: '' },
    ],
  )
  console.log(count, others.slice(0, 10), lost.slice(0, 10))
  expect(others).toEqual([])
  expect(lost).toEqual([])
  expect(acknowledged).toBe(count.done)
  expect([twice.rows[0].n, gaps, missingVersions]).toEqual([0, 0, 0])
})

type Edit = {
  state: string
  changes: { person: string; period: string; before: string | null; after: string | null }[]
}

/** Cells that hold what no acknowledged edit has put there. */
function lostCells(
  before: DraftView,
  after: DraftView,
  edits: readonly Edit[],
  seen: Seen,
): string[] {
  const may = new Map<string, Set<string | null>>()
  const place = (person: string, t: number) => `${person} ${seen.periods[t]}`
  for (const [person, row] of Object.entries(before.cells))
    row.forEach((work, t) => may.set(place(person, t), new Set([work ?? null])))
  // An edit that stands leaves its value; one that was undone has put back what it found.
  for (const { state, changes } of edits)
    for (const { person, period, before: old, after: next } of changes)
      may.set(`${person} ${period}`, new Set(state === 'done' ? [next] : [old]))
  const lost: string[] = []
  for (const [person, row] of Object.entries(after.cells))
    row.forEach((work, t) => {
      const allowed = may.get(place(person, t))
      if (!allowed?.has(work ?? null)) lost.push(`${place(person, t)}: ${work}`)
    })
  return lost
}
