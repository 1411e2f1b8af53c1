// How is a draft changed that this process has just seen? In one message, and without reading it again.
import type { Database } from '../../platform/database.ts'
import type { Actor } from '../people/schema.ts'
import { changeOfTime, stretches } from '../time/index.ts'
import { type Known, keepDraft } from './draft-look.ts'
import { draftHold, draftTouch, editInsertion, type EditSource, isOther } from './draft-store.ts'
import { sayDraft, timeOf } from './drafts.ts'
import { toCells } from './frame.ts'
import type { CellChange, DraftView } from './schema.ts'
import { openSolve } from './solve-store.ts'

/**
 * The changes were judged by what is known; they are written only where the draft still has that
 * version, so it is locked no longer than this takes. Undefined, and nothing done: it has another.
 */
export async function editKnown(
  db: Database,
  actor: Actor,
  before: Known,
  edit: { changes: CellChange[]; label: string; source?: EditSource },
): Promise<DraftView | undefined> {
  const { frame, row, stamp, marks } = before
  const tenant = actor.institution.id
  const { id: draft } = row
  const by = actor.person.id
  const people = [...new Set(edit.changes.map(({ person }) => person))]
  const { plan } = frame
  try {
    const { touched, rows, solves } = await db.atOnce(tenant, {
      held: draftHold(row, stamp),
      ...changeOfTime(tenant, timeOf(frame, draft, edit.changes)),
      noted: editInsertion(tenant, { draft, by, ...edit }),
      touched: draftTouch(draft, by),
      rows: stretches({ line: draft, people, span: plan }),
      solves: openSolve(draft),
    })
    const after = {
      ...before,
      row: touched[0]!,
      cells: { ...before.cells, ...toCells(plan.blocks, people, rows) },
    }
    keepDraft(db, tenant, after)
    // Whoever has just done something can take it back, and has nothing left to do again.
    const steps = { canUndo: true, canRedo: false }
    return sayDraft(after, marks, { ...steps, openSolve: solves[0]?.id ?? null })
  } catch (error) {
    if (isOther(error)) return undefined
    throw error
  }
}
