// How is a neutral problem file said in our words: one problem, its rules, and the score back?
import { addDays, day } from '../src/kernel/day.ts'
import type { ProblemInput } from '../src/rooms/planning/schema.ts'
import { type Context, periodId, type Said } from './real-context.ts'
import { statements } from './real-statements.ts'
import type { Source, SourcePerson, SourceRule } from './real-source.ts'

type Choice = NonNullable<ProblemInput['rules']>[number]

export type Imported = {
  input: ProblemInput
  /** Our choices by the id of the source's rule, as indices of `input.rules`. */
  origin: string[]
  /** The source's score, from the amount by which our wishes are missed. */
  scoreOf: (amount: number) => number
}

/** All soft rules are wishes of one goal, with the source's weights as prices. */
export function importReal(source: Source): Imported {
  const { context, groups, wishes } = contextFor(source)
  const rules: Choice[] = [{ rule: 'rota.filled' }]
  const origin = ['form']
  let constant = 0
  const add = (id: string, isHard: boolean, said: readonly Said[]) => {
    for (const { rule, params, price = 1, constant: most = 0 } of said) {
      constant += most
      const clean = Object.fromEntries(
        Object.entries(params).filter(([, value]) => value !== undefined),
      )
      rules.push({ rule, params: clean, strength: isHard ? 'must' : { prefer: 'wish', price } })
      origin.push(id)
    }
  }
  for (const rule of source.rules) {
    if (rule.people && context.people(rule).length === 0) continue
    const state = statements[rule.type]
    if (!state) throw new Error(`The rule type "${rule.type}" has no statement.`)
    add(rule.id, rule.hard, state(rule, context))
  }
  for (const person of source.people) add('costs', false, costsOf(source, person))
  const input: ProblemInput = {
    ...{ format: 'isocenter.problem', version: 1, title: source.title.slice(0, 200) },
    periods: periodsOf(source),
    people: source.people.map(({ id, group }) => ({
      ...{ id, name: id, level: group, groups: groups.get(id) ?? [] },
    })),
    work: source.activities.map(({ id }) => ({
      id,
      kind: isLeave(source, id) ? 'leave' : 'rotation',
    })),
    absences: source.people.flatMap((person) => absencesOf(source, person)),
    wishes,
    rules,
  }
  const isLowest = source.objective.sense === 'min'
  return { input, origin, scoreOf: (amount) => (isLowest ? amount - constant : constant - amount) }
}

function contextFor(source: Source) {
  const groups = new Map<string, string[]>()
  const wishes: NonNullable<ProblemInput['wishes']> = []
  const all = new Set(source.people.map((person) => person.group))
  const people = ({ people: chosen }: SourceRule) =>
    source.people.filter(
      ({ id, group }) => !chosen || chosen.ids?.includes(id) || chosen.groups?.includes(group),
    )
  const isEverybody = (rule: SourceRule) => people(rule).length === source.people.length
  const range = ({ periods, window }: SourceRule) => {
    const [first, last] = window ?? [0, source.time.count - 1]
    return periods ?? Array.from({ length: last - first + 1 }, (_, nth) => first + nth)
  }
  const levels = (rule: SourceRule) => {
    if (isEverybody(rule)) return undefined
    if (!rule.people?.ids) return rule.people!.groups!.filter((group) => all.has(group))
    for (const { id } of people(rule)) groups.set(id, [...(groups.get(id) ?? []), rule.id])
    return [rule.id]
  }
  const context: Context = {
    ...{ source, people, levels, range },
    whom: (rule) => {
      if (isEverybody(rule)) return {}
      return rule.people!.ids
        ? { people: people(rule).map(({ id }) => id) }
        : { levels: levels(rule)! }
    },
    periods: (rule) => {
      const asked = range(rule)
      return asked.length === source.time.count ? undefined : asked.map(periodId)
    },
    wish: (person, work, period, rank) => {
      wishes.push({ person, work, periods: [periodId(period)], rank })
    },
  }
  return { context, groups, wishes }
}

/** The activity that approved absence shows, when the source has such a rule. */
const isLeave = (source: Source, id: string): boolean =>
  source.rules.some((rule) => rule.type === 'full_leave' && rule.activity === id)

const DAYS = { day: 1, week: 7, block: 28 }
/** A Wednesday for blocks would do as well; day rosters without a date begin on a Monday. */
const MONDAY = '2026-07-06'

function spanOf({ time }: Source, k: number, part = 1) {
  const days = DAYS[time.unit]
  const from = addDays(day(time.start ?? MONDAY), k * days)
  return { from, to: addDays(from, days * part - 1) }
}

function periodsOf(source: Source): ProblemInput['periods'] {
  return Array.from({ length: source.time.count }, (_, k) => ({
    ...{ id: periodId(k), label: String(k) },
    ...spanOf(source, k),
  }))
}

function absencesOf(source: Source, { id, fullLeave = [], halfLeave = [] }: SourcePerson) {
  return [
    ...fullLeave.map((k) => ({ person: id, ...spanOf(source, k) })),
    ...halfLeave.map((k) => ({ person: id, ...spanOf(source, k, 0.5) })),
  ]
}

/** Costs of single cells, as closed cells with a price; equal prices of one work in one rule. */
function costsOf({ objective }: Source, { id, costs = {} }: SourcePerson): Said[] {
  if (objective.sense !== 'min') return []
  const byPrice = new Map<string, { work: string; price: number; periods: string[] }>()
  for (const [cell, price] of Object.entries(costs)) {
    const [k, work] = cell.split('|') as [string, string]
    const key = `${work} ${price}`
    const entry = byPrice.get(key) ?? { work, price, periods: [] }
    entry.periods.push(periodId(Number(k)))
    byPrice.set(key, entry)
  }
  return [...byPrice.values()]
    .filter(({ price }) => price > 0)
    .map(({ work, price, periods }) => ({
      rule: 'rota.blackout',
      params: { works: [work], periods, people: [id] },
      price,
    }))
}
