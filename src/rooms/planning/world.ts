// The problem, indexed: whole numbers instead of ids, so that rules and search can count quickly.
import { addDays, addMonths, type Day, dayNumber } from '../../kernel/day.ts'
import { assert } from '../../kernel/finding.ts'
import { saySpan, sharedDays, spanDays, type Span } from '../../kernel/span.ts'
import { checkProblem } from './check-problem.ts'
import type { Cells, Problem } from './schema.ts'

/** Work index of every cell, `person * periodCount + period`; -1 = nothing. */
export type Roster = Int16Array

export const EMPTY = -1
const DAYS_PER_MONTH = 30.4375

/** How a requirement counts time. A four-week block is a month, as programmes say it. */
export type Unit = 'days' | 'weeks' | 'months' | 'periods'

/** A problem whose references have been checked; every question a rule may ask of the facts. */
export class World {
  readonly problem: Problem
  readonly personCount: number
  readonly periodCount: number
  readonly workCount: number
  readonly periodDays: number[]
  private readonly personIndex: Map<string, number>
  private readonly periodIndex: Map<string, number>
  private readonly workIndex: Map<string, number>
  private readonly levels: (string | undefined)[]
  private readonly present: Uint8Array
  private readonly awayDays: Uint16Array
  private readonly pastDays: Float64Array
  private readonly stretchNames = new Map<number, string>()
  /** Filled as asked: counting calendar months is slow, and every judgement asks again. */
  private readonly months: Float64Array

  constructor(problem: Problem) {
    const faults = checkProblem(problem)
    assert(faults.length === 0, `the problem was checked before: ${faults[0]?.says}`)
    this.problem = problem
    this.personCount = problem.people.length
    this.periodCount = problem.periods.length
    this.workCount = problem.work.length
    this.personIndex = indexById(problem.people)
    this.periodIndex = indexById(problem.periods)
    this.workIndex = indexById(problem.work)
    this.periodDays = problem.periods.map(spanDays)
    this.levels = problem.people.flatMap((person) =>
      problem.periods.map((period) => levelOn(person, period.from)),
    )
    this.present = Uint8Array.from(
      problem.people.flatMap((person) =>
        problem.periods.map((period) => (isPresent(person, period) ? 1 : 0)),
      ),
    )
    this.months = new Float64Array(this.personCount * this.periodCount).fill(-1)
    this.awayDays = new Uint16Array(this.personCount * this.periodCount)
    // In order, each absence only from the day after the ones before: a day in two counts once.
    const until = new Map<string, Day>()
    for (const { person, from, to } of problem.absences.toSorted((a, b) =>
      a.from < b.from ? -1 : 1,
    )) {
      const last = until.get(person)
      const rest = { from: last && last >= from ? addDays(last, 1) : from, to }
      if (rest.from > to) continue
      until.set(person, to)
      problem.periods.forEach((period, t) => {
        this.awayDays[this.cell(this.person(person), t)]! += sharedDays(rest, period)
      })
    }
    this.pastDays = new Float64Array(this.personCount * this.workCount)
    for (const past of problem.history)
      this.pastDays[this.person(past.person) * this.workCount + this.work(past.work)]! += past.days
  }

  cell(p: number, t: number): number {
    return p * this.periodCount + t
  }

  /** Index of a known id; unknown ids are caught by `checkProblem` and the rules' `refs`. */
  person(id: string): number {
    return known(this.personIndex, id, 'person')
  }
  period(id: string): number {
    return known(this.periodIndex, id, 'period')
  }
  work(id: string): number {
    return known(this.workIndex, id, 'work')
  }
  has(kind: 'person' | 'period' | 'work', id: string): boolean {
    return { person: this.personIndex, period: this.periodIndex, work: this.workIndex }[kind].has(
      id,
    )
  }

  /** Work indices that `names` mean: ids of work, or categories (every work that carries it). */
  worksOf(names: readonly string[]): number[] {
    const wanted = new Set(names)
    return this.problem.work.flatMap((work, w) =>
      wanted.has(work.id) || work.categories.some((category) => wanted.has(category)) ? [w] : [],
    )
  }
  isLeave(w: number): boolean {
    return w !== EMPTY && this.problem.work[w]!.kind === 'leave'
  }

  /** In the programme for more than half of the period; other cells stay empty. */
  isPresent(p: number, t: number): boolean {
    return this.present[this.cell(p, t)] === 1
  }
  /** Days of approved absence in the cell. */
  absentDays(p: number, t: number): number {
    return this.awayDays[this.cell(p, t)]!
  }
  /** Approved absence takes more than half of the cell: only leave (or nothing) may stand there. */
  isAbsent(p: number, t: number): boolean {
    return this.absentDays(p, t) * 2 > this.periodDays[t]!
  }
  levelAt(p: number, t: number): string | undefined {
    return this.levels[this.cell(p, t)]
  }
  /** `levels` empty or absent = everybody. Levels and groups share one list of names. */
  isOneOf(p: number, t: number, levels: readonly string[] | undefined): boolean {
    if (!levels || levels.length === 0) return true
    const level = this.levelAt(p, t)
    return (
      (level !== undefined && levels.includes(level)) ||
      this.problem.people[p]!.groups.some((group) => levels.includes(group))
    )
  }
  /** In the programme in this period, and of one of these levels or groups. */
  isThere(p: number, t: number, levels?: readonly string[]): boolean {
    return this.isPresent(p, t) && this.isOneOf(p, t, levels)
  }
  /** Months of training when the period begins; by the calendar, so that 1 July to 1 July is 12. */
  monthsTrained(p: number, t: number): number {
    const known = this.months[this.cell(p, t)]!
    if (known >= 0) return known
    const person = this.problem.people[p]!
    const origin = person.from ?? this.problem.periods[0]!.from
    const months = person.monthsTrained + monthsBetween(origin, this.problem.periods[t]!.from)
    return (this.months[this.cell(p, t)] = months)
  }
  /** Length of a period in the unit; months are rounded to quarters so that 28 to 31 days are one. */
  length(t: number, unit: Unit): number {
    const days = this.periodDays[t]!
    if (unit === 'periods') return 1
    if (unit === 'days') return days
    return unit === 'weeks' ? days / 7 : Math.round((days / DAYS_PER_MONTH) * 4) / 4
  }
  /** Time of a work before the first period, in the unit; 0 for `periods`. */
  past(p: number, w: number, unit: Unit): number {
    const days = this.pastDays[p * this.workCount + w]!
    if (unit === 'periods') return 0
    if (unit === 'days') return days
    return unit === 'weeks' ? days / 7 : Math.round((days / DAYS_PER_MONTH) * 4) / 4
  }
  /** Share of the whole time line that the person is there (at these levels), part-time included. */
  presence(p: number, levels?: readonly string[]): number {
    let days = 0
    let all = 0
    for (let t = 0; t < this.periodCount; t++) {
      all += this.periodDays[t]!
      if (this.isThere(p, t, levels)) days += this.periodDays[t]!
    }
    return (days / all) * this.problem.people[p]!.share
  }

  name(p: number): string {
    return this.problem.people[p]!.name
  }
  workName(w: number): string {
    return this.problem.work[w]!.name ?? this.problem.work[w]!.id
  }
  /** `block 7 (23 Sep to 6 Oct)` */
  periodName(t: number): string {
    return this.stretchName(t, t)
  }

  /** `blocks 3 to 5 (15 Jul to 4 Aug)`. Kept: a judgement names the same stretch for many people. */
  stretchName(first: number, last: number): string {
    const key = first * this.periodCount + last
    const known = this.stretchNames.get(key)
    if (known !== undefined) return known
    const [from, to] = [this.problem.periods[first]!, this.problem.periods[last]!]
    const [one, other] = [from.label ?? from.id, to.label ?? to.id]
    const what = first === last ? `block ${one}` : `blocks ${one} to ${other}`
    const name = `${what} (${saySpan({ from: from.from, to: to.to })})`
    this.stretchNames.set(key, name)
    return name
  }

  emptyRoster(): Roster {
    return new Int16Array(this.personCount * this.periodCount).fill(EMPTY)
  }
  fromCells(cells: Cells): Roster {
    const roster = this.emptyRoster()
    this.problem.people.forEach((person, p) => {
      cells[person.id]?.forEach((work, t) => {
        if (work !== null && t < this.periodCount) roster[this.cell(p, t)] = this.work(work)
      })
    })
    return roster
  }
  toCells(roster: Roster): Cells {
    return Object.fromEntries(
      this.problem.people.map((person, p) => [
        person.id,
        this.problem.periods.map((_, t) => this.problem.work[roster[this.cell(p, t)]!]?.id ?? null),
      ]),
    )
  }
}

function indexById(list: readonly { id: string }[]): Map<string, number> {
  return new Map(list.map((item, index) => [item.id, index]))
}
function known(index: Map<string, number>, id: string, kind: string): number {
  const found = index.get(id)
  assert(found !== undefined, `${kind} "${id}" exists`)
  return found
}
/** Whole months of the calendar, and the part of the month that has begun; never less than 0. */
function monthsBetween(from: Day, to: Day): number {
  const whole = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12
  let months = whole + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  if (addMonths(from, months) > to) months--
  const [begun, next] = [addMonths(from, months), addMonths(from, months + 1)].map(dayNumber)
  return Math.max(0, months + (dayNumber(to) - begun!) / (next! - begun!))
}
/** The level that a person has reached on a day. */
export function levelOn(person: Problem['people'][number], day: string): string | undefined {
  const dated = person.levels ?? []
  const reached = dated.filter((entry) => !entry.from || entry.from <= day)
  return reached.at(-1)?.level ?? dated[0]?.level ?? person.level
}
function isPresent(person: Problem['people'][number], period: Span): boolean {
  const from = person.from ?? period.from
  const to = person.to ?? period.to
  return sharedDays({ from, to }, period) * 2 > spanDays(period)
}
