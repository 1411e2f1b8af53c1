// How few cells must change? A legal roster near the old one, then ever fewer changes, and a proof.
import { MUST } from '../flat.ts'
import type { Roster } from '../world.ts'
import { anneal } from '../search/anneal.ts'
import { breathe } from '../search/budget.ts'
import { findFirst } from '../search/first.ts'
import type { Hunt } from '../search/hunt.ts'
import { solveLevel } from '../search/prove.ts'
import { CHANGES } from './freeze.ts'

const SAME = 1e-6
/** What a change weighs against a broken must while the first roster is looked for. */
const CARE = 0.3

/** `false` when it is proven that no roster keeps every must. The rest is in the hunt. */
export async function fewestChanges(hunt: Hunt, people: readonly number[]): Promise<boolean> {
  const published = hunt.roster
  if (!(await findFirst(hunt, 'both', CARE))) return false
  for (let round = 0; round < 3 && isOpen(hunt); round++) {
    nearby(hunt, published, people, round)
    await breathe()
  }
  if (isOpen(hunt)) solveLevel(hunt, CHANGES, hunt.budget.left() * 0.85)
  await breathe()
  // Ties go to the other goals; a round that changes more cells is never taken.
  if (hunt.isLegal() && !hunt.budget.isOver()) await settleTies(hunt)
  return true
}

function isOpen(hunt: Hunt): boolean {
  if (hunt.budget.isOver()) return false
  return !hunt.isLegal() || hunt.totals[CHANGES]! > SAME + (hunt.bounds[CHANGES] ?? 0)
}

/** Frees the people concerned, whoever changed, and everybody in the periods that changed. */
function nearby(hunt: Hunt, published: Roster, people: readonly number[], round: number): void {
  const { world } = hunt.compiled
  const free = new Uint8Array(hunt.roster.length)
  const rows = new Set(people)
  const columns = new Set<number>()
  hunt.roster.forEach((work, cell) => {
    if (work === published[cell]) return
    rows.add(Math.floor(cell / world.periodCount))
    for (let near = -round; near <= round; near++) columns.add((cell % world.periodCount) + near)
  })
  free.forEach((_, cell) => {
    const [p, t] = [Math.floor(cell / world.periodCount), cell % world.periodCount]
    if (rows.has(p) || columns.has(t)) free[cell] = 1
  })
  hunt.tryCells(free, Math.min(1.5, hunt.budget.left() * 0.2), hunt.isLegal() ? CHANGES : MUST)
}

async function settleTies(hunt: Hunt): Promise<void> {
  const changed = hunt.totals[CHANGES]!
  for (const level of hunt.openLevels()) {
    if (level <= CHANGES || hunt.budget.isOver()) continue
    solveLevel(hunt, level, Math.min(1, hunt.budget.left() * 0.3))
    await breathe()
    if (changed > 0) await anneal(hunt, Math.min(0.5, hunt.budget.left() * 0.3))
  }
}
