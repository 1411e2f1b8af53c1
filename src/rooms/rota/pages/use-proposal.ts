// What has the engine proposed, and is it taken? While it thinks the draft stays on screen.
import { notifications } from '@mantine/notifications'
import { useEffect, useMemo } from 'react'
import { findingsOf } from '../../people/pages/frame.tsx'
import type { DraftView } from '../schema.ts'
import type { DraftStore } from './draft-store.ts'
import { type PlanModel, type Rows, rowsOf } from './plan-model.ts'
import { type Asking, isRunning, useSolve } from './solving.ts'

/** Where a panel lies over the year: there it opens only when it is asked for. */
const COVERS = '(max-width: 61.99em)'

export function useProposal(
  model: PlanModel,
  store: DraftStore,
  draft: DraftView,
  show: (what: 'solve' | null) => void,
) {
  const engine = useSolve(draft.id, draft.openSolve)
  const { solve } = engine
  useEffect(() => {
    if (draft.openSolve && !window.matchMedia(COVERS).matches) show('solve')
    // Once, when the page finds a solve that outlived it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [draft.openSolve])
  const failed = solve !== null && !isRunning(solve) && !solve.cells
  useEffect(() => {
    // What went wrong stands in the panel alone.
    if (failed) show('solve')
    // oxlint-disable-next-line react/exhaustive-deps
  }, [failed])
  const { world } = model
  const preview: Rows | null = useMemo(
    () => (solve?.cells && !isRunning(solve) ? rowsOf(world, solve.cells) : null),
    [world, solve],
  )
  return {
    ...{ solve, preview },
    running: isRunning(solve),
    cancel: engine.cancel,
    start: async (asking: Asking) => {
      show('solve')
      const refusal = await engine.start(asking)
      if (!refusal) return
      show(null)
      notifications.show({ color: 'red', title: 'Not started', message: refusal })
    },
    apply: async () => {
      try {
        store.take(await engine.apply(store.state.version))
        engine.drop()
        show(null)
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
      show(null)
    },
  }
}

export function differing(one: Rows, other: Rows): number {
  let count = 0
  one.forEach((row, p) => row.forEach((work, t) => (count += work === other[p]![t] ? 0 : 1)))
  return count
}
