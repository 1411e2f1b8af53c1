// The office at the files of a season: everybody, one file, what came by mail, who may apply.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { revokeLinks } from '../accounts/index.ts'
import type { Actor } from '../people/schema.ts'
import {
  type ApplicationRow,
  ensureApplicant,
  ensureApplication,
  findApplications,
  isOwnApplication,
} from './application-store.ts'
import { RECOMMENDATION, remindWriter } from './asking.ts'
import { findCycles } from './cycle-store.ts'
import { endDocuments, findBytes, findDocuments, insertDocument } from './document-store.ts'
import { findRecommendations, insertRecommendation, updateRecommendation } from './letter-store.ts'
import type { ReadFile } from './reading.ts'
import type { Verdict } from './rules/eligibility.ts'
import type { Cycle, UploadKind } from './schema.ts'
import { type FileAnswer, fileNameOf, limitsOf, type NewFile } from './uploads.ts'
import { setVerdict } from './verdict-store.ts'

type Nothing = Record<string, never>
export type OfFile = { id: string; cycle: string; application: string }
export const noFile = () => missing('There is no such application here.')

/** The file and its season, when both are of the programme of the path. */
export async function findFile(
  tx: Tx,
  at: OfFile,
): Promise<{ row: ApplicationRow; cycle: Cycle } | undefined> {
  const [cycle] = await findCycles(tx, { programme: at.id, id: at.cycle })
  const [row] = cycle ? await findApplications(tx, { cycle: cycle.id, id: at.application }) : []
  return row && cycle ? { row, cycle } : undefined
}

export async function addApplicant(
  db: Database,
  actor: Actor,
  at: { id: string; cycle: string },
  body: { given: string; family: string; email: string },
): Promise<Outcome<{ application: string }>> {
  const { id: tenant, timeZone } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const [cycle] = await findCycles(tx, { programme: at.id, id: at.cycle })
    if (!cycle) return missing('There is no such season.')
    const applicant = await ensureApplicant(tx, tenant, { ...body, zone: timeZone })
    const application = await ensureApplication(tx, tenant, { cycle: cycle.id, applicant })
    return done({ application })
  })
}

export async function attachDocument(
  db: Database,
  actor: Actor,
  at: OfFile & { kind: UploadKind },
  file: NewFile,
  read: ReadFile,
): Promise<Outcome<{ document: string }>> {
  const { id: tenant } = actor.institution
  const found = await db.inTenant(tenant, (tx) => findFile(tx, at))
  if (!found) return noFile()
  const { kind } = at
  const fileName = fileNameOf(file.name)
  const facts = await read(
    { name: fileName, bytes: file.bytes, kind },
    limitsOf(found.cycle.settings, kind),
  )
  if (!facts.ok) return facts
  return db.inTenant(tenant, async (tx) => {
    if (kind !== 'other' && kind !== 'score-report')
      await endDocuments(tx, { application: at.application, kind })
    const { mediaType, pages, flags } = facts.value
    const document = await insertDocument(tx, tenant, {
      ...{ application: at.application, kind, fileName, mediaType, pages },
      ...{ flags: { ...flags, byMail: true }, source: 'office', byPerson: actor.person.id },
      bytes: file.bytes,
    })
    return done({ document })
  })
}

export async function attachLetter(
  db: Database,
  actor: Actor,
  at: OfFile & { letter: string },
  file: NewFile,
  read: ReadFile,
): Promise<Outcome<{ document: string }>> {
  const { id: tenant } = actor.institution
  const found = await db.inTenant(tenant, async (tx) => {
    const file = await findFile(tx, at)
    return file && { ...file, isOwn: await isOwnApplication(tx, at.application) }
  })
  if (!found) return noFile()
  if (found.isOwn) return notOnesOwn()
  const fileName = fileNameOf(file.name)
  const facts = await read(
    { name: fileName, bytes: file.bytes, kind: 'letter' },
    { pagesMax: null, shortSideMin: 0 },
  )
  if (!facts.ok) return facts
  return db.inTenant(tenant, async (tx) => {
    const [letter] = await findRecommendations(tx, {
      ...{ applications: [at.application], id: at.letter, lock: true },
    })
    if (!letter) return missing('There is no such letter.')
    for (const one of await findDocuments(tx, { applications: [at.application] }))
      if (one.recommendation === letter.id) await endDocuments(tx, { id: one.id })
    await revokeLinks(tx, { purpose: RECOMMENDATION, about: { recommendation: letter.id } })
    const { mediaType, pages, flags } = facts.value
    const document = await insertDocument(tx, tenant, {
      ...{ application: at.application, kind: 'letter', fileName, mediaType, pages },
      ...{ recommendation: letter.id, waived: letter.waived },
      ...{ flags: { ...flags, byMail: true }, source: 'office', byPerson: actor.person.id },
      bytes: file.bytes,
    })
    await updateRecommendation(tx, letter.id, 'received')
    return done({ document })
  })
}

export const isOwn = (actor: Actor, row: ApplicationRow) => row.applicant.person === actor.person.id

const notOnesOwn = () =>
  refused<never>(
    finding('recruitment.own', 'This is your own application.', {
      can: 'Ask somebody else of the office.',
    }),
  )

export async function addWriter(
  db: Database,
  actor: Actor,
  at: OfFile,
  writer: { writerName: string; writerEmail: string; writerRole: string },
): Promise<Outcome<{ letter: string }>> {
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const found = await findFile(tx, at)
    if (!found) return noFile()
    if (await isOwnApplication(tx, at.application)) return notOnesOwn()
    // Nobody has asked the applicant: closed is what does no harm later.
    const letter = await insertRecommendation(tx, tenant, {
      ...{ ...writer, application: at.application, waived: true },
    })
    return done({ letter })
  })
}

export async function remindFor(
  db: Database,
  actor: Actor,
  at: OfFile & { letter: string },
  place: { origin: URL; now: Moment },
): Promise<Outcome<Nothing>> {
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const found = await findFile(tx, at)
    const [letter] = found
      ? await findRecommendations(tx, { applications: [at.application], id: at.letter, lock: true })
      : []
    if (!letter) return missing('There is no such letter.')
    return remindWriter(tx, tenant, letter, place, 1)
  })
}

export async function decideRule(
  db: Database,
  actor: Actor,
  at: OfFile & { rule: string },
  decided: { verdict: Verdict; reason: string } | null,
): Promise<Outcome<Nothing>> {
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const found = await findFile(tx, at)
    if (!found) return noFile()
    if (await isOwnApplication(tx, at.application)) return notOnesOwn()
    if (!found.cycle.settings.eligibility.some(({ id }) => id === at.rule))
      return missing('There is no such rule.')
    await setVerdict(tx, tenant, at, decided && { ...decided, by: actor.person.id })
    return done({})
  })
}

/** A photo stays closed until the interview, where the season says so. */
export const isHidden = (cycle: Cycle, kind: string) =>
  kind === 'photo' && cycle.settings.photo.hiddenUntilInterview

export async function readOfficeFile(
  db: Database,
  actor: Actor,
  at: OfFile & { document: string },
): Promise<FileAnswer | undefined> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const found = await findFile(tx, at)
    if (!found) return undefined
    const [row] = await findDocuments(tx, { applications: [at.application], id: at.document })
    if (!row || isHidden(found.cycle, row.kind)) return undefined
    const bytes = await findBytes(tx, row.id)
    return bytes && { row, bytes }
  })
}
