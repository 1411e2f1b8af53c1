// Days are planned within both windows, with their interviewers and what everybody is asked.
import { done, type Finding, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { databaseFault, type Database, type Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { findCycle, judgeSlot } from '../recruitment/index.ts'
import { judgeQuestion, judgeQuiet } from '../recruitment/rules/conduct.ts'
import { sessionTimes } from './itinerary.ts'
import { type At, type InterviewRead, readInterviews } from './reading.ts'
import type { DayWords, InterviewSetup } from './schema.ts'
import { deleteDay, insertDay, saveInterviewSetup } from './store.ts'

type Nothing = Record<string, never>
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
  const found = [
    ...judgeSlot(read.cycle, { from: day.startsAt, to: last.to }),
    ...judgeQuiet(read.cycle, day.startsAt, dayAt(day.startsAt, read.cycle.zone)),
  ]
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
