// Do our rules, stated from the shift problems, say the same of a roster as the source's own rules?
import { describe, expect, test } from 'vitest'
import { bind, judge } from '../src/rooms/planning/rule.ts'
import { problemSchema } from '../src/rooms/planning/schema.ts'
import { rotaRules } from '../src/rooms/rota/rules/index.ts'
import { importNrp } from './import-nrp.ts'
import { checkNrp, type Nrp, type NrpRoster, readNrp } from './nrp-source.ts'
import { listBench, readBench } from './real-source.ts'

const ROSTERS = 40
const ids = listBench('nrp24', '.txt').filter((id) => id.startsWith('Instance'))

/** Our cells: days off are work of their own, worked weekends have their mark behind the last day. */
function cellsOf({ days }: Nrp, roster: NrpRoster): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(roster).map(([id, row]) => {
      const marks: string[] = []
      for (let k = 5; k < days; k += 7) marks.push(row[k] || row[k + 1] ? '~weekend' : '~off')
      return [id, [...row.map((shift) => shift ?? '~off'), ...marks]]
    }),
  )
}

/** Stretches of one shift and of days off, so that many rows break little or nothing. */
function draw(nrp: Nrp, next: (size: number) => number): NrpRoster {
  return Object.fromEntries(
    nrp.employees.map(({ id, run, off, maxShifts, daysOff }) => {
      const shifts = nrp.shifts.filter((shift) => maxShifts.get(shift.id) !== 0)
      const row: (string | null)[] = []
      while (row.length < nrp.days) {
        const shift = shifts[next(shifts.length)]!.id
        for (let k = next(run.max - run.min + 1) + run.min; k > 0; k--) row.push(shift)
        for (let k = next(2) + off - next(8 % 7); k > 0; k--) row.push(null)
      }
      if (next(4)) for (const day of daysOff) row[day] = null
      return [id, row.slice(0, nrp.days)]
    }),
  )
}

describe.skipIf(ids.length === 0)('Shift problems in our words', () => {
  test.each(ids.filter((id) => Number(id.slice(8)) <= 12))('%s', (id) => {
    const nrp = readNrp(readBench('nrp24', `${id}.txt`)!)
    const plan = bind(problemSchema.parse(importNrp(nrp, id)), rotaRules)
    if (!plan.ok) throw new Error(plan.findings.map((each) => each.says).join(' '))
    let state = 11
    const next = (size: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return Math.floor((state / 2 ** 32) * size)
    }
    let kept = 0
    for (let nth = 0; nth < ROSTERS; nth++) {
      const roster = draw(nrp, next)
      const theirs = checkNrp(nrp, roster)
      const faulty = new Set(theirs.broken.map((each) => each.split(' ')[0]!))
      const ours = new Set<string>()
      let cost = 0
      for (const { bound, findings } of judge(
        plan.value,
        plan.value.world.fromCells(cellsOf(nrp, roster)),
      )) {
        const { strength } = bound.choice
        for (const { by = 1, who = [] } of findings)
          if (strength === 'must') who.forEach((each) => ours.add(each))
          else cost += by * strength.price
      }
      expect([...ours].sort(), JSON.stringify(theirs.broken)).toEqual([...faulty].sort())
      expect(cost).toBeCloseTo(theirs.cost, 6)
      kept += nrp.employees.length - faulty.size
    }
    expect(kept).toBeGreaterThan(0)
  })
})
