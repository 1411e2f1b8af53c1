// A server that others reach has TLS in front, or does not start.
import { expect, test } from 'vitest'
import { refuseOpenHost } from './origin.ts'

const secure = new URL('https://isocenter.example.org')
const plain = new URL('http://isocenter.example.org')

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('%s is this machine only', (host) => {
  expect(refuseOpenHost(host, undefined)).toBe(undefined)
})
test.each(['0.0.0.0', '::', '192.168.1.7', 'isocenter.example.org', '127.0.0.1.example.org'])(
  '%s is open to others, and needs an address with https',
  (host) => {
    expect(refuseOpenHost(host, secure)).toBe(undefined)
    for (const origin of [plain, undefined])
      expect(refuseOpenHost(host, origin)).toContain('passwords would cross the network in plain')
  },
)
