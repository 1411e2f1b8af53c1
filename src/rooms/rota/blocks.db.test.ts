// Do cells, pins, undo and rules go along when the blocks of a year are cut, and come back when joined?
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, cloneDatabase, type TestDatabase, value } from '../../../test/database.ts'
import { type Block, checkBlocks } from '../../kernel/block-calendar.ts'
import { addDays } from '../../kernel/day.ts'
import type { Actor } from '../people/schema.ts'
import { bind } from '../planning/rule.ts'
import { cutBlocks } from './blocks.ts'
import { editDraft, markDraft, stepDraft } from './draft-edits.ts'
import { createDraft, viewDraft } from './drafts.ts'
import { readFrame } from './frame.ts'
import { insertWishes } from './store.ts'
import { publish } from './publishing.ts'
import { rotaRules } from './rules/index.ts'

let here: TestDatabase
let planner: Actor
const PLAN = 'mayo-2026'

beforeAll(async () => {
  here = await cloneDatabase()
  planner = await actAs(here.db, 'mayo', 'solveig-bergstrand')
})
afterAll(() => here.drop())

const frameOf = () => here.db.inTenant('mayo', async (tx) => (await readFrame(tx, PLAN))!)

function halves(blocks: readonly Block[], t: number): Block[] {
  const { id, label, from, to } = blocks[t]!
  const middle = addDays(from, 14)
  const parts = [
    { id, label: `${label}a`, from, to: addDays(middle, -1) },
    { id: `${id}-b`, label: `${label}b`, from: middle, to },
  ]
  return [...blocks.slice(0, t), ...parts, ...blocks.slice(t + 1)]
}

test('a block is cut in two for everybody and joined again; what differs is not joined', async () => {
  const frame = await frameOf()
  const { blocks } = frame.plan
  const ids = blocks.map(({ id }) => id)
  const [person, period] = [frame.problem.people[0]!.id, ids[4]!]
  const draft = value(await createDraft(here.db, planner, PLAN, { name: 'A', from: 'empty' }))
  const edit = (cells: { period: string; before: string | null; after: string | null }[]) =>
    editDraft(here.db, planner, draft.id, {
      changes: cells.map((cell) => ({ ...cell, person })),
      label: 'Typed',
    })
  value(await edit([{ period, before: null, after: 'mayo-ct' }]))
  value(await markDraft(here.db, planner, draft.id, [{ person, period, pinned: true }]))
  const finer = halves(blocks, 4)
  expect(checkBlocks(finer)).toEqual([])
  value(await cutBlocks(here.db, planner, PLAN, { was: ids, blocks: finer }))
  const after = await frameOf()
  expect(bind(after.problem, rotaRules)).toMatchObject({ ok: true })
  const view = async () =>
    (await here.db.inTenant('mayo', (tx) => viewDraft(tx, draft.id, planner.person.id)))!
  const cut = await view()
  expect(cut.cells[person]!.slice(4, 6)).toEqual(['mayo-ct', 'mayo-ct'])
  expect(cut.marks).toMatchObject([{ period }, { period: `${period}-b` }])

  const half = { period: `${period}-b`, before: 'mayo-ct', after: 'mayo-mr' }
  value(await edit([half]))
  const back = { was: finer.map(({ id }) => id), blocks }
  expect(await cutBlocks(here.db, planner, PLAN, back)).toMatchObject({
    ok: false,
    findings: [{ can: 'Give both the same work, then join them.' }],
  })
  value(await stepDraft(here.db, planner, draft.id, 'undo'))
  value(await cutBlocks(here.db, planner, PLAN, back))
  const joined = await view()
  expect(joined.cells[person]![4]).toBe('mayo-ct')
  expect(joined.marks).toMatchObject([{ period, pinned: true }])
  // Undo goes back through what was done before the cut: the pin, then the cell.
  value(await stepDraft(here.db, planner, draft.id, 'undo'))
  expect(value(await stepDraft(here.db, planner, draft.id, 'undo')).cells[person]![4]).toBeNull()
  expect((await frameOf()).choices).toEqual(
    frame.choices.map((one) => ({ ...one, id: expect.any(String) })),
  )
})

test('two wishes that differ only in their blocks stay two wishes', async () => {
  const { blocks, works } = (await frameOf()).plan
  const ids = blocks.map(({ id }) => id)
  const wish = { person: 'tariq-haddadin', work: works[0]!, rank: 7, avoid: false }
  const [fifth, sixth] = [ids[4]!, ids[5]!]
  await here.db.inTenant('mayo', (tx) =>
    insertWishes(tx, 'mayo', PLAN, [
      { ...wish, periods: [fifth] },
      { ...wish, periods: [sixth] },
    ]),
  )
  const seen = async () =>
    (await frameOf()).problem.wishes
      .filter(({ rank }) => rank === 7)
      .map(({ periods }) => periods!.join())
      .sort()
  const finer = halves(blocks, 4)
  value(await cutBlocks(here.db, planner, PLAN, { was: ids, blocks: finer }))
  expect(await seen()).toEqual([`${fifth},${fifth}-b`, sixth])
  const back = { was: finer.map(({ id }) => id), blocks }
  value(await cutBlocks(here.db, planner, PLAN, back))
  expect(await seen()).toEqual([fifth, sixth])
})

test('who has seen other blocks, and a year that was published, are refused with the reason', async () => {
  const { blocks } = (await frameOf()).plan
  const was = blocks.map(({ id }) => id)
  const stale = await cutBlocks(here.db, planner, PLAN, {
    was: was.slice(1),
    blocks: halves(blocks, 1),
  })
  expect(stale).toMatchObject({ ok: false, findings: [{ rule: 'rota.blocks' }] })
  const draft = value(await createDraft(here.db, planner, PLAN, { name: 'B', from: 'empty' }))
  const waiver = 'To have a version'
  value(await publish(here.db, planner, draft.id, { version: draft.version, message: '', waiver }))
  const late = await cutBlocks(here.db, planner, PLAN, { was, blocks: halves(blocks, 1) })
  expect(late).toMatchObject({
    ok: false,
    findings: [{ says: 'Version 1 was published in these blocks, and a version never changes.' }],
  })
})
