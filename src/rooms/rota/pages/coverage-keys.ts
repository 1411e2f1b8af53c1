// How does one reach a hole in the rows below the people, by key or by click?
import type { KeyboardEvent } from 'react'
import type { Selection } from './selection.ts'

/** A service in a block. */
export type Hole = { service: string; t: number }

/** Arrow down leads from the last person to the services, arrow up back again. */
export function onCoverageKey(
  event: KeyboardEvent,
  at: Selection,
  open: (hole: Hole) => void,
): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
  const cell = event.target instanceof Element ? event.target.closest('.yg-count') : null
  const foot = event.currentTarget.querySelector('.yg-foot')
  if (!cell) {
    if (event.key !== 'ArrowDown' || at.head.p < at.people - 1) return false
    return focus(foot?.querySelector(`.yg-count[data-t="${at.head.t}"]`))
  }
  const hole = holeOf(cell)!
  const row = cell.parentElement!
  if (event.key === 'Enter' || event.key === '.') open(hole)
  else if (event.key === 'Escape') at.again()
  else if (event.key === 'ArrowLeft') focus(previous(cell))
  else if (event.key === 'ArrowRight') focus(cell.nextElementSibling)
  else if (event.key === 'ArrowDown') focus(countIn(row.nextElementSibling, hole.t))
  else if (event.key === 'ArrowUp' && row.previousElementSibling)
    focus(countIn(row.previousElementSibling, hole.t))
  else if (event.key === 'ArrowUp') at.to({ p: at.people - 1, t: hole.t })
  else return event.key !== 'Tab'
  event.preventDefault()
  return true
}

export function holeOf(target: EventTarget | null): Hole | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('.yg-count') : null
  const service = cell?.parentElement?.dataset.service
  return cell && service !== undefined ? { service, t: Number(cell.dataset.t) } : null
}

function countIn(row: Element | null, t: number): Element | null {
  return row?.querySelector(`.yg-count[data-t="${t}"]`) ?? null
}

function previous(cell: Element): Element | null {
  const before = cell.previousElementSibling
  return before?.classList.contains('yg-count') ? before : null
}

function focus(cell: Element | null | undefined): boolean {
  if (!(cell instanceof HTMLElement) || !cell.classList.contains('yg-count')) return false
  cell.focus()
  return true
}
