// How do mouse and finger choose cells? Click, drag for a range, double click to open.
import { type RefObject, useEffect, useRef } from 'react'
import type { GridCommands } from './grid-keys.ts'
import type { Cell, Selection } from './selection.ts'

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
    let dragging = false
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return
      const cell = cellOf(event.target)
      if (!cell) {
        const p = rowOf(event.target)
        if (p !== null) selection.row(p)
        return
      }
      const again = cell.p === selection.head.p && cell.t === selection.head.t
      if (event.pointerType !== 'mouse') {
        // A finger must be able to scroll: the first tap chooses, the second one opens.
        tapped = again ? null : cell
        return
      }
      event.preventDefault()
      dragging = true
      selection.to(cell, event.shiftKey)
    }
    let tapped: Cell | null = null
    const click = (event: MouseEvent) => {
      const cell = cellOf(event.target)
      if (!cell || (event as PointerEvent).pointerType === 'mouse') return
      if (tapped) selection.to(cell)
      else latest.current.open()
      tapped = null
    }
    const move = (event: PointerEvent) => {
      if (!dragging) return
      const cell = cellOf(document.elementFromPoint(event.clientX, event.clientY))
      if (cell && (cell.p !== selection.head.p || cell.t !== selection.head.t))
        selection.to(cell, true)
    }
    const up = () => {
      dragging = false
    }
    const twice = (event: MouseEvent) => {
      if (cellOf(event.target)) latest.current.open()
    }
    grid.addEventListener('pointerdown', down)
    grid.addEventListener('click', click)
    grid.addEventListener('dblclick', twice)
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    return () => {
      grid.removeEventListener('pointerdown', down)
      grid.removeEventListener('click', click)
      grid.removeEventListener('dblclick', twice)
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
    }
  }, [ref, selection])
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
