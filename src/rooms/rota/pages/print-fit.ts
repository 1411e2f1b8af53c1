// How large may the grid be printed so that the year is on one page?
import { useEffect } from 'react'
import type { PlanModel } from './plan-model.ts'

/** Letter, landscape, 8 mm of margin, in CSS pixels; room for the head and the legend is taken off. */
const PAGE = { width: 994, height: 752 - 26 - 44 }
const NAME = 132
const TOTAL = 30
const ROW = 19
const HEAD = 36
const COVERAGE = 18
const LEAST_COLUMN = 27
const CODE_POINTS = 9
/** Below this a wall print cannot be read; Tabloid or half a year is the way out. */
export const LEAST_POINTS = 5.5

export type PrintFit = { zoom: number; column: number; points: number }

export function fitPrint(
  people: number,
  periods: number,
  totals: number,
  services: number,
): PrintFit {
  const height = HEAD + people * ROW + services * COVERAGE + 4
  const width = NAME + totals * TOTAL + periods * LEAST_COLUMN + 4
  const zoom = Math.min(PAGE.height / height, PAGE.width / width, 1.25)
  const column = (PAGE.width / zoom - NAME - totals * TOTAL - 4) / periods
  return { zoom, column: Math.min(64, column), points: Math.round(CODE_POINTS * zoom * 10) / 10 }
}

/** Sets the properties that the print style sheet reads; the size never depends on the window. */
export function usePrintFit(model: PlanModel): PrintFit {
  const fit = fitPrint(
    model.world.personCount,
    model.world.periodCount,
    model.totals.length,
    Math.min(8, model.services.length),
  )
  const { zoom, column } = fit
  useEffect(() => {
    const { style } = document.documentElement
    style.setProperty('--print-zoom', String(Math.floor(zoom * 1000) / 1000))
    style.setProperty('--print-cw', `${Math.floor(column * 100) / 100}px`)
  }, [zoom, column])
  return fit
}
