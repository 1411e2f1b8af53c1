// Does the person hold the key that their device or stick keeps for this address?
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { type AccountRow, findPasskeys, insertPasskey, usePasskey } from './account-store.ts'
import { beginStep, stepGone, takeStep } from './sessions.ts'
import type { Proven } from './places.ts'
import { noteFailedEntry } from './refusals.ts'
import { type Answer, type Door, enter } from './signing-in.ts'

const MINUTES = 5
export const PASSKEYS_MAX = 10

type Kept = { challenge: string; account?: string }
const transportsOf = (names: readonly string[]) => names as AuthenticatorTransport[]

const notTaken = () =>
  finding('accounts.passkey', 'This passkey could not be checked.', {
    can: 'Try again, or sign in with your password.',
  })

/** What the browser needs to make a key for this account. */
export async function beginPasskey(db: Database, account: AccountRow, origin: URL) {
  const keys = await findPasskeys(db, { account: account.id })
  const options = await generateRegistrationOptions({
    rpName: 'Isocenter',
    rpID: origin.hostname,
    userName: account.email,
    userID: new TextEncoder().encode(account.id),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    excludeCredentials: keys.map(({ id, transports }) => ({
      id,
      transports: transportsOf(transports),
    })),
  })
  const kept: Kept = { challenge: options.challenge, account: account.id }
  return { ticket: await beginStep(db, 'passkey-new', kept, MINUTES), options }
}

export async function keepPasskey(
  db: Database,
  account: string,
  wanted: { ticket: string; label: string; response: unknown },
  origin: URL,
): Promise<Outcome<Record<string, never>>> {
  const kept = await takeStep<Kept>(db, 'passkey-new', wanted.ticket)
  if (!kept || kept.account !== account) return refused(stepGone())
  const checked = await verifyRegistrationResponse({
    response: wanted.response as RegistrationResponseJSON,
    expectedChallenge: kept.challenge,
    expectedOrigin: origin.origin,
    expectedRPID: origin.hostname,
  }).catch(() => undefined)
  if (!checked?.verified) return refused(notTaken())
  const { credential } = checked.registrationInfo
  const known = await findPasskeys(db, { account })
  if (known.length >= PASSKEYS_MAX)
    return refused(
      finding('accounts.passkey', `You have ${PASSKEYS_MAX} passkeys; that is the limit.`, {
        can: 'Remove one that you no longer use.',
      }),
    )
  if ((await findPasskeys(db, { id: credential.id })).length > 0) return refused(notTaken())
  await insertPasskey(db, {
    id: credential.id,
    account,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: credential.transports ?? [],
    label: wanted.label,
  })
  return done({})
}

/** Of anybody, so that a stranger learns nothing; the device itself says whose keys it has. */
export async function askForPasskey(db: Database, origin: URL) {
  const options = await generateAuthenticationOptions({
    rpID: origin.hostname,
    userVerification: 'required',
  })
  const kept: Kept = { challenge: options.challenge }
  return { ticket: await beginStep(db, 'passkey', kept, MINUTES), options }
}

/** Two proofs in one: the device is held, and its owner has unlocked it. */
export async function signInWithPasskey(
  db: Database,
  wanted: { ticket: string; response: unknown; step?: string | undefined },
  door: Door,
  origin: URL,
  now: Moment,
): Promise<Outcome<Answer>> {
  const shown = await showPasskey(db, wanted, origin)
  if (!shown.ok) return shown
  const account = shown.value
  const { device, browser } = door
  const own: Proven = { account, way: 'passkey', device, browser, isStrong: true }
  if (wanted.step === undefined) return enter(db, own, now)
  const begun = await takeStep<Proven>(db, 'code', wanted.step)
  if (begun?.account !== account) return refused(stepGone())
  return enter(db, { ...begun, isStrong: true }, now)
}

/** Whose key it is that the browser holds. */
export async function showPasskey(
  db: Database,
  wanted: { ticket: string; response: unknown },
  origin: URL,
): Promise<Outcome<string>> {
  const kept = await takeStep<Kept>(db, 'passkey', wanted.ticket)
  if (!kept) return refused(stepGone())
  const response = wanted.response as AuthenticationResponseJSON
  const [key] = await findPasskeys(db, { id: response.id })
  if (!key) return refused(notTaken())
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge: kept.challenge,
    expectedOrigin: origin.origin,
    expectedRPID: origin.hostname,
    credential: {
      id: key.id,
      publicKey: new Uint8Array(key.publicKey),
      counter: key.counter,
      transports: transportsOf(key.transports),
    },
  }).catch(() => undefined)
  if (!checked?.verified) {
    noteFailedEntry(db, { account: key.account, way: 'passkey' })
    return refused(notTaken())
  }
  await usePasskey(db, key.id, checked.authenticationInfo.newCounter)
  return done(key.account)
}
