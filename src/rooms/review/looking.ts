// What a reviewer sees: the pile, and one file with what stands in it.
import { done, type Outcome } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findAddresses } from '../mail/index.ts'
import { isAllowed } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import {
  type ApplicationRow,
  type DocumentRow,
  findBytes,
  findDocuments,
  findRecommendations,
  type RecommendationRow,
} from '../recruitment/index.ts'
import { type ApplicationForm, emptyForm } from '../recruitment/schema.ts'
import type { FileView, Pile } from './contract.ts'
import { type At, type CycleRead, readReviews, scoredOf } from './reading.ts'
import { deviationOf, disagree, markOf, meanOf } from './rules.ts'
import type { Decision, Review, ReviewerFigure, VerdictName } from './schema.ts'
import type { DecisionRow, ReviewRow } from './store.ts'

export const gone = () => missing('There is no such cycle for you.')

export async function viewPile(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<Pile>> {
  const { id: tenant, timeZone } = actor.institution
  return db.look(tenant, async (tx) => {
    const read = await readReviews(tx, actor, at, now)
    if (!read) return gone()
    const programme = (await findProgrammes(tx)).find(({ id }) => id === at.id)!
    const { cycle, setup, version, applications, calibrated } = read
    const me = actor.person.id
    return done({
      programme: { id: programme.id, name: programme.name },
      cycle: { id: cycle.id, label: cycle.label, zone: cycle.zone },
      ...{
        me,
        setup,
        version,
        decides: isAllowed(actor.person, 'recruiter', dayAt(now, timeZone), at.id),
      },
      rows: applications.map((application, nth) => {
        const reviews = read.reviews.get(application.id) ?? []
        const mine = reviews.find(({ reviewer }) => reviewer === me)
        const isHidden = isBlind(read, mine)
        const complete = reviews.filter(({ state }) => state === 'done')
        const wanted = complete.flatMap(({ recommendation }) => recommendation ?? [])
        const scores = scoredOf(setup, reviews).map(({ score }) => score)
        return {
          ...{ application: application.id, nth: nth + 1, state: application.state },
          name: isHidden ? null : nameOf(application),
          submittedOn:
            application.submittedAt && dayAt(application.submittedAt.toISOString(), timeZone),
          // Whoever has not judged yet is not told what others think.
          mark: isOpen(mine)
            ? markOf([], undefined)
            : markOf(scores, calibrated.worth.get(application.id)),
          recommended: isOpen(mine) ? {} : countOf(wanted),
          isSplit: !isOpen(mine) && disagree(wanted),
          reviewers: reviews.map(({ reviewer, state }) => ({
            ...{ id: reviewer, name: read.names.get(reviewer) ?? 'Somebody who has left', state },
          })),
          mine: mine?.state ?? null,
          decision: decisionOf(read.decisions.get(application.id)),
        }
      }),
      reviewers: figuresOf(read),
    })
  })
}

/** Assigned and not done: what others say would be an anchor. */
const isOpen = (mine: ReviewRow | undefined) => mine?.state === 'assigned'
const isBlind = ({ setup }: CycleRead, mine: ReviewRow | undefined) =>
  setup.isBlinded && isOpen(mine)
const nameOf = ({ applicant }: ApplicationRow) => `${applicant.given} ${applicant.family}`

function countOf(wanted: readonly VerdictName[]): Partial<Record<VerdictName, number>> {
  const counts: Partial<Record<VerdictName, number>> = {}
  for (const one of wanted) counts[one] = (counts[one] ?? 0) + 1
  return counts
}

export const decisionOf = (row: DecisionRow | undefined): Decision | null =>
  row
    ? {
        ...{ verdict: row.verdict, by: row.byName, note: row.note, at: row.at.toISOString() },
        toldAt: row.toldAt && row.toldAt.toISOString(),
      }
    : null

/** How each reviewer scores, beside the others on the same applications. */
function figuresOf({ reviewers, reviews, setup, calibrated }: CycleRead): ReviewerFigure[] {
  const all = [...reviews.values()].flat()
  const scored = scoredOf(setup, all)
  return reviewers.map(({ id, name }) => {
    const scores = scored.filter(({ reviewer }) => reviewer === id).map(({ score }) => score)
    const isCompared = scored.some(
      (one) =>
        one.reviewer === id &&
        scored.some((other) => other.application === one.application && other.reviewer !== id),
    )
    const mine = all.filter(({ reviewer }) => reviewer === id)
    return {
      ...{ reviewer: id, name, done: scores.length },
      assigned: mine.filter(({ state }) => state !== 'conflict').length,
      ...{ mean: meanOf(scores), deviation: deviationOf(scores) },
      leniency: isCompared ? (calibrated.leniency.get(id) ?? null) : null,
    }
  })
}

export async function viewFile(
  db: Database,
  actor: Actor,
  at: At & { application: string },
  now: Moment,
): Promise<Outcome<FileView>> {
  return db.look(actor.institution.id, async (tx) => {
    const read = await readReviews(tx, actor, at, now)
    const application = read?.applications.find(({ id }) => id === at.application)
    if (!read || !application) return missing('There is no such application for you.')
    const me = actor.person.id
    const reviews = read.reviews.get(application.id) ?? []
    const mine = reviews.find(({ reviewer }) => reviewer === me)
    const isBlinded = isBlind(read, mine)
    const letters = await findRecommendations(tx, { applications: [application.id] })
    const documents = isBlinded ? [] : await findDocuments(tx, { applications: [application.id] })
    const pile = pileOf(read, me)
    const nth = pile.indexOf(application.id)
    const { settings } = read.cycle
    const others = isOpen(mine) ? [] : reviews.filter(({ reviewer }) => reviewer !== me)
    return done({
      ...{ application: application.id, state: application.state, isBlinded },
      nth: read.applications.indexOf(application) + 1,
      name: isBlinded ? null : nameOf(application),
      form: isBlinded ? withoutIdentity(application.form) : application.form,
      questions: settings.eligibility.map(({ id, asks }) => ({ id, asks })),
      examinations: settings.scores.map(({ id, name }) => ({ id, name })),
      documents: documents
        .filter(({ kind }) => kind !== 'photo' || !settings.photo.hiddenUntilInterview)
        .map((one) => ({
          ...{ id: one.id, kind: one.kind, title: titleOf(one, letters) },
          ...{ mediaType: one.mediaType, pages: one.pages, flags: one.flags },
        })),
      hint: await hintFor(tx, me, letters),
      mine: mine ? reviewOf(mine, read, true) : null,
      others: others.map((one) => reviewOf(one, read, false)),
      decision: isOpen(mine) ? null : decisionOf(read.decisions.get(application.id)),
      before: pile[nth - 1] ?? null,
      after: pile[nth + 1] ?? null,
      place: { nth: nth + 1, of: pile.length },
    })
  })
}

/** The bytes of a document, under the same blinds as the file that it stands in. */
export async function readPaper(
  db: Database,
  actor: Actor,
  at: At & { application: string },
  document: string,
  now: Moment,
): Promise<{ row: DocumentRow; bytes: Buffer } | undefined> {
  const view = await viewFile(db, actor, at, now)
  if (!view.ok || !view.value.documents.some(({ id }) => id === document)) return undefined
  return db.look(actor.institution.id, async (tx) => {
    const [row] = await findDocuments(tx, { id: document })
    const bytes = await findBytes(tx, document)
    return row && bytes ? { row, bytes } : undefined
  })
}

/** One's own to do first, then all others, each in the order in which they came. */
function pileOf({ applications, reviews }: CycleRead, me: string): string[] {
  const ids = applications.filter(({ state }) => state === 'submitted').map(({ id }) => id)
  const isMine = (id: string) => (reviews.get(id) ?? []).some(({ reviewer }) => reviewer === me)
  const mine = ids.filter(isMine)
  // Whoever has none of their own walks through everything.
  return mine.length > 0 ? mine : ids
}

const reviewOf = (row: ReviewRow, { names }: CycleRead, isMine: boolean): Review => ({
  ...{ reviewer: row.reviewer, reviewerName: names.get(row.reviewer) ?? 'Somebody who has left' },
  ...{ state: row.state, scores: row.scores, recommendation: row.recommendation, note: row.note },
  ...{ conflict: isMine ? row.conflict : '', version: row.version },
  doneAt: row.doneAt && row.doneAt.toISOString(),
})

/** What says who somebody is, or where they come from. */
function withoutIdentity(form: ApplicationForm): ApplicationForm {
  const { address, aamcId, nrmpId, signed, citizenship, visa } = emptyForm
  return {
    ...{ ...form, address, aamcId, nrmpId, signed, citizenship, visa },
    schooling: form.schooling.map((one) => ({ ...one, place: 'held back' })),
  }
}

function titleOf(
  { kind, recommendation, fileName }: DocumentRow,
  letters: readonly RecommendationRow[],
): string {
  const letter = letters.find(({ id }) => id === recommendation)
  if (letter) return `Letter of ${letter.writerName}`
  const titles: Partial<Record<DocumentRow['kind'], string>> = {
    ...{ cv: 'CV', statement: 'Personal statement', photo: 'Photo', form: 'Form' },
    'score-report': 'Score report',
  }
  return titles[kind] ?? fileName
}

/** Whoever has written a letter about somebody should not judge them. */
async function hintFor(
  tx: Tx,
  me: string,
  letters: readonly RecommendationRow[],
): Promise<string | null> {
  const [address] = await findAddresses(tx, [me])
  const own = address?.email?.toLowerCase()
  const mine = letters.some(({ writerEmail }) => writerEmail.toLowerCase() === own)
  return mine ? 'You were asked for a letter about this applicant. Say so as a conflict.' : null
}
