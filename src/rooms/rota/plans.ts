// What the year grid needs to know about a plan.
import { type Outcome, done } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findSites } from '../sites/index.ts'
import { type Frame, readFrame } from './frame.ts'
import type { PlanView } from './schema.ts'
import { type Cells, type Problem, workSchema } from '../planning/schema.ts'
import type { WorkView } from '../programme/schema.ts'
import { rotaRules } from './rules/index.ts'
import { findDraft, findDrafts } from './draft-store.ts'
import { findPublication } from './publication-store.ts'
import { sayPublication } from './publishing.ts'

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
      works:
        !mine && leaveKinds(frame.problem).size > 1 ? [...frame.works, AWAY_VIEW] : frame.works,
      listNames: frame.listNames,
      siteNames: Object.fromEntries((await findSites(tx)).map((site) => [site.id, site.name])),
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
  const kinds = leaveKinds(problem)
  return {
    ...problem,
    work: kinds.size > 1 ? [...problem.work, workSchema.parse(AWAY)] : problem.work,
    // What everybody has of each kind of leave is nobody else's affair either.
    rules: problem.rules.filter((choice) => {
      const works = namedWorks(choice)
      return works.length === 0 || kinds.size < 2 || !works.every((work) => kinds.has(work))
    }),
    wishes: problem.wishes.filter((wish) => wish.person === me),
    absences: problem.absences.map(({ work, ...absence }) =>
      absence.person === me && work ? { ...absence, work } : absence,
    ),
  }
}

function namedWorks(choice: Problem['rules'][number]): string[] {
  const rule = rotaRules.find(({ id }) => id === choice.rule)
  const params = rule?.params.safeParse(choice.params)
  return (params?.success && rule?.refs?.(params.data).works) || []
}

const AWAY = { id: 'away', code: 'AWAY', name: 'Away', kind: 'leave' } as const
const AWAY_VIEW: WorkView = {
  ...{ ...AWAY, categories: [] },
  look: { color: 10, pattern: 'leave' },
}

const leaveKinds = (problem: Problem) =>
  new Set(problem.work.filter(({ kind }) => kind === 'leave').map(({ id }) => id))

/** The cells of others with every kind of leave as `away`; with one kind alone there is no secret. */
function withoutReasons(problem: Problem, cells: Cells, me: string): Cells {
  const kinds = leaveKinds(problem)
  if (kinds.size < 2) return cells
  return Object.fromEntries(
    Object.entries(cells).map(([person, row]) => [
      person,
      person === me ? row : row.map((work) => (work && kinds.has(work) ? AWAY.id : work)),
    ]),
  )
}

/** The published year as this person may see it: others' kinds of leave only for who plans. */
export function asSeenBy(
  frame: Frame,
  cells: Cells,
  actor: Actor,
  now: Moment,
): { frame: Frame; cells: Cells } {
  if (mayPlan(actor, frame.plan.programme, now)) return { frame, cells }
  const me = actor.person.id
  return {
    frame: { ...frame, problem: withoutPrivate(frame.problem, me) },
    cells: withoutReasons(frame.problem, cells, me),
  }
}
