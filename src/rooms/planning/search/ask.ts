// How is one question asked of a thread, so that the server answers everybody else meanwhile?
import type { FairBound } from '../fairness.ts'
import type { Repair, RepairRequest } from '../repair.ts'
import type { Problem } from '../schema.ts'
import { openThread } from './spare.ts'
import type { FromThread, ThreadData } from './thread.ts'

const GRACE_MS = 400

export type Asked<T> = { cancel: () => void; done: Promise<T> }
export type AskOptions = { seconds: number; seed?: number; workerUrl: URL | string }

/** The answer to one question; a thread that dies without one is a fault. */
function ask<T>(
  problem: Problem,
  question: Pick<ThreadData, 'repair' | 'fairness'>,
  { seconds, seed = 1, workerUrl }: AskOptions,
  read: (message: FromThread) => T | undefined,
): Asked<T> {
  const flag = new SharedArrayBuffer(4)
  const options = { seconds, seed, deterministic: false, role: 'both' } as const
  const worker = openThread(workerUrl, { problem, flag, options, start: null, ...question })
  const done = new Promise<T>((settle, fail) => {
    worker.on('message', (message: FromThread) => {
      const answer = read(message)
      if (answer !== undefined) settle(answer)
    })
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('The engine was ended before it had an answer.')))
  })
  return {
    done,
    cancel: () => {
      Atomics.store(new Int32Array(flag), 0, 1)
      setTimeout(() => void worker.terminate(), GRACE_MS).unref()
    },
  }
}

export const askRepair = (problem: Problem, repair: RepairRequest, options: AskOptions) =>
  ask<Repair>(problem, { repair }, options, (message) =>
    message.kind === 'repaired' ? message.repair : undefined,
  )

export const askFairness = (
  problem: Problem,
  fairness: { choice: number; nth: number },
  options: AskOptions,
) =>
  ask<FairBound>(problem, { fairness }, options, (message) =>
    message.kind === 'fairness' ? message.bound : undefined,
  )
