// The planning problem of a plan, made from the stored rows: the one way from records to planning.
import type { Finding } from '../../kernel/finding.ts'
import type { Span } from '../../kernel/span.ts'
import { sharedDays, spanDays } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import { makeMemory, readStamp, type Stamp } from '../../platform/memory.ts'
import { findPeople } from '../people/index.ts'
import type { Cells, Problem } from '../planning/schema.ts'
import { problemSchema } from '../planning/schema.ts'
import { findWorks, type WorkRow } from '../programme/index.ts'
import type { WorkView } from '../programme/schema.ts'
import { imagine } from './scenario.ts'
import { type DraftRow, findDraft, findMarks } from './draft-store.ts'
import {
  type ChoiceRow,
  findChoices,
  findPlan,
  findPlanPeople,
  findResources,
  findWishes,
  type PlanRow,
} from './store.ts'
import { findStretches, findTime, PUBLISHED, type Stretch, type TimeRow } from '../time/index.ts'

/** A plan with everything that judging, solving and drawing it needs. */
export type Frame = {
  plan: PlanRow
  problem: Problem
  choices: ChoiceRow[]
  works: WorkView[]
  listNames: Record<string, string>
  /** The problem without what a what-if changes, and what of it no longer fits. */
  real: Problem
  lost: Finding[]
}

/** What of a frame is the same in every draft of the plan. */
type Base = {
  plan: PlanRow
  ids: string[]
  listNames: Record<string, string>
  all: Map<string, WorkRow>
  choices: ChoiceRow[]
  problem: Problem
}

const bases = makeMemory(40)

/**
 * Reads a plan; with a draft, its pins come along, and what is different in it when it is a what-if.
 * Undefined when there is no such plan. What rests on records alone is read once for each state of
 * them, so a frame must not be altered. `plain`: without pins, for who does not ask about them;
 * `stamp`: for who knows it already.
 */
export async function readFrame(
  tx: Tx,
  planId: string,
  draft?: string | DraftRow,
  known: { plain?: boolean; stamp?: Stamp } = {},
): Promise<Frame | undefined> {
  const stamp = 'stamp' in known ? known.stamp : await readStamp(tx)
  const base = await bases.recall(stamp, planId, () => readBase(tx, planId))
  if (!base) return undefined
  const { plan, ids, choices, all } = base
  const row = typeof draft === 'string' ? await findDraft(tx, draft) : draft
  const changes = row?.changes ?? []
  const newcomers = changes.flatMap((change) =>
    change.kind === 'arrival' ? [change.person.id] : [],
  )
  const marks =
    row && !known.plain ? (await findMarks(tx, row.id)).filter((mark) => mark.pinned) : []
  const cells = marks.length > 0 ? await readCells(tx, plan, [...ids, ...newcomers], row!.id) : {}
  const pins = marks.flatMap((mark) => {
    const t = plan.blocks.findIndex((block) => block.id === mark.period)
    if (t < 0 || !ids.includes(mark.person)) return []
    return [{ person: mark.person, period: mark.period, work: cells[mark.person]?.[t] ?? null }]
  })
  const real = pins.length > 0 ? { ...base.problem, pins } : base.problem
  const { problem, lost } = imagine(real, changes)
  const arrived = newcomers.length > 0 ? await findPeople(tx, newcomers) : []
  const names = { ...base.listNames, ...listNamesOf(arrived) }
  const listNames = Object.fromEntries(
    problem.people.map(({ id, name }) => [id, names[id] ?? name]),
  )
  const shown = problem.work.flatMap((work) => all.get(work.id) ?? [])
  return { plan, problem, real, lost, choices, works: shown.map(viewOf), listNames }
}

const listNamesOf = (people: PersonOf[]) =>
  Object.fromEntries(people.map(({ id, listName }) => [id, listName]))

async function readBase(tx: Tx, planId: string): Promise<Base | undefined> {
  const plan = await findPlan(tx, planId)
  if (!plan) return undefined
  const members = await findPlanPeople(tx, planId)
  const ids = members.map((member) => member.person)
  const people = new Map((await findPeople(tx, ids)).map((person) => [person.id, person]))
  const all = new Map((await findWorks(tx, plan.programme)).map((work) => [work.id, work]))
  const works = plan.works.flatMap((id) => all.get(id) ?? [])
  const choices = await findChoices(tx, planId)
  const time = await findTime(tx, { line: PUBLISHED, people: ids, programme: plan.programme })
  const problem = problemSchema.parse({
    format: 'isocenter.problem',
    version: 1,
    title: plan.title,
    periods: plan.blocks,
    people: members.map((member) => personOf(member, people.get(member.person)!, plan)),
    work: works.map(workOf),
    resources: (await findResources(tx, planId)).map(({ from, to, ...resource }) => ({
      ...resource,
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
    })),
    // Leave that this plan itself published is planned anew; every other absence is a fact.
    absences: time
      .filter((row) => row.layer === 'absence' && row.source !== `plan:${planId}`)
      .filter((row) => sharedDays(row, plan) > 0)
      .map((row) => ({
        person: row.person,
        from: row.from,
        to: row.to,
        ...(plan.works.includes(row.work) ? { work: row.work } : {}),
      })),
    wishes: (await findWishes(tx, planId)).map(({ periods, ...wish }) => ({
      ...wish,
      ...(periods ? { periods } : {}),
    })),
    history: history(time, plan),
    rules: choices.map(({ id, rule, params, strength, author, reason }) => ({
      id,
      rule,
      params,
      strength,
      author,
      reason,
    })),
  })
  return { plan, ids, all, choices, problem, listNames: listNamesOf([...people.values()]) }
}

type PersonOf = Awaited<ReturnType<typeof findPeople>>[number]

function personOf(
  member: Awaited<ReturnType<typeof findPlanPeople>>[number],
  person: PersonOf,
  plan: PlanRow,
) {
  const stretches = person.roles.filter(
    (role) => role.role === 'trainee' && role.programme === plan.programme && role.from !== null,
  )
  const from = stretches[0]?.from
  const to = stretches.at(-1)?.to
  return {
    id: person.id,
    name: person.name,
    levels: stretches.flatMap((role) =>
      role.level ? [{ level: role.level, from: role.from! }] : [],
    ),
    groups: member.groups,
    ...(from && from > plan.from ? { from } : {}),
    ...(to && to < plan.to ? { to } : {}),
    monthsTrained: member.months_trained,
    share: member.share,
  }
}

function workOf(work: WorkRow) {
  return {
    id: work.id,
    code: work.code,
    name: work.name,
    kind: work.kind,
    categories: work.categories,
    ...(work.resource ? { resource: work.resource } : {}),
    ...(work.site ? { site: work.site } : {}),
  }
}

export function viewOf(work: WorkRow): WorkView {
  const { id, code, name, kind, categories, color, pattern } = work
  return { id, code, name, kind, categories, look: { color, pattern } }
}

/** Days of each work before the plan begins: requirements over the whole training count them. */
function history(time: TimeRow[], plan: PlanRow) {
  const days = new Map<string, { person: string; work: string; days: number }>()
  for (const row of time) {
    if (row.layer !== 'assignment' || row.from >= plan.from || !plan.works.includes(row.work))
      continue
    const key = `${row.person} ${row.work}`
    const sum = days.get(key) ?? { person: row.person, work: row.work, days: 0 }
    sum.days += spanDays(row) - sharedDays(row, plan)
    days.set(key, sum)
  }
  return [...days.values()]
}

/** The cells of a line: in each block the work that holds more than half of its days. */
export async function readCells(
  tx: Tx,
  plan: PlanRow,
  people: readonly string[],
  line: string,
): Promise<Cells> {
  // A draft holds time of its own programme only; to ask for it would lead away from the people.
  const whose = line === PUBLISHED ? { programme: plan.programme } : {}
  const rows = await findStretches(tx, { line, people, span: plan, ...whose })
  return toCells(plan.blocks, people, rows)
}

export function toCells(blocks: Span[], people: readonly string[], rows: Stretch[]): Cells {
  const cells: Cells = Object.fromEntries(people.map((id) => [id, blocks.map(() => null)]))
  const best = new Map<string, number>()
  const lengths = blocks.map(spanDays)
  for (const row of rows) {
    // Calls and conferences lie on top of the day's work; they are no cell.
    if (row.layer !== 'assignment' && row.layer !== 'absence') continue
    blocks.forEach((block, t) => {
      const days = sharedDays(row, block)
      if (days === 0) return
      const key = `${row.person} ${t}`
      // An absence on top of an assignment shows when it takes the larger part of the block.
      if (days * 2 <= lengths[t]! || days < (best.get(key) ?? 0)) return
      if (best.get(key) === days && row.layer === 'assignment') return
      best.set(key, days)
      cells[row.person]![t] = row.work
    })
  }
  return cells
}
