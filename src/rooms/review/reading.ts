// Everything of one cycle that reviewing is judged on, read together.
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
import { findPeople, isAllowed } from '../people/index.ts'
import type { Actor, Person } from '../people/schema.ts'
import { type ApplicationRow, findApplications, findCycle } from '../recruitment/index.ts'
import type { Cycle } from '../recruitment/schema.ts'
import { calibrate, grouped, type Scored, scoreOf } from './rules.ts'
import type { ReviewSetup } from './schema.ts'
import { type DecisionRow, findDecisions, findReviews, findSetup, type ReviewRow } from './store.ts'
import { usualSetup } from './usual.ts'

export type At = { id: string; cycle: string }
export type CycleRead = {
  cycle: Cycle
  setup: ReviewSetup
  version: number
  /** Those that were sent at least once, in the order in which they came. */
  applications: ApplicationRow[]
  reviews: Map<string, ReviewRow[]>
  decisions: Map<string, DecisionRow>
  /** Who may review today. */
  reviewers: Person[]
  names: Map<string, string>
  calibrated: ReturnType<typeof calibrate>
}

/** Undefined where the programme has no such cycle. */
export async function readReviews(
  tx: Tx,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<CycleRead | undefined> {
  const cycle = await findCycle(tx, at.cycle)
  if (!cycle || cycle.programme !== at.id) return undefined
  const today = dayAt(now, actor.institution.timeZone)
  const found = await findSetup(tx, at.cycle)
  const setup = found?.setup ?? usualSetup
  const applications = (await findApplications(tx, { cycle: at.cycle }))
    .filter(({ submittedAt }) => submittedAt !== null)
    .sort((one, other) => +one.submittedAt! - +other.submittedAt! || (one.id < other.id ? -1 : 1))
  const reviews = grouped(
    await findReviews(tx, { cycle: at.cycle }),
    ({ application }) => application,
  )
  const people = await findPeople(tx)
  return {
    ...{ cycle, setup, version: found?.version ?? 0, applications, reviews },
    decisions: await findDecisions(tx, at.cycle),
    reviewers: people.filter((person) => isAllowed(person, 'selector', today, at.id)),
    names: new Map(people.map(({ id, name }) => [id, name])),
    calibrated: calibrate(scoredOf(setup, [...reviews.values()].flat())),
  }
}

/** Reviews that are done and complete by what is scored now. */
export function scoredOf(setup: ReviewSetup, reviews: readonly ReviewRow[]): Scored[] {
  return reviews.flatMap(({ application, reviewer, state, scores }) => {
    const score = state === 'done' ? scoreOf(setup, scores) : null
    return score === null ? [] : [{ application, reviewer, score }]
  })
}
