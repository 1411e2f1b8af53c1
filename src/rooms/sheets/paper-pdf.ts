// The year as a PDF: what hangs on the wall, made by the server without a browser on it.
import { encode } from 'uqr'
import { MARGIN, type PaperLayout, PAPERS, type Strip, UNITS, type WidthOf } from './paper.ts'
import {
  type Doc,
  drawRun,
  GREY,
  HARD,
  INK,
  LINE,
  line,
  openDocument,
  rule,
  write,
} from './paper-ink.ts'
import type { DrawnYear } from './paper-year.ts'

/** Widths of texts in the typeface of the PDF, at a size of one point. */
export function paperWidths(): WidthOf {
  const doc = openDocument('')
  const known = new Map<string, number>()
  return (text, isBold = false) => {
    const key = `${isBold} ${text}`
    const width =
      known.get(key) ??
      doc
        .font(isBold ? 'bold' : 'plain')
        .fontSize(100)
        .widthOfString(text) / 100
    known.set(key, width)
    return width
  }
}

/** `address`: the live page, as a QR code beside the title; `printed`: for the head of each page. */
export async function writePdf(
  year: DrawnYear,
  layout: PaperLayout,
  { address, printed }: { address: string; printed: string },
): Promise<Uint8Array> {
  const doc = openDocument(`${year.programme}: ${year.title}`)
  const parts: Buffer[] = []
  const ended = new Promise<void>((settle, fail) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => settle())
    doc.on('error', fail)
  })
  const { width, height } = PAPERS[layout.paper]
  layout.pages.forEach((strips, nth) => {
    doc.addPage({ size: [width, height], margin: 0 })
    const page = layout.pages.length > 1 ? `page ${nth + 1} of ${layout.pages.length} · ` : ''
    let y = drawTitle(doc, year, layout, address, page + printed)
    for (const strip of strips)
      y = drawStrip(doc, year, layout, strip, y) + UNITS.gap * layout.points
    drawLegend(doc, year, layout, y)
  })
  doc.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}

function drawTitle(
  doc: Doc,
  year: DrawnYear,
  { points, paper }: PaperLayout,
  address: string,
  printed: string,
): number {
  const size = UNITS.title * points
  const code = encode(address, { border: 0, ecc: 'L' })
  const side = Math.max(size - points * 0.5, 30)
  const right = PAPERS[paper].width - MARGIN
  const dot = side / code.size
  code.data.forEach((line, row) =>
    line.forEach((isDark, column) => {
      if (isDark) doc.rect(right - side + column * dot, MARGIN / 2 + row * dot, dot, dot)
    }),
  )
  doc.fill(INK)
  write(doc, `${year.programme}: ${year.title}`, MARGIN, MARGIN, points * 1.4, {
    isBold: true,
    width: right - side - MARGIN - 200,
  })
  write(doc, printed, right - side - 210, MARGIN, points, {
    width: 200,
    align: 'right',
    color: GREY,
  })
  return MARGIN + size
}

function drawStrip(
  doc: Doc,
  year: DrawnYear,
  layout: PaperLayout,
  strip: Strip,
  top: number,
): number {
  const { points, name, column, total, row: high } = layout
  const left = MARGIN
  const columnX = (t: number) => left + name + (t - strip.from) * column
  const [first, end] = [columnX(strip.from), columnX(strip.to + 1)]
  const right = end + (strip.totals ? year.totals.length * total : 0)
  drawHead(doc, year, layout, strip, top)
  let y = top + UNITS.head * points
  const bottom = y + year.people.length * high
  for (let t = strip.from; t <= strip.to + 1; t++)
    line(doc, columnX(t), top + points * 1.1, bottom, LINE)
  const text = (size: number, row: number) => y + (row - size * 1.17) / 2
  year.people.forEach((person, p) => {
    const isNewLevel = p > 0 && year.people[p - 1]!.level !== person.level
    rule(doc, left, right, y, isNewLevel ? HARD : LINE, isNewLevel ? 0.8 : 0.4)
    write(doc, person.name, left + points * 0.2, text(points, high), points, {
      isBold: true,
      width: name - points * 2.4,
    })
    write(doc, person.level, left, text(points * 0.85, high), points * 0.85, {
      width: name - points * 0.5,
      align: 'right',
      color: GREY,
    })
    const row = year.cells[p]!
    for (let t = strip.from; t <= strip.to;) {
      let last = t
      while (last < strip.to && row[last + 1] === row[t]) last++
      const work = year.works[row[t]!]
      if (work) drawRun(doc, work, columnX(t), y, columnX(last + 1) - columnX(t), high, points)
      t = last + 1
    }
    for (let t = strip.from; t <= strip.to; t++)
      if (year.noted[p]![t])
        doc
          .polygon(
            [columnX(t + 1) - points * 0.4, y],
            [columnX(t + 1), y],
            [columnX(t + 1), y + points * 0.4],
          )
          .fill(INK)
    if (strip.totals)
      year.totalWorks.forEach((w, nth) => {
        const count = row.filter((one) => one === w).length
        const style = { width: total, align: 'center' as const, color: count > 0 ? INK : '#b6bdc8' }
        write(
          doc,
          count > 0 ? String(count) : '·',
          end + nth * total,
          text(points * 0.85, high),
          points * 0.85,
          style,
        )
      })
    y += high
  })
  rule(doc, left, right, y, HARD, 0.8)
  line(doc, first, top, y, HARD)
  line(doc, end, top, y, HARD)
  y += UNITS.gap * points * 0.5
  const low = UNITS.service * points
  year.services.forEach((service, nth) => {
    write(doc, service, left + points * 0.2, text(points * 0.85, low), points * 0.85, {
      width: name - points * 0.5,
      color: GREY,
    })
    for (let t = strip.from; t <= strip.to; t++) {
      const count = year.cells.filter((row) => year.serviceWorks[nth]!.includes(row[t]!)).length
      write(doc, String(count), columnX(t), text(points * 0.85, low), points * 0.85, {
        width: column,
        align: 'center',
        color: count > 0 ? INK : '#b6bdc8',
      })
    }
    y += low
  })
  return y
}

function drawHead(
  doc: Doc,
  year: DrawnYear,
  { points, name, column, total }: PaperLayout,
  strip: Strip,
  top: number,
): void {
  for (let t = strip.from; t <= strip.to; t++) {
    const x = MARGIN + name + (t - strip.from) * column
    const centred = { width: column, align: 'center' as const }
    if (t === strip.from || year.months[t] !== year.months[t - 1])
      write(doc, year.months[t]!, x + points * 0.15, top, points * 0.8, { color: GREY })
    write(doc, year.heads[t]!.label, x, top + points * 1.1, points * 0.9, {
      ...centred,
      isBold: true,
    })
    write(doc, year.heads[t]!.first, x, top + points * 2.2, points * 0.7, {
      ...centred,
      color: GREY,
    })
  }
  if (!strip.totals) return
  const end = MARGIN + name + (strip.to - strip.from + 1) * column
  year.totals.forEach((code, nth) =>
    write(doc, code, end + nth * total, top + points * 2, points * 0.8, {
      width: total,
      align: 'center',
      color: GREY,
    }),
  )
}

function drawLegend(doc: Doc, year: DrawnYear, { points, paper }: PaperLayout, top: number): void {
  const right = PAPERS[paper].width - MARGIN
  let [x, y] = [MARGIN, top]
  const used = year.legend.map((text) => text.split('  ')[0]!)
  year.works
    .filter(({ code }) => used.includes(code))
    .forEach((work) => {
      doc.font('plain').fontSize(points * 0.9)
      const wide = doc.widthOfString(work.name) + points * 4
      if (x > MARGIN && x + wide > right) [x, y] = [MARGIN, y + UNITS.legend * points]
      drawRun(doc, work, x, y, points * 3, points * 1.4, points * 0.85)
      write(doc, work.name, x + points * 3.3, y + points * 0.2, points * 0.9, { color: GREY })
      x += wide + points * 0.7
    })
}
