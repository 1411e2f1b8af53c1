// A rebuilt row is the cheapest there is, by trying all; and it never costs more than what it replaces.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { type Compiled, fitOptions } from '../flat.ts'
import { Board } from './board.ts'
import { makeRandom } from './budget.ts'
import { randomPlan, randomRoster } from './random.fixture.ts'
import { RowBuilder } from './row-build.ts'
import { planRow } from './row-plan.ts'
import { residencyYear } from './year.fixture.ts'

const seeds = fc.integer({ min: 0, max: 1_000_000 })
const shape = { people: 3, periods: 4, works: 3, counts: 16, musts: 6 }

/** A spread in which one person has several loads is beyond a row; it weighs nothing here. */
function boardOf(seed: number): { board: Board; random: () => number } {
  const plan = randomPlan(seed, shape)
  const random = makeRandom(seed)
  const compiled = compile(plan)
  const weights = Float64Array.from(compiled.flats, ({ forms, kind }) =>
    kind === 'spread' && forms.some(({ vars }) => peopleOf(compiled, vars).size !== 1)
      ? 0
      : Math.floor(random() * 9),
  )
  for (const { kind, forms, index } of compiled.flats) {
    const people = forms.flatMap(({ vars }) => [...peopleOf(compiled, vars)])
    if (kind === 'spread' && new Set(people).size < people.length) weights[index] = 0
  }
  return {
    random,
    board: new Board(compiled, fitOptions(compiled, randomRoster(plan, random)), weights),
  }
}

const peopleOf = ({ world }: Compiled, vars: Int32Array): Set<number> =>
  new Set([...vars].map((variable) => Math.floor(variable / world.workCount / world.periodCount)))

/** What the cheapest row of a person would change, by trying all of them. */
function cheapest(board: Board, p: number): number {
  const { compiled } = board
  const { periodCount } = compiled.world
  const cells = Array.from({ length: periodCount }, (_, t) => p * periodCount + t)
  let least = 0
  const fill = (at: number, works: number[]): void => {
    if (at === cells.length) {
      least = Math.min(least, board.probe(cells, works, cells.length))
      return
    }
    for (const work of compiled.options[cells[at]!]!) fill(at + 1, [...works, work])
  }
  fill(0, [])
  return least
}

test('no row of a person is cheaper than the one that was built', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { board, random } = boardOf(seed)
      const rows = new RowBuilder(board, random, 5000)
      for (let p = 0; p < shape.people; p++) {
        rows.build(p)
        expect(rows.isExact).toBe(true)
        const change = board.probe(rows.cells, rows.works, rows.count)
        expect(change).toBeCloseTo(cheapest(board, p), 3)
        board.set(rows.cells, rows.works, rows.count)
      }
    }),
    { numRuns: 150 },
  )
})

test('with few states kept the row may be dearer than the cheapest, but not than the one that was', () => {
  const compiled = compile(residencyYear(1, 3))
  const random = makeRandom(4)
  const weights = new Float64Array(compiled.flats.length).fill(1)
  const start = fitOptions(compiled, compiled.world.emptyRoster())
  const board = new Board(compiled, start, weights)
  const rows = new RowBuilder(board, random, 20)
  for (let p = 0; p < compiled.world.personCount; p++) {
    rows.build(p)
    expect(board.probe(rows.cells, rows.works, rows.count)).toBeLessThanOrEqual(1e-3)
    const cells = rows.cells.slice(0, rows.count)
    expect(new Set(cells).size).toBe(cells.length)
    expect(cells.every((cell, i) => compiled.options[cell]!.includes(rows.works[i]!))).toBe(true)
    board.set(rows.cells, rows.works, rows.count)
  }
})

test('heat makes other rows, the same ones for the same seed', () => {
  const compiled = compile(residencyYear(1, 3))
  const weights = new Float64Array(compiled.flats.length).fill(1)
  const built = [1, 1, 2].map((seed) => {
    const start = fitOptions(compiled, compiled.world.emptyRoster())
    const rows = new RowBuilder(new Board(compiled, start, weights), makeRandom(seed), 50)
    rows.build(3, 4)
    return rows.works.slice(0, rows.count).join()
  })
  expect(built[1]).toBe(built[0])
  expect(built[2]).not.toBe(built[0])
})

test('a plan of a row has each cell that has a choice once', () => {
  const compiled = compile(residencyYear(1, 3))
  const { steps } = planRow(compiled, 0)
  const { periodCount } = compiled.world
  const open = Array.from({ length: periodCount }, (_, cell) => cell).filter(
    (cell) => compiled.options[cell]!.length > 1,
  )
  expect(steps.map(({ cell }) => cell).sort((one, other) => one - other)).toEqual(open)
})
