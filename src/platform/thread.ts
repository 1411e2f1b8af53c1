// Work that takes seconds, or a file of somebody's, in a thread of its own with limits.
import { Worker } from 'node:worker_threads'

export type ThreadLimits = { seconds: number; megabytes: number }
/** `why`: ends a sentence that says what was not done. */
export type Threaded<T> = { ok: true; value: T } | { ok: false; why: string }

/** What the thread posts first. It is ended then, or when it takes too long or too much memory. */
export async function inThread<T>(
  entry: URL,
  data: unknown,
  { seconds, megabytes }: ThreadLimits,
): Promise<Threaded<T>> {
  const worker = new Worker(entry, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  let clock: NodeJS.Timeout | undefined
  const answer = await new Promise<Threaded<T>>((settle) => {
    const refuse = (why: string) => settle({ ok: false, why })
    clock = setTimeout(() => refuse(`it took longer than ${seconds} seconds`), seconds * 1_000)
    worker.once('message', (value: T) => settle({ ok: true, value }))
    worker.once('error', () => refuse('it needs more memory than there is for it'))
    worker.once('exit', () => refuse('the thread ended'))
  })
  clearTimeout(clock)
  void worker.terminate()
  return answer
}
