// How do mouse and finger work in the grid? Choose, carry what is chosen, paint, open.
import { type RefObject, useEffect, useRef } from 'react'
import type { Way } from './carrying.ts'
import { holeOf } from './coverage-keys.ts'
import type { GridCommands } from './grid-keys.ts'
import type { Cell, Selection } from './selection.ts'

/** What the button that is held down does: a range grows, or what was chosen before is carried. */
type Held = { kind: 'range' } | { kind: 'hold'; cell: Cell } | { kind: 'carry' } | null

export function useGridPointer(
  ref: RefObject<HTMLDivElement | null>,
  selection: Selection,
  commands: GridCommands,
): void {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  useEffect(() => {
    const grid = ref.current!
    const hand = makePointer(selection, () => latest.current)
    const listeners: [EventTarget, string, (event: never) => void][] = [
      [grid, 'pointerdown', hand.down],
      [grid, 'click', hand.click],
      [grid, 'dblclick', hand.twice],
      [window, 'pointermove', hand.move],
      [window, 'pointerup', hand.up],
    ]
    for (const [on, name, run] of listeners) on.addEventListener(name, run as EventListener)
    return () => {
      for (const [on, name, run] of listeners) on.removeEventListener(name, run as EventListener)
    }
  }, [ref, selection])
}

function makePointer(selection: Selection, run: () => GridCommands) {
  let held: Held = null
  const finger = makeFinger(selection, run)
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return
    const cell = cellOf(event.target)
    if (!cell) {
      const p = rowOf(event.target)
      if (p !== null) selection.row(p)
      return
    }
    if (event.pointerType !== 'mouse') return finger.down(cell)
    event.preventDefault()
    const { carry, brush } = run()
    if (carry?.state) return run().carried.over(cell)
    if (carry && brush === null && selection.holds(cell)) {
      held = { kind: 'hold', cell }
      return selection.again()
    }
    held = { kind: 'range' }
    selection.to(cell, event.shiftKey && brush === null)
  }
  const move = (event: PointerEvent) => {
    const cell = held && cellOf(document.elementFromPoint(event.clientX, event.clientY))
    if (!cell || !held) return
    if (held.kind === 'range') {
      if (!same(cell, selection.head)) selection.to(cell, true)
      return
    }
    if (held.kind === 'hold' && !selection.hidesSome && !same(cell, held.cell)) {
      run().carry?.begin(selection.area, held.cell, true)
      held = { kind: 'carry' }
    }
    if (held.kind === 'carry') run().carried.over(cell)
  }
  const up = (event: PointerEvent) => {
    const was = held
    held = null
    if (was?.kind === 'hold') selection.to(was.cell, event.shiftKey)
    if (was?.kind === 'carry' && run().carry?.state) run().carried.drop(wayOf(event))
    if (was?.kind === 'range' && run().brush !== null) run().paint.set(event.shiftKey)
  }
  const twice = (event: MouseEvent) => {
    if (cellOf(event.target) && run().brush === null) run().open('pointer')
  }
  return { down, click: finger.click, move, up, twice }
}

/** A finger must be able to scroll: the first tap chooses, the second one opens. */
function makeFinger(selection: Selection, run: () => GridCommands) {
  let tapped: Cell | null = null
  const down = (cell: Cell) => {
    tapped = same(cell, selection.head) ? null : cell
  }
  const click = (event: PointerEvent) => {
    const hole = holeOf(event.target)
    if (hole) return run().people(hole)
    const cell = cellOf(event.target)
    if (!cell || event.pointerType === 'mouse') return
    const { carry, brush } = run()
    if (carry?.state) return run().carried.over(cell)
    if (tapped) selection.to(cell)
    if (brush !== null) run().paint.set(false)
    else if (!tapped) run().open('pointer')
    tapped = null
  }
  return { down, click }
}

/** Drag moves, with Ctrl it swaps, with Shift it pushes the others along. */
function wayOf(event: PointerEvent): Way {
  if (event.ctrlKey || event.metaKey) return 'swap'
  return event.shiftKey ? 'push' : 'move'
}

function same(one: Cell, other: Cell): boolean {
  return one.p === other.p && one.t === other.t
}

function cellOf(target: EventTarget | null): Cell | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('.yg-cell') : null
  const p = cell?.parentElement?.dataset.p
  const t = cell?.dataset.t
  return p === undefined || t === undefined ? null : { p: Number(p), t: Number(t) }
}

function rowOf(target: EventTarget | null): number | null {
  const name = target instanceof Element ? target.closest('.yg-name') : null
  const p = name?.parentElement?.dataset.p
  return p === undefined ? null : Number(p)
}
