// Who is at the door? Password first, a second proof where it is asked for, then which institution.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Day } from '../../kernel/day.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import { isAllowed } from '../people/index.ts'
import type { Person } from '../people/schema.ts'
import { type AccountRow, findAccount, findPasskeys } from './account-store.ts'
import { isCode } from './codes.ts'
import { findOnly, onlyThere } from './only.ts'
import { isPassword } from './passwords.ts'
import { findPlaces, type Open, type Proven, tellBreakGlass } from './places.ts'
import { noteFailedEntry } from './refusals.ts'
import type { SignedIn } from './schema.ts'
import { findEntryRules, unlockSession } from './session-store.ts'
import { countFailure, findDelay, forgetFailures, insertDevice, isDeviceOf } from './try-store.ts'
import { beginStep, type Entered, lookAtStep, openSession, stepGone, takeStep } from './sessions.ts'
import { tooOften, tryOnce } from './tries.ts'

/** An address stands for a hospital behind one router, so it may fail more often. */
const FREE_TRIES_OF_ADDRESS = 60
const STEP_MINUTES = 10

/** Where the request comes from. `known`: what this browser got when its owner last signed in. */
export type Door = {
  address: string
  browser: string
  device: 'mine' | 'shared'
  known: string | undefined
}
/** With `entered` the caller sets the cookie; `knows` is for the browser to show next time. */
export type Answer = { says: SignedIn; entered?: Entered; knows?: string }
const whence = ({ address, browser }: Pick<Door, 'address' | 'browser'>) => ({ address, browser })

function refuseOnly(db: Database, { account, way, browser }: Proven, only: { name: string }) {
  noteFailedEntry(db, { account, way: `${way}, past the provider`, browser })
  return refused(onlyThere(only))
}

const wrong = () =>
  finding('accounts.sign-in', 'The e-mail address and the password do not belong together.', {
    can: 'Try again, or have a link sent to you to set a new password.',
  })

/** The counters that a try is counted on: a stranger cannot lock the owner out of a known device. */
async function keysOf(db: Database, email: string, account: string | undefined, door: Door) {
  const known = door.known ? hashToken(door.known) : undefined
  const mine = known && account && (await isDeviceOf(db, known, account))
  return {
    account: mine ? `device:${known}` : `email:${hashToken(email)}`,
    address: `address:${door.address}`,
  }
}

export async function signInWithPassword(
  db: Database,
  wanted: { email: string; password: string },
  door: Door,
  now: Moment,
): Promise<Outcome<Answer>> {
  const account = await findAccount(db, { email: wanted.email })
  const keys = await keysOf(db, wanted.email, account?.id, door)
  const closed = await findDelay(db, [keys.address])
  if (closed > 0) return refused(tooOften(closed))
  const tried = await tryOnce(db, keys.account, () =>
    isPassword(account?.passwordHash ?? null, wanted.password),
  )
  const failed = { account: account?.id, email: wanted.email, ...whence(door) }
  if (tried.wait > 0 || !tried.isRight) noteFailedEntry(db, { ...failed, way: 'password' })
  if (tried.wait > 0) return refused(tooOften(tried.wait))
  if (!tried.isRight) {
    await countFailure(db, keys.address, FREE_TRIES_OF_ADDRESS)
    // By the address alone, whether or not it has an account.
    const only = await findOnly(db, wanted.email)
    return refused(only ? onlyThere(only) : wrong())
  }
  return enterWithPassword(db, account!, door, now)
}

/** The password is proven; where there is a second proof it is asked for, whatever led here. */
export async function enterWithPassword(
  db: Database,
  account: Pick<AccountRow, 'id' | 'totpConfirmed'>,
  { device, browser }: Pick<Door, 'device' | 'browser'>,
  now: Moment,
): Promise<Outcome<Answer>> {
  const proven: Proven = { account: account.id, way: 'password', device, browser, isStrong: false }
  const passkeys = await findPasskeys(db, { account: account.id })
  if (!account.totpConfirmed && passkeys.length === 0) return enter(db, proven, now)
  // Not asked for in vain: whom the provider alone lets in learns nothing of the password either.
  const could = await findPlaces(db, { ...proven, isStrong: true }, now)
  if (could.open.length === 0 && could.only) return refuseOnly(db, proven, could.only)
  const ticket = await beginStep(db, 'code', proven, STEP_MINUTES)
  return done({ says: { state: 'code', ticket, passkeys: passkeys.length > 0 } })
}

/** A provider vouches. Where the institution asks for two proofs and the provider has not, ours is asked for. */
export async function enterVouched(
  db: Database,
  proven: Proven,
  place: { tenant: string; timeZone: string; person: Person },
  now: Moment,
): Promise<Outcome<Answer>> {
  const isAsked = await whySecondFactor(db, place, dayAt(now, place.timeZone))
  if (proven.isStrong || isAsked === null) return enter(db, proven, now)
  const account = await findAccount(db, { id: proven.account })
  const passkeys = (await findPasskeys(db, { account: proven.account })).length > 0
  // Who has none yet is told to set one up, as after a password.
  if (!account?.totpConfirmed && !passkeys) return enter(db, proven, now)
  const ticket = await beginStep(db, 'code', proven, STEP_MINUTES)
  return done({ says: { state: 'code', ticket, passkeys } })
}

/** The second proof. A wrong code may be followed by another, as often as `tryOnce` allows. */
export async function signInWithCode(
  db: Database,
  wanted: { ticket: string; code: string },
  door: Door,
  now: Moment,
): Promise<Outcome<Answer>> {
  const proven = await lookAtStep<Proven>(db, 'code', wanted.ticket)
  const account = proven && (await findAccount(db, { id: proven.account }))
  if (!account) return refused(stepGone())
  const tried = await tryOnce(db, `code:${account.id}`, () => isCode(db, account, wanted.code, now))
  if (tried.wait > 0 || !tried.isRight)
    noteFailedEntry(db, { account: account.id, way: 'code', ...whence(door) })
  if (tried.wait > 0) return refused(tooOften(tried.wait))
  if (!tried.isRight)
    return refused(
      finding('accounts.code', 'This code is not valid now, or was used before.', {
        can: 'Take the next one that the phone shows, or one of your recovery codes.',
      }),
    )
  // Of two that come at once with good codes one is served.
  if (!(await takeStep(db, 'code', wanted.ticket))) return refused(stepGone())
  await forgetFailures(db, [`address:${door.address}`])
  return enter(db, { ...proven, isStrong: true }, now)
}

/** Proven without doubt: into the institution, or which of them? */
export async function enter(db: Database, proven: Proven, now: Moment): Promise<Outcome<Answer>> {
  const { open, only } = await findPlaces(db, proven, now)
  if (open.length === 0 && only) return refuseOnly(db, proven, only)
  if (open.length === 0)
    return refused(
      finding(
        'accounts.nowhere',
        'Your account is good, but no institution has a place for you now.',
        {
          can: 'Ask the coordinator of your programme.',
        },
      ),
    )
  if (open.length > 1) {
    const ticket = await beginStep(db, 'institution', proven, STEP_MINUTES)
    const institutions = open.map(({ tenant: id, name, timeZone }) => ({ id, name, timeZone }))
    return done({ says: { state: 'institution', ticket, institutions } })
  }
  return done(await enterOne(db, proven, open[0]!, now))
}

export async function chooseInstitution(
  db: Database,
  wanted: { ticket: string; institution: string },
  now: Moment,
): Promise<Outcome<Answer>> {
  const proven = await takeStep<Proven>(db, 'institution', wanted.ticket)
  const { open } = proven ? await findPlaces(db, proven, now) : { open: [] }
  const chosen = open.find(({ tenant }) => tenant === wanted.institution)
  if (!proven || !chosen) return refused(stepGone())
  return done(await enterOne(db, proven, chosen, now))
}

async function enterOne(
  db: Database,
  proven: Proven,
  place: Omit<Open, 'name'>,
  now: Moment,
): Promise<Answer> {
  const { account, way, device, browser, isStrong } = proven
  const { tenant, person } = place
  const entered = await openSession(db, { tenant, person, account, way, device, browser, isStrong })
  if (place.isBreakGlass) await tellBreakGlass(db, place, now)
  if (device === 'shared') return { says: { state: 'in', person }, entered }
  const knows = newToken()
  await insertDevice(db, hashToken(knows), account)
  return { says: { state: 'in', person }, entered, knows }
}

/** Why the person needs a second proof; null when the institution leaves it to them. */
export async function whySecondFactor(
  db: Database,
  place: { tenant: string; person: Person },
  today: Day,
): Promise<string | null> {
  const { secondFactor } = await findEntryRules(db, place.tenant)
  if (secondFactor === 'nobody') return null
  if (secondFactor === 'everybody') return 'Your institution asks everybody for a second proof.'
  return isAllowed(place.person, 'founder', today)
    ? 'Whoever plans for others proves twice who they are.'
    : null
}

/** The same person, back at the same screen; answers the token that takes the place of the old one. */
export async function unlockWithPassword(
  db: Database,
  session: { id: string; account: string | null },
  password: string,
): Promise<Outcome<string>> {
  const account: AccountRow | undefined = session.account
    ? await findAccount(db, { id: session.account })
    : undefined
  const tried = await tryOnce(db, `unlock:${session.id}`, () =>
    isPassword(account?.passwordHash ?? null, password),
  )
  if (tried.wait > 0) return refused(tooOften(tried.wait))
  if (!tried.isRight && account) noteFailedEntry(db, { account: account.id, way: 'unlock' })
  if (!tried.isRight)
    return refused(
      finding('accounts.unlock', 'This is not the password of this account.', {
        can: 'Try again, or sign out and in.',
      }),
    )
  const token = newToken()
  await unlockSession(db, session.id, hashToken(token))
  return done(token)
}
