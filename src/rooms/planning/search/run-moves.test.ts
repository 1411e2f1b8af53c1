// A run that is brought to a place arrives there whole, and the rest of the row keeps what it held.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { fitOptions } from '../flat.ts'
import { Board } from './board.ts'
import { makeRandom } from './budget.ts'
import { Draft } from './draft.ts'
import { randomPlan, randomRoster } from './random.fixture.ts'
import { bringRun } from './run-moves.ts'

const seeds = fc.integer({ min: 0, max: 1_000_000 })
const sorted = (row: Int16Array) => [...row].sort((one, other) => one - other)

test('the cell holds the work, and where the row had it already, only places are exchanged', () => {
  let seen = 0
  fc.assert(
    fc.property(seeds, fc.nat(), fc.nat(), (seed, nth, kind) => {
      const plan = randomPlan(seed, { people: 2, periods: 9, works: 3, counts: 0, musts: 0 })
      const random = makeRandom(seed)
      const compiled = compile(plan)
      const board = new Board(
        compiled,
        fitOptions(compiled, randomRoster(plan, random)),
        new Float64Array(0),
      )
      const { roster } = board
      const draft = new Draft(board, random)
      const cell = nth % roster.length
      const works = [...compiled.options[cell]!].filter((work) => work !== roster[cell])
      const work = works[kind % works.length]!
      bringRun(draft, cell, work)
      if (draft.count === 0) return
      seen++
      const after = roster.slice()
      for (let i = 0; i < draft.count; i++) after[draft.cells[i]!] = draft.works[i]!
      const { periodCount } = plan.world
      const from = cell - (cell % periodCount)
      const row = (all: Int16Array) => all.slice(from, from + periodCount)
      for (let other = 0; other < after.length; other++)
        if (other < from || other >= from + periodCount) expect(after[other]).toBe(roster[other])
      expect(row(after)).toContain(work)
      if (row(roster).includes(work)) expect(sorted(row(after))).toEqual(sorted(row(roster)))
    }),
    { numRuns: 300 },
  )
  expect(seen).toBeGreaterThan(100)
})
