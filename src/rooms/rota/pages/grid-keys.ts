// Which key does what in the grid? The map that people of spreadsheets expect.
import type { KeyboardEvent } from 'react'
import type { Carry } from './carry.ts'
import type { Way } from './carrying.ts'
import { type Hole, onCoverageKey } from './coverage-keys.ts'
import type { Cell, Selection } from './selection.ts'

export type GridCommands = {
  type: (text: string) => void
  /** By a key the panel takes the focus; by a click the grid keeps it. */
  open: (by: 'key' | 'pointer') => void
  /** Who could fill this hole; without one, the worst hole in the block of the cursor. */
  people: (hole?: Hole) => void
  clear: () => void
  copy: (event: ClipboardEvent, cut: boolean) => void
  paste: (event: ClipboardEvent) => void
  fill: (way: 'down' | 'right') => void
  undo: () => void
  redo: () => void
  pin: () => void
  note: () => void
  /** Who changed this cell, when and why. */
  past: () => void
  /** Split or join blocks. */
  blocks: () => void
  escape: () => void
  /** The run under the cursor, as one. */
  run: () => void
  /** Blocks in the hand; absent where nothing may be changed. */
  carry?: Carry
  carried: { begin: () => void; over: (cell: Cell) => void; drop: (way: Way) => void }
  /** Work that click, drag and Enter set; null = not painting. */
  brush: number | null
  paint: { turn: () => void; set: (anyway: boolean) => void }
}

const PAGE = 10

export function onGridKey(event: KeyboardEvent, at: Selection, run: GridCommands): void {
  if (event.nativeEvent.isComposing) return
  if (!run.carry?.state && onCoverageKey(event, at, run.people)) return event.preventDefault()
  const isControl = event.ctrlKey || event.metaKey
  const handled = run.carry?.state
    ? whileCarrying(event, at, run)
    : event.altKey
      ? withAlt(event, run)
      : isControl
        ? withControl(event, at, run)
        : plain(event, at, run)
  if (handled) event.preventDefault()
}

/** By the place of the key, not its letter: Alt makes other characters on some keyboards. */
function withAlt(event: KeyboardEvent, run: GridCommands): boolean {
  if (event.ctrlKey || event.metaKey) return false
  if (event.code === 'KeyL') run.pin()
  else if (event.code === 'KeyN') run.note()
  else if (event.code === 'KeyH') run.past()
  else if (event.code === 'KeyC') run.blocks()
  else if (event.code === 'KeyM') run.carried.begin()
  else if (event.code === 'KeyB') run.paint.turn()
  else return false
  return true
}

function withControl(event: KeyboardEvent, at: Selection, run: GridCommands): boolean {
  const extend = event.shiftKey
  switch (event.key.toLowerCase()) {
    case 'home':
      at.to({ p: 0, t: 0 }, extend)
      return true
    case 'end':
      at.to({ p: 1e6, t: 1e6 }, extend)
      return true
    case 'arrowleft':
      at.to({ p: at.head.p, t: 0 }, extend)
      return true
    case 'arrowright':
      at.to({ p: at.head.p, t: 1e6 }, extend)
      return true
    case 'arrowup':
      at.to({ p: 0, t: at.head.t }, extend)
      return true
    case 'arrowdown':
      at.to({ p: 1e6, t: at.head.t }, extend)
      return true
    case 'z':
      if (event.shiftKey) run.redo()
      else run.undo()
      return true
    case 'y':
      run.redo()
      return true
    case 'd':
      run.fill('down')
      return true
    case 'r':
      run.fill('right')
      return true
    case 'a':
      at.all()
      return true
    case ' ':
      run.run()
      return true
    default:
      return false
  }
}

function plain(event: KeyboardEvent, at: Selection, run: GridCommands): boolean {
  const extend = event.shiftKey
  switch (event.key) {
    case 'ArrowUp':
      at.by(-1, 0, extend)
      return true
    case 'ArrowDown':
      at.by(1, 0, extend)
      return true
    case 'ArrowLeft':
      at.by(0, -1, extend)
      return true
    case 'ArrowRight':
      at.by(0, 1, extend)
      return true
    case 'Home':
      at.to({ p: at.head.p, t: 0 }, extend)
      return true
    case 'End':
      at.to({ p: at.head.p, t: 1e6 }, extend)
      return true
    case 'PageUp':
      at.by(-PAGE, 0, extend)
      return true
    case 'PageDown':
      at.by(PAGE, 0, extend)
      return true
    case 'F2':
      // As in spreadsheets: Shift+F2 is the note.
      if (extend) run.note()
      else run.open('key')
      return true
    case 'Enter':
      if (run.brush !== null) run.paint.set(extend)
      else run.open('key')
      return true
    case '.':
      run.people()
      return true
    case 'Delete':
    case 'Backspace':
      run.clear()
      return true
    case 'Escape':
      run.escape()
      return false
    case ' ':
      at.row(at.head.p)
      return true
    default:
      return letter(event, run)
  }
}

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}
const WAYS: Record<string, Way> = { enter: 'move', x: 'swap', p: 'push' }

/** With blocks in the hand only four things can be meant; every other key waits. */
function whileCarrying(event: KeyboardEvent, at: Selection, run: GridCommands): boolean {
  const carry = run.carry!
  const step = STEPS[event.key]
  const way = WAYS[event.key.toLowerCase()]
  if (event.key === 'Tab' || event.key === 'Shift' || event.key === 'Control') return false
  if (event.key === 'Escape') run.escape()
  else if (step) {
    const { p, t } = carry.at
    run.carried.over({ p: at.beside(p, step[0]), t: t + step[1] })
  } else if (way && !event.ctrlKey && !event.metaKey && !event.altKey) run.carried.drop(way)
  return true
}

/** Every letter and digit begins an entry: commands must never swallow the first letter of a code. */
function letter(event: KeyboardEvent, run: GridCommands): boolean {
  if (!/^[\p{L}\p{N}]$/u.test(event.key)) return false
  run.type(event.key)
  return true
}
