// What the committee of the demo has made of the season so far: most is read, half is decided.
import { season } from '../../demo/recruitment.ts'
import type { Tx } from '../platform/database.ts'
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
}
