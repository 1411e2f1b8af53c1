// What does the year builder hold together: draft, cursor, panels, engine, proposal?
import { useEffect, useMemo, useState } from 'react'
import type { Finding } from '../../../kernel/finding.ts'
import type { DraftView } from '../schema.ts'
import { holeAt } from './candidates.ts'
import { Carry } from './carry.ts'
import type { Change } from './clipboard.ts'
import type { EntryMove } from './code-entry.tsx'
import type { Hole } from './coverage-keys.ts'
import { change, type Editing, setCells } from './editing.ts'
import { cellsOf } from './finding-cells.ts'
import type { Fix } from './fix.ts'
import { commandsOf } from './grid-commands.ts'
import type { GridCommands } from './grid-keys.ts'
import type { PlanModel } from './plan-model.ts'
import { type Cell, Selection } from './selection.ts'
import { useDraft } from './use-draft.ts'
import { type Open, usePanels } from './use-panels.ts'
import { differing, useProposal } from './use-proposal.ts'
import { useVerdict } from './use-verdict.ts'
import { cellAt, type Lit } from './year-grid.tsx'

type Entry = { cells: Cell[]; active: Cell; first: string }

export function useBuilder(latest: PlanModel, draft: DraftView) {
  const { store, state, model } = useDraft(latest, draft)
  const { personCount, periodCount } = model.world
  const selection = useMemo(
    () => new Selection(personCount, periodCount),
    [personCount, periodCount],
  )
  const [carry] = useState(() => new Carry())
  const [brush, setBrush] = useState<number | null>(null)
  const [entry, setEntry] = useState<Entry | null>(null)
  const [lit, setLit] = useState<Lit>()
  const [said, say] = useState('')
  const panels = usePanels(selection)
  const { open, show } = panels
  const engine = useProposal(model, store, draft, show)
  const { preview } = engine
  const shown = preview ?? state.rows
  const verdict = useVerdict(model, shown)
  const changed = useMemo(() => (preview ? differing(preview, state.rows) : 0), [preview, state])
  const back = () => cellAt(selection.active.p, selection.active.t)?.focus()
  const editing: Editing = {
    ...{ model, store, selection, carry, shown, say, show, brush, setBrush },
    locked: preview !== null,
    begin: (first) => setEntry({ cells: selection.cells, active: selection.active, first }),
    people: (hole) => panels.showPeople(hole ?? holeAt(model, shown, selection.active)),
    escape: () => {
      if (brush !== null) return setBrush(null)
      setLit(undefined)
      if (['cell', 'note', 'problems', 'people'].includes(open ?? '')) show(null)
      selection.to(selection.active)
    },
  }
  const commands = commandsOf(editing)
  usePaletteCommands(commands, show)
  return {
    ...{
      model,
      store,
      state,
      selection,
      carry,
      brush,
      setBrush,
      entry,
      lit,
      said,
      engine,
      preview,
    },
    ...{ shown, verdict, changed, commands, panels, open, show },
    jumpTo: (cell: Cell) => selection.to(cell),
    jump: (about: Pick<Finding, 'who' | 'periods' | 'works'>) => {
      const target = cellsOf(model, about, shown)
      setLit(target.lit)
      if (target.first) selection.to(target.first)
    },
    assign: (changes: Change[], label: string) => change(editing, changes, label),
    mend: (fix: Fix) => {
      if (fix.kind === 'people') panels.showPeople(fix.hole)
      else change(editing, fix.changes, fix.label)
    },
    /** From the list, where a run is one line. */
    openRun: (p: number, t1: number, t2: number) => {
      selection.take({ p1: p, p2: p, t1, t2 })
      show('cell')
    },
    chooseEntry: (work: number, move: EntryMove) => {
      setCells(editing, entry?.cells ?? selection.cells, work)
      setEntry(null)
      if (selection.isRange) back()
      else selection.by(...STEP[move])
    },
    choose: (work: number) => setCells(editing, panels.cells, work),
    cancelEntry: () => {
      setEntry(null)
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) back()
      })
    },
    writeNote: (note: string) => store.mark([{ ...panels.cells[0]!, note }]),
    /** From the panel: it makes room, for the next tap is in the grid. */
    takeInHand: () => {
      show(null)
      commands.carried.begin()
    },
    openHole: (hole?: Hole) => editing.people(hole),
    closePanel: () => {
      show(null)
      back()
    },
  }
}

const STEP: Record<EntryMove, [number, number]> = {
  down: [1, 0],
  right: [0, 1],
  left: [0, -1],
  stay: [0, 0],
}

function usePaletteCommands(commands: GridCommands, show: (what: Open) => void): void {
  useEffect(() => {
    const does: Record<string, () => void> = {
      generate: () => show('generate'),
      problems: () => show('problems'),
      publish: () => show('publish'),
      'what-if': () => show('what-if'),
      happened: () => show('happened'),
      fairness: () => show('fairness'),
      print: () => window.print(),
      undo: commands.undo,
    }
    const entries = Object.entries(does).map(([name, run]) => [`isocenter:${name}`, run] as const)
    for (const [name, run] of entries) window.addEventListener(name, run)
    return () => {
      for (const [name, run] of entries) window.removeEventListener(name, run)
    }
  })
}
