// Which weeks does a year have, which of them are whose, and from where does an item draw its place?
import { weekBlocks } from '../../kernel/block-calendar.ts'
import { sayList } from '../../kernel/finding.ts'
import { spanDays, type Span } from '../../kernel/span.ts'
import type { Catalogue, Elective } from '../catalogue/schema.ts'
import type { FixedWeek, StudyItem, YearFacts } from './schema.ts'

/** Whole weeks; the last one takes the days that are left. */
export function weeksOfYear(year: Span): Span[] {
  const count = Math.max(1, Math.floor(spanDays(year) / 7))
  const lengths = Array.from({ length: count }, () => 1)
  return weekBlocks(year.from, lengths, year.to).map(({ from, to }) => ({ from, to }))
}

/** The numbers of its weeks, also those beyond the year. */
export const weeksOf = ({ from, weeks }: Pick<StudyItem, 'from' | 'weeks'>): number[] =>
  Array.from({ length: weeks }, (_, nth) => from + nth)

export const lastWeekOf = ({ from, weeks }: Pick<StudyItem, 'from' | 'weeks'>) => from + weeks - 1

export const electiveOf = (catalogue: Catalogue, item: Pick<StudyItem, 'kind' | 'work'>) =>
  item.kind === 'elective' ? catalogue.electives.find(({ id }) => id === item.work) : undefined

/** By week, from 1. */
export const fixedByWeek = (fixed: readonly FixedWeek[]) =>
  new Map(fixed.map((one) => [one.week, one]))

/** Weeks of the year that are the trainee's: all of them but what is required. BW-04. */
export const budgetOf = ({ weeks, required }: Pick<YearFacts, 'weeks' | 'required'>): number =>
  weeks.length - required.reduce((sum, one) => sum + one.weeks, 0)

/** Promised or approved weeks that no item of the plan stands for yet. */
export function uncovered(facts: Pick<YearFacts, 'fixed'>, items: readonly StudyItem[]) {
  const held = new Set(items.flatMap((item) => weeksOf(item).map((week) => `${week} ${item.work}`)))
  return facts.fixed.filter(
    ({ kind, week, work }) => kind !== 'required' && !held.has(`${week} ${work}`),
  )
}

/** Weeks of elective time that the plan uses; leave is taken out of it. */
export const weeksUsed = (facts: Pick<YearFacts, 'fixed'>, items: readonly StudyItem[]): number =>
  items.reduce((sum, { weeks }) => sum + weeks, 0) + uncovered(facts, items).length

/** Weeks without item and without anything fixed. */
export function openWeeks(facts: YearFacts, items: readonly StudyItem[]): number[] {
  const taken = new Set([...items.flatMap(weeksOf), ...facts.fixed.map(({ week }) => week)])
  return facts.weeks.map((_, nth) => nth + 1).filter((week) => !taken.has(week))
}

/** Required work that has no week of its own yet. */
export const unplaced = ({ required, fixed }: Pick<YearFacts, 'required' | 'fixed'>) =>
  required
    .map((one) => ({
      ...one,
      weeks: one.weeks - fixed.filter(({ work }) => work === one.work).length,
    }))
    .filter(({ weeks }) => weeks > 0)

/** What the open weeks are kept for, in words, once there are no more than are required. */
export function keptFor(facts: YearFacts, items: readonly StudyItem[]): string | null {
  const missing = unplaced(facts)
  const sum = missing.reduce((total, { weeks }) => total + weeks, 0)
  if (sum === 0 || openWeeks(facts, items).length > sum) return null
  return missing.map(({ code, weeks }) => `${code} ${weeks}`).join(' · ')
}

/** `[1,2,3,7]` as stretches: `[[1,3],[7,7]]`. The weeks must be in order. */
export function stretchesOf(weeks: readonly number[]): [number, number][] {
  const found: [number, number][] = []
  for (const week of weeks) {
    const last = found.at(-1)
    if (last && last[1] + 1 === week) last[1] = week
    else found.push([week, week])
  }
  return found
}

/** `week 7`, `weeks 1 to 3 and 7`. */
export function sayWeeks(weeks: readonly number[]): string {
  const ordered = [...new Set(weeks)].sort((one, other) => one - other)
  const parts = stretchesOf(ordered).map(([from, to]) =>
    from === to ? `${from}` : `${from} to ${to}`,
  )
  return `${ordered.length === 1 ? 'week' : 'weeks'} ${sayList(parts)}`
}

export type Pool = { id: string; places: number }

/**
 * The number of places from which an item draws: an option may have places of its own, a track that
 * shares with no other too; everything else draws from those of the elective.
 */
export function poolOf(elective: Elective, item: Pick<StudyItem, 'option' | 'track'>): Pool {
  const option = elective.options.find(({ id }) => id === item.option)
  if (option && option.places !== null)
    return { id: `${elective.id}/${option.id}`, places: option.places }
  const track = elective.tracks.find(({ id }) => id === item.track)
  if (track && track.sharesWith.length === 0 && elective.tracks.length > 1)
    return { id: `${elective.id}/${track.id}`, places: elective.places }
  return { id: elective.id, places: elective.places }
}

/** What is always open takes nobody's place. */
export function takesPlace(elective: Elective, item: Pick<StudyItem, 'parts'>): boolean {
  const chosen = item.parts.map(({ component }) =>
    elective.components.find(({ id }) => id === component),
  )
  return chosen.length === 0 || chosen.some((one) => !one?.guaranteed)
}
