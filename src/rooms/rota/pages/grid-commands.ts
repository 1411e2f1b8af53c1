// What does each key of the grid do to the draft?
import { notifications } from '@mantine/notifications'
import { EMPTY } from '../../planning/world.ts'
import { type Change, copyArea, fill, pasteInto } from './clipboard.ts'
import type { DraftStore } from './draft-store.ts'
import type { GridCommands } from './grid-keys.ts'
import type { PlanModel, Rows } from './plan-model.ts'
import type { Cell, Selection } from './selection.ts'

export type Editing = {
  model: PlanModel
  store: DraftStore
  selection: Selection
  /** What is on screen: the draft, or a proposal, which cannot be edited. */
  shown: Rows
  locked: boolean
  say: (text: string) => void
  begin: (first: string) => void
  show: (what: 'cell' | 'note') => void
  escape: () => void
}

/** Applies at once and says what happened. */
export function change(editing: Editing, changes: readonly Change[], label: string): void {
  if (editing.locked || changes.length === 0) return
  measurePaint()
  const count = editing.store.change(changes, label)
  if (count > 0) editing.say(`${label}. Undo with Ctrl Z.`)
}

export function setCells(editing: Editing, cells: readonly Cell[], work: number): void {
  const { model } = editing
  const first = cells[0]!
  const where =
    cells.length === 1
      ? `${model.names[first.p]}, block ${model.heads[first.t]!.label}`
      : `${cells.length} cells`
  change(
    editing,
    cells.map((cell) => ({ ...cell, after: work })),
    work === EMPTY ? `${where} cleared` : `${where} set to ${model.works[work]?.code}`,
  )
}

export function commandsOf(editing: Editing): GridCommands {
  const { model, store, selection, shown, say } = editing
  return {
    type: (first) => {
      if (editing.locked) say('This is a proposal. Apply or discard it first.')
      else editing.begin(first)
    },
    open: () => editing.show('cell'),
    note: () => editing.show('note'),
    escape: editing.escape,
    clear: () => setCells(editing, selection.cells, EMPTY),
    fill: (way) => {
      const changes = fill(shown, selection.area, way)
      change(editing, changes, `${changes.length} cells filled ${way}`)
    },
    undo: () => {
      if (editing.locked) return
      store.undo()
      say('Undone')
    },
    redo: () => {
      if (editing.locked) return
      store.redo()
      say('Done again')
    },
    pin: () => pin(editing),
    copy: (event, cut) => {
      event.preventDefault()
      event.clipboardData?.setData('text/plain', copyArea(model, shown, selection.area))
      if (cut) setCells(editing, selection.cells, EMPTY)
      else say('Copied')
    },
    paste: (event) => {
      event.preventDefault()
      paste(editing, event.clipboardData?.getData('text/plain') ?? '')
    },
  }
}

/** Pins all chosen cells; unpins them when all are pinned already. */
function pin({ store, selection, say }: Editing): void {
  const { cells } = selection
  const pinned = !cells.every(({ p, t }) => store.state.marks[p]?.get(t)?.pinned)
  store.mark(cells.map((cell) => ({ ...cell, pinned })))
  say(`${cells.length === 1 ? 'Cell' : `${cells.length} cells`} ${pinned ? 'pinned' : 'unpinned'}`)
}

function paste(editing: Editing, text: string): void {
  const { changes, unknown } = pasteInto(editing.model, editing.selection.area, text)
  change(editing, changes, `${changes.length} cells pasted`)
  if (unknown.length === 0) return
  const more = unknown.length > 5 ? ' …' : ''
  notifications.show({
    color: 'yellow',
    title: 'Some cells were left as they are',
    message: `No work is called ${unknown.slice(0, 5).join(', ')}${more}.`,
  })
}

/** From the edit to the next frame on screen, for the benchmark to read. */
function measurePaint(): void {
  performance.mark('cell-edit')
  requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      performance.measure('cell-edit-to-paint', 'cell-edit')
      channel.port1.close()
    }
    channel.port2.postMessage(0)
  })
}
