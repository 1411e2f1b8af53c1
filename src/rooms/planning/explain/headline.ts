// The conflict in one sentence: what is asked for, and how much there can be at most.
import { sayCount, sayList } from '../../../kernel/finding.ts'
import { sayDay } from '../../../kernel/day.ts'
import type { About } from '../model.ts'
import type { World } from '../world.ts'
import type { Oracle } from './conflict.ts'
import { foldCounts } from './fold.ts'

/** More sentences than these are not read; the list below the headline holds them. */
const MOST_SAID = 4
const LONGEST = 420

export function sayHeadline(oracle: Oracle, counts: readonly number[]): string {
  const all = counts.map((index) => oracle.compiled.counts[index]!)
  const demands = counts.filter((index) => isDemand(oracle, index))
  const limits = counts.filter((index) => !demands.includes(index))
  if (counts.length === 1) return sayAlone(oracle, counts[0]!)
  const areUnits = demands.every((index) =>
    oracle.compiled.flats[index]!.forms[0]!.weights.every((weight) => weight === -1),
  )
  if (demands.length === 0 || !areUnits || all.length <= 3) return sayPlainly(oracle, counts)
  const most = mostPossible(oracle, demands, limits)
  const asked = demands.reduce((sum, index) => sum + limitOf(oracle, index), 0)
  if (most === null || most >= asked) return sayPlainly(oracle, counts)
  return `${sayDemand(oracle, demands, asked)}, but ${sayLimits(oracle, limits, most)}.`
}

/** A fixed cell asks for something too, but it is what leaves no room for the others. */
function isDemand({ compiled }: Oracle, index: number): boolean {
  const { kind } = compiled.counts[index]!
  const { when, forms } = compiled.flats[index]!
  return kind === 'atLeast' && when.length === 0 && forms[0]!.vars.length > 1
}

function limitOf(oracle: Oracle, index: number): number {
  const count = oracle.compiled.counts[index]!
  return count.kind === 'atLeast' || count.kind === 'atMost' ? count.limit : 0
}

/** One demand that the facts alone make impossible: how much there is, and which facts. */
function sayAlone({ compiled, lowestOf }: Oracle, index: number): string {
  const count = compiled.counts[index]!
  const says = count.about.says()
  const facts = sayFacts(compiled.world, count.about)
  const because = facts ? `: ${facts}` : ''
  if (count.kind !== 'atLeast' && count.kind !== 'atMost')
    return `${says}, but that is impossible${because}.`
  const by = Number(lowestOf(index).toFixed(2))
  return count.kind === 'atLeast'
    ? `${says}, but whatever is planned ${by} ${by === 1 ? 'is' : 'are'} missing${because}.`
    : `${says}, but whatever is planned there ${by === 1 ? 'is' : 'are'} ${by} more${because}.`
}

const MOST_NAMES = 4

/** Who is away in the periods of a demand, and who is not there all the time. */
function sayFacts(world: World, { people, periods = [] }: About): string {
  const asked = people ?? world.problem.people.map((_, p) => p)
  const names = (list: readonly number[]) => {
    const shown = list.slice(0, MOST_NAMES).map((p) => world.name(p))
    const more = list.length - shown.length
    return sayList(more > 0 ? [...shown, sayCount(more, 'other')] : shown)
  }
  const says: string[] = []
  for (const t of periods.slice(0, MOST_SAID)) {
    const away = asked.filter((p) => world.isPresent(p, t) && world.isAbsent(p, t))
    if (away.length === 0) continue
    const are = away.length === 1 ? 'is' : 'are'
    says.push(`${names(away)} ${are} on leave in ${world.periodName(t)}`)
  }
  if (people?.length === 1) {
    const { name, from, to } = world.problem.people[people[0]!]!
    if (from && from > world.problem.periods[0]!.from) says.push(`${name} comes on ${sayDay(from)}`)
    if (to && to < world.problem.periods.at(-1)!.to) says.push(`${name} leaves on ${sayDay(to)}`)
  }
  return says.join('; ')
}

/** Every demand by itself where they are few, or what they have in common. */
function sayPlainly(oracle: Oracle, counts: readonly number[]): string {
  const { compiled } = oracle
  const says = foldCounts(compiled, counts).map((one) => one.says)
  const all = `These cannot hold together: ${says.join('; ')}.`
  if (says.length <= MOST_SAID && all.length <= LONGEST) return all
  const { world } = compiled
  const who = common(counts, (index) => compiled.counts[index]!.about.people)
  const when = common(counts, (index) => compiled.counts[index]!.about.periods)
  const about =
    who !== null ? ` on ${world.name(who)}` : when !== null ? ` in ${world.periodName(when)}` : ''
  return `These ${says.length} demands${about} cannot all hold.`
}

/** The one person, or period, that every count is about; null when there is none. */
function common(
  counts: readonly number[],
  of: (index: number) => readonly number[] | undefined,
): number | null {
  const lists = counts.map((index) => of(index) ?? [])
  const first = lists[0]?.[0]
  const isSame = lists.every((list) => list.length === 1 && list[0] === first)
  return isSame && first !== undefined ? first : null
}

/** `Night float needs 26 x 2 = 52 person-blocks` */
function sayDemand(oracle: Oracle, demands: readonly number[], asked: number): string {
  const { world, counts } = oracle.compiled
  const works = [...new Set(demands.flatMap((index) => [...(counts[index]!.about.works ?? [])]))]
  const names = works.length <= 3 ? works.map((w) => world.workName(w)) : []
  const who = common(demands, (index) => counts[index]!.about.people)
  if (who !== null) {
    const what = names.length > 0 ? ` of ${sayList(names)}` : ' for all that is asked'
    return `${world.name(who)} needs ${sayCount(asked, 'block')}${what}`
  }
  const period = common(demands, (index) => counts[index]!.about.periods)
  const all =
    period !== null ? `All that is asked for in ${world.periodName(period)}` : 'All of this'
  const subject = names.length > 0 ? sayList(names) : all
  const verb = names.length > 1 ? 'need' : 'needs'
  const sizes = new Set(demands.map((index) => limitOf(oracle, index)))
  const isSum = sizes.size === 1 && demands.length > 1
  const sum = isSum ? `${demands.length} × ${[...sizes][0]} = ${asked}` : `${asked}`
  const unit = asked === 1 ? 'person-block' : 'person-blocks'
  return `${subject} ${verb} ${sum} ${unit}${sayWho(oracle, demands)}`
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

/** `8 people may give at most 4 each: 32`; or the limits themselves, where few sentences say them. */
function sayLimits(oracle: Oracle, limits: readonly number[], most: number): string {
  const sizes = new Set(limits.map((index) => limitOf(oracle, index)))
  const each = limits.every(
    (index) => oracle.compiled.counts[index]!.about.people?.length === 1 && limitOf(oracle, index),
  )
  const size = [...sizes][0]
  if (each && sizes.size === 1 && size !== undefined && size * limits.length === most)
    return `${sayCount(limits.length, 'person', 'people')} may give at most ${size} each: ${most}`
  const possible = `at most ${most} ${most === 1 ? 'is' : 'are'} possible`
  const says = foldCounts(oracle.compiled, limits).map((one) => one.says)
  const because = `${possible}: ${says.join('; ')}`
  return says.length > 0 && says.length <= MOST_SAID && because.length <= LONGEST
    ? because
    : possible
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
