// Whoever was asked for a letter comes with a link: looks, writes or uploads, or says no. Without an account.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { lookAtLink, type OpenLink, takeLinkAsGuest } from '../accounts/index.ts'
import { writeAccountMail } from '../mail/index.ts'
import { isTooLate } from './applying.ts'
import { findApplication } from './application-store.ts'
import { RECOMMENDATION } from './asking.ts'
import { endDocuments, findLetterDocument, insertDocument } from './document-store.ts'
import { findRequest, type RequestRow, updateRecommendation } from './letter-store.ts'
import { receivedLetter } from './news.ts'
import type { FileFacts, ReadFile } from './reading.ts'
import { fileNameOf, type NewFile } from './uploads.ts'

type Nothing = Record<string, never>

const ended = () =>
  refused<never>(
    finding(
      'recruitment.link',
      'This link is not valid: it was used, has ended, or was replaced by a newer one.',
      {
        can: 'Ask whoever named you to send you a new one.',
      },
    ),
  )

const letterOf = ({ link }: OpenLink) => String(link.facts['recommendation'])

async function openRequest(
  db: Database,
  token: string,
): Promise<{ open: OpenLink; request: RequestRow } | undefined> {
  const open = await lookAtLink(db, RECOMMENDATION, token)
  if (!open) return undefined
  const request = await db.asGuest(open.institution.id, open.link.id, (tx) =>
    findRequest(tx, letterOf(open)),
  )
  return request && request.applicationState !== 'withdrawn' ? { open, request } : undefined
}

export async function lookAtRequest(db: Database, token: string) {
  const found = await openRequest(db, token)
  if (!found) return ended()
  const { open, request } = found
  const { applicant, programme, label, writerName, waived, zone } = request
  return done({
    ...{ applicant, programme, label, writerName, waived, zone },
    ...{ institution: open.institution.name, until: request.lettersUntil.toISOString() },
  })
}

/** In the guest's own role: the link is used up together with what it was for, or not at all. */
async function take(
  db: Database,
  found: { open: OpenLink; request: RequestRow },
  what: 'received' | 'declined',
  now: Moment,
  work: (tx: Tx) => Promise<void>,
): Promise<Outcome<Nothing>> {
  const { open, request } = found
  try {
    const taken = await takeLinkAsGuest(db, open, async (tx) => {
      await work(tx)
      await updateRecommendation(tx, request.id, what)
      return true
    })
    if (!taken) return ended()
  } catch (error) {
    if (!isTooLate(error)) throw error
    return refused(finding('recruitment.deadline', 'Letters are not taken any more.'))
  }
  await tellApplicant(db, open.institution, request, what, now)
  return done({})
}

export async function tellApplicant(
  db: Database,
  house: { id: string; name: string },
  request: RequestRow,
  what: 'received' | 'declined',
  now: Moment,
): Promise<void> {
  await db.inTenant(house.id, async (tx) => {
    const application = await findApplication(tx, request.application)
    const { given, family, email } = application!.applicant
    const about = { programme: request.programme, institution: house.name, label: request.label }
    await writeAccountMail(
      tx,
      { tenant: house.id, now },
      {
        ...{ key: `recommendation/${request.id}/${what}/${now}`, email, person: null },
        ...receivedLetter(`${given} ${family}`, request.writerName, what, about),
      },
    )
  })
}

async function putLetter(
  tx: Tx,
  tenant: string,
  request: RequestRow,
  letter: FileFacts & { fileName: string; bytes: Uint8Array },
): Promise<void> {
  // One that was asked for anew takes the place of the first.
  const before = await findLetterDocument(tx, request.id)
  if (before) await endDocuments(tx, { id: before })
  await insertDocument(tx, tenant, {
    ...{ kind: 'letter', ...letter, application: request.application, recommendation: request.id },
    ...{ waived: request.waived, source: 'writer' },
  })
}

export async function sendLetter(
  db: Database,
  token: string,
  file: NewFile,
  read: ReadFile,
  now: Moment,
): Promise<Outcome<{ pages: number | null; noText: boolean }>> {
  const found = await openRequest(db, token)
  if (!found) return ended()
  const fileName = fileNameOf(file.name)
  const facts = await read(
    { name: fileName, bytes: file.bytes, kind: 'letter' },
    { pagesMax: null, shortSideMin: 0 },
  )
  if (!facts.ok) return facts
  const taken = await take(db, found, 'received', now, (tx) =>
    putLetter(tx, found.open.institution.id, found.request, {
      ...{ ...facts.value, fileName, bytes: file.bytes },
    }),
  )
  if (!taken.ok) return taken
  return done({ pages: facts.value.pages, noText: facts.value.flags.noText === true })
}

export async function writeLetter(
  db: Database,
  token: string,
  body: { text: string; signed: string } | { declines: true },
  now: Moment,
): Promise<Outcome<Nothing>> {
  const found = await openRequest(db, token)
  if (!found) return ended()
  if ('declines' in body) return take(db, found, 'declined', now, async () => {})
  const { request, open } = found
  const role = request.writerRole ? `\n${request.writerRole}` : ''
  const text = `About ${request.applicant}\n\n${body.text}\n\n${body.signed}${role}\n`
  return take(db, found, 'received', now, (tx) =>
    putLetter(tx, open.institution.id, request, {
      ...{ mediaType: 'text/plain', pages: 1, flags: {}, fileName: 'letter.txt' },
      bytes: new TextEncoder().encode(text),
    }),
  )
}
