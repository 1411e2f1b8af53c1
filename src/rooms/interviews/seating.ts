// Who is invited and sits where; a seat that is freed goes to whoever waits longest, and letters go out.
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { readOrigin } from '../../platform/origin.ts'
import { writeAccountMail } from '../mail/index.ts'
import { findTenants } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { type ApplicationRow, findApplication, findCycle } from '../recruitment/index.ts'
import type { Cycle } from '../recruitment/schema.ts'
import { judgeMessage, judgeQuiet } from '../recruitment/rules/conduct.ts'
import { freedLetter, invitationLetter, seatLetter } from './news.ts'
import { withRead } from './planning.ts'
import type { At } from './reading.ts'
import type { Message } from './schema.ts'
import { findDays, findInvitations, insertInvitations, updateInvitation } from './store.ts'

type Nothing = Record<string, never>
export type Place = { origin: URL; now: Moment }

export async function invite(
  db: Database,
  actor: Actor,
  at: At,
  chosen: readonly string[],
  { origin, now }: Place,
): Promise<Outcome<{ invited: number }>> {
  const { id: tenant, timeZone } = actor.institution
  return withRead(db, actor, at, now, async (tx, read) => {
    const findings = judgeQuiet(read.cycle, now, dayAt(now, timeZone))
    const off = chosen.filter((id) => !read.wanted.has(id))
    if (off.length > 0)
      findings.push(
        finding(
          'interviews.wanted',
          `${off.slice(0, 5).map(read.nameOf).join(', ')}: it is not decided that they are interviewed.`,
          { can: 'Decide it under Review first.' },
        ),
      )
    if (findings.length > 0) return refused(...findings)
    const fresh = await insertInvitations(tx, tenant, actor.person.id, chosen)
    const aboutThem = await letterheadOf(tx, tenant, read.cycle, origin)
    for (const row of read.applications.filter(({ id }) => fresh.includes(id))) {
      const about = aboutThem(row)
      await writeAccountMail(
        tx,
        { tenant, now },
        {
          ...{ key: `interview/${row.id}/invited`, email: about.email, person: null },
          ...invitationLetter(about),
        },
      )
    }
    return done({ invited: fresh.length })
  })
}

export type About = {
  name: string
  email: string
  zone: string
  programme: string
  season: string
  address: string
}

/** The names that stand in every letter of one season, looked up once for all of them. */
export async function letterheadOf(tx: Tx, tenant: string, cycle: Cycle, origin: URL) {
  const programme = (await findProgrammes(tx)).find(({ id }) => id === cycle.programme)!
  return ({ id, applicant }: ApplicationRow): About => ({
    ...{ name: `${applicant.given} ${applicant.family}`, email: applicant.email },
    ...{ zone: applicant.zone, programme: programme.name, season: cycle.label },
    address: new URL(`/apply/${tenant}/interview/${id}`, origin).href,
  })
}

/** Of a single one. */
async function aboutOf(
  tx: Tx,
  tenant: string,
  application: string,
  origin: URL,
): Promise<About | undefined> {
  const found = await findApplication(tx, application)
  const cycle = found && (await findCycle(tx, found.cycle))
  return cycle && (await letterheadOf(tx, tenant, cycle, origin))(found)
}

/** `day` null: the seat is taken away. */
export async function seat(
  db: Database,
  actor: Actor,
  at: At & { application: string },
  day: string | null,
  place: Place,
): Promise<Outcome<Nothing>> {
  const { id: tenant, timeZone } = actor.institution
  return withRead(db, actor, at, place.now, async (tx, read) => {
    const quiet = judgeQuiet(read.cycle, place.now, dayAt(place.now, timeZone))
    if (quiet.length > 0) return refused(...quiet)
    const before = read.invitations.find(({ application }) => application === at.application)
    if (!before) return missing('There is no such invitation.')
    if (day !== null && !read.days.some(({ id }) => id === day))
      return missing('There is no such day.')
    await updateInvitation(tx, at.application, { state: day === null ? 'invited' : 'booked', day })
    await tellSeat(tx, tenant, { application: at.application, day, isHandedOver: false }, place)
    if (before.day !== null && before.day !== day) await handOver(tx, tenant, before.day, place)
    return done({})
  })
}

/** Free seats of a day go to those who wait, the longest first, each with a letter. */
export async function handOver(tx: Tx, tenant: string, id: string, place: Place): Promise<void> {
  const [day] = await findDays(tx, { id, lock: true })
  if (!day || Date.parse(day.locksAt) <= Date.parse(place.now)) return
  const waiting = (await findInvitations(tx, { cycle: day.cycle, lock: true })).filter(
    ({ state }) => state === 'waiting',
  )
  for (const { application } of waiting.slice(0, Math.max(0, day.seats - day.taken))) {
    await updateInvitation(tx, application, { state: 'booked', day: id })
    await tellSeat(tx, tenant, { application, day: id, isHandedOver: true }, place)
  }
}

export async function tellSeat(
  tx: Tx,
  tenant: string,
  {
    application,
    day,
    isHandedOver,
  }: { application: string; day: string | null; isHandedOver: boolean },
  { origin, now }: Place,
): Promise<void> {
  const about = await aboutOf(tx, tenant, application, origin)
  const [invitation] = await findInvitations(tx, { application })
  const [of] = day === null ? [] : await findDays(tx, { id: day })
  if (!about || !invitation) return
  const letter = of
    ? seatLetter(about, { from: of.startsAt, zone: about.zone, isHandedOver })
    : freedLetter(about)
  await writeAccountMail(
    tx,
    { tenant, now },
    {
      ...{
        key: `interview/${application}/${invitation.version}`,
        email: about.email,
        person: null,
      },
      ...letter,
    },
  )
}

/** Letters to those who are invited inform and ask for nothing; none goes out in the quiet period. */
export async function write(
  db: Database,
  actor: Actor,
  at: At,
  message: Message,
  { now, key }: { now: Moment; key: string },
): Promise<Outcome<{ sent: number }>> {
  const { id: tenant, timeZone } = actor.institution
  return withRead(db, actor, at, now, async (tx, read) => {
    const findings = [
      ...judgeQuiet(read.cycle, now, dayAt(now, timeZone)),
      ...judgeMessage(message),
    ]
    if (findings.length > 0) return refused(...findings)
    const invited = new Set(read.invitations.map(({ application }) => application))
    const to = read.applications.filter(
      ({ id }) => invited.has(id) && message.applications.includes(id),
    )
    for (const { id, applicant } of to)
      await writeAccountMail(
        tx,
        { tenant, now },
        {
          ...{ key: `interview/${id}/letter/${key}`, email: applicant.email, person: null },
          ...{ subject: message.subject, text: `${message.text}\n` },
        },
      )
    return done({ sent: to.length })
  })
}

/** Each day what was missed, such as by a death between giving a seat back and handing it over. */
export async function handOverMissed(
  db: Database,
  now: Moment,
  origin = readOrigin(),
): Promise<void> {
  if (!origin) return
  for (const { id: tenant } of await findTenants(db))
    await db.inTenant(tenant, async (tx) => {
      for (const { id, taken, seats, locksAt } of await findDays(tx, {}))
        if (taken < seats && Date.parse(locksAt) > Date.parse(now))
          await handOver(tx, tenant, id, { origin, now })
    })
}
