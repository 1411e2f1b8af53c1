// Which draft is on screen, in step with the server and with the plan around it?
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { DraftView } from '../schema.ts'
import { DraftStore } from './draft-store.ts'
import { type Company, openCompany, readPresence } from './presence.ts'
import type { PlanModel } from './plan-model.ts'

/**
 * One store for as long as the page shows the draft. The plan is read again when the window is
 * looked at, when a year is published, when a rule changes: none of that may touch an edit. Answers
 * the model that the rows of the store are drawn in.
 */
export function useDraft(latest: PlanModel, draft: DraftView) {
  const client = useQueryClient()
  const [store] = useState(() => {
    const otherBlocks = () => void client.invalidateQueries({ queryKey: ['plans', draft.plan] })
    return new DraftStore(latest, draft, otherBlocks)
  })
  const [company] = useState(() => openCompany(draft.id))
  useLayoutEffect(() => store.moveTo(latest), [store, latest])
  const seen = useRef(draft)
  useEffect(() => {
    if (seen.current !== draft) store.takeLater(draft)
    seen.current = draft
  }, [store, draft])
  const state = useSyncExternalStore(store.subscribe, store.snapshot)
  useFollowing(store, company)
  useLeaveWarning(state.saving !== 'saved')
  return { store, state, company, model: state.model }
}

/**
 * Others may edit the same draft: the server says so. Only the page that is looked at listens, for a
 * browser keeps few connections; it asks when it is looked at again, and now and then.
 */
function useFollowing(store: DraftStore, company: Company): void {
  useEffect(() => {
    let source: EventSource | undefined
    const listen = () => {
      const id = encodeURIComponent(store.id)
      source = new EventSource(`/api/drafts/${id}/events?seat=${company.seat}`)
      source.addEventListener('presence', ({ data }: MessageEvent<string>) => {
        const word = readPresence(data)
        if (word) company.hear(word, Date.now())
      })
      source.onmessage = ({ data }: MessageEvent<string>) =>
        store.hear((JSON.parse(data) as { version: number }).version)
    }
    const ask = () => {
      if (document.visibilityState !== 'visible') return
      if (source?.readyState !== EventSource.OPEN) void store.refresh()
      company.beat(Date.now())
    }
    const turn = () => {
      source?.close()
      source = undefined
      company.leave()
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
  }, [store, company])
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
