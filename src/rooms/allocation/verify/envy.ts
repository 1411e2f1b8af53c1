// Who would rather have the room of somebody else, and does the service want them more?
import type { Allotted } from '../schema.ts'
import { type Ledger, likes, type Option, readCell } from './ledger.ts'

export type Envy = {
  who: string
  /** Who has the room; absent: nobody has it, it is wasted. */
  whose?: string
  option: Option
  /** Every pool concerned wants `who` in an earlier tier. */
  isJustified: boolean
}

/**
 * For each person and each way of granting a wish with which they would be better off (giving up
 * what stands against it): is its room free, or does one other person hold all that is missing?
 * At most one entry for each pair; a justified one is preferred.
 */
export function findEnvy(ledger: Ledger): Envy[] {
  const tiers = readTiers(ledger)
  return ledger.data.people.flatMap(({ id }) => {
    const found = new Map<string, Envy>()
    for (const option of ledger.optionsOf(id)) {
      const gives = findGiven(ledger, id, option)
      if (!gives) continue
      const own = new Set(gives.flatMap((place) => ledger.roomOf(place.offer, place.periods)))
      const missing = option.room.filter((key) => ledger.spare(key) + (own.has(key) ? 1 : 0) <= 0)
      if (missing.length === 0) {
        found.set('', { who: id, option, isJustified: true })
        continue
      }
      for (const whose of ledger.inside.get(missing[0]!) ?? []) {
        if (whose === id || found.get(whose)?.isJustified) continue
        const holds = ledger.places
          .get(whose)!
          .some((place) => covers(ledger.roomOf(place.offer, place.periods), missing))
        if (!holds) continue
        const isJustified = missing.every((key) => {
          const tier = tiers.get(readCell(key).pool)
          return tier !== undefined && tier(id) < tier(whose)
        })
        if (isJustified || !found.has(whose))
          found.set(whose, { who: id, whose, option, isJustified })
      }
    }
    return [...found.values()]
  })
}

const covers = (room: readonly string[], wanted: readonly string[]) =>
  wanted.every((key) => room.includes(key))

function readTiers(ledger: Ledger): Map<string, (id: string) => number> {
  return new Map(
    ledger.data.pools.flatMap(({ id, tiers }) => {
      if (!tiers) return []
      const at = new Map(tiers.flatMap((tier, nth) => tier.map((who) => [who, nth] as const)))
      return [[id, (who: string) => at.get(who) ?? tiers.length] as const]
    }),
  )
}

/** What this person gives up to take the option; undefined = they would not be better off. */
export function findGiven(ledger: Ledger, id: string, option: Option): Allotted[] | undefined {
  const mine = ledger.places.get(id)!
  const person = ledger.people.get(id)!
  const clashes = (place: Allotted) =>
    place.offer === option.offer || place.periods.some((period) => option.periods.includes(period))
  const given = mine.filter(clashes)
  const kept = mine.filter((place) => !clashes(place)).sort((one, other) => one.rank - other.rank)
  const budget = ledger.budgetOf(person)
  const size = () => kept.reduce((sum, place) => sum + place.periods.length, option.periods.length)
  while (kept.length > 0 && (size() > budget || kept.length + 1 > (person.places ?? Infinity)))
    given.push(kept.pop()!)
  if (size() > budget || kept.length + 1 > (person.places ?? Infinity)) return undefined
  const after = likes([option.rank, ...kept.map(({ rank }) => rank)])
  return after > likes(mine.map(({ rank }) => rank)) ? given : undefined
}
