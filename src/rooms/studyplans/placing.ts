// How does an approved plan come into the newest draft of its year, and what does not fit?
import type { Moment } from '../../kernel/moment.ts'
import { type Finding, type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { sharedDays, spanDays } from '../../kernel/span.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import {
  editDraft,
  findDrafts,
  findMarks,
  judgeCells,
  readCells,
  readFrame,
} from '../rota/index.ts'
import type { CellChange } from '../rota/schema.ts'
import { type At, GONE, openPlan } from './actions.ts'
import type { Placement, StudyItem } from './schema.ts'
import { findStudy, takeStep } from './store.ts'
import { sayWeeks, weeksOf } from './weeks.ts'

const NO_DRAFT = finding('studyplans.draft', 'The year has no draft that is being planned.', {
  can: 'Make a draft of the year first.',
})

/** As one edit of the planner, which the draft's own undo takes back. */
export async function placePlan(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<Placement>> {
  const tenant = actor.institution.id
  const asked = await db.inTenant(tenant, async (tx) => {
    const open = await openPlan(tx, actor, at, now)
    if (!open) return missing(GONE)
    if (open.row.state !== 'approved')
      return refused<Found>(
        finding('studyplans.unapproved', 'Only what all have agreed to is put into the year.', {
          can: 'Wait until the plan is approved.',
        }),
      )
    const draft = (await findDrafts(tx, open.plan)).find(({ kind }) => kind === 'draft')
    if (!draft) return refused<Found>(NO_DRAFT)
    const { frame } = open.base
    const cells = (await readCells(tx, frame.plan, [at.person], draft.id))[at.person]!
    const pins = new Set(
      (await findMarks(tx, draft.id))
        .filter(({ person, pinned }) => person === at.person && pinned)
        .map(({ period }) => period),
    )
    const { plan, row } = open
    return done({ plan, draft, ...fit(open, row.items, cells, pins) })
  })
  if (!asked.ok) return asked
  const { draft, changes, left, plan } = asked.value
  if (changes.length > 0) {
    const name = actor.person.id === at.person ? 'own plan' : 'plan of a trainee'
    const edited = await editDraft(db, actor, draft.id, { changes, label: `Put in the ${name}` })
    if (!edited.ok) return edited
  }
  return db.inTenant(tenant, async (tx) => {
    const row = await findStudy(tx, plan, at.person, true)
    // Reopened in this very moment: what is in the draft is seen and undone there.
    if (row?.state === 'approved')
      await takeStep(
        tx,
        tenant,
        row,
        {
          kind: 'placed',
          capacity: 'planner',
          station: null,
          by: actor.person.id,
          comment: draft.name,
        },
        { state: 'approved', taken: row.taken },
      )
    const frame = (await readFrame(tx, plan, draft.id))!
    const people = frame.problem.people.map(({ id }) => id)
    const cells = await readCells(tx, frame.plan, people, draft.id)
    const judged = judgeCells(frame.problem, cells).findings.filter(
      // That the weeks for what is required are open still is no news.
      ({ must, who, rule }) => must && who.includes(at.person) && rule !== 'rota.filled',
    )
    return done({
      draft: { id: draft.id, name: draft.name, plan },
      ...{ cells: changes.length, left, judged: judged.slice(0, 20) },
    })
  })
}

type Found = {
  plan: string
  draft: { id: string; name: string }
  changes: CellChange[]
  left: Finding[]
}
type Opened = NonNullable<Awaited<ReturnType<typeof openPlan>>>

/** What becomes of each block: the item that holds most of it; what is pinned or required stays. */
function fit(
  { base, facts, row }: Opened,
  items: readonly StudyItem[],
  cells: readonly (string | null)[],
  pins: ReadonlySet<string>,
): { changes: CellChange[]; left: Finding[] } {
  const { frame, weeks } = base
  const kinds = new Map(frame.works.map(({ id, kind }) => [id, kind]))
  const nameOf = (work: string | null) =>
    frame.works.find(({ id }) => id === work)?.name ??
    facts.catalogue.electives.find(({ id }) => id === work)?.name ??
    work ??
    'nothing'
  const changes: CellChange[] = []
  const refusals = new Map<string, { says: (weeks: string) => string; weeks: number[] }>()
  const leave = (key: string, week: number, says: (weeks: string) => string) =>
    (refusals.get(key) ?? refusals.set(key, { says, weeks: [] }).get(key)!).weeks.push(week)
  const isElective = (work: string) => facts.catalogue.electives.some(({ id }) => id === work)
  for (const [t, block] of frame.plan.blocks.entries()) {
    const days = new Map<string, number>()
    for (const item of items)
      for (const week of weeksOf(item)) {
        const span = weeks[week - 1]
        const shared = span ? sharedDays(span, block) : 0
        if (shared > 0) days.set(item.work, (days.get(item.work) ?? 0) + shared)
      }
    const week = weeks.findIndex((span) => sharedDays(span, block) > 0) + 1
    const [best] = [...days].sort((one, other) => other[1] - one[1])
    const before = cells[t] ?? null
    if (best && best[1] * 2 <= spanDays(block)) {
      leave(
        `part ${best[0]}`,
        week,
        (said) => `${nameOf(best[0])} fills less than half of the block in ${said}.`,
      )
      continue
    }
    const after = best?.[0] ?? null
    if (after === before) continue
    // Without an item only what an earlier placement left behind is taken out.
    if (after === null && (before === null || !isElective(before) || pins.has(block.id))) continue
    if (after !== null && !kinds.has(after)) {
      leave(
        `word ${after}`,
        week,
        (said) => `The year has no work ${nameOf(after)}, so ${said} stay open.`,
      )
      continue
    }
    if (pins.has(block.id)) {
      leave(
        `pin ${before}`,
        week,
        (said) => `${nameOf(before)} is pinned in ${said}; ${nameOf(after)} does not fit there.`,
      )
      continue
    }
    const isTheirs = before === null || isElective(before) || kinds.get(before) === 'leave'
    if (!isTheirs) {
      leave(
        `held ${before}`,
        week,
        (said) =>
          `${nameOf(before)} is in ${said} of the draft; ${nameOf(after)} does not fit there.`,
      )
      continue
    }
    changes.push({ person: row.person, period: block.id, before, after })
  }
  const left = [...refusals.values()].map(({ says, weeks: those }) =>
    finding('studyplans.unfit', says(sayWeeks(those)), {
      ...{ who: [row.person], by: those.length },
      can: 'Change the draft there, or ask for another plan.',
    }),
  )
  return { changes, left }
}
