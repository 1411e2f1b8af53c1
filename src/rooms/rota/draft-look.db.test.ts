// What one sees after an edit is what stands in the database, however it was put together.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { actAs, cloneDatabase, type TestDatabase, value } from '../../../test/database.ts'
import type { Actor } from '../people/schema.ts'
import { editDraft, markDraft, stepDraft } from './draft-edits.ts'
import { lookAtDraft } from './draft-look.ts'
import { createDraft, viewDraft } from './drafts.ts'

let here: TestDatabase
let actor: Actor
const PLAN = 'mayo-2026'
const WORKS = ['mayo-xr', 'mayo-mr', 'mayo-ct', null]

beforeAll(async () => {
  here = await cloneDatabase()
  actor = await actAs(here.db, 'mayo', 'solveig-bergstrand')
})
afterAll(() => here.drop())

const begin = async () =>
  value(await createDraft(here.db, actor, PLAN, { name: 'Look', from: 'empty' }))
const afresh = (id: string) => here.db.inTenant('mayo', (tx) => viewDraft(tx, id, actor.person.id))

const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      cells: fc.array(fc.record({ person: fc.nat(20), block: fc.nat(11), work: fc.nat(3) }), {
        ...{ minLength: 1, maxLength: 4 },
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('undo', 'redo', 'mark', 'look') }) },
)

test('after any edits, undos and marks the view is the one that is read afresh', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 12 }), async (acts) => {
      let seen = await begin()
      const people = Object.keys(seen.cells)
      for (const one of acts) {
        if (one.kind === 'undo' || one.kind === 'redo')
          await stepDraft(here.db, actor, seen.id, one.kind)
        else if (one.kind === 'mark')
          await markDraft(here.db, actor, seen.id, [
            { person: people[0]!, period: 'b01', pinned: true },
          ])
        else if ('cells' in one) {
          const cells = new Map(
            one.cells.map(({ person, block, work }) => {
              const whom = people[person % people.length]!
              return [`${whom} ${block}`, { whom, block, after: WORKS[work]! }]
            }),
          )
          const changes = [...cells.values()].map(({ whom, block, after }) => ({
            ...{ person: whom, period: `b${String(block + 1).padStart(2, '0')}`, after },
            before: seen.cells[whom]![block] ?? null,
          }))
          const answer = await editDraft(here.db, actor, seen.id, { label: 'Any', changes })
          expect(answer.ok && answer.value).toEqual(await afresh(seen.id))
        }
        seen = (await lookAtDraft(here.db, actor, seen.id))!
        expect(seen).toEqual(await afresh(seen.id))
      }
    }),
    { numRuns: 15 },
  )
})

test('an edit that was taken back by the database leaves nothing behind in the view', async () => {
  const draft = await begin()
  await lookAtDraft(here.db, actor, draft.id)
  const within = here.db.inTenant('mayo', async (tx) => {
    await sql`update draft set version = version + 1 where id = ${draft.id}`.execute(tx)
    throw new Error('taken back')
  })
  await expect(within).rejects.toThrow('taken back')
  const [person] = Object.keys(draft.cells)
  const changes = [{ person: person!, period: 'b01', before: null, after: 'mayo-xr' }]
  const edited = value(await editDraft(here.db, actor, draft.id, { label: 'One', changes }))
  expect(edited.cells[person!]![0]).toBe('mayo-xr')
  expect(edited).toEqual(await afresh(draft.id))
})
