// What is seen of interviews by those who plan them, and by each interviewer of their own day.
import { done, type Outcome } from '../../kernel/finding.ts'
import { sayDay } from '../../kernel/day.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { isAllowed } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { type DocumentRow, findBytes, findDocuments } from '../recruitment/index.ts'
import { judgeQuiet } from '../recruitment/rules/conduct.ts'
import type { Interviews, OwnDay } from './contract.ts'
import { judgeItinerary, sessionTimes } from './itinerary.ts'
import { gone } from './planning.ts'
import {
  type At,
  type InterviewRead,
  interviewersOf,
  problemOf,
  readInterviews,
  seatedOf,
} from './reading.ts'
import { type DayRow, findScores } from './store.ts'

export async function viewInterviews(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<Interviews>> {
  const { id: tenant, timeZone } = actor.institution
  return db.look(tenant, async (tx) => {
    const read = await readInterviews(tx, actor, at, now)
    if (!read) return gone()
    const today = dayAt(now, timeZone)
    const programme = (await findProgrammes(tx)).find(({ id }) => id === at.id)!
    const { cycle, setup, version } = read
    const window = (span: typeof cycle.interviews, whose: string) =>
      span
        ? [`${whose}: ${sayDay(span.from, { year: true })} to ${sayDay(span.to, { year: true })}`]
        : []
    return done({
      programme: { id: programme.id, name: programme.name },
      cycle: {
        ...{ id: cycle.id, label: cycle.label, zone: cycle.zone, mode: cycle.interviewMode },
        windows: [
          ...window(cycle.interviews, 'Programme'),
          ...window(cycle.societyInterviews, 'Society'),
        ],
      },
      ...{ me: actor.person.id, setup, version },
      plans: isAllowed(actor.person, 'recruiter', today, at.id),
      quiet: judgeQuiet(cycle, now, today),
      days: read.days.map((day) => {
        const problem = problemOf(read, day)
        const sessions = read.sessions
          .filter((one) => one.day === day.id)
          .map(({ nth, person, application }) => ({ nth, person, application }))
        const { cycle: _, publishedAt, ...words } = day
        return {
          ...words,
          publishedAt: publishedAt && publishedAt.toISOString(),
          panel: read.panel
            .filter((one) => one.day === day.id)
            .map(({ day: __, ...one }) => ({ ...one, name: read.nameOf(one.person) })),
          ...{ seated: seatedOf(read, day.id), conversations: sessions },
          findings: sessions.length === 0 ? [] : judgeItinerary(problem, sessions, read.nameOf),
        }
      }),
      guests: read.applications
        .filter(({ state }) => state === 'submitted')
        .flatMap(({ id, applicant }) => {
          const invitation = read.invitations.find(({ application }) => application === id)
          const isWanted = read.wanted.has(id)
          if (!invitation && !isWanted) return []
          return [
            {
              ...{ application: id, name: read.nameOf(id), zone: applicant.zone, isWanted },
              ...{ state: invitation?.state ?? null, day: invitation?.day ?? null },
            },
          ]
        }),
      interviewers: interviewersOf(read, actor, at, now).map(({ id, name }) => ({ id, name })),
    })
  })
}

/** Sessions of days that are published, one's own only, in their order. */
export async function viewOwnDay(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<OwnDay>> {
  return db.look(actor.institution.id, async (tx) => {
    const read = await readInterviews(tx, actor, at, now)
    if (!read) return gone()
    const programme = (await findProgrammes(tx)).find(({ id }) => id === at.id)!
    const me = actor.person.id
    const scores = await findScores(tx, { cycle: at.cycle, person: me })
    const photos = await findPhotos(tx, read)
    const sessions = read.sessions.flatMap((one) => {
      const day = read.days.find(({ id }) => id === one.day)
      if (one.person !== me || !day?.publishedAt) return []
      const seat = read.panel.find(({ day: of, person }) => of === one.day && person === me)
      const score = scores.find(({ application }) => application === one.application)
      return [
        {
          ...{ day: one.day, nth: one.nth, ...sessionTimes(day, one.nth) },
          ...{ application: one.application, name: read.nameOf(one.application) },
          ...{ room: seat?.room || day.place, link: seat?.link || day.link },
          hasPhoto: photos.has(one.application) && isPhotoTime(day, now, read),
          ...{ scores: score?.scores ?? {}, note: score?.note ?? '' },
          ...{ isDone: score?.isDone ?? false, version: score?.version ?? 0 },
        },
      ]
    })
    return done({
      programme: { id: programme.id, name: programme.name },
      cycle: { id: read.cycle.id, label: read.cycle.label, zone: read.cycle.zone },
      setup: read.setup,
      sessions: sessions.sort((one, other) => (one.from < other.from ? -1 : 1)),
    })
  })
}

const findPhotos = async (tx: Tx, { applications }: InterviewRead) =>
  new Map(
    (await findDocuments(tx, { applications: applications.map(({ id }) => id) }))
      .filter(({ kind }) => kind === 'photo')
      .map((row) => [row.application, row] as const),
  )

/** The day has come on the clock of the season, or the programme hides no photo. */
const isPhotoTime = (day: DayRow, now: Moment, { cycle }: InterviewRead) =>
  !cycle.settings.photo.hiddenUntilInterview ||
  dayAt(now, cycle.zone) >= dayAt(day.startsAt, cycle.zone)

/** For whoever meets them, from the day on. */
export async function readPhoto(
  db: Database,
  actor: Actor,
  at: At & { application: string },
  now: Moment,
): Promise<{ row: DocumentRow; bytes: Buffer } | undefined> {
  const own = await viewOwnDay(db, actor, at, now)
  const session = own.ok
    ? own.value.sessions.find(({ application }) => application === at.application)
    : undefined
  if (!session?.hasPhoto) return undefined
  return db.look(actor.institution.id, async (tx) => {
    const rows = await findDocuments(tx, { applications: [at.application] })
    const row = rows.find(({ kind }) => kind === 'photo')
    const bytes = row && (await findBytes(tx, row.id))
    return row && bytes ? { row, bytes } : undefined
  })
}
