// Everything of the interviews of one cycle, read together.
import type { Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor, Person } from '../people/schema.ts'
import { findPeople, isMember } from '../people/index.ts'
import type { ApplicationRow } from '../recruitment/index.ts'
import type { Cycle } from '../recruitment/schema.ts'
import { readReviews } from '../review/index.ts'
import { type Problem, pairOf } from './itinerary.ts'
import type { InterviewSetup, Panelist, Session } from './schema.ts'
import {
  type DayRow,
  findDays,
  findInterviewSetup,
  findInvitations,
  findPanel,
  findSessions,
  type InvitationRow,
} from './store.ts'
import { usualInterview } from './usual.ts'

export type At = { id: string; cycle: string }
export type InterviewRead = {
  cycle: Cycle
  applications: ApplicationRow[]
  /** Decided to be interviewed. */
  wanted: ReadonlySet<string>
  /** Pairs of an application and somebody who should not judge it. */
  apart: ReadonlySet<string>
  days: DayRow[]
  panel: (Panelist & { day: string })[]
  invitations: InvitationRow[]
  sessions: (Session & { day: string })[]
  setup: InterviewSetup
  version: number
  people: Person[]
  nameOf: (id: string) => string
}

/** Undefined where the programme has no such cycle. */
export async function readInterviews(
  tx: Tx,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<InterviewRead | undefined> {
  const read = await readReviews(tx, actor, at, now)
  if (!read) return undefined
  const days = await findDays(tx, { cycle: at.cycle })
  const ids = days.map(({ id }) => id)
  const found = await findInterviewSetup(tx, at.cycle)
  const people = await findPeople(tx)
  const names = new Map([
    ...people.map(({ id, name }) => [id, name] as const),
    ...read.applications.map(
      ({ id, applicant }) => [id, `${applicant.given} ${applicant.family}`] as const,
    ),
  ])
  return {
    ...{ cycle: read.cycle, applications: read.applications, days, people },
    wanted: new Set(
      [...read.decisions.values()]
        .filter(({ verdict }) => verdict === 'interview')
        .map(({ application }) => application),
    ),
    apart: new Set(
      [...read.reviews.values()]
        .flat()
        .filter(({ state }) => state === 'conflict')
        .map(({ application, reviewer }) => pairOf(application, reviewer)),
    ),
    panel: await findPanel(tx, ids),
    sessions: await findSessions(tx, ids),
    invitations: await findInvitations(tx, { cycle: at.cycle }),
    setup: found?.setup ?? usualInterview,
    version: found?.version ?? 0,
    nameOf: (id) => names.get(id) ?? 'Somebody who is not here any more',
  }
}

export const problemOf = (read: InterviewRead, day: DayRow): Problem => ({
  day,
  applications: seatedOf(read, day.id),
  panel: read.panel.filter((one) => one.day === day.id),
  apart: read.apart,
})

export const seatedOf = ({ invitations }: InterviewRead, day: string): string[] =>
  invitations.filter((one) => one.day === day).map(({ application }) => application)

/** Whoever works or trains in the programme today may be asked to interview. */
export const interviewersOf = ({ people }: InterviewRead, actor: Actor, at: At, now: Moment) =>
  people.filter((person) => isMember({ ...actor, person }, at.id, now))
