// How long does each mechanism take for a thousand residents, and what do they get?
import { allocate, findTrades, Market, verifyAllocation } from '../src/rooms/allocation/index.ts'
import { makeRandom, withoutBad } from '../src/rooms/allocation/random.fixture.ts'
import { type MarketData, marketSchema, mechanisms } from '../src/rooms/allocation/schema.ts'
import { findShape, isUnit } from '../src/rooms/allocation/shape.ts'
import type { Row } from './table.ts'

const [PEOPLE, ELECTIVES, PERIODS, WISHES] = [1000, 60, 12, 12]
const SEED = 'bench 2026'

/**
 * Sixty electives on forty pools. Wishes crowd on the popular ones, a third name two periods.
 * `isSingle`: one place of one period each. Otherwise four periods each, electives of one and two
 * periods (some may be split), and every twelfth a track over two pools.
 */
function inventMarket(isSingle: boolean): MarketData {
  const random = makeRandom(isSingle ? 1 : 2)
  const upTo = (most: number) => Math.floor(random() * most)
  const name = (letter: string, nth: number) => `${letter}${nth + 1}`
  const list = (letter: string, count: number) =>
    Array.from({ length: count }, (_, nth) => name(letter, nth))
  const [people, pools, periods] = [list('p', PEOPLE), list('s', 40), list('t', PERIODS)]
  const popular = () => Math.floor(ELECTIVES * random() ** 2)
  return withoutBad(
    marketSchema.parse({
      format: 'isocenter.market',
      version: 1,
      periods: periods.map((id) => ({ id })),
      pools: pools.map((id) => ({
        id,
        capacity: isSingle ? 1 + upTo(3) : 4 + upTo(9),
        tiers: [0, 1, 2].map((tier) =>
          people.filter((_, nth) => (nth + pools.indexOf(id)) % 4 === tier),
        ),
      })),
      offers: list('e', ELECTIVES).map((id, nth) => {
        const pool = pools[nth % pools.length]!
        if (isSingle) return { id, pool }
        if (nth % 12 === 11)
          return {
            id,
            parts: [
              { pool, length: 1 },
              { pool: pools[(nth + 7) % 40]!, length: 1 },
            ],
          }
        return { id, pool, length: 1 + (nth % 2), ...(nth % 6 === 3 ? { piece: 1 } : {}) }
      }),
      people: people.map((id) => ({
        id,
        ...(isSingle ? { places: 1 } : { budget: 4 }),
        wishes: [...new Set(Array.from({ length: 3 * WISHES }, popular))]
          .slice(0, WISHES)
          .map((offer) => ({
            offer: name('e', offer),
            ...(random() < 0.33 ? { starts: [upTo(6), 6 + upTo(5)].map((t) => name('t', t)) } : {}),
          })),
      })),
    }),
  )
}

function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

export function benchElectives(): Row[] {
  return [true, false].flatMap((isSingle) => {
    const data = inventMarket(isSingle)
    const what = isUnit(findShape(new Market(data))) ? 'one place each' : 'four periods each'
    return mechanisms.map((mechanism) => {
      const begun = process.cpuUsage()
      const made = allocate(data, mechanism, SEED)
      const seconds = cpuSeconds(begun)
      if (!made.ok) throw new Error(made.findings.map(({ says }) => says).join('\n'))
      const { figures, bound, places } = made.value
      const verdict = verifyAllocation(made.value)
      const verified = cpuSeconds(begun) - seconds
      const { trades, isComplete } = findTrades(data, places, { people: 3, effort: 300 })
      const fourth = figures.ranks.slice(3).reduce((sum, count) => sum + count, 0)
      return {
        market: what,
        mechanism,
        'CPU seconds': seconds.toFixed(1),
        target: '< 10',
        'wishes 1, 2, 3, later': [...figures.ranks.slice(0, 3), fourth].join(', '),
        'first wishes at most': bound.first,
        'with none (at least)': `${figures.nothing} (${bound.nothing})`,
        'worst-off has wish (at best)': `${figures.worstRank} (${bound.worstRank})`,
        'pairs with justified envy': verdict.envy.justified,
        'verified in': `${verified.toFixed(1)} s`,
        'found wrong': verdict.findings.length,
        'trades found': `${trades.length}${trades.length === 50 ? ' (as many as asked)' : isComplete ? '' : ' (not all tried)'}`,
      }
    })
  })
}
