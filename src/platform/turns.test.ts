// Is work on one thing done in order, and does nobody wait for ever?
import { expect, test } from 'vitest'
import { TooBusy } from './busy.ts'
import { makeTurns } from './turns.ts'

const soon = () => new Promise((next) => setTimeout(next, 5))

test('work on one thing is done one after the other, in the order in which it came', async () => {
  const turns = makeTurns()
  const said: string[] = []
  const work = (name: string) => async () => {
    said.push(`${name} begins`)
    await soon()
    said.push(`${name} ends`)
    return name
  }
  const done = await Promise.all(['a', 'b', 'c'].map((name) => turns('one', work(name))))
  expect(done).toEqual(['a', 'b', 'c'])
  expect(said).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]))
})

test('work on two things does not wait for each other', async () => {
  const turns = makeTurns()
  let open = () => {}
  const held = turns('one', () => new Promise<void>((settle) => (open = settle)))
  expect(await turns('other', async () => 'done')).toBe('done')
  open()
  await held
})

test('what fails takes nobody along', async () => {
  const turns = makeTurns()
  const failed = turns('one', () => Promise.reject(new Error('mine')))
  const next = turns('one', async () => 'done')
  await expect(failed).rejects.toThrow('mine')
  expect(await next).toBe('done')
})

test('whoever has waited too long is told to come again, and nothing was tried', async () => {
  const turns = makeTurns(1)
  let tried = false
  const first = turns('one', soon)
  const second = turns('one', async () => (tried = true))
  await expect(second).rejects.toThrow(TooBusy)
  await first
  expect(tried).toBe(false)
})
