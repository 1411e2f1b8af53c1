// A conflict of three hundred counts is a handful of sentences: what differs only in the person or
// the period is said once.
import { sayList } from '../../../kernel/finding.ts'
import type { Compiled } from '../flat.ts'
import { sayPeriods } from '../rule.ts'
import type { World } from '../world.ts'

/** Counts that one sentence says. */
export type Folded = { counts: number[]; says: string }

const PERSON = '\u0001'
const PERIOD = '\u0002'
/** So many people are named; the others are counted. */
const MOST_NAMES = 4

type Group = { template: string; people: number[]; periods: number[]; counts: number[] }

/** Without their full stops, in the order of the counts. */
export function foldCounts({ world, counts }: Compiled, indices: readonly number[]): Folded[] {
  const single = indices.map((index): Group => {
    const { about } = counts[index]!
    const people = about.people?.length === 1 ? [...about.people] : []
    const periods = about.periods?.length === 1 ? [...about.periods] : []
    let template = about.says()
    if (people.length > 0) template = template.replace(world.name(people[0]!), PERSON)
    if (periods.length > 0) template = template.replace(world.periodName(periods[0]!), PERIOD)
    return { template, people, periods, counts: [index] }
  })
  const choiceOf = (group: Group) => counts[group.counts[0]!]!.choice
  const byPeriods = merge(single, (group) =>
    group.template.includes(PERIOD) || group.periods.length === 0
      ? [choiceOf(group), group.template, group.people]
      : [choiceOf(group), group.template, group.people, group.periods],
  )
  const byPeople = merge(byPeriods, (group) =>
    group.template.includes(PERSON)
      ? [choiceOf(group), group.template, group.periods]
      : [choiceOf(group), group.template, group.periods, group.people],
  )
  return byPeople.map((group) => ({ counts: group.counts, says: say(world, group) }))
}

function merge(groups: readonly Group[], keyOf: (group: Group) => unknown): Group[] {
  const merged = new Map<string, Group>()
  for (const group of groups) {
    const key = JSON.stringify(keyOf(group))
    const same = merged.get(key)
    if (!same) merged.set(key, group)
    else
      merged.set(key, {
        template: group.template,
        people: [...new Set([...same.people, ...group.people])],
        periods: [...new Set([...same.periods, ...group.periods])],
        counts: [...same.counts, ...group.counts],
      })
  }
  return [...merged.values()]
}

/** `Each of Ann, Ben and 9 others needs ...`, `... in blocks 1 to 26 (1 Jul to 30 Jun)` */
function say(world: World, { template, people, periods }: Group): string {
  const ids = periods.map((t) => world.problem.periods[t]!.id)
  const names = people.map((p) => world.name(p))
  const who = names.length <= MOST_NAMES ? sayList(names) : sayMany(names)
  const subject = names.length > 1 && template.startsWith(PERSON) ? `Each of ${who}` : who
  return template.replace(PERSON, subject).replace(PERIOD, sayPeriods(ids, world))
}

function sayMany(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES - 1)
  return `${shown.join(', ')} and ${names.length - shown.length} others`
}
