// `npm run verify:crash`: does anything that was acknowledged get lost when everything is killed?
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { rootFolder } from '../src/platform/root.ts'
import { cellOf, findLost, type Journal, type Read, settle } from './crash-journal.ts'
import { behind, type Call, findBroken, kill, open, type Victim, visitor } from './crash-server.ts'
import { machine, median, type Row, table } from './table.ts'
import { writeSection } from './verification.ts'

const PLAN = 'mayo-2026'
const EDITORS = 4
const VICTIMS: Victim[] = ['server', 'database', 'both']

type Fault = 'none' | 'acks before the answer' | 'commits that do not wait for the disk'
type Figures = {
  kills: number
  acks: number
  publications: number
  lost: string[]
  unopened: string[]
  broken: string[]
  doctor: string[]
  openMs: number[]
}

let seed = 20261126
/** The same kills at the same moments of every run, as far as a machine allows. */
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

async function run(kills: number, fault: Fault): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-crash-'))
  const figures: Figures = {
    ...{ kills: 0, acks: 0, publications: 0 },
    ...{ lost: [], unopened: [], broken: [], doctor: [], openMs: [] },
  }
  const journals: Journal[] = []
  const published = { acked: 0, pending: false }
  const port = await freePort()
  let frame: Frame | undefined
  try {
    let server = await open(folder, port)
    if (fault === 'commits that do not wait for the disk')
      await behind(folder, 'alter system set synchronous_commit = off')
    for (let nth = 0; nth < kills; nth++) {
      const call = await visitor(server.url)
      if (journals.length === 0) journals.push(...(await begin(call)))
      frame ??= (await call<{ problem: Frame }>('GET', `/plans/${PLAN}`)).problem
      const seen = frame
      const ackedBefore = figures.acks
      let stopped = false
      const isStopped = () => stopped
      const works = [
        ...journals.slice(1).map((journal) => edit(call, seen, journal, figures, fault, isStopped)),
        publishing(call, seen, journals[0]!, published, figures, fault, isStopped),
      ]
      // In the middle of work, not before it has begun.
      for (let waited = 0; figures.acks === ackedBefore && waited < 10_000; waited += 10)
        await wait(10)
      await wait(50 + random() * 950)
      // Only the end of the database can lose what it has not written.
      const isOfDisk = fault === 'commits that do not wait for the disk'
      const victim = isOfDisk ? 'database' : VICTIMS[nth % VICTIMS.length]!
      await kill(server, folder, victim)
      stopped = true
      await Promise.all(works)
      figures.kills++
      try {
        server = await open(folder, port)
      } catch (error) {
        figures.unopened.push((error as Error).message)
        break
      }
      figures.openMs.push(server.openMs)
      await compare(await visitor(server.url), folder, journals, published, figures)
      if (nth % 25 === 24) figures.doctor.push(...askDoctor(folder))
      if (nth % 10 === 9)
        console.log(`  ${nth + 1} kills, ${figures.acks} acknowledged, ${figures.lost.length} lost`)
    }
    figures.doctor.push(...askDoctor(folder))
    server.child.kill('SIGINT')
    await server.ended
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return figures
}

const wait = (ms: number) => new Promise((next) => setTimeout(next, ms))

type Made = Read & { id: string }

async function begin(call: Call): Promise<Journal[]> {
  const journals: Journal[] = []
  for (let nth = 0; nth <= EDITORS; nth++) {
    const draft = await call<Made>('POST', `/plans/${PLAN}/drafts`, {
      ...{ name: `Crash ${nth}`, from: 'empty' },
    })
    journals.push({ draft: draft.id, acked: new Map(), version: 1, pending: undefined })
  }
  return journals
}

type Frame = { people: { id: string }[]; periods: { id: string }[] }

/** One person who types and types. */
async function edit(...[call, frame, journal, figures, fault, isStopped]: Editing): Promise<void> {
  while (!isStopped())
    if (!(await editOnce(call, frame, journal, figures, fault, isStopped))) return
}

type Editing = [
  call: Call,
  frame: Frame,
  journal: Journal,
  figures: Figures,
  fault: Fault,
  isStopped: () => boolean,
]

/** What is answered is written down and what is sent is remembered. False: there was no answer. */
async function editOnce(
  ...[call, { people, periods }, journal, figures, fault, isStopped]: Editing
): Promise<boolean> {
  const person = people[Math.floor(random() * people.length)]!.id
  const block = Math.floor(random() * periods.length)
  const cell = cellOf(person, block)
  const before = journal.acked.get(cell) ?? null
  const value = before === 'mayo-xr' ? 'mayo-mr' : 'mayo-xr'
  journal.pending = { cell, value }
  const isHasty = fault === 'acks before the answer'
  const accept = () => {
    journal.acked.set(cell, value)
    journal.version++
    journal.pending = undefined
    figures.acks++
  }
  if (isHasty) accept()
  const changes = [{ person, period: periods[block]!.id, before, after: value }]
  try {
    await call('POST', `/drafts/${journal.draft}/edits`, { label: 'Set', changes })
    if (!isHasty) accept()
    return true
  } catch (error) {
    // Refused by a server that lives: then the journal is wrong, which must not pass for a crash.
    if (!isStopped() && /: 4\d\d /.test((error as Error).message)) throw error
    return false
  }
}

type Published = { acked: number; pending: boolean }

/** One person who changes a cell and publishes, again and again, on a draft of her own. */
async function publishing(
  call: Call,
  frame: Frame,
  journal: Journal,
  published: Published,
  figures: Figures,
  fault: Fault,
  isStopped: () => boolean,
): Promise<void> {
  const body = () => ({ message: `crash ${published.acked}`, waiver: 'A trial of crashes' })
  while (!isStopped()) {
    if (!(await editOnce(call, frame, journal, figures, fault, isStopped))) return
    published.pending = true
    try {
      const made = await call<{ version: number }>('PUT', `/drafts/${journal.draft}/publication`, {
        ...{ version: journal.version, ...body() },
      })
      published.acked = made.version
      published.pending = false
      figures.publications++
      figures.acks++
    } catch (error) {
      // An editor was faster: the draft has changed since. Nothing was published.
      if (!/: 409 /.test((error as Error).message)) return
      published.pending = false
      await wait(5)
    }
  }
}

async function compare(
  call: Call,
  folder: string,
  journals: Journal[],
  published: Published,
  figures: Figures,
): Promise<void> {
  for (const journal of journals) {
    const read = await call<Read>('GET', `/drafts/${journal.draft}`)
    figures.lost.push(...findLost(journal, read))
    settle(journal, read)
  }
  const [last] = await behind<{ version: number | null }>(
    folder,
    `select max(version) as version from publication where plan = '${PLAN}'`,
  )
  const version = last?.version ?? 0
  if (version < published.acked || version > published.acked + (published.pending ? 1 : 0))
    if (published.acked > 0 || !published.pending)
      figures.lost.push(`version ${published.acked} was published, ${version} is there`)
  published.acked = version
  published.pending = false
  figures.broken.push(...(await findBroken(folder)))
}

function askDoctor(folder: string): string[] {
  const env = { ...process.env, DATABASE_URL: '', ISOCENTER_DATA: folder, PORT: '0' }
  const program = join(rootFolder, 'bin', 'isocenter.mjs')
  const found = spawnSync(process.execPath, [program, 'doctor', '--json'], {
    env,
    encoding: 'utf8',
  })
  if (found.status === 0) return []
  const judged = JSON.parse(found.stdout) as { state: string; says: string }[]
  return judged.filter(({ state }) => state === 'wrong').map(({ says }) => says)
}

function freePort(): Promise<number> {
  return new Promise((settled) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => settled(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function toRow(what: string, figures: Figures, wanted: string): Row {
  return {
    what,
    kills: figures.kills,
    acknowledged: figures.acks,
    'of these publications': figures.publications,
    lost: figures.lost.length,
    'not opened': figures.unopened.length,
    'invariants broken': figures.broken.length,
    'doctor says wrong': figures.doctor.length,
    'open again, median / most': `${(median(figures.openMs) / 1_000).toFixed(1)} / ${(Math.max(...figures.openMs) / 1_000).toFixed(1)} s`,
    wanted,
  }
}

const kills = Number(process.argv[2] ?? 200)
/** Enough that a fault which loses something now and then does so in them. */
const few = Math.max(12, Math.round(kills / 10))
const real = await run(kills, 'none')
const rows = [toRow('kill -9 of server, database, both in turn', real, 'all zero')]
const seeded: [Fault, Figures][] = []
for (const fault of ['acks before the answer', 'commits that do not wait for the disk'] as const) {
  const figures = await run(few, fault)
  seeded.push([fault, figures])
  rows.push(toRow(`seeded fault: ${fault}`, figures, 'lost > 0'))
}
console.log(table(rows))
for (const says of [...real.lost, ...real.unopened, ...real.broken, ...real.doctor].slice(0, 20))
  console.log(`  ${says}`)
const isGood =
  real.lost.length + real.unopened.length + real.broken.length + real.doctor.length === 0 &&
  real.kills === kills &&
  seeded.every(([, figures]) => figures.lost.length > 0)
writeSection(
  'Crashes',
  `\`npm run verify:crash\`, ${new Date().toISOString().slice(0, 10)}, ${machine()}, embedded PostgreSQL.

Four editors and one who publishes write through HTTP without a pause; at a random moment everything is killed, started again on the same folder, and compared with the journal of what was acknowledged. Invariants, read past the program: nobody in two places, versions without a gap, the published line is the last version, each publication in the outbox, each entry of the audit in its chain, drafts at the version of their edits. A seeded fault must be noticed, or the zeros above it mean nothing.

${table(rows)}

${isGood ? 'As wanted.' : '**Not as wanted.**'}`,
)
process.exit(isGood ? 0 : 1)
