// Which pack holds on which day, and what do packs one after another say of somebody?
import type { Day } from '../../kernel/day.ts'
import { assert } from '../../kernel/finding.ts'
import { type BoundPack, bindPack, judgePerson } from './judge.ts'
import { packs } from './packs/index.ts'
import type { Timeline, TimelinePerson, Verdict } from './schema.ts'

/** `from` null: ever since. */
export type InForce = { from: Day | null; bound: BoundPack; isBarrier: boolean }
/** In the order of days; the first holds ever since. */
export type PacksInForce = readonly [InForce, ...InForce[]]

const usual = bindPack(packs[0]!)
assert(usual.ok, 'the pack that comes first can be bound')

/** Where a programme has chosen nothing. */
export const USUAL_PACKS: PacksInForce = [{ from: null, bound: usual.value, isBarrier: false }]

export const packOn = (packs: PacksInForce, day: Day): InForce =>
  packs.findLast(({ from }) => from === null || from <= day) ?? packs[0]

/**
 * A window is judged by the pack that holds on its first day, so each is judged once. What has no
 * window is judged by the newest.
 */
export function judgeInForce(
  person: TimelinePerson,
  packs: PacksInForce,
  known?: Timeline['known'],
): Verdict[] {
  if (packs.length === 1) return judgePerson(person, packs[0].bound, known)
  const newest = packs.at(-1)!
  return packs.flatMap((pack) =>
    judgePerson(person, pack.bound, known).filter(({ window }) =>
      window === null ? pack === newest : packOn(packs, window.from) === pack,
    ),
  )
}
