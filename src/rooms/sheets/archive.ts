// Is this file safe to open? Read from its table of contents, before a byte of it is unpacked.
import { inflateRawSync } from 'node:zlib'
import { type Finding, finding } from '../../kernel/finding.ts'

const MOST_FILES = 400
/** A year of 200 people and 52 weeks with fills and notes unpacks to about 4 MB. */
const MOST_BYTES = 40 * 1024 * 1024
const MOST_RATIO = 150

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const refuse = (says: string, can: string): Finding[] => [finding('sheets.file', says, { can })]
const broken = () =>
  refuse(
    'The file is damaged or is no workbook.',
    'Open it in a spreadsheet program and save it as .xlsx again.',
  )

/** Why an .xlsx must not be opened; empty when it may be. */
export function checkArchive(bytes: Uint8Array): Finding[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length >= 8 && file.readUInt32BE(0) === 0xd0cf11e0)
    return refuse(
      'This is a workbook with a password, or one of the old .xls format.',
      'Open it, remove the password and save it as .xlsx.',
    )
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== END) return broken()
  const count = file.readUInt16LE(end + 10)
  if (count > MOST_FILES)
    return refuse(
      `The workbook consists of ${count} files inside; at most ${MOST_FILES} are read.`,
      'Copy the sheet with the year into a new workbook.',
    )
  let at = file.readUInt32LE(end + 16)
  let total = 0
  for (let nth = 0; nth < count; nth++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) return broken()
    const name = file.toString('utf8', at + 46, at + 46 + file.readUInt16LE(at + 28))
    if (/vbaProject\.bin$/i.test(name))
      return refuse(
        'The workbook contains macros.',
        'Save it as .xlsx, which has none, and bring that one.',
      )
    const size = unpackedSize(file, at)
    if (size === undefined) return broken()
    total += size
    if (total > MOST_BYTES || size > MOST_RATIO * Math.max(file.length, 20_000))
      return refuse(
        `The workbook unpacks to more than ${Math.floor(MOST_BYTES / 1024 / 1024)} MB, out of ${Math.ceil(file.length / 1024)} KB.`,
        'Copy the sheet with the year into a new workbook.',
      )
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return []
}

/** Unpacked once to be sure: what the table of contents says may be a lie. */
function unpackedSize(file: Buffer, entry: number): number | undefined {
  const method = file.readUInt16LE(entry + 10)
  const packed = file.readUInt32LE(entry + 20)
  const start = file.readUInt32LE(entry + 42)
  if (start + 30 > file.length || file.readUInt32LE(start) !== LOCAL) return undefined
  const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28)
  if (from + packed > file.length) return undefined
  if (method === 0) return packed
  if (method !== 8) return undefined
  try {
    return inflateRawSync(file.subarray(from, from + packed), { maxOutputLength: MOST_BYTES + 1 })
      .length
  } catch (error) {
    // Longer than the limit is an answer, everything else is damage.
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? Infinity : undefined
  }
}
