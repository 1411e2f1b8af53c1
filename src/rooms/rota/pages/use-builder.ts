// What does the year builder hold together: draft, cursor, panels, engine, proposal?
import { notifications } from '@mantine/notifications'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Finding } from '../../../kernel/finding.ts'
import { findingsOf } from '../../people/pages/frame.tsx'
import type { DraftView } from '../schema.ts'
import type { EntryMove } from './code-entry.tsx'
import { DraftStore } from './draft-store.ts'
import { cellsOf } from './finding-cells.ts'
import { commandsOf, type Editing, setCells } from './grid-commands.ts'
import type { GridCommands } from './grid-keys.ts'
import { type PlanModel, type Rows, rowsOf } from './plan-model.ts'
import { type Cell, Selection } from './selection.ts'
import { type Asking, isRunning, useSolve } from './solving.ts'
import { useVerdict } from './use-verdict.ts'
import { cellAt, type Lit } from './year-grid.tsx'

export type Open =
  | 'problems'
  | 'cell'
  | 'note'
  | 'solve'
  | 'generate'
  | 'publish'
  | 'what-if'
  | 'happened'
  | 'fairness'
  | null
type Entry = { cells: Cell[]; active: Cell; first: string }

export function useBuilder(model: PlanModel, draft: DraftView, reload: () => void) {
  const { world } = model
  // A draft taken anew (another draft, other rules) begins with a store of its own.
  const store = useMemo(() => new DraftStore(world, draft), [world, draft])
  const state = useSyncExternalStore(store.subscribe, store.snapshot)
  const selection = useMemo(() => new Selection(world.personCount, world.periodCount), [world])
  const [entry, setEntry] = useState<Entry | null>(null)
  const [lit, setLit] = useState<Lit>()
  const [said, say] = useState('')
  const { open, active, show } = usePanels(selection)
  const engine = useProposal(model, store, draft, { show, reload })
  const { preview } = engine
  const shown = preview ?? state.rows
  const verdict = useVerdict(model, shown)
  const changed = useMemo(() => (preview ? differing(preview, state.rows) : 0), [preview, state])
  useFollowing(store)

  const editing: Editing = {
    ...{ model, store, selection, shown, say, show },
    locked: preview !== null,
    begin: (first) => setEntry({ cells: selection.cells, active: selection.active, first }),
    escape: () => {
      setLit(undefined)
      if (open === 'cell' || open === 'note' || open === 'problems') show(null)
      selection.to(selection.active)
    },
  }
  const commands = commandsOf(editing)
  usePaletteCommands(commands, show)
  const back = () => cellAt(selection.active.p, selection.active.t)?.focus()
  return {
    ...{ store, state, selection, active, entry, open, show, lit, said, engine, preview, verdict },
    ...{ changed, commands },
    jumpTo: (cell: Cell) => selection.to(cell),
    jump: (about: Pick<Finding, 'who' | 'periods' | 'works'>) => {
      const target = cellsOf(model, about, shown)
      setLit(target.lit)
      if (target.first) selection.to(target.first)
    },
    choose: (work: number, move: EntryMove) => {
      setCells(editing, entry?.cells ?? selection.cells, work)
      if (!entry) return
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
    writeNote: (note: string) => store.mark([{ ...active, note }]),
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

/** Which panel is open, and on which cell: the cell panel follows the cursor, nothing else does. */
function usePanels(selection: Selection) {
  const [open, setOpen] = useState<Open>(null)
  const [active, setActive] = useState<Cell>(selection.active)
  useEffect(
    () =>
      selection.subscribe(() => {
        if (open === 'cell' || open === 'note') setActive(selection.active)
      }),
    [selection, open],
  )
  const show = (what: Open) => {
    setActive(selection.active)
    setOpen(what)
  }
  return { open, active, show }
}

/** The engine's year, once it has stopped; while it thinks the draft stays on screen. */
function useProposal(
  model: PlanModel,
  store: DraftStore,
  draft: DraftView,
  page: { show: (what: Open) => void; reload: () => void },
) {
  const engine = useSolve(draft.id, draft.openSolve)
  const { solve } = engine
  const { show } = page
  useEffect(() => {
    if (draft.openSolve) show('solve')
    // Once, when the page finds a solve that outlived it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [draft.openSolve])
  const preview: Rows | null = useMemo(
    () => (solve?.cells && !isRunning(solve) ? rowsOf(model.world, solve.cells) : null),
    [model, solve],
  )
  return {
    ...{ solve, preview },
    running: isRunning(solve),
    cancel: engine.cancel,
    start: async (asking: Asking) => {
      page.show('solve')
      const refusal = await engine.start(asking)
      if (!refusal) return
      page.show(null)
      notifications.show({ color: 'red', title: 'Not started', message: refusal })
    },
    apply: async () => {
      try {
        store.take(await engine.apply(store.state.version))
        engine.drop()
        page.show(null)
        notifications.show({ message: 'The year is in the draft. Ctrl Z takes it back.' })
      } catch (error) {
        const [refusal] = findingsOf(error)
        const message = [refusal?.says, refusal?.can].filter(Boolean).join(' ')
        notifications.show({ color: 'red', title: 'Not applied', message })
        // The preview then shows what differs from the draft as it is now.
        await store.refresh()
      }
    },
    discard: () => {
      engine.discard()
      page.show(null)
    },
  }
}

function differing(one: Rows, other: Rows): number {
  let count = 0
  one.forEach((row, p) => row.forEach((work, t) => (count += work === other[p]![t] ? 0 : 1)))
  return count
}

/** Others may edit the same draft: ask when the window is looked at again, and now and then. */
function useFollowing(store: DraftStore): void {
  useEffect(() => {
    const ask = () => {
      if (document.visibilityState === 'visible') void store.refresh()
    }
    const timer = setInterval(ask, 20_000)
    document.addEventListener('visibilitychange', ask)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [store])
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
