// Hours that were confirmed without a network: sent when there is one, whatever page is open.
import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Where no event says that the server is there again. */
const AGAIN_MS = 60_000

/** What sends is loaded only where something waits. */
export function useKeptHours(
  owner: { tenant: string | undefined; person: string | undefined },
  client: QueryClient,
): void {
  const { tenant, person } = owner
  useEffect(() => {
    if (!tenant || !person) return undefined
    const send = () => {
      if (!isKept(`isocenter.hours/${tenant}/${person}`) || !navigator.onLine) return
      import('../../rooms/worktime/pages/use-kept.ts')
        .then(({ sendAll }) => sendAll(client, { tenant, person }))
        .catch(() => {})
    }
    send()
    const again = setInterval(send, AGAIN_MS)
    window.addEventListener('online', send)
    document.addEventListener('visibilitychange', send)
    return () => {
      clearInterval(again)
      window.removeEventListener('online', send)
      document.removeEventListener('visibilitychange', send)
    }
  }, [tenant, person, client])
}

function isKept(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    return false
  }
}
