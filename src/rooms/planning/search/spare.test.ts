// A thread that stands ready does the work that it is given, and another one takes its place.
import { afterEach, expect, test } from 'vitest'
import { dropSpares, keepSpare, openThread } from './spare.ts'
import type { ThreadData } from './thread.ts'

/** Counts, in a place that all threads share, how many have been opened; answers with its number. */
const thread = (after = '') =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
    import { parentPort, receiveMessageOnPort, threadId, workerData } from 'node:worker_threads'
    ${after}
    let data = workerData
    if (data.wake) {
      parentPort.postMessage('ready')
      Atomics.wait(new Int32Array(data.wake), 0, 0)
      data = receiveMessageOnPort(parentPort).message
    }
    parentPort.postMessage([threadId, data.problem])`)}`,
  )
const work = (problem: string) => ({ problem }) as unknown as ThreadData

const atWork: Promise<void>[] = []
const answerOf = (url: URL, problem: string) =>
  new Promise<{ id: number; problem: string; ended: Promise<void> }>((settle) => {
    const worker = openThread(url, work(problem))
    const ended = new Promise<void>((end) => worker.on('exit', () => end()))
    atWork.push(ended)
    worker.on('message', ([id, said]: [number, string]) => settle({ id, problem: said, ended }))
  })

afterEach(async () => {
  await Promise.all(atWork.splice(0))
  await dropSpares()
})

test('without a thread that stands ready a new one is opened', async () => {
  const url = thread()
  const [one, other] = [await answerOf(url, 'A'), await answerOf(url, 'B')]
  expect([one.problem, other.problem]).toEqual(['A', 'B'])
  expect(other.id).toBeGreaterThan(one.id)
})

test('who stands ready is given the work, once; after it the next one stands ready', async () => {
  const url = thread()
  await keepSpare(url)
  const stranger = await answerOf(thread('// another entry'), 'C')
  const first = await answerOf(url, 'A')
  // Ready before the stranger was opened, though it got its work later.
  expect(first).toMatchObject({ problem: 'A' })
  expect(first.id).toBeLessThan(stranger.id)
  await first.ended
  await keepSpare(url)
  const second = await answerOf(url, 'B')
  expect(second.problem).toBe('B')
  expect(second.id).toBeGreaterThan(stranger.id)
})

test('a thread that dies while it practises costs nothing but its help', async () => {
  const url = thread(`if (workerData.wake) throw new Error('out of memory')`)
  await keepSpare(url)
  expect(await answerOf(url, 'A')).toMatchObject({ problem: 'A' })
})

test('one that nobody needs for long is ended, and comes back after the next work', async () => {
  const url = thread()
  await keepSpare(url, 1)
  await new Promise((next) => setTimeout(next, 300))
  // The number says when a thread was opened.
  const stranger = await answerOf(thread('// another entry'), 'C')
  const first = await answerOf(url, 'A')
  expect(first.id).toBeGreaterThan(stranger.id)
  await first.ended
  await keepSpare(url)
  const other = await answerOf(thread('// another entry'), 'C')
  const second = await answerOf(url, 'B')
  expect(second.id).toBeLessThan(other.id)
})

test('dropped ones end, and none takes their place', async () => {
  const url = thread()
  await keepSpare(url)
  const used = await answerOf(url, 'A')
  await dropSpares()
  await used.ended
  const next = await answerOf(url, 'B')
  await next.ended
  expect((await answerOf(url, 'C')).id).toBe(next.id + 1)
})
