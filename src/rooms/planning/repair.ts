// Something has happened: which roster deals with it and changes least of what is published?
import { type Finding, sayCount } from '../../kernel/finding.ts'
import { loadSolver } from '../../platform/solver/highs.ts'
import { type Compiled, fitOptions, MUST } from './flat.ts'
import { concernedBy, type PlanChange, sayChange } from './changes.ts'
import { applyChanges, EVENT_RULE } from './repair/event.ts'
import { CHANGES, freeze } from './repair/freeze.ts'
import { fewestChanges } from './repair/fewest.ts'
import { judge, type Plan, type Rule } from './rule.ts'
import type { Cells } from './schema.ts'
import { amountOf } from './score.ts'
import { Budget } from './search/budget.ts'
import { Hunt } from './search/hunt.ts'
import { EMPTY, type Roster, type World } from './world.ts'

export type RepairRequest = {
  /** The roster as people know it. */
  published: Cells
  /** Index of the first period that may change. */
  from: number
  /** What has happened. */
  changes: readonly PlanChange[]
}
export type RepairOptions = {
  /** Rules that the changes may name; the plan's own unless said. */
  known?: readonly Rule[]
  /** 10 unless said. */
  seconds?: number
  seed?: number
  deterministic?: boolean
  shouldStop?: () => boolean
  now?: () => number
}

export type RepairChange = {
  person: string
  period: string
  /** Ids of works; null = nothing. */
  before: string | null
  after: string | null
  /** A sentence. */
  why: string
}
export type Repair = {
  status: 'repaired' | 'impossible' | 'none-found' | 'bad-change'
  /**
   * The new roster; null when there is none. Demands on the person concerned alone may be broken
   * in it when nothing else is possible (the curriculum of who leaves); `findings` names them.
   */
  cells: Cells | null
  changes: RepairChange[]
  /** Person-periods that change for people who were there before. */
  changed: number
  /** No roster changes fewer. */
  bound: number
  proven: boolean
  /** Ids of the people whose weeks change. */
  notify: string[]
  says: string
  /** Musts that the new roster breaks, the past included. */
  findings: Finding[]
  elapsedMs: number
}

/** Milliseconds of each second given that are spent on keeping every must, at first. */
const STRICT = 350

export async function repair(
  plan: Plan,
  { published, from, changes }: RepairRequest,
  options: RepairOptions = {},
): Promise<Repair> {
  const { seconds = 10, seed = 1, deterministic = false } = options
  const { shouldStop = () => false, now = () => performance.now() } = options
  const budget = new Budget({ seconds, deterministic, shouldStop, now })
  const nothing = { cells: null, changes: [], changed: 0, bound: 0, proven: false, notify: [] }
  const applied = applyChanges(plan, changes, options.known)
  if (!applied.ok) {
    const says = applied.findings.map((one) => one.says).join(' ')
    return { ...nothing, status: 'bad-change', says, findings: applied.findings, elapsedMs: 0 }
  }
  const after = applied.value
  const { world } = after
  const before = world.fromCells(published)
  world.problem.people.forEach((_, p) => {
    for (let t = 0; t < world.periodCount; t++)
      if (!world.isPresent(p, t)) before[world.cell(p, t)] = EMPTY
  })
  const people = concerned(world, changes)
  const eventRules = after.rules.flatMap(({ rule, index }) => (rule.id === EVENT_RULE ? index : []))
  let hunt: Hunt | null = null
  for (const yields of [false, true]) {
    if (yields && people.length === 0) break
    // The strict attempt leaves time for the lenient one, unless it has found something.
    const mayFail = !yields && people.length > 0
    const isLate = () => mayFail && budget.elapsedMs() > seconds * STRICT && !hunt?.isLegal()
    const own = new Budget({
      ...{ seconds: budget.left(), deterministic, now },
      shouldStop: () => shouldStop() || isLate(),
    })
    const compiled = freeze(after, before, from, {
      isCounted: (cell) => Math.floor(cell / world.periodCount) < plan.world.personCount,
      mayYield: (p, choice) => yields && people.includes(p) && !eventRules.includes(choice),
    })
    const roster = fitOptions(compiled, before)
    hunt = new Hunt(compiled, await loadSolver(), own, {}, { roster, seed })
    if ((await fewestChanges(hunt, people)) && hunt.isLegal())
      return {
        ...report(hunt, { plan, after, published, events: changes }),
        elapsedMs: budget.elapsedMs(),
      }
    if (budget.isOver()) break
  }
  const status = budget.isOver() ? 'none-found' : 'impossible'
  const elapsedMs = budget.elapsedMs()
  const says =
    status === 'none-found'
      ? `No roster that keeps every must was found in ${Math.round(elapsedMs / 1000)} s.`
      : 'No roster can keep all rules that must hold after this.'
  return { ...nothing, status, says, findings: [], elapsedMs }
}

/** Indices of the people whom the changes are about. */
function concerned(world: World, changes: readonly PlanChange[]): number[] {
  return [...new Set(changes.flatMap(concernedBy))].map((id) => world.person(id))
}

type Context = { plan: Plan; after: Plan; published: Cells; events: readonly PlanChange[] }

function report(hunt: Hunt, context: Context): Omit<Repair, 'elapsedMs'> {
  const { compiled, roster, totals, bounds } = hunt
  const { after, events } = context
  const changes = listChanges(compiled, roster, context)
  const changed = Math.round(totals[CHANGES]!)
  const bound = Math.round(bounds[CHANGES] ?? 0)
  const proven = bound >= changed
  const { world } = after
  const isThere = ({ person, period }: RepairChange) =>
    world.isPresent(world.person(person), world.period(period))
  const moved = new Set(changes.filter(isThere).map(({ person }) => person))
  const notify = [...new Set(changes.map(({ person }) => person))]
  const findings = judge(after, roster).flatMap(({ bound: one, findings: all }) =>
    one.choice.strength === 'must' && one.rule.post ? all : [],
  )
  const least = proven ? 'no roster changes fewer' : `no roster changes fewer than ${bound}`
  const count = sayCount(changed, 'cell')
  const news =
    changed === 0
      ? 'Nothing else changes.'
      : `${count} of ${sayCount(moved.size, 'person', 'people')} ${changed === 1 ? 'changes' : 'change'}; ${least}.`
  const open =
    findings.length === 0
      ? ''
      : ` ${sayCount(findings.length, 'demand')} that must hold ${findings.length === 1 ? 'is' : 'are'} not kept: ${findings[0]!.says}`
  const happened = events.map((event) => sayChange(after.world.problem, event)).join(' ')
  const says = `${happened} ${news}${open}`
  const cells = after.world.toCells(roster)
  return { status: 'repaired', cells, changes, changed, bound, proven, notify, says, findings }
}

function listChanges(compiled: Compiled, roster: Roster, context: Context): RepairChange[] {
  const { plan, after, published, events } = context
  const { world } = after
  const original = plan.world.fromCells(published)
  const idOf = (w: number) => world.problem.work[w]?.id ?? null
  return world.problem.people.flatMap((person, p) =>
    world.problem.periods.flatMap((period, t): RepairChange[] => {
      const cell = world.cell(p, t)
      const was = p < plan.world.personCount ? original[plan.world.cell(p, t)]! : EMPTY
      const is = roster[cell]!
      if (was === is) return []
      const event = events.find((one) => concernedBy(one).includes(person.id))
      const why = event ? sayChange(world.problem, event) : sayWhy(compiled, roster, cell, was)
      return [{ person: person.id, period: period.id, before: idOf(was), after: idOf(is), why }]
    }),
  )
}

/** The must that would break if this cell alone went back. */
function sayWhy(compiled: Compiled, roster: Roster, cell: number, was: number): string {
  const back = roster.slice()
  back[cell] = was
  const broken = compiled.flats.find(
    (flat) => flat.level === MUST && amountOf(compiled, back, flat) > 1e-6,
  )
  if (!broken) return 'Something else is better served.'
  return `Otherwise this would not hold: ${compiled.counts[broken.index]!.about.says()}.`
}
