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

/** After so long without a solve it is ended: it holds some 150 MB. Whoever solves brings it back. */
const IDLE_MS = 15 * 60_000

type Spare = { worker: Worker; wake: SharedArrayBuffer; isReady: boolean; ready: Promise<void> }
/** Entry files of which one stands ready when nothing is solved; those that do; threads at work. */
const kept = new Map<string, URL | string>()
const spares = new Map<string, Spare>()
let working = 0

/**
 * From now on one thread of this entry file stands ready, and another after each time that threads have
 * worked. Resolves when it is ready or has failed, which costs whoever comes next only what it would save.
 */
export function keepSpare(workerUrl: URL | string, idleMs = IDLE_MS): Promise<void> {
  const key = String(workerUrl)
  kept.set(key, workerUrl)
  const known = spares.get(key)
  if (known) return known.ready
  const wake = new SharedArrayBuffer(4)
  const worker = new Worker(workerUrl, { workerData: { wake }, resourceLimits: HEAP })
  const spare: Spare = { worker, wake, isReady: false, ready: Promise.resolve() }
  spares.set(key, spare)
  // Nobody waits for it, so it keeps no process alive.
  worker.unref()
  const late = setTimeout(() => {
    // Nobody may take what is about to end.
    if (spares.get(key) !== spare) return
    spares.delete(key)
    void worker.terminate()
  }, idleMs)
  late.unref()
  spare.ready = new Promise((settle) => {
    worker.once('message', () => {
      spare.isReady = true
      settle()
    })
    worker.once('error', () => {})
    worker.once('exit', () => {
      clearTimeout(late)
      if (spares.get(key) === spare) spares.delete(key)
      settle()
    })
  })
  return spare.ready
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
  const worker = takeSpare(workerUrl, data) ?? openNew(workerUrl, data)
  working++
  worker.once('exit', () => {
    working--
    // To practise takes a core for two seconds, which those still at work need more.
    if (working === 0) for (const entry of kept.values()) void keepSpare(entry)
  })
  return worker
}

const openNew = (workerUrl: URL | string, workerData: ThreadData) =>
  new Worker(workerUrl, { workerData, resourceLimits: HEAP })

function takeSpare(workerUrl: URL | string, data: ThreadData): Worker | undefined {
  const key = String(workerUrl)
  const spare = spares.get(key)
  if (!spare?.isReady) return undefined
  const { worker, wake } = spare
  spares.delete(key)
  worker.ref()
  worker.postMessage(data)
  Atomics.store(new Int32Array(wake), 0, 1)
  Atomics.notify(new Int32Array(wake), 0)
  return worker
}
