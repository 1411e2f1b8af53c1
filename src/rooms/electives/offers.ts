// Which offers does a catalogue make in a round, from which pools, and what if one changes? Pure.
import { type Finding, finding, sayList } from '../../kernel/finding.ts'
import { spanDays } from '../../kernel/span.ts'
import type { Catalogue, Elective } from '../catalogue/schema.ts'
import { lackingFor, type Names } from '../catalogue/taking.ts'
import { chainsOf, variantsOf } from '../catalogue/variants.ts'
import type { Allotted } from '../allocation/schema.ts'
import type { Offer, Period } from './schema.ts'

const WEEK = 7

/** Weeks in periods of the round: as many as the least stay needs. */
function lengthIn(periods: readonly Period[]): (weeks: number) => number {
  const days = Math.min(...periods.map(spanDays))
  return (weeks) => Math.max(1, Math.ceil((weeks * WEEK) / days))
}

/** Every way of having every elective, then the mini-fellowships. */
export function offersOf(catalogue: Catalogue, periods: readonly Period[]): Offer[] {
  const lengthOf = lengthIn(periods)
  const known = new Map(catalogue.electives.map((elective) => [elective.id, elective]))
  const plain = { shut: null, isAlwaysOpen: false, parts: [], pool: null }
  const needsOf = ({ prerequisites }: Pick<Elective, 'prerequisites'>) => ({
    needs: prerequisites.map(({ says }) => says),
    prerequisites,
  })
  return [
    ...catalogue.electives.flatMap((elective) =>
      variantsOf(elective).map(({ id, name, pool, places, weeks }): Offer => ({
        ...{ ...plain, id, name, code: elective.code, section: elective.section, pool },
        ...{ elective: elective.id, isAlwaysOpen: pool === null, places: places ?? 0 },
        ...{ length: lengthOf(weeks), ...needsOf(elective) },
      })),
    ),
    ...chainsOf(catalogue).map(({ id, name, steps }): Offer => {
      const parts = steps.map(({ pool, weeks }) => ({ pool, length: lengthOf(weeks) }))
      const asked = steps.flatMap((step) => known.get(step.elective)!.prerequisites)
      return {
        ...{ ...plain, id, name, code: 'MINI', parts, elective: '' },
        section: known.get(steps[0]!.elective)!.section,
        places: Math.min(...steps.map(({ places }) => places)),
        length: parts.reduce((sum, part) => sum + part.length, 0),
        ...needsOf({ prerequisites: asked }),
      }
    }),
  ]
}

type Drawing = Pick<Offer, 'id' | 'pool' | 'isAlwaysOpen' | 'parts'>
/** From which pool an offer draws as a whole; null = there is always room, or its parts draw. */
export const poolOf = ({ id, pool, isAlwaysOpen, parts }: Drawing): string | null =>
  isAlwaysOpen || parts.length > 0 ? null : (pool ?? id)

/** Each pool once, with its places, by the first offer that draws from it. */
export function poolsOf(offers: readonly Offer[]): { id: string; name: string; places: number }[] {
  const pools = new Map<string, { id: string; name: string; places: number }>()
  for (const offer of offers) {
    const id = poolOf(offer)
    if (id !== null && !pools.has(id)) pools.set(id, { id, name: offer.name, places: offer.places })
  }
  return [...pools.values()]
}

/** Does this place take room of the pool in this period? */
export function takesRoom(
  offers: readonly Offer[],
  pool: string,
  place: Pick<Allotted, 'offer' | 'periods'>,
  period: string,
): boolean {
  const offer = offers.find(({ id }) => id === place.offer)
  const nth = place.periods.indexOf(period)
  if (!offer || nth < 0) return false
  let until = 0
  const part = offer.parts.find(({ length }) => (until += length) > nth)
  return (part ? part.pool : poolOf(offer)) === pool
}

/** Why this offer cannot have this number of places; its pool could not keep the word. */
export function checkPlaces(offer: Offer, places: number): Finding | undefined {
  if (places === offer.places || (!offer.isAlwaysOpen && offer.parts.length === 0)) return undefined
  return finding(
    'electives.parts',
    offer.isAlwaysOpen
      ? `${offer.name} is always open; it has no number of places.`
      : `The places of ${offer.name} are those of its parts.`,
    { can: 'Change the places of the electives that it is made of.', works: [offer.id] },
  )
}

/** The offers with another number of places of one: all that draw from its pool have it too. */
export function withOffer(
  offers: readonly Offer[],
  of: Offer,
  { places, shut }: Pick<Offer, 'places' | 'shut'>,
): Offer[] {
  const pool = poolOf(of)
  const next = offers.map((offer) => ({
    ...offer,
    ...(offer.id === of.id ? { shut } : {}),
    ...(pool !== null && poolOf(offer) === pool ? { places } : {}),
  }))
  const room = new Map(poolsOf(next).map((one) => [one.id, one.places]))
  return next.map((offer) =>
    offer.parts.length > 0
      ? { ...offer, places: Math.min(...offer.parts.map((part) => room.get(part.pool) ?? 0)) }
      : offer,
  )
}

/** What is locked for somebody who has learned this and is at this level, and why. */
export function locksOf(
  offers: readonly Offer[],
  has: { competencies: ReadonlySet<string>; level: string | null },
  names: Names,
): { offer: string; reason: string }[] {
  return offers.flatMap((offer) => {
    const reasons = lackingFor(offer, has.competencies, has.level, names)
    return reasons.length === 0 ? [] : [{ offer: offer.id, reason: reasons.join(' ') }]
  })
}

/** `Diagnosis and Intervention`: the others that draw from the same places. */
export function saySharing(offers: readonly Offer[], of: Offer): string {
  const pool = poolOf(of)
  const others = offers.filter((offer) => offer.id !== of.id && pool && poolOf(offer) === pool)
  return sayList(others.map(({ name }) => name.split(': ').at(-1)!))
}
