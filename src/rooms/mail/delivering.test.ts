// Letters leave this machine encrypted, or not at all.
import { expect, test } from 'vitest'
import { mailServer } from './delivering.ts'

test('another machine must offer TLS, whatever the address says', () => {
  expect(mailServer('smtp://mail.example.org:587')).toContain('requireTLS=true')
  expect(mailServer('smtp://127.example.org')).toContain('requireTLS=true')
  expect(mailServer('smtps://mail.example.org')).toBe('smtps://mail.example.org')
  for (const more of ['?ignoreTLS=true', '?requireTLS=false'])
    expect(() => mailServer(`smtp://mail.example.org/${more}`)).toThrow('without TLS')
})
test('the own machine, or where somebody said that the way is safe, may go in plain', () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]'])
    expect(mailServer(`smtp://${host}:25`)).not.toContain('requireTLS')
  expect(mailServer('smtp://mail.inside.example?ignoreTLS=true', true)).not.toContain('requireTLS')
})
test('what is no address of a mail server is said', () => {
  for (const text of ['mail.example.org', 'https://mail.example.org'])
    expect(() => mailServer(text)).toThrow('no address such as smtps://')
})
