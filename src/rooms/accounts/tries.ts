// How often may somebody try? Counted before it is tried: many at once are as slow as one by one.
import { finding } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { findDelay, forgetFailures, giveTryBack, takeTry } from './try-store.ts'

/** Mistyping is human; guessing is slow from here on. */
export const FREE_TRIES = 6

/** `wait`: seconds, and nothing was tried. Whoever was right begins anew. */
export type Tried = { isRight: boolean; wait: number }

export async function tryOnce(
  db: Database,
  key: string,
  isRight: () => Promise<boolean>,
): Promise<Tried> {
  if (!(await takeTry(db, key, FREE_TRIES)))
    return { isRight: false, wait: Math.max(1, await findDelay(db, [key])) }
  try {
    if (!(await isRight())) return { isRight: false, wait: 0 }
  } catch (error) {
    await giveTryBack(db, key)
    throw error
  }
  await forgetFailures(db, [key])
  return { isRight: true, wait: 0 }
}

export const tooOften = (seconds: number) =>
  finding('http.wait', `That went wrong too often. The next try is possible in ${seconds} s.`, {
    can: 'Wait, or have a link sent to you to set a new password.',
    by: seconds,
  })
