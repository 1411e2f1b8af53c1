// What does the year builder hold together: draft, cursor, panels, engine, proposal?
import { useMemo, useState } from 'react'
import type { DraftView } from '../schema.ts'
import { actsOf, type Entry } from './builder-acts.ts'
import { holeAt } from './candidates.ts'
import { Carry } from './carry.ts'
import { useTelling } from './company.tsx'
import type { Editing } from './editing.ts'
import { commandsOf } from './grid-commands.ts'
import type { PlanModel } from './plan-model.ts'
import { Selection } from './selection.ts'
import { useDraft } from './use-draft.ts'
import { usePanels } from './use-panels.ts'
import { differing, useProposal } from './use-proposal.ts'
import { useVerdict } from './use-verdict.ts'
import { useRows } from './use-rows.ts'
import { useFind } from './use-find.ts'
import { useFindKeys, usePaletteCommands, useUndoKeys } from './use-window-keys.ts'
import type { Lit } from './year-grid.tsx'

export function useBuilder(latest: PlanModel, draft: DraftView) {
  const { store, state, company, model } = useDraft(latest, draft)
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
  useTelling(company, model, selection)
  const { open, show } = panels
  const engine = useProposal(model, store, draft, show)
  const { preview } = engine
  const shown = preview ?? state.rows
  const rows = useRows(model, shown, selection, preview !== null)
  const verdict = useVerdict(model, shown)
  const changed = useMemo(() => (preview ? differing(preview, state.rows) : 0), [preview, state])
  const editing: Editing = {
    ...{ model, store, selection, carry, shown, say, show, brush, setBrush },
    locked: preview !== null,
    view: rows.view,
    begin: (first) => setEntry({ cells: selection.cells, active: selection.active, first }),
    people: (hole) => panels.showPeople(hole ?? holeAt(model, shown, selection.active)),
    escape: () => {
      if (brush !== null) return setBrush(null)
      setLit(undefined)
      if (CLOSED_BY_ESCAPE.includes(open)) show(null)
      selection.to(selection.active)
    },
  }
  const find = useFind(editing)
  const commands = commandsOf(editing)
  usePaletteCommands(commands, show, find.begin)
  useUndoKeys(commands)
  useFindKeys(find.begin)
  return {
    ...actsOf({ editing, commands, panels, entry, setEntry, setLit }),
    ...{ model, store, state, company, selection, carry, brush, setBrush, entry, lit, said },
    ...{ find, rowsShown: rows },
    ...{ engine, preview, shown, verdict, changed, commands, panels, open, show },
  }
}

const CLOSED_BY_ESCAPE: readonly ReturnType<typeof usePanels>['open'][] = [
  ...(['cell', 'note', 'past', 'problems', 'improve', 'people'] as const),
]
