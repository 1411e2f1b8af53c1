// Where did people decide against the engine and the rules? What a rule's author should know.
import { type Outcome, done } from '../../kernel/finding.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { bind, judge, type Plan } from '../planning/rule.ts'
import type { Cells } from '../planning/schema.ts'
import { openDraft, type OpenDraft } from './drafts.ts'
import { readFrame } from './frame.ts'
import { rotaRules } from './rules/index.ts'
import type { CellChange, Evidence } from './schema.ts'
import { findDrafts, findHandEdits, findMarks } from './draft-store.ts'
import { findPublication } from './publication-store.ts'

/** Each one is judged once more; a draft that was redone by hand says nothing about single cells. */
const MOST = 60

export async function readEvidence(
  db: Database,
  actor: Actor,
  planId: string,
): Promise<Outcome<Evidence>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    if (!(await readFrame(tx, planId))) return missing(`There is no plan "${planId}".`)
    const published = await findPublication(tx, planId)
    const waived = (published?.waived ?? []).map(({ choice, says, reason }) => ({
      ...{ choice, says, reason },
      version: published!.version,
    }))
    const overrides: Evidence['overrides'] = []
    for (const draft of await findDrafts(tx, planId))
      if (draft.kind === 'draft') overrides.push(...(await overridesOf(tx, draft.id)))
    return done({ overrides: overrides.slice(0, MOST), waived })
  })
}

async function overridesOf(tx: Tx, draft: string): Promise<Evidence['overrides']> {
  const edits = await findHandEdits(tx, draft)
  if (edits.length === 0) return []
  const open = (await openDraft(tx, draft, false))!
  const bound = bind(open.frame.problem, rotaRules)
  if (!bound.ok) return []
  const net = netChanges(edits).filter((change) => isStill(open, change))
  const notes = await findMarks(tx, draft)
  const now = amountsOf(bound.value, open.cells)
  return net.slice(0, MOST).map(({ by, at, ...change }) => {
    const engine = amountsOf(bound.value, withCell(open, change))
    const mark = notes.find((one) => one.person === change.person && one.period === change.period)
    const against = [...now].flatMap(([choice, amount]) => {
      const more = amount - (engine.get(choice) ?? 0)
      return more > 1e-9 ? [{ choice, by: more }] : []
    })
    return { draft, ...change, by, at: at.toISOString(), note: mark?.note ?? '', against }
  })
}

type Net = CellChange & { by: string; at: Date }

/** Several edits of one cell are one: what the engine had put there, and what stands there now. */
function netChanges(edits: { by: string; at: Date; changes: CellChange[] }[]): Net[] {
  const cells = new Map<string, Net>()
  for (const { by, at, changes } of edits)
    for (const change of changes) {
      const key = `${change.person} ${change.period}`
      cells.set(key, { ...change, before: cells.get(key)?.before ?? change.before, by, at })
    }
  return [...cells.values()].filter(({ before, after }) => before !== after)
}

function isStill(open: OpenDraft, { person, period, after }: CellChange): boolean {
  const t = open.frame.problem.periods.findIndex(({ id }) => id === period)
  return t >= 0 && (open.cells[person]?.[t] ?? null) === after
}

function withCell(open: OpenDraft, { person, period, before }: CellChange): Cells {
  const t = open.frame.problem.periods.findIndex(({ id }) => id === period)
  return { ...open.cells, [person]: open.cells[person]!.with(t, before) }
}

/** Amount by which each chosen rule is missed, by the id of the choice. */
function amountsOf(plan: Plan, cells: Cells): Map<string, number> {
  const { problem } = plan.world
  const known = new Set(problem.work.map(({ id }) => id))
  const clean = Object.fromEntries(
    Object.entries(cells).map(([id, row]) => [
      id,
      row.map((work) => (work !== null && known.has(work) ? work : null)),
    ]),
  )
  return new Map(
    judge(plan, plan.world.fromCells(clean)).map(({ bound, findings }) => [
      bound.choice.id ?? String(bound.index),
      findings.reduce((sum, entry) => sum + entry.by, 0),
    ]),
  )
}
