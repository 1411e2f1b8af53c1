// Which files are taken, which are not, and is the reason one clear sentence?
import { deflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { inventedPdf, inventedPhoto, inventedScan } from '../../../demo/invented-files.ts'
import { makeReader } from './reading.ts'
import type { DocumentKind } from './schema.ts'

const read = makeReader(undefined)
const judge = async (
  bytes: Uint8Array,
  kind: DocumentKind = 'cv',
  pagesMax: number | null = null,
) => {
  const outcome = await read({ name: 'x.pdf', bytes, kind }, { pagesMax, shortSideMin: 300 })
  return outcome.ok ? outcome.value : outcome.findings.map(({ says }) => says).join(' ')
}
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

function drawn(options: object, draw: (document: PDFKit.PDFDocument) => void): Promise<Uint8Array> {
  return new Promise((settle) => {
    const document = new PDFDocument(options)
    const parts: Buffer[] = []
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('end', () => settle(new Uint8Array(Buffer.concat(parts))))
    draw(document)
    document.end()
  })
}

test('a PDF with text, and one without, which is flagged', async () => {
  const words = inventedPdf([['Letter about somebody'], ['and a second page']])
  expect(await judge(words)).toEqual({ mediaType: 'application/pdf', pages: 2, flags: {} })
  expect(await judge(inventedScan(20), 'letter')).toMatchObject({
    pages: 1,
    flags: { noText: true },
  })
  const pressed = await drawn({}, (document) => void document.text('Pressed by another program'))
  expect(await judge(pressed)).toMatchObject({ pages: 1, flags: {} })
})

test.each([
  [1, 1, true],
  [2, 1, false],
  [2, 2, true],
  [3, 2, false],
])('of %i pages where %i are asked for', async (pages, most, isTaken) => {
  const made = inventedPdf(Array.from({ length: pages }, (_, nth) => [`Page ${nth}`]))
  const said = await judge(made, 'statement', most)
  if (isTaken) expect(said).toMatchObject({ pages })
  else expect(said).toContain(`has ${pages} pages; `)
})

test.each([
  ['nothing', new Uint8Array(0), 'is empty'],
  ['a web page', bytesOf('<!DOCTYPE html><script>alert(1)</script>'), 'a web page'],
  ['a drawing', bytesOf('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), 'a web page'],
  ['an archive', bytesOf('PK\u0003\u0004......'), 'a Word file or an archive'],
  ['HEIC', bytesOf('\0\0\0\u0018ftypheic'), 'a HEIC picture'],
  ['a program', bytesOf('MZ\u0090\0'), 'neither a PDF nor a picture'],
  ['a web page that says PDF later', bytesOf('<html>%PDF-1.4'), 'a web page'],
  ['only the mark of a PDF', bytesOf('%PDF-1.7\nnothing'), 'cannot be read'],
  ['more than there is room for', new Uint8Array(9 * 1024 * 1024), '8 MB is the most'],
])('%s is refused', async (_, bytes, says) => {
  expect(await judge(bytes)).toContain(says)
})

test('what is locked, acts, carries something, or would grow without end is refused', async () => {
  const locked = await drawn({ userPassword: 'x' }, (document) => void document.text('secret'))
  expect(await judge(locked)).toContain('locked with a password')
  const carrying = await drawn({}, (document) => {
    document.text('see inside').file(Buffer.from('MZ'), { name: 'run.exe' })
  })
  expect(await judge(carrying)).toContain('has other files')
  const plain = Buffer.from(inventedPdf([['Hello there']])).toString('latin1')
  const with_ = (catalog: string) =>
    bytesOf(plain.replace('/Type /Catalog', `/Type /Catalog ${catalog}`))
  for (const acts of [
    '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>',
    '/OpenAction << /S /J#61vaScript /J#53 (app.alert(1)) >>',
  ])
    expect(await judge(with_(acts))).toContain('has a script in it')
  expect(await judge(with_('/OpenAction << /S /Launch /F (cmd.exe) >>'))).toContain(
    'starts something',
  )
  const hidden = deflateSync(Buffer.from('7 0 << /S /JavaScript /JS (x) >>')).toString('latin1')
  const list = `6 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${hidden.length} >>\nstream\n${hidden}\nendstream\nendobj\n`
  expect(await judge(bytesOf(plain.replace('xref', `${list}xref`)))).toContain('has a script')
  const bomb = deflateSync(Buffer.alloc(160 * 1024 * 1024)).toString('latin1')
  const growing = `6 0 obj\n<< /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n${bomb}\nendstream\nendobj\n`
  const before = process.memoryUsage().rss
  expect(await judge(bytesOf(plain.replace('xref', `${growing}xref`)))).toContain('grow beyond')
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  const twice = growing.replace('/Filter /FlateDecode', '/Filter [/FlateDecode /FlateDecode]')
  expect(await judge(bytesOf(plain.replace('xref', `${twice}xref`)))).toContain('pressed twice')
})

test('a photo is a picture, upright, and large enough', async () => {
  const photo = inventedPhoto(3)
  expect(await judge(photo, 'photo')).toEqual({
    ...{ mediaType: 'image/png', pages: null },
    flags: { pixels: { width: 300, height: 400 } },
  })
  const sized = (width: number, height: number) => {
    const copy = new Uint8Array(photo)
    new DataView(copy.buffer).setUint32(16, width)
    new DataView(copy.buffer).setUint32(20, height)
    return copy
  }
  expect(await judge(sized(299, 400), 'photo')).toContain('its short side needs 300')
  expect(await judge(sized(1000, 400), 'photo')).toContain('a landscape')
  expect(await judge(sized(30_000, 30_000), 'photo')).toContain('8000 on a side')
  expect(await judge(sized(0, 0), 'photo')).toContain('damaged')
  expect(await judge(inventedPdf([['me']]), 'photo')).toContain('must be a picture')
  expect(await judge(photo, 'statement', 1)).toMatchObject({ pages: 1, flags: { noText: true } })
  const jpeg = new Uint8Array([
    0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 1, 0x90, 1, 0x2c, 3, 0, 0, 0,
  ])
  expect(await judge(jpeg, 'photo')).toMatchObject({
    flags: { pixels: { width: 300, height: 400 } },
  })
})
