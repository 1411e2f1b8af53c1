// The conflict in one sentence: what is asked for, and how much there can be at most.
import { sayCount, sayList } from '../../../kernel/finding.ts'
import type { Count } from '../model.ts'
import type { Oracle } from './conflict.ts'

export function sayHeadline(oracle: Oracle, counts: readonly number[]): string {
  const all = counts.map((index) => oracle.compiled.counts[index]!)
  const demands = counts.filter((index) => isDemand(oracle.compiled.counts[index]!))
  const limits = counts.filter((index) => !demands.includes(index))
  if (all.length === 1) return `${all[0]!.about.says()}, but that is impossible.`
  const areUnits = demands.every((index) =>
    oracle.compiled.flats[index]!.forms[0]!.weights.every((weight) => weight === -1),
  )
  if (demands.length === 0 || !areUnits || all.length <= 3) return sayPlainly(all)
  const most = mostPossible(oracle, demands, limits)
  const asked = demands.reduce((sum, index) => sum + limitOf(oracle, index), 0)
  if (most === null || most >= asked) return sayPlainly(all)
  return `${sayDemand(oracle, demands, asked)}, but ${sayLimits(oracle, limits, most)}.`
}

function isDemand(count: Count): boolean {
  return count.kind === 'atLeast' && count.when.length === 0
}

function limitOf(oracle: Oracle, index: number): number {
  const count = oracle.compiled.counts[index]!
  return count.kind === 'atLeast' || count.kind === 'atMost' ? count.limit : 0
}

function sayPlainly(counts: readonly Count[]): string {
  const says = [...new Set(counts.map(({ about }) => about.says()))]
  if (says.length > 4) return `These ${says.length} demands cannot all hold.`
  return `These cannot hold together: ${says.join('; ')}.`
}

/** `Night float needs 26 x 2 = 52 person-blocks` */
function sayDemand(oracle: Oracle, demands: readonly number[], asked: number): string {
  const { world, counts } = oracle.compiled
  const works = [...new Set(demands.flatMap((index) => [...(counts[index]!.about.works ?? [])]))]
  const names = works.map((w) => world.workName(w))
  const periods = new Set(demands.flatMap((index) => [...(counts[index]!.about.periods ?? [])]))
  const [period] = periods
  const all =
    periods.size === 1 && period !== undefined
      ? `All that is asked for in ${world.periodName(period)}`
      : 'All of this'
  const subject = names.length > 0 && names.length <= 3 ? sayList(names) : all
  const verb = names.length > 1 && names.length <= 3 ? 'need' : 'needs'
  const sizes = new Set(demands.map((index) => limitOf(oracle, index)))
  const sum = sizes.size === 1 ? `${demands.length} × ${[...sizes][0]} = ${asked}` : `${asked}`
  return `${subject} ${verb} ${sum} person-blocks${sayWho(oracle, demands)}`
}

/** `of R2 or R3`: the levels of the people whose cells count, when not everybody's do. */
function sayWho(oracle: Oracle, demands: readonly number[]): string {
  const { world, flats } = oracle.compiled
  const able = new Set<number>()
  for (const index of demands)
    for (const variable of flats[index]!.forms[0]!.vars)
      able.add(Math.floor(variable / world.workCount / world.periodCount))
  if (able.size === world.personCount) return ''
  const levels = [...new Set([...able].map((p) => world.levelAt(p, 0) ?? ''))].filter(Boolean)
  const same = world.problem.people.every(
    (_, p) => levels.includes(world.levelAt(p, 0) ?? '') === able.has(p),
  )
  return same && levels.length > 0 ? ` of ${levels.join(' or ')}` : ''
}

/** `8 of them may give at most 4 each: 32` */
function sayLimits(oracle: Oracle, limits: readonly number[], most: number): string {
  const sizes = new Set(limits.map((index) => limitOf(oracle, index)))
  const each = limits.every(
    (index) => oracle.compiled.counts[index]!.about.people?.length === 1 && limitOf(oracle, index),
  )
  const size = [...sizes][0]
  if (each && sizes.size === 1 && size !== undefined && size * limits.length === most)
    return `${sayCount(limits.length, 'person', 'people')} may give at most ${size} each: ${most}`
  return `at most ${most} ${most === 1 ? 'is' : 'are'} possible`
}

/** The most that the demands can get while the other parts hold; null when it cannot be told. */
function mostPossible(
  oracle: Oracle,
  demands: readonly number[],
  limits: readonly number[],
): number | null {
  const { flats } = oracle.compiled
  const reduction = oracle.build([...limits, ...demands], { without: demands })
  const cost = new Float64Array(reduction.problem.columns)
  const column = new Map([...reduction.variables].map((variable, index) => [variable, index]))
  for (const index of demands) {
    const form = flats[index]!.forms[0]!
    form.vars.forEach((variable, i) => {
      const at = column.get(variable)
      if (at !== undefined) cost[at]! += form.weights[i]!
    })
  }
  const outcome = oracle.solver({ ...reduction.problem, cost }, oracle.budget.slice(1))
  return outcome.status === 'optimal' ? Math.round(-outcome.objective) : null
}
