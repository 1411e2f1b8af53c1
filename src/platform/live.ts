// Who must hear that something changed? Every server process, at once, through the database.
import { EventEmitter } from 'node:events'
import type pg from 'pg'

const CHANNEL = 'isocenter'
const FIRST_WAIT_MS = 300
const LONGEST_WAIT_MS = 10_000

export type Live = {
  /**
   * Calls back whenever the topic was announced by any process, with what was said of it, or without
   * when something has changed that must be read; returns how to stop.
   */
  listen: (topic: string, heard: (says?: string) => void) => () => void
  /** `says` is passed on and stored nowhere; PostgreSQL takes less than 8000 bytes of it. */
  announce: (topic: string, says?: string) => Promise<void>
  close: () => Promise<void>
}

/** Keeps one connection for LISTEN and opens it again when it breaks. */
export async function openLive(pool: pg.Pool): Promise<Live> {
  const topics = new EventEmitter().setMaxListeners(0)
  let letGo = () => {}
  let closed = false
  const connect = async (): Promise<void> => {
    const client = await pool.connect()
    let isHeld = true
    let isListening = false
    const release = () => {
      if (isHeld) client.release(true)
      isHeld = false
    }
    // Closed while it was waited for: nobody would give it back, and the pool would wait for it.
    if (closed) return release()
    letGo = release
    client.on('notification', (message) => {
      if (!message.payload) return
      const [topic, ...says] = message.payload.split('\n')
      topics.emit(topic!, ...(says.length > 0 ? [says.join('\n')] : []))
    })
    client.on('error', () => {
      if (!isHeld) return
      release()
      if (isListening) reconnect(FIRST_WAIT_MS)
    })
    try {
      await client.query(`listen ${CHANNEL}`)
      isListening = true
    } catch (error) {
      release()
      throw error
    }
  }
  /** For as long as it takes; whoever listens then looks again, for what was said meanwhile is lost. */
  const reconnect = (wait: number): void => {
    if (closed) return
    setTimeout(() => {
      connect().then(
        () => topics.eventNames().forEach((topic) => topics.emit(topic)),
        () => reconnect(Math.min(wait * 2, LONGEST_WAIT_MS)),
      )
    }, wait).unref()
  }
  await connect()
  return {
    listen: (topic, heard) => {
      topics.on(topic, heard)
      return () => topics.off(topic, heard)
    },
    announce: async (topic, says) => {
      const payload = says === undefined ? topic : `${topic}\n${says}`
      // Words are kept nowhere, so they need not wait for the disk, as the others who speak would then.
      await pool.query({
        name: 'announce',
        text: `select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`,
        values: [CHANNEL, payload],
      })
    },
    close: async () => {
      closed = true
      letGo()
      topics.removeAllListeners()
    },
  }
}
