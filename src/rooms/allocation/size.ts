// Is the market of a size that can be allotted here? Asked before memory is spent on it.
import { type Finding, finding } from '../../kernel/finding.ts'
import { lengthOf, listPeriods, MOST_STAYS } from './market.ts'
import type { MarketData } from './schema.ts'

export type MarketEstimate = {
  /** Ways of granting a wish, over all wishes of all people. */
  choices: number
  /** Until the slowest mechanism is done, about. */
  seconds: number
  /** Why it is refused; absent when it is not. */
  refusal?: Finding
}

const MOST_CHOICES = 1_000_000

export function estimateMarket(data: MarketData): MarketEstimate {
  const periods = data.periods.length
  const sittingsOf = new Map<string, number>()
  for (const [nth, offer] of data.offers.entries()) {
    const length = lengthOf(offer)
    const piece = offer.parts ? length : Math.min(offer.piece ?? length, length)
    const starts = offer.starts && new Set(offer.starts)
    const mayBegin = data.periods.map(({ id }) => starts?.has(id) ?? true)
    const count =
      piece >= length
        ? mayBegin.filter(Boolean).length
        : listPeriods(mayBegin, length, piece, MOST_STAYS).length
    sittingsOf.set(offer.id, count)
    if (count <= MOST_STAYS) continue
    const says = `"${offer.id}" can be taken in more than ${say(MOST_STAYS)} ways: ${length} of ${periods} periods in pieces of ${piece}.`
    const can = 'Let pieces begin in some periods only, make them longer, or take it in one piece.'
    const refusal = finding('allocation.size', says, { can, path: `offers[${nth}].piece` })
    return { choices: Infinity, seconds: Infinity, refusal }
  }
  let choices = 0
  for (const { wishes } of data.people)
    for (const { offer, starts } of wishes)
      choices += starts ? starts.length : (sittingsOf.get(offer) ?? 0)
  const seconds = Math.max(1, Math.round(choices / 25_000))
  if (choices <= MOST_CHOICES) return { choices, seconds }
  const says = `The market is too large: the wishes of ${say(data.people.length)} people can be granted in ${say(choices)} ways, which would take about ${say(seconds)} seconds; at most ${say(MOST_CHOICES)} are taken.`
  const can =
    'Ask for fewer wishes, let electives begin in fewer periods, or allot one group at a time.'
  return { choices, seconds, refusal: finding('allocation.size', says, { can }) }
}

const say = (count: number) => count.toLocaleString('en-US')
