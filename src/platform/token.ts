// Secrets that people carry: made once, stored only as a hash.
import { createHash, randomBytes } from 'node:crypto'

/** 256 bits, safe in an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
