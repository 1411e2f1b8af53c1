// Which years are the engine's figures measured on, beside those of the demo?
import { fullName, trainees } from '../demo/cast.ts'
import { demoProblem } from '../demo/plans.ts'
import { weekBlocks } from '../src/kernel/block-calendar.ts'
import { addDays, day } from '../src/kernel/day.ts'
import { bind, type Plan } from '../src/rooms/planning/rule.ts'
import { type ProblemInput, problemSchema } from '../src/rooms/planning/schema.ts'
import { rotaRules } from '../src/rooms/rota/rules/index.ts'

export type Rules = NonNullable<ProblemInput['rules']>
export const must = (rule: string, params: Record<string, unknown>): Rules[number] => ({
  ...{ rule, params, strength: 'must' },
})

export function bindYear(problem: ProblemInput): Plan {
  const bound = bind(problemSchema.parse(problem), rotaRules)
  if (bound.ok) return bound.value
  throw new Error(bound.findings.map(({ says }) => says).join(' '))
}

/** The Brigham residents of all four years, in blocks of two weeks: 44 people, 26 blocks. */
export function fourYears(): ProblemInput {
  const juniors = demoProblem('bwh-r1r3-2026')
  const seniors = trainees('bwh-dr', 'R4').map((id) => ({
    ...{ id, name: fullName(id), level: 'R4', monthsTrained: 36 },
  }))
  const oneOf = { levels: ['R4'], unit: 'periods' }
  return {
    ...juniors,
    title: 'Residents of all years',
    people: [...juniors.people, ...seniors],
    work: [...juniors.work, { id: 'mini-fellowship', code: 'MF', kind: 'elective' }],
    rules: [
      ...juniors.rules!,
      must('rota.level-gate', { works: ['mini-fellowship'], levels: ['R4'] }),
      must('rota.requirement', {
        ...oneOf,
        works: ['mini-fellowship'],
        bound: 'at-least',
        amount: 20,
      }),
      must('rota.requirement', { ...oneOf, works: ['vacation'], bound: 'exactly', amount: 2 }),
      must('rota.requirement', { ...oneOf, works: ['night-float'], bound: 'at-most', amount: 1 }),
    ],
  }
}

/** A department of 200 trainees by the week: 50 a year of training, 20 services, nights and leave. */
export function department(): ProblemInput {
  const first = day('2026-07-01')
  const levels = ['R1', 'R2', 'R3', 'R4']
  const services = Array.from({ length: 18 }, (_, nth) => `service-${nth + 1}`)
  const periods = weekBlocks(
    first,
    Array.from({ length: 52 }, () => 1),
    addDays(first, 363),
  )
  const prefer = (goal: 'fairness' | 'shape' | 'wish', price: number) => ({ prefer: goal, price })
  const weeks = (works: string[], level: string, bound: string, amount: number) =>
    must('rota.requirement', { works, levels: [level], bound, amount, unit: 'periods' })
  return {
    format: 'isocenter.problem',
    version: 1,
    title: 'A department of 200',
    periods,
    people: Array.from({ length: 200 }, (_, p) => ({
      id: `p${p + 1}`,
      name: `Trainee ${p + 1}`,
      level: levels[p % 4]!,
      monthsTrained: (p % 4) * 12,
    })),
    work: [
      ...services.map((id, nth) => ({ id, site: `site-${nth % 3}` })),
      { id: 'nights' },
      { id: 'vacation', kind: 'leave' as const },
    ],
    // Every fifth trainee has approved leave of a week somewhere in the year.
    absences: Array.from({ length: 40 }, (_, nth) => {
      const from = addDays(first, ((nth * 11) % 50) * 7)
      return { person: `p${nth * 5 + 1}`, from, to: addDays(from, 6), work: 'vacation' }
    }),
    wishes: Array.from({ length: 200 }, (_, p) => ({
      person: `p${p + 1}`,
      work: 'vacation',
      periods: [periods[(p * 7) % 52]!.id, periods[(p * 7 + 1) % 52]!.id],
      rank: 1 + (p % 3),
    })),
    rules: [
      must('rota.filled', {}),
      must('rota.leave', {}),
      ...services.map((id) => must('rota.coverage', { works: [id], min: 6, max: 14 })),
      must('rota.coverage', { works: ['nights'], min: 8, max: 8 }),
      must('rota.level-gate', {
        works: ['nights', ...services.slice(14)],
        levels: ['R2', 'R3', 'R4'],
      }),
      must('rota.away', { max: 26 }),
      must('rota.run-length', { works: ['nights'], max: 2 }),
      must('rota.spacing', { works: ['nights'], between: 6 }),
      must('rota.run-length', { works: services, min: 2, max: 6 }),
      ...levels.map((level) => weeks(['vacation'], level, 'exactly', 4)),
      ...levels.slice(1).map((level) => weeks(['nights'], level, 'at-most', 4)),
      ...services.slice(0, 6).map((id) => weeks([id], 'R1', 'at-least', 4)),
      ...services.slice(6, 12).map((id) => weeks([id], 'R2', 'at-least', 3)),
      {
        rule: 'rota.fair-share',
        params: { loads: { nights: 1 }, levels: levels.slice(1) },
        strength: prefer('fairness', 1),
      },
      { rule: 'rota.site-change', params: {}, strength: prefer('shape', 1) },
      { rule: 'rota.wishes', params: {}, strength: prefer('wish', 1) },
    ],
  }
}
