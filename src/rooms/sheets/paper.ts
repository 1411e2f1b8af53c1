// How large may a year stand on a sheet of paper, and in which widths? Lengths in points, 72 to the inch.
import { type Finding, finding } from '../../kernel/finding.ts'

export const papers = ['letter', 'a4', 'tabloid', 'a3'] as const
export type Paper = (typeof papers)[number]
export const PAPERS: Record<Paper, { says: string; width: number; height: number }> = {
  letter: { says: 'Letter', width: 792, height: 612 },
  a4: { says: 'A4', width: 841.89, height: 595.28 },
  tabloid: { says: 'Tabloid', width: 1224, height: 792 },
  a3: { says: 'A3', width: 1190.55, height: 841.89 },
}
export const splits = ['year', 'halves'] as const
/** The year on one page, or each half of it on a page of its own. */
export type Split = (typeof splits)[number]

/** 8 mm on every side. */
export const MARGIN = 22.7
/** Codes below this cannot be read on a wall. */
export const LEAST_POINTS = 5.5
/** Below this two strips under one another are tried, for they may be larger. */
const GOOD_POINTS = 7.5
const MOST_POINTS = 12
const MOST_ROW = 2.2

/** What stands on the paper, as words; how they look is the drawing's affair. */
export type PaperYear = {
  people: { name: string; level: string }[]
  heads: { label: string; first: string }[]
  codes: string[]
  totals: string[]
  services: string[]
  legend: string[]
}
/** Width of a text at a size of one point. */
export type WidthOf = (text: string, isBold?: boolean) => number

/** Everything in units of the size of a code, so that one number makes it fit. */
export const UNITS = { title: 3.4, head: 3.3, row: 1.5, gap: 0.8, service: 1.35, legend: 1.7 }

export type Strip = { from: number; to: number; totals: boolean }
export type PaperLayout = {
  paper: Paper
  /** Size of the codes. */
  points: number
  /** Strips of the year, page by page. */
  pages: Strip[][]
  name: number
  column: number
  total: number
  /** Height of a person's row; grows into the room that is left on the page. */
  row: number
}

function measure(year: PaperYear, widthOf: WidthOf) {
  const widest = (texts: readonly string[], isBold = false) =>
    Math.max(0, ...texts.map((text) => widthOf(text, isBold)))
  const people = widest(
    year.people.map(({ name, level }) => (level ? `${name}  ${level}` : name)),
    true,
  )
  return {
    name: Math.max(people, widest(year.services)) + 1,
    column:
      Math.max(widest(year.codes, true), widest(year.heads.map(({ first }) => first)) * 0.7) + 0.5,
    total: Math.max(1.6, widest(year.totals) * 0.8 + 0.5),
    legend: year.legend.map((text) => widthOf(text) + 4.2),
  }
}

/** The largest size at which everything is on the paper; how small that is the caller must judge. */
export function fitPaper(
  year: PaperYear,
  paper: Paper,
  split: Split,
  widthOf: WidthOf,
): PaperLayout {
  const page = {
    width: PAPERS[paper].width - 2 * MARGIN,
    height: PAPERS[paper].height - 2 * MARGIN,
  }
  const units = measure(year, widthOf)
  const lay = (count: number, apart: boolean): PaperLayout => {
    const length = Math.ceil(year.heads.length / count)
    const strips: Strip[] = Array.from({ length: count }, (_, nth) => ({
      from: nth * length,
      to: Math.min(year.heads.length, (nth + 1) * length) - 1,
      totals: apart || nth === count - 1,
    })).filter(({ from, to }) => from <= to)
    const wide = units.name + length * units.column + year.totals.length * units.total
    const strip =
      UNITS.head + year.people.length * UNITS.row + UNITS.gap + year.services.length * UNITS.service
    const shown = apart ? 1 : strips.length
    const highAt = (points: number) =>
      UNITS.title +
      shown * (strip + UNITS.gap) +
      legendLines(units.legend, page.width / points) * UNITS.legend
    const fits = (points: number) =>
      wide * points <= page.width && highAt(points) * points <= page.height
    let [low, high] = [1, MOST_POINTS]
    if (fits(high)) low = high
    while (high - low > 0.005) {
      const middle = (low + high) / 2
      if (fits(middle)) low = middle
      else high = middle
    }
    const points = Math.floor(low * 100) / 100
    // What is left over in width goes to the blocks.
    const rest = page.width - (units.name + year.totals.length * units.total) * points
    const spare = page.height / points - highAt(points)
    const row = Math.min(MOST_ROW, UNITS.row + spare / (shown * year.people.length))
    return {
      ...{
        paper,
        points,
        row: row * points,
        name: units.name * points,
        total: units.total * points,
      },
      column: Math.min(rest / length, points * 9),
      pages: apart ? strips.map((one) => [one]) : [strips],
    }
  }
  if (split === 'halves') return lay(2, true)
  const whole = lay(1, false)
  if (whole.points >= GOOD_POINTS) return whole
  const folded = lay(2, false)
  return folded.points > whole.points ? folded : whole
}

/** Lines that the legend needs at that width; both in units of the size of a code. */
export function legendLines(widths: readonly number[], page: number): number {
  let [lines, x] = [widths.length > 0 ? 1 : 0, 0]
  for (const width of widths) {
    if (x > 0 && x + width > page) [lines, x] = [lines + 1, 0]
    x += width
  }
  return lines
}

export type PaperChoice = { paper: Paper; split: Split; points: number; isReadable: boolean }

/** Every paper and both ways to split, so that the one that can be read is found at once. */
export function choosePaper(year: PaperYear, widthOf: WidthOf): PaperChoice[] {
  return papers.flatMap((paper) =>
    splits.map((split) => {
      const points = Math.floor(fitPaper(year, paper, split, widthOf).points * 10) / 10
      return { paper, split, points, isReadable: points >= LEAST_POINTS }
    }),
  )
}

const SPLITS: Record<Split, string> = { year: 'one page', halves: 'a page for each half' }

export const sayChoice = ({ paper, split }: Pick<PaperChoice, 'paper' | 'split'>) =>
  `${PAPERS[paper].says}, ${SPLITS[split]}`

/** Why this paper is refused, and on which others the year can be read. */
export function tooSmall(
  { paper, split, points }: Pick<PaperChoice, 'paper' | 'split' | 'points'>,
  choices: readonly PaperChoice[],
): Finding {
  const better = choices.filter(({ isReadable }) => isReadable)
  const says = `On ${sayChoice({ paper, split })}, codes would be ${points} pt; below ${LEAST_POINTS} pt nobody can read them.`
  const can =
    better.length > 0
      ? `Choose ${better.map((one) => `${sayChoice(one)} (${one.points} pt)`).join(', or ')}.`
      : 'Take the spreadsheet instead.'
  return finding('sheets.paper', says, { can, by: LEAST_POINTS - points })
}
