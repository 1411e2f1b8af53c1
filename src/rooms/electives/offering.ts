// What happens to a round when an offer changes, or something is not open to somebody?
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { type At, GONE, isOver, RELEASED } from './actions.ts'
import { checkPlaces, poolOf, takesRoom, withOffer } from './offers.ts'
import { overfull } from './rules.ts'
import type { Offer } from './schema.ts'
import {
  findChoosers,
  findOffers,
  findRound,
  insertOffers,
  setAllocation,
  setBarred,
} from './store.ts'

type Nothing = Record<string, never>

/** A result that was made of other places is taken back; places that people have stay. */
export async function setOffer(
  db: Database,
  actor: Actor,
  at: At & { offer: string },
  wanted: Pick<Offer, 'places' | 'shut'>,
): Promise<Outcome<{ version: number }>> {
  const tenant = actor.institution.id
  return db.inTenant(tenant, async (tx) => {
    const row = await findRound(tx, at.id, at.round, 'update')
    if (!row) return missing(GONE)
    if (isOver(row)) return refused(RELEASED)
    const { version, offers } = await findOffers(tx, row.id)
    const offer = offers.find(({ id }) => id === at.offer)
    if (!offer) return missing(`There is no elective "${at.offer}" in this round.`)
    const fixed = checkPlaces(offer, wanted.places)
    if (fixed) return refused(fixed)
    const allotted = row.allocation?.places ?? []
    const pool = poolOf(offer)
    const full =
      (wanted.shut && overfull(allotted, (place) => place.offer === offer.id, 0, row.periods)) ||
      (pool === null
        ? undefined
        : overfull(
            allotted,
            (place, period) => takesRoom(offers, pool, place, period),
            wanted.places,
            row.periods,
          ))
    if (full) {
      const choosers = await findChoosers(tx, row.id)
      const who = choosers.filter(({ number }) => full.people.includes(number))
      return refused(
        finding(
          'electives.places',
          `${offer.name} is allotted to ${who.map(({ name }) => name).join(', ')} in ${full.period.label}; ${wanted.shut ? 0 : wanted.places} places are too few.`,
          { can: 'Keep the places.', who: who.map(({ person }) => person), works: [offer.id] },
        ),
      )
    }
    await insertOffers(tx, tenant, row.id, version + 1, withOffer(offers, offer, wanted))
    if (row.allocation) await setAllocation(tx, row.id, null)
    return done({ version: version + 1 })
  })
}

export async function setBars(
  db: Database,
  actor: Actor,
  at: At & { person: string },
  barred: { offer: string; reason: string }[],
): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findRound(tx, at.id, at.round, 'update')
    if (!row) return missing(GONE)
    if (isOver(row)) return refused(RELEASED)
    if (!(await setBarred(tx, row.id, at.person, barred)))
      return missing('This person does not choose in this round.')
    if (row.allocation) await setAllocation(tx, row.id, null)
    return done({})
  })
}
