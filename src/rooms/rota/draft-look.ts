// What does a draft look like to whoever looks at it, after an edit too, without reading it all again?
import { LRUCache } from 'lru-cache'
import type { Database, Tx } from '../../platform/database.ts'
import { readStamp, type Stamp, stampedPlace } from '../../platform/memory.ts'
import type { Actor } from '../people/schema.ts'
import type { Cells } from '../planning/schema.ts'
import { type DraftRow, findDraft } from './draft-store.ts'
import { sayDraft } from './drafts.ts'
import { type Frame, readCells, readFrame } from './frame.ts'
import type { DraftView } from './schema.ts'

/** An edit that was committed: the version that it made, and whose cells it changed. */
export type Edited = { version: number; people: readonly string[] }

/**
 * As the actor sees it, in one state; undefined when there is no such draft. After an edit of a
 * version that was looked at before, the rows of those whom it changed are read and no others.
 */
export function lookAtDraft(
  db: Database,
  actor: Actor,
  id: string,
  edited?: Edited,
): Promise<DraftView | undefined> {
  return db.look(actor.institution.id, async (tx) => {
    const stamp = await readStamp(tx)
    const row = await findDraft(tx, id)
    const frame = row && (await readFrame(tx, row.plan, row, { plain: true, stamp }))
    if (!row || !frame) return undefined
    const people = frame.problem.people.map((person) => person.id)
    const cells = await cellsOf(tx, stamp, frame, row, people, edited)
    return sayDraft(tx, { row, frame, people, cells }, actor.person.id)
  })
}

type Kept = { stamp: string; version: number; cells: Cells }
const kept = new LRUCache<string, Kept>({ max: 60 })

/** Only for a transaction that looks: what is not committed must never be kept. */
async function cellsOf(
  tx: Tx,
  stamp: Stamp,
  frame: Frame,
  row: DraftRow,
  people: readonly string[],
  edited: Edited | undefined,
): Promise<Cells> {
  if (!stamp) return readCells(tx, frame.plan, people, row.id)
  const key = `${stampedPlace(stamp)} ${row.id}`
  const known = kept.get(key)
  const isSame = known?.stamp === stamp
  if (isSame && known.version === row.version) return known.cells
  // A draft has another version after each edit, so exactly one edit lies between these two.
  const isNext = isSame && known.version + 1 === row.version && edited?.version === row.version
  const cells = isNext
    ? { ...known.cells, ...(await readCells(tx, frame.plan, edited!.people, row.id)) }
    : await readCells(tx, frame.plan, people, row.id)
  kept.set(key, { stamp, version: row.version, cells })
  return cells
}
