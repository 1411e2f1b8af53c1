// Which absences does a board count as leave? The type's data says so; what nobody has typed counts.
import type { Tx } from '../../platform/database.ts'
import { findCounted, findLeaveTypes } from './store.ts'
import { USUAL_TYPES } from './usual.ts'

/** For absences of the record: by the request that they came of, else by the work that stands there. */
export async function countsForBoard(
  tx: Tx,
  programme: string,
): Promise<(absence: { source: string; work: string }) => boolean> {
  const asked = new Map(
    (await findCounted(tx, programme)).map(({ source, isCounted }) => [source, isCounted]),
  )
  const stored = await findLeaveTypes(tx, programme)
  const types = stored.length > 0 ? stored : USUAL_TYPES
  return ({ source, work }) =>
    asked.get(source) ?? types.find((type) => type.work === work)?.isAbrLeave ?? true
}
