// How fast may one person, or one address that nobody has signed in from, change things?

/** Of a minute. Edits of a year come in bursts: a paste, a held key, a program that fills a draft. */
const PER_MINUTE = { usual: 120, edits: 6_000, strangers: 1_200 } as const
export type PaceName = 'usual' | 'edits'

/** `take` answers 0 when it may be done, or the seconds until it may. */
export type Pace = {
  take: (who: string, name: keyof typeof PER_MINUTE, nowMs?: number) => number
  most: (name: keyof typeof PER_MINUTE) => number
}

const MINUTE_MS = 60_000
const KNOWN_MAX = 10_000

/** Of one process: with several servers behind one address each counts for itself. */
export function makePace(limits: Record<keyof typeof PER_MINUTE, number> = PER_MINUTE): Pace {
  // A bucket that holds a minute's worth and fills up evenly: nobody waits for the next full minute.
  const buckets = new Map<string, { left: number; atMs: number }>()
  const leftOf = (key: string, most: number, nowMs: number) => {
    const bucket = buckets.get(key)
    if (!bucket) return most
    return Math.min(most, bucket.left + ((nowMs - bucket.atMs) / MINUTE_MS) * most)
  }
  return {
    most: (name) => limits[name],
    take: (who, name, nowMs = performance.now()) => {
      const most = limits[name]
      const key = `${name}/${who}`
      const left = leftOf(key, most, nowMs)
      if (left < 1) return Math.max(1, Math.ceil(((1 - left) / most) * (MINUTE_MS / 1_000)))
      if (buckets.size >= KNOWN_MAX && !buckets.has(key))
        for (const [old, { atMs }] of buckets)
          if (nowMs - atMs > MINUTE_MS || buckets.size >= KNOWN_MAX) buckets.delete(old)
      // The one that was used last stands last, so that those of long ago go first.
      buckets.delete(key)
      buckets.set(key, { left: left - 1, atMs: nowMs })
      return 0
    },
  }
}
