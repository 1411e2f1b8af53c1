// Publishing a draft: what it would change for whom, and the change itself in one transaction.
import { addDays, type Day } from '../../kernel/day.ts'
import { type Finding, type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { meets, type Span } from '../../kernel/span.ts'
import {
  type Database,
  databaseFault,
  EXCLUSION_VIOLATION,
  type Tx,
} from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import type { Cells } from '../planning/schema.ts'
import { openDraft, type OpenDraft } from './drafts.ts'
import type { RosterVerdict } from './schema.ts'
import {
  deletePublishedOf,
  findPublication,
  findTime,
  insertPublication,
  insertTime,
  lockPlan,
  type NewTime,
  PUBLISHED,
} from './store.ts'
import { judgeCells } from './verdict.ts'

export type Run = Span & { person: string; work: string }

/** Successive blocks with the same work are one stretch of time. */
export function runsOf(blocks: readonly Span[], cells: Cells): Run[] {
  return Object.entries(cells).flatMap(([person, row]) => {
    const runs: Run[] = []
    row.forEach((work, t) => {
      const block = blocks[t]
      if (work === null || !block) return
      const last = runs.at(-1)
      if (last && last.work === work && meets(last, block)) last.to = block.to
      else runs.push({ person, work, from: block.from, to: block.to })
    })
    return runs
  })
}

export async function previewPublication(db: Database, actor: Actor, id: string) {
  return db.inTenant(actor.institution.id, async (tx) => {
    const open = await openDraft(tx, id, false)
    if (!open) return missing('This draft does not exist any more.')
    const before = (await findPublication(tx, open.row.plan))?.cells ?? {}
    const people = diffByPerson(open, before)
    const verdict = judgeCells(open.frame.problem, open.cells)
    return done({
      draft: id,
      version: open.row.version,
      people,
      unchanged: open.people.length - people.length,
      verdict,
      refusals: refusalsOf(verdict),
    })
  })
}

/** Per person the stretches that change, old and new work by code. */
function diffByPerson(open: OpenDraft, before: Cells) {
  const { problem } = open.frame
  const codes = new Map(problem.work.map((work) => [work.id, work.code ?? work.id]))
  const say = (work: string | null | undefined) => (work ? (codes.get(work) ?? work) : null)
  return problem.people.flatMap((person) => {
    const changes: { from: Day; to: Day; before: string | null; after: string | null }[] = []
    problem.periods.forEach((period, t) => {
      const [old, next] = [say(before[person.id]?.[t]), say(open.cells[person.id]?.[t])]
      if (old === next) return
      const last = changes.at(-1)
      if (last && meets(last, period) && last.before === old && last.after === next)
        last.to = period.to
      else changes.push({ from: period.from, to: period.to, before: old, after: next })
    })
    return changes.length > 0 ? [{ person: person.id, name: person.name, changes }] : []
  })
}

/** A year that breaks a must is not published; the way out is to mend it or to say why it is no must. */
function refusalsOf(verdict: RosterVerdict): Finding[] {
  return verdict.findings
    .filter((entry) => entry.must)
    .map((entry) =>
      finding(entry.rule, entry.says, {
        ...entry,
        can: entry.can ?? 'Change the cells, or make the rule a preference and say why.',
      }),
    )
}

export async function publish(
  db: Database,
  actor: Actor,
  id: string,
  wanted: { version: number; message: string },
): Promise<Outcome<{ version: number; at: string; by: string; message: string }>> {
  const tenant = actor.institution.id
  try {
    return await db.inTenant(tenant, async (tx) => {
      const open = await openDraft(tx, id, true)
      if (!open) return missing('This draft does not exist any more.')
      if (open.row.version !== wanted.version)
        return refused(
          finding(
            'rota.stale',
            `The draft has been changed since you looked at it (version ${open.row.version}, you saw ${wanted.version}).`,
            { can: 'Look at the changes again, then publish.' },
          ),
        )
      const refusals = refusalsOf(judgeCells(open.frame.problem, open.cells))
      if (refusals.length > 0) return refused(...refusals)
      await lockPlan(tx, open.row.plan)
      await replacePublished(tx, tenant, open)
      await insertPublication(tx, tenant, {
        plan: open.row.plan,
        draft: id,
        by: actor.person.id,
        message: wanted.message,
        cells: open.cells,
      })
      const row = (await findPublication(tx, open.row.plan))!
      return done({
        version: row.version,
        at: row.at.toISOString(),
        by: row.by,
        message: row.message,
      })
    })
  } catch (error) {
    if (databaseFault(error)?.code !== EXCLUSION_VIOLATION) throw error
    return refused(
      finding(
        'rota.publication',
        'Somebody of this plan is already assigned elsewhere on one of these days. Nothing was published.',
        { can: 'Look at the person in the other programme and free the days in one of the two.' },
      ),
    )
  }
}

async function replacePublished(tx: Tx, tenant: string, open: OpenDraft): Promise<void> {
  const { plan, problem } = open.frame
  await deletePublishedOf(tx, plan.id)
  const works = new Map(problem.work.map((work) => [work.id, work]))
  const facts = await findTime(tx, { line: PUBLISHED, people: open.people, span: plan })
  const absences = facts.filter((row) => row.layer === 'absence')
  const rows = runsOf(plan.blocks, open.cells).flatMap((run): NewTime[] => {
    const work = works.get(run.work)!
    const row: NewTime = {
      person: run.person,
      programme: plan.programme,
      line: PUBLISHED,
      layer: work.kind === 'leave' ? 'absence' : 'assignment',
      kind: work.kind,
      work: work.id,
      site: work.site ?? null,
      resource: work.resource ?? null,
      from: run.from,
      to: run.to,
      source: `plan:${plan.id}`,
    }
    if (row.layer === 'assignment') return [row]
    // Leave is stored once: where an approved absence stands already, it is not written again.
    const mine = absences.filter((absence) => absence.person === run.person)
    return withoutDays(run, mine).map((span) => ({ ...row, ...span }))
  })
  await insertTime(tx, tenant, rows)
}

/** What is left of a span when others are cut out of it. */
export function withoutDays(span: Span, cut: readonly Span[]): Span[] {
  let left: Span[] = [{ from: span.from, to: span.to }]
  for (const hole of cut)
    left = left.flatMap((part) => {
      if (hole.to < part.from || part.to < hole.from) return [part]
      const parts: Span[] = []
      if (part.from < hole.from) parts.push({ from: part.from, to: addDays(hole.from, -1) })
      if (hole.to < part.to) parts.push({ from: addDays(hole.to, 1), to: part.to })
      return parts
    })
  return left
}
