// Who changed this cell, and what was published when: on a real database.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, clock, cloneDatabase, type TestDatabase, value } from '../../../test/database.ts'
import type { Actor } from '../people/schema.ts'
import { editDraft, stepDraft } from './draft-edits.ts'
import { createDraft } from './drafts.ts'
import { viewCellHistory, viewPublished } from './history.ts'
import { readFrame } from './frame.ts'

let here: TestDatabase
let coordinator: Actor
const PLAN = 'mayo-2026'
const TARIQ = 'tariq-haddadin'

beforeAll(async () => {
  here = await cloneDatabase()
  coordinator = await actAs(here.db, 'mayo', 'solveig-bergstrand')
})
afterAll(() => here.drop())

test('a cell tells who changed it; what was taken back is not told', async () => {
  const draft = value(await createDraft(here.db, coordinator, PLAN, { name: 'A', from: 'empty' }))
  const frame = await here.db.inTenant('mayo', async (tx) => (await readFrame(tx, PLAN))!)
  const period = frame.problem.periods[1]!.id
  const set = async (before: string | null, after: string | null, label: string) =>
    value(
      await editDraft(here.db, coordinator, draft.id, {
        changes: [{ person: TARIQ, period, before, after }],
        label,
      }),
    )
  await set(null, 'mayo-xr', 'Typed XR')
  await set('mayo-xr', 'mayo-mr', 'Typed MR')
  await set('mayo-mr', 'mayo-ct', 'Typed CT')
  value(await stepDraft(here.db, coordinator, draft.id, 'undo'))
  const cell = { id: draft.id, person: TARIQ, period }
  const { entries } = value(await viewCellHistory(here.db, coordinator, cell))
  expect(entries).toMatchObject([
    { label: 'Typed MR', before: 'mayo-xr', after: 'mayo-mr', source: 'hand' },
    { label: 'Typed XR', before: null, after: 'mayo-xr', by: 'Solveig Bergstrand' },
  ])
  const nowhere = await viewCellHistory(here.db, coordinator, { ...cell, period: 'b99' })
  expect(nowhere.ok).toBe(false)
})

test('the published year is the newest version, a given one, or that of a day', async () => {
  await here.db.inTenant('mayo', async (tx) => {
    const { sql } = await import('kysely')
    const day = (version: number, at: string, work: string) =>
      sql`insert into publication (tenant, plan, version, by_person, at, message, cells) values
        ('mayo', ${PLAN}, ${version}, 'solveig-bergstrand', ${at}, ${`number ${version}`},
        ${JSON.stringify({ [TARIQ]: [work] })})`.execute(tx)
    await day(901, '2026-06-01T12:00:00Z', 'mayo-xr')
    await day(902, '2026-09-01T03:00:00Z', 'mayo-mr')
  })
  const view = async (asked?: { version?: number; on?: string }) => {
    const year = value(await viewPublished(here.db, coordinator, PLAN, clock.now(), asked))
    return [year.publication?.version ?? null, year.cells[TARIQ]?.[0] ?? null]
  }
  expect(await view()).toEqual([902, 'mayo-mr'])
  expect(await view({ version: 901 })).toEqual([901, 'mayo-xr'])
  expect(await view({ on: '2026-06-01' })).toEqual([901, 'mayo-xr'])
  // 3 o'clock in UTC is still the last of August in Minnesota.
  expect(await view({ on: '2026-08-31' })).toEqual([902, 'mayo-mr'])
  expect(await view({ on: '2026-08-30' })).toEqual([901, 'mayo-xr'])
  expect(await view({ on: '2026-05-31' })).toEqual([null, null])
  const none = await viewPublished(here.db, coordinator, PLAN, clock.now(), { version: 7 })
  expect(none).toMatchObject({
    ok: false,
    findings: [{ says: 'There is no version 7 of this year.' }],
  })
})
