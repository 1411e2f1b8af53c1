// Is a secret given to nobody but whoever has the key, and in no other place than its own?
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import {
  currentKey,
  decryptAt,
  encryptAt,
  findKeyring,
  keyFile,
  KeyMissing,
  keyOf,
  makeKeyring,
  readKeyring,
  useKeyring,
} from './vault.ts'

const key = () => randomBytes(32).toString('base64')
const FIRST = key()
const SECOND = key()
beforeEach(() => useKeyring(readKeyring(FIRST, 'test')))

test('whatever is encrypted comes back the same, and never looks the same twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, place) => {
      const [one, other] = [encryptAt(place, text), encryptAt(place, text)]
      expect(decryptAt(place, one)).toBe(text)
      expect(one).not.toBe(other)
      expect(keyOf(one)).toBe(currentKey())
    }),
  )
})
test('a value moved to another row, or altered anywhere, does not open', () => {
  const value = encryptAt('hook/a', 'hook_of some length')
  expect(() => decryptAt('hook/b', value)).toThrow('it was altered')
  const [mark, id, body] = value.split('.')
  const bytes = Buffer.from(body!, 'base64url')
  for (let at = 0; at < bytes.length; at++) {
    const altered = Buffer.from(bytes)
    altered[at]! ^= 1
    expect(() => decryptAt('hook/a', `${mark}.${id}.${altered.toString('base64url')}`)).toThrow(
      'it was altered',
    )
  }
  // A short tag would be easy to guess.
  expect(() =>
    decryptAt('hook/a', `${mark}.${id}.${bytes.subarray(0, 20).toString('base64url')}`),
  ).toThrow('it was altered')
})
test('after a change of keys the old one still opens, and what is missing is named', () => {
  const old = encryptAt('place', 'seed')
  useKeyring(readKeyring(`${SECOND}\n${FIRST}`, 'test'))
  expect(decryptAt('place', old)).toBe('seed')
  expect(keyOf(encryptAt('place', 'seed'))).not.toBe(keyOf(old))
  useKeyring(readKeyring(SECOND, 'test'))
  expect(() => decryptAt('place', old)).toThrow(KeyMissing)
  expect(() => decryptAt('place', old)).toThrow(keyOf(old))
})
test('what lies there as it is, of before, is given as it is', () => {
  for (const plain of ['JBSWY3DPEHPK3PXP', 'hook_x', '', 'enc1.', 'enc1.nokey.body'])
    expect(decryptAt('place', plain)).toBe(plain)
})
test('a key that is none is refused with a sentence', () => {
  for (const text of ['', 'short', Buffer.alloc(31).toString('base64'), 'x'.repeat(44) + '!'])
    expect(() => readKeyring(text, 'ISOCENTER_SECRET_KEY')).toThrow(/^ISOCENTER_SECRET_KEY: /)
})
test('the file is for its owner only, is made once and kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-key-'))
  try {
    expect(findKeyring(folder)).toBe(undefined)
    const made = makeKeyring(folder)
    if (process.platform !== 'win32') expect(statSync(keyFile(folder)).mode & 0o777).toBe(0o600)
    const text = readFileSync(keyFile(folder), 'utf8')
    expect(makeKeyring(folder)).toEqual(made)
    expect(readFileSync(keyFile(folder), 'utf8')).toBe(text)
    expect(findKeyring(folder)).toEqual(made)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
