// Every query about documents of applications, and the one place from which their bytes come.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { DocumentFlags, DocumentKind, MediaType } from './schema.ts'

export type DocumentRow = {
  id: string
  application: string
  kind: DocumentKind
  /** Of a letter: which one. */
  recommendation: string | null
  waived: boolean
  fileName: string
  mediaType: MediaType
  size: number
  sha256: string
  pages: number | null
  flags: DocumentFlags
  source: 'applicant' | 'writer' | 'office'
  byPerson: string | null
  at: Date
}

const columns = sql`id, application, kind, recommendation, waived, file_name as "fileName",
  media_type as "mediaType", size, sha256, pages, flags, source, by_person as "byPerson", at`

/** Those that hold now, or that hold no more, oldest first. Waived letters are not among what their subject finds. */
export async function findDocuments(
  tx: Tx,
  which: { applications?: readonly string[]; id?: string; isEnded?: true },
): Promise<DocumentRow[]> {
  const found = await sql<DocumentRow>`select ${columns} from application_document
    where ${which.isEnded ? sql`ended_at is not null` : sql`ended_at is null`}
      and ${which.applications ? sql`application = any(${which.applications})` : sql`true`}
      and ${which.id ? sql`id = ${which.id}` : sql`true`}
    order by at, id`.execute(tx)
  return found.rows
}

export async function findBytes(tx: Tx, document: string): Promise<Buffer | undefined> {
  const found = await sql<{ bytes: Buffer }>`select bytes from document_bytes
    where document = ${document}`.execute(tx)
  return found.rows[0]?.bytes
}

export type NewDocument = Pick<
  DocumentRow,
  'application' | 'kind' | 'fileName' | 'mediaType' | 'pages' | 'flags' | 'source'
> &
  Partial<Pick<DocumentRow, 'id' | 'recommendation' | 'waived' | 'byPerson'>> & {
    bytes: Uint8Array
    /** Of the demo; the clock of the database otherwise. */
    at?: string
  }

export async function insertDocument(tx: Tx, tenant: string, row: NewDocument): Promise<string> {
  const sha256 = createHash('sha256').update(row.bytes).digest('hex')
  const found = await sql<{ id: string }>`insert into application_document (tenant, id, application,
      kind, recommendation, waived, file_name, media_type, size, sha256, pages, flags, source,
      by_person, at)
    values (${tenant}, coalesce(${row.id ?? null}, gen_random_uuid()::text), ${row.application},
      ${row.kind}, ${row.recommendation ?? null}, ${row.waived ?? false}, ${row.fileName},
      ${row.mediaType}, ${row.bytes.length}, ${sha256}, ${row.pages}, ${JSON.stringify(row.flags)},
      ${row.source}, ${row.byPerson ?? null},
      coalesce(${row.at ?? null}::timestamptz, clock_timestamp()))
    returning id`.execute(tx)
  const { id } = found.rows[0]!
  await sql`insert into document_bytes (tenant, document, bytes)
    values (${tenant}, ${id}, ${Buffer.from(row.bytes)})`.execute(tx)
  return id
}

/** What was replaced or taken away is kept, and holds no longer. */
export async function endDocuments(
  tx: Tx,
  which: { id: string } | { application: string; kind: DocumentKind },
): Promise<number> {
  const done = await sql`update application_document set ended_at = clock_timestamp()
    where ended_at is null and ${
      'id' in which
        ? sql`id = ${which.id}`
        : sql`application = ${which.application} and kind = ${which.kind}`
    }`.execute(tx)
  return Number(done.numAffectedRows ?? 0n)
}

export async function restoreDocument(tx: Tx, id: string): Promise<void> {
  await sql`update application_document set ended_at = null where id = ${id}`.execute(tx)
}

/** The guest who writes it sees its id and no more. */
export async function findLetterDocument(
  tx: Tx,
  recommendation: string,
): Promise<string | undefined> {
  const found = await sql<{ id: string }>`select id from application_document
    where recommendation = ${recommendation} and ended_at is null`.execute(tx)
  return found.rows[0]?.id
}
