// Files of nobody: a page of text as a PDF, a page without text, a picture of a head that is no head.
import { deflateSync } from 'node:zlib'

const escape = (line: string) => line.replace(/[\\()]/g, (sign) => `\\${sign}`)

/** One page for each list of lines; Letter, Helvetica. Lines hold Latin letters only. */
export function inventedPdf(pages: readonly (readonly string[])[]): Uint8Array {
  const texts = pages.map(
    (lines) =>
      `BT /F1 11 Tf 72 720 Td 15 TL ${lines.map((line) => `(${escape(line)}) Tj T*`).join(' ')} ET`,
  )
  return assemble(texts, '<< /Font << /F1 3 0 R >> >>')
}

/** A page as a scanner makes it: grey lines where words would be, and no text. */
export function inventedScan(lines: number): Uint8Array {
  const strokes = Array.from({ length: lines }, (_, nth) => {
    const width = 320 + ((nth * 53) % 130)
    return `72 ${700 - nth * 18} ${nth % 6 === 5 ? width / 2 : width} 5 re f`
  })
  return assemble([`0.55 g ${strokes.join(' ')}`], '<< >>')
}

function assemble(contents: readonly string[], resources: string): Uint8Array {
  const kids = contents.map((_, nth) => `${4 + nth * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...contents.flatMap((text, nth) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources ${resources} /Contents ${5 + nth * 2} 0 R >>`,
      `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    ]),
  ]
  let body = '%PDF-1.4\n'
  const at = objects.map((object, nth) => {
    const start = body.length
    body += `${nth + 1} 0 obj\n${object}\nendobj\n`
    return start
  })
  const table = at.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + end, 'latin1')
}

const WIDTH = 300
const HEIGHT = 400

/** A portrait of nobody: a disc over shoulders, in the colours of `hue` (0 to 11). */
export function inventedPhoto(hue: number): Uint8Array {
  const palette = [...shade(hue, 88), ...shade(hue + 5, 62), ...shade(hue + 7, 45)]
  const rows = Buffer.alloc((WIDTH + 1) * HEIGHT)
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) rows[y * (WIDTH + 1) + 1 + x] = colourAt(x, y)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  // Eight bits a pixel, each a place in the palette.
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function colourAt(x: number, y: number): number {
  if ((x - WIDTH / 2) ** 2 + (y - 160) ** 2 < 75 ** 2) return 1
  return ((x - WIDTH / 2) / 130) ** 2 + ((y - HEIGHT) / 140) ** 2 < 1 ? 2 : 0
}

function shade(hue: number, light: number): [number, number, number] {
  const part = (turn: number) =>
    Math.round((light / 100) * (190 + 60 * Math.cos((hue / 6 + turn) * Math.PI)))
  return [part(0), part(0.66), part(1.33)]
}

function chunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc(body))
  return Buffer.concat([length, body, sum])
}

/** As PNG has it; Node 20.19 has none that is not behind a newer version. */
function crc(data: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of data) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}
