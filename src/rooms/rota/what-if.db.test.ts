// What-ifs on a real database: imagined, compared, made real; and musts broken with a reason.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from '../../../test/database.ts'
import type { Outcome } from '../../kernel/finding.ts'
import { runMigrations } from 'graphile-worker'
import { findPeople } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { type PlanChange, planChangeSchema } from '../planning/changes.ts'
import { editDraft, markDraft } from './draft-edits.ts'
import { createDraft, removeDraft, restoreDraft, viewDraft } from './drafts.ts'
import { readEvidence } from './evidence.ts'
import { readFrame } from './frame.ts'
import { viewPlan } from './plans.ts'
import { previewPublication, publish } from './publishing.ts'
import { requestRepair, useWayOut } from './repairs.ts'
import { changeScenario, compareDrafts, createScenario } from './scenarios.ts'
import { insertSolve, patchSolve } from './solve-store.ts'
import { findDrafts } from './draft-store.ts'
import { findPublication } from './publication-store.ts'

let here: TestDatabase
let coordinator: Actor
const PLAN = 'mayo-2026'
const TARIQ = 'tariq-haddadin'
const UMA = 'uma-venkataramani'

beforeAll(async () => {
  here = await cloneDatabase()
  coordinator = await actAs(here.db, 'mayo', 'solveig-bergstrand')
})
afterAll(() => here.drop())

const says = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.findings.map((entry) => entry.says)
const frameOf = (draft?: string) =>
  here.db.inTenant('mayo', async (tx) => (await readFrame(tx, PLAN, draft))!)
const imagine = (changes: PlanChange[], from = 'empty') =>
  createScenario(here.db, coordinator, PLAN, { name: 'What if', from, changes })
const leaves: PlanChange = { kind: 'resignation', person: TARIQ, from: '2027-01-01' as never }

async function draftWith(...cells: [person: string, period: string, work: string][]) {
  const made = value(await createDraft(here.db, coordinator, PLAN, { name: 'D', from: 'empty' }))
  if (cells.length === 0) return made
  const changes = cells.map(([person, period, after]) => ({ person, period, before: null, after }))
  return value(await editDraft(here.db, coordinator, made.id, { changes, label: 'By hand' }))
}

describe('a what-if', () => {
  test('shows the year without somebody: cells empty from the day on, the real plan untouched', async () => {
    const base = await draftWith([TARIQ, 'b01', 'mayo-xr'], [TARIQ, 'b08', 'mayo-mr'])
    const draft = value(await imagine([leaves], base.id))
    expect(draft.kind).toBe('scenario')
    expect(draft.changes.map((one) => one.says)).toEqual(['Tariq Haddadin leaves on 1 Jan.'])
    expect([draft.cells[TARIQ]![0], draft.cells[TARIQ]![7]]).toEqual(['mayo-xr', null])
    const people = (await frameOf(draft.id)).problem.people
    expect(people.find(({ id }) => id === TARIQ)?.to).toBe('2026-12-31')
    expect((await frameOf()).problem.people.find(({ id }) => id === TARIQ)?.to).toBeUndefined()
  })

  test('keeps the pins and notes of its draft, except of who is no longer there', async () => {
    const base = await draftWith([TARIQ, 'b01', 'mayo-xr'], [UMA, 'b02', 'mayo-mr'])
    const marks = [
      { person: TARIQ, period: 'b01', pinned: true, note: '' },
      { person: UMA, period: 'b02', pinned: false, note: 'asked for' },
    ]
    value(await markDraft(here.db, coordinator, base.id, marks))
    const draft = value(await imagine([leaves], base.id))
    expect(draft.marks).toEqual(expect.arrayContaining(marks))
  })

  test('shows somebody new, in the grid and with cells of their own', async () => {
    const person = { id: 'new-fellow', name: 'Nadia Novak', level: 'fellow', from: '2026-10-01' }
    const arrives = planChangeSchema.parse({ kind: 'arrival', person })
    const draft = value(await imagine([arrives]))
    const view = value(await viewPlan(here.db, coordinator, PLAN, NOW, draft.id))
    expect(view.problem.people.map(({ name }) => name)).toContain('Nadia Novak')
    const changes = [{ person: 'new-fellow', period: 'b04', before: null, after: 'mayo-us' }]
    const edited = await editDraft(here.db, coordinator, draft.id, { changes, label: 'New' })
    expect(value(edited).cells['new-fellow']![3]).toBe('mayo-us')
  })

  test('that names what does not exist is refused with all that is wrong', async () => {
    const outcome = await imagine([
      { kind: 'resignation', person: 'tariq-hadadin', from: '2027-01-01' as never },
      { kind: 'drop-rule', choice: 'no-such' },
    ])
    expect(says(outcome)).toEqual([
      'There is no person "tariq-hadadin".',
      'There is no rule of that choice "no-such".',
    ])
    expect(outcome.ok ? '' : outcome.findings[0]!.can).toBe('Did you mean "tariq-haddadin"?')
  })

  test('asks for other numbers of a rule, and is compared with the year as it is', async () => {
    const base = await draftWith([UMA, 'b01', 'mayo-xr'])
    const { choices } = await frameOf()
    const elective = choices.find(
      ({ rule, params }) =>
        rule === 'rota.requirement' && JSON.stringify(params).includes('elective'),
    )!
    const longer = { ...elective.params, amount: 3 }
    const draft = value(
      await imagine([{ kind: 'rule', choice: elective.id, params: longer }], base.id),
    )
    expect(draft.changes[0]!.says).toMatch(
      /^Instead of “Everybody spends exactly 2 months.*3 months/,
    )
    const moved = [{ person: UMA, period: 'b01', before: 'mayo-xr', after: 'mayo-ct' }]
    value(await editDraft(here.db, coordinator, draft.id, { changes: moved, label: 'Move' }))
    const { columns } = value(await compareDrafts(here.db, coordinator, PLAN, [base.id, draft.id]))
    expect(columns.map(({ kind }) => kind)).toEqual(['draft', 'scenario'])
    expect(columns[1]!.differing).toEqual([
      { person: UMA, period: 'b01', before: 'XR', after: 'CT' },
    ])
    expect(columns[1]!.requirementsMissed).toBeGreaterThan(0)
  })

  test('is changed as a whole, unless a colleague was faster', async () => {
    const draft = value(await imagine([leaves]))
    const away = [
      leaves,
      { kind: 'leave', person: UMA, from: '2027-02-01', to: '2027-02-28' } as never,
    ]
    const changed = value(
      await changeScenario(here.db, coordinator, draft.id, { version: 1, changes: away }),
    )
    expect(changed.changes).toHaveLength(2)
    const late = await changeScenario(here.db, coordinator, draft.id, { version: 1, changes: away })
    expect(says(late)).toEqual(['Somebody has changed this what-if meanwhile.'])
  })

  test('is thrown away and fetched back', async () => {
    const draft = value(await imagine([leaves]))
    const listed = async () =>
      (await here.db.inTenant('mayo', (tx) => findDrafts(tx, PLAN))).map(({ id }) => id)
    await removeDraft(here.db, coordinator, draft.id)
    expect(await listed()).not.toContain(draft.id)
    value(await restoreDraft(here.db, coordinator, draft.id))
    expect(await listed()).toContain(draft.id)
  })
})

describe('publishing', () => {
  test('a year that breaks a must needs a reason, and a refusal leaves nothing behind', async () => {
    const draft = value(await imagine([leaves], (await draftWith([UMA, 'b01', 'mayo-xr'])).id))
    const version = draft.version
    const refused = await publish(here.db, coordinator, draft.id, { version, message: 'Go' })
    expect(says(refused).length).toBeGreaterThan(5)
    const roleOf = async () => {
      const [person] = await here.db.inTenant('mayo', (tx) => findPeople(tx, [TARIQ]))
      return person!.roles.find(({ role }) => role === 'trainee')!.to
    }
    expect(await roleOf()).not.toBe('2026-12-31')
    expect(await here.db.inTenant('mayo', (tx) => findPublication(tx, PLAN))).toBeUndefined()

    const preview = value(
      await previewPublication(here.db, coordinator, draft.id, { foresee: undefined, now: NOW }),
    )
    expect(preview.changes).toEqual(['Tariq Haddadin leaves on 1 Jan.'])
    const waiver = 'The director accepts the gap until the new fellow comes.'
    const done = value(
      await publish(here.db, coordinator, draft.id, { version, message: 'Go', waiver }),
    )
    expect(done.waived.every(({ reason }) => reason === waiver)).toBe(true)
    expect(await roleOf()).toBe('2026-12-31')
    const after = await here.db.inTenant('mayo', (tx) =>
      viewDraft(tx, draft.id, coordinator.person.id),
    )
    expect([after!.kind, after!.changes]).toEqual(['draft', []])
  })
})

describe('a repair', () => {
  test('is not asked for blocks that have begun, and says where it may begin', async () => {
    const outcome = await requestRepair(
      here.db,
      coordinator,
      PLAN,
      { changes: [{ ...leaves, person: UMA } as PlanChange], from: 'b05', seconds: 5 },
      NOW,
    )
    expect(outcome.ok ? '' : outcome.findings[0]).toMatchObject({
      says: 'Block 5 has begun or is over; what has happened is not changed.',
      can: 'Begin with block 6 (1 Dec).',
    })
  })

  test('begins from the published year, with what has happened in it', async () => {
    const away: PlanChange = {
      ...{ kind: 'leave', person: UMA },
      ...{ from: '2027-02-01' as never, to: '2027-02-28' as never },
    }
    const wanted = { changes: [away], seconds: 5 }
    await runMigrations({ pgPool: here.db.pool })
    const solve = value(await requestRepair(here.db, coordinator, PLAN, wanted, NOW))
    expect(solve).toMatchObject({ task: 'repair', status: 'waiting' })
    const draft = await here.db.inTenant('mayo', (tx) =>
      viewDraft(tx, solve.draft, coordinator.person.id),
    )
    expect(draft).toMatchObject({
      kind: 'repair',
      name: 'Uma Venkataramani is away, 1 Feb to 28 Feb.',
    })
    expect(draft!.cells[UMA]![0]).toBe('mayo-xr')
  })
})

test('a way out is taken for real, as a new choice of the rule with its reason', async () => {
  const draft = await draftWith([UMA, 'b02', 'mayo-mr'])
  const { choices } = await frameOf()
  const choice = choices.find(({ rule }) => rule === 'rota.coverage')!
  const params = { ...choice.params, min: 0 }
  const solve = await here.db.inTenant('mayo', async (tx) => {
    const options = { seconds: 1, seed: 1, keep: false, repeatable: false }
    const asked = { plan: PLAN, draft: draft.id, draftVersion: 1, by: 'x', options }
    const id = await insertSolve(tx, 'mayo', { ...asked, task: 'build' })
    const changes: PlanChange[] = [{ kind: 'rule', choice: choice.id, params }]
    const ways = [{ says: 'Nobody there.', changes, verified: true, elapsedMs: 1 }]
    await patchSolve(tx, id, { status: 'impossible', says: 'No.', ways })
    return id
  })
  const tried = value(await useWayOut(here.db, coordinator, solve, { way: 0, as: 'scenario' }))
  expect(tried.kind).toBe('scenario')
  expect((await frameOf()).choices.find(({ id }) => id === choice.id)?.params).toEqual(
    choice.params,
  )
  value(await useWayOut(here.db, coordinator, solve, { way: 0, as: 'real' }))
  const now = (await frameOf()).choices.find(
    ({ params: p }) => JSON.stringify(p) === JSON.stringify(params),
  )
  expect(now?.reason).toBe('A way out of a conflict: Nobody there.')
})

test('a cell that a hand changes after the engine is evidence against the rules it gives up', async () => {
  const draft = await draftWith()
  const edit = (work: string, before: string | null, label: string, source?: 'engine') =>
    editDraft(here.db, coordinator, draft.id, {
      changes: [{ person: UMA, period: 'b03', before, after: work }],
      ...{ label, source },
    })
  value(await edit('mayo-xr', null, 'Generated', 'engine'))
  value(await edit('mayo-mr', 'mayo-xr', 'By hand'))
  value(await edit('mayo-spine', 'mayo-mr', 'By hand again'))
  await markDraft(here.db, coordinator, draft.id, [
    { person: UMA, period: 'b03', note: 'She speaks at the spine meeting.' },
  ])
  const { overrides } = value(await readEvidence(here.db, coordinator, PLAN))
  expect(overrides).toHaveLength(1)
  expect(overrides[0]).toMatchObject({
    ...{ person: UMA, period: 'b03', before: 'mayo-xr', after: 'mayo-spine' },
    ...{ by: 'Solveig Bergstrand', note: 'She speaks at the spine meeting.' },
  })
  const named = new Map((await frameOf()).choices.map((choice) => [choice.id, choice.rule]))
  const against = overrides[0]!.against.map(({ choice }) => named.get(choice))
  expect(against).toContain('rota.requirement')
})
