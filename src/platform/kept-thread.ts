// Small pieces of somebody's data, one after the other in a thread that stays, because to begin one costs more.
import { Worker } from 'node:worker_threads'
import { TooBusy } from './busy.ts'
import type { Threaded, ThreadLimits } from './thread.ts'

/** What the thread answers to a message `{ nth, data }`: `{ nth, value }`. */
type Answer = { nth: number; value: unknown }

/**
 * One at a time. What takes too long, or too much memory, ends the thread; the next piece gets a new
 * one. More than `most` that wait are told to come again: `TooBusy`.
 */
export function keepThread(entry: URL, limits: ThreadLimits, most: number) {
  let worker: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let count = 0

  const begin = () => {
    const made = new Worker(entry, {
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    })
    // A thread that waits for work keeps no process alive.
    made.unref()
    return made
  }

  const one = <T>(data: unknown): Promise<Threaded<T>> => {
    const thread = (worker ??= begin())
    const nth = ++count
    return new Promise((settle) => {
      const end = (answer: Threaded<T>) => {
        clearTimeout(clock)
        thread.off('message', hear).off('error', fail).off('exit', leave)
        settle(answer)
      }
      const lose = (why: string) => {
        worker = undefined
        end({ ok: false, why })
        // Whatever it still does is nobody's any more.
        thread.on('error', () => {})
        void thread.terminate()
      }
      const hear = (answer: Answer) => {
        if (answer.nth === nth) end({ ok: true, value: answer.value as T })
      }
      const fail = () => lose('it needs more memory than there is for it')
      const leave = () => lose('the thread ended')
      const slow = () => lose(`it took longer than ${limits.seconds} seconds`)
      const clock = setTimeout(slow, limits.seconds * 1_000)
      thread.on('message', hear).on('error', fail).on('exit', leave)
      thread.postMessage({ nth, data })
    })
  }

  return <T>(data: unknown): Promise<Threaded<T>> => {
    if (waiting >= most) throw new TooBusy('Many files come at this moment.')
    waiting++
    const turn = last.then(() => one<T>(data))
    last = turn.catch(() => {})
    return turn.finally(() => waiting--)
  }
}
