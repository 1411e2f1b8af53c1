// How long does a match of the size of the nation take, and is what comes out stable?
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { rootFolder } from '../src/platform/root.ts'
import { loadSolver, type Solver } from '../src/platform/solver/highs.ts'
import { checkMarket, matchMarket, verifyMatching } from '../src/rooms/match/index.ts'
import { type MarketFile, marketSchema } from '../src/rooms/match/schema.ts'
import { simulateInThreads } from '../src/app/season-threads.ts'
import { seasonModelSchema } from '../src/rooms/match/seasons.ts'
import { readHrc, readHrcMatching } from './import-hrc.ts'
import type { Row } from './table.ts'

const FOLDER = join(rootFolder, '..', 'shared', 'bench', 'hrc')
const SEEDS = 20

const cpuSeconds = (since: NodeJS.CpuUsage) => process.cpuUsage(since).user / 1_000_000

const unpack = (name: string) => readHrc(gunzipSync(readFileSync(join(FOLDER, name))).toString())

const verdictOf = (file: MarketFile, places: ReturnType<typeof matchMarket>['places']) => {
  const quotas = new Map(file.programmes.map(({ id, quota }) => [id, quota]))
  const { faults, blocks } = verifyMatching(file, { places, quotas })
  return faults.length > 0 ? `${faults.length} faults` : `${blocks.length} object`
}

/** From the file on the disk to the result; checks of the market included. */
function measure(
  what: string,
  file: MarketFile,
  goal: string,
  seed = 'isocenter',
  solver?: Solver,
): Row {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-match-'))
  const path = join(folder, 'market.json')
  writeFileSync(path, JSON.stringify(file))
  const began = process.cpuUsage()
  const read = marketSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  const faults = checkMarket(read)
  const reading = cpuSeconds(began)
  const { places, state, figures } = matchMarket(read, { seed, ...(solver ? { solver } : {}) })
  const all = cpuSeconds(began)
  rmSync(folder, { recursive: true })
  return {
    what,
    applicants: figures.applicants,
    couples: figures.couples,
    positions: figures.positions,
    filled: figures.filled,
    state: faults.length > 0 ? `${faults.length} faults` : state,
    'by the verifier': verdictOf(read, places),
    'CPU s, reading': reading.toFixed(2),
    'CPU s, all': all.toFixed(2),
    goal,
  }
}

/** The small cases with what is expected of them: the same places, or stable where only that is said. */
function countCases(solver: Solver): { of: number; same: number; stable: number } {
  const count = { of: 0, same: 0, stable: 0 }
  for (const set of ['Tests', 'RPTests'])
    for (const name of readdirSync(join(FOLDER, set)).filter((each) =>
      /^(test|try)\d/.test(each),
    )) {
      const file = readHrc(readFileSync(join(FOLDER, set, name), 'utf8'))
      const { places, state } = matchMarket(file, { solver })
      const path = join(FOLDER, set, `matchfor_${name}`)
      const expected = existsSync(path) ? readHrcMatching(readFileSync(path, 'utf8')) : undefined
      const mine = new Map(places.map(({ applicant, programme }) => [applicant, programme]))
      count.of++
      if (state === 'stable' && verdictOf(file, places) === '0 object') count.stable++
      if (
        expected &&
        expected.size === mine.size &&
        [...expected].every(([a, p]) => mine.get(a) === p)
      )
        count.same++
    }
  return count
}

export async function benchMatch(): Promise<Row[]> {
  if (!existsSync(FOLDER)) return [{ what: 'skipped: ../shared/bench is not beside the program' }]
  const solver = await loadSolver()
  const nation = unpack('nrmp-synthetic-50000.txt.gz')
  const inCouples = new Set(nation.couples.flatMap(({ members }) => members))
  const singles = {
    ...nation,
    couples: [],
    applicants: nation.applicants.filter(({ id }) => !inCouples.has(id)),
    programmes: nation.programmes.map((one) => ({
      ...one,
      list: one.list.filter((id) => !inCouples.has(id)),
    })),
  }
  const rows = [
    measure('the nation, singles only', singles, '< 1.7 CPU s, 2 with the file'),
    measure('the nation with couples', nation, '< 6 CPU s'),
  ]
  const seeds = Array.from({ length: SEEDS }, (_, nth) =>
    measure('', turned(nation, nth), '', `seed ${nth}`),
  )
  const worst = seeds.reduce((one, other) =>
    Number(one['CPU s, all']) > Number(other['CPU s, all']) ? one : other,
  )
  const stable = seeds.filter(
    (row) => row['state'] === 'stable' && row['by the verifier'] === '0 object',
  ).length
  rows.push({
    ...worst,
    what: `the slowest of ${SEEDS} orders of its couples`,
    state: `${stable} of ${SEEDS} stable`,
    goal: '< 6 CPU s',
  })
  const msk = unpack('msk-synthetic.txt.gz')
  matchMarket(msk)
  rows.push(
    measure('a season of one subspecialty', msk, '< 0.01 CPU s for the match', 'isocenter', solver),
  )
  rows.push(await measureSeasons(rows[0]!))
  const cases = countCases(solver)
  rows.push({
    ...Object.fromEntries(Object.keys(rows[0]!).map((key) => [key, ''])),
    what: `small cases: ${cases.of}`,
    state: `${cases.stable} stable`,
    'by the verifier': `${cases.same} with just the places that are expected`,
    goal: 'all as expected',
  })
  return rows
}

/** Couples in another order: they come one by one, so it is another run. */
function turned(file: MarketFile, nth: number): MarketFile {
  const at = Math.floor((file.couples.length * nth) / SEEDS)
  return { ...file, couples: [...file.couples.slice(at), ...file.couples.slice(0, at)] }
}

const SEASONS = 100_000

/** Two threads of the built program; the seconds are of the clock, so other programs count. */
async function measureSeasons(like: Row): Promise<Row> {
  const model = seasonModelSchema.parse({
    ...{ format: 'isocenter.seasons', version: 1, applicants: 260 },
    ours: { quota: 3, ranked: 17 },
  })
  const entry = pathToFileURL(join(rootFolder, 'build', 'server', 'season-worker.js'))
  const began = performance.now()
  const { seasons, open } = await simulateInThreads(model, SEASONS, { seed: 1, threads: 2, entry })
  const seconds = (performance.now() - began) / 1_000
  return {
    ...Object.fromEntries(Object.keys(like).map((key) => [key, ''])),
    what: `${seasons.toLocaleString('en')} invented seasons of 81 programmes, two threads`,
    applicants: model.applicants,
    positions: model.positions,
    state: `all our places filled in ${Math.round(open[0]! * 100)} %`,
    'CPU s, all': `${seconds.toFixed(1)} s of the clock`,
    goal: '< 60 s of two cores',
  }
}
