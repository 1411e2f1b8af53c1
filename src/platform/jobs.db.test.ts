// Jobs on a real queue: done once, taken up again from the dead, given up in the end.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../../test/database.ts'
import { addJob, findJobState, type Jobs, removeJob, startJobs } from './jobs.ts'

let here: TestDatabase
let jobs: Jobs | undefined
const patience = { heartbeatMs: 150, deadAfterSeconds: 1 }

beforeAll(async () => {
  here = await cloneDatabase()
  await startJobs(here.db.pool, {}, { alone: false })
})
beforeEach(async () => {
  await jobs?.stop()
  jobs = undefined
  await here.db.pool.query('select graphile_worker.remove_job(key) from graphile_worker.jobs')
})
afterAll(async () => {
  await jobs?.stop()
  await here.drop()
})

const wait = (ms: number) => new Promise((next) => setTimeout(next, ms))
async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isTrue()); tries++) {
    if (tries > 400) throw new Error('it never came to that')
    await wait(50)
  }
}
const lock = (by: string | null, attempts: number) =>
  here.db.pool.query(
    `update graphile_worker._private_jobs set locked_by = $1::text,
      locked_at = case when $1::text is null then null else now() - interval '1 hour' end, attempts = $2`,
    [by, attempts],
  )

test('a job that takes longer than the patience with the dead is done once', async () => {
  const begun: string[] = []
  let isDone = false
  const work = async (payload: unknown) => {
    begun.push(payload as string)
    await wait(3000)
    isDone = true
  }
  jobs = await startJobs(here.db.pool, { long: work }, { alone: false, patience })
  await addJob(here.db.pool, 'long', 'one', 'k1')
  await until(async () => (await findJobState(here.db.pool, 'k1')) === 'held')
  await until(() => isDone)
  await wait(500)
  expect(begun).toEqual(['one'])
  expect(await findJobState(here.db.pool, 'k1')).toBe('missing')
})

test('a job of a process that is silent is taken up by another', async () => {
  await addJob(here.db.pool, 'left', 'one', 'k2')
  await lock('pool-of-the-dead', 1)
  expect(await findJobState(here.db.pool, 'k2')).toBe('waiting')
  let isDone = false
  const work = async () => void (isDone = true)
  jobs = await startJobs(here.db.pool, { left: work }, { alone: false, patience })
  await until(() => isDone)
  expect(isDone).toBe(true)
})

test('a job that has ended every process is exhausted, and can be taken out', async () => {
  await addJob(here.db.pool, 'poison', 'one', 'k3')
  await lock(null, 8)
  expect(await findJobState(here.db.pool, 'k3')).toBe('exhausted')
  await removeJob(here.db.pool, 'k3')
  expect(await findJobState(here.db.pool, 'k3')).toBe('missing')
})
