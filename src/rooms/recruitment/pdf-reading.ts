// What is in a PDF that somebody sent: how many pages, is there text, and is anything in it that acts?
import { inflateSync } from 'node:zlib'
import { type Finding, type Outcome, done, finding, refused } from '../../kernel/finding.ts'

/** `hasText`: of pages that are pictures only there is none. */
export type PdfFacts = { pages: number; hasText: boolean }

const PAGES_MOST = 60
/** A page of a scan in colour at 300 dots an inch is 25 MB unpacked. */
const STREAM_MOST = 48 * 1024 * 1024
const ALL_MOST = 256 * 1024 * 1024
/** The text of so many pages says whether there is any. */
const PAGES_READ = 6

const no = (name: string, says: string, can: string) =>
  refused<PdfFacts>(finding('recruitment.pdf', `${name} ${says}`, { can }))
const PRINT_IT = 'Print it into a new PDF and send that.'

/** Never throws for a file, however it is made. Memory and time are held by the thread it runs in. */
export async function readPdf(bytes: Uint8Array, name: string): Promise<Outcome<PdfFacts>> {
  const acts = findActs(bytes, name)
  if (acts) return refused(acts)
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // The reader keeps what it is given, so it gets a copy.
  const task = pdfjs.getDocument({
    ...{
      data: new Uint8Array(bytes),
      isEvalSupported: false,
      disableFontFace: true,
      useWasm: false,
    },
    ...{ useSystemFonts: true, enableXfa: false, verbosity: 0 },
  })
  try {
    const document = await task.promise
    if (document.isPureXfa) return no(name, 'is a form that works in one program only.', PRINT_IT)
    if (await document.hasJSActions()) return no(name, 'has a script in it.', PRINT_IT)
    if (await document.getAttachments()) return no(name, 'has other files in it.', PRINT_IT)
    const pages = document.numPages
    if (pages > PAGES_MOST)
      return no(
        name,
        `has ${pages} pages; ${PAGES_MOST} are the most.`,
        'Send the part that counts.',
      )
    let hasText = false
    for (let nth = 1; nth <= Math.min(pages, PAGES_READ); nth++) {
      const page = await document.getPage(nth)
      if (await page.getJSActions()) return no(name, 'has a script in it.', PRINT_IT)
      if (hasText) continue
      const { items } = await page.getTextContent()
      hasText = items.some((item) => 'str' in item && /\p{L}{2}/u.test(item.str))
    }
    return done({ pages, hasText })
  } catch (error) {
    if ((error as Error).name === 'PasswordException')
      return no(name, 'is locked with a password.', 'Send one without; nobody here could open it.')
    return no(
      name,
      'cannot be read: it is damaged, or no PDF.',
      'Open it, save it anew, send that.',
    )
  } finally {
    await task.destroy()
  }
}

/** Names that make a reader do something, or carry something. */
const ACTS: readonly [name: RegExp, says: string][] = [
  [/\/(JavaScript|JS)\b/, 'has a script in it.'],
  [/\/(Launch|ImportData|SubmitForm|GoToR|GoToE)\b/, 'has a button in it that starts something.'],
  [/\/(EmbeddedFile|RichMedia|Sound|Movie|3D)\b/, 'has other files, sound or film in it.'],
]

/**
 * Looks at what the file says in clear and in its pressed lists of objects, and unpacks every stream
 * as far as its limit: one that grows without end is noticed before a reader would unpack it.
 */
function findActs(bytes: Uint8Array, name: string): Finding | undefined {
  const refuse = (says: string) => finding('recruitment.pdf', `${name} ${says}`, { can: PRINT_IT })
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  let unpacked = 0
  // What is between streams is in clear; what is in them is pressed, or a picture.
  const clear: string[] = []
  let last = 0
  for (const found of text.matchAll(/\bstream\r?\n/g)) {
    if (found.index < last) continue
    const from = found.index + found[0].length
    const end = text.indexOf('endstream', from)
    const to = end < 0 ? text.length : end
    const dictionary = text.slice(Math.max(last, text.lastIndexOf('obj', found.index)), found.index)
    clear.push(text.slice(last, found.index))
    last = to
    const filters = dictionary.match(/\/(FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b/g) ?? []
    if (filters.length > 1) return refuse('is pressed twice over.')
    if (!/Fl/.test(filters[0] ?? '')) continue
    try {
      const inside = inflateSync(bytes.subarray(from, to), { maxOutputLength: STREAM_MOST })
      unpacked += inside.length
      if (/\/ObjStm\b/.test(dictionary)) clear.push(inside.toString('latin1'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
        return refuse('would grow beyond all measure when it is opened.')
      // One that is cut off, or encrypted: the reader has its own words for those.
    }
    if (unpacked > ALL_MOST) return refuse('would grow beyond all measure when it is opened.')
  }
  clear.push(text.slice(last))
  // A name may be written with its letters as numbers.
  const plain = clear
    .join('\n')
    .replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
  const act = ACTS.find(([pattern]) => pattern.test(plain))
  return act && refuse(act[1])
}
