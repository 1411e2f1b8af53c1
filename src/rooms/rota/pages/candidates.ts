// Who could fill a hole in a service, by taking it or by exchanging two of their own blocks?
import { EMPTY } from '../../planning/world.ts'
import type { Change } from './clipboard.ts'
import type { Hole } from './coverage-keys.ts'
import { better, type Effect, type Effects } from './effect.ts'
import type { PlanModel, Rows, Service } from './plan-model.ts'
import type { Cell } from './selection.ts'
import { coverageOf } from './totals.ts'

/** More works of one service than this are tried in their order, no further. */
const WORKS_TRIED = 6
const EXCHANGES_TRIED = 3

export type Candidate = {
  p: number
  work: number
  changes: Change[]
  /** The block that is given for this one; null = taken without exchange. */
  exchange: number | null
  effect: Effect
}

/** Everybody who is there, of the right level, and not on the service already. */
export function peopleFor({ world }: PlanModel, rows: Rows, service: Service, t: number): number[] {
  return [...rows.keys()].filter(
    (p) => world.isThere(p, t, service.levels) && !service.works.has(rows[p]![t]!),
  )
}

export function bestOf(
  model: PlanModel,
  rows: Rows,
  { service, t, p }: { service: Service; t: number; p: number },
  effects: Effects,
): Candidate {
  const works = [...service.works].slice(0, WORKS_TRIED)
  const takes = works.map((work) => ({ work, exchange: null, changes: [{ p, t, after: work }] }))
  const exchanges = exchangesOf(model, rows, service, { p, t }).map((other) => ({
    work: rows[p]![other]!,
    exchange: other,
    changes: [
      { p, t, after: rows[p]![other]! },
      { p, t: other, after: rows[p]![t]! },
    ],
  }))
  const judged = [...takes, ...exchanges].map((option) => ({
    ...option,
    p,
    effect: effects.of(option.changes),
  }))
  return judged.toSorted((one, other) => better(one.effect, other.effect))[0]!
}

/** Other blocks in which the person has the service and it can do without them, nearest first. */
function exchangesOf(model: PlanModel, rows: Rows, service: Service, { p, t }: Cell): number[] {
  const row = rows[p]!
  if (row[t] === EMPTY) return []
  const counts = coverageOf(model, service, rows)
  return [...row.keys()]
    .filter((other) => other !== t && service.works.has(row[other]!))
    .filter((other) => counts[other]! < 0 || counts[other]! - 1 >= service.min)
    .toSorted((one, other) => Math.abs(one - t) - Math.abs(other - t))
    .slice(0, EXCHANGES_TRIED)
}

export type Standing = { service: Service; count: number; missing: number }

/** What every service has in a block, the shortest first; services that ask nothing are left out. */
export function standingsIn(model: PlanModel, rows: Rows, t: number): Standing[] {
  return model.services
    .map((service) => {
      const count = coverageOf(model, service, rows)[t]!
      return { service, count, missing: Math.max(0, service.min - count) }
    })
    .filter(({ count }) => count >= 0)
    .toSorted((one, other) => other.missing - one.missing)
}

/** The hole that is meant at a cell: its own service when that is short, else the worst one. */
export function holeAt(model: PlanModel, rows: Rows, { p, t }: Cell): Hole | null {
  const standings = standingsIn(model, rows, t)
  const work = rows[p]![t]!
  const own = standings.find(({ service }) => service.works.has(work))
  const [worst] = standings
  const meant = own && own.missing > 0 ? own : worst && worst.missing > 0 ? worst : (own ?? worst)
  return meant ? { service: meant.service.key, t } : null
}
