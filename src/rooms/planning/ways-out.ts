// Where there is no roster: which small change of the rules or facts makes one possible?
import { compile } from './compile.ts'
import { fitOptions } from './flat.ts'
import type { Explanation } from './explain.ts'
import type { PlanChange } from './changes.ts'
import { applyChanges } from './repair/event.ts'
import type { Plan } from './rule.ts'
import { breathe } from './search/first.ts'
import { Jump } from './search/jump.ts'
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

/** Longest walk for one change; a roster that exists is usually found in a tenth of that. */
const SECONDS_EACH = 0.7
/** Of one size so many ways are enough; the next ones differ more. */
const MOST_ALIKE = 2
/** Part of the time that changes of one size may take, so that larger ones are tried as well. */
const SHARE = 0.25

/**
 * Ways out of a conflict, the smallest change first. Each one is tried by looking for a roster of
 * the changed problem; what could not be confirmed in its time is left out.
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
  const found: WayOut[] = []
  const bySize = new Map<number, number>()
  const spent = new Map<number, number>()
  const families = new Set<string>()
  for (const relaxation of relaxations(plan, explanation)) {
    if (found.length >= most || isOver()) break
    await breathe()
    const { says, changes, size, family } = relaxation
    if (family && families.has(family)) continue
    const kind = Math.floor(size)
    const alike = bySize.get(kind) ?? 0
    const begun = now()
    const isSpent = (spent.get(kind) ?? 0) > seconds * 1000 * SHARE
    if (alike >= MOST_ALIKE || isSpent) continue
    const isHelp = helps(plan, relaxation, isOver, now)
    spent.set(kind, (spent.get(kind) ?? 0) + now() - begun)
    if (!isHelp) continue
    if (family) families.add(family)
    bySize.set(kind, alike + 1)
    const way = { says, changes, verified: true, elapsedMs: now() - started }
    found.push(way)
    onFound?.(way)
  }
  return found
}

/** Is there a roster once this is changed? */
function helps(
  plan: Plan,
  { changes }: Relaxation,
  isOver: () => boolean,
  now: () => number,
): boolean {
  const bound = applyChanges(plan, changes)
  if (!bound.ok) return false
  const compiled = compile(bound.value)
  if (compiled.clashes.length > 0) return false
  const jump = new Jump(compiled, fitOptions(compiled, compiled.world.emptyRoster()), 1)
  const end = now() + SECONDS_EACH * 1000
  while (!jump.isLegal() && !jump.isIdle() && now() < end && !isOver()) jump.run(100)
  return jump.isLegal()
}
