// What is on its way from the page to the server, and what of it is left when the plan has changed?
import { EMPTY } from '../../planning/world.ts'
import type { Change } from './clipboard.ts'
import { type CellMark, type MarkChange, moveCells, type Passage } from './draft-rows.ts'

type Edit = { kind: 'edit'; label: string; changes: (Change & { before: number })[] }
type Marking = { kind: 'mark'; marks: (MarkChange & { before: CellMark })[] }
export type Step = Edit | Marking | { kind: 'undo' } | { kind: 'redo' }

export function moveStep(step: Step, over: Passage): Step {
  if (step.kind === 'mark') return { ...step, marks: moveCells(step.marks, over) }
  if (step.kind !== 'edit') return step
  const kept = step.changes.filter(({ after }) => after === EMPTY || over.work(after) !== EMPTY)
  const changes = moveCells(kept, over).map((change) => ({
    ...change,
    before: over.work(change.before),
    after: over.work(change.after),
  }))
  return { ...step, changes }
}

/** What is left of a step when all its people are gone. */
export function isNothing(step: Step): boolean {
  if (step.kind === 'mark') return step.marks.length === 0
  return step.kind === 'edit' && step.changes.length === 0
}
