// How long is which class of records kept? A programme says so; what is usual is only a beginning.
import { addMonths, type Day } from '../../kernel/day.ts'
import { dayAt } from '../../kernel/moment.ts'
import type { Cycle } from '../recruitment/schema.ts'
import type { RecordClass, RetentionMonths } from './schema.ts'

/** From memory of what programmes do; the law of the place and the house decide. */
export const usualMonths: RetentionMonths = {
  ...{ files: 36, letters: 36, forms: 36, judgements: 36, lists: 84 },
}

export const CLASSES: Record<RecordClass, string> = {
  files: 'CVs, statements, photos and other documents',
  letters: 'Letters of recommendation and who wrote them',
  forms: 'Forms, and the names of those who applied',
  judgements: 'Reviews, interview scores and notes of decisions',
  lists: 'Rank lists, certifications and the roster',
}

/** The day on which a class goes; null: it is kept. Counted from match day, or the deadline without one. */
export function goesOn(
  cycle: Pick<Cycle, 'matchDay' | 'deadline' | 'zone'>,
  months: number | null,
): Day | null {
  if (months === null) return null
  return addMonths(cycle.matchDay ?? dayAt(cycle.deadline, cycle.zone), months)
}
