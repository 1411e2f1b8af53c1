// How are documents and letters shown, to whom they may be shown at all?
import type { z } from 'zod'
import type { DocumentView, ownLetterSchema } from './applicant-schema.ts'
import type { DocumentRow } from './document-store.ts'
import type { RecommendationRow } from './letter-store.ts'

export function documentOf(row: DocumentRow): DocumentView {
  const { id, kind, fileName, mediaType, size, pages, flags, at } = row
  return { id, kind, fileName, mediaType, size, pages, flags, at: at.toISOString() }
}

const said = (moment: Date | null) => moment?.toISOString() ?? null

/** `documents`: those that the applicant finds; a waived letter is not among them. */
export function ownLetterOf(
  row: RecommendationRow,
  documents: readonly DocumentRow[],
): z.infer<typeof ownLetterSchema> {
  const { id, writerName, writerEmail, writerRole, waived, state } = row
  const there = documents.find(({ recommendation }) => recommendation === id)
  return {
    ...{ id, writerName, writerEmail, writerRole, waived, state },
    askedAt: said(row.askedAt),
    remindedAt: said(row.remindedAt),
    receivedAt: said(row.receivedAt),
    document: there ? { id: there.id, mediaType: there.mediaType } : null,
  }
}

/** What belongs to each application, in the order given. */
export function byApplication<T extends { application: string }>(
  rows: readonly T[],
): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) {
    const list = found.get(row.application)
    if (list) list.push(row)
    else found.set(row.application, [row])
  }
  return found
}
