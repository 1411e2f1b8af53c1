// How long does a sign-in last, when is it locked, and when does its token change?
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { acting, actingAs } from '../../platform/acting.ts'
import type { Database } from '../../platform/database.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import { findPeople, findTenants } from '../people/index.ts'
import type { Actor, Person, SessionWay } from '../people/schema.ts'
import {
  changeToken,
  findChallenge,
  findEntryRules,
  findSession,
  insertChallenge,
  insertSession,
  noteAudit,
  takeChallenge,
} from './session-store.ts'

const DAY = 24 * 60
/** A computer that others use too: a shift, and locked when nobody has touched it for a while. */
const SHARED_MINUTES = 12 * 60
const OWN_MINUTES = 30 * DAY

export type Entered = { token: string; person: Person }
export type Found =
  | { state: 'in'; actor: Actor; token?: string }
  | { state: 'locked'; actor: Actor }

/**
 * The actor behind a session token; undefined when it is unknown, ended or signed out. `token`: the
 * one that has taken its place, because what the person may do has changed.
 */
export async function findActor(db: Database, token: string): Promise<Found | undefined> {
  const session = await findSession(db, hashToken(token))
  if (!session) return undefined
  const { id, person, way, account, needsSecond, idleMinutes, isFresh, stamp } = session
  const actor: Actor = {
    institution: { id: session.tenant, name: session.name, timeZone: session.timeZone },
    person,
    operates: isOperating(session),
    session: { id, way, account, needsSecond, idleMinutes, isFresh },
    stamp,
  }
  if (session.locked) return { state: 'locked', actor }
  if (!session.stale) return { state: 'in', actor }
  const next = newToken()
  const hashes = { old: hashToken(token), next: hashToken(next) }
  return (await changeToken(db, id, hashes))
    ? { state: 'in', actor, token: next }
    : { state: 'in', actor }
}

/**
 * `ISOCENTER_OPERATORS` names addresses; without it the installation is operated from the institution
 * that was founded first. What somebody may do there is said by the table of rights besides.
 */
function isOperating({ email, isFirst }: { email: string | null; isFirst: boolean }): boolean {
  const named = process.env['ISOCENTER_OPERATORS']
    ?.toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean)
  if (!named?.length) return isFirst
  return email !== null && named.includes(email.toLowerCase())
}

export type Entry = {
  tenant: string
  person: Person
  account: string | null
  way: SessionWay
  device: 'mine' | 'shared'
  /** `Firefox on Linux`, so that one recognises it in the list. */
  browser: string
  /** Two proofs were given, here or at the provider. */
  isStrong?: boolean
}

/** For somebody who has proven who they are. The entry is in the audit. */
export async function openSession(db: Database, entry: Entry): Promise<Entered> {
  const token = newToken()
  const isCast = entry.way === 'cast'
  const { idleMinutes } = await findEntryRules(db, entry.tenant)
  const own = isCast || entry.device === 'mine'
  await insertSession(db, {
    tokenHash: hashToken(token),
    ...{ tenant: entry.tenant, person: entry.person.id, account: entry.account, way: entry.way },
    minutes: own ? OWN_MINUTES : SHARED_MINUTES,
    idleMinutes: own ? null : idleMinutes,
    device: entry.browser,
    isStrong: entry.isStrong ?? false,
  })
  await actingAs({ ...acting(), actor: entry.person.id }, () =>
    db.inTenant(entry.tenant, (tx) =>
      noteAudit(tx, {
        ...{ action: 'sign-in', thing: 'person', id: entry.person.id, subject: entry.person.id },
        facts: { way: entry.way, browser: entry.browser, proofs: entry.isStrong ? 2 : 1 },
      }),
    ),
  )
  return { token, person: entry.person }
}

/**
 * Signs in as a person of the demo. Not where a real institution is: there nobody may be somebody
 * by choosing, whatever anybody sets.
 */
export async function signInAsCast(
  db: Database,
  wanted: { institution: string; person: string; browser: string },
): Promise<Outcome<Entered>> {
  const tenants = await findTenants(db)
  const real = tenants.find(({ demo }) => !demo)
  if (real)
    return refused(
      finding('accounts.cast', `${real.name} works here: nobody signs in by being chosen.`, {
        can: 'Sign in with your e-mail address.',
      }),
    )
  const tenant = tenants.find((entry) => entry.id === wanted.institution)
  const people = tenant ? await db.inTenant(tenant.id, (tx) => findPeople(tx, [wanted.person])) : []
  const person = people[0]
  if (!person)
    return refused(
      finding('accounts.cast', `There is no "${wanted.person}" in the demo.`, {
        can: 'Choose a person from the list.',
      }),
    )
  const { browser } = wanted
  return done(
    await openSession(db, {
      ...{ tenant: wanted.institution, person, account: null, way: 'cast', device: 'mine' },
      browser,
    }),
  )
}

/** A step that was begun: only its hash is kept, and it is taken once. */
export async function beginStep(
  db: Database,
  purpose: string,
  facts: object,
  minutes: number,
): Promise<string> {
  const ticket = newToken()
  await insertChallenge(db, { tokenHash: hashToken(ticket), purpose, facts, minutes })
  return ticket
}

export function takeStep<Facts>(
  db: Database,
  purpose: string,
  ticket: string,
): Promise<Facts | undefined> {
  return takeChallenge<Facts>(db, hashToken(ticket), purpose)
}

/** What was begun, with the ticket still good: for a try that may go wrong. */
export function lookAtStep<Facts>(
  db: Database,
  purpose: string,
  ticket: string,
): Promise<Facts | undefined> {
  return findChallenge<Facts>(db, hashToken(ticket), purpose)
}

export const stepGone = () =>
  finding('accounts.step', 'This sign-in has taken too long, or was used before.', {
    can: 'Begin again.',
  })

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, 'an iPhone'],
  [/iPad/, 'an iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'a Mac'],
  [/Linux/, 'Linux'],
]

/** `Firefox on Linux`; enough to recognise one's own, not enough to follow anybody. */
export function sayBrowser(agent: string | undefined): string {
  const find = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(agent ?? ''))?.[1]
  return `${find(BROWSERS) ?? 'A program'} on ${find(SYSTEMS) ?? 'an unknown system'}`
}
