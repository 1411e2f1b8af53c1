// Running one solve as a job: progress for everybody, the best roster stored, the judge's last word.
import { randomUUID } from 'node:crypto'
import type { Database } from '../../platform/database.ts'
import type { Live } from '../../platform/live.ts'
import { type SolveProgress, type SolveResult, startRepair, startSolve } from '../planning/index.ts'
import { bind } from '../planning/rule.ts'
import type { Cells, Problem } from '../planning/schema.ts'
import { openDraft, type OpenDraft } from './drafts.ts'
import { rotaRules } from './rules/index.ts'
import type { SolveView } from './schema.ts'
import { claimSolve, findSolve, patchSolve, type SolveRow } from './solve-store.ts'
import { solveTopic } from './solves.ts'
import { findPublication, type PublicationRow } from './publication-store.ts'
import { judgeCells } from './verdict.ts'

const FINAL: readonly SolveView['status'][] = ['proven-best', 'good']
const SAVE_EVERY_MS = 700
/** Of what the nearest miss breaks; more than that is no near miss. */
const CLOSEST_MAX = 30

/** The built solver thread, and a command that may search beside it. */
export type Engine = { workerUrl: URL; command?: readonly string[] | undefined }

/** Runs one solve; safe to be run again after a crash: it goes on from the best roster stored. */
export async function runSolve(
  db: Database,
  live: Live,
  engine: Engine,
  job: { tenant: string; solve: string },
  stop: AbortSignal,
): Promise<void> {
  const claim = randomUUID()
  const start = await db.inTenant(job.tenant, async (tx) => {
    const row = await claimSolve(tx, job.solve, claim)
    const open = row && (await openDraft(tx, row.draft, false))
    if (!row || !open) return undefined
    const published = await findPublication(tx, row.plan)
    return { row, open, problem: open.frame.problem, cells: open.cells, published }
  })
  if (!start) return
  await live.announce(solveTopic(job.solve))
  if (start.row.task === 'repair')
    return runRepair({ db, live, engine, job, stop, claim }, start.row, start.open, start.published)
  const { row, problem } = start
  const before = row.elapsed_ms
  const from = row.cells ?? (row.options.keep ? start.cells : undefined)
  let cancel = () => {}
  const saver = makeSaver({ db, live, job, claim }, row, problem, () => cancel())
  const bound = bind(problem, rotaRules)
  if (!bound.ok) return saver.refuse(bound.findings[0]!.says)
  const run = startSolve(
    bound.value,
    {
      seconds: Math.max(1, row.options.seconds - before / 1000),
      seed: row.options.seed,
      deterministic: row.options.repeatable ?? false,
      ...{ workerUrl: engine.workerUrl, engine: engine.command },
      ...(from ? { start: from } : {}),
    },
    (progress) => saver.note({ ...progress, elapsedMs: progress.elapsedMs + before }),
  )
  cancel = run.cancel
  const unlisten = live.listen(`cancel:${job.solve}`, () => run.cancel())
  const onStop = () => run.cancel()
  stop.addEventListener('abort', onStop)
  if (row.cancel_asked) run.cancel()
  try {
    const result = await run.done
    // The process is stopping, nobody cancelled: the next worker takes it up from the best roster.
    if (stop.aborted && result.status === 'cancelled') {
      await saver.flush()
      throw new Error('The server stopped before the solve was finished.')
    }
    await saver.finish(result, before)
  } finally {
    unlisten()
    stop.removeEventListener('abort', onStop)
  }
}

type Running = {
  db: Database
  live: Live
  engine: Engine
  job: { tenant: string; solve: string }
  stop: AbortSignal
  claim: string
}

/** Short enough to be done again as a whole when a process dies in the middle. */
async function runRepair(
  { db, live, engine, job, stop, claim }: Running,
  row: SolveRow,
  open: OpenDraft,
  published: PublicationRow | undefined,
): Promise<void> {
  const save = async (patch: Parameters<typeof patchSolve>[2]) => {
    await db.inTenant(job.tenant, (tx) => patchSolve(tx, job.solve, patch, claim))
    await live.announce(solveTopic(job.solve))
  }
  const { real } = open.frame
  const before = bind(real, rotaRules)
  if (!before.ok || !published)
    return save({
      status: 'failed',
      says: before.ok ? 'Nothing is published.' : before.findings[0]!.says,
    })
  const from = Math.max(
    0,
    real.periods.findIndex(({ id }) => id === row.options.from),
  )
  const { seconds, seed } = row.options
  await save({ says: 'Looking for the fewest changes.' })
  const asked = startRepair(
    before.value,
    { published: published.cells, from, changes: open.row.changes },
    { seconds, seed, workerUrl: engine.workerUrl },
  )
  const unlisten = live.listen(`cancel:${job.solve}`, asked.cancel)
  stop.addEventListener('abort', asked.cancel)
  try {
    const { cells, status, elapsedMs, ...receipt } = await asked.done
    const says = receipt.says
    if (!cells) await save({ status: status === 'impossible' ? 'impossible' : 'none-found', says })
    else
      await save({
        ...{ status: receipt.proven ? 'proven-best' : 'good', says, cells, receipt },
        elapsed_ms: Math.round(elapsedMs),
        score: judgeCells(open.frame.problem, cells).score,
      })
  } catch (error) {
    if (stop.aborted) throw error
    await save({ status: 'cancelled', says: 'Stopped before anything was found.' })
  } finally {
    unlisten()
    stop.removeEventListener('abort', asked.cancel)
  }
}

/** Writes progress at most every 0.7 s, the last word always, and re-judges what it stores. */
function makeSaver(
  { db, live, job, claim }: Pick<Running, 'db' | 'live' | 'job' | 'claim'>,
  row: SolveRow,
  problem: Problem,
  /** Somebody else has taken the solve up, or it has ended: this run is for nothing. */
  onLost: () => void,
) {
  const trace = [...row.trace]
  let latest: SolveProgress | undefined
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  const write = (patch: Parameters<typeof patchSolve>[2]) => {
    writing = writing
      .then(() => db.inTenant(job.tenant, (tx) => patchSolve(tx, job.solve, patch, claim)))
      .then((isMine) => {
        if (!isMine) onLost()
        return live.announce(solveTopic(job.solve))
      })
      // A lost progress report is no reason to lose the solve.
      .catch(() => {})
    return writing
  }
  const flush = async () => {
    clearTimeout(timer)
    timer = undefined
    const progress = latest
    latest = undefined
    if (!progress) return writing
    return write({
      says: progress.phase,
      elapsed_ms: Math.round(progress.elapsedMs),
      trace,
      ...(progress.score ? { score: progress.score } : {}),
      // Only a roster that keeps every must is a result; what is still broken stays inside.
      ...(progress.found && progress.cells ? { cells: progress.cells } : {}),
      ...(progress.conflict
        ? { conflict: progress.conflict, ways: [...(progress.ways ?? [])] }
        : {}),
    })
  }
  return {
    flush,
    note: (progress: SolveProgress) => {
      const cells = progress.cells ?? latest?.cells
      latest = { ...progress, ...(cells ? { cells } : {}) }
      const { score } = progress
      if (score && score.broken === 0)
        trace.push({
          elapsedMs: Math.round(progress.elapsedMs),
          total: score.total,
          bound: score.bound,
        })
      timer ??= setTimeout(flush, SAVE_EVERY_MS)
    },
    refuse: async (says: string) => {
      await write({ status: 'failed', says: `A chosen rule does not fit this plan: ${says}` })
    },
    finish: async (result: SolveResult, before: number) => {
      await flush()
      const last = { ...conclude(problem, result), trace }
      const elapsed_ms = Math.round(before + result.elapsedMs)
      const isMine = await db.inTenant(job.tenant, (tx) =>
        patchSolve(tx, job.solve, { ...last, elapsed_ms }, claim),
      )
      // What another process has concluded meanwhile is what people have seen.
      if (!isMine) return
      await recheck(db, job, problem)
      await live.announce(solveTopic(job.solve))
    },
  }
}

function conclude(problem: Problem, result: SolveResult) {
  const { cells } = result
  // The judge has the last word: a roster that breaks a must is a fault of ours, never a result.
  if (cells && FINAL.includes(result.status) && judgeCells(problem, cells).score.broken > 0)
    return {
      status: 'failed' as const,
      says: 'The engine and the rules disagree about this roster; it was thrown away. Please report it.',
    }
  return {
    status: result.status,
    says: result.says,
    ...(cells ? { cells } : {}),
    ...(result.score ? { score: result.score } : {}),
    ...(result.conflict ? { conflict: result.conflict, ways: result.ways ?? [] } : {}),
    ...(result.closest ? { closest: result.closest.findings.slice(0, CLOSEST_MAX) } : {}),
  }
}

/** Once more from the stored row, as everybody else will read it. */
async function recheck(
  db: Database,
  job: { tenant: string; solve: string },
  problem: Problem,
): Promise<void> {
  await db.inTenant(job.tenant, async (tx) => {
    const row = await findSolve(tx, job.solve)
    const cells: Cells | null | undefined = row?.cells
    if (!row || !cells || !FINAL.includes(row.status)) return
    if (judgeCells(problem, cells).score.broken === 0) return
    await patchSolve(tx, job.solve, {
      status: 'failed',
      says: 'What was stored breaks a must; nothing of it can be applied. Please report it.',
    })
  })
}
