// What must be counted for a requirement, and how much of it was there on which day?
import { type Day, dayNumber } from '../../kernel/day.ts'
import { leaveWorkdays, monthsUntil, yearsOf } from '../leave/workdays.ts'
import type { Measure, Requirement } from './schema.ts'
import {
  countUntil,
  DAYS_OF,
  daysOn,
  type Entry,
  lineOf,
  type Stretch,
  type Training,
} from './training.ts'

/** One number that has to be reached, or not to be passed. */
export type Goal = {
  says: string
  unit: string
  bound: 'at-least' | 'at-most'
  needed: number
  /** What had been reached at the end of a day; never less on a later one. */
  value: (until: Day) => number
  /** `time`: what is planned tells; `pace`: so far it went so fast; `hand`: somebody hands it in. */
  way: 'time' | 'pace' | 'hand' | 'elsewhere' | 'limit'
  /** Days that one unit takes; 0 when it is not made of days. */
  unitDays: number
}

type Of<Kind extends Measure['kind']> = Extract<Measure, { kind: Kind }>

/** The goals of a requirement; all are to be met. */
export function goalsOf(
  requirement: Requirement,
  training: Training,
  all: readonly Requirement[],
  line = lineOf(training),
): Goal[] {
  const { measure } = requirement
  switch (measure.kind) {
    case 'time':
      return [timeGoal(requirement, measure, training, all, line)]
    case 'breadth':
      return breadthGoals(measure, training, requirement.levels, line)
    case 'length':
      return [lengthGoal(measure, training)]
    case 'count':
      return [countGoal(measure, training)]
    case 'deliverable':
      return measure.evidences.map(({ id, name }) => ({
        ...{ says: name, unit: 'piece', bound: 'at-least' as const, needed: 1, unitDays: 0 },
        value: (until) => (sumOf(training.entries, id, until) > 0 ? 1 : 0),
        way: 'hand' as const,
      }))
    case 'formula':
      return formulaGoals(measure, training, requirement.levels, line)
    case 'leave': {
      const away = training.stretches.filter(({ isAway, isUncounted }) => isAway && !isUncounted)
      return [
        {
          ...{ says: 'Leave', unit: 'workdays', bound: 'at-most', way: 'limit', unitDays: 0 },
          needed: Math.round(measure.workdaysAYear * yearsOf(training)),
          value: (until) => leaveWorkdays(away, training, until),
        },
      ]
    }
  }
}

export function sumOf(entries: readonly Entry[], counter: string, until: Day): number {
  return entries
    .filter((entry) => entry.counter === counter && entry.on <= until)
    .reduce((sum, { amount }) => sum + amount, 0)
}

function timeGoal(
  requirement: Requirement,
  measure: Of<'time'>,
  training: Training,
  all: readonly Requirement[],
  line: Map<number, Stretch>,
): Goal {
  const { works, unit, least } = measure
  const unitDays = DAYS_OF[unit]
  const free = without(
    daysOn(line, training, works, requirement.levels),
    all.filter(({ id }) => measure.after.includes(id) && id !== requirement.id),
    training,
    line,
  )
  return {
    ...{ says: requirement.name, unit, bound: 'at-least', needed: least, way: 'time', unitDays },
    value: (until) => countUntil(free, until) / unitDays,
  }
}

/** Without the days that others need first: the earliest ones, and only as many as they ask for. */
function without(
  days: number[],
  others: readonly Requirement[],
  training: Training,
  line: Map<number, Stretch>,
): number[] {
  let left = days
  for (const { measure, levels } of others) {
    if (measure.kind !== 'time') continue
    const theirs = new Set(daysOn(line, training, measure.works, levels))
    let owed = measure.least * DAYS_OF[measure.unit]
    left = left.filter((day) => !theirs.has(day) || owed-- <= 0)
  }
  return left
}

/** One for each area, so that the fullest one is the one that is told. */
function breadthGoals(
  { areas, most, unit }: Of<'breadth'>,
  training: Training,
  levels: readonly string[],
  line: Map<number, Stretch>,
): Goal[] {
  return areas.map(({ name, works }) => {
    const days = daysOn(line, training, works, levels)
    return {
      ...{ says: name, unit, bound: 'at-most' as const, needed: most, way: 'limit' as const },
      unitDays: DAYS_OF[unit],
      value: (until) => countUntil(days, until) / DAYS_OF[unit],
    }
  })
}

/** No day but the last ones can be added: what is lacking at the end is lacking. */
function lengthGoal({ months }: Of<'length'>, training: Training): Goal {
  const last = (until: Day) => (until < training.to ? until : training.to)
  return {
    ...{ says: 'Length of the training', unit: 'months', bound: 'at-least', needed: months },
    ...{ way: 'time', unitDays: Infinity },
    value: (until) => (until < training.from ? 0 : monthsUntil(training.from, last(until))),
  }
}

function countGoal(measure: Of<'count'>, training: Training): Goal {
  const { counter, unit, bound, amount: needed, entered } = measure
  const way = bound === 'at-most' ? 'limit' : entered === 'here' ? 'pace' : 'elsewhere'
  return {
    ...{ says: unit, unit, bound, needed, way, unitDays: 0 },
    value: (until) => sumOf(training.entries, counter, until),
  }
}

function formulaGoals(
  { parts, terms, unit }: Of<'formula'>,
  training: Training,
  levels: readonly string[],
  line: Map<number, Stretch>,
): Goal[] {
  const counted = new Map(
    parts.map((part) => {
      const days = daysOn(line, training, part.works, levels)
      const value = (until: Day) =>
        countUntil(days, until) / DAYS_OF[unit] +
        (part.counter ? sumOf(training.entries, part.counter, until) : 0)
      return [part.id, { value, isTime: part.works.length > 0 }]
    }),
  )
  return terms.map((term) => {
    const isTime = term.unit === unit
    return {
      ...{ says: term.says, unit: term.unit, bound: 'at-least', needed: term.least },
      ...{ way: isTime ? 'time' : 'pace', unitDays: isTime ? DAYS_OF[unit] : 0 },
      value: (until) => sumTerm(term.sum, (part) => counted.get(part)?.value(until) ?? 0),
    }
  })
}

/** `ir + min(related, 3) + icu`, with the values of the parts. */
export function sumTerm(
  sum: readonly { part: string; most: number | null }[],
  value: (part: string) => number,
): number {
  return sum.reduce((total, { part, most }) => total + Math.min(value(part), most ?? Infinity), 0)
}

/** Are all sums of a formula reached with these values? */
export function isFormulaMet(
  { terms }: Pick<Of<'formula'>, 'terms'>,
  values: Record<string, number>,
): boolean {
  return terms.every(({ sum, least }) => sumTerm(sum, (part) => values[part] ?? 0) >= least)
}

/** The first day, not after `to`, on which the goal is reached; undefined when it is not. */
export function reachedOn(
  goal: Goal,
  from: Day,
  to: Day,
  at: (day: number) => Day,
): Day | undefined {
  if (goal.value(to) < goal.needed) return undefined
  let [low, high] = [dayNumber(from), dayNumber(to)]
  while (low < high) {
    const middle = (low + high) >> 1
    if (goal.value(at(middle)) >= goal.needed) high = middle
    else low = middle + 1
  }
  return at(low)
}
