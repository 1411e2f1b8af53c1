// Who looks at something must hear that it has changed: server-sent events, and who is told.
import { type Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Outcome } from '../../kernel/finding.ts'
import type { Live } from '../../platform/live.ts'
import type { Actor } from '../people/schema.ts'
import type { DraftView, Presence } from './schema.ts'

const HEARTBEAT_MS = 15_000

export const draftTopic = (id: string) => `draft:${id}`

export function sayPresence({ person }: Actor, here: Omit<Presence, 'person'>): string {
  const { id, name } = person
  return JSON.stringify({ ...here, person: { id, name } } satisfies Presence)
}

/**
 * An outcome passes through as it is; whoever has the draft open hears of it, and is not waited for.
 * A word that is lost is no edit that is lost: the page looks again when it comes back.
 */
export async function told(
  live: Live,
  outcome: Promise<Outcome<DraftView>>,
): Promise<Outcome<DraftView>> {
  const answer = await outcome
  if (answer.ok) void live.announce(draftTopic(answer.value.id)).catch(() => {})
  return answer
}

/** Of so many words that a slow reader has not taken yet, the oldest are forgotten. */
const UNREAD = 100

/**
 * Now and at every announcement; `read` answers undefined when there is nothing (more) to tell. What
 * others say of the topic passes through as it is, as events named `presence`.
 */
export function streamOn(
  context: Context,
  live: Live,
  topic: string,
  read: () => Promise<{ says: unknown; last: boolean } | undefined>,
  greeting?: { come: string; go: string },
): Response {
  return streamSSE(context, async (stream) => {
    let wake = () => {}
    let changed = true
    const said: string[] = []
    const stop = live.listen(topic, (says) => {
      if (says === undefined) changed = true
      else said.splice(0, Math.max(0, said.push(says) - UNREAD))
      wake()
    })
    const closed = () => stream.aborted || context.req.raw.signal.aborted
    stream.onAbort(() => wake())
    try {
      if (greeting) await live.announce(topic, greeting.come)
      while (!closed()) {
        const says = said.shift()
        if (says !== undefined) {
          await stream.writeSSE({ event: 'presence', data: says })
          continue
        }
        if (changed) {
          changed = false
          const next = await read()
          if (!next) return
          await stream.writeSSE({ data: JSON.stringify(next.says) })
          if (next.last) return
          continue
        }
        let timer: NodeJS.Timeout | undefined
        await new Promise<void>((next) => {
          wake = next
          timer = setTimeout(next, HEARTBEAT_MS)
        })
        clearTimeout(timer)
        if (!changed && said.length === 0) await stream.write(': still here\n\n')
      }
    } finally {
      stop()
      // When the whole server ends there is nobody left to tell.
      if (greeting) await live.announce(topic, greeting.go).catch(() => undefined)
    }
  })
}
