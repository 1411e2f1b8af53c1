// What is remembered: given again while nothing has changed, and never for longer.
import { expect, test } from 'vitest'
import { makeMemory } from './memory.ts'

function counting() {
  let made = 0
  return { make: () => Promise.resolve(++made), made: () => made }
}

test('a value is given again under the same stamp, and made anew under another', async () => {
  const { make } = counting()
  const memory = makeMemory(10)
  expect(await memory.recall('house a 1', 'x', make)).toBe(1)
  expect(await memory.recall('house a 1', 'x', make)).toBe(1)
  expect(await memory.recall('house a 2', 'x', make)).toBe(2)
  expect(await memory.recall('house a 1', 'x', make), 'the newer one took its place').toBe(3)
})

test('another name and another institution have values of their own', async () => {
  const { make } = counting()
  const memory = makeMemory(10)
  const all = [
    await memory.recall('house a 1', 'x', make),
    await memory.recall('house a 1', 'y', make),
    await memory.recall('house b 1', 'x', make),
    await memory.recall('other a 1', 'x', make),
  ]
  expect(new Set(all).size).toBe(4)
  expect(await memory.recall('house a 1', 'x', make)).toBe(1)
})

test('without a stamp nothing is kept and nothing kept is given', async () => {
  const { make, made } = counting()
  const memory = makeMemory(10)
  await memory.recall('house a 1', 'x', make)
  await memory.recall(null, 'x', make)
  await memory.recall(undefined, 'x', make)
  expect(made()).toBe(3)
})

test('who asks while it is being made waits for the same', async () => {
  const { make, made } = counting()
  const memory = makeMemory(10)
  await Promise.all([1, 2, 3].map(() => memory.recall('house a 1', 'x', make)))
  expect(made()).toBe(1)
})

test('what failed is tried again', async () => {
  const memory = makeMemory(10)
  const fail = () => Promise.reject(new Error('no'))
  await expect(memory.recall('house a 1', 'x', fail)).rejects.toThrow('no')
  expect(await memory.recall('house a 1', 'x', () => Promise.resolve('yes'))).toBe('yes')
})

test('long texts drive out older ones before the number of values does', async () => {
  const { make, made } = counting()
  const memory = makeMemory(10, { text: 100 })
  const long = () => make().then((nth) => String(nth).repeat(60))
  await memory.recall('house a 1', 'x', long)
  await memory.recall('house a 1', 'y', long)
  await memory.recall('house a 1', 'y', long)
  expect(made()).toBe(2)
  await memory.recall('house a 1', 'x', long)
  expect(made()).toBe(3)
})
