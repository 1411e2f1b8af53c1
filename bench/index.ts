// `npm run bench`: every figure that an issue asks for, as tables, in bench/RESULTS.md and here.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootFolder } from '../src/platform/root.ts'
import { benchCall } from './call.ts'
import { benchCancel } from './cancel.ts'
import { benchCheck } from './check-year.ts'
import { benchConflicts } from './conflicts.ts'
import { benchElectives } from './electives.ts'
import { benchForeign } from './foreign.ts'
import { sets, type SetName } from './foreign-cases.ts'
import { solveForeign } from './foreign-solve.ts'
import { benchGrid } from './grid.ts'
import { benchHours } from './hours.ts'
import { benchMatch } from './match.ts'
import { benchPlanning, solveYear } from './planning-demo.ts'
import { benchRepairs } from './repairs.ts'
import { benchRush } from './rush.ts'
import { benchSheets } from './sheets.ts'
import { benchStart } from './start.ts'
import { benchJoint } from './joint.ts'
import { benchRelief, benchSwaps } from './swaps.ts'
import { machine, type Row, table } from './table.ts'

type Part = {
  title: string
  /** What one must know to read the table. */
  note?: string
  run: (words: string[]) => Promise<Row[]> | Row[]
}

const SECONDS =
  'One problem at a time, two threads, seed 1 unless seeds are listed (then the worst is shown). Seconds are CPU seconds of both threads together, so that other programs on the machine do not count: 20, 60 and 120 are 10, 30 and 60 seconds of two idle cores. Scores and musts broken, at every mark, are by a checker that shares no code with the engine. `limit`: no roster can be better; `first legal`: a roster that keeps every must; seconds by the clock in brackets. One thread stands ready and has practised, as in the server. `peer`: a direct CP-SAT model (OR-tools) in the same run, with two workers.'

const foreign = (set: SetName, cpu: number, title: string): Part => ({
  ...{ title, note: SECONDS, run: (words) => benchForeign(set, cpu, words) },
})

const parts: Record<string, Part> = {
  start: { title: 'Starting', run: benchStart },
  check: { title: 'Judging a year', run: benchCheck },
  grid: { title: 'The grid: from an edit to paint', run: benchGrid },
  sheets: { title: 'Sheets in and out, calendars, the first page', run: benchSheets },
  planning: {
    title: 'The engine on the demo plans, a residency of four years and a department of 200',
    note: 'Two threads, seconds by the clock; `amount/bound` of each goal that misses something. Each plan and seed in a process of its own, whose memory is shown.',
    run: benchPlanning,
  },
  conflicts: {
    title: 'Why there is no roster: 44 people x 26 blocks, made impossible in ten ways',
    run: benchConflicts,
  },
  repairs: {
    title: 'Something has happened: 44 people x 26 blocks, published, repaired',
    run: benchRepairs,
  },
  cancel: { title: 'Cancelling a search', run: benchCancel },
  electives: {
    title: 'Electives: 1,000 residents x 60 electives x 12 periods',
    note: 'One thread; seconds are CPU seconds, so that other programs on the machine do not count. `allocate` as a whole: wishes and market checked, allotted, bound proven, hashed. One place each is exact for every mechanism; with four periods each rank-maximal and leximin are searches, and the bounds beside them are proven. Trades: of up to three people, 300 tries for each person.',
    run: benchElectives,
  },
  match: {
    title: 'A match: 50,000 applicants, 6,500 programmes, 41,000 positions (table D)',
    note: 'One thread; seconds are CPU seconds, so that other programs on the machine do not count. Reading: the file as JSON, every fault of the market looked for. All: with the matching, its figures and its hash. Stable by the verifier, which shares no code with the matching.',
    run: benchMatch,
  },
  rush: {
    title: 'The last minute before the deadline: 500 applicants',
    note: 'One server with its PostgreSQL and those who ask on the same machine. Each has a file but for the statement; in their second of the minute they look, upload it (it is read in a thread and stored), send, and look again, over HTTP with a session each.',
    run: benchRush,
  },
  hours: {
    title: 'Work hours: a verdict about 60 people x 3 years',
    note: 'One thread, the whole of `acgme-2025`, with the intervals behind each verdict.',
    run: benchHours,
  },
  call: {
    title: 'A year of call: 33 residents x 365 days, three pools',
    note: 'Two threads, seed 1; seconds are CPU seconds of both together, 60 for the whole year, 20 for each pool. Weighted: points in proportion to presence, with what earlier years left; the target is a spread of at most 1 where the bound allows it. One of each pool comes in January and one works 60 %, so one call of theirs weighs about double. Spread and most by the ledger, which shares no code with the engine; `no roster below`: a proven bound for the points of the most burdened, were nothing carried over.',
    run: benchCall,
  },
  swaps: {
    title: 'Trading calls: the finder, 33 people in three pools, half a year',
    note: 'One thread, twenty calls, nothing remembered. Every way is judged whole, hours before and after included.',
    run: benchSwaps,
  },
  joint: {
    title: 'Rotations, leave and call in one solve, beside one after the other',
    note: 'The residency of the demo: 33 people x 26 fortnights with its leave requests, and its five kinds of call (44 people). The problem of one solve is that of the page “The year with its call”. Seed 1, two threads, 60 CPU seconds of both together for the year either way, then 20 for each pool of call on top of what came out.',
    run: benchJoint,
  },
  relief: {
    title: 'Somebody is ill: who can have their call, 33 people in three pools, half a year',
    note: 'One thread, twenty calls, nothing remembered. Everybody is judged, hours before and after included; ranked by tier, by what is advised against it, by points.',
    run: benchRelief,
  },
  real: foreign('real', 300, 'The engine on real years (table A, 300 CPU seconds)'),
  shifts: foreign('shifts', 60, 'The engine on shift problems (table B, 60 CPU seconds)'),
  'shifts-long': foreign('shifts', 600, 'The engine on shift problems (table B, 600 CPU seconds)'),
  students: foreign('students', 60, 'The engine on student schedules (table C, 60 CPU seconds)'),
}

const FILE = join(rootFolder, 'bench', 'RESULTS.md')
const HEAD =
  '# Figures\n\nEach section says which command made it, when and on what machine. The machines are shared and noisy: absolute times are upper bounds.\n'

/** Puts a section into the file, in the place of the one with the same title. */
function keep(title: string, text: string): void {
  const old = existsSync(FILE) ? readFileSync(FILE, 'utf8').split(/^(?=## )/m) : [HEAD]
  const others = old.slice(1).filter((section) => !section.startsWith(`## ${title}\n`))
  const order = Object.values(parts).map((part) => part.title)
  const place = (section: string) => order.findIndex((name) => section.startsWith(`## ${name}\n`))
  const sections = [...others, text].sort((one, other) => place(one) - place(other))
  writeFileSync(FILE, [HEAD, ...sections.map((section) => section.trimEnd())].join('\n\n') + '\n')
}

/** What `foreign.ts` asks of a process of its own: one problem, the answer as one line. */
async function solveOne([set, id, seed, cpu, ...words]: string[]): Promise<void> {
  const name = sets.find((each) => each === set)
  if (!name || !id) throw new Error(`No set of problems is called "${set}".`)
  const asked = { set: name, id, seed: Number(seed), cpu: Number(cpu) }
  console.log(JSON.stringify(await solveForeign({ ...asked, isTold: words.includes('phases') })))
}

async function runParts(words: string[]): Promise<void> {
  const asked = words.filter((name) => name in parts)
  const others = words.filter((name) => !(name in parts))
  // A few problems, or other seconds than those of the title, are shown but not kept.
  const isWhole = others.every((word) => word === 'phases' || word.startsWith('seed'))
  for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
    const part = parts[name]!
    const rows = await part.run(others)
    const command = ['npm run bench --', name, ...others].join(' ')
    const made = `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${machine()}`
    const text = [`## ${part.title}`, made, ...(part.note ? [part.note] : []), table(rows)].join(
      '\n\n',
    )
    console.log(`\n${text}\n`)
    if (isWhole) keep(part.title, `${text}\n`)
  }
}

const words = process.argv.slice(2)
if (words[0] === 'solve') await solveOne(words.slice(1))
else if (words[0] === 'plan')
  console.log(JSON.stringify(await solveYear(words[1]!, Number(words[2]))))
else await runParts(words)
process.exit(0)
