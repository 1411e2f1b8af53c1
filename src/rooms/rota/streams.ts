// Who looks at something must hear that it has changed: server-sent events, and who is told.
import { type Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Outcome } from '../../kernel/finding.ts'
import type { Live } from '../../platform/live.ts'
import type { DraftView } from './schema.ts'

const HEARTBEAT_MS = 15_000

export const draftTopic = (id: string) => `draft:${id}`

/** An outcome passes through as it is; whoever has the draft open hears of it. */
export async function told(
  live: Live,
  outcome: Promise<Outcome<DraftView>>,
): Promise<Outcome<DraftView>> {
  const answer = await outcome
  if (answer.ok) await live.announce(draftTopic(answer.value.id))
  return answer
}

/** Now and at every announcement; `read` answers undefined when there is nothing (more) to tell. */
export function streamOn(
  context: Context,
  live: Live,
  topic: string,
  read: () => Promise<{ says: unknown; last: boolean } | undefined>,
): Response {
  return streamSSE(context, async (stream) => {
    let wake = () => {}
    let changed = true
    const stop = live.listen(topic, () => ((changed = true), wake()))
    const closed = () => stream.aborted || context.req.raw.signal.aborted
    stream.onAbort(() => wake())
    try {
      while (!closed()) {
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
        if (!changed) await stream.write(': still here\n\n')
      }
    } finally {
      stop()
    }
  })
}
