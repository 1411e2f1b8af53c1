// What is to be done between the match and the first day; a programme changes it as it likes.
import { addDays, type Day } from '../../kernel/day.ts'
import type { EligibilityRule } from '../recruitment/schema.ts'

export type NewTask = { name: string; isTheirs: boolean; due: Day | null }

/** In the order of their days. A licence that was asked about before is applied for now. */
export function onboardingTasks(starts: Day, rules: readonly EligibilityRule[]): NewTask[] {
  const before = (days: number) => addDays(starts, -days)
  return [
    { name: 'Letter of appointment sent', isTheirs: false, due: before(330) },
    { name: 'Letter of appointment signed', isTheirs: true, due: before(310) },
    ...rules
      .filter(({ kind }) => kind === 'licence')
      .map(({ of }) => ({
        ...{ name: `Licence to practise applied for: ${of}`, isTheirs: true },
        due: before(240),
      })),
    { name: 'Visa or proof that none is needed', isTheirs: true, due: before(210) },
    { name: 'Hospital credentials applied for', isTheirs: false, due: before(150) },
    { name: 'Health clearance and vaccinations', isTheirs: true, due: before(60) },
    { name: 'Accounts and badge asked for', isTheirs: false, due: before(30) },
    { name: 'First weeks on the schedule', isTheirs: false, due: before(21) },
  ].sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
}
