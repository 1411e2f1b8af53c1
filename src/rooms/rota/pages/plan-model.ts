// What does the grid need to know of a plan, worked out once: work, columns, totals, services.
import type { Finding } from '../../../kernel/finding.ts'
import { sayDay } from '../../../kernel/day.ts'
import { bind, type BoundRule, type Plan } from '../../planning/rule.ts'
import { EMPTY, type Unit, type World } from '../../planning/world.ts'
import type { WorkView } from '../../programme/schema.ts'
import { rotaRules } from '../rules/index.ts'
import type { PlanView } from '../schema.ts'
import { type AwayPart, awayParts } from './away-parts.ts'

/** A requirement as it stands at the right of a row. */
export type Asked = {
  least: number
  most: number
  unit: Unit
  withHistory: boolean
  levels: string[] | undefined
  people: string[] | undefined
  periods: string[] | undefined
  /** How much of its time each work counts, 1 for the works that are asked for. */
  parts: ReadonlyMap<number, number>
}
/** One column of totals: the works it counts and what is asked of whom. */
export type TotalColumn = {
  key: string
  code: string
  says: string
  works: Set<number>
  asked: Asked[]
  unit: Unit
}
/** One row of coverage at the bottom. */
export type Service = {
  key: string
  says: string
  works: Set<number>
  levels: string[] | undefined
  periods: string[] | undefined
  min: number
  max: number | undefined
  /** What somebody counts who is away for a part of the block. */
  partly: number
  must: boolean
}
export type Head = { label: string; day: string; month: string; says: string }

/** What follows from people, blocks, work and rules alone, so that it outlives a publication. */
export type PlanFrame = {
  plan: Plan
  /** The same plan with its musts only: what makes a cell forbidden. */
  musts: Plan
  world: World
  /** Look and words of each work, by work index. */
  works: WorkView[]
  names: string[]
  levels: string[]
  heads: Head[]
  totals: TotalColumn[]
  services: Service[]
  /** Work index of a code as people type it, upper case. */
  byCode: Map<string, number>
  /** Approved absence by cell of the world. */
  away: ReadonlyMap<number, readonly AwayPart[]>
}
export type PlanModel = PlanFrame & { view: PlanView }

type Params = Record<string, unknown>

/** Reads a plan for the browser, or says why its rules do not fit its facts. */
export function readPlan(
  view: Pick<PlanView, 'problem' | 'works' | 'listNames'>,
): { ok: true; value: PlanFrame } | { ok: false; findings: Finding[] } {
  const bound = bind(view.problem, rotaRules)
  if (!bound.ok) return bound
  const plan = bound.value
  const { world } = plan
  const looks = new Map(view.works.map((work) => [work.id, work]))
  const works = world.problem.work.map((work, w) => looks.get(work.id) ?? plainWork(world, w))
  const frame: PlanFrame = {
    plan,
    musts: { world, rules: plan.rules.filter((rule) => rule.choice.strength === 'must') },
    world,
    works,
    names: world.problem.people.map((person) => view.listNames[person.id] ?? person.name),
    levels: levelsOf(world),
    heads: world.problem.periods.map((period) => {
      const [day = '', month = ''] = sayDay(period.from).split(' ')
      const label = period.label ?? period.id
      const says = `Block ${label}, ${sayDay(period.from)} to ${sayDay(period.to)}`
      return { label, day, month, says }
    }),
    totals: totalsOf(plan.rules, world, works),
    services: servicesOf(plan.rules, world),
    byCode: new Map(works.map((work, w) => [work.code.toUpperCase(), w])),
    away: awayParts(world),
  }
  return { ok: true, value: frame }
}

/** The level at the start; nothing when it is the same for everybody. */
function levelsOf(world: World): string[] {
  const levels = world.problem.people.map((_, p) => world.levelAt(p, 0) ?? '')
  return new Set(levels).size > 1 ? levels : levels.map(() => '')
}

function plainWork(world: World, w: number): WorkView {
  const work = world.problem.work[w]!
  const pattern = work.kind === 'leave' ? 'leave' : work.kind === 'call' ? 'night' : 'plain'
  return {
    id: work.id,
    code: work.code ?? work.id.slice(0, 4).toUpperCase(),
    name: work.name ?? work.id,
    kind: work.kind,
    categories: work.categories,
    look: { color: w % 12, pattern },
  }
}

function totalsOf(rules: readonly BoundRule[], world: World, works: WorkView[]): TotalColumn[] {
  const columns = new Map<string, TotalColumn>()
  const columnFor = (names: readonly string[], unit: Unit) => {
    const indexes = world.worksOf(names)
    const key = indexes.join(',')
    const known = columns.get(key)
    if (known) return known
    const single = indexes.length === 1 ? works[indexes[0]!] : undefined
    const code = single?.code ?? names[0]!.slice(0, 4).toUpperCase()
    const says = single?.name ?? names.join(' or ')
    const column = { key, code, says, works: new Set(indexes), asked: [] as Asked[], unit }
    columns.set(key, column)
    return column
  }
  for (const { rule, params } of rules) {
    if (rule.id !== 'rota.requirement') continue
    const asks = params as Params
    const names = asks.works as string[]
    for (const group of asks.each === true ? names.map((name) => [name]) : [names])
      columnFor(group, asks.unit as Unit).asked.push(askedOf(asks, group, world))
  }
  const leave = world.problem.work.filter((work) => work.kind === 'leave')
  for (const work of leave) columnFor([work.id], 'periods')
  const all = [...columns.values()]
  if (all.length <= TOTALS_SHOWN) return all
  return all
    .sort((one, other) => weightOf(one, world) - weightOf(other, world))
    .slice(0, TOTALS_SHOWN)
}

/** More columns than this would leave the year itself no room. */
const TOTALS_SHOWN = 10

/** What everybody must have exactly comes first, what is only limited comes last. */
function weightOf(column: TotalColumn, world: World): number {
  const isLeave = [...column.works].every((w) => world.isLeave(w))
  const weights = column.asked.map((asked) =>
    asked.least === 0 ? 4 : asked.people ? 3 : asked.least === asked.most ? 0 : 1,
  )
  return Math.min(isLeave ? 2 : 5, ...weights)
}

function askedOf(asks: Params, names: readonly string[], world: World): Asked {
  const amount = asks.amount as number
  const parts = new Map(
    Object.entries((asks.credit ?? {}) as Record<string, number>).flatMap(([name, part]) =>
      world.worksOf([name]).map((w) => [w, part] as const),
    ),
  )
  for (const w of world.worksOf(names)) parts.set(w, 1)
  return {
    least: asks.bound === 'at-most' ? 0 : amount,
    most:
      asks.bound === 'at-least'
        ? Number.POSITIVE_INFINITY
        : asks.bound === 'between'
          ? (asks.most as number)
          : amount,
    unit: asks.unit as Unit,
    withHistory: asks.withHistory === true,
    levels: asks.levels as string[] | undefined,
    people: asks.people as string[] | undefined,
    periods: asks.periods as string[] | undefined,
    parts,
  }
}

function servicesOf(rules: readonly BoundRule[], world: World): Service[] {
  return rules
    .filter((bound) => bound.rule.id === 'rota.coverage')
    .map(({ params, choice, index }) => {
      const asks = params as Params
      const names = asks.works as string[]
      const works = world.worksOf(names)
      const levels = asks.levels as string[] | undefined
      const who = levels?.length ? ` (${levels.join(', ')})` : ''
      const what = works.length === 1 ? world.workName(works[0]!) : names.join(' or ')
      return {
        key: String(index),
        says: `${what}${who}`,
        works: new Set(works),
        levels,
        periods: asks.periods as string[] | undefined,
        min: asks.min as number,
        max: asks.max as number | undefined,
        partly: (asks.partly ?? 1) as number,
        must: choice.strength === 'must',
      }
    })
}

/** Works in the rows of the grid: one `Int16Array` a person, so that a changed row is a new one. */
export type Rows = readonly Int16Array[]

export function rowsOf(world: World, cells: Record<string, readonly (string | null)[]>): Rows {
  return world.problem.people.map((person) => {
    const row = new Int16Array(world.periodCount).fill(EMPTY)
    cells[person.id]?.forEach((work, t) => {
      if (work !== null && t < row.length && world.has('work', work)) row[t] = world.work(work)
    })
    return row
  })
}

/** One cell a block in every row: otherwise the blocks have been cut anew meanwhile. */
export function hasBlocksOf(
  world: World,
  cells: Record<string, readonly (string | null)[]>,
): boolean {
  return Object.values(cells).every((row) => row.length === world.periodCount)
}

export function rosterOf(world: World, rows: Rows): Int16Array {
  const roster = world.emptyRoster()
  rows.forEach((row, p) => roster.set(row, p * world.periodCount))
  return roster
}
