// Is this the number that the person's phone shows now, or one of the codes kept for when it is lost?
import { Secret, TOTP } from 'otpauth'
import { randomInt } from 'node:crypto'
import type { Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { hashToken } from '../../platform/token.ts'
import { type AccountRow, replaceRecoveryCodes, useRecoveryCode, useTotp } from './account-store.ts'

const PERIOD_S = 30
const CODES = 10
/** 26 of 31 letters: 128.8 bits, so a plain hash of them is enough. */
const CODE_LETTERS = 26
const GROUP = 5
/** Without letters that are taken for one another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

const totpOf = (secret: string, email: string) =>
  new TOTP({
    issuer: 'Isocenter',
    label: email,
    secret: Secret.fromBase32(secret),
    period: PERIOD_S,
    digits: 6,
  })

/** A new secret of 160 bits, and the address that a picture of squares carries to the phone. */
export function newTotp(email: string): { secret: string; address: string } {
  const secret = new Secret({ size: 20 }).base32
  return { secret, address: totpOf(secret, email).toString() }
}

/** The step that the code belongs to, one before and one after allowed; null when it is none. */
export function stepOfCode(secret: string, code: string, now: Moment): number | null {
  const plain = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(plain)) return null
  const timestamp = Date.parse(now)
  const delta = totpOf(secret, '').validate({ token: plain, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_S) + delta
}

/** Once each: the same number is not taken twice, however fast somebody has copied it. */
export async function isCode(
  db: Database,
  account: AccountRow,
  code: string,
  now: Moment,
): Promise<boolean> {
  if (!account.totpSecret) return false
  const step = stepOfCode(account.totpSecret, code, now)
  if (step !== null) return useTotp(db, account.id, step)
  return account.totpConfirmed && useRecoveryCode(db, account.id, hashRecovery(code))
}

const hashRecovery = (code: string) => hashToken(code.toLowerCase().replace(/[^a-z0-9]/g, ''))

/** Shown once. Each opens once; making them again ends those before. */
export async function makeRecoveryCodes(db: Database, account: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => {
    const letters = Array.from({ length: CODE_LETTERS }, () => LETTERS[randomInt(LETTERS.length)])
    return letters
      .join('')
      .match(new RegExp(`.{1,${GROUP}}`, 'g'))!
      .join('-')
  })
  await replaceRecoveryCodes(db, account, codes.map(hashRecovery))
  return codes
}
