// Is nobody led into the own house by an address, whatever it looks like?
import { expect, test } from 'vitest'
import { isInner, post, refuseAddress, Unreachable } from './outgoing.ts'

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.15.255.255', false],
  ['172.16.0.1', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['8.8.8.8', false],
  ['0.0.0.0', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:7f00:1', true],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::10.0.0.1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['2606:4700::1111', false],
])('%s is inside: %s', (address, inside) => {
  expect(isInner(address)).toBe(inside)
})

test.each([
  ['nothing', 'This is no web address.'],
  ['http://example.org/x', 'Only addresses that begin with https:// are called.'],
  ['ftp://example.org/x', 'Only addresses that begin with https:// are called.'],
  ['https://me:secret@example.org/', 'An address with a name or a password in it is not called.'],
  ['https://localhost/x', 'This address is inside of the own network.'],
  ['https://127.0.0.1/x', 'This address is inside of the own network.'],
  ['https://2130706433/x', 'This address is inside of the own network.'],
  ['https://[::1]/x', 'This address is inside of the own network.'],
  ['https://[::ffff:127.0.0.1]/x', 'This address is inside of the own network.'],
  ['https://example.org/x', undefined],
])('%s: %s', (address, says) => {
  expect(refuseAddress(address, 'public')).toBe(says)
})

test('in the own network, when that is allowed, plain http is called too', () => {
  expect(refuseAddress('http://127.0.0.1:9/x', 'any')).toBeUndefined()
  expect(refuseAddress('file:///etc/passwd', 'any')).toBeDefined()
})

test('a name that leads inside is refused when it is looked up, not when it is typed', async () => {
  // Both names of the machine itself are known without a network.
  await expect(post('https://localhost.:9/', '{}', {}, 'public')).rejects.toThrow(Unreachable)
  await expect(post('http://127.0.0.1:9/', '{}', {}, 'any')).rejects.toThrow('Nobody listens')
})
