// With what is a page drawn? Typeface, colours, lines, one line of text, one run of work.
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { rotationColors } from '../../kernel/palette.ts'
import type { WorkView } from '../programme/schema.ts'

const font = (name: string) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/DejaVuSansCondensed${name}.ttf`)
export const [INK, GREY, LINE, HARD, NIGHT] = [
  '#111827',
  '#4b5563',
  '#c4cad3',
  '#6b7585',
  '#2e3a4d',
]

export type Doc = PDFKit.PDFDocument

export function openDocument(title: string): Doc {
  const doc = new PDFDocument({
    autoFirstPage: false,
    info: { Title: title, Producer: 'Isocenter' },
  })
  doc.registerFont('plain', font(''))
  doc.registerFont('bold', font('-Bold'))
  return doc
}

type Style = {
  isBold?: boolean
  width?: number
  align?: 'left' | 'center' | 'right'
  color?: string
}

/** One line, cut with an ellipsis where there is no room; `y` is the top of it. */
export function write(
  doc: Doc,
  text: string,
  x: number,
  y: number,
  size: number,
  style: Style = {},
): void {
  const { isBold = false, width, align = 'left', color = INK } = style
  doc
    .font(isBold ? 'bold' : 'plain')
    .fontSize(size)
    .fillColor(color)
  const options = width === undefined ? {} : { width, align, height: size * 1.3, ellipsis: true }
  doc.text(text, x, y, { lineBreak: width !== undefined, ...options })
}

/** Kinds by pattern, not by hue, so that a grey printer tells them apart. */
export function drawRun(
  doc: Doc,
  work: WorkView,
  x: number,
  y: number,
  wide: number,
  high: number,
  points: number,
): void {
  const { pattern, color } = work.look
  const isNight = pattern === 'night'
  const fill = isNight
    ? NIGHT
    : pattern === 'leave' || pattern === 'admin'
      ? '#ffffff'
      : rotationColors[color]!
  doc.rect(x, y, wide, high).fillAndStroke(fill, '#8a94a3')
  if (pattern === 'leave') {
    doc.save().rect(x, y, wide, high).clip()
    doc.lineWidth(0.4)
    for (let at = x - high; at < x + wide; at += points * 0.55)
      doc.moveTo(at, y + high).lineTo(at + high, y)
    doc.stroke(LINE).restore()
  }
  if (pattern === 'admin')
    doc
      .lineWidth(0.5)
      .rect(x + 1.2, y + 1.2, wide - 2.4, high - 2.4)
      .stroke(GREY)
  if (pattern === 'offsite')
    doc.rect(x, y + high - points * 0.22, Math.min(wide, points * 0.9), points * 0.22).fill(INK)
  const style = {
    width: wide,
    align: 'center' as const,
    isBold: true,
    color: isNight ? '#ffffff' : INK,
  }
  write(doc, work.code, x, y + (high - points * 1.17) / 2, points, style)
}

export function rule(
  doc: Doc,
  from: number,
  to: number,
  y: number,
  color: string,
  width: number,
): void {
  doc.lineWidth(width).moveTo(from, y).lineTo(to, y).stroke(color)
}

export function line(doc: Doc, x: number, from: number, to: number, color: string): void {
  doc.lineWidth(0.4).moveTo(x, from).lineTo(x, to).stroke(color)
}
