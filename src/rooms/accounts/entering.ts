// What happens in the browser of somebody who has proven who they are?
import type { Context } from 'hono'
import type { Database } from '../../platform/database.ts'
import { hashToken } from '../../platform/token.ts'
import { keepSession, sessionToken } from './cookies.ts'
import { deleteSessionByToken } from './session-store.ts'

/** The session before this one ends: a new proof means a new token, and one that was planted dies. */
export async function changeSession(db: Database, context: Context, token: string): Promise<void> {
  const old = sessionToken(context)
  if (old) await deleteSessionByToken(db, hashToken(old))
  keepSession(context, token)
}
