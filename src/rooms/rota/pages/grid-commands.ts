// What does each key and gesture of the grid do to the draft?
import { sayCount } from '../../../kernel/finding.ts'
import { EMPTY } from '../../planning/world.ts'
import { copyArea, fill } from './clipboard.ts'
import { change, type Editing, setCells } from './editing.ts'
import { carryOver, drop, letGo, paint, takeInHand, turnBrush } from './gestures.ts'
import type { GridCommands } from './grid-keys.ts'
import { paste } from './paste.tsx'
import type { PlanModel, Rows } from './plan-model.ts'
import type { Cell, Selection } from './selection.ts'

export function commandsOf(editing: Editing): GridCommands {
  const { model, store, selection, shown, say } = editing
  const unlocked = (act: () => void) => () => {
    if (editing.locked) say('This is a proposal. Apply or discard it first.')
    else act()
  }
  return {
    type: (first) => unlocked(() => editing.begin(first))(),
    open: (by) => editing.show('cell', by),
    note: () => editing.show('note', 'key'),
    past: () => editing.show('past', 'key'),
    blocks: unlocked(() => editing.show('blocks', 'key')),
    people: (hole) => unlocked(() => editing.people(hole))(),
    escape: () => (editing.carry.state ? letGo(editing) : editing.escape()),
    clear: () => setCells(editing, selection.cells, EMPTY),
    fill: (way) => {
      const changes = fill(shown, selection.area, way, selection.rows)
      change(editing, changes, `${sayCount(changes.length, 'cell')} filled ${way}`)
    },
    run: () => selection.take(runAt(shown, selection.active)),
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
      event.clipboardData?.setData(
        'text/plain',
        copyArea(model, shown, selection.area, selection.rows),
      )
      if (cut) setCells(editing, selection.cells, EMPTY)
      else say('Copied')
    },
    paste: (event) => {
      event.preventDefault()
      paste(editing, event.clipboardData)
    },
    ...(editing.locked ? {} : { carry: editing.carry }),
    carried: {
      begin: unlocked(() => takeInHand(editing)),
      over: (cell) => carryOver(editing, cell),
      drop: (way) => drop(editing, way),
    },
    brush: editing.locked ? null : editing.brush,
    paint: {
      turn: unlocked(() => turnBrush(editing)),
      set: (anyway) => paint(editing, anyway),
    },
  }
}

/** For a year that is only read: one may go about in it and copy. */
export function readingCommands(model: PlanModel, rows: Rows, at: Selection): GridCommands {
  const nothing = () => {}
  return {
    ...{ type: nothing, open: nothing, people: nothing, clear: nothing, paste: nothing },
    ...{
      fill: nothing,
      undo: nothing,
      redo: nothing,
      pin: nothing,
      note: nothing,
      past: nothing,
      blocks: nothing,
    },
    ...{ carried: { begin: nothing, over: nothing, drop: nothing }, brush: null },
    paint: { turn: nothing, set: nothing },
    run: () => at.take(runAt(rows, at.active)),
    escape: () => at.to(at.active),
    copy: (event) => {
      event.preventDefault()
      event.clipboardData?.setData('text/plain', copyArea(model, rows, at.area, at.rows))
    },
  }
}

function runAt(rows: Rows, { p, t }: Cell) {
  const row = rows[p]!
  let [t1, t2] = [t, t]
  while (t1 > 0 && row[t1 - 1] === row[t]) t1--
  while (t2 + 1 < row.length && row[t2 + 1] === row[t]) t2++
  return { p1: p, p2: p, t1, t2 }
}

/** Pins all chosen cells; unpins them when all are pinned already. */
function pin({ store, selection, say }: Editing): void {
  const { cells } = selection
  const pinned = !cells.every(({ p, t }) => store.state.marks[p]?.get(t)?.pinned)
  store.mark(cells.map((cell) => ({ ...cell, pinned })))
  say(`${cells.length === 1 ? 'Cell' : `${cells.length} cells`} ${pinned ? 'pinned' : 'unpinned'}`)
}
