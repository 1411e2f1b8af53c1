// How does somebody without an account come to their application, and back to it? By a letter to their address.
import { randomInt, randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import { actingAs } from '../../platform/acting.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { isSecure } from '../../platform/origin.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import { writeAccountMail } from '../mail/index.ts'
import { findProgrammes } from '../programme/index.ts'
import { ensureApplicant, ensureApplication, findApplicationOf } from './application-store.ts'
import { findCycle } from './cycle-store.ts'
import {
  countTry,
  endApplicantSession,
  type EntryRow,
  findCodeEntry,
  findEntryTimes,
  findHouse,
  findTokenEntry,
  insertApplicantSession,
  insertEntry,
  lockEntries,
  sayApplicantSession,
  useEntry,
} from './entry-store.ts'
import { entryLetter } from './news.ts'
import { isKeptBack } from './open-cycles.ts'
import { phaseOf, sayAt } from './rules/cycle.ts'

const LINK_HOURS = 72
const CODE_MINUTES = 30
const TRIES_MOST = 5
const SESSION_DAYS = 60
/** Letters to one address: nobody's mailbox is filled from here. */
const AN_HOUR = 3
const A_DAY = 8
const HOUR_MS = 3_600_000

const COOKIE = 'isocenter-applicant'
const pathOf = (institution: string) => `/api/applying/${encodeURIComponent(institution)}`

/** Who applies where, as far as the browser's cookie says and the records still agree. */
export type ApplicantCaller = { tenant: string; applicant: string }

export async function findApplicantCaller(
  db: Database,
  context: Context,
  institution: string,
): Promise<ApplicantCaller | undefined> {
  const token = getCookie(context, COOKIE)
  if (!token) return undefined
  const { rows } = await db.atOnce(institution, { rows: sayApplicantSession(hashToken(token)) })
  const applicant = (rows as { applicant: string }[])[0]?.applicant
  return applicant === undefined ? undefined : { tenant: institution, applicant }
}

/** The guard finds them, the route asks who it was. */
export function keepApplicant(context: Context, caller: ApplicantCaller): void {
  context.set('applicant' as never, caller as never)
}
export const applicantOf = (context: Context) =>
  context.get('applicant' as never) as ApplicantCaller

/** What the applicant does, in their role, and in the audit under their name. */
export function asCaller<T>(
  db: Database,
  { tenant, applicant }: ApplicantCaller,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return actingAs({ behalf: `applicant ${applicant}` }, () =>
    db.asApplicant(tenant, applicant, work),
  )
}

export type Asked = { cycle: string; email: string; given: string; family: string; zone: string }

/**
 * The answer is the same whether there is an application or not. `shown`: the digits, where the
 * institution is a demo and no letter leaves the machine.
 */
export async function askForEntry(
  db: Database,
  institution: string,
  asked: Asked,
  place: { origin: URL; now: Moment; isSent: boolean },
): Promise<Outcome<{ minutes: number; shown: string | null }>> {
  return db.inTenant(institution, async (tx) => {
    const house = await findHouse(tx, institution)
    const cycle = house && (await findCycle(tx, asked.cycle))
    if (!house || !cycle || (await isKeptBack(tx, cycle, place.now)))
      return missing('There is no such season of applying.')
    if (phaseOf(cycle, place.now) === 'ahead')
      return refused(
        finding('recruitment.ahead', `${cycle.label} opens on ${sayAt(cycle.opens, cycle.zone)}.`, {
          can: 'Come back then.',
        }),
      )
    await lockEntries(tx, asked.email)
    const before = await findEntryTimes(tx, asked.email)
    const wait = waitAfter(before, Date.parse(place.now))
    if (wait !== undefined)
      return refused(
        finding('recruitment.resend', `${before.length} letters went to ${asked.email} already.`, {
          can: `Look among the unwanted mail. Another can be sent after ${sayAt(new Date(wait).toISOString(), asked.zone)}.`,
        }),
      )
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const token = newToken()
    const id = randomUUID()
    await insertEntry(tx, institution, {
      ...asked,
      ...{
        id,
        codeHash: hashToken(`${id}/${code}`),
        tokenHash: hashToken(token),
        hours: LINK_HOURS,
      },
    })
    const programme = (await findProgrammes(tx)).find((one) => one.id === cycle.programme)!
    const address = new URL(`/apply/${institution}/enter/${token}`, place.origin).href
    await writeAccountMail(
      tx,
      { tenant: institution, now: place.now },
      {
        ...{ key: `entry/${id}`, email: asked.email, person: null },
        ...entryLetter(
          asked,
          { programme: programme.name, institution: house.name, label: cycle.label },
          { code, address },
        ),
      },
    )
    return done({ minutes: CODE_MINUTES, shown: house.demo && !place.isSent ? code : null })
  })
}

/** When the next letter may go, in ms; undefined: now. */
function waitAfter(before: readonly Date[], nowMs: number): number | undefined {
  const times = before.map((at) => at.getTime())
  const lastHour = times.filter((at) => at > nowMs - HOUR_MS)
  const oldest = (list: number[], most: number) => list[most - 1]
  const inHour = oldest(lastHour, AN_HOUR)
  if (inHour !== undefined) return inHour + HOUR_MS
  const inDay = oldest(times, A_DAY)
  return inDay === undefined ? undefined : inDay + 24 * HOUR_MS
}

const wrong = (says: string) =>
  refused<never>(finding('recruitment.entry', says, { can: 'Have a new letter sent to you.' }))

export type EntryProof = { token: string } | { cycle: string; email: string; code: string }

/** Opens the application, or begins it. The digits are tried five times; link and digits are good once. */
export async function enter(
  db: Database,
  context: Context,
  institution: string,
  proof: EntryProof,
  now: Moment,
): Promise<Outcome<{ application: string; cycle: string }>> {
  const outcome = await db.inTenant(institution, async (tx) => {
    const entry = await proveEntry(tx, proof)
    if (!entry) return undefined
    if (entry === 'wrong') return 'wrong' as const
    await useEntry(tx, entry.id)
    const applicant = await ensureApplicant(tx, institution, entry)
    const cycle = (await findCycle(tx, entry.cycle))!
    const had = await findApplicationOf(tx, entry.cycle, applicant)
    if (!had && phaseOf(cycle, now) !== 'open') return 'late' as const
    const application =
      had ?? (await ensureApplication(tx, institution, { cycle: entry.cycle, applicant }))
    const token = newToken()
    await insertApplicantSession(tx, institution, {
      ...{ tokenHash: hashToken(token), applicant, days: SESSION_DAYS },
    })
    return { application, cycle: entry.cycle, token }
  })
  if (outcome === 'late') return wrong('Applications are closed, and there is none of yours.')
  if (outcome === 'wrong') return wrong('These are not the digits of the newest letter.')
  if (outcome === undefined)
    return wrong('This was used already, is too old, or was mistyped too often.')
  const { token, ...rest } = outcome
  setCookie(context, COOKIE, token, {
    ...{ httpOnly: true, sameSite: 'Lax', path: pathOf(institution) },
    ...{ maxAge: SESSION_DAYS * 86_400, secure: isSecure(context) },
  })
  return done(rest)
}

async function proveEntry(tx: Tx, proof: EntryProof): Promise<EntryRow | 'wrong' | undefined> {
  if ('token' in proof) return findTokenEntry(tx, hashToken(proof.token))
  const { cycle, email, code } = proof
  const entry = await findCodeEntry(tx, { cycle, email, minutes: CODE_MINUTES })
  if (!entry || entry.tries >= TRIES_MOST) return undefined
  if (hashToken(`${entry.id}/${code.replace(/\s/g, '')}`) === entry.codeHash) return entry
  await countTry(tx, entry.id)
  return 'wrong'
}

export async function leave(
  db: Database,
  context: Context,
  institution: string,
): Promise<Outcome<Record<string, never>>> {
  const token = getCookie(context, COOKIE)
  if (token) await db.inTenant(institution, (tx) => endApplicantSession(tx, hashToken(token)))
  deleteCookie(context, COOKIE, { path: pathOf(institution), secure: isSecure(context) })
  return done({})
}
