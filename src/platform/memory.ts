// What was worked out from the records before, and is still true?
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Tx } from './database.ts'

/**
 * The state of an institution's records, in words that no other state of any database has: see
 * `stamp` in the migrations. Null: it is not known, or this transaction is about to change them.
 */
export type Stamp = string | null | undefined

/** The stamp without its number: which institution of which database. */
export const stampedPlace = (stamp: string) => stamp.slice(0, stamp.lastIndexOf(' '))

type Kept = { stamp: string; value: Promise<unknown>; weight: number }

/** Values by name, each good as long as the stamp with which it was worked out. */
export type Memory = {
  /**
   * What `make` gave before under this name and stamp, or gives now. Who asks while it is being
   * made waits for the same. Never kept: what threw, and anything without a stamp. What comes back
   * belongs to everybody and must not be altered.
   */
  recall: <T>(stamp: Stamp, name: string, make: () => Promise<T>) => Promise<T>
}

/** Keeps the `most` values that were asked for last; of texts, so many characters in all. */
export function makeMemory(most: number, limits: { text?: number } = {}): Memory {
  const kept = new LRUCache<string, Kept>({
    max: most,
    ...(limits.text ? { maxSize: limits.text, sizeCalculation: ({ weight }) => weight } : {}),
  })
  return {
    recall: async <T>(stamp: Stamp, name: string, make: () => Promise<T>) => {
      if (!stamp) return make()
      // Without the number at its end: an older value has no use, so the newer takes its place.
      const key = `${stampedPlace(stamp)} ${name}`
      const found = kept.get(key)
      if (found?.stamp === stamp) return found.value as Promise<T>
      const value = make()
      const isThere = () => kept.peek(key)?.value === value
      kept.set(key, { stamp, value, weight: 1 })
      value.then(
        (made) => {
          if (typeof made !== 'string' || !isThere()) return
          kept.set(key, { stamp, value, weight: Math.max(1, made.length) })
        },
        () => {
          if (isThere()) kept.delete(key)
        },
      )
      return value
    },
  }
}

/** The stamp as this transaction sees it. */
export async function readStamp(tx: Tx): Promise<Stamp> {
  const found = await sql<{ stamp: string | null }>`
    select current_stamp(current_setting('app.tenant')) as stamp`.execute(tx)
  return found.rows[0]!.stamp
}
