// How much of each work has a person, and how many people has each service?
import { EMPTY } from '../../planning/world.ts'
import type { Asked, PlanModel, Rows, Service, TotalColumn } from './plan-model.ts'

export type Total = {
  text: string
  says: string
  tone: 'plain' | 'met' | 'open' | 'short' | 'over'
}

/** What stands in one cell of totals: `3/3` where an amount is asked, else the plain count. */
export function totalOf(model: PlanModel, column: TotalColumn, p: number, row: Int16Array): Total {
  const asked = column.asked.filter((entry) => isAsked(model, entry, p))
  const main = asked.find((entry) => entry.least > 0) ?? asked[0]
  const time = timeOf(model, column, p, row, main)
  const what = `${time} ${main?.unit ?? column.unit} of ${column.says}`
  if (!main) return { text: time === 0 ? '·' : String(time), says: what, tone: 'plain' }
  const most = Math.min(...asked.map((entry) => entry.most))
  const says = `${what}, ${sayAsked(main.least, most)} asked`
  const isOver = time > most + 1e-9
  if (main.least === 0) {
    const text = isOver ? `${time}/${most}` : time === 0 ? '·' : String(time)
    return { text, says, tone: isOver ? 'over' : 'plain' }
  }
  const short = row.includes(EMPTY) ? 'open' : 'short'
  const tone = time < main.least - 1e-9 ? short : isOver ? 'over' : 'met'
  return { text: `${time}/${main.least}`, says, tone }
}

function sayAsked(least: number, most: number): string {
  if (least === most) return `exactly ${least}`
  if (most === Number.POSITIVE_INFINITY) return `at least ${least}`
  return least === 0 ? `at most ${most}` : `${least} to ${most}`
}

function isAsked(model: PlanModel, asked: Asked, p: number): boolean {
  const { world } = model
  if (asked.people && !asked.people.includes(world.problem.people[p]!.id)) return false
  return world.problem.periods.some((_, t) => counts(model, asked, p, t))
}

/** Only time in the programme, at the level and in the blocks that the requirement names. */
function counts(model: PlanModel, asked: Asked | undefined, p: number, t: number): boolean {
  const { world } = model
  const inPeriods = !asked?.periods || asked.periods.includes(world.problem.periods[t]!.id)
  return inPeriods && world.isPresent(p, t) && world.isOneOf(p, t, asked?.levels)
}

function timeOf(
  model: PlanModel,
  column: TotalColumn,
  p: number,
  row: Int16Array,
  asked: Asked | undefined,
): number {
  const { world } = model
  const unit = asked?.unit ?? column.unit
  const partOf = (w: number) => asked?.parts.get(w) ?? (column.works.has(w) ? 1 : 0)
  let time = 0
  for (let t = 0; t < row.length; t++) {
    const part = row[t] === EMPTY ? 0 : partOf(row[t]!)
    if (part > 0 && counts(model, asked, p, t)) time += world.length(t, unit) * part
  }
  if (asked?.withHistory) for (const [w, part] of asked.parts) time += world.past(p, w, unit) * part
  return Math.round(time * 10) / 10
}

/** People on the service in each block; -1 where the service asks nothing. */
export function coverageOf(model: PlanModel, service: Service, rows: Rows): Float64Array {
  const { world } = model
  const people = new Float64Array(world.periodCount)
  rows.forEach((row, p) => {
    for (let t = 0; t < row.length; t++)
      if (row[t] !== EMPTY && service.works.has(row[t]!) && world.isOneOf(p, t, service.levels))
        people[t]! += world.absentDays(p, t) > 0 ? service.partly : 1
  })
  if (service.periods)
    world.problem.periods.forEach((period, t) => {
      if (!service.periods!.includes(period.id)) people[t] = -1
    })
  return people
}

export function sameNumbers(one: Float64Array, other: Float64Array): boolean {
  return one.every((value, index) => value === other[index])
}
