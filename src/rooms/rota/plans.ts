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
import { findDraft, findDrafts, findMarks } from './draft-store.ts'
import { findPublication } from './store.ts'
import { openDraft } from './drafts.ts'
import { sayPublication } from './publishing.ts'
import type { Sheet } from './sheets.ts'

export async function viewPlan(
  db: Database,
  actor: Actor,
  id: string,
  now: Moment,
  draft?: string,
): Promise<Outcome<PlanView>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const plain = await readFrame(tx, id)
    if (!plain) return missing(`There is no plan "${id}".`)
    const mine = mayPlan(actor, plain.plan.programme, now)
    // A what-if has other people, facts or rules; whose draft it is has to be known first.
    const isOwn = draft && mine && (await findDraft(tx, draft))?.plan === id
    const frame = isOwn ? (await readFrame(tx, id, draft))! : plain
    const { plan } = frame
    const published = await findPublication(tx, id)
    return done({
      id,
      title: plan.title,
      programme: { id: plan.programme, name: plan.programme_name },
      problem: mine
        ? { ...frame.problem, pins: [] }
        : withoutPrivate(frame.problem, actor.person.id),
      works: frame.works,
      listNames: frame.listNames,
      drafts: mine
        ? (await findDrafts(tx, id)).map((draft) => ({
            id: draft.id,
            name: draft.name,
            kind: draft.kind,
            version: draft.version,
            changedAt: draft.changed_at.toISOString(),
            changedBy: draft.changed_by,
          }))
        : [],
      publication: published ? sayPublication(published) : null,
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

export async function viewPublished(db: Database, actor: Actor, id: string) {
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findPublication(tx, id)
    return done({
      publication: row ? sayPublication(row) : null,
      cells: (row?.cells ?? {}) as Cells,
    })
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
