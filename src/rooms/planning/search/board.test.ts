// The quick board counts as the ledger does, the walk finds rosters, and annealing never makes worse.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { fitOptions, MUST } from '../flat.ts'
import { amountOf, compareTotals, totalsOf } from '../score.ts'
import { Anneal } from './anneal.ts'
import { Board } from './board.ts'
import { makeRandom } from './budget.ts'
import { Jump } from './jump.ts'
import { Moves } from './moves.ts'
import { bruteForce, randomPlan, randomRoster } from './random.fixture.ts'
import { residencyYear } from './year.fixture.ts'

const seeds = fc.integer({ min: 0, max: 1_000_000 })
const shape = { people: 3, periods: 4, works: 3, counts: 14, musts: 6 }

test('a change costs what it was said to cost, and every amount stays true', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const plan = randomPlan(seed, shape)
      const random = makeRandom(seed)
      const compiled = compile(plan, { reduce: false })
      const weights = Float64Array.from(compiled.flats, () => 1 + Math.floor(random() * 9))
      const board = new Board(compiled, randomRoster(plan, random), weights)
      for (let step = 0; step < 30; step++) {
        const other = randomRoster(plan, random)
        const cells = [...other.keys()].filter(() => random() < 0.2)
        const works = cells.map((cell) => other[cell]!)
        const said = board.probe(cells, works, cells.length)
        const before = board.cost
        board.set(cells, works, cells.length)
        expect(board.cost - before).toBeCloseTo(said, 6)
      }
      const broken: number[] = []
      for (const flat of compiled.flats) {
        const amount = amountOf(compiled, board.roster, flat)
        expect(board.amounts[flat.index]).toBeCloseTo(amount, 6)
        if (flat.level === MUST && amount > 1e-9) broken.push(flat.index)
      }
      expect([...board.broken].sort((a, b) => a - b)).toEqual(broken)
      totalsOf(compiled, board.roster).forEach((total, level) =>
        expect(board.totals[level]).toBeCloseTo(total, 6),
      )
    }),
    { numRuns: 100 },
  )
})

test('a move changes each cell once, into something it may hold', () => {
  const plan = residencyYear(1, 3)
  const compiled = compile(plan)
  const random = makeRandom(4)
  const start = fitOptions(compiled, randomRoster(plan, random))
  const board = new Board(compiled, start, new Float64Array(compiled.flats.length).fill(1))
  const moves = new Moves(board, random)
  let longest = 0
  for (let step = 0; step < 20_000; step++) {
    const { broken } = board
    if (step % 2 === 0 && broken.length > 0) moves.drawMend(broken[step % broken.length]!)
    else moves.drawAny()
    const cells = moves.cells.slice(0, moves.count)
    expect(new Set(cells).size).toBe(cells.length)
    expect(cells.every((cell, i) => compiled.options[cell]!.includes(moves.works[i]!))).toBe(true)
    board.set(moves.cells, moves.works, moves.count)
    longest = Math.max(longest, moves.count)
  }
  expect(longest).toBeGreaterThan(4)
  totalsOf(compiled, board.roster).forEach((total, level) =>
    expect(board.totals[level]).toBeCloseTo(total, 4),
  )
})

test('the walk finds a roster wherever there is one, on small problems', () => {
  const missed: number[] = []
  for (let seed = 0; seed < 60; seed++) {
    const plan = randomPlan(seed, { people: 2, periods: 3, works: 2, counts: 7, musts: 7 })
    const compiled = compile(plan)
    if (!bruteForce(plan, compiled)) continue
    const jump = new Jump(compiled, fitOptions(compiled, plan.world.emptyRoster()), seed)
    jump.run(5000)
    if (!jump.isLegal() || totalsOf(compiled, jump.best)[MUST]! > 1e-9) missed.push(seed)
  }
  expect(missed).toEqual([])
})

test('a year of 44 people has a first roster within 20,000 steps and is better after annealing', () => {
  const plan = residencyYear()
  const compiled = compile(plan)
  const jump = new Jump(compiled, fitOptions(compiled, plan.world.emptyRoster()), 2)
  jump.run(20_000)
  expect(totalsOf(compiled, jump.best)[MUST]).toBe(0)
  const anneal = new Anneal(compiled, jump.best, 2)
  for (let heat = 6; heat > 0.3; heat *= 0.8) anneal.run(8000, heat)
  const [first, last] = [totalsOf(compiled, jump.best), totalsOf(compiled, anneal.best)]
  expect(last[MUST]).toBe(0)
  expect(compareTotals(last, first)).toBeLessThan(0)
})
