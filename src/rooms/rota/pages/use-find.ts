// What is looked for in the year, which hit is the cursor on, and what does replacing do?
import { useMemo, useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { EMPTY } from '../../planning/world.ts'
import { change, type Editing, sayCells } from './editing.ts'
import { findCells, type Hit, isIn, nextHit, replaceHits } from './find-cells.ts'
import type { Area, Cell } from './selection.ts'
import type { Lit } from './year-grid.tsx'

export type Find = {
  text: string
  /** What is set instead; null = not chosen yet. */
  work: number | null
  /** The cells that were chosen when the search began; null when it was only one. */
  area: Area | null
  /** Only in those. */
  inArea: boolean
  /** Which field a key has asked for, counted so that every wish is a new one. */
  focus: { on: 'text' | 'work'; turn: number }
}

export function useFind(editing: Editing) {
  const { model, store, shown, selection, say } = editing
  const [state, setState] = useState<Find | null>(null)
  const { marks } = store.state
  const hits = useMemo(() => hitsOf(state, editing), [model, shown, marks, state, editing.view]) // oxlint-disable-line react/exhaustive-deps
  const found = useMemo(() => litOf(hits), [hits])
  const isHit =
    ({ p, t }: { p: number; t: number }) =>
    (hit: Hit) =>
      hit.p === p && hit.t === t
  const walk = (step: 1 | -1) => {
    const here = selection.active
    const isFirst = !hits.some(isHit(here))
    // The cell under the cursor is a hit too, as long as it was not shown as one.
    const from = isFirst && step === 1 ? { p: here.p, t: here.t - 1 } : here
    const next = nextHit(hits, from, step)
    if (!next) return say('Nothing is found.')
    selection.to(next)
    say(`${hits.indexOf(next) + 1} of ${hits.length}: ${sayCells(model, [next])}`)
  }
  const replace = (which: 'one' | 'all') => {
    if (!state || state.work === null || editing.locked) return
    const here = hits.find(isHit(selection.active))
    if (which === 'one' && !here) return walk(1)
    const chosen = which === 'all' ? hits : [here!]
    const { changes, pinned } = replaceHits(marks, chosen, state.work)
    const code = model.works[state.work]?.code ?? 'nothing'
    const apart = pinned > 0 ? `, ${sayPinned(pinned)} left alone` : ''
    if (changes.length === 0)
      say(pinned > 0 ? `Nothing replaced: ${sayPinned(pinned)} left alone.` : 'Nothing to replace.')
    else change(editing, changes, `${sayCount(changes.length, 'cell')} set to ${code}${apart}`)
    const next = which === 'one' && nextHit(hits, selection.active, 1)
    if (next) selection.to(next)
  }
  return {
    ...{ state, hits, found, walk, replace },
    pinned: useMemo(() => replaceHits(marks, hits, EMPTY).pinned, [marks, hits]),
    begin: (on: 'text' | 'work') =>
      setState((old) => ({
        ...(old ?? begun(editing)),
        focus: { on, turn: (old?.focus.turn ?? 0) + 1 },
      })),
    set: (part: Partial<Pick<Find, 'text' | 'work' | 'inArea'>>) =>
      setState((old) => old && { ...old, ...part }),
    end: () => {
      setState(null)
      selection.again()
    },
  }
}

/** Looks for the work under the cursor first: most often that is what one wants to see elsewhere. */
function begun({ model, selection, shown }: Editing): Omit<Find, 'focus'> {
  const { p, t } = selection.active
  const area = selection.isRange ? selection.area : null
  const text = model.works[shown[p]?.[t] ?? EMPTY]?.code ?? ''
  return { text, work: null, area, inArea: area !== null }
}

function hitsOf(state: Find | null, { model, shown, store, view }: Editing): Hit[] {
  if (!state) return []
  const { area, inArea } = state
  // What is hidden is neither found nor replaced.
  const inside = (cell: Cell) => view.lineOf.has(cell.p) && (!inArea || !area || isIn(area, cell))
  return findCells(model, { rows: shown, marks: store.state.marks }, state.text, inside)
}

function litOf(hits: readonly Hit[]): Lit | undefined {
  if (hits.length === 0) return undefined
  const lit = new Map<number, Set<number>>()
  for (const { p, t } of hits) {
    if (!lit.has(p)) lit.set(p, new Set())
    lit.get(p)!.add(t)
  }
  return lit
}

export const sayPinned = (count: number) =>
  count === 1 ? '1 pinned cell' : `${count} pinned cells`
