// How long does it take to judge 44 people by the day for a year, as the browser does while typing?
import { addDays, day } from '../src/kernel/day.ts'
import { bind, judge, type Plan } from '../src/rooms/planning/rule.ts'
import { problemSchema } from '../src/rooms/planning/schema.ts'
import type { Roster } from '../src/rooms/planning/world.ts'
import { rotaRules } from '../src/rooms/rota/rules/index.ts'
import { median, type Row } from './table.ts'

const PEOPLE = 44
const DAYS = 365
const WORKS = ['er', 'ct', 'mr', 'us', 'ir', 'night', 'off']

export function benchCheck(): Row[] {
  const first = day('2026-07-01')
  const problem = problemSchema.parse({
    format: 'isocenter.problem',
    version: 1,
    periods: Array.from({ length: DAYS }, (_, t) => ({
      id: `d${t}`,
      from: addDays(first, t),
      to: addDays(first, t),
    })),
    people: Array.from({ length: PEOPLE }, (_, p) => ({
      id: `p${p}`,
      name: `Person ${p}`,
      level: `R${(p % 4) + 1}`,
    })),
    work: WORKS.map((id) => ({ id, kind: id === 'off' ? 'rest' : 'rotation' })),
    rules: [
      { rule: 'rota.filled' },
      ...WORKS.slice(0, 6).map((id) => ({
        rule: 'rota.coverage',
        params: { works: [id], min: 2, max: 12 },
      })),
      {
        rule: 'rota.requirement',
        params: { works: ['ir'], amount: 28, unit: 'days', bound: 'at-least' },
      },
      { rule: 'rota.run-length', params: { works: ['night'], max: 7 } },
      { rule: 'rota.window', params: { works: ['off'], length: 7, min: 1 } },
      { rule: 'rota.sequence', params: { first: ['night'], next: ['ir'] } },
      { rule: 'rota.level-gate', params: { works: ['night'], levels: ['R2', 'R3', 'R4'] } },
    ],
  })
  const bound = bind(problem, rotaRules)
  if (!bound.ok) throw new Error(bound.findings.map((entry) => entry.says).join(' '))
  const { world } = bound.value
  // Five on every service every day, in weeks; then the same year shaken, so that nearly nothing fits.
  const orderly = world.emptyRoster()
  for (let p = 0; p < PEOPLE; p++)
    for (let t = 0; t < DAYS; t++)
      orderly[world.cell(p, t)] = t % 7 === p % 7 ? 6 : (p + Math.floor(t / 7)) % 6
  const shaken = orderly.map((_, cell) => (cell * 7 + (cell >> 5)) % WORKS.length)
  const rules = problem.rules.length
  return [
    { what: `an orderly year, ${rules} rules`, ...time(bound.value, orderly) },
    { what: 'the same, shaken', ...time(bound.value, shaken) },
  ]
}

function time(plan: Plan, roster: Roster): Row {
  const times: number[] = []
  let findings = 0
  for (let turn = 0; turn < 30; turn++) {
    const began = performance.now()
    findings = judge(plan, roster).reduce((sum, verdict) => sum + verdict.findings.length, 0)
    times.push(performance.now() - began)
  }
  return {
    size: `${PEOPLE} people x ${DAYS} days`,
    findings,
    median: `${median(times).toFixed(1)} ms`,
    slowest: `${Math.max(...times).toFixed(1)} ms`,
    target: '< 50 ms',
  }
}
