// What the year grid needs to know about a plan.
import { type Outcome, done } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { readFrame } from './frame.ts'
import type { PlanView } from './schema.ts'
import type { Cells, Problem } from '../planning/schema.ts'
import { findDrafts, findMarks, findPublication, type PublicationRow } from './store.ts'
import { openDraft } from './drafts.ts'
import type { Sheet } from './sheets.ts'

export async function viewPlan(
  db: Database,
  actor: Actor,
  id: string,
  now: Moment,
): Promise<Outcome<PlanView>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const frame = await readFrame(tx, id)
    if (!frame) return missing(`There is no plan "${id}".`)
    const { plan } = frame
    const mine = mayPlan(actor, plan.programme, now)
    return done({
      id,
      title: plan.title,
      programme: { id: plan.programme, name: plan.programme_name },
      problem: mine ? frame.problem : withoutPrivate(frame.problem, actor.person.id),
      works: frame.works,
      listNames: frame.listNames,
      drafts: mine
        ? (await findDrafts(tx, id)).map((draft) => ({
            id: draft.id,
            name: draft.name,
            version: draft.version,
            changedAt: draft.changed_at.toISOString(),
            changedBy: draft.changed_by,
          }))
        : [],
      publication: viewPublication(await findPublication(tx, id)),
      mayPlan: mine,
    })
  })
}

/** Colleagues see that somebody is away, not why; and nobody's wishes but their own. */
function withoutPrivate(problem: Problem, me: string): Problem {
  return {
    ...problem,
    wishes: problem.wishes.filter((wish) => wish.person === me),
    absences: problem.absences.map(({ work, ...absence }) =>
      absence.person === me && work ? { ...absence, work } : absence,
    ),
  }
}

function viewPublication(row: PublicationRow | undefined) {
  return row
    ? { version: row.version, at: row.at.toISOString(), by: row.by, message: row.message }
    : null
}

export async function viewPublished(db: Database, actor: Actor, id: string) {
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findPublication(tx, id)
    return done({ publication: viewPublication(row), cells: (row?.cells ?? {}) as Cells })
  })
}

/** What a spreadsheet of a draft, or of the published year, shows. */
export async function readSheet(
  db: Database,
  actor: Actor,
  source: { draft: string } | { plan: string },
): Promise<Sheet | undefined> {
  return db.inTenant(actor.institution.id, async (tx) => {
    if ('draft' in source) {
      const open = await openDraft(tx, source.draft, false)
      return (
        open && {
          frame: open.frame,
          cells: open.cells,
          marks: await findMarks(tx, source.draft),
          title: `${open.frame.plan.title}, draft ${open.row.name}`,
        }
      )
    }
    const frame = await readFrame(tx, source.plan)
    const row = await findPublication(tx, source.plan)
    return (
      frame &&
      row && {
        frame,
        cells: row.cells,
        marks: [],
        title: `${frame.plan.title}, version ${row.version}`,
      }
    )
  })
}
