// Who chooses in a round, with what is locked for them today by prerequisites besides what planners barred?
import type { Tx } from '../../platform/database.ts'
import { findCompetencies, findCompetencyNames, levelOf } from '../catalogue/index.ts'
import { findPeople } from '../people/index.ts'
import { locksOf } from './offers.ts'
import type { Offer } from './schema.ts'
import { type ChooserRow, findChoosers, type RoundRow } from './store.ts'

/**
 * What is recorded opens at once, without anybody touching the round; so locks are looked up and not
 * kept. The level is that of the first day of the round: whoever chooses in spring will have risen.
 */
export async function readChoosers(
  tx: Tx,
  row: RoundRow,
  offers: readonly Offer[],
): Promise<ChooserRow[]> {
  const choosers = await findChoosers(tx, row.id)
  if (choosers.length === 0 || offers.every(({ prerequisites }) => prerequisites.length === 0))
    return choosers
  const ids = choosers.map(({ person }) => person)
  const people = new Map((await findPeople(tx, ids)).map((person) => [person.id, person]))
  const records = await findCompetencies(tx, row.programme, ids)
  const names = await findCompetencyNames(tx, row.programme)
  const first = row.periods[0]!.from
  return choosers.map((chooser) => {
    const person = people.get(chooser.person)
    const competencies = new Set(
      records.filter((one) => one.person === chooser.person).map(({ word }) => word),
    )
    const level = (person && levelOf(person, row.programme, first)) ?? null
    const byHand = new Set(chooser.barred.map(({ offer }) => offer))
    const locks = locksOf(offers, { competencies, level }, names)
    return {
      ...chooser,
      barred: [...chooser.barred, ...locks.filter(({ offer }) => !byHand.has(offer))],
    }
  })
}
