// How is a repair asked of a thread, so that the server answers everybody else meanwhile?
import { Worker } from 'node:worker_threads'
import type { Problem } from '../schema.ts'
import type { Repair, RepairRequest } from '../repair.ts'
import type { FromThread, ThreadData } from '../search/thread.ts'

const GRACE_MS = 400

export function repairInThread(
  problem: Problem,
  repair: RepairRequest,
  options: { seconds: number; seed?: number; workerUrl: URL | string },
): { cancel: () => void; done: Promise<Repair> } {
  const { seconds, seed = 1, workerUrl } = options
  const flag = new SharedArrayBuffer(4)
  const settings = { seconds, seed, deterministic: false, role: 'both' } as const
  const workerData: ThreadData = { problem, flag, options: settings, start: null, repair }
  const worker = new Worker(workerUrl, { workerData })
  const done = new Promise<Repair>((settle, fail) => {
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'repaired') settle(message.repair)
    })
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('The repair was ended before it had a result.')))
  })
  return {
    done,
    cancel: () => {
      Atomics.store(new Int32Array(flag), 0, 1)
      setTimeout(() => void worker.terminate(), GRACE_MS).unref()
    },
  }
}
