// `npm run verify:electives`: do the promises of the mechanisms hold on a hundred thousand markets?
import { fileURLToPath } from 'node:url'
import { faults } from '../src/rooms/allocation/faults.fixture.ts'
import {
  everyAllocation,
  findBreaches,
  findMechanismBreaches,
  isTiny,
  marketOf,
} from '../src/rooms/allocation/laws.fixture.ts'
import { Market } from '../src/rooms/allocation/market.ts'
import { findShape, isUnit } from '../src/rooms/allocation/shape.ts'
import { inProcess } from './parts.ts'
import { keepSection } from './section.ts'

const ENTRY = fileURLToPath(import.meta.url)

type Count = { markets: number; unit: number; tiny: number; breaches: string[] }

function tryMarkets(from: number, count: number): Count {
  const result: Count = { markets: 0, unit: 0, tiny: 0, breaches: [] }
  for (let nth = from; nth < from + count; nth++) {
    const data = marketOf(nth)
    result.markets++
    if (isUnit(findShape(new Market(data)))) result.unit++
    if (isTiny(data)) result.tiny++
    const breaches = findBreaches(data, `seed ${nth}`, nth)
    result.breaches.push(...breaches.map((says) => `market ${nth}: ${says}`))
  }
  return result
}

/** The number of the first market in which a law notices the fault. */
function notice({ of, run }: (typeof faults)[number], most = 2000): number | undefined {
  for (let nth = 1; nth <= most; nth++) {
    const market = new Market(marketOf(nth))
    const all = isTiny(market.data) ? everyAllocation(market, 4000) : undefined
    if (findMechanismBreaches(market, of, run, `seed ${nth}`, { all }).length > 0) return nth
  }
  return undefined
}

async function main(total: number): Promise<void> {
  const began = performance.now()
  const half = Math.ceil(total / 2)
  const parts = await Promise.all([
    inProcess<Count>(ENTRY, 1, half),
    inProcess<Count>(ENTRY, half + 1, total - half),
  ])
  const sum = (pick: (part: Count) => number) => parts.reduce((all, part) => all + pick(part), 0)
  const breaches = parts.flatMap((part) => part.breaches)
  const noticed = faults.map((fault) => ({ fault, at: notice(fault) }))
  const minutes = (performance.now() - began) / 60_000
  for (const breach of breaches.slice(0, 20)) console.log(breach)
  keepSection(
    'The promises of the mechanisms for electives',
    'npm run verify:electives',
    [
      `Random markets of 2 to 5 people, each allotted by every mechanism: every certificate looked over by the verifier; on tiny ones (at most 4 people, 3 periods) compared with every possible allocation (Pareto, rank-maximal, leximin, the bound), and every ordered list of up to three of four wishes of one person tried as a lie wherever a mechanism promises that lying is no use. A seeded fault is a mechanism that breaks one promise; the number is the first market in which a law noticed it.`,
    ],
    [
      { what: 'markets', figure: sum((part) => part.markets), goal: '>= 100,000' },
      { what: 'of one place each, in slots', figure: sum((part) => part.unit), goal: '' },
      { what: 'compared with all allocations', figure: sum((part) => part.tiny), goal: '' },
      { what: 'promises broken', figure: breaches.length, goal: '0' },
      ...noticed.map(({ fault, at }) => ({
        what: `seeded fault of ${fault.of}: ${fault.says}`,
        figure: at === undefined ? 'not noticed' : `market ${at}`,
        goal: 'noticed',
      })),
      { what: 'minutes', figure: minutes.toFixed(1), goal: '' },
    ],
  )
  process.exitCode = breaches.length > 0 || noticed.some(({ at }) => at === undefined) ? 1 : 0
}

if (process.argv[2] === 'part') {
  const [from, count] = process.argv.slice(3).map(Number)
  console.log(JSON.stringify(tryMarkets(from!, count!)))
} else await main(Number(process.argv[2] ?? 100_000))
