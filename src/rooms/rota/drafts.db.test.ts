// Drafts on a real database: edits, conflicts, undo, publication, what people then see.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actAs, cloneDatabase, type TestDatabase, value } from '../../../test/database.ts'
import { sql } from 'kysely'
import { databaseFault, EXCLUSION_VIOLATION, type Tx } from '../../platform/database.ts'
import type { Actor } from '../people/schema.ts'
import { editDraft, markDraft, stepDraft } from './draft-edits.ts'
import { createDraft } from './drafts.ts'
import { findTime, insertTime, PUBLISHED } from '../time/index.ts'
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

async function newDraft() {
  return value(await createDraft(here.db, coordinator, PLAN, { name: 'Test', from: 'empty' }))
}
const set = (period: string, before: string | null, after: string | null) => ({
  ...{ person: TARIQ, period, before, after },
})

describe('editing a draft', () => {
  test('a change is stored, shown and counted as a new version', async () => {
    const draft = await newDraft()
    const edited = value(
      await editDraft(here.db, coordinator, draft.id, {
        label: 'Radiographs',
        changes: [set('b01', null, 'mayo-xr')],
      }),
    )
    expect(edited.cells[TARIQ]![0]).toBe('mayo-xr')
    expect(edited.version).toBe(draft.version + 1)
    expect(edited.canUndo).toBe(true)
  })

  test('a change made on a stale cell is refused with what stands there, and nothing is saved', async () => {
    const draft = await newDraft()
    const first = [set('b01', null, 'mayo-xr')]
    await editDraft(here.db, coordinator, draft.id, { label: 'One', changes: first })
    const second = await editDraft(here.db, coordinator, draft.id, {
      label: 'Two',
      changes: [set('b02', null, 'mayo-mr'), set('b01', null, 'mayo-ct')],
    })
    expect(second.ok).toBe(false)
    if (second.ok) return
    expect(second.findings.map((entry) => entry.rule)).toEqual(['rota.stale'])
    expect(second.findings[0]!.says).toBe(
      'Tariq Haddadin, block 1 (1 Jul to 31 Jul): somebody has set it to XR meanwhile; you saw nothing.',
    )
    const frame = await here.db.inTenant('mayo', (tx) => readFrame(tx, PLAN, draft.id))
    expect(frame).toBeDefined()
    const again = value(
      await editDraft(here.db, coordinator, draft.id, {
        label: 'Three',
        changes: [set('b02', null, 'mayo-mr')],
      }),
    )
    expect(again.cells[TARIQ]!.slice(0, 2)).toEqual(['mayo-xr', 'mayo-mr'])
  })

  test('unknown people, blocks and work are all reported at once', async () => {
    const draft = await newDraft()
    const outcome = await editDraft(here.db, coordinator, draft.id, {
      label: 'Nonsense',
      changes: [
        { person: 'nobody', period: 'b99', before: null, after: 'mayo-xr' },
        set('b01', null, 'golf'),
      ],
    })
    expect(outcome.ok ? [] : outcome.findings.map((entry) => entry.says)).toEqual([
      'There is no person "nobody" in this plan.',
      'There is no block "b99" in this plan.',
      'There is no work "golf" in this plan.',
    ])
  })

  test('fifty writers on one cell: one wins, nobody is booked twice', async () => {
    const draft = await newDraft()
    const works = ['mayo-xr', 'mayo-mr', 'mayo-ct']
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, nth) =>
        editDraft(here.db, coordinator, draft.id, {
          label: `Writer ${nth}`,
          changes: [set('b03', null, works[nth % 3]!)],
        }),
      ),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  })
})

describe('undo and redo', () => {
  test('takes back one’s own last edit, never that of somebody else', async () => {
    const chief = { ...coordinator, person: { ...coordinator.person, id: 'hakon-thorvaldsen' } }
    const draft = await newDraft()
    const edit = (who: Actor, period: string) =>
      editDraft(here.db, who, draft.id, { label: 'Edit', changes: [set(period, null, 'mayo-xr')] })
    await edit(coordinator, 'b01')
    await edit(chief, 'b02')
    const mine = value(await stepDraft(here.db, coordinator, draft.id, 'undo'))
    expect(mine.cells[TARIQ]!.slice(0, 2)).toEqual([null, 'mayo-xr'])
    expect(mine.canUndo).toBe(false)
    const theirs = value(await stepDraft(here.db, chief, draft.id, 'undo'))
    expect(theirs.cells[TARIQ]!.slice(0, 2)).toEqual([null, null])
    expect(value(await stepDraft(here.db, coordinator, draft.id, 'redo')).cells[TARIQ]![0]).toBe(
      'mayo-xr',
    )
  })

  test('an edit on which somebody has built is not undone, and it says who saw what', async () => {
    const chief = { ...coordinator, person: { ...coordinator.person, id: 'hakon-thorvaldsen' } }
    const draft = await newDraft()
    const edit = (who: Actor, before: string | null, after: string) =>
      editDraft(here.db, who, draft.id, { label: 'Edit', changes: [set('b01', before, after)] })
    await edit(coordinator, null, 'mayo-xr')
    await edit(chief, 'mayo-xr', 'mayo-mr')
    const outcome = await stepDraft(here.db, coordinator, draft.id, 'undo')
    expect(outcome.ok ? '' : outcome.findings[0]!.says).toBe(
      'Tariq Haddadin, block 1 (1 Jul to 31 Jul): somebody has set it to MR meanwhile; you saw XR.',
    )
  })

  test('a pin and a note are undone like a cell', async () => {
    const draft = await newDraft()
    const mark = (entry: { pinned?: boolean; note?: string }) =>
      markDraft(here.db, coordinator, draft.id, [{ person: TARIQ, period: 'b01', ...entry }])
    await mark({ pinned: true })
    const noted = value(await mark({ note: 'Asked for it in May' }))
    expect(noted.marks).toEqual([
      { person: TARIQ, period: 'b01', pinned: true, note: 'Asked for it in May' },
    ])
    const step = async (direction: 'undo' | 'redo') =>
      value(await stepDraft(here.db, coordinator, draft.id, direction)).marks
    expect((await step('undo')).map(({ pinned, note }) => [pinned, note])).toEqual([[true, '']])
    expect(await step('undo')).toEqual([])
    expect((await step('redo')).map(({ pinned }) => pinned)).toEqual([true])
  })

  test('undo takes back, redo does again, a new edit forgets what was undone', async () => {
    const draft = await newDraft()
    const edit = (changes: ReturnType<typeof set>[]) =>
      editDraft(here.db, coordinator, draft.id, { label: 'Edit', changes })
    await edit([set('b01', null, 'mayo-xr')])
    await edit([set('b01', 'mayo-xr', 'mayo-mr')])
    const undone = value(await stepDraft(here.db, coordinator, draft.id, 'undo'))
    expect(undone.cells[TARIQ]![0]).toBe('mayo-xr')
    expect(undone.canRedo).toBe(true)
    const redone = value(await stepDraft(here.db, coordinator, draft.id, 'redo'))
    expect(redone.cells[TARIQ]![0]).toBe('mayo-mr')
    await stepDraft(here.db, coordinator, draft.id, 'undo')
    const other = value(await edit([set('b02', null, 'mayo-ct')]))
    expect(other.canRedo).toBe(false)
  })

  test('with nothing to undo it says so', async () => {
    const draft = await newDraft()
    const outcome = await stepDraft(here.db, coordinator, draft.id, 'undo')
    expect(outcome.ok ? '' : outcome.findings[0]!.says).toBe('There is nothing to undo.')
  })
})

test('a pin comes back as a pin of the planning problem', async () => {
  const draft = await newDraft()
  await editDraft(here.db, coordinator, draft.id, {
    label: 'Set',
    changes: [set('b04', null, 'mayo-us')],
  })
  value(
    await markDraft(here.db, coordinator, draft.id, [
      { person: TARIQ, period: 'b04', pinned: true },
    ]),
  )
  const frame = await here.db.inTenant('mayo', (tx) => readFrame(tx, PLAN, draft.id))
  expect(frame!.problem.pins).toEqual([{ person: TARIQ, period: 'b04', work: 'mayo-us' }])
})

test('a note that somebody else has written meanwhile is not written over', async () => {
  const draft = await newDraft()
  const write = (note: string, before: { pinned: boolean; note: string }) =>
    markDraft(here.db, coordinator, draft.id, [{ person: TARIQ, period: 'b04', note, before }])
  const empty = { pinned: false, note: '' }
  value(await write('Mentor is away', empty))
  const late = await write('Asked for it', empty)
  expect(late.ok ? '' : late.findings[0]!.says).toBe(
    'Tariq Haddadin, block 4 (1 Oct to 31 Oct): somebody has written “Mentor is away” meanwhile.',
  )
})

test('a copy of a draft keeps what was promised in it', async () => {
  const draft = await newDraft()
  const pin = [{ person: TARIQ, period: 'b04', pinned: true }]
  value(await markDraft(here.db, coordinator, draft.id, pin))
  const copy = await createDraft(here.db, coordinator, PLAN, { name: 'Copy', from: draft.id })
  expect(value(copy).marks).toEqual([{ ...pin[0], note: '' }])
})

test('the database itself refuses to put a person in two places on one day', async () => {
  const stretch = (from: string, to: string) => ({
    ...{ person: TARIQ, programme: 'mayo-msk', line: PUBLISHED, layer: 'assignment' as const },
    ...{ kind: 'rotation', work: 'mayo-xr', source: 'test', from: from as never, to: to as never },
  })
  const attempt = here.db.inTenant('mayo', (tx) =>
    insertTime(tx, 'mayo', [
      stretch('2026-07-01', '2026-07-31'),
      stretch('2026-07-31', '2026-08-31'),
    ]),
  )
  await expect(attempt).rejects.toSatisfy(
    (error) => databaseFault(error)?.code === EXCLUSION_VIOLATION,
  )
})

describe('time by the hour', () => {
  const call = (begins: string, ends: string, more = {}) => ({
    ...{ person: TARIQ, programme: 'mayo-msk', line: PUBLISHED, layer: 'call' as const },
    ...{ kind: 'call', work: 'mayo-xr', source: 'test', from: '2029-07-01' as never },
    ...{ to: '2029-07-02' as never, begins: `2029-07-${begins}:00Z`, ends: `2029-07-${ends}:00Z` },
    ...more,
  })
  const write = (...rows: Parameters<typeof insertTime>[2]) =>
    here.db.inTenant('mayo', async (tx) => {
      await insertTime(tx, 'mayo', rows)
      const found = await findTime(tx, { line: PUBLISHED, people: [TARIQ], span: YEAR_2029 })
      await deleteTest(tx)
      return found
    })
  const YEAR_2029 = { from: '2029-01-01' as never, to: '2029-12-31' as never }
  const deleteTest = (tx: Tx) => sql`delete from person_time where source = 'test'`.execute(tx)
  const code = (error: unknown) => databaseFault(error)?.code

  test('a call lies on the day of a rotation, and one call may begin where another ends', async () => {
    const day = { ...call('01T07:00', '01T17:00'), layer: 'assignment' as const }
    const { begins: _, ends: __, ...rotation } = day
    const found = await write(
      rotation,
      call('01T22:00', '02T12:00'),
      call('02T12:00', '02T22:00', { status: 'confirmed' }),
    )
    expect(found.map((row) => [row.layer, row.begins?.toISOString() ?? null, row.status])).toEqual([
      ['assignment', null, 'planned'],
      ['call', '2029-07-01T22:00:00.000Z', 'planned'],
      ['call', '2029-07-02T12:00:00.000Z', 'confirmed'],
    ])
  })
  test('two calls in one hour are refused, a cancelled one is no call any more', async () => {
    await expect(
      write(call('01T22:00', '02T12:00'), call('02T11:59', '02T22:00')),
    ).rejects.toSatisfy((error) => code(error) === EXCLUSION_VIOLATION)
    const found = await write(
      call('01T22:00', '02T12:00', { status: 'cancelled' }),
      call('02T11:59', '02T22:00'),
    )
    expect(found).toHaveLength(1)
  })
  test('a call without its hours is refused', async () => {
    const { begins: _, ends: __, ...bare } = call('01T22:00', '02T12:00')
    await expect(write(bare)).rejects.toSatisfy((error) => code(error) === '23514')
  })
})

test('another tenant sees none of the rows, and without a tenant there are none at all', async () => {
  const count = (tenant: string) =>
    here.db.inTenant(tenant, async (tx) => {
      const rows = await tx.selectFrom('person').select('id').where('id', '=', TARIQ).execute()
      return rows.length
    })
  expect([await count('mayo'), await count('brigham'), await count('')]).toEqual([1, 0, 0])
})
