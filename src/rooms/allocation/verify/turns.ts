// In the order of the lottery: could anybody have done better with what was left at their turn?
import type { Ledger, Option } from './ledger.ts'

/** People who have less than the best that those before them had left, or for whom it took too long to tell. */
export function checkTurns(
  ledger: Ledger,
  order: readonly string[],
): { late: string[]; open: string[] } {
  const taken = new Map<string, number>()
  for (const { fixed } of ledger.data.people)
    for (const { offer, periods } of fixed)
      for (const key of ledger.roomOf(offer, periods)) taken.set(key, (taken.get(key) ?? 0) + 1)
  const late: string[] = []
  const open: string[] = []
  for (const id of order) {
    const mine = ledger.places.get(id)!
    const options = ledger
      .optionsOf(id)
      .filter(({ room }) => room.every((key) => (taken.get(key) ?? 0) < ledger.roomFor(key)))
    const best = findBest(ledger, id, options)
    if (!best) open.push(id)
    else if (
      best.join() !==
      mine
        .map(({ rank }) => rank)
        .toSorted((a, b) => a - b)
        .join()
    )
      late.push(id)
    for (const { offer, periods } of mine)
      for (const key of ledger.roomOf(offer, periods)) taken.set(key, (taken.get(key) ?? 0) + 1)
  }
  return { late, open }
}

const MOST_STEPS = 20_000

/** Ranks of the best set, the dearest wish in which two sets differ decides; undefined = gave up. */
function findBest(ledger: Ledger, id: string, options: readonly Option[]): number[] | undefined {
  const person = ledger.people.get(id)!
  const budget = ledger.budgetOf(person)
  const most = person.places ?? Infinity
  let steps = 0
  /** Can exactly these ranks be had together? */
  const fits = (
    ranks: readonly number[],
    busy: readonly string[],
    offers: readonly string[],
  ): boolean => {
    const [rank, ...others] = ranks
    if (rank === undefined) return true
    return options.some((option) => {
      if (option.rank !== rank || ++steps > MOST_STEPS) return false
      if (offers.includes(option.offer)) return false
      if (busy.length + option.periods.length > budget) return false
      if (option.periods.some((period) => busy.includes(period))) return false
      return fits(others, [...busy, ...option.periods], [...offers, option.offer])
    })
  }
  let ranks: number[] = []
  for (let rank = 1; rank <= person.wishes.length; rank++)
    if (ranks.length < most && fits([...ranks, rank], [], [])) ranks = [...ranks, rank]
  return steps > MOST_STEPS ? undefined : ranks
}
