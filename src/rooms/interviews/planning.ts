// Days are planned, people invited, seats given, and a seat that is freed goes to whoever waits longest.
import { done, type Finding, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { databaseFault, type Database, type Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { writeAccountMail } from '../mail/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { findApplication, findCycle, judgeSlot } from '../recruitment/index.ts'
import { judgeMessage, judgeQuestion, judgeQuiet } from './conduct.ts'
import { sessionTimes } from './itinerary.ts'
import { freedLetter, invitationLetter, seatLetter } from './news.ts'
import { type At, type InterviewRead, readInterviews } from './reading.ts'
import type { DayWords, InterviewSetup, Message, Panelist } from './schema.ts'
import {
  deleteDay,
  findDays,
  findInvitations,
  insertDay,
  insertInvitations,
  replacePanel,
  saveInterviewSetup,
  updateDay,
  updateInvitation,
} from './store.ts'

type Nothing = Record<string, never>
export type Place = { origin: URL; now: Moment }
export const gone = () => missing('There is no such cycle for you.')
export const stale = () =>
  refused<never>(
    finding(
      'interviews.version',
      'It was changed meanwhile, in another window or by somebody else.',
      {
        can: 'Look at it as it is now.',
      },
    ),
  )

/** What the fences of the database mean, in sentences. */
const FENCES: Record<string, Finding> = {
  seat_taken: finding('interviews.seat', 'The last seat of this day was taken a moment ago.', {
    can: 'Choose another day, or wait for one.',
  }),
  seat_locked: finding('interviews.locked', 'Seats of this day are not changed any more.', {
    can: 'Call the office.',
  }),
  seats_below_taken: finding('interviews.seats', 'More seats are taken than that.', {
    can: 'Take a seat away from somebody first.',
  }),
  one_day_of_a_track: finding('interviews.day', 'There is such a day at that time already.', {
    can: 'Give it another track, or another time.',
  }),
}
export async function fenced<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    const says = FENCES[databaseFault(error)?.constraint ?? '']
    if (!says) throw error
    return refused(says)
  }
}

export async function withRead<T>(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
  work: (tx: Tx, read: InterviewRead) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return fenced(() =>
    db.inTenant(actor.institution.id, async (tx) => {
      const read = await readInterviews(tx, actor, at, now)
      return read ? work(tx, read) : gone()
    }),
  )
}

/** Against both windows, and against itself. */
export function judgeDay(read: Pick<InterviewRead, 'cycle'>, day: DayWords): Finding[] {
  const last = sessionTimes(day, day.sessions - 1)
  const found = judgeSlot(read.cycle, { from: day.startsAt, to: last.to })
  if (Date.parse(day.locksAt) > Date.parse(day.startsAt))
    found.push(
      finding('interviews.locks', 'Seats would be changed after the day has begun.', {
        can: 'Let them rest before it begins.',
        path: 'locksAt',
      }),
    )
  if (day.mode !== 'virtual' && day.place.trim() === '')
    found.push(
      finding('interviews.place', 'Whoever comes has to know where to.', {
        can: 'Write down the place.',
        path: 'place',
      }),
    )
  return found
}

export async function addDay(
  db: Database,
  actor: Actor,
  at: At,
  day: DayWords,
  now: Moment,
): Promise<Outcome<{ day: string }>> {
  return withRead(db, actor, at, now, async (tx, read) => {
    const findings = judgeDay(read, day)
    if (findings.length > 0) return refused(...findings)
    return done({ day: await insertDay(tx, actor.institution.id, at.cycle, day) })
  })
}

export async function changeDay(
  db: Database,
  actor: Actor,
  at: At & { day: string },
  wanted: { version: number; day: DayWords; panel: readonly Panelist[] },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  return withRead(db, actor, at, now, async (tx, read) => {
    if (!read.days.some(({ id }) => id === at.day)) return missing('There is no such day.')
    const findings = judgeDay(read, wanted.day)
    const twice = wanted.panel.find(
      ({ person }, nth) => wanted.panel.findIndex((one) => one.person === person) !== nth,
    )
    if (twice)
      findings.push(
        finding('interviews.panel', `${read.nameOf(twice.person)} is there twice.`, {
          can: 'Keep one of them.',
        }),
      )
    if (findings.length > 0) return refused(...findings)
    if (!(await updateDay(tx, at.day, wanted.version, wanted.day))) return stale()
    await replacePanel(tx, actor.institution.id, at.day, wanted.panel)
    return done({ version: wanted.version + 1 })
  })
}

export async function dropDay(
  db: Database,
  actor: Actor,
  at: At & { day: string },
  now: Moment,
): Promise<Outcome<Nothing>> {
  return withRead(db, actor, at, now, async (tx, read) => {
    const day = read.days.find(({ id }) => id === at.day)
    if (!day) return missing('There is no such day.')
    if (day.taken > 0)
      return refused(
        finding('interviews.taken', `${day.taken} have a seat on this day.`, {
          can: 'Give them another day first.',
        }),
      )
    await deleteDay(tx, at.day)
    return done({})
  })
}

export async function setUpInterviews(
  db: Database,
  actor: Actor,
  at: At,
  wanted: { version: number; setup: InterviewSetup },
): Promise<Outcome<{ version: number }>> {
  const findings = wanted.setup.questions.flatMap(({ asks }, nth) =>
    judgeQuestion(asks, `setup.questions.${nth}.asks`),
  )
  if (findings.length > 0) return refused(...findings)
  return db.inTenant(actor.institution.id, async (tx) => {
    if ((await findCycle(tx, at.cycle))?.programme !== at.id) return gone()
    const isSaved = await saveInterviewSetup(tx, actor.institution.id, at.cycle, wanted)
    return isSaved ? done({ version: wanted.version + 1 }) : stale()
  })
}

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
    for (const application of fresh) {
      const about = await aboutOf(tx, tenant, application, origin)
      if (!about) continue
      await writeAccountMail(
        tx,
        { tenant, now },
        {
          key: `interview/${application}/invited`,
          email: about.email,
          person: null,
          ...invitationLetter(about),
        },
      )
    }
    return done({ invited: fresh.length })
  })
}

/** The names that stand in every letter to somebody who is invited. */
export async function aboutOf(tx: Tx, tenant: string, application: string, origin: URL) {
  const found = await findApplication(tx, application)
  const cycle = found && (await findCycle(tx, found.cycle))
  if (!found || !cycle) return undefined
  const programme = (await findProgrammes(tx)).find(({ id }) => id === cycle.programme)!
  const { given, family, email, zone } = found.applicant
  return {
    ...{ name: `${given} ${family}`, email, zone, programme: programme.name, season: cycle.label },
    address: new URL(`/apply/${tenant}/interview/${application}`, origin).href,
  }
}

/** `day` null: the seat is taken away. */
export async function seat(
  db: Database,
  actor: Actor,
  at: At & { application: string },
  day: string | null,
  place: Place,
): Promise<Outcome<Nothing>> {
  const { id: tenant } = actor.institution
  return withRead(db, actor, at, place.now, async (tx, read) => {
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
