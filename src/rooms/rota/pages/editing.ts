// How does an edit reach the draft, whatever key or gesture it came from?
import { sayCount } from '../../../kernel/finding.ts'
import { EMPTY } from '../../planning/world.ts'
import type { Carry } from './carry.ts'
import type { Change } from './clipboard.ts'
import type { Hole } from './coverage-keys.ts'
import type { DraftStore } from './draft-store.ts'
import type { PlanModel, Rows } from './plan-model.ts'
import type { RowView } from './row-view.ts'
import type { Cell, Selection } from './selection.ts'

export type Editing = {
  model: PlanModel
  store: DraftStore
  selection: Selection
  carry: Carry
  /** Work that is painted; null = not painting. */
  brush: number | null
  setBrush: (work: number | null) => void
  /** What is on screen: the draft, or a proposal, which cannot be edited. */
  shown: Rows
  locked: boolean
  /** Whose rows are on screen. */
  view: RowView
  say: (text: string) => void
  begin: (first: string) => void
  show: (what: 'cell' | 'note' | 'past' | 'blocks', by: 'key' | 'pointer') => void
  people: (hole?: Hole) => void
  escape: () => void
}

/** Applies at once and says what happened. */
export function change(editing: Editing, changes: readonly Change[], label: string): void {
  if (editing.locked || changes.length === 0) return
  const begun = performance.now()
  const count = editing.store.change(changes, label)
  if (count === 0) return
  measurePaint(begun)
  editing.say(`${label}. Undo with Ctrl Z.`)
}

export function setCells(editing: Editing, cells: readonly Cell[], work: number): void {
  const { model } = editing
  const where = sayCells(model, cells)
  change(
    editing,
    cells.map(({ p, t }) => ({ p, t, after: work })),
    work === EMPTY ? `${where} cleared` : `${where} set to ${model.works[work]?.code}`,
  )
}

export function sayCells(model: PlanModel, cells: readonly Cell[]): string {
  const first = cells[0]!
  if (cells.length > 1) return sayCount(cells.length, 'cell')
  return `${model.names[first.p]}, block ${model.heads[first.t]!.label}`
}

/** From the edit to the next frame on screen, for the benchmark to read. */
function measurePaint(start: number): void {
  requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      performance.measure('cell-edit-to-paint', { start })
      channel.port1.close()
    }
    channel.port2.postMessage(0)
  })
}
