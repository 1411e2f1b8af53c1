// Who did what: a page of the audit, the history of one person, and whether the chain holds.
import type { Database } from '../../platform/database.ts'
import type { Declared } from '../../platform/http.ts'
import { policy } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import type { Chain, Entry, Right, Search } from './schema.ts'
import { checkChain, type EntryRow, findEntries } from './store.ts'

const PAGE = 50

export async function searchAudit(
  db: Database,
  actor: Actor,
  search: Search & { programme?: string },
): Promise<{ entries: Entry[]; more: boolean }> {
  const rows = await db.inTenant(actor.institution.id, (tx) => findEntries(tx, search, PAGE + 1))
  return { entries: rows.slice(0, PAGE).map(viewEntry), more: rows.length > PAGE }
}

export function checkAudit(db: Database, actor: Actor): Promise<Chain> {
  return db.inTenant(actor.institution.id, checkChain)
}

function viewEntry(row: EntryRow): Entry {
  const fields = new Set([...Object.keys(row.before ?? {}), ...Object.keys(row.after ?? {})])
  const text = (value: unknown) =>
    value === undefined || value === null
      ? null
      : typeof value === 'string'
        ? value
        : JSON.stringify(value)
  return {
    ...{ id: row.id, at: row.at.toISOString(), actor: row.actor, actorName: row.actor_name },
    ...{ behalf: row.on_behalf, action: row.action, thing: row.thing, thingId: row.thing_id },
    ...{ subject: row.subject, subjectName: row.subject_name },
    ...{ reason: row.reason, request: row.request },
    changes: [...fields]
      .map((field) => ({
        field,
        before: text(row.before?.[field]),
        after: text(row.after?.[field]),
      }))
      .filter(({ before, after }) => before !== after),
  }
}

/** The table of rights with every route under it; what is declared nowhere does not exist. */
export function listRights(declared: readonly Declared[]): Right[] {
  return Object.entries(policy).map(([access, { says }]) => ({
    access: access as Right['access'],
    says,
    routes: declared
      .filter((route) => route.access === access)
      .map(({ method, path, says: what, risk, fields }) => ({
        ...{ method, path, says: what, risk, fields: fields ?? null },
      })),
  }))
}
