// How does a plan change under one's hands: where does something new go, what moves, what grows? Pure.
import type { Elective, MiniFellowship } from '../catalogue/schema.ts'
import type { StudyItem, YearFacts } from './schema.ts'
import {
  electiveOf,
  lastWeekOf,
  openWeeks,
  poolOf,
  stretchesOf,
  takesPlace,
  weeksOf,
} from './weeks.ts'

/** The weeks that an elective usually takes here: what is usual, and no longer than it may be. */
export const usualWeeks = ({ nominalWeeks, minWeeks }: Elective, budget: number): number =>
  Math.max(minWeeks, Math.min(nominalWeeks ?? minWeeks, budget))

type New = Pick<StudyItem, 'id' | 'kind' | 'work' | 'weeks'> & Partial<StudyItem>

export const newItem = (given: New): StudyItem => ({
  ...{ from: 1, track: null, option: null, parts: [], mini: null },
  ...{ why: '', shortened: '', creditedTo: '' },
  ...given,
})

/**
 * The first week from `after` on where so many weeks are open and have a place; where there is no such
 * stretch, one that is open; undefined when there is none.
 */
export function firstGap(
  facts: YearFacts,
  items: readonly StudyItem[],
  item: StudyItem,
  after = 1,
): number | undefined {
  const promised = facts.fixed.filter(({ work }) => work === item.work).map(({ week }) => week)
  const held = new Set(items.flatMap(weeksOf))
  const free = [...openWeeks(facts, items), ...promised.filter((week) => !held.has(week))]
    .filter((week) => week >= after)
    .sort((one, other) => one - other)
  const starts = stretchesOf(free).flatMap(([from, to]) =>
    Array.from({ length: Math.max(0, to - from + 2 - item.weeks) }, (_, nth) => from + nth),
  )
  const isPromised = (week: number) => promised.includes(week)
  return (
    starts.find((from) => isPromised(from)) ??
    starts.find((from) => hasPlaces(facts, { ...item, from })) ??
    starts[0]
  )
}

function hasPlaces(facts: YearFacts, item: StudyItem): boolean {
  const elective = electiveOf(facts.catalogue, item)
  if (!elective || !takesPlace(elective, item)) return true
  const { id, places } = poolOf(elective, item)
  return weeksOf(item).every((week) => (facts.taken[id]?.[week - 1] ?? 0) < places)
}

/** Put where it fits; at the end of the year when nothing fits, where the findings say so. */
export function addItem(
  facts: YearFacts,
  items: readonly StudyItem[],
  item: StudyItem,
): StudyItem[] {
  const from = firstGap(facts, items, item) ?? Math.max(1, facts.weeks.length - item.weeks + 1)
  return sortItems([...items, { ...item, from }])
}

/** All parts of it, one after the other in its order. `idOf` makes an id for each. */
export function addMini(
  facts: YearFacts,
  items: readonly StudyItem[],
  mini: MiniFellowship,
  idOf: (nth: number) => string,
): StudyItem[] {
  let after = 1
  let next = [...items]
  for (const [nth, part] of mini.parts.entries()) {
    const item = newItem({
      ...{ id: idOf(nth), kind: 'elective', work: part.elective, weeks: part.weeks, mini: mini.id },
    })
    const from =
      firstGap(facts, next, item, after) ?? Math.max(after, facts.weeks.length - item.weeks + 1)
    after = from + item.weeks
    next = sortItems([...next, { ...item, from }])
  }
  return next
}

export const sortItems = (items: readonly StudyItem[]): StudyItem[] =>
  [...items].sort((one, other) => one.from - other.from || (one.id < other.id ? -1 : 1))

/** So many weeks later (earlier when negative), within the year. */
export function moveItem(
  weeksOfYear: number,
  items: readonly StudyItem[],
  id: string,
  by: number,
): StudyItem[] {
  return changeItem(items, id, (item) => ({
    ...item,
    from: Math.min(Math.max(1, item.from + by), Math.max(1, weeksOfYear - item.weeks + 1)),
  }))
}

/** The same first week, another length; parts no longer add up and are left to the trainee. */
export function resizeItem(
  weeksOfYear: number,
  items: readonly StudyItem[],
  id: string,
  weeks: number,
): StudyItem[] {
  return changeItem(items, id, (item) => ({
    ...item,
    weeks: Math.min(Math.max(1, weeks), Math.max(1, weeksOfYear - item.from + 1)),
  }))
}

export const changeItem = (
  items: readonly StudyItem[],
  id: string,
  change: (item: StudyItem) => StudyItem,
): StudyItem[] => sortItems(items.map((item) => (item.id === id ? change(item) : item)))

/** Each elective or leave that is promised or published already, as items to begin with. */
export function promisedItems(facts: YearFacts): StudyItem[] {
  const items: StudyItem[] = []
  for (const { week, work, kind } of facts.fixed) {
    if (kind === 'required') continue
    const last = items.at(-1)
    if (last && last.work === work && lastWeekOf(last) + 1 === week) last.weeks++
    else
      items.push(
        newItem({
          ...{ id: `p${week}`, kind: kind === 'leave' ? 'leave' : 'elective', work },
          ...{ from: week, weeks: 1 },
        }),
      )
  }
  // Leave that the plan has no word for stays fixed and is no item.
  return items.filter(
    (item) => item.kind === 'elective' || facts.leaves.some(({ id }) => id === item.work),
  )
}
