// A file of the applicant: judged apart, then stored with what a reader should know of it.
import { createHash } from 'node:crypto'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import type { DocumentView } from './applicant-schema.ts'
import { type At, findOwn, goneApplication, inTime } from './applying.ts'
import {
  type DocumentRow,
  endDocuments,
  findBytes,
  findDocuments,
  insertDocument,
  restoreDocument,
} from './document-store.ts'
import { type ApplicantCaller, asCaller } from './entering.ts'
import type { ReadFile } from './reading.ts'
import type { CycleSettings, DocumentKind, UploadKind } from './schema.ts'
import { documentOf } from './views.ts'

type Nothing = Record<string, never>
export type NewFile = { name: string; bytes: Uint8Array }

/** Of one sort that may be there more than once. */
const OTHERS_MOST = 10
const isMany = (kind: DocumentKind) => kind === 'other' || kind === 'score-report'

/** What a cycle asks of a file of this kind. */
export const limitsOf = (settings: CycleSettings, kind: DocumentKind) => ({
  pagesMax: settings.documents.find((one) => one.kind === kind)?.pagesMax ?? null,
  shortSideMin: settings.photo.shortSideMin,
})

/** The end of a path, without what no file system and no header likes. */
export const fileNameOf = (name: string) =>
  name
    .split(/[\\/]/)
    .at(-1)!
    .replace(/[\p{Cc}"<>:|?*]/gu, '')
    .trim()
    .slice(-150) || 'file'

export async function addOwnDocument(
  db: Database,
  caller: ApplicantCaller,
  at: At & { kind: UploadKind },
  file: NewFile,
  read: ReadFile,
): Promise<Outcome<DocumentView>> {
  const { kind } = at
  const own = await asCaller(db, caller, (tx) => findOwn(tx, at.application))
  if (!own) return goneApplication()
  const name = fileNameOf(file.name)
  // Before the work of reading it: most who come too late, or with too many, are told so here.
  const facts = await read({ name, bytes: file.bytes, kind }, limitsOf(own.cycle.settings, kind))
  if (!facts.ok) return facts
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  return inTime(db, caller, at, async (tx, { row }) => {
    if (row.state === 'withdrawn' || (row.state === 'submitted' && !isMany(kind)))
      return refused(
        finding(
          'recruitment.sent',
          `This application is ${row.state === 'withdrawn' ? 'withdrawn' : 'sent'}.`,
          {
            can: 'Take it back, change it, and send it again before the deadline.',
          },
        ),
      )
    const there = (await findDocuments(tx, { applications: [row.id] })).filter(
      (one) => one.kind === kind,
    )
    // Sent again after a lost answer, or chosen twice.
    const same = there.find((one) => one.sha256 === sha256)
    if (same) return done(documentOf(same))
    if (there.length >= OTHERS_MOST)
      return refused(
        finding('recruitment.many', `There are ${there.length} files of this sort already.`, {
          can: 'Put them together into one PDF.',
        }),
      )
    if (!isMany(kind)) await endDocuments(tx, { application: row.id, kind })
    const { mediaType, pages, flags } = facts.value
    const id = await insertDocument(tx, caller.tenant, {
      ...{ application: row.id, kind, fileName: name, mediaType, pages, flags },
      ...{ source: 'applicant', bytes: file.bytes },
    })
    const [made] = await findDocuments(tx, { id })
    return done(documentOf(made!))
  })
}

/** Taken away it is kept and shown to nobody; put back it takes the place of what came meanwhile. */
export async function keepOwnDocument(
  db: Database,
  caller: ApplicantCaller,
  at: At & { document: string },
  isKept: boolean,
): Promise<Outcome<Nothing>> {
  return inTime(db, caller, at, async (tx, { row }) => {
    const [found] = await findDocuments(tx, {
      ...{ applications: [row.id], id: at.document },
      ...(isKept ? { isEnded: true } : {}),
    })
    if (!found || found.kind === 'letter') return isKept ? done({}) : goneApplication()
    if (row.state !== 'begun' && !isMany(found.kind))
      return refused(
        finding('recruitment.sent', 'This application was sent; its documents stay.', {
          can: 'Take it back, change it, and send it again before the deadline.',
        }),
      )
    if (!isKept) await endDocuments(tx, { id: found.id })
    else {
      if (!isMany(found.kind)) await endDocuments(tx, { application: row.id, kind: found.kind })
      await restoreDocument(tx, found.id)
    }
    return done({})
  })
}

export type FileAnswer = { row: DocumentRow; bytes: Uint8Array }

export async function readOwnFile(
  db: Database,
  caller: ApplicantCaller,
  at: At & { document: string },
): Promise<FileAnswer | undefined> {
  return asCaller(db, caller, async (tx) => {
    const [row] = await findDocuments(tx, { applications: [at.application], id: at.document })
    const bytes = row && (await findBytes(tx, row.id))
    return bytes && { row: row!, bytes }
  })
}

/** A file and never a page: it is saved, or drawn by our own reader, whatever is in it. */
export function answerFile(file: FileAnswer | undefined): Response {
  if (!file)
    return Response.json(
      { findings: [finding('http.missing', 'There is no such file for you.')] },
      { status: 404 },
    )
  const { row, bytes } = file
  const plain = row.fileName.normalize('NFKD').replace(/[^\w. -]/g, '') || 'file'
  const exact = encodeURIComponent(row.fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'content-type': row.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : row.mediaType,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${exact}`,
      'cache-control': 'private, no-store',
    },
  })
}
