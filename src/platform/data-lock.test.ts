// One process holds the data folder; the next is told who; the dead are forgotten.
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeFolder } from './data-lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isocenter-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const NOW = '2026-11-21T17:00:00Z'
const lockFile = () => join(folder, 'isocenter.lock')

test('the second is refused with the words of the first', () => {
  expect(takeFolder(folder, 'Isocenter at :4000', NOW).ok).toBe(true)
  const second = takeFolder(folder, 'another', NOW)
  expect(second.ok ? '' : second.says).toContain(
    `in use by Isocenter at :4000 (process ${process.pid}`,
  )
})
test('after release the folder is free', () => {
  const first = takeFolder(folder, 'one', NOW)
  if (first.ok) first.lock.release()
  expect(takeFolder(folder, 'two', NOW).ok).toBe(true)
})
test.each([
  [
    'a holder that died',
    JSON.stringify({ pid: 2 ** 22 + 1, born: '1', host: hostname(), since: NOW, says: 'x' }),
  ],
  [
    'a process id that was given to somebody else',
    JSON.stringify({ pid: process.pid, born: '-1', host: hostname(), since: NOW, says: 'x' }),
  ],
  ['half a file, left by a crash', '{"pid": 12'],
])('%s is forgotten', (_, text) => {
  writeFileSync(lockFile(), text)
  expect(takeFolder(folder, 'me', NOW).ok).toBe(true)
  expect(readFileSync(lockFile(), 'utf8')).toContain('"says":"me"')
})

test('a holder on another machine is believed while it speaks, and forgotten when it is silent', () => {
  const holder = { pid: 1, born: '1', host: 'another-machine', since: NOW, says: 'Isocenter there' }
  writeFileSync(lockFile(), JSON.stringify(holder))
  const taken = takeFolder(folder, 'me', NOW)
  expect(taken).toMatchObject({ ok: false, mayBeDead: true })
  const long = new Date(Date.now() - 60_000)
  utimesSync(lockFile(), long, long)
  expect(takeFolder(folder, 'me', NOW).ok).toBe(true)
})
