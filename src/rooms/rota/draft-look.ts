// What does a draft look like to whoever looks at it, after an edit too, without reading it all again?
import { LRUCache } from 'lru-cache'
import type { Database, Tx } from '../../platform/database.ts'
import { readStamp } from '../../platform/memory.ts'
import type { Actor } from '../people/schema.ts'
import type { Cells } from '../planning/schema.ts'
import { type DraftRow, findDraft, findMarks } from './draft-store.ts'
import { readSides, sayDraft } from './drafts.ts'
import { type Frame, readCells, readFrame } from './frame.ts'
import type { DraftView, Mark } from './schema.ts'

/** An edit that was committed: the version that it made, and whose cells it changed. */
export type Edited = { version: number; people: readonly string[] }

/**
 * A draft as it stands at its version, under a stamp of the records. It belongs to everybody, so it
 * must not be altered.
 */
export type Known = { stamp: string; row: DraftRow; frame: Frame; cells: Cells; marks: Mark[] }

const DRAFTS = 60
const known = new WeakMap<Database, LRUCache<string, Known>>()
function knownOf(db: Database): LRUCache<string, Known> {
  const kept = known.get(db) ?? new LRUCache<string, Known>({ max: DRAFTS })
  known.set(db, kept)
  return kept
}

/** As this process has seen it last; whether it is so still must be asked. */
export const recallDraft = (db: Database, tenant: string, id: string): Known | undefined =>
  knownOf(db).get(`${tenant} ${id}`)

/** Only what is committed, or what a transaction sees that only looks. */
export function keepDraft(db: Database, tenant: string, seen: Known): void {
  knownOf(db).set(`${tenant} ${seen.row.id}`, seen)
}

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
  const tenant = actor.institution.id
  return db.look(tenant, async (tx) => {
    const seen = await knowDraft(db, tx, tenant, id, edited)
    return seen && sayDraft(seen, seen.marks, await readSides(tx, id, actor.person.id))
  })
}

type Seen = Omit<Known, 'stamp'>

/** In a transaction that looks: what this process knows of the draft, read again where it is old. */
export async function knowDraft(
  db: Database,
  tx: Tx,
  tenant: string,
  id: string,
  edited?: Edited,
): Promise<Seen | undefined> {
  const stamp = await readStamp(tx)
  const row = await findDraft(tx, id)
  const before = recallDraft(db, tenant, id)
  const isSame = before !== undefined && before.stamp === stamp
  if (isSame && before.row.version === row?.version) return { ...before, row }
  const frame = row && (await readFrame(tx, row.plan, row, { plain: true, stamp }))
  if (!row || !frame) return undefined
  // A draft has another version after each edit, so exactly one edit lies between these two.
  const isNext = isSame && before.row.version + 1 === row.version && edited?.version === row.version
  const people = isNext ? edited!.people : frame.problem.people.map((person) => person.id)
  const cells = {
    ...(isNext ? before.cells : {}),
    ...(await readCells(tx, frame.plan, people, row.id)),
  }
  const seen = { row, frame, cells, marks: await findMarks(tx, id) }
  if (stamp) keepDraft(db, tenant, { ...seen, stamp })
  return seen
}
