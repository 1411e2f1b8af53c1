// Who answers at once? A thread that has read the rules and practised before anybody asks.
import { Worker } from 'node:worker_threads'
import type { ThreadData } from './thread.ts'

/** What a thread is given that waits: the place where it is woken; its work is then in its messages. */
export type Waiting = { wake: SharedArrayBuffer }

/**
 * Below 2 GB of heap the runtime lets it grow to twice what is alive before it tidies up, above to four
 * times; no thread needs a half of that.
 */
const HEAP = { maxOldGenerationSizeMb: 2000 }

type Spare = { worker: Worker; wake: SharedArrayBuffer; isReady: boolean }
/** Entry files of which one stands ready, or will again; and those that do. */
const kept = new Set<string>()
const spares = new Map<string, Spare>()

/**
 * From now on one thread of this entry file stands ready, a new one after each that is used. Resolves
 * when the first is ready or has failed, which costs whoever comes next nothing but the time it saves.
 */
export function keepSpare(workerUrl: URL | string): Promise<void> {
  const key = String(workerUrl)
  kept.add(key)
  if (spares.has(key)) return Promise.resolve()
  const wake = new SharedArrayBuffer(4)
  const worker = new Worker(workerUrl, { workerData: { wake }, resourceLimits: HEAP })
  const spare = { worker, wake, isReady: false }
  spares.set(key, spare)
  // Nobody waits for it, so it keeps no process alive.
  worker.unref()
  return new Promise((settle) => {
    worker.once('message', () => {
      spare.isReady = true
      settle()
    })
    worker.once('error', () => {})
    worker.once('exit', () => {
      if (spares.get(key) === spare) spares.delete(key)
      settle()
    })
  })
}

/** Ends those that wait, and keeps no more. */
export async function dropSpares(): Promise<void> {
  const waiting = [...spares.values()]
  spares.clear()
  kept.clear()
  await Promise.all(waiting.map(({ worker }) => worker.terminate()))
}

/** A thread for this work: the one that stands ready, or a new one. */
export function openThread(workerUrl: URL | string, data: ThreadData): Worker {
  const key = String(workerUrl)
  const spare = spares.get(key)
  if (!spare?.isReady) return new Worker(workerUrl, { workerData: data, resourceLimits: HEAP })
  const { worker, wake } = spare
  spares.delete(key)
  worker.ref()
  worker.postMessage(data)
  Atomics.store(new Int32Array(wake), 0, 1)
  Atomics.notify(new Int32Array(wake), 0)
  // The next one practises when this one no longer needs the machine.
  worker.once('exit', () => kept.has(key) && void keepSpare(workerUrl))
  return worker
}
