// Which weights of a row mean the same for whole numbers and leave less room to fractions?
import { cellOf, type Compiled } from './flat.ts'
import { EMPTY } from './world.ts'

/** `sum of weights over columns <= limit`; what passes the limit is the amount. */
export type Row = { columns: number[]; weights: number[]; limit: number }

export type Columns = {
  /** The column that stands for this one wherever both must be equal. */
  leadOf: (column: number) => number
  cellOf: (column: number) => number
  /** So many columns has the cell; at most one of them is 1, and `mayBeEmpty` when none may be. */
  sizeOf: (cell: number) => number
  mayBeEmpty: (cell: number) => boolean
}

const SAME = 1e-9

/** Of columns that are variables each, with the column that leads each. */
export function columnsOf(
  { options, world }: Compiled,
  variables: readonly number[],
  leads: readonly number[],
): Columns {
  const mayBeEmpty = (cell: number) => options[cell]!.includes(EMPTY)
  return {
    leadOf: (column) => leads[column]!,
    cellOf: (column) => cellOf(world, variables[column]!),
    sizeOf: (cell) => options[cell]!.length - (mayBeEmpty(cell) ? 1 : 0),
    mayBeEmpty,
  }
}

/**
 * The amount stays as it is wherever every column is 0 or 1. A column that alone keeps the limit
 * weighs only as much as that needs; one without which the limit is never reached loses what it
 * weighs too much, and the limit with it.
 */
export function tighten({ columns, weights, limit }: Row, about: Columns): Row {
  const cells = new Map<number, Map<number, number>>()
  columns.forEach((column, i) => {
    const lead = about.leadOf(column)
    const cell = about.cellOf(lead)
    let terms = cells.get(cell)
    if (!terms) cells.set(cell, (terms = new Map<number, number>()))
    terms.set(lead, (terms.get(lead) ?? 0) + weights[i]!)
  })
  const mostOf = (cell: number, terms: Map<number, number>, without = -1): number => {
    const isZeroPossible = about.mayBeEmpty(cell) || terms.size < about.sizeOf(cell)
    let most = isZeroPossible ? 0 : -Infinity
    for (const [column, weight] of terms) if (column !== without) most = Math.max(most, weight)
    return most
  }
  let high = -limit
  for (const [cell, terms] of cells) high += mostOf(cell, terms)
  // What never passes its limit has nothing to be tight about.
  for (const [cell, terms] of high > SAME ? cells : [])
    for (const [column, weight] of terms) {
      const rest = high - mostOf(cell, terms)
      if (rest + weight < -SAME) terms.set(column, -rest)
      else if (weight > 0) {
        const without = rest + mostOf(cell, terms, column)
        if (!(without < -SAME) || without === -Infinity) continue
        terms.set(column, weight + without)
        limit += without
        high = -limit
        for (const [each, its] of cells) high += mostOf(each, its)
      }
    }
  const merged = [...cells.values()].flatMap((terms) => [...terms])
  return { columns: merged.map(([column]) => column), weights: merged.map(([, w]) => w), limit }
}
