// On whose behalf does this piece of the program run? Known to the database without being handed on.
import { AsyncLocalStorage } from 'node:async_hooks'

/** What the audit says of an entry besides what was done. */
export type Acting = {
  /** The person who acts; absent for the program itself. */
  actor?: string | undefined
  /** By which key, or for whom, when it is not the person at the keyboard. */
  behalf?: string | undefined
  /** A number that is in the log of the server and in the answer too. */
  request?: string | undefined
  reason?: string | undefined
}

const storage = new AsyncLocalStorage<Acting>()

/** Everything that `work` does, however late, is done in that name. */
export function actingAs<T>(acting: Acting, work: () => Promise<T>): Promise<T> {
  return storage.run(acting, work)
}

export function acting(): Acting {
  return storage.getStore() ?? {}
}

/** The rest of the work has this reason. No effect outside of `actingAs`. */
export function because(reason: string): void {
  const now = storage.getStore()
  if (now) now.reason = reason
}
