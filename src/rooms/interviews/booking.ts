// Whoever is invited takes a seat, changes it, waits for one, or gives it back: without an account.
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findPeople } from '../people/index.ts'
import { findProgrammes } from '../programme/index.ts'
import { type ApplicantCaller, asCaller, findApplication, findCycle } from '../recruitment/index.ts'
import type { OwnInterview } from './applicant-contract.ts'
import { sessionTimes } from './itinerary.ts'
import { fenced } from './planning.ts'
import { handOver, type Place, tellSeat } from './seating.ts'
import type { InvitationState } from './schema.ts'
import { findDays, findInvitations, findPanel, findSessions, updateInvitation } from './store.ts'

type At = { institution: string; application: string }
const gone = () => missing('There is no such application of yours.')

export async function viewOwnInterview(
  db: Database,
  caller: ApplicantCaller,
  at: At,
  now: Moment,
): Promise<Outcome<OwnInterview>> {
  const own = await asCaller(db, caller, async (tx) => {
    const application = await findApplication(tx, at.application)
    const cycle = application && (await findCycle(tx, application.cycle))
    if (!application || !cycle) return undefined
    const [invitation] = await findInvitations(tx, { application: at.application })
    const days = invitation ? await findDays(tx, { cycle: cycle.id }) : []
    return { application, cycle, invitation, days }
  })
  if (!own) return gone()
  const { application, cycle, invitation, days } = own
  // What lies beyond the applicant's own rows: names of interviewers, and how many wait before.
  const more = await db.look(caller.tenant, async (tx) => {
    const programme = (await findProgrammes(tx)).find(({ id }) => id === cycle.programme)!
    const line = await findInvitations(tx, { cycle: cycle.id })
    const day = days.find(({ id }) => id === invitation?.day)
    const sessions = day?.publishedAt ? await findSessions(tx, [day.id]) : []
    const panel = day ? await findPanel(tx, [day.id]) : []
    const mine = sessions.filter((one) => one.application === at.application)
    const people = await findPeople(
      tx,
      mine.map(({ person }) => person),
    )
    return { programme: programme.name, line, day, mine, panel, people }
  })
  const waiting = more.line.filter(({ state }) => state === 'waiting')
  return done({
    ...{ state: invitation?.state ?? null, day: invitation?.day ?? null },
    ...{ programme: more.programme, zone: cycle.zone, ownZone: application.applicant.zone },
    before:
      invitation?.state === 'waiting'
        ? waiting.findIndex((one) => one.application === at.application)
        : null,
    days: days.map((day) => ({
      ...{ id: day.id, track: day.track, mode: day.mode, from: day.startsAt },
      to: sessionTimes(day, day.sessions - 1).to,
      free: Math.max(0, day.seats - day.taken),
      locksAt: day.locksAt,
      isLocked: Date.parse(day.locksAt) <= Date.parse(now),
    })),
    itinerary:
      more.day?.publishedAt && more.mine.length > 0
        ? {
            ...{ place: more.day.place, link: more.day.link },
            sessions: more.mine.map(({ nth, person }) => {
              const seat = more.panel.find((one) => one.person === person)
              return {
                ...sessionTimes(more.day!, nth),
                who: more.people.find(({ id }) => id === person)?.name ?? 'an interviewer',
                ...{ room: seat?.room ?? '', link: seat?.link ?? '' },
              }
            }),
          }
        : null,
  })
}

/** A seat that is given back goes on to whoever waits longest, at once. */
export async function choose(
  db: Database,
  caller: ApplicantCaller,
  at: At,
  wanted: { state: 'booked'; day: string } | { state: Exclude<InvitationState, 'booked'> },
  place: Place,
): Promise<Outcome<Record<string, never>>> {
  const day = wanted.state === 'booked' ? wanted.day : null
  return fenced(async () => {
    const step = await asCaller(db, caller, async (tx) => {
      const [invitation] = await findInvitations(tx, { application: at.application, lock: true })
      if (!invitation) return gone()
      const days = await findDays(tx, {
        cycle: (await findApplication(tx, at.application))!.cycle,
      })
      if (day !== null && !days.some(({ id }) => id === day))
        return missing('There is no such day.')
      const free = days.find(
        ({ seats, taken, locksAt }) => taken < seats && Date.parse(locksAt) > Date.parse(place.now),
      )
      if (wanted.state === 'waiting' && free && invitation.day === null)
        return refused<{ freed: string | null }>(
          finding('interviews.free', 'There are free seats, so nobody has to wait.', {
            can: 'Choose one of the days.',
          }),
        )
      await updateInvitation(tx, at.application, { state: wanted.state, day })
      return done({ freed: invitation.day !== day ? invitation.day : null })
    })
    if (!step.ok) return step
    await db.inTenant(caller.tenant, async (tx) => {
      if (day !== null || step.value.freed !== null)
        await tellSeat(
          tx,
          caller.tenant,
          { application: at.application, day, isHandedOver: false },
          place,
        )
      if (step.value.freed !== null) await handOver(tx, caller.tenant, step.value.freed, place)
    })
    return done({})
  })
}
