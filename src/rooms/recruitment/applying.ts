// The applicant at work: looks, fills in, sends, takes back, withdraws. All of it in the applicant's own role.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import { databaseFault, type Database, type Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { OwnApplication } from './applicant-schema.ts'
import {
  type ApplicationRow,
  findApplications,
  updateApplicationState,
  updateContact,
  updateForm,
} from './application-store.ts'
import { findCycle } from './cycle-store.ts'
import { findDocuments } from './document-store.ts'
import { type ApplicantCaller, asCaller } from './entering.ts'
import { findHouse } from './entry-store.ts'
import { findRecommendations } from './letter-store.ts'
import { openCycleOf } from './open-cycles.ts'
import { checklistOf, lackingToSend } from './rules/checklist.ts'
import { isLetterTime, isZone, sayAt } from './rules/cycle.ts'
import type { ApplicationForm, ApplicationState, Cycle } from './schema.ts'
import { documentOf, ownLetterOf } from './views.ts'

export const goneApplication = () => missing('There is no such application of yours.')

const CHECK_VIOLATION = '23514'
/** What the database says when the deadline has passed between a look and a step. */
export function isTooLate(error: unknown): boolean {
  const fault = databaseFault(error)
  return fault?.code === CHECK_VIOLATION && fault.constraint === 'before_the_deadline'
}

export const tooLate = (cycle: Cycle, zone: string) =>
  refused<never>(
    finding(
      'recruitment.deadline',
      `The deadline of ${cycle.label} was ${sayAt(cycle.deadline, zone)}; what came later is not taken.`,
      { can: 'What you had sent before stands. You can still withdraw.' },
    ),
  )

export type At = { institution: string; application: string }

/** With its cycle, as the applicant's role sees it; undefined when it is somebody else's. */
export async function findOwn(
  tx: Tx,
  id: string,
  lock = false,
): Promise<{ row: ApplicationRow; cycle: Cycle } | undefined> {
  const [row] = await findApplications(tx, { id, lock })
  const cycle = row && (await findCycle(tx, row.cycle))
  return row && cycle ? { row, cycle } : undefined
}

export async function viewOwn(
  db: Database,
  caller: ApplicantCaller,
  at: At,
  now: Moment,
): Promise<Outcome<OwnApplication>> {
  const house = await db.inTenant(at.institution, (tx) => findHouse(tx, at.institution))
  return asCaller(db, caller, async (tx) => {
    const own = await findOwn(tx, at.application)
    if (!own || !house) return goneApplication()
    const { row, cycle } = own
    const documents = await findDocuments(tx, { applications: [row.id] })
    const letters = await findRecommendations(tx, { applications: [row.id] })
    const held = { form: row.form, documents, letters }
    const { given, family, email, phone, zone } = row.applicant
    return done({
      ...{ id: row.id, state: row.state, version: row.version, form: row.form },
      begunAt: row.begunAt.toISOString(),
      submittedAt: row.submittedAt?.toISOString() ?? null,
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
      applicant: { given, family, email, phone, zone },
      cycle: await openCycleOf(tx, cycle, house, now),
      items: checklistOf(cycle.settings, held),
      lacks: lackingToSend(cycle.settings, held).map(({ says }) => says),
      documents: documents.filter(({ kind }) => kind !== 'letter').map(documentOf),
      letters: letters.map((one) => ownLetterOf(one, documents)),
      mayAsk: row.state !== 'withdrawn' && isLetterTime(cycle, now),
    })
  })
}

export async function listOwn(
  db: Database,
  caller: ApplicantCaller,
): Promise<{ applications: { id: string; cycle: string; state: ApplicationState }[] }> {
  const rows = await asCaller(db, caller, (tx) => findApplications(tx, {}))
  return { applications: rows.map(({ id, cycle, state }) => ({ id, cycle, state })) }
}

export async function saveForm(
  db: Database,
  caller: ApplicantCaller,
  at: At,
  body: {
    version: number
    form: ApplicationForm
    contact: { given: string; family: string; phone: string; zone: string }
  },
): Promise<Outcome<{ version: number }>> {
  if (!isZone(body.contact.zone))
    return refused(finding('recruitment.zone', `${body.contact.zone} is no time zone.`))
  return inTime(db, caller, at, async (tx, { row }) => {
    if (row.state !== 'begun')
      return refused(
        finding('recruitment.sent', 'This application was sent; its form is closed.', {
          can: 'Take it back, change it, and send it again before the deadline.',
        }),
      )
    const { form } = body
    if (!(await updateForm(tx, row.id, body.version, form)))
      return refused(
        finding(
          'recruitment.stale',
          'This form was changed in another window or on another device since you opened it here.',
          { can: 'Copy what you have just typed, load the page anew, and put it in there.' },
        ),
      )
    const ids = { aamcId: digits(form.aamcId), nrmpId: code(form.nrmpId) }
    await updateContact(tx, row.applicant.id, { ...body.contact, ...ids })
    return done({ version: body.version + 1 })
  })
}

const digits = (text: string) => (/^\d{5,10}$/.test(text) ? text : null)
const code = (text: string) => (/^[A-Z0-9]{4,12}$/.test(text) ? text : null)

/** A step of the applicant; when the clock of the database says no, the answer says which deadline it was. */
export async function inTime<T>(
  db: Database,
  caller: ApplicantCaller,
  at: At,
  work: (tx: Tx, own: { row: ApplicationRow; cycle: Cycle }) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  let seen: { row: ApplicationRow; cycle: Cycle } | undefined
  try {
    return await asCaller(db, caller, async (tx) => {
      seen = await findOwn(tx, at.application, true)
      return seen ? work(tx, seen) : goneApplication()
    })
  } catch (error) {
    if (seen && isTooLate(error)) return tooLate(seen.cycle, seen.row.applicant.zone)
    throw error
  }
}

export async function stepOwn(
  db: Database,
  caller: ApplicantCaller,
  at: At,
  state: ApplicationState,
): Promise<
  Outcome<{ submittedAt: string | null; was: ApplicationState; of: ApplicationRow; cycle: Cycle }>
> {
  return inTime(db, caller, at, async (tx, { row, cycle }) => {
    if (state === 'submitted') {
      const documents = await findDocuments(tx, { applications: [row.id] })
      const letters = await findRecommendations(tx, { applications: [row.id] })
      const lacks = lackingToSend(cycle.settings, { form: row.form, documents, letters })
      if (lacks.length > 0) return refused(...lacks)
    }
    // Two that come at once: the second finds it done, and so it is.
    if (row.state !== state) await updateApplicationState(tx, row.id, state)
    const [now] = await findApplications(tx, { id: row.id })
    const submittedAt = now!.submittedAt?.toISOString() ?? null
    return done({ submittedAt, was: row.state, of: now!, cycle })
  })
}
