// What stands behind a number: which time, which entries?
import { type Day, dayNumber, sayDay } from '../../kernel/day.ts'
import { leaveWorkdays } from '../leave/workdays.ts'
import type { Proof, Requirement } from './schema.ts'
import { DAYS_OF, daysOn, type lineOf, type Training } from './training.ts'

/** Time by work, what is over and what is ahead apart; then the entries, newest first. */
export function evidenceOf(
  requirement: Requirement,
  training: Training,
  line: ReturnType<typeof lineOf>,
): Proof[] {
  const { measure, levels } = requirement
  if (measure.kind === 'leave') return leaveProofs(training)
  const pieces = measure.kind === 'deliverable' ? measure.evidences : []
  // Of several pieces it is said which one it is.
  const pieceOf = (counter: string) =>
    pieces.length > 1 ? `${pieces.find(({ id }) => id === counter)?.name ?? counter}. ` : ''
  return [
    ...timeProofs(worksOf(requirement), unitOf(requirement), levels, training, line),
    ...training.entries
      .filter(({ counter }) => countersOf(requirement).includes(counter))
      .sort((one, other) => (one.on < other.on ? 1 : -1))
      .map((entry): Proof => ({
        entry: entry.isOwn ? entry.id : null,
        says: `${pieceOf(entry.counter)}${entry.note ? `${entry.note} (${entry.by})` : `Entered by ${entry.by}`}`,
        ...{ amount: entry.amount, unit: measure.kind === 'count' ? measure.unit : '' },
        ...{ from: entry.on, to: entry.on, isAhead: entry.on > training.today },
        isConfirmed: entry.isConfirmed,
      })),
  ]
}

function worksOf({ measure }: Requirement): string[] {
  if (measure.kind === 'time') return measure.works
  if (measure.kind === 'breadth') return measure.areas.flatMap(({ works }) => works)
  return measure.kind === 'formula' ? measure.parts.flatMap(({ works }) => works) : []
}

const unitOf = ({ measure }: Requirement) => ('unit' in measure ? measure.unit : 'weeks')

/** The words under which entries count for a requirement. */
export function countersOf({ measure }: Requirement): string[] {
  if (measure.kind === 'count') return [measure.counter]
  if (measure.kind === 'deliverable') return measure.evidences.map(({ id }) => id)
  return measure.kind === 'formula' ? measure.parts.flatMap(({ counter }) => counter ?? []) : []
}

function timeProofs(
  works: string[],
  unit: string,
  levels: readonly string[],
  training: Training,
  line: ReturnType<typeof lineOf>,
): Proof[] {
  const today = dayNumber(training.today)
  const found = new Map<
    string,
    { says: string; days: number; from: Day; to: Day; isAhead: boolean }
  >()
  for (const day of daysOn(line, training, works, levels)) {
    const stretch = line.get(day)!
    const isAhead = day > today
    const key = `${stretch.work} ${isAhead}`
    const known = found.get(key)
    if (known) {
      known.days++
      if (stretch.to > known.to) known.to = stretch.to
    } else
      found.set(key, { says: stretch.name, days: 1, from: stretch.from, to: stretch.to, isAhead })
  }
  const unitDays = DAYS_OF[unit as keyof typeof DAYS_OF] ?? 7
  return [...found.values()].map(({ days, ...rest }) => ({
    ...rest,
    entry: null,
    isConfirmed: true,
    amount: Math.round((days / unitDays) * 100) / 100,
    unit,
  }))
}

function leaveProofs(training: Training): Proof[] {
  return training.stretches
    .filter(({ isAway, isUncounted }) => isAway && !isUncounted)
    .map((stretch) => ({
      entry: null,
      isConfirmed: true,
      says: `Leave from ${sayDay(stretch.from)}`,
      amount: leaveWorkdays([stretch], training, training.to),
      unit: 'workdays',
      ...{ from: stretch.from, to: stretch.to, isAhead: stretch.from > training.today },
    }))
}
