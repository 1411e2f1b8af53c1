// Files from outside: what they say, and how those that must not be opened are refused.
import { deflateRawSync } from 'node:zlib'
import { Workbook } from '@cj-tech-master/excelts'
import { describe, expect, test } from 'vitest'
import { checkArchive } from './archive.ts'
import { MOST_LINES, readBook } from './reading.ts'
import type { WorkbookView } from './schema.ts'

const bytes = (text: string, encoding: BufferEncoding = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding))
async function read(file: Uint8Array): Promise<WorkbookView> {
  const outcome = await readBook(file)
  if (!outcome.ok) throw new Error(outcome.findings[0]!.says)
  return outcome.value
}
const textsOf = ({ tables }: WorkbookView) =>
  tables[0]!.rows.map((row) => row.map((cell) => cell?.text ?? ''))
async function saysOf(file: Uint8Array): Promise<string[]> {
  const outcome = await readBook(file)
  return outcome.ok ? [] : outcome.findings.map(({ says }) => says)
}

describe('text tables', () => {
  test.each([
    ['commas', 'Name,Jul\nZoë,CT', 'utf8'],
    ['semicolons, as Excel writes them in Europe', 'Name;Jul\nZoë;CT', 'utf8'],
    ['tabs', 'Name\tJul\nZoë\tCT', 'utf8'],
    ['the old Western code page', 'Name;Jul\nZoë;CT', 'latin1'],
    ['UTF-16 with its mark', '\uFEFFName\tJul\nZoë\tCT', 'utf16le'],
    ['UTF-8 with its mark and Windows line ends', '\uFEFFName,Jul\r\nZoë,CT', 'utf8'],
  ] as const)('%s', async (_, text, encoding) => {
    const rows = textsOf(await read(bytes(text, encoding)))
    expect(rows.map((row) => row.map((cell) => cell.replace('\uFEFF', '')))).toEqual([
      ['Name', 'Jul'],
      ['Zoë', 'CT'],
    ])
  })
  test('quoted separators and line breaks belong to the cell', async () => {
    expect(textsOf(await read(bytes('"Doe, Jane";"a\nb"\nx;y')))).toEqual([
      ['Doe, Jane', 'a\nb'],
      ['x', 'y'],
    ])
  })
  test('a hundred thousand rows are refused with their number', async () => {
    const says = await saysOf(bytes('a,b\n'.repeat(100_000)))
    expect(says).toEqual([
      `“The table” has 100000 rows and 2 columns; at most ${MOST_LINES} rows and 500 columns are read, so it is left out.`,
    ])
  })
  test('as many rows as are read come whole', async () => {
    const view = await read(bytes('a,b\n'.repeat(MOST_LINES)))
    expect(view.tables[0]!.rows).toHaveLength(MOST_LINES)
    expect(view.remarks).toEqual([])
  })
  test.each([
    ['an empty file', ''],
    ['only blank lines', '\n , \n'],
  ])('%s is refused', async (_, text) => {
    expect(await saysOf(bytes(text))).toHaveLength(1)
  })
  test('a picture is refused', async () => {
    expect(await saysOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))).toEqual([
      'This is neither a workbook nor a text table.',
    ])
  })
})

describe('workbooks', () => {
  test('merged runs, fills, notes, dates, formulas and rich text are seen', async () => {
    const book = new Workbook()
    const page = book.addWorksheet('Rota')
    page.getCell('A1').value = new Date('2026-07-01T00:00:00Z')
    page.getCell('B1').value = { formula: '1+1', result: 2 }
    page.getCell('C1').value = { richText: [{ text: 'Body ' }, { text: 'CT' }] } as never
    page.getCell('A2').value = 'MR'
    page.mergeCells('A2:C2')
    page.getCell('A2').note = 'moved'
    page.getCell('A3').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFCC00' } }
    const view = await read(new Uint8Array(await book.xlsx.writeBuffer()))
    expect(textsOf(view).slice(0, 2)).toEqual([
      ['2026-07-01', '2', 'Body CT'],
      ['MR', 'MR', 'MR'],
    ])
    expect(view.tables[0]!.rows[1]).toMatchObject([
      { text: 'MR', note: 'moved', span: 3 },
      { covered: true },
      { covered: true },
    ])
    expect(view.tables[0]!.rows[2]![0]).toEqual({ text: '', fill: '#ffcc00' })
  })
  test('a sheet beyond the limit is left out whole; the others are read', async () => {
    const book = new Workbook()
    book.addWorksheet('Year').getCell('A1').value = 'x'
    book.addWorksheet('Log').getCell('A6000').value = 'x'
    const view = await read(new Uint8Array(await book.xlsx.writeBuffer()))
    expect(view.tables.map(({ name }) => name)).toEqual(['Year'])
    expect(view.remarks[0]!.says).toContain('“Log” has 6000 rows')
  })
  test('a workbook with nothing in it is refused', async () => {
    const book = new Workbook()
    book.addWorksheet('Empty')
    const says = await saysOf(new Uint8Array(await book.xlsx.writeBuffer()))
    expect(says).toEqual(['There is no sheet with anything in it.'])
  })
  test('cut off in the middle is refused', async () => {
    const book = new Workbook()
    book.addWorksheet('A').getCell('A1').value = 'x'
    const whole = new Uint8Array(await book.xlsx.writeBuffer())
    expect(await saysOf(whole.slice(0, whole.length / 2))).toEqual([
      'The file is damaged or is no workbook.',
    ])
  })
  test('the old format, or a password, is said', async () => {
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    expect((await saysOf(old))[0]).toContain('password, or one of the old .xls format')
  })
})

/** An archive of these files; `claims` is the size that its table of contents gives. */
function archive(files: { name: string; content: Buffer; claims?: number }[]): Uint8Array {
  const parts: Buffer[] = []
  const contents: Buffer[] = []
  let at = 0
  for (const { name, content, claims = content.length } of files) {
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(claims, 22)
    local.writeUInt16LE(name.length, 26)
    parts.push(local, Buffer.from(name), packed)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(claims, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    contents.push(entry, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const table = Buffer.concat(contents)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...parts, table, end]))
}
const checkOf = (...files: Parameters<typeof archive>[0]) =>
  checkArchive(archive(files)).map(({ says }) => says)

describe('an archive is looked into before it is unpacked', () => {
  const sheet = { name: 'xl/worksheets/sheet1.xml', content: Buffer.from('<worksheet/>') }
  test('a plain one may be opened', () => expect(checkOf(sheet)).toEqual([]))
  test('one with macros may not', () => {
    const macros = { name: 'xl/vbaProject.bin', content: Buffer.from('x') }
    expect(checkOf(sheet, macros)).toEqual(['The workbook contains macros.'])
  })
  test('a small one that unpacks to half a gigabyte may not, whatever it says of itself', () => {
    const bomb = {
      name: 'xl/sharedStrings.xml',
      content: Buffer.alloc(500 * 1024 * 1024),
      claims: 10,
    }
    const says = checkOf(sheet, bomb)
    expect(says[0]).toContain('unpacks to more than 40 MB')
  })
  test('one of a thousand files may not', () => {
    const files = Array.from({ length: 1000 }, (_, nth) => ({ ...sheet, name: `f${nth}` }))
    expect(checkOf(...files)[0]).toContain('1000 files inside')
  })
  test('one whose table of contents leads out of the file may not', () => {
    const bad = archive([sheet])
    new DataView(bad.buffer).setUint32(bad.length - 6, 1_000_000, true)
    expect(checkArchive(bad)[0]!.says).toContain('damaged')
  })
})
