// `npm run verify:match`: do two ways of matching and brute force agree on a million markets?
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { loadSolver } from '../src/platform/solver/highs.ts'
import { matchMarket } from '../src/rooms/match/matching.ts'
import { anyMarket, everyMatching } from '../src/rooms/match/random.fixture.ts'
import type { MarketFile, Place } from '../src/rooms/match/schema.ts'
import { matchAgain } from '../src/rooms/match/second.ts'
import { verifyMatching } from '../src/rooms/match/verify.ts'
import { inProcess } from './parts.ts'
import { keepSection } from './section.ts'

const ENTRY = fileURLToPath(import.meta.url)

type Count = {
  singles: number
  tried: number
  couples: number
  none: number
  undecided: number
  wrong: string[]
}

const said = (places: readonly Place[]) =>
  places
    .map(({ applicant, programme }) => `${applicant} ${programme}`)
    .sort()
    .join()

const quotasOf = ({ programmes }: MarketFile) =>
  new Map(programmes.map(({ id, quota }) => [id, quota]))

const isStable = (file: MarketFile, places: readonly Place[]) => {
  const { faults, blocks } = verifyMatching(file, { places, quotas: quotasOf(file) })
  return faults.length + blocks.length === 0
}

/** Of every thousand markets so many are compared with all matchings there are. */
const BRUTE = 75

/** Of every four markets one has couples. */
async function tryMarkets(from: number, count: number): Promise<Count> {
  const solver = await loadSolver()
  const sum: Count = { singles: 0, tried: 0, couples: 0, none: 0, undecided: 0, wrong: [] }
  const [alone, paired] = [anyMarket({ couples: 0 }), anyMarket({ couples: 2 })]
  const draw = (arbitrary: typeof alone, many: number, seed: number) =>
    fc.sample(arbitrary, { numRuns: many, seed })
  for (let nth = from; nth < from + count; nth += 1000) {
    for (const file of draw(alone, 750, nth)) {
      sum.singles++
      const { places, state } = matchMarket(file)
      const again = matchAgain(file, quotasOf(file))
      if (state !== 'stable' || !isStable(file, places) || said(places) !== said(again))
        sum.wrong.push(`singles of seed ${nth}: ${said(places)} or ${said(again)}`)
    }
    // The best for each applicant of all stable matchings there are.
    for (const file of draw(alone, BRUTE, nth)) {
      sum.tried++
      const { places } = matchMarket(file)
      const stable = everyMatching(file).filter((one) => isStable(file, one))
      const rankOf = (list: readonly Place[], id: string) =>
        list.find(({ applicant }) => applicant === id)?.rank ?? Infinity
      const isBest = stable.every((other) =>
        file.applicants.every(({ id }) => rankOf(places, id) <= rankOf(other, id)),
      )
      if (!isBest || !stable.some((one) => said(one) === said(places)))
        sum.wrong.push(`singles of seed ${nth}: another stable one is better for somebody`)
    }
    for (const file of draw(paired, 250, nth)) {
      sum.couples++
      const { places, state } = matchMarket(file, { solver })
      if (state === 'none-found') sum.undecided++
      if (state === 'stable') {
        if (!isStable(file, places)) sum.wrong.push(`couples of seed ${nth}: not stable`)
        continue
      }
      sum.none++
      if (everyMatching(file).some((one) => isStable(file, one)))
        sum.wrong.push(`couples of seed ${nth}: there is a stable one`)
    }
  }
  return sum
}

async function main(total: number): Promise<void> {
  const began = performance.now()
  const half = Math.ceil(total / 2000) * 1000
  const parts = await Promise.all([
    inProcess<Count>(ENTRY, 1, half),
    inProcess<Count>(ENTRY, half + 1, total - half),
  ])
  const sum = (pick: (part: Count) => number) => parts.reduce((all, part) => all + pick(part), 0)
  const wrong = parts.flatMap((part) => part.wrong)
  for (const one of wrong.slice(0, 20)) console.log(one)
  keepSection(
    'Matching applicants and programmes',
    'npm run verify:match',
    [
      'Random markets of up to four singles, two couples and three programmes. Without couples: deferred acceptance against the lowest cut-offs that clear the market, place for place, and some against all stable matchings there are, of which it must be the best for each applicant. With couples: what is said to be stable is verified; where none is said to exist, every matching is tried.',
    ],
    [
      { what: 'markets without couples', figure: sum((part) => part.singles), goal: '' },
      {
        what: 'of them against every stable matching',
        figure: sum((part) => part.tried),
        goal: '',
      },
      { what: 'markets with couples', figure: sum((part) => part.couples), goal: '' },
      {
        what: 'all of them',
        figure: sum((part) => part.singles + part.couples),
        goal: '>= 1,000,000',
      },
      { what: 'of them without any stable matching', figure: sum((part) => part.none), goal: '' },
      { what: 'not decided', figure: sum((part) => part.undecided), goal: '' },
      { what: 'disagreements', figure: wrong.length, goal: '0' },
      { what: 'minutes', figure: ((performance.now() - began) / 60_000).toFixed(1), goal: '' },
    ],
  )
  process.exitCode = wrong.length > 0 ? 1 : 0
}

if (process.argv[2] === 'part') {
  const [from, count] = process.argv.slice(3).map(Number)
  console.log(JSON.stringify(await tryMarkets(from!, count!)))
} else await main(Number(process.argv[2] ?? 1_000_000))
