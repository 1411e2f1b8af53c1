// Who is at the door? Password first, a second proof where it is asked for, then which institution.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Day } from '../../kernel/day.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { acting, actingAs } from '../../platform/acting.ts'
import type { Database } from '../../platform/database.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import { findAddresses, writeAccountMail } from '../mail/index.ts'
import { findPeople, isAllowed } from '../people/index.ts'
import type { Person, SessionWay } from '../people/schema.ts'
import { type AccountRow, findAccount, findOpenings, findPasskeys } from './account-store.ts'
import { isCode } from './codes.ts'
import type { ProviderPlace } from './link-store.ts'
import { findOnly, onlyThere } from './only.ts'
import { isPassword } from './passwords.ts'
import type { SignedIn } from './schema.ts'
import {
  countFailure,
  findDelay,
  findEntryRules,
  forgetFailures,
  insertDevice,
  isDeviceOf,
  noteAudit,
  unlockSession,
} from './session-store.ts'
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
export type Proven = {
  account: string
  way: SessionWay
  device: Door['device']
  browser: string
  /** Two proofs were given. */
  isStrong: boolean
  /** Where the person was vouched for by a provider: there and nowhere else. */
  at?: { tenant: string; person: string }
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
  if (could.open.length === 0 && could.only) return refused(onlyThere(could.only))
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
  if (open.length === 0 && only) return refused(onlyThere(only))
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

type Open = {
  tenant: string
  name: string
  timeZone: string
  person: Person
  /** Past the provider, as only administrators may, with two proofs. */
  isBreakGlass: boolean
}

/** Where an account may go in on this way; `only`: a provider that alone would have let it in. */
async function findPlaces(
  db: Database,
  proven: Proven,
  now: Moment,
): Promise<{ open: Open[]; only: ProviderPlace | undefined }> {
  const account = await findAccount(db, { id: proven.account })
  const byProvider = proven.way === 'oidc' || proven.way === 'saml'
  const only = account && !byProvider ? await findOnly(db, account.email) : undefined
  let held: ProviderPlace | undefined
  const open: Open[] = []
  for (const { tenant, name, timeZone, person: id } of await findOpenings(db, proven.account)) {
    if (proven.at && proven.at.tenant !== tenant) continue
    const [person] = await db.inTenant(tenant, (tx) => findPeople(tx, [id]))
    const today = dayAt(now, timeZone)
    if (!person || !isAllowed(person, 'signed-in', today)) continue
    const isHeld = only?.tenant === tenant
    if (isHeld && !(proven.isStrong && isAllowed(person, 'administrator', today))) held = only
    else open.push({ tenant, name, timeZone, person, isBreakGlass: isHeld })
  }
  return { open, only: held }
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

/** Written down and told to all who rule the house, whoever comes past the provider. */
async function tellBreakGlass(
  db: Database,
  { tenant, timeZone, person }: Omit<Open, 'name'>,
  now: Moment,
): Promise<void> {
  await actingAs({ ...acting(), actor: person.id }, () =>
    db.inTenant(tenant, async (tx) => {
      const { id } = person
      await noteAudit(tx, { action: 'break-glass', thing: 'person', id, subject: id })
      const rulers = (await findPeople(tx)).filter((one) =>
        isAllowed(one, 'administrator', dayAt(now, timeZone)),
      )
      const ids = rulers.map((one) => one.id)
      for (const { person: to, email } of await findAddresses(tx, ids))
        await writeAccountMail(
          tx,
          { tenant, now },
          {
            ...{ key: `break-glass/${id}/${now}/${to}`, email, person: to },
            subject: `${person.name} came in past the sign-in of your institution`,
            text: `${person.name} signed in to Isocenter with a password and a second proof at ${now}, although people of your institution come in through its own sign-in only. Administrators may, for the day on which it does not work. It stands in the audit.

If it was not ${person.name}, end the access at once under Who can come in.
`,
          },
        )
    }),
  )
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
