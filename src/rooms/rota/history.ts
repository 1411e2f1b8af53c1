// Who changed this cell, when, why? And what did the published year say on an earlier day?
import { type Outcome, done } from '../../kernel/finding.ts'
import type { Day } from '../../kernel/day.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { meets, type Span } from '../../kernel/span.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { makeMemory } from '../../platform/memory.ts'
import type { Actor } from '../people/schema.ts'
import { findCellEdits } from './draft-store.ts'
import { openDraft } from './drafts.ts'
import { readFrame } from './frame.ts'
import { asSeenBy } from './plans.ts'
import { sayPublication } from './publishing.ts'
import type { CellHistory, PublishedYear } from './schema.ts'
import { findPublication, findPublicationAt, findPublications } from './publication-store.ts'
import type { PlanRow } from './store.ts'

/** Edits of the draft and versions in which the cell was published anew, the newest first. */
export async function viewCellHistory(
  db: Database,
  actor: Actor,
  { id, person, period }: { id: string; person: string; period: string },
): Promise<Outcome<CellHistory>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const open = await openDraft(tx, id, false)
    if (!open) return missing('There is no such draft.')
    const { people, periods } = open.frame.problem
    const t = periods.findIndex((block) => block.id === period)
    if (t < 0 || !people.some((one) => one.id === person))
      return missing('There is no such cell in this draft.')
    const edits = (await findCellEdits(tx, id, { person, period })).map((edit) => ({
      ...edit,
      at: edit.at.toISOString(),
    }))
    const versions = (await findPublications(tx, open.row.plan)).toReversed()
    const published = versions.flatMap(({ version, at, by, message, cells }, nth) => {
      const before = versions[nth - 1]?.cells[person]?.[t] ?? null
      const after = cells[person]?.[t] ?? null
      if (before === after) return []
      const label = `Published as version ${version}${message ? `: ${message}` : ''}`
      return [{ by, at: at.toISOString(), label, source: 'published' as const, before, after }]
    })
    const entries = [...edits, ...published].sort((one, other) => (one.at < other.at ? 1 : -1))
    return done({ entries })
  })
}

/** Asked far more often than anything else of a plan. */
const newest = makeMemory(500)

/** The versions of a plan, and the cells of one: the newest, a given one, or that of an earlier day. */
export async function viewPublished(
  db: Database,
  actor: Actor,
  id: string,
  now: Moment,
  asked: { version?: number | undefined; on?: string | undefined } = {},
): Promise<Outcome<PublishedYear>> {
  const isNewest = asked.version === undefined && asked.on === undefined
  const today = dayAt(now, actor.institution.timeZone)
  return newest.recall(isNewest ? actor.stamp : null, `${id} ${actor.person.id} ${today}`, () =>
    readPublished(db, actor, id, now, asked),
  )
}

function readPublished(
  db: Database,
  actor: Actor,
  id: string,
  now: Moment,
  asked: { version?: number | undefined; on?: string | undefined },
): Promise<Outcome<PublishedYear>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const frame = await readFrame(tx, id)
    if (!frame) return missing(`There is no plan "${id}".`)
    const rows = await findPublications(tx, id)
    const versions = rows.map(sayPublication)
    const zone = actor.institution.timeZone
    const row = rows.find(({ version, at }) => {
      if (asked.version !== undefined) return version === asked.version
      return asked.on === undefined || dayAt(at.toISOString(), zone) <= asked.on
    })
    if (!row && asked.version !== undefined)
      return missing(`There is no version ${asked.version} of this year.`)
    if (!row) return done({ publication: null, cells: {}, versions })
    const { cells } = asSeenBy(frame, row.cells, actor, now)
    return done({ publication: sayPublication(row), cells, versions })
  })
}

export type ChangesFor = {
  version: number
  at: Date
  by: string
  message: string
  /** Stretches that are not what they were; ids of work, null = nothing. */
  changes: (Span & { before: string | null; after: string | null })[]
}

/**
 * What the newest version gives one person that the one in force at `since` did not, from `today`
 * on; undefined when there is none of both, or nothing of theirs changed.
 */
export async function findChangesFor(
  tx: Tx,
  plan: Pick<PlanRow, 'id' | 'blocks'>,
  person: string,
  { since, today }: { since: Moment; today: Day },
): Promise<ChangesFor | undefined> {
  const newest = await findPublication(tx, plan.id)
  // Asked by everybody at six in the morning: mostly nothing is new, and then one row is enough.
  if (!newest || newest.at.toISOString() <= since) return undefined
  const old = (await findPublicationAt(tx, plan.id, since))!
  if (old.version === newest.version) return undefined
  const changes: ChangesFor['changes'] = []
  plan.blocks.forEach((block, t) => {
    const [before, after] = [old.cells[person]?.[t] ?? null, newest.cells[person]?.[t] ?? null]
    if (before === after || block.to < today) return
    const last = changes.at(-1)
    if (last && meets(last, block) && last.before === before && last.after === after)
      last.to = block.to
    else changes.push({ from: block.from, to: block.to, before, after })
  })
  const { version, at, by, message } = newest
  return changes.length > 0 ? { version, at, by, message, changes } : undefined
}
