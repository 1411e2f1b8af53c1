// The weeks kept on this device, as a page sees them, and how they are sent.
import { notifications } from '@mantine/notifications'
import type { QueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { useMe } from '../../people/pages/session.ts'
import { worktimeContract as contract } from '../contract.ts'
import { type Kept, listenKept, type Owner, parseKept, sendKept, textOf } from './kept.ts'
import { HOURS } from './queries.ts'

function listen(tell: () => void): () => void {
  const unlisten = listenKept(tell)
  // Another tab of this browser has kept or sent something.
  window.addEventListener('storage', tell)
  return () => {
    unlisten()
    window.removeEventListener('storage', tell)
  }
}

/** Of who is signed in. */
export function useKept(): { owner: Owner | null; kept: Kept[] } {
  const { institution, person } = useMe()
  const [tenant, id] = [institution?.id, person?.id]
  const owner = useMemo(() => (tenant && id ? { tenant, person: id } : null), [tenant, id])
  const text = useSyncExternalStore(listen, () => (owner ? textOf(localStorage, owner) : null))
  return { owner, kept: useMemo(() => parseKept(text), [text]) }
}

let isSending = false

/** Two at once would be told of each other; two tabs are, and try again. */
export async function sendAll(client: QueryClient, owner: Owner): Promise<void> {
  if (isSending) return
  isSending = true
  try {
    const sent = await sendKept(localStorage, owner, ({ programme, person, monday, words, key }) =>
      call(contract.confirm, { params: { id: programme, person, monday }, body: words, key }),
    )
    if (sent.length === 0) return
    for (const { week, refused } of sent)
      notifications.show({
        autoClose: refused.length > 0 ? false : 6_000,
        ...(refused.length > 0 ? { color: 'red' } : {}),
        message:
          refused.length > 0
            ? `The week of ${sayDay(week.monday)} was sent and not taken: ${refused[0]!.says} It is still on this device.`
            : `The week of ${sayDay(week.monday)} is sent and confirmed.`,
      })
    await client.invalidateQueries({ queryKey: HOURS })
  } finally {
    isSending = false
  }
}
