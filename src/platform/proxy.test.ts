// What a caller writes about himself is not believed; what the proxies in front write is.
import { expect, test } from 'vitest'
import { asReceived, callerOf, isLoopback, readTrust } from './proxy.ts'

test.each([
  ['nobody in front: the socket, whatever is written', '10.0.0.9', '6.6.6.6', 0, '10.0.0.9'],
  [
    'one proxy: what it heard, not what the caller wrote',
    '127.0.0.1',
    '6.6.6.6, 10.1.1.1',
    1,
    '10.1.1.1',
  ],
  ['two proxies', '127.0.0.1', '6.6.6.6, 10.1.1.1, 10.2.2.2', 2, '10.1.1.1'],
  ['more trusted than there are', '127.0.0.1', '10.1.1.1', 3, '10.1.1.1'],
  ['a proxy that writes nothing', '127.0.0.1', undefined, 1, '127.0.0.1'],
])('%s', (_, socket, forwarded, trust, expected) => {
  expect(callerOf(socket, forwarded, trust)).toBe(expected)
})

test('https is believed of a proxy only', async () => {
  const request = () =>
    new Request('http://rota.example/api', {
      method: 'POST',
      headers: { 'x-forwarded-proto': 'https', 'content-type': 'text/plain' },
      body: 'body',
    })
  expect(asReceived(request(), 0).url).toBe('http://rota.example/api')
  const received = asReceived(request(), 1)
  expect([received.url, received.method, await received.text()]).toEqual([
    'https://rota.example/api',
    'POST',
    'body',
  ])
  const odd = new Request('http://x/', { headers: { 'x-forwarded-proto': 'javascript' } })
  expect(asReceived(odd, 1)).toBe(odd)
})

test('the number of proxies is a small whole number', () => {
  expect([readTrust(undefined), readTrust('2')]).toEqual([0, 2])
  expect(() => readTrust('yes')).toThrow('it must be the number of proxies')
})

test('loopback has three spellings', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].every(isLoopback)).toBe(true)
  expect(['10.0.0.1', '::', 'fe80::1', undefined, '1270.0.0.1'].some(isLoopback)).toBe(false)
})
