// Which key does what in the grid? The map that people of spreadsheets expect.
import type { KeyboardEvent } from 'react'
import type { Selection } from './selection.ts'

export type GridCommands = {
  type: (text: string) => void
  open: () => void
  clear: () => void
  copy: (event: ClipboardEvent, cut: boolean) => void
  paste: (event: ClipboardEvent) => void
  fill: (way: 'down' | 'right') => void
  undo: () => void
  redo: () => void
  pin: () => void
  note: () => void
  escape: () => void
}

const PAGE = 10

export function onGridKey(event: KeyboardEvent, at: Selection, run: GridCommands): void {
  if (event.nativeEvent.isComposing) return
  const isControl = event.ctrlKey || event.metaKey
  const handled = event.altKey
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
      else run.open()
      return true
    case 'Enter':
      run.open()
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

/** Every letter and digit begins an entry: commands must never swallow the first letter of a code. */
function letter(event: KeyboardEvent, run: GridCommands): boolean {
  if (!/^[\p{L}\p{N}]$/u.test(event.key)) return false
  run.type(event.key)
  return true
}
