// How large may a year be printed so that what belongs on one page is on one page?

/** Whole year on one page, or a page for each half; `large` = Tabloid or A3. */
export type PrintChoice = { pages: 'year' | 'halves'; paper: 'usual' | 'large' }

/**
 * CSS pixels inside 8 mm of margin, landscape; each fits both papers that people mean by it (Letter
 * and A4, Tabloid and A3), so that nobody has to say which one is in the printer.
 */
export const PAPERS = {
  usual: { width: 993, height: 730, says: 'Letter or A4' },
  large: { width: 1524, height: 992, says: 'Tabloid or A3' },
} as const

/** Below this a wall print cannot be read; larger paper or half a year a page is the way out. */
export const LEAST_POINTS = 5.5
/** Below this two strips under one another are tried, for they may be larger. */
export const GOOD_POINTS = 7.5
const MOST_ZOOM = 1.3
/** Codes of cells are 12 px before they are made smaller. */
const CODE_POINTS = 9

/** First and last column of each strip of the year. */
export function stripsOf(periods: number, count: number): { from: number; to: number }[] {
  const length = Math.ceil(periods / count)
  return Array.from({ length: count }, (_, nth) => ({
    from: nth * length,
    to: Math.min(periods, (nth + 1) * length) - 1,
  })).filter(({ from, to }) => from <= to)
}

/**
 * The largest zoom at which the sheet is no larger than the page. `measure` lays the sheet out on a
 * page of the given width and answers the room it takes, all of it in pixels before zooming.
 */
export function largestZoom(
  page: { width: number; height: number },
  measure: (width: number) => { width: number; height: number },
): number {
  const fits = (zoom: number) => {
    const size = measure(page.width / zoom)
    return size.width * zoom <= page.width + 0.5 && size.height * zoom <= page.height
  }
  let [low, high] = [0.2, MOST_ZOOM]
  if (fits(high)) return high
  while (high - low > 0.004) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}

export function pointsAt(zoom: number): number {
  return Math.floor(CODE_POINTS * zoom * 10) / 10
}
