// May this resident apply, may that one be admitted, and under which curriculum do they stand?
import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { checkApplication, checkApproval, checkStep, versionFor } from './pathways.ts'
import { memberStates, pathwaySchema } from './schema.ts'

const esir = pathwaySchema.parse({
  ...{ id: 'esir', name: 'ESIR', summary: '', entry: 'here', levels: ['R2'] },
  ...{ needsGoodStanding: true, capacity: 2 },
})
const rules = (findings: { rule: string }[]) => findings.map(({ rule }) => rule)

test.each([
  ['R2', [], []],
  ['R1', [], ['progress.level']],
  ['R3', [], ['progress.level']],
  [null, [], ['progress.level']],
  ['R2', ['applied'], ['progress.twice']],
  ['R2', ['declined'], []],
  ['R2', ['withdrawn'], []],
  ['R3', ['approved'], ['progress.twice', 'progress.level']],
] as const)('BW-64: at %s, having %j, an application meets %j', (level, states, expected) => {
  expect(rules(checkApplication(esir, { name: 'Yael', level, states }))).toEqual(expected)
})

test.each([
  [true, 0, []],
  [true, 1, []],
  [true, 2, ['progress.capacity']],
  [false, 1, ['progress.standing']],
  [false, 2, ['progress.standing', 'progress.capacity']],
])('BW-63: good standing %s with %i places taken meets %j', (inGoodStanding, taken, expected) => {
  const applicant = { name: 'Yael', state: 'applied' as const, inGoodStanding }
  expect(rules(checkApproval(esir, applicant, taken))).toEqual(expected)
})

describe('steps', () => {
  test('a decision can be taken back, a withdrawal cannot', () => {
    expect(checkStep('declined', 'applied')).toEqual([])
    expect(checkStep('approved', 'applied')).toEqual([])
    expect(checkStep('approved', 'completed')).toEqual([])
    for (const to of memberStates) expect(checkStep('withdrawn', to)).toHaveLength(1)
    expect(checkStep('applied', 'completed')).toHaveLength(1)
  })
})

test('a trainee keeps the version under which they entered', () => {
  const of = (since: string) => ({ since: day(since), requirements: [], pathways: [] })
  const all = [of('2025-07-01'), of('2023-07-01'), of('2026-07-01')]
  const since = (began: string) => versionFor(all, day(began))?.since
  expect(since('2023-07-01')).toBe('2023-07-01')
  expect(since('2025-06-30')).toBe('2023-07-01')
  expect(since('2025-07-01')).toBe('2025-07-01')
  expect(since('2030-07-01')).toBe('2026-07-01')
  expect(since('2020-07-01')).toBe('2023-07-01')
  expect(versionFor([], day('2020-07-01'))).toBeUndefined()
})
