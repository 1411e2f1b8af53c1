// Which draft is on screen, in step with the server and with the plan around it?
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { DraftView } from '../schema.ts'
import { DraftStore } from './draft-store.ts'
import type { PlanModel } from './plan-model.ts'

/**
 * One store for as long as the page shows the draft. The plan is read again when the window is
 * looked at, when a year is published, when a rule changes: none of that may touch an edit. Answers
 * the model that the rows of the store are drawn in.
 */
export function useDraft(latest: PlanModel, draft: DraftView) {
  const [store] = useState(() => new DraftStore(latest, draft))
  useLayoutEffect(() => store.moveTo(latest), [store, latest])
  const seen = useRef(draft)
  useEffect(() => {
    if (seen.current !== draft) store.takeLater(draft)
    seen.current = draft
  }, [store, draft])
  const state = useSyncExternalStore(store.subscribe, store.snapshot)
  useFollowing(store)
  useLeaveWarning(state.saving !== 'saved')
  return { store, state, model: state.model }
}

/**
 * Others may edit the same draft: the server says so. Only the page that is looked at listens, for a
 * browser keeps few connections; it asks when it is looked at again, and now and then.
 */
function useFollowing(store: DraftStore): void {
  useEffect(() => {
    let source: EventSource | undefined
    const listen = () => {
      source = new EventSource(`/api/drafts/${encodeURIComponent(store.id)}/events`)
      source.onmessage = ({ data }: MessageEvent<string>) =>
        store.hear((JSON.parse(data) as { version: number }).version)
    }
    const ask = () => {
      if (document.visibilityState === 'visible' && source?.readyState !== EventSource.OPEN)
        void store.refresh()
    }
    const turn = () => {
      source?.close()
      source = undefined
      ask()
      if (document.visibilityState === 'visible') listen()
    }
    if (document.visibilityState === 'visible') listen()
    const timer = setInterval(ask, 20_000)
    document.addEventListener('visibilitychange', turn)
    return () => {
      source?.close()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', turn)
    }
  }, [store])
}

/** The browser asks before it closes a page whose edits have not arrived. */
function useLeaveWarning(unsent: boolean): void {
  useEffect(() => {
    if (!unsent) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsent])
}
