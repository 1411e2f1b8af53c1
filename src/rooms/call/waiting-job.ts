// Is what waits to be planned still going to be, or was its job lost?
import type { Database } from '../../platform/database.ts'
import { findJobState } from '../../platform/jobs.ts'

/** Between writing down what is asked and putting it into the queue. */
const JOB_COMES_SECONDS = 10

const GIVEN_UP =
  'It was given up: the server ended again and again while it was planned, or its job was lost. What stands is untouched.'

type Row = { state: string; says: string; ageSeconds: number }

/** A process works on it, or will. */
export async function isInQueue(db: Database, key: string): Promise<boolean> {
  const state = await findJobState(db.pool, key)
  return state === 'held' || state === 'waiting'
}

/** What no process will ever finish is shown as failed, with words. `again` reads the row anew. */
export async function orGivenUp<R extends Row>(
  db: Database,
  key: string,
  row: R,
  again: () => Promise<R | undefined>,
): Promise<R | undefined> {
  if (row.state !== 'waiting' || row.ageSeconds < JOB_COMES_SECONDS) return row
  if (await isInQueue(db, key)) return row
  // Between the two looks it may have been finished.
  const now = await again()
  return now?.state === 'waiting' ? { ...now, state: 'failed', says: GIVEN_UP } : now
}
