// What the committee of the demo has made of the season so far: most is read, half is decided.
import { season } from '../../demo/recruitment.ts'
import { addDays, weekday } from '../kernel/day.ts'
import { dayAt, type Moment, momentAt } from '../kernel/moment.ts'
import type { Tx } from '../platform/database.ts'
import {
  insertDay,
  insertInvitations,
  replacePanel,
  updateInvitation,
} from '../rooms/interviews/index.ts'
import { findApplications } from '../rooms/recruitment/index.ts'
import { findReviews, insertDecisions, insertReviews, updateReview } from '../rooms/review/index.ts'
import type { VerdictName } from '../rooms/review/schema.ts'
import { usualSetup } from '../rooms/review/usual.ts'

const committee = ['ingrid-halvorsdottir', 'jamal-whitfieldson', 'lucia-ferrandiz']
/** Who scores a point higher or lower than the others, so that there is something to calibrate. */
const leaning = [0, 1, -1]
const notes = [
  'Specific letters, and a project that was finished.',
  'Solid. Ask about call in the second year.',
  'Writes well; would like to see more procedures.',
  '',
]

export async function loadSelection(
  tx: Tx,
  tenant: string,
  programmes: ReadonlySet<string>,
  place: { now: Moment; zone: string },
): Promise<void> {
  const { programme } = season
  if (!programmes.has(programme)) return
  const cycle = `${programme}-season`
  const applications = (await findApplications(tx, { cycle })).filter(
    ({ state }) => state === 'submitted',
  )
  const pairs = applications.flatMap(({ id: application }, nth) =>
    [nth, nth + 1].map((at) => ({ application, reviewer: committee[at % committee.length]! })),
  )
  await insertReviews(tx, tenant, season.by, pairs)
  const worth = new Map(applications.map(({ id }, nth) => [id, 1 + ((nth * 7 + 3) % 9) / 2.25]))
  for (const [nth, row] of (await findReviews(tx, { cycle })).entries()) {
    // The last files are still on somebody's desk.
    if (nth % 5 === 4) continue
    const mean = worth.get(row.application)! + leaning[committee.indexOf(row.reviewer)]! / 2
    const scores = Object.fromEntries(
      usualSetup.criteria.map(({ id, most }, at) => [
        id,
        Math.max(1, Math.min(most, Math.round(mean + (((nth + at * 2) % 3) - 1) / 2))),
      ]),
    )
    const recommendation: VerdictName = mean > 3 ? 'interview' : mean > 2 ? 'waitlist' : 'reject'
    await updateReview(tx, row.id, 1, {
      ...{ scores, recommendation, note: notes[nth % notes.length]!, conflict: '' },
      state: 'done',
    })
  }
  const decided = applications.slice(0, Math.ceil(applications.length / 2))
  await insertDecisions(
    tx,
    tenant,
    decided.map(({ id: application }) => ({
      ...{ application, nth: 1 },
      verdict: worth.get(application)! > 2.4 ? ('interview' as const) : ('waitlist' as const),
    })),
    { by: 'ingrid-halvorsdottir', note: '' },
  )
  const invited = decided.filter(({ id }) => worth.get(id)! > 2.4).map(({ id }) => id)
  await loadInterviews(tx, tenant, { cycle, invited, ...place })
}

/** Two days within both windows: one is half full, the other open. */
async function loadInterviews(
  tx: Tx,
  tenant: string,
  of: { cycle: string; invited: readonly string[]; now: Moment; zone: string },
): Promise<void> {
  const today = dayAt(of.now, of.zone)
  const monday = addDays(today, 7 + ((8 - weekday(today)) % 7))
  const days: string[] = []
  for (const [nth, on] of [monday, addDays(monday, 9)].entries()) {
    const startsAt = momentAt(on, '10:00', of.zone)
    const day = await insertDay(tx, tenant, of.cycle, {
      ...{ track: '', startsAt, locksAt: momentAt(addDays(on, -2), '10:00', of.zone) },
      ...{ minutes: 25, pause: 5, sessions: 5, each: 3, seats: 4, mode: 'virtual', place: '' },
      link: `https://meet.example.org/msk-${nth + 1}`,
    })
    days.push(day)
    await replacePanel(
      tx,
      tenant,
      day,
      committee.map((person, at) => ({
        ...{ person, room: '', link: '', away: at === nth ? [4] : [] },
      })),
    )
  }
  await insertInvitations(tx, tenant, season.by, of.invited)
  for (const application of of.invited.slice(0, 2))
    await updateInvitation(tx, application, { state: 'booked', day: days[0]! })
}
