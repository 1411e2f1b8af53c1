// Who meets whom when: solved, changed by hand, shown to both sides; and what interviewers note.
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { loadSolver } from '../../platform/solver/highs.ts'
import { writeAccountMail } from '../mail/index.ts'
import type { Actor } from '../people/schema.ts'
import { judgeQuiet } from '../recruitment/rules/conduct.ts'
import { findCycle } from '../recruitment/index.ts'
import { judgeReview } from '../review/index.ts'
import { checkCounts, judgeItinerary, sessionTimes, solveItinerary } from './itinerary.ts'
import { itineraryLetter } from './news.ts'
import { gone, stale, withRead } from './planning.ts'
import { letterheadOf, type Place } from './seating.ts'
import { type At, type InterviewRead, problemOf, seatedOf } from './reading.ts'
import type { ScoreWords, Session } from './schema.ts'
import {
  type DayRow,
  findInterviewSetup,
  meets,
  publishDay,
  replaceSessions,
  saveScore,
} from './store.ts'
import { usualInterview } from './usual.ts'

type Nothing = Record<string, never>
type DayAt = At & { day: string }
const noDay = () => missing('There is no such day.')

const dayOf = (read: InterviewRead, at: DayAt, version: number): Outcome<DayRow> => {
  const day = read.days.find(({ id }) => id === at.day)
  if (!day) return noDay()
  return day.version === version ? done(day) : stale()
}

export async function solveDay(
  db: Database,
  actor: Actor,
  at: DayAt,
  { version, keeps }: { version: number; keeps: readonly Session[] },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  const solver = await loadSolver()
  return withRead(db, actor, at, now, async (tx, read) => {
    const day = dayOf(read, at, version)
    if (!day.ok) return day
    const problem = problemOf(read, day.value)
    if (problem.applications.length === 0 || problem.panel.length === 0)
      return refused(
        finding(
          'interviews.empty',
          problem.panel.length === 0
            ? 'Nobody interviews on this day yet.'
            : 'Nobody has a seat on this day yet.',
          { can: problem.panel.length === 0 ? 'Say who does.' : 'Invite applicants, or wait.' },
        ),
      )
    const kept = judgeItinerary(problem, keeps, read.nameOf).filter(({ level }) => level === 'must')
    if (kept.length > 0) return refused(...kept.map((one) => one.finding))
    const sessions = solveItinerary({ ...problem, fixed: keeps }, solver)
    if (!sessions)
      return refused(
        ...checkCounts(problem),
        finding('interviews.time', 'No arrangement was found in the time there was.', {
          can: 'Keep fewer sessions where they are.',
        }),
      )
    await replaceSessions(tx, actor.institution.id, at.day, sessions)
    return done({ version: version + 1 })
  })
}

export async function arrangeDay(
  db: Database,
  actor: Actor,
  at: DayAt,
  { version, sessions }: { version: number; sessions: readonly Session[] },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  return withRead(db, actor, at, now, async (tx, read) => {
    const day = dayOf(read, at, version)
    if (!day.ok) return day
    const musts = judgeItinerary(problemOf(read, day.value), sessions, read.nameOf).filter(
      ({ level }) => level === 'must',
    )
    if (musts.length > 0) return refused(...musts.map((one) => one.finding))
    await replaceSessions(tx, actor.institution.id, at.day, sessions)
    return done({ version: version + 1 })
  })
}

/** Each of the applicants gets their day by letter, on their own clock. */
export async function publish(
  db: Database,
  actor: Actor,
  at: DayAt,
  isPublished: boolean,
  { origin, now }: Place,
): Promise<Outcome<Nothing>> {
  const { id: tenant, timeZone } = actor.institution
  return withRead(db, actor, at, now, async (tx, read) => {
    const day = read.days.find(({ id }) => id === at.day)
    if (!day) return noDay()
    const quiet = isPublished ? judgeQuiet(read.cycle, now, dayAt(now, timeZone)) : []
    if (quiet.length > 0) return refused(...quiet)
    const mine = read.sessions.filter((one) => one.day === at.day)
    const without = seatedOf(read, at.day).filter(
      (id) => !mine.some(({ application }) => application === id),
    )
    if (isPublished && without.length > 0)
      return refused(
        finding('interviews.without', `${without.map(read.nameOf).join(', ')} would meet nobody.`, {
          can: 'Arrange the day first.',
        }),
      )
    await publishDay(tx, at.day, isPublished)
    if (!isPublished) return done({})
    const aboutThem = await letterheadOf(tx, tenant, read.cycle, origin)
    const seated = new Set(seatedOf(read, at.day))
    for (const row of read.applications.filter(({ id }) => seated.has(id))) {
      const { id: application } = row
      const about = aboutThem(row)
      const rows = mine
        .filter((one) => one.application === application)
        .map(({ nth, person }) => ({ from: sessionTimes(day, nth).from, who: read.nameOf(person) }))
      await writeAccountMail(
        tx,
        { tenant, now },
        {
          ...{ key: `interview/${application}/day/${at.day}/${day.version}`, person: null },
          ...{ email: about.email, ...itineraryLetter(about, rows, about.zone) },
        },
      )
    }
    return done({})
  })
}

export async function noteScore(
  db: Database,
  actor: Actor,
  at: At & { application: string },
  { version, ...words }: ScoreWords & { version: number },
): Promise<Outcome<{ version: number }>> {
  const { id: tenant } = actor.institution
  const of = { application: at.application, person: actor.person.id }
  // Called while somebody types: only what it judges by is read, not the whole season.
  return db.inTenant(tenant, async (tx) => {
    if ((await findCycle(tx, at.cycle))?.programme !== at.id) return gone()
    if (!(await meets(tx, at.cycle, of))) return missing('You do not interview this applicant.')
    const setup = (await findInterviewSetup(tx, at.cycle))?.setup ?? usualInterview
    const review = { scores: words.scores, recommendation: 'hold' as const, note: words.note }
    const findings = words.isDone ? judgeReview(setup, review) : []
    if (findings.length > 0) return refused(...findings)
    if (!(await saveScore(tx, tenant, of, { ...words, version }))) return stale()
    return done({ version: version + 1 })
  })
}
