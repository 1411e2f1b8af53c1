// What does a solver thread practise on before anybody asks? Six weeks of shifts for people without names.
import { addDays, day } from '../kernel/day.ts'
import { FORMAT, type ProblemInput } from '../rooms/planning/schema.ts'

const PEOPLE = 30
const DAYS = 42
const FIRST = day('2026-01-05')

/** Too hard to be solved in a moment, so that every way of searching has its turn. */
export function practice(): ProblemInput {
  const periods = Array.from({ length: DAYS }, (_, t) => {
    const at = addDays(FIRST, t)
    return { id: `d${t}`, from: at, to: at }
  })
  const people = Array.from({ length: PEOPLE }, (_, p) => ({ id: `p${p}`, name: `P${p}` }))
  const wishes = people.flatMap(({ id }, p) =>
    [2, 5, 11].map((step, nth) => ({
      person: id,
      work: ['day', 'late', 'night'][(p + nth) % 3]!,
      periods: [`d${(p * step) % DAYS}`],
      rank: 1 + nth,
      avoid: p % 4 === 0,
    })),
  )
  return {
    ...{ format: FORMAT, version: 1, periods, people, wishes },
    work: [{ id: 'day' }, { id: 'late' }, { id: 'night' }],
    rules: [
      must('rota.coverage', { works: ['day'], min: 7, max: 11 }),
      must('rota.coverage', { works: ['late'], min: 5, max: 6 }),
      must('rota.coverage', { works: ['night'], min: 3, max: 3 }),
      must('rota.window', { works: ['day', 'late', 'night'], length: 7, max: 5 }),
      must('rota.window', { works: ['night'], length: 14, max: 4 }),
      must('rota.run-length', { works: ['night'], min: 2, max: 4, edges: 'forgive' }),
      must('rota.sequence', { first: ['night'], next: ['day', 'late'] }),
      must('rota.sequence', { first: ['late'], next: ['day'] }),
      { rule: 'rota.wishes', strength: { prefer: 'wish' } },
      {
        rule: 'rota.fair-share',
        params: { loads: { night: 2, late: 1 } },
        strength: { prefer: 'fairness' },
      },
    ],
  }
}

const must = (rule: string, params: Record<string, unknown>) => ({ rule, params })
