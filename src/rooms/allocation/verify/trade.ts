// Is this trade possible, and does it hurt nobody?
import { type Finding, finding } from '../../../kernel/finding.ts'
import type { Allotted, MarketData } from '../schema.ts'
import { checkFeasible } from './feasible.ts'
import { Ledger, likes } from './ledger.ts'

type Steps = { steps: readonly { person: string; gives: readonly Allotted[]; takes: Allotted }[] }

/** Everything that speaks against it; empty = it can be done, helps somebody and hurts nobody. */
export function checkTrade(
  data: MarketData,
  places: readonly Allotted[],
  { steps }: Steps,
): Finding[] {
  const wrong = (says: string, who: string[] = []) => finding('verify.trade', says, { who })
  const same = (a: Allotted, b: Allotted) =>
    a.person === b.person && a.offer === b.offer && a.periods.join() === b.periods.join()
  const gives = steps.flatMap((step) => step.gives)
  const missing = gives.filter((given) => !places.some((place) => same(place, given)))
  if (missing.length > 0)
    return missing.map(({ person, offer }) => wrong(`${person} does not hold ${offer}.`, [person]))
  const after = [
    ...places.filter((place) => !gives.some((given) => same(place, given))),
    ...steps.map(({ takes }) => takes),
  ]
  const worth = (list: readonly Allotted[], id: string) =>
    likes(list.flatMap(({ person, rank }) => (person === id ? [rank] : [])))
  const people = [...new Set(steps.map(({ person }) => person))]
  const changes = people.map((id) => ({ id, gain: worth(after, id) - worth(places, id) }))
  const hurt = changes.filter(({ gain }) => gain < 0n)
  return [
    ...checkFeasible(new Ledger(data, after), after),
    ...hurt.map(({ id }) => wrong(`${id} would be worse off.`, [id])),
    ...(changes.some(({ gain }) => gain > 0n) ? [] : [wrong('Nobody would be better off.')]),
  ]
}
