// Is this file taken, and what should a reader know of it? Judged apart, before anything is stored.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { keepThread } from '../../platform/kept-thread.ts'
import { type PdfFacts, readPdf } from './pdf-reading.ts'
import { isFinding, judgePixels, knowFile, pixelsOf } from './rules/files.ts'
import type { DocumentFlags, DocumentKind, MediaType } from './schema.ts'

export type FileFacts = { mediaType: MediaType; pages: number | null; flags: DocumentFlags }
export type ReadFile = (
  file: { name: string; bytes: Uint8Array; kind: DocumentKind },
  limits: { pagesMax: number | null; shortSideMin: number },
) => Promise<Outcome<FileFacts>>

const LIMITS = { seconds: 10, megabytes: 192 }
/** At 10 ms each that is more than a minute's worth. */
const WAITING_MOST = 500

/** `entry`: the built thread that reads; absent = it is read in this one, as tests do. */
export function makeReader(entry: URL | undefined): ReadFile {
  const apart = entry && keepThread(entry, LIMITS, WAITING_MOST)
  const readApart = async (bytes: Uint8Array, name: string): Promise<Outcome<PdfFacts>> => {
    if (!apart) return readPdf(bytes, name)
    const read = await apart<Outcome<PdfFacts>>([bytes, name])
    if (read.ok) return read.value
    const can = 'Print it into a new PDF and send that.'
    return refused(finding('recruitment.pdf', `${name} cannot be read: ${read.why}.`, { can }))
  }
  return async ({ name, bytes, kind }, { pagesMax, shortSideMin }) => {
    const known = knowFile(bytes, name)
    if (isFinding(known)) return refused(known)
    const { mediaType } = known
    if (mediaType !== 'application/pdf') {
      const pixels = pixelsOf(bytes, mediaType)
      const faults = judgePixels(pixels, name, kind === 'photo' ? shortSideMin : undefined)
      if (faults.length > 0) return refused(...faults)
      // A page that was photographed is read by eye, and so is a portrait.
      const flags = { pixels: pixels!, ...(kind === 'photo' ? {} : { noText: true }) }
      return done({ mediaType, pages: kind === 'photo' ? null : 1, flags })
    }
    if (kind === 'photo')
      return refused(
        finding('recruitment.photo', `${name} is a PDF; the photo must be a picture.`, {
          can: 'Send a JPEG or a PNG, or take one now.',
        }),
      )
    const read = await readApart(bytes, name)
    if (!read.ok) return read
    const { pages, hasText } = read.value
    if (pagesMax !== null && pages > pagesMax)
      return refused(
        finding(
          'recruitment.pages',
          `${name} has ${pages} pages; ${pagesMax === 1 ? 'one page is' : `${pagesMax} pages are`} asked for.`,
          { can: 'Shorten it and send it again.', by: pages - pagesMax },
        ),
      )
    return done({ mediaType, pages, flags: hasText ? {} : { noText: true } })
  }
}
