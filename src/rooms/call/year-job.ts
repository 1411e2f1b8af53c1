// Planning a year twice as a job: with call on top of it, and with its call in one solve.
import type { Database, Tx } from '../../platform/database.ts'
import type { Live } from '../../platform/live.ts'
import { log } from '../../platform/log.ts'
import { readPacksInForce } from '../hours/index.ts'
import { startSolve } from '../planning/index.ts'
import { bind } from '../planning/rule.ts'
import { type Cells, type ProblemInput, problemSchema } from '../planning/schema.ts'
import { type Frame, judgeCells, openDraft, rotaRules } from '../rota/index.ts'
import type { CallAsked, NewCall } from './asked.ts'
import { holidaySet } from './days.ts'
import { rowsInstead } from './draft-hours.ts'
import { foreseenIn } from './foreseen.ts'
import { PoolRun } from './pool-run.ts'
import { namePool, planPools } from './problem.ts'
import { askedFrom, carriedBefore, ledgerIn, readCall } from './reading.ts'
import { awayFromFair, gapsIn } from './year-measures.ts'
import { rotationsOf, yearProblem } from './year-problem.ts'
import { type Way, type WayResult, ways } from './year-schema.ts'
import { type CallYearRow, findCallYear, updateCallYear } from './year-store.ts'

/** Said to the process that works on it: stop, and keep the best so far. */
export const yearStopTopic = (id: string): string => `call-year-stop:${id}`
export const yearJobKey = (tenant: string, id: string): string => `call-year/${tenant}/${id}`

export type CallYearJob = { tenant: string; callYear: string; zone: string }

const TELL_MS = 1_000
/** More does not make a pool of call more even. */
const POOL_SECONDS = 20

type Running = {
  db: Database
  live: Live
  workerUrl: URL | undefined
  job: CallYearJob
  stop: AbortSignal
}

/** When the process dies in the middle, the way that is finished is kept and the other begins anew. */
export async function runCallYear(running: Running): Promise<void> {
  const { db, job, stop } = running
  const row = await db.inTenant(job.tenant, (tx) => findCallYear(tx, { id: job.callYear }))
  if (row?.state !== 'waiting') return
  try {
    await new YearRun(running, row).run()
  } catch (error) {
    // A process that is told to stop leaves the job to the next one. A fault would come again each time.
    if (stop.aborted) throw error
    const number = crypto.randomUUID().slice(0, 8)
    log('error', `error ${number}`, { number, error: (error as Error).stack ?? String(error) })
    await db.inTenant(job.tenant, (tx) =>
      updateCallYear(tx, row.id, {
        state: 'failed',
        says: `Something went wrong on our side (number ${number}). The draft is as it was.`,
      }),
    )
  }
}

/** The draft as it is, and what is known about call when none of its rotations stand. */
async function readYear(tx: Tx, row: CallYearRow, zone: string) {
  const open = await openDraft(tx, row.draft, false)
  if (!open) return undefined
  const { frame } = open
  const read = await readCall(tx, row.programme, row, rowsInstead(frame, {}))
  return { frame, asked: askedFrom(read, row, zone) }
}

class YearRun {
  private readonly of: Running
  private readonly row: CallYearRow
  private isStopped: boolean
  private isFound = false
  private halts: (() => void)[] = []
  private toldAt = 0

  constructor(of: Running, row: CallYearRow) {
    this.of = of
    this.row = row
    this.isStopped = row.isStopped
  }

  private inTenant<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.of.db.inTenant(this.of.job.tenant, work)
  }

  /** What is written after it was discarded is lost, and so it should be. */
  private async save(step: Parameters<typeof updateCallYear>[2]): Promise<void> {
    await this.inTenant(async (tx) => {
      const now = await findCallYear(tx, { id: this.row.id, lock: true })
      if (now?.state === 'waiting') await updateCallYear(tx, this.row.id, step)
    })
  }

  private halt(): void {
    this.isStopped = true
    for (const halt of this.halts) halt()
  }

  async run(): Promise<void> {
    const { live, job, stop } = this.of
    const { row } = this
    const known = await this.inTenant((tx) => readYear(tx, row, job.zone))
    if (!known) return this.save({ state: 'failed', says: 'The draft does not exist any more.' })
    const { frame, asked } = known
    const joint = yearProblem(frame.problem, asked, rotaRules)
    if (!joint)
      return this.save({
        state: 'failed',
        says: 'Nobody in this year may have any of the kinds of call, so there is nothing to plan together.',
      })
    const unlisten = live.listen(yearStopTopic(row.id), async () => {
      const now = await this.inTenant((tx) => findCallYear(tx, { id: row.id }))
      if (now?.isStopped || now?.state !== 'waiting') this.halt()
    })
    const onStop = () => this.halt()
    stop.addEventListener('abort', onStop)
    try {
      const results = { ...row.results }
      for (const [nth, way] of ways.entries()) {
        if (results[way]) continue
        const problem = way === 'together' ? joint : frame.problem
        results[way] = await this.plan({ way, nth, frame, asked, problem })
        if (stop.aborted) throw new Error('The server stopped before the year was planned.')
        await this.save({ state: 'waiting', says: 'One of two ways is planned.', results })
      }
      const isAny = ways.some((way) => results[way]?.cells)
      const says = isAny ? '' : 'No year was found in either way.'
      await this.save({ state: isAny ? 'ready' : 'failed', says, results })
    } finally {
      unlisten()
      stop.removeEventListener('abort', onStop)
    }
  }

  private async plan(about: {
    way: Way
    nth: number
    frame: Frame
    asked: CallAsked
    problem: ProblemInput
  }): Promise<WayResult> {
    const { way, nth, frame, asked } = about
    const began = Date.now()
    const tell = async (says: string, of: number, found: boolean) => {
      this.toldAt = Date.now()
      const seconds = Math.round((Date.now() - began) / 1000)
      const progress = { way, nth: 2 * nth + of, of: 2 * ways.length, found, seconds }
      await this.save({ state: 'waiting', says, progress })
    }
    const name = way === 'together' ? 'rotations, leave and call in one' : 'the rotations alone'
    await tell(`Planning ${name}.`, 0, false)
    const year = await this.solve(about.problem, (found) => {
      if (Date.now() - this.toldAt < TELL_MS) return
      void tell(`Planning ${name}.`, 0, found).catch(() => {})
    })
    const none = { cells: null, calls: [], faults: [], broken: 0, levels: [] }
    const nothing = { ...gapsIn(asked, asked.given), above: 0, below: 0, hours: 0 }
    const spent = () => (Date.now() - began) / 1000
    if (!year.cells) return { ...none, ...nothing, says: year.says, seconds: spent() }
    const cells = rotationsOf(year.cells, frame.problem)
    const onTop = await this.inTenant(async (tx) => {
      const read = await readCall(tx, this.row.programme, this.row, rowsInstead(frame, cells))
      return { read, asked: askedFrom(read, this.row, this.of.job.zone) }
    })
    const run = new PoolRun({
      ...{ asked: onTop.asked, workerUrl: this.of.workerUrl },
      seconds: Math.min(POOL_SECONDS, this.row.seconds),
      tell: (says) => tell(says, 1, true),
    })
    const halt = () => run.halt()
    this.halts.push(halt)
    if (this.isStopped) run.halt()
    const { calls, faults } = await planPools<string>(onTop.asked, (pool, at, of) =>
      run.solve(pool, at, of),
    )
    this.halts = this.halts.filter((one) => one !== halt)
    const verdict = judgeCells(frame.problem, cells)
    return {
      ...{ cells, says: year.says, broken: verdict.score.broken },
      calls: calls.map(({ kind, person, on }) => ({ kind, person, on })),
      faults: faults.map(({ pool, fault }) => `${namePool(onTop.asked, pool)}: ${fault}`),
      levels: verdict.score.levels.map(({ goal, amount }) => ({ goal, amount })),
      ...(await this.measure(onTop, calls)),
      seconds: spent(),
    }
  }

  /** The first legal year is good enough once somebody has stopped it. */
  private async solve(problem: ProblemInput, note: (found: boolean) => void) {
    const bound = bind(problemSchema.parse(problem), rotaRules)
    if (!bound.ok) return { cells: null, says: bound.findings[0]!.says }
    this.isFound = false
    const { workerUrl } = this.of
    const { seconds } = this.row
    const run = startSolve(
      bound.value,
      { seconds, seed: 1, ways: false, ...(workerUrl ? { workerUrl } : {}) },
      ({ found }) => {
        this.isFound ||= found
        if (found && this.isStopped) run.cancel()
        note(found)
      },
    )
    const halt = () => this.isFound && run.cancel()
    this.halts.push(halt)
    const { cells, score, says, conflict } = await run.done
    this.halts = this.halts.filter((one) => one !== halt)
    const parts = conflict?.parts.slice(0, 4).map((part) => part.says) ?? []
    return {
      cells: score?.broken === 0 ? (cells as Cells) : null,
      says: [conflict?.headline ?? says, ...parts].join(' '),
    }
  }

  private measure(
    { read, asked }: { read: Awaited<ReturnType<typeof readCall>>; asked: CallAsked },
    calls: readonly NewCall[],
  ) {
    const { row } = this
    const { zone } = this.of.job
    return this.inTenant(async (tx) => {
      const packs = await readPacksInForce(tx, row.programme)
      const stays = read.calls.filter(
        (call) => call.stays || call.on < row.from || call.on > row.to,
      )
      const planned = calls.map((call) => ({ ...call, id: `${call.kind} ${call.on}` }))
      const after = { people: read.people, calls: [...stays, ...planned] }
      const found = foreseenIn({
        ...{ span: { from: row.from, to: row.to }, zone, packs, kinds: read.kinds },
        ...{ holidays: holidaySet(read.holidays), before: { people: [], calls: [] }, after },
      })
      const ledger = ledgerIn({ ...read, calls: after.calls }, row, carriedBefore(read, row))
      return {
        ...gapsIn(asked, [...asked.given, ...calls]),
        ...awayFromFair(ledger),
        hours: found.length,
      }
    })
  }
}
