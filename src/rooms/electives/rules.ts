// What can be wished for in a round, by whom, and which market is it? Pure.
import { type Day, dayNumber, sayDay } from '../../kernel/day.ts'
import { type Finding, finding, sayCount, sayList } from '../../kernel/finding.ts'
import { meets, type Span } from '../../kernel/span.ts'
import { checkWish } from '../allocation/check-wish.ts'
import { Market } from '../allocation/market.ts'
import {
  type Allocation,
  type Allotted,
  type MarketData,
  marketSchema,
} from '../allocation/schema.ts'
import { poolOf, poolsOf } from './offers.ts'
import type { AllottedSay, Demand, Offer, Period } from './schema.ts'

type Block = Span & { id: string; label: string }

/**
 * The periods of a round: `size` blocks of the plan each, from one block to another. What is left at
 * the end makes no period. Empty when there are no such blocks, or fewer than one period of them.
 */
export function periodsOf(
  blocks: readonly Block[],
  cut: { from: string; to: string; size: number },
): Period[] {
  const first = blocks.findIndex(({ id }) => id === cut.from)
  const last = blocks.findIndex(({ id }) => id === cut.to)
  if (first < 0 || last < first) return []
  const periods: Period[] = []
  for (let at = first; at + cut.size - 1 <= last; at += cut.size) {
    const [begins, ends] = [blocks[at]!, blocks[at + cut.size - 1]!]
    const label = cut.size === 1 ? begins.label : `${sayDay(begins.from)} to ${sayDay(ends.to)}`
    periods.push({ id: begins.id, label, from: begins.from, to: ends.to })
  }
  return periods
}

export type Chooser = {
  person: string
  number: string
  wishes: string[]
  barred: { offer: string; reason: string }[]
}
export type RoundFacts = { title: string; periods: Period[]; places: number; offers: Offer[] }

/** The numbers of `count` people: as long as the longest, so that they sort as text. */
export function numbersOf(count: number): string[] {
  const digits = Math.max(2, String(count).length)
  return Array.from({ length: count }, (_, nth) => `p${String(nth + 1).padStart(digits, '0')}`)
}

/**
 * As allocation reads it; people by their numbers. An offer that takes more periods than there are is
 * no part of it. Wishes must be for the others.
 */
export function marketOf(round: RoundFacts, choosers: readonly Chooser[]): MarketData {
  const offers = round.offers.filter(({ length }) => length <= round.periods.length)
  const known = new Set(offers.map(({ id }) => id))
  return marketSchema.parse({
    ...{ format: 'isocenter.market', version: 1, title: round.title },
    periods: round.periods.map(({ id, label }) => ({ id, label })),
    // Also of offers that are too long: a part of something else may draw from them.
    pools: poolsOf(round.offers).map(({ id, name, places }) => ({ id, name, capacity: places })),
    offers: offers.map((offer) => {
      const pool = poolOf(offer)
      const { id, name, length, shut, parts } = offer
      return {
        ...{ id, name },
        ...(parts.length > 0 ? { parts } : { length, ...(pool === null ? {} : { pool }) }),
        ...(shut ? { shut } : {}),
      }
    }),
    people: choosers.map(({ number, wishes, barred }) => ({
      ...{ id: number, places: round.places },
      barred: barred.filter(({ offer }) => known.has(offer)),
      wishes: wishes.map((offer) => ({ offer })),
    })),
  })
}

/** Why these wishes cannot be saved; empty = they can. Every reason at once. */
export function judgeWishes(
  round: RoundFacts & { mostWishes: number },
  me: Omit<Chooser, 'wishes'>,
  wishes: readonly string[],
): Finding[] {
  const names = new Map(round.offers.map(({ id, name }) => [id, name]))
  const findings: Finding[] = []
  if (wishes.length > round.mostWishes)
    findings.push(
      finding(
        'electives.most',
        `${sayCount(wishes.length, 'wish', 'wishes')} are more than the ${round.mostWishes} of this round.`,
        { can: 'Remove the last ones.', by: wishes.length - round.mostWishes },
      ),
    )
  const unknown = [...new Set(wishes.filter((id) => !names.has(id)))]
  for (const id of unknown)
    findings.push(
      finding('electives.unknown', `There is no elective "${id}" in this round.`, {
        can: 'Choose from the list.',
        works: [id],
      }),
    )
  const twice = [...new Set(wishes.filter((id, nth) => wishes.indexOf(id) < nth))]
  for (const id of twice)
    findings.push(
      finding('electives.twice', `${names.get(id) ?? id} is wished for twice.`, {
        can: 'Keep the dearer of the two.',
        works: [id],
      }),
    )
  if (findings.length > 0) return findings
  // The machinery counts on as many wishes as it can tell apart; the round allows no more.
  return wishes.flatMap((id) => {
    const why = whyNot(round, me, id)
    return why ? [why] : []
  })
}

/** Why this offer cannot be wished for by this person, with all others away; undefined = it can. */
export function whyNot(
  round: RoundFacts,
  me: Omit<Chooser, 'wishes'>,
  offer: string,
): Finding | undefined {
  const found = round.offers.find(({ id }) => id === offer)
  const name = found?.name ?? offer
  const refuse = (rule: string, says: string) =>
    finding(rule, says, { works: [offer], can: 'Wish for another elective.' })
  if (found && found.length > round.periods.length)
    return refuse(
      'electives.long',
      `${name} takes ${sayCount(found.length, 'period')}, and this round has ${round.periods.length}.`,
    )
  const market = new Market(marketOf(round, [{ ...me, wishes: [offer] }]))
  const [why] = checkWish(market, 0, 0)
  return why && refuse(why.rule, sayWhyNot(found, me, name))
}

/** In words for whoever wishes; the machinery speaks of people by their numbers. */
function sayWhyNot(
  offer: Offer | undefined,
  { barred }: Omit<Chooser, 'wishes'>,
  name: string,
): string {
  if (offer?.shut)
    return `${name} ${offer.shut.why === 'closed' ? 'is closed' : 'has lapsed'}: ${offer.shut.reason}`
  const bar = barred.find((one) => one.offer === offer?.id)
  if (bar) return `${name} is not open to you: ${bar.reason}`
  return `${name} is full: it has no place in this round.`
}

/** The market of a round without the wishes that have become impossible, and those, in words. */
export function soundMarket(
  round: RoundFacts,
  choosers: readonly (Chooser & { name: string })[],
): { market: MarketData; leftOut: string[] } {
  const leftOut: string[] = []
  const known = new Set(round.offers.map(({ id }) => id))
  const kept = choosers.map((chooser) => ({
    ...chooser,
    wishes: chooser.wishes.filter((id) => {
      const isSound = known.has(id) && !whyNot(round, chooser, id)
      if (!isSound) leftOut.push(`${chooser.name}: ${id}`)
      return isSound
    }),
  }))
  return { market: marketOf(round, kept), leftOut }
}

/** By offer: how many wish for it, how many before everything else. */
export function countDemand(lists: readonly (readonly string[])[]): Map<string, Demand> {
  const demand = new Map<string, Demand>()
  for (const list of lists)
    for (const [nth, offer] of list.entries()) {
      const { wishes, first } = demand.get(offer) ?? { wishes: 0, first: 0 }
      demand.set(offer, { wishes: wishes + 1, first: first + (nth === 0 ? 1 : 0) })
    }
  return demand
}

/** What a person with this number has, in days; periods that meet are one stretch. */
export function placesOf(
  { places }: Pick<Allocation, 'places'>,
  round: Pick<RoundFacts, 'periods' | 'offers'>,
  me: Pick<Chooser, 'number' | 'wishes'>,
): AllottedSay[] {
  return places
    .filter(({ person }) => person === me.number)
    .map((place) => ({
      offer: place.offer,
      name: nameIn(round, place.offer),
      rank: me.wishes.indexOf(place.offer) + 1 || place.rank,
      days: daysOf(place.periods, round.periods),
    }))
}

const nameIn = ({ offers }: Pick<RoundFacts, 'offers'>, id: string) =>
  offers.find((offer) => offer.id === id)?.name ?? id

function daysOf(ids: readonly string[], periods: readonly Period[]): Span[] {
  const spans: Span[] = []
  for (const id of ids) {
    const period = periods.find((one) => one.id === id)
    if (!period) continue
    const last = spans.at(-1)
    if (last && meets(last, period)) last.to = period.to
    else spans.push({ from: period.from, to: period.to })
  }
  return spans
}

/** Who is more than so many people in some period; names with the days of the first. */
export function overfull(
  places: readonly Allotted[],
  isThere: (place: Allotted, period: string) => boolean,
  capacity: number,
  periods: readonly Period[],
): { period: Period; people: string[] } | undefined {
  for (const period of periods) {
    const people = places.filter((place) => isThere(place, period.id)).map(({ person }) => person)
    if (people.length > capacity) return { period, people }
  }
  return undefined
}

/** `4 Jan to 31 Jan and 1 Mar to 28 Mar`. */
export const saySpans = (days: readonly { from: Day; to: Day }[]): string =>
  sayList(
    [...days]
      .sort((one, other) => dayNumber(one.from) - dayNumber(other.from))
      .map(({ from, to }) => `${sayDay(from)} to ${sayDay(to)}`),
  )
