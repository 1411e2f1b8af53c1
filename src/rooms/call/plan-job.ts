// Planning a range of call as a job: weeks first, then days, one pool after the other.
import type { Database } from '../../platform/database.ts'
import type { Live } from '../../platform/live.ts'
import { log } from '../../platform/log.ts'
import { PoolRun, type PoolTell } from './pool-run.ts'
import { namePool, planPools } from './problem.ts'
import { findProposal, type ProposalRow, updateProposal } from './proposal-store.ts'
import { askedFrom, readCall } from './reading.ts'

/** Said to the process that works on it: stop, and keep the best so far. */
export const stopTopic = (id: string): string => `call-stop:${id}`

/** The name under which its job waits. */
export const callJobKey = (tenant: string, proposal: string): string => `call/${tenant}/${proposal}`

export type CallJob = { tenant: string; proposal: string; zone: string }

/** Run again as a whole when the process died in the middle: nothing is kept until the end. */
export async function runCallPlan(
  db: Database,
  live: Live,
  workerUrl: URL | undefined,
  job: CallJob,
  stop: AbortSignal,
): Promise<void> {
  const row = await db.inTenant(job.tenant, (tx) => findProposal(tx, { id: job.proposal }))
  if (row?.state !== 'waiting') return
  const save: Save = (step) =>
    db.inTenant(job.tenant, async (tx) => {
      const now = await findProposal(tx, { id: row.id, lock: true })
      // Discarded while it was planned: it stays so.
      if (now?.state === 'waiting') await updateProposal(tx, row.id, step)
    })
  try {
    await planRow({ db, live, job, row, workerUrl, save, stop })
  } catch (error) {
    // A process that is told to stop leaves the job to the next one. A fault would come again each time.
    if (stop.aborted) throw error
    const number = crypto.randomUUID().slice(0, 8)
    log('error', `error ${number}`, { number, error: (error as Error).stack ?? String(error) })
    const says = `Something went wrong on our side (number ${number}). Nothing was published.`
    await save({ state: 'failed', says })
  }
}

type Save = (step: Parameters<typeof updateProposal>[2]) => Promise<void>
type Whole = {
  db: Database
  live: Live
  job: CallJob
  row: ProposalRow
  workerUrl: URL | undefined
  save: Save
  stop: AbortSignal
}

async function planRow({ db, live, job, row, workerUrl, save, stop }: Whole): Promise<void> {
  const span = { from: row.from, to: row.to }
  const asked = await db.inTenant(job.tenant, async (tx) =>
    askedFrom(await readCall(tx, row.programme, span), span, job.zone),
  )
  const tell: PoolTell = (says, progress) => save({ state: 'waiting', says, progress })
  const run = new PoolRun({ asked, seconds: row.seconds, workerUrl, tell })
  const unlisten = live.listen(stopTopic(row.id), async () => {
    const now = await db.inTenant(job.tenant, (tx) => findProposal(tx, { id: row.id }))
    if (now?.isStopped || now?.state !== 'waiting') run.halt()
  })
  const halt = () => run.halt()
  stop.addEventListener('abort', halt)
  if (row.isStopped) run.halt()
  try {
    const planned = await planPools<string>(asked, (pool, nth, of) => run.solve(pool, nth, of))
    if (stop.aborted) throw new Error('The server stopped before the calls were planned.')
    const calls = planned.calls.map(({ kind, person, on }) => ({ kind, person, on }))
    const kept = asked.given.filter(({ on }) => on >= row.from && on <= row.to)
    const says = planned.faults
      .map(({ pool, fault }) => `${namePool(asked, pool)}: ${fault}`)
      .join('\n')
      .slice(0, 4000)
    await save({ state: calls.length > 0 ? 'ready' : 'failed', says, calls, kept })
  } finally {
    unlisten()
    stop.removeEventListener('abort', halt)
  }
}
