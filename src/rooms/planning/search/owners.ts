// Whose is each column of a reduction? Cells and counts of one person alone are that person's.
import type { Compiled } from '../flat.ts'
import type { Reduction } from '../linear.ts'

/** The person of each column; -1 for amounts that several people share. */
export function ownersOf({ world }: Compiled, reduction: Reduction): Int32Array {
  const { problem, variables, rowCounts } = reduction
  const cellsOfPerson = world.periodCount * world.workCount
  const owners = new Int32Array(problem.columns).fill(-1)
  variables.forEach((variable, column) => {
    owners[column] = Math.floor(variable / cellsOfPerson)
  })
  const NOBODY = -2
  const people = new Map<number, number>()
  const eachEntry = (visit: (count: number, column: number) => void) =>
    rowCounts.forEach((count, row) => {
      if (count < 0) return
      for (let i = problem.starts[row]!; i < problem.starts[row + 1]!; i++)
        visit(count, problem.indices[i]!)
    })
  eachEntry((count, column) => {
    if (column >= variables.length) return
    const before = people.get(count) ?? NOBODY
    people.set(count, before === NOBODY || before === owners[column] ? owners[column]! : -1)
  })
  eachEntry((count, column) => {
    if (column >= variables.length) owners[column] = people.get(count) ?? -1
  })
  return owners
}
