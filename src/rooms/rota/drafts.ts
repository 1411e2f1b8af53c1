// What a draft holds, where it begins, and out of which lists it goes.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import type { Cells } from '../planning/schema.ts'
import { type Frame, readCells, readFrame } from './frame.ts'
import { describeChange } from './scenario.ts'
import type { CellChange, DraftView } from './schema.ts'
import { findOpenSolve } from './solve-store.ts'
import {
  type DraftRow,
  findDraft,
  findSteps,
  findMarks,
  insertDraft,
  setRemoved,
  upsertMarks,
} from './draft-store.ts'
import { findPublication, findPublications } from './publication-store.ts'
import { changeOfTime, type DraftTime, type NewTime } from '../time/index.ts'

/** Everything about a draft inside one transaction, the draft locked against other writers. */
export type OpenDraft = { row: DraftRow; frame: Frame; cells: Cells; people: string[] }

export async function openDraft(tx: Tx, id: string, lock: boolean): Promise<OpenDraft | undefined> {
  const row = await findDraft(tx, id, lock)
  const frame = row && (await readFrame(tx, row.plan, row))
  if (!row || !frame) return undefined
  const people = frame.problem.people.map((person) => person.id)
  return { row, frame, people, cells: await readCells(tx, frame.plan, people, id) }
}

/** As `by` sees it: what can be undone is one's own. */
export async function viewDraft(tx: Tx, id: string, by: string): Promise<DraftView | undefined> {
  const open = await openDraft(tx, id, false)
  return open && sayDraft(open, await findMarks(tx, id), await readSides(tx, id, by))
}

/** What of a view has no version: it is another one for everybody, or changes with a solve. */
export type Sides = Pick<DraftView, 'canUndo' | 'canRedo' | 'openSolve'>

export async function readSides(tx: Tx, id: string, by: string): Promise<Sides> {
  const steps = await findSteps(tx, id, by)
  return { ...steps, openSolve: (await findOpenSolve(tx, id)) ?? null }
}

export function sayDraft(
  { row, frame, cells }: Pick<OpenDraft, 'row' | 'frame' | 'cells'>,
  marks: DraftView['marks'],
  sides: Sides,
): DraftView {
  const { id, plan, name, kind, version } = row
  const changes = row.changes.map((change) => ({
    change,
    says: describeChange(frame.real, change),
  }))
  return { id, plan, name, kind, changes, version, cells, marks, ...sides }
}

export async function createDraft(
  db: Database,
  actor: Actor,
  planId: string,
  wanted: { name: string; from: string },
): Promise<Outcome<DraftView>> {
  const tenant = actor.institution.id
  return db.inTenant(tenant, async (tx) => {
    const frame = await readFrame(tx, planId)
    if (!frame) return missing(`There is no plan "${planId}".`)
    const start = await startCells(tx, frame, wanted.from)
    if (!start)
      return refused(
        finding('rota.draft', 'This plan has no such draft and no such version to begin from.', {
          can: 'Choose one of its drafts, a published version or an empty start.',
        }),
      )
    const id = await insertDraft(tx, tenant, {
      plan: planId,
      name: wanted.name,
      by: actor.person.id,
    })
    await writeCells(tx, tenant, frame, id, allChanges(frame, {}, start))
    // What was promised in the draft stays promised in its copy.
    await upsertMarks(tx, tenant, id, await findMarks(tx, wanted.from))
    return done((await viewDraft(tx, id, actor.person.id))!)
  })
}

async function startCells(tx: Tx, frame: Frame, from: string): Promise<Cells | undefined> {
  if (from === 'empty') return {}
  if (from === 'published') return (await findPublication(tx, frame.plan.id))?.cells ?? {}
  const version = /^published:(\d+)$/.exec(from)?.[1]
  if (version !== undefined)
    return (await findPublications(tx, frame.plan.id)).find(
      (row) => row.version === Number(version),
    )?.cells
  const other = await findDraft(tx, from)
  if (other?.plan !== frame.plan.id) return undefined
  return readCells(
    tx,
    frame.plan,
    frame.problem.people.map((person) => person.id),
    from,
  )
}

/** What must change so that `before` becomes `after`; people and blocks that are unknown are left out. */
export function allChanges(frame: Frame, before: Cells, after: Cells): CellChange[] {
  return frame.problem.people.flatMap((person) =>
    frame.problem.periods.flatMap((period, t) => {
      const old = before[person.id]?.[t] ?? null
      const next = after[person.id]?.[t] ?? null
      return old === next
        ? []
        : [{ person: person.id, period: period.id, before: old, after: next }]
    }),
  )
}

/** Out of every list, not out of the world: `restoreDraft` brings it back. */
export async function removeDraft(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  await db.inTenant(actor.institution.id, (tx) => setRemoved(tx, id, true))
  return done({})
}

export async function restoreDraft(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<DraftView>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    await setRemoved(tx, id, false)
    return done((await viewDraft(tx, id, actor.person.id))!)
  })
}

export async function writeCells(
  tx: Tx,
  tenant: string,
  frame: Frame,
  line: string,
  changes: CellChange[],
): Promise<void> {
  if (changes.length === 0) return
  const { altered, removed, inserted } = changeOfTime(tenant, timeOf(frame, line, changes))
  await altered.execute(tx)
  await removed.execute(tx)
  await inserted.execute(tx)
}

/** What the record shall hold, so that these cells change. */
export function timeOf(frame: Frame, line: string, changes: CellChange[]): DraftTime {
  const blocks = new Map(frame.plan.blocks.map((block) => [block.id, block]))
  const works = new Map(frame.problem.work.map((work) => [work.id, work]))
  const cells = changes.map(({ person, period }) => ({ person, ...blocks.get(period)! }))
  const fresh: NewTime[] = changes.flatMap((change) => {
    const work = change.after === null ? undefined : works.get(change.after)
    if (!work) return []
    const block = blocks.get(change.period)!
    return [
      {
        person: change.person,
        programme: frame.plan.programme,
        line,
        layer: work.kind === 'leave' ? ('absence' as const) : ('assignment' as const),
        kind: work.kind,
        work: work.id,
        site: work.site ?? null,
        resource: work.resource ?? null,
        from: block.from,
        to: block.to,
        source: 'draft',
      },
    ]
  })
  return { line, cells, fresh }
}
