// Many who edit one draft, in this process and in others: is every edit there, once, and in order?
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, cloneDatabase, type TestDatabase, value } from '../../../test/database.ts'
import { type Database, openDatabase } from '../../platform/database.ts'
import type { Actor } from '../people/schema.ts'
import { editDraft, stepDraft } from './draft-edits.ts'
import { lookAtDraft, recallDraft } from './draft-look.ts'
import { createDraft, removeDraft, viewDraft } from './drafts.ts'
import { editKnown } from './edit-known.ts'

let here: TestDatabase
let elsewhere: Database
let actor: Actor
const PLAN = 'mayo-2026'

beforeAll(async () => {
  here = await cloneDatabase()
  elsewhere = openDatabase(here.url, { connections: 4 })
  actor = await actAs(here.db, 'mayo', 'solveig-bergstrand')
})
afterAll(async () => {
  await elsewhere.close()
  await here.drop()
})

async function begin() {
  const made = value(await createDraft(here.db, actor, PLAN, { name: 'Known', from: 'empty' }))
  return (await lookAtDraft(here.db, actor, made.id))!
}
const afresh = (id: string) => here.db.inTenant('mayo', (tx) => viewDraft(tx, id, actor.person.id))
const countEdits = async (id: string) =>
  (await here.db.pool.query('select seq from edit where draft = $1 order by seq', [id])).rows.map(
    ({ seq }) => seq,
  )
const to = (person: string, block: number, after: string | null, before: string | null = null) => ({
  label: 'Known',
  changes: [{ person, period: `b${String(block).padStart(2, '0')}`, before, after }],
})

test('fifty at once in one draft: each has its cell and its place in the history', async () => {
  const draft = await begin()
  const people = Object.keys(draft.cells)
  const cells = people.flatMap((person) => [1, 2, 3, 4, 5, 6].map((block) => ({ person, block })))
  await Promise.all(
    cells.slice(0, 50).map(async ({ person, block }, nth) => {
      // Every third comes through another process, which has its own idea of the draft.
      const db = nth % 3 === 0 ? elsewhere : here.db
      const edited = value(await editDraft(db, actor, draft.id, to(person, block, 'mayo-xr')))
      expect(edited.cells[person]![block - 1]).toBe('mayo-xr')
    }),
  )
  expect(await countEdits(draft.id)).toEqual(Array.from({ length: 50 }, (_, nth) => nth + 1))
  const seen = (await afresh(draft.id))!
  expect(seen.version).toBe(draft.version + 50)
  expect(Object.values(seen.cells).flat().filter(Boolean)).toHaveLength(50)
  expect(await lookAtDraft(here.db, actor, draft.id)).toEqual(seen)
  expect(await lookAtDraft(elsewhere, actor, draft.id)).toEqual(seen)
})

test('of fifty who set one cell at once one has it, and the others hear what stands there', async () => {
  const draft = await begin()
  const [person] = Object.keys(draft.cells)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, nth) =>
      editDraft(nth % 3 === 0 ? elsewhere : here.db, actor, draft.id, to(person!, 1, 'mayo-mr')),
    ),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  const said = answers.flatMap((answer) => (answer.ok ? [] : answer.findings))
  expect(new Set(said.map(({ rule }) => rule))).toEqual(new Set(['rota.stale']))
  expect(await countEdits(draft.id)).toEqual([1])
})

test('what is known and old is not written by: another version, or another state of the records', async () => {
  const draft = await begin()
  const [person] = Object.keys(draft.cells)
  const known = recallDraft(here.db, 'mayo', draft.id)!
  value(await editDraft(elsewhere, actor, draft.id, to(person!, 1, 'mayo-xr')))
  expect(await editKnown(here.db, actor, known, to(person!, 2, 'mayo-xr'))).toBeUndefined()
  const fresh = (await lookAtDraft(here.db, actor, draft.id))!
  await here.db.inTenant('mayo', (tx) =>
    sql`update work set name = name || '.' where id = 'mayo-ct'`.execute(tx),
  )
  const before = recallDraft(here.db, 'mayo', draft.id)!
  expect(before.row.version).toBe(fresh.version)
  expect(await editKnown(here.db, actor, before, to(person!, 2, 'mayo-xr'))).toBeUndefined()
  expect(await countEdits(draft.id)).toEqual([1])
  const edited = value(await editDraft(here.db, actor, draft.id, to(person!, 2, 'mayo-xr')))
  expect(edited).toEqual(await afresh(draft.id))
})

test('a cell that becomes other work keeps its row; what is emptied or of another kind does not', async () => {
  const draft = await begin()
  const [person] = Object.keys(draft.cells)
  const rows = async () =>
    (
      await here.db.pool.query(
        'select id, work, layer, first_day, last_day from person_time where line = $1',
        [draft.id],
      )
    ).rows
  value(await editDraft(here.db, actor, draft.id, to(person!, 1, 'mayo-xr')))
  const [first] = await rows()
  value(await editDraft(here.db, actor, draft.id, to(person!, 1, 'mayo-mr', 'mayo-xr')))
  expect(await rows()).toEqual([{ ...first, work: 'mayo-mr' }])
  value(await stepDraft(here.db, actor, draft.id, 'undo'))
  expect(await rows()).toEqual([first])
  value(await editDraft(here.db, actor, draft.id, to(person!, 1, null, 'mayo-xr')))
  expect(await rows()).toEqual([])
})

test('a stretch that is longer than the block gives way as a whole, and nothing is there twice', async () => {
  const draft = await begin()
  const [person] = Object.keys(draft.cells)
  value(await editDraft(here.db, actor, draft.id, to(person!, 1, 'mayo-xr')))
  await here.db.pool.query(
    `update person_time set during = daterange(lower(during), upper(during) + 31) where line = $1`,
    [draft.id],
  )
  await here.db.pool.query('update draft set version = version + 1 where id = $1', [draft.id])
  const seen = (await lookAtDraft(here.db, actor, draft.id))!
  expect(seen.cells[person!]!.slice(0, 3)).toEqual(['mayo-xr', 'mayo-xr', null])
  const edited = value(
    await editDraft(here.db, actor, draft.id, to(person!, 2, 'mayo-mr', 'mayo-xr')),
  )
  expect(edited.cells[person!]!.slice(0, 3)).toEqual([null, 'mayo-mr', null])
  expect(edited).toEqual(await afresh(draft.id))
})

test('a draft that was thrown away is edited by whoever still has it open, as before', async () => {
  const draft = await begin()
  const [person] = Object.keys(draft.cells)
  await removeDraft(here.db, actor, draft.id)
  const edited = value(await editDraft(here.db, actor, draft.id, to(person!, 1, 'mayo-xr')))
  expect(edited.cells[person!]![0]).toBe('mayo-xr')
})
