// What is this file, by what is in it and not by its name? In the browser before it is sent, and here again.
import { type Finding, finding } from '../../../kernel/finding.ts'

/** Of one document. The server reads nothing larger than its 8 MB for any request. */
export const FILE_BYTES_MOST = 8 * 1024 * 1024 - 1024
export const PIXELS_MOST = 8_000

export type Known = { mediaType: 'application/pdf' | 'image/jpeg' | 'image/png' }

const starts = (bytes: Uint8Array, magic: readonly number[], at = 0) =>
  magic.every((byte, nth) => bytes[at + nth] === byte)

const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d]
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]
/** What people send by mistake, and what else they could do. */
const OTHERS: readonly [magic: readonly number[], at: number, says: string, can: string][] = [
  [[0x50, 0x4b, 3, 4], 0, 'a Word file or an archive', 'Save it as a PDF and send that.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 0, 'an old Word file', 'Save it as a PDF and send that.'],
  [[0x7b, 0x5c, 0x72, 0x74], 0, 'an RTF file', 'Save it as a PDF and send that.'],
  [
    [0x66, 0x74, 0x79, 0x70],
    4,
    'a HEIC picture or a film',
    'Send it as JPEG, or take a new photo.',
  ],
  [[0x47, 0x49, 0x46, 0x38], 0, 'a GIF', 'Send a JPEG or a PNG.'],
  [[0x49, 0x49, 0x2a, 0], 0, 'a TIFF', 'Send a PDF or a JPEG.'],
  [[0x4d, 0x4d, 0, 0x2a], 0, 'a TIFF', 'Send a PDF or a JPEG.'],
  [[0x52, 0x49, 0x46, 0x46], 0, 'a WebP picture or a sound', 'Send a JPEG or a PNG.'],
]

const TAKES = 'Send a PDF, a JPEG or a PNG.'
const no = (says: string, can = TAKES) => finding('recruitment.file', says, { can })

/** The sort of file, or why it is not taken. `name` is only for the words. */
export function knowFile(bytes: Uint8Array, name: string): Known | Finding {
  if (bytes.length === 0) return no(`${name} is empty: 0 bytes came.`, 'Choose it again.')
  if (bytes.length > FILE_BYTES_MOST) return tooLarge(name, bytes.length)
  // Readers look for the mark in the first kilobyte; a file that is something else before it is refused.
  if (starts(bytes, PDF)) return { mediaType: 'application/pdf' }
  if (starts(bytes, JPEG)) return { mediaType: 'image/jpeg' }
  if (starts(bytes, PNG)) return { mediaType: 'image/png' }
  const other = OTHERS.find(([magic, at]) => starts(bytes, magic, at))
  if (other) return no(`${name} is ${other[2]}.`, other[3])
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).toLowerCase()
  if (/<svg|<!doctype|<html|<script|<\?xml/.test(head))
    return no(`${name} is a web page or a drawing with code in it.`)
  return no(`${name} is neither a PDF nor a picture.`)
}

export function tooLarge(name: string, bytes: number): Finding {
  const size = (bytes / 1024 / 1024).toFixed(1)
  return no(`${name} has ${size} MB; 8 MB is the most.`, 'Scan it in grey, or at 150 dots an inch.')
}

export const isFinding = (known: Known | Finding): known is Finding => 'says' in known

/** Width and height as the file says, before anything is unpacked; undefined when it does not. */
export function pixelsOf(
  bytes: Uint8Array,
  mediaType: 'image/jpeg' | 'image/png',
): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (mediaType === 'image/png') {
    if (bytes.length < 33) return undefined
    return { width: view.getUint32(16), height: view.getUint32(20) }
  }
  // Segments of a JPEG: a mark, a length, and in the one of the frame its measures.
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const mark = bytes[at + 1]!
    const isFrame = mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    if (mark === 0xda || mark === 0xd9) return undefined
    at += mark === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** Findings about a picture; `shortSideMin` of a portrait, in pixels. */
export function judgePixels(
  pixels: { width: number; height: number } | undefined,
  name: string,
  shortSideMin?: number,
): Finding[] {
  if (!pixels || pixels.width === 0 || pixels.height === 0)
    return [no(`${name} says nothing of its size: it is damaged.`, 'Choose it again, or another.')]
  const { width, height } = pixels
  const size = `${width} by ${height} pixels`
  if (Math.max(width, height) > PIXELS_MOST)
    return [no(`${name} has ${size}; ${PIXELS_MOST} on a side is the most.`, 'Make it smaller.')]
  if (shortSideMin !== undefined && Math.min(width, height) < shortSideMin)
    return [
      no(
        `The photo has ${size}; its short side needs ${shortSideMin}.`,
        'Take a new one, or send the original.',
      ),
    ]
  if (shortSideMin !== undefined && width > height * 1.6)
    return [no(`The photo has ${size}: that is a landscape.`, 'Send an upright one of your face.')]
  return []
}
