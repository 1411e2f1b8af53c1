// Who had a second proof at the provider is believed when it says so, and only then.
import { expect, test } from 'vitest'
import { isStrong, weakAlgorithm } from './strength.ts'

test.each<[string, Parameters<typeof isStrong>[0], boolean]>([
  ['nothing is said', {}, false],
  ['a password', { amr: ['pwd'] }, false],
  ['a code alone', { amr: ['otp'] }, false],
  ['a password and a code', { amr: ['pwd', 'otp'] }, true],
  ['a key and a password, in any order', { amr: ['hwk', 'pwd'] }, true],
  ['several, as the provider calls it', { amr: ['mfa'] }, true],
  ['text in place of a list', { amr: 'mfa' }, false],
  ['the profile of REFEDS', { acr: 'https://refeds.org/profile/mfa' }, true],
  ['a level that says nothing of two', { acr: 'urn:mace:incommon:iap:silver' }, false],
  ['SAML with a password', { acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password' }, false],
])('%s', (_, said, strong) => {
  expect(isStrong(said)).toBe(strong)
})

const method = (name: string) => `<ds:SignatureMethod Algorithm="${name}"/>`
test('SHA-1, MD5 and what is written so that one does not see it are not taken', () => {
  const good = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
  expect(weakAlgorithm(method(good))).toBe(undefined)
  for (const name of [
    'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
    'http://www.w3.org/2000/09/xmldsig#sha1',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-md5',
    'http://www.w3.org/2000/09/xmldsig&#35;sha1',
    'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
  ])
    for (const text of [
      method(name),
      method(name).replaceAll('"', "'"),
      method(good) + method(name),
    ])
      expect(weakAlgorithm(text)).toBe(name)
  expect(weakAlgorithm(`<x Algorithm\n =\n "http://www.w3.org/2000/09/xmldsig#sha1"/>`)).toContain(
    'sha1',
  )
})
