// Does a thread that stays do one piece after the other, and does one that goes wrong hold up no other?
import { expect, test } from 'vitest'
import { TooBusy } from './busy.ts'
import { keepThread } from './kept-thread.ts'

const entry = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from 'node:worker_threads'
    parentPort.on('message', ({ nth, data }) => {
      if (data === 'for ever') for (;;) {}
      if (data === 'end') process.exit()
      if (data === 'memory') { const all = []; for (;;) all.push(new Array(1e5).fill(nth)) }
      parentPort.postMessage({ nth, value: data + ' in ' + threadId })
    })`)}`,
)

test('one after the other in one thread; after one that ends it, in a new one', async () => {
  const ask = keepThread(entry, { seconds: 1, megabytes: 32 }, 10)
  const value = async (data: string) => {
    const answer = await ask<string>(data)
    return answer.ok ? answer.value.split(' in ') : answer.why
  }
  const first = await value('a')
  expect(await Promise.all([value('b'), value('c')])).toEqual([
    ['b', first[1]],
    ['c', first[1]],
  ])
  const [slow, after] = await Promise.all([value('for ever'), value('d')])
  expect(slow).toBe('it took longer than 1 seconds')
  expect(after[0]).toBe('d')
  expect(after[1]).not.toBe(first[1])
  expect(await value('end')).toBe('the thread ended')
  expect(await value('memory')).toContain('more memory')
  expect((await value('e'))[0]).toBe('e')
})

test('more than so many that wait are told to come again', async () => {
  const ask = keepThread(entry, { seconds: 5, megabytes: 32 }, 2)
  const both = [ask('a'), ask('b')]
  expect(() => ask('c')).toThrow(TooBusy)
  await Promise.all(both)
  expect((await ask('d')).ok).toBe(true)
})
