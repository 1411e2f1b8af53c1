// What if? Drafts with some facts or rules changed: made, edited, and side by side with others.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import type { PlanChange } from '../planning/changes.ts'
import { bind } from '../planning/rule.ts'
import type { Cells, Problem } from '../planning/schema.ts'
import { World } from '../planning/world.ts'
import { allChanges, openDraft, viewDraft, writeCells } from './drafts.ts'
import { type Frame, readCells, readFrame } from './frame.ts'
import { insertImagined } from './realising.ts'
import { rotaRules } from './rules/index.ts'
import { describeChange, imagine } from './scenario.ts'
import type { Comparison, DraftKind, DraftView } from './schema.ts'
import {
  type DraftRow,
  findDraft,
  findMarks,
  insertDraft,
  setChanges,
  touchDraft,
  upsertMarks,
} from './draft-store.ts'
import { findPublication } from './publication-store.ts'
import { judgeCells } from './verdict.ts'

const MOST_COMPARED = 6

type Wanted = { name: string; from: string; changes: PlanChange[]; kind?: DraftKind }

export async function createScenario(
  db: Database,
  actor: Actor,
  planId: string,
  wanted: Wanted,
): Promise<Outcome<DraftView>> {
  const tenant = actor.institution.id
  const { name, changes, kind = 'scenario' } = wanted
  return db.inTenant(tenant, async (tx) => {
    const base = await readFrame(tx, planId)
    if (!base) return missing(`There is no plan "${planId}".`)
    const fits = checkChanges(base.problem, changes)
    if (!fits.ok) return fits
    const start = await startOf(tx, planId, wanted.from)
    if (!start)
      return refused(
        finding('rota.draft', 'What the what-if begins from does not belong to this plan.', {
          can: 'Choose one of its drafts or the published year.',
        }),
      )
    await insertImagined(tx, tenant, base.plan.programme, changes)
    const by = actor.person.id
    const id = await insertDraft(tx, tenant, { plan: planId, name, by, kind, changes })
    const frame = (await readFrame(tx, planId, id))!
    await writeCells(
      tx,
      tenant,
      frame,
      id,
      allChanges(frame, {}, onlyPresent(frame.problem, start)),
    )
    // What was promised in the draft stays promised in its what-if.
    const people = new Set(frame.problem.people.map((person) => person.id))
    const marks = (await findMarks(tx, wanted.from)).filter(({ person }) => people.has(person))
    await upsertMarks(tx, tenant, id, marks)
    return done((await viewDraft(tx, id, actor.person.id))!)
  })
}

/** What is to be different, as a whole: cells of people who are no longer there are emptied. */
export async function changeScenario(
  db: Database,
  actor: Actor,
  id: string,
  wanted: { version: number; changes: PlanChange[] },
): Promise<Outcome<DraftView>> {
  const tenant = actor.institution.id
  return db.inTenant(tenant, async (tx) => {
    const open = await openDraft(tx, id, true)
    if (!open) return missing('This draft does not exist any more.')
    if (open.row.kind === 'draft')
      return refused(finding('rota.draft', 'An ordinary draft has no changes of its own.'))
    if (open.row.version !== wanted.version)
      return refused(finding('rota.stale', 'Somebody has changed this what-if meanwhile.'))
    const fits = checkChanges(open.frame.real, wanted.changes)
    if (!fits.ok) return fits
    const known = JSON.stringify(open.row.changes)
    const fresh = wanted.changes.filter((change) => !known.includes(JSON.stringify(change)))
    await insertImagined(tx, tenant, open.frame.plan.programme, fresh)
    await setChanges(tx, id, wanted.changes)
    const frame = (await readFrame(tx, open.row.plan, id))!
    const cells = onlyPresent(frame.problem, open.cells)
    await writeCells(tx, tenant, frame, id, allChanges(open.frame, open.cells, cells))
    await touchDraft(tx, id, actor.person.id)
    return done((await viewDraft(tx, id, actor.person.id))!)
  })
}

/** Do the changes name what exists, and do the rules still fit the facts afterwards? */
function checkChanges(problem: Problem, changes: readonly PlanChange[]): Outcome<Problem> {
  const { problem: after, lost } = imagine(problem, changes)
  if (lost.length > 0) return refused(...lost)
  const bound = bind(after, rotaRules)
  return bound.ok ? done(after) : refused(...bound.findings)
}

async function startOf(tx: Tx, plan: string, from: string): Promise<Cells | undefined> {
  if (from === 'empty') return {}
  if (from === 'published') return (await findPublication(tx, plan))?.cells ?? {}
  const other = await findDraft(tx, from)
  const frame = other?.plan === plan ? await readFrame(tx, plan, from) : undefined
  if (!frame) return undefined
  const people = frame.problem.people.map(({ id }) => id)
  return readCells(tx, frame.plan, people, from)
}

/** Nobody has work in a block in which they are not there. */
function onlyPresent(problem: Problem, cells: Cells): Cells {
  const world = new World(problem)
  return Object.fromEntries(
    problem.people.map(({ id }, p) => [
      id,
      problem.periods.map((_, t) => (world.isPresent(p, t) ? (cells[id]?.[t] ?? null) : null)),
    ]),
  )
}

/** Drafts and the published year side by side; the first one is what the others are compared with. */
export async function compareDrafts(
  db: Database,
  actor: Actor,
  planId: string,
  ids: readonly string[],
): Promise<Outcome<Comparison>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const base = await readFrame(tx, planId)
    if (!base) return missing(`There is no plan "${planId}".`)
    if (ids.length > MOST_COMPARED)
      return refused(
        finding('rota.compare', `${ids.length} years are too many to compare at once.`, {
          can: `Choose ${MOST_COMPARED} or fewer.`,
        }),
      )
    const columns: Comparison['columns'] = []
    let first: Cells | undefined
    for (const id of ids) {
      const read = await readColumn(tx, planId, id)
      if (!read) return missing('One of these years is gone.')
      const { frame, cells, draft } = read
      first ??= cells
      columns.push({
        id,
        name: draft?.name ?? 'Published',
        kind: draft?.kind ?? 'draft',
        changes: (draft?.changes ?? []).map((change) => describeChange(base.problem, change)),
        ...measure(frame.problem, cells),
        differing: differences(frame.problem, first, cells),
      })
    }
    return done({ plan: planId, title: base.plan.title, columns })
  })
}

type Column = { frame: Frame; cells: Cells; draft?: DraftRow }

async function readColumn(tx: Tx, plan: string, id: string): Promise<Column | undefined> {
  if (id !== 'published') {
    const open = await openDraft(tx, id, false)
    return open?.row.plan === plan ? { ...open, draft: open.row } : undefined
  }
  const row = await findPublication(tx, plan)
  const frame = row && (await readFrame(tx, plan))
  return row && frame ? { frame, cells: row.cells } : undefined
}

/** What a year is worth, in the numbers that people ask for first. */
function measure(problem: Problem, cells: Cells) {
  const { score, findings } = judgeCells(problem, cells)
  const sum = (rule: string) =>
    findings.filter((entry) => entry.rule === rule).reduce((total, entry) => total + entry.by, 0)
  const { wishes } = problem
  const world = new World(problem)
  const granted = wishes.filter((wish) => isGranted(world, cells, wish)).length
  return {
    broken: findings.filter((entry) => entry.must).length,
    levels: score.levels.map(({ goal, amount }) => ({ goal, amount })),
    coverageShort: sum('rota.coverage'),
    requirementsMissed: findings.filter((entry) => entry.rule === 'rota.requirement').length,
    unevenness: sum('rota.fair-share') + sum('rota.equal-share') + sum('rota.burden'),
    wishes: { granted, of: wishes.length },
    people: problem.people.length,
  }
}

function isGranted(world: World, cells: Cells, wish: Problem['wishes'][number]): boolean {
  const works = new Set(world.worksOf([wish.work]).map((w) => world.problem.work[w]!.id))
  const row = cells[wish.person] ?? []
  const asked = world.problem.periods.flatMap((period, t) =>
    !wish.periods || wish.periods.includes(period.id) ? [t] : [],
  )
  const has = asked.some((t) => works.has(row[t] ?? ''))
  return wish.avoid ? !has : has
}

function differences(problem: Problem, before: Cells, after: Cells) {
  const codes = new Map(problem.work.map((work) => [work.id, work.code ?? work.id]))
  const say = (work: string | null | undefined) => (work ? (codes.get(work) ?? work) : null)
  return problem.people.flatMap((person) =>
    problem.periods.flatMap((period, t) => {
      const [old, next] = [before[person.id]?.[t] ?? null, after[person.id]?.[t] ?? null]
      if (old === next) return []
      return [{ person: person.id, period: period.id, before: say(old), after: say(next) }]
    }),
  )
}
