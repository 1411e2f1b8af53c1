// How does a solve run, seen from the page? Started, streamed, cancelled, applied.
import { useCallback, useEffect, useState } from 'react'
import { call } from '../../../platform/client.ts'
import { rotaContract } from '../contract.ts'
import type { DraftView, SolveView } from '../schema.ts'

export type Asking = { seconds: number; seed: number; keep: boolean; repeatable: boolean }

export function isRunning(solve: SolveView | null): boolean {
  return solve?.status === 'waiting' || solve?.status === 'running'
}

/** `open`: the id of a solve that was running when the page was loaded. */
export function useSolve(draft: string, open: string | null) {
  const [solve, setSolve] = useState<SolveView | null>(null)
  const id = solve?.id
  const running = isRunning(solve)
  useEffect(() => {
    if (!id || !running) return
    return follow(id, setSolve)
  }, [id, running])
  useEffect(() => {
    if (!open) return
    let isGone = false
    call(rotaContract.solve, { params: { id: open } })
      .then((found) => !isGone && setSolve((now) => now ?? found))
      // It has ended meanwhile; nothing to follow.
      .catch(() => {})
    return () => {
      isGone = true
    }
  }, [open])
  /** Answers why not, when it was refused. */
  const attempt = useCallback(async (ask: () => Promise<SolveView>): Promise<string | null> => {
    try {
      setSolve(await ask())
      return null
    } catch (error) {
      return error instanceof Error ? error.message : 'The engine did not answer.'
    }
  }, [])
  return {
    solve,
    start: (asking: Asking) =>
      attempt(() => call(rotaContract.startSolve, { params: { id: draft }, body: asking })),
    cancel: () =>
      id
        ? attempt(() => call(rotaContract.cancelSolve, { params: { id } }))
        : Promise.resolve(null),
    /** `version`: of the draft that the person sees. */
    apply: (version: number): Promise<DraftView> =>
      call(rotaContract.applySolve, { params: { id: id! }, body: { version } }),
    drop: () => setSolve(null),
    discard: () => {
      setSolve(null)
      // Not offered again; when this is lost, the next page shows the proposal once more.
      if (id) call(rotaContract.discardSolve, { params: { id } }).catch(() => {})
    },
  }
}

/** By stream; when the stream breaks, by asking once a second. */
function follow(id: string, show: (solve: SolveView) => void): () => void {
  let timer = 0
  let over = false
  const take = (solve: SolveView) => {
    show(solve)
    if (solve.status === 'waiting' || solve.status === 'running') return
    over = true
    source.close()
  }
  const source = new EventSource(`/api/solves/${encodeURIComponent(id)}/events`)
  const read = (event: MessageEvent<string>) => take(JSON.parse(event.data) as SolveView)
  source.onmessage = read
  source.addEventListener('solve', read as EventListener)
  source.onerror = () => {
    source.close()
    const ask = async () => {
      if (over) return
      const solve = await call(rotaContract.solve, { params: { id } }).catch(() => null)
      if (solve && !over) take(solve)
      if (!over) timer = window.setTimeout(ask, 1000)
    }
    timer = window.setTimeout(ask, 300)
  }
  return () => {
    over = true
    source.close()
    clearTimeout(timer)
  }
}
