// What do panels, list and entry field do to the year, apart from the keys of the grid?
import type { Finding } from '../../../kernel/finding.ts'
import type { Change } from './clipboard.ts'
import type { EntryMove } from './code-entry.tsx'
import type { Hole } from './coverage-keys.ts'
import { change, type Editing, setCells } from './editing.ts'
import { cellsOf } from './finding-cells.ts'
import type { Fix } from './fix.ts'
import type { GridCommands } from './grid-keys.ts'
import type { Cell } from './selection.ts'
import type { usePanels } from './use-panels.ts'
import { cellAt, type Lit } from './year-grid.tsx'

export type Entry = { cells: Cell[]; active: Cell; first: string }
type Page = {
  editing: Editing
  commands: GridCommands
  panels: ReturnType<typeof usePanels>
  entry: Entry | null
  setEntry: (entry: Entry | null) => void
  setLit: (lit: Lit | undefined) => void
}

export function actsOf({ editing, commands, panels, entry, setEntry, setLit }: Page) {
  const { model, store, selection, shown } = editing
  const back = () => cellAt(selection.active.p, selection.active.t)?.focus()
  return {
    jumpTo: (cell: Cell) => selection.to(cell),
    jump: (about: Pick<Finding, 'who' | 'periods' | 'works'>) => {
      const target = cellsOf(model, about, shown)
      setLit(target.lit)
      if (target.first) selection.to(target.first)
    },
    assign: (changes: Change[], label: string) => change(editing, changes, label),
    mend: (fix: Fix) => {
      if (fix.kind === 'people') return panels.showPeople(fix.hole)
      change(editing, fix.changes, fix.label)
      // Its button goes away with the finding.
      back()
    },
    /** From the list, where a run is one line. */
    openRun: (p: number, t1: number, t2: number) => {
      selection.take({ p1: p, p2: p, t1, t2 })
      panels.show('cell')
    },
    openHole: (hole?: Hole) => editing.people(hole),
    choose: (work: number) => setCells(editing, panels.cells, work),
    writeNote: (note: string) => store.mark([{ ...panels.cells[0]!, note }]),
    /** From the panel: it makes room, for the next tap is in the grid. */
    takeInHand: () => {
      panels.show(null)
      commands.carried.begin()
    },
    closePanel: () => {
      panels.show(null)
      back()
    },
    chooseEntry: (work: number, move: EntryMove) => {
      setCells(editing, entry?.cells ?? selection.cells, work)
      setEntry(null)
      if (selection.isRange) back()
      else selection.by(...STEP[move])
    },
    cancelEntry: () => {
      setEntry(null)
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) back()
      })
    },
  }
}

const STEP: Record<EntryMove, [number, number]> = {
  down: [1, 0],
  right: [0, 1],
  left: [0, -1],
  stay: [0, 0],
}
