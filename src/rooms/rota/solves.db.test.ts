// Proposals of the engine on a real database: kept until judged, never over a colleague's work.
import { runMigrations } from 'graphile-worker'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actAs, cloneDatabase, type TestDatabase, value } from '../../../test/database.ts'
import type { Outcome } from '../../kernel/finding.ts'
import type { Tx } from '../../platform/database.ts'
import { openLive } from '../../platform/live.ts'
import type { Actor } from '../people/schema.ts'
import type { Cells } from '../planning/schema.ts'
import { dropRule, listRules } from './choices.ts'
import { editDraft } from './draft-edits.ts'
import { createDraft, viewDraft } from './drafts.ts'
import { claimSolve, findSolve, insertSolve, patchSolve } from './solve-store.ts'
import { applySolve, cancelSolve, discardSolve, requestSolve } from './solves.ts'

let here: TestDatabase
let coordinator: Actor
const PLAN = 'mayo-2026'
const TARIQ = 'tariq-haddadin'

beforeAll(async () => {
  here = await cloneDatabase()
  coordinator = await actAs(here.db, 'mayo', 'solveig-bergstrand')
  const rules = value(await listRules(here.db, coordinator, PLAN))
  for (const choice of rules.choices) await dropRule(here.db, coordinator, PLAN, choice.id)
})
afterAll(() => here.drop())

const says = (outcome: Outcome<unknown>) => (outcome.ok ? '' : outcome.findings[0]!.says)

/** A draft and a finished solve of it that puts CT into one cell. */
async function propose() {
  const draft = value(await createDraft(here.db, coordinator, PLAN, { name: 'T', from: 'empty' }))
  const cells: Cells = { ...draft.cells, [TARIQ]: draft.cells[TARIQ]!.with(0, 'mayo-ct') }
  const solve = await here.db.inTenant('mayo', async (tx) => {
    const options = { seconds: 1, seed: 1, keep: false, repeatable: false }
    const asked = {
      plan: PLAN,
      draft: draft.id,
      draftVersion: draft.version,
      by: 'x',
      options,
      task: 'build' as const,
    }
    const id = await insertSolve(tx, 'mayo', asked)
    await patchSolve(tx, id, { status: 'good', says: 'Good.', cells })
    return id
  })
  return { draft, solve }
}
const open = (id: string) =>
  here.db.inTenant(
    'mayo',
    async (tx) => (await viewDraft(tx, id, coordinator.person.id))!.openSolve,
  )
const set = (person: string, after: string) => ({
  label: 'By hand',
  changes: [{ person, period: 'b01', before: null, after }],
})

describe('a proposal', () => {
  test('is found again by a reloaded page until it is applied', async () => {
    const { draft, solve } = await propose()
    expect(await open(draft.id)).toBe(solve)
    const applied = value(await applySolve(here.db, coordinator, solve, draft.version))
    expect(applied.cells[TARIQ]![0]).toBe('mayo-ct')
    expect(await open(draft.id)).toBe(null)
  })

  test('is not offered again after it was discarded', async () => {
    const { draft, solve } = await propose()
    await discardSolve(here.db, coordinator, solve)
    expect(await open(draft.id)).toBe(null)
  })

  test('is not put over what a colleague typed since, unless one has seen it', async () => {
    const { draft, solve } = await propose()
    const edited = value(await editDraft(here.db, coordinator, draft.id, set(TARIQ, 'mayo-spine')))
    const unseen = await applySolve(here.db, coordinator, solve, draft.version)
    expect(says(unseen)).toContain('Somebody has changed the draft since')
    const kept = await here.db.inTenant('mayo', (tx) =>
      viewDraft(tx, draft.id, coordinator.person.id),
    )
    expect(kept!.cells[TARIQ]![0]).toBe('mayo-spine')
    const seen = value(await applySolve(here.db, coordinator, solve, edited.version))
    expect(seen.cells[TARIQ]![0]).toBe('mayo-ct')
  })
})

describe('a solve', () => {
  const asked = async () => {
    const draft = value(await createDraft(here.db, coordinator, PLAN, { name: 'T', from: 'empty' }))
    const options = { seconds: 1, seed: 1, keep: false, repeatable: false }
    const row = { plan: PLAN, draft: draft.id, draftVersion: draft.version, by: 'x', options }
    const inMayo = <T>(work: (tx: Tx) => Promise<T>) => here.db.inTenant('mayo', work)
    const id = await inMayo((tx) => insertSolve(tx, 'mayo', { ...row, task: 'build' }))
    return { id, draft, inMayo }
  }
  test('is written by whoever took it up last, and by nobody once it has ended', async () => {
    const { id, inMayo } = await asked()
    await inMayo((tx) => claimSolve(tx, id, 'first'))
    await inMayo((tx) => claimSolve(tx, id, 'second'))
    const write = (says: string, claim: string, status?: 'good') =>
      inMayo((tx) => patchSolve(tx, id, { says, ...(status ? { status } : {}) }, claim))
    expect(await write('late', 'first')).toBe(false)
    expect(await write('done', 'second', 'good')).toBe(true)
    expect(await write('later still', 'second')).toBe(false)
    expect(await inMayo((tx) => claimSolve(tx, id, 'third'))).toBeUndefined()
    expect((await inMayo((tx) => findSolve(tx, id)))?.says).toBe('done')
  })

  test('that no living process works on ends when it is cancelled', async () => {
    const { id, inMayo } = await asked()
    await runMigrations({ pgPool: here.db.pool })
    await inMayo((tx) => claimSolve(tx, id, 'dead'))
    const live = await openLive(here.db.pool)
    const view = value(await cancelSolve(here.db, live, coordinator, id))
    await live.close()
    expect(view).toMatchObject({ status: 'cancelled', says: 'Cancelled before it began.' })
  })

  test('that ended every process which took it up fails, and another can be asked for', async () => {
    const { id, draft } = await asked()
    const options = { seconds: 1, seed: 1, keep: false, repeatable: false }
    const again = () => requestSolve(here.db, coordinator, draft.id, options)
    expect(value(await again()).id).toBe(id)
    await here.db.pool.query(
      'update graphile_worker._private_jobs set attempts = max_attempts where key = $1',
      [`solve:${id}`],
    )
    const next = value(await again())
    expect(next.id).not.toBe(id)
    const old = await here.db.inTenant('mayo', (tx) => findSolve(tx, id))
    expect(old?.status).toBe('failed')
  })

  test('that found no year says so only while draft and rules are what they were', async () => {
    const { id, draft, inMayo } = await asked()
    await inMayo((tx) => patchSolve(tx, id, { status: 'impossible', says: 'No.' }))
    expect(await open(draft.id)).toBe(id)
    value(await editDraft(here.db, coordinator, draft.id, set(TARIQ, 'mayo-ct')))
    expect(await open(draft.id)).toBe(null)
  })
})
