// How good is the engine on problems that nobody here wrote, beside the best known?
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { caseIds, openCase, type SetName } from './foreign-cases.ts'
import { compare, gapTo, type Goal } from './foreign-goals.ts'
import { MARKS, type Moment, type Run, type State, THREADS } from './foreign-solve.ts'
import { benchFile } from './real-source.ts'
import type { Row } from './table.ts'

type Asked = { cpu: number; seeds: number[]; isTold: boolean }

/**
 * Words of the command line: names of problems; a number = CPU seconds of both threads together;
 * `seed=3`, or `seeds=3` for the worst of the seeds 1, 2 and 3; `phases` says what the search does.
 */
export function benchForeign(set: SetName, cpu: number, words: readonly string[]): Row[] {
  const ids = caseIds(set, words)
  if (ids.length === 0) return [{ problem: 'skipped: ../shared/bench is not beside the program' }]
  const count = numberAfter(words, 'seeds=')
  const asked: Asked = {
    cpu: words.map(Number).find((value) => value > 0) ?? cpu,
    seeds: count
      ? Array.from({ length: count }, (_, n) => n + 1)
      : [numberAfter(words, 'seed=') ?? 1],
    isTold: words.includes('phases'),
  }
  const measured = ids.map((id) => measure(set, id, asked))
  const rows = measured.map(({ row }) => row)
  return set === 'shifts' ? [...rows, ...meanGap(measured)] : rows
}

function numberAfter(words: readonly string[], name: string): number | undefined {
  const word = words.find((each) => each.startsWith(name))
  return word === undefined ? undefined : Number(word.slice(name.length))
}

type Measured = { id: string; goal: Goal; worst: Run; row: Row }

function measure(set: SetName, id: string, asked: Asked): Measured {
  const { goal } = openCase(set, id)
  const runs = asked.seeds.map((seed) =>
    solveApart([set, id, String(seed), String(asked.cpu)], asked),
  )
  const worst = worstOf(runs, goal)
  const { end, marks } = worst
  const first = latest(runs.map((run) => run.first))
  const last = latest(runs.map((run) => run.last))
  const at = MARKS.filter((mark) => mark < asked.cpu).map(
    (mark) => [`${mark} CPU s`, say(marks[mark], goal)] as const,
  )
  const row: Row = {
    ...{ problem: id, size: worst.size, rules: worst.rules },
    'first legal': sayTime(first),
    ...Object.fromEntries(at),
    end: say(end, goal),
    'best after': sayTime(last),
    'musts broken': end.score === null ? '-' : brokenIn(runs),
    CPU: `${worst.cpu.toFixed(0)} s`,
    'peak memory': `${Math.max(...runs.map(({ memory }) => memory))} MB`,
    'to beat': goal.says,
    result: compare(goal, { ...end, first: first?.cpu ?? null, last: last?.cpu ?? null }),
    peer: runPeers(goal, asked.cpu),
    ...(runs.length > 1 ? { seeds: runs.map((run) => sayScore(run.end.score)).join(', ') } : {}),
  }
  console.log(JSON.stringify(row))
  return { id, goal, worst, row }
}

/** The slowest seed; null when one of them never came there. */
function latest(moments: readonly (Moment | null)[]): Moment | null {
  if (moments.includes(null)) return null
  return moments.reduce((one, other) => (other!.cpu > one!.cpu ? other : one))
}

const sayTime = (moment: Moment | null): string =>
  moment === null ? 'none' : `${moment.cpu.toFixed(1)} CPU s (${moment.clock.toFixed(1)} s)`

/** In a process of its own: memory and CPU time are of this problem alone. */
function solveApart(words: readonly string[], { isTold }: Asked): Run {
  const run = spawnSync(
    process.execPath,
    [process.argv[1]!, 'solve', ...words, ...(isTold ? ['phases'] : [])],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 26 },
  )
  const last = run.stdout.trim().split('\n').at(-1) ?? ''
  if (run.status !== 0 || !last.startsWith('{'))
    throw new Error(`${words.join(' ')} ended with ${run.status ?? run.signal}: ${run.stdout}`)
  return JSON.parse(last) as Run
}

/** No roster is worse than any, a broken one worse than one that keeps every must. */
export function worstOf(runs: readonly Run[], { sense }: Goal): Run {
  const sign = sense === 'max' ? 1 : -1
  const kind = ({ end }: Run) => (end.score === null ? 0 : end.broken > 0 ? 1 : 2)
  const value = ({ end }: Run) => sign * (end.score ?? 0)
  return runs.toSorted((one, other) => kind(one) - kind(other) || value(one) - value(other))[0]!
}

/** At any mark, in any run. */
const brokenIn = (runs: readonly Run[]): number =>
  runs
    .flatMap(({ marks, end }) => [...Object.values(marks), end])
    .reduce((sum, { broken }) => sum + broken, 0)

const sayScore = (score: number | null): string => (score === null ? 'none' : String(round(score)))
const round = (value: number) => Number(value.toFixed(2))

/** `358 (limit 407)`. */
function say(state: State | undefined, { sense }: Goal): string {
  if (!state) return 'ended before'
  const { score, limit } = state
  if (score === null) return 'none'
  if (limit === null) return sayScore(score)
  const isBest = sense === 'max' ? score >= limit - 1e-6 : score <= limit + 1e-6
  return `${sayScore(score)} (${isBest ? 'proven best' : `limit ${sayScore(limit)}`})`
}

/** The goal of the shift problems is a mean over the first twelve. */
function meanGap(measured: readonly Measured[]): Row[] {
  const twelve = measured.filter(({ id }) => Number(id.replace('Instance', '')) <= 12)
  if (twelve.length < 12) return []
  const gaps = twelve.map(({ goal, worst }) =>
    worst.end.score === null ? Infinity : gapTo(goal.best!, worst.end.score, goal.sense),
  )
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const result = `${mean.toFixed(1)} %: ${mean <= 5 ? 'met' : 'missed'}`
  return [{ problem: 'mean gap of 1 to 12', 'to beat': 'at most 5 %', result }]
}

type Answer = { checked?: number; bound?: number; violations?: number }

/** The standing rival where OR-tools is installed: at the last mark, which is a minute of two cores. */
function runPeers({ file }: Goal, cpu: number): string {
  if (!file) return 'does not read it'
  const has = spawnSync('python3', ['-c', 'import ortools'], { stdio: 'ignore' })
  if (has.status !== 0) return 'no OR-tools here'
  const seconds = Math.min(cpu, MARKS.at(-1)!)
  return `${seconds} CPU s: ${runPeer(file, seconds)}`
}

function runPeer(file: readonly string[], cpu: number): string {
  const words = [benchFile('peer', 'cpsat_peer.py'), benchFile(...file)]
  const run = spawnSync('python3', [...words, String(cpu / THREADS), String(THREADS)], {
    ...{ cwd: tmpdir(), encoding: 'utf8' },
  })
  const line = run.stdout.trim().split('\n').at(-1) ?? ''
  if (run.status !== 0 || !line.includes('{')) return 'failed'
  const { checked, bound, violations } = JSON.parse(line.slice(line.indexOf('{'))) as Answer
  return `${checked ?? 'none'} (limit ${bound ?? 'unknown'}, broken ${violations ?? '-'})`
}
