// Where there is no roster: which small change of the rules or facts makes one possible?
import { explain, type Explanation } from './explain.ts'
import type { PlanChange } from './changes.ts'
import { applyChanges } from './repair/event.ts'
import type { Plan } from './rule.ts'
import { breathe } from './search/budget.ts'
import { attemptsAt, type Watch } from './ways/attempt.ts'
import { type Relaxation, relaxations } from './ways/relax.ts'

export type WayOut = {
  /** A sentence: what to change. */
  says: string
  /** The same as data. */
  changes: PlanChange[]
  /** A roster that keeps every must of the changed problem was found. */
  verified: boolean
  /** From the beginning of the search for ways out. */
  elapsedMs: number
}

export type WaysOutOptions = {
  /** 20 unless said. */
  seconds?: number
  /** Stop after so many ways; 5 unless said. */
  most?: number
  shouldStop?: () => boolean
  now?: () => number
  onFound?: (way: WayOut) => void
}

/** Of one size so many ways are enough; the next ones differ more. */
const MOST_ALIKE = 2
/** Part of the time that changes of one size may take, so that larger ones are tried as well. */
const SHARE = 0.25

/**
 * Ways out of a conflict, the smallest change first. Each one is tried by looking for a roster of
 * the changed problem; what could not be confirmed in its time is left out. Where another conflict
 * lies behind the first, changes are joined.
 */
export async function waysOut(
  plan: Plan,
  explanation: Explanation,
  options: WaysOutOptions = {},
): Promise<WayOut[]> {
  const { seconds = 20, most = 5, shouldStop = () => false } = options
  const { now = () => performance.now(), onFound } = options
  const started = now()
  const isOver = () => shouldStop() || now() - started > seconds * 1000
  const watch = { isOver, now }
  const found: WayOut[] = []
  const keep = ({ says, changes }: { says: string; changes: PlanChange[] }) => {
    const way = { says, changes, verified: true, elapsedMs: now() - started }
    found.push(way)
    onFound?.(way)
  }
  const bySize = new Map<number, number>()
  const spent = new Map<number, number>()
  const families = new Set<string>()
  let isJoined = false
  const { needs, attempt } = await attemptsAt(plan, explanation, watch)
  for (const relaxation of relaxations(plan, explanation, needs)) {
    if (found.length >= most || isOver()) break
    await breathe()
    const { changes, size, family } = relaxation
    if (family && families.has(family)) continue
    const kind = Math.floor(size)
    const alike = bySize.get(kind) ?? 0
    const isSpent = (spent.get(kind) ?? 0) > seconds * 1000 * SHARE
    if (alike >= MOST_ALIKE || isSpent) continue
    const begun = now()
    const outcome = attempt(changes)
    spent.set(kind, (spent.get(kind) ?? 0) + now() - begun)
    if (outcome === 'open' && !isJoined) {
      isJoined = true
      const joined = await dissolveAll(plan, relaxation, watch)
      if (joined) keep(joined)
    }
    if (outcome !== 'roster') continue
    if (family) families.add(family)
    bySize.set(kind, alike + 1)
    keep(relaxation)
  }
  return found
}

/** Conflicts one behind the other that one way out may dissolve. */
const MOST_TOGETHER = 6
const SECONDS_AGAIN = 5

/** One change after another, each for the conflict that is left, until there is a roster. */
async function dissolveAll(
  plan: Plan,
  first: Relaxation,
  { isOver, now }: Watch,
): Promise<{ says: string; changes: PlanChange[] } | null> {
  const steps = [first]
  while (steps.length <= MOST_TOGETHER && !isOver()) {
    const changes = steps.flatMap((step) => step.changes)
    const bound = applyChanges(plan, changes)
    if (!bound.ok) return null
    const options = { seconds: SECONDS_AGAIN, shouldStop: isOver, now }
    const left = await explain(bound.value, options)
    if (left.status === 'feasible')
      return { says: steps.map((step) => step.says).join(' '), changes }
    const next =
      left.status === 'conflict' && (await firstThatHelps(bound.value, left, { isOver, now }))
    if (!next) return null
    steps.push(next)
  }
  return null
}

async function firstThatHelps(
  plan: Plan,
  explanation: Explanation,
  watch: Watch,
): Promise<Relaxation | undefined> {
  const { needs, dissolves } = await attemptsAt(plan, explanation, watch)
  for (const relaxation of relaxations(plan, explanation, needs)) {
    if (watch.isOver()) return undefined
    await breathe()
    if (dissolves(relaxation.changes)) return relaxation
  }
  return undefined
}
