// Assigning, scoring, deciding, and telling those who applied.
import { done, type Finding, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { writeAccountMail } from '../mail/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { findCycle } from '../recruitment/index.ts'
import { judgeQuiet } from '../recruitment/rules/conduct.ts'
import { gone } from './looking.ts'
import { type At, type CycleRead, readReviews } from './reading.ts'
import { fillIn, judgeReview, judgeSetup, sayShort, share } from './rules.ts'
import type { ReviewSetup, ReviewWords, VerdictName } from './schema.ts'
import {
  deleteReviews,
  findReviews,
  insertDecisions,
  insertReviews,
  markTold,
  type ReviewRow,
  saveSetup,
  updateReview,
} from './store.ts'

type One = At & { application: string }
type Pair = { application: string; reviewer: string }

const stale = () =>
  refused<never>(
    finding('review.version', 'It was changed meanwhile, in another window or by somebody else.', {
      can: 'Look at it as it is now; what you typed is still here.',
    }),
  )

export async function setUp(
  db: Database,
  actor: Actor,
  at: At,
  wanted: { setup: ReviewSetup; version: number },
): Promise<Outcome<{ version: number }>> {
  const findings = judgeSetup(wanted.setup)
  if (findings.length > 0) return refused(...findings)
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const cycle = await findCycle(tx, at.cycle)
    if (cycle?.programme !== at.id) return gone()
    if (!(await saveSetup(tx, tenant, at.cycle, wanted))) return stale()
    return done({ version: wanted.version + 1 })
  })
}

/** The own review of an application, made when there is none; what stands in the way otherwise. */
async function ownReview(
  tx: Tx,
  actor: Actor,
  at: One,
  now: Moment,
): Promise<Outcome<{ read: CycleRead; row: ReviewRow }>> {
  const read = await readReviews(tx, actor, at, now)
  const application = read?.applications.find(({ id }) => id === at.application)
  if (!read || !application) return missing('There is no such application for you.')
  if (application.state !== 'submitted')
    return refused(
      finding('review.withdrawn', 'This application was withdrawn.', {
        can: 'Go on with the next one.',
      }),
    )
  const pair = { application: at.application, reviewer: actor.person.id }
  await insertReviews(tx, actor.institution.id, null, [pair])
  const rows = await findReviews(tx, { ...at, lock: true })
  return done({ read, row: rows.find(({ reviewer }) => reviewer === pair.reviewer)! })
}

export async function saveReview(
  db: Database,
  actor: Actor,
  at: One,
  { version, isDone, ...words }: ReviewWords & { version: number; isDone: boolean },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const own = await ownReview(tx, actor, at, now)
    if (!own.ok) return own
    const { read, row } = own.value
    if (row.state === 'conflict')
      return refused(
        finding('review.conflict', 'You have said that you should not judge this applicant.', {
          can: 'Take that back first.',
        }),
      )
    const findings = isDone ? judgeReview(read.setup, words) : []
    if (findings.length > 0) return refused(...findings)
    // Version 0: the page was opened before there was a review.
    const state = isDone ? ('done' as const) : ('assigned' as const)
    const saved = await updateReview(tx, row.id, version || 1, { ...words, state, conflict: '' })
    return saved ? done({ version: (version || 1) + 1 }) : stale()
  })
}

/** An empty `conflict` takes it back. */
export async function recuse(
  db: Database,
  actor: Actor,
  at: One,
  { version, conflict }: { version: number; conflict: string },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const own = await ownReview(tx, actor, at, now)
    if (!own.ok) return own
    const { row } = own.value
    const saved = await updateReview(tx, row.id, version || 1, {
      ...{ scores: row.scores, recommendation: row.recommendation, note: row.note, conflict },
      state: conflict === '' ? 'assigned' : 'conflict',
    })
    return saved ? done({ version: (version || 1) + 1 }) : stale()
  })
}

export async function assign(
  db: Database,
  actor: Actor,
  at: At,
  wanted: { applications: readonly string[]; reviewers: readonly string[]; each: number },
  now: Moment,
): Promise<Outcome<{ pairs: Pair[]; says: string | null }>> {
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const read = await readReviews(tx, actor, at, now)
    if (!read) return gone()
    const findings = judgeChosen(read, wanted.applications)
    const strangers = wanted.reviewers.filter((id) => !read.reviewers.some((one) => one.id === id))
    if (strangers.length > 0)
      findings.push(
        finding('review.reviewer', 'Somebody of these does not select for this programme today.', {
          can: 'Give them the role of the selection committee under People first.',
        }),
      )
    if (findings.length > 0) return refused(...findings)
    const reviews = [...read.reviews.values()].flat()
    const { pairs, short } = share(
      wanted.applications.map((application) => ({
        application,
        reviewers: (read.reviews.get(application) ?? [])
          .filter(({ state }) => state !== 'conflict')
          .map(({ reviewer }) => reviewer),
      })),
      wanted.reviewers.map((reviewer) => ({
        reviewer,
        has: reviews.filter((one) => one.reviewer === reviewer && one.state !== 'conflict').length,
      })),
      wanted.each,
      (application, reviewer) =>
        (read.reviews.get(application) ?? []).some((one) => one.reviewer === reviewer),
    )
    await insertReviews(tx, tenant, actor.person.id, pairs)
    return done({ pairs, says: short.length === 0 ? null : sayShort(short) })
  })
}

export async function unassign(
  db: Database,
  actor: Actor,
  at: At,
  pairs: readonly Pair[],
  now: Moment,
): Promise<Outcome<Record<string, never>>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const read = await readReviews(tx, actor, at, now)
    if (!read) return gone()
    const ids = new Set(read.applications.map(({ id }) => id))
    await deleteReviews(
      tx,
      pairs.filter(({ application }) => ids.has(application)),
    )
    return done({})
  })
}

function judgeChosen({ applications }: CycleRead, chosen: readonly string[]): Finding[] {
  const known = new Map(applications.map((one) => [one.id, one]))
  const off = chosen.filter((id) => known.get(id)?.state !== 'submitted')
  if (off.length === 0) return []
  const says =
    off.length === 1
      ? 'One of these applications is not there any more, or was withdrawn.'
      : `${off.length} of these applications are not there any more, or were withdrawn.`
  return [finding('review.application', says, { can: 'Load the page anew.' })]
}

export async function decide(
  db: Database,
  actor: Actor,
  at: At,
  wanted: { decisions: readonly { application: string; verdict: VerdictName }[]; note: string },
  now: Moment,
): Promise<Outcome<{ decided: number }>> {
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const read = await readReviews(tx, actor, at, now)
    if (!read) return gone()
    const chosen = wanted.decisions.map(({ application }) => application)
    const findings = judgeChosen(read, chosen)
    if (new Set(chosen).size < chosen.length)
      findings.push(finding('review.twice', 'One application is decided about twice at once.'))
    if (findings.length > 0) return refused(...findings)
    const rows = wanted.decisions.flatMap(({ application, verdict }) => {
      const last = read.decisions.get(application)
      return last?.verdict === verdict ? [] : [{ application, verdict, nth: (last?.nth ?? 0) + 1 }]
    })
    if (rows.length > 0)
      await insertDecisions(tx, tenant, rows, { by: actor.person.id, note: wanted.note })
    return done({ decided: rows.length })
  })
}

/** Whoever decided does not also send: a wrong click of one person tells nobody. */
export async function tell(
  db: Database,
  actor: Actor,
  at: At,
  chosen: readonly string[],
  now: Moment,
): Promise<Outcome<{ told: number; left: string[] }>> {
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const read = await readReviews(tx, actor, at, now)
    if (!read) return gone()
    const quiet = judgeQuiet(read.cycle, now, dayAt(now, actor.institution.timeZone))
    if (quiet.length > 0) return refused(...quiet)
    const programme = (await findProgrammes(tx)).find(({ id }) => id === at.id)!
    const left: string[] = []
    const told: string[] = []
    for (const { id, applicant, state } of read.applications) {
      if (!chosen.includes(id)) continue
      const name = `${applicant.given} ${applicant.family}`
      const decision = read.decisions.get(id)
      if (!decision) left.push(`${name}: nothing is decided.`)
      else if (state !== 'submitted') left.push(`${name} has withdrawn.`)
      else if (decision.toldAt) left.push(`${name} was told already.`)
      else if (decision.by === actor.person.id)
        left.push(`${name}: you decided it, so somebody else sends the letter.`)
      else {
        told.push(decision.id)
        const { subject, text } = read.setup.templates[decision.verdict]
        const words = { name, programme: programme.name, season: read.cycle.label }
        await writeAccountMail(
          tx,
          { tenant, now },
          {
            ...{ key: `decision/${decision.id}`, email: applicant.email, person: null },
            ...{ subject: fillIn(subject, words), text: `${fillIn(text, words)}\n` },
          },
        )
      }
    }
    await markTold(tx, told, actor.person.id)
    return done({ told: told.length, left })
  })
}
