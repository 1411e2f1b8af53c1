// What does the sheet for paper measure in this browser, and with which widths does it fit?
import { largestZoom, PAPERS, pointsAt, type PrintChoice } from './print-fit.ts'

const LEAST_COLUMN = 16
const MOST_COLUMN = 84
const MOST_NAME = 250
const SMALL_POINTS = 5.8
/** Rows grow into the room that is left, but not into a page of stripes. */
const ROW = 16
const MOST_ROW = 24

type Widths = { name: number; longName: number; total: number; column: number }

/** Sets the properties that the style sheet reads; answers the size of the codes in points. */
export function fitSheet(root: HTMLElement, paper: PrintChoice['paper']): number {
  const page = PAPERS[paper]
  const pages = [...root.querySelectorAll<HTMLElement>('.print-page')]
  const first = pages[0]!
  const strips = [...first.querySelectorAll<HTMLElement>('.yg')]
  const columns = Math.max(...strips.map((strip) => countOf(strip, '.yg-head .yg-block')))
  const totals = Math.max(...strips.map((strip) => countOf(strip, '.yg-head .yg-total')))
  root.style.setProperty('--rh', `${ROW}px`)
  const widths = measureWidths(root)
  const split = (width: number, least: number) => {
    const free = width - totals * widths.total - 2
    const name = within(free - columns * (widths.column + 2), least, widths.longName)
    return { name, column: within((free - name) / columns, widths.column, MOST_COLUMN) }
  }
  // Only head and legend depend on the width; the columns are set once it is found.
  const measure = (width: number, least: number) => {
    const { name, column } = split(width, least)
    // Not as a property of the sheet: that would restyle every cell.
    for (const sheet of pages) sheet.style.inlineSize = `${width}px`
    return {
      width: name + columns * column + totals * widths.total + 2,
      height: first.scrollHeight,
    }
  }
  // Long names of services are cut only where the codes would become too small otherwise.
  let least = widths.longName
  let zoom = largestZoom(page, (width) => measure(width, least))
  if (pointsAt(zoom) < SMALL_POINTS) {
    least = widths.name
    zoom = largestZoom(page, (width) => measure(width, least))
  }
  const { name, column } = split(page.width / zoom, least)
  root.style.setProperty('--name-w', `${name}px`)
  root.style.setProperty('--total-w', `${widths.total}px`)
  root.style.setProperty('--cw', `${Math.floor(column * 100) / 100}px`)
  const { height } = measure(page.width / zoom, least)
  const rows = countOf(first, '.yg-body .yg-row')
  const spare = (page.height / zoom - height) / rows
  root.style.setProperty('--rh', `${Math.floor(within(ROW + spare, ROW, MOST_ROW) * 10) / 10}px`)
  root.style.setProperty('--print-zoom', String(zoom))
  return pointsAt(zoom)
}

/** From the words themselves: no name is cut and no two totals run into each other. */
function measureWidths(root: HTMLElement): Widths {
  const widest = (selector: string) =>
    Math.max(0, ...[...root.querySelectorAll<HTMLElement>(selector)].map((el) => el.scrollWidth))
  const level = widest('.yg-level')
  const people = widest('.yg-body .yg-name-text') + level + 20
  const services = widest('.yg-foot .yg-name-text') + level + 20
  return {
    name: Math.min(MOST_NAME, people),
    longName: Math.min(MOST_NAME, Math.max(people, services)),
    total: Math.ceil(widest('.yg-total > span')) + 6,
    column: Math.max(LEAST_COLUMN, Math.ceil(widestCode(root)) + 4),
  }
}

/** Codes that stand in one block alone; in a run there is room beside them. */
function widestCode(root: HTMLElement): number {
  const range = document.createRange()
  const widths = new Map<string, number>()
  for (const cell of root.querySelectorAll('.yg-cell.work:not(.runs-on):not(.goes-on)')) {
    const text = cell.firstChild
    if (!(text instanceof Text) || widths.has(text.data)) continue
    range.selectNodeContents(text)
    widths.set(text.data, range.getBoundingClientRect().width)
  }
  return Math.max(0, ...widths.values())
}

function countOf(within: Element, selector: string): number {
  return within.querySelectorAll(selector).length
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}
