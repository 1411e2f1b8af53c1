// Is the problem of a size that can be solved here? Asked before memory is spent on it.
import { type Finding, finding } from '../../kernel/finding.ts'
import type { Problem } from './schema.ts'

export type Estimate = {
  cells: number
  /** Yes-or-no questions: one for each cell and work. */
  choices: number
  megabytes: number
  /** Until the first roster, about. */
  seconds: number
  /** Why it is refused; absent when it is not. */
  refusal?: Finding
}

const MOST_CHOICES = 600_000
/** A programme has some dozen; what was made by a machine has some hundred. */
const MOST_RULES = 3000
/** Larger problems are only ever solved in parts. */
const WHOLE = 120_000

export function estimate(problem: Problem): Estimate {
  const cells = problem.people.length * problem.periods.length
  const choices = cells * problem.work.length
  const size = {
    cells,
    choices,
    megabytes: Math.round(150 + Math.min(choices, WHOLE) * 0.018 + choices * 0.003),
    seconds: Math.max(1, Math.round(choices / 10_000)),
  }
  const count = (n: number) => n.toLocaleString('en-US')
  if (problem.rules.length > MOST_RULES) {
    const says = `The problem has ${count(problem.rules.length)} rules; at most ${count(MOST_RULES)} are taken.`
    const can = 'One rule may name many people, works and blocks: join those that ask the same.'
    return { ...size, refusal: finding('planning.size', says, { can }) }
  }
  if (choices <= MOST_CHOICES) return size
  const says = `The problem is too large: ${count(problem.people.length)} people × ${count(problem.periods.length)} periods × ${count(problem.work.length)} works = ${count(choices)} choices; at most ${count(MOST_CHOICES)} are taken.`
  const can = 'Plan a part of the year or one group of people at a time.'
  return { ...size, refusal: finding('planning.size', says, { can }) }
}
