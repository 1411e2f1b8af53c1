// Which panel or dialog is open, on which cells, and did a key ask for the focus?
import { useEffect, useState } from 'react'
import type { Hole } from './coverage-keys.ts'
import type { Cell, Selection } from './selection.ts'

export type Open =
  | 'problems'
  | 'improve'
  | 'cell'
  | 'note'
  | 'past'
  | 'people'
  | 'solve'
  | 'generate'
  | 'publish'
  | 'what-if'
  | 'happened'
  | 'fairness'
  | 'next-year'
  | 'blocks'
  | null

export type PanelFocus = { on: 'list' | 'note' | 'past'; turn: number }
const NO_FOCUS: PanelFocus = { on: 'list', turn: 0 }
/** One number for all, so that every wish for the focus is a new one. */
let turns = 0

/**
 * The cell panel follows the cursor, nothing else does. It takes the focus only when a key opened
 * it: a click in the grid leaves the keys in the grid.
 */
export function usePanels(selection: Selection) {
  const [open, setOpen] = useState<Open>(null)
  const [cells, setCells] = useState<readonly Cell[]>(selection.cells)
  const [focus, setFocus] = useState(NO_FOCUS)
  const [hole, setHole] = useState<Hole | null>(null)
  const follows = open === 'cell' || open === 'note' || open === 'past'
  useEffect(
    () =>
      selection.subscribe(() => {
        if (!follows) return
        setCells(selection.cells)
        setFocus(NO_FOCUS)
      }),
    [selection, follows],
  )
  const show = (what: Open, by: 'key' | 'pointer' = 'pointer') => {
    setCells(selection.cells)
    const on = what === 'note' || what === 'past' ? what : 'list'
    setFocus(by === 'key' ? { on, turn: ++turns } : NO_FOCUS)
    setOpen(what)
  }
  const showPeople = (wanted: Hole | null) => {
    if (!wanted) return
    setHole(wanted)
    setOpen('people')
  }
  return { open, cells, focus, hole, show, showPeople }
}
