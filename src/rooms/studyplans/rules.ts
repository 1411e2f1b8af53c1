// What of a plan of a year must be mended, and what is worth knowing? Everything at once. Pure.
import { sayCount, sayList } from '../../kernel/finding.ts'
import { judgeItem } from './item-rules.ts'
import { judgeAsks, judgeCredits, judgeMinis, judgeSections, nameOf } from './whole-rules.ts'
import { mildNote, mustNote } from './notes.ts'
import type { StudyItem, StudyNote, StudyWords, YearFacts } from './schema.ts'
import {
  budgetOf,
  fixedByWeek,
  openWeeks,
  sayWeeks,
  stretchesOf,
  unplaced,
  weeksOf,
  weeksUsed,
} from './weeks.ts'

/** What must be mended first, then by week. Empty = nothing to say. */
export function judgePlan(facts: YearFacts, words: StudyWords): StudyNote[] {
  const { items } = words
  const notes = [
    ...judgeBudget(facts, items),
    ...judgeWeeks(facts, items),
    ...items.flatMap((item) => judgeItem(facts, item)),
    ...judgeRoom(facts, items),
    ...judgeMinis(facts, items),
    ...judgeSections(facts, items),
    ...judgeCredits(facts, items),
    ...judgeAsks(facts, items),
    ...judgeWords(words),
  ]
  const at = ({ weeks }: StudyNote) => weeks[0] ?? 0
  return notes.sort((one, other) => Number(other.must) - Number(one.must) || at(one) - at(other))
}

export const mustsOf = (notes: readonly StudyNote[]) => notes.filter(({ must }) => must)

/** BW-02, BW-03, BW-04: the year without what is required; leave is taken out of it. */
function judgeBudget(facts: YearFacts, items: readonly StudyItem[]): StudyNote[] {
  const [used, budget] = [weeksUsed(facts, items), budgetOf(facts)]
  if (used <= budget) return []
  const required = facts.required.map(({ weeks, name }) => `${weeks} of ${name}`)
  return [
    mustNote(
      'budget',
      `Your plan has ${sayCount(used, 'week')}; this year leaves ${budget}: ${facts.weeks.length}${
        required.length > 0 ? ` without ${sayList(required)}` : ''
      }.`,
      { by: used - budget, can: `Take out ${sayCount(used - budget, 'week')}.` },
    ),
  ]
}

/** Beyond the year, two items in one week, what is fixed there, what is open. */
function judgeWeeks(facts: YearFacts, items: readonly StudyItem[]): StudyNote[] {
  const notes: StudyNote[] = []
  const last = facts.weeks.length
  const fixed = fixedByWeek(facts.fixed)
  for (const [nth, item] of items.entries()) {
    const name = nameOf(facts, item)
    const beyond = weeksOf(item).filter((week) => week > last)
    if (beyond.length > 0)
      notes.push(
        mustNote('beyond', `${name} goes beyond the year, which ends with week ${last}.`, {
          ...{
            items: [item],
            weeks: beyond,
            by: beyond.length,
            can: 'Begin earlier, or shorten it.',
          },
        }),
      )
    for (const other of items.slice(nth + 1)) {
      const both = weeksOf(item).filter((week) => weeksOf(other).includes(week))
      if (both.length > 0)
        notes.push(
          mustNote(
            'overlap',
            `${name} and ${nameOf(facts, other)} are both in ${sayWeeks(both)}.`,
            {
              ...{ items: [item, other], weeks: both, by: both.length, can: 'Move one of them.' },
            },
          ),
        )
    }
    const clashes = weeksOf(item).filter((week) => {
      const there = fixed.get(week)
      return there !== undefined && there.work !== item.work
    })
    for (const work of new Set(clashes.map((week) => fixed.get(week)!.work))) {
      const weeks = clashes.filter((week) => fixed.get(week)!.work === work)
      const there = fixed.get(weeks[0]!)!
      // BW-100: what is required is not also the elective.
      const twice = there.kind === 'required' ? ' A required week counts for no elective.' : ''
      notes.push(
        mustNote('fixed', `${name}: ${there.name} is in ${sayWeeks(weeks)} already.${twice}`, {
          ...{ items: [item], weeks, by: weeks.length, can: 'Move it to weeks that are free.' },
        }),
      )
    }
  }
  const held = new Set(items.flatMap((item) => weeksOf(item).map((week) => `${week} ${item.work}`)))
  const promised = facts.fixed.filter(
    ({ kind, week, work }) => kind === 'elective' && !held.has(`${week} ${work}`),
  )
  for (const work of new Set(promised.map((one) => one.work))) {
    const mine = promised.filter((one) => one.work === work)
    notes.push(
      mildNote(
        'promised',
        `${mine[0]!.name} is promised to you in ${sayWeeks(mine.map(({ week }) => week))} and not in your plan.`,
        {
          ...{
            weeks: mine.map(({ week }) => week),
            can: 'Add it there, or tell those who plan the year.',
          },
        },
      ),
    )
  }
  return notes
}

/** What is required and has no week yet needs its room among the open ones, in one piece where it must. */
function judgeRoom(facts: YearFacts, items: readonly StudyItem[]): StudyNote[] {
  if (weeksUsed(facts, items) > budgetOf(facts)) return []
  const open = openWeeks(facts, items)
  const runs = stretchesOf(open).map(([from, to]) => to - from + 1)
  const missing = unplaced(facts)
  const notes: StudyNote[] = []
  for (const { name, weeks, run } of [...missing].sort((one, other) => other.run - one.run))
    for (let left = weeks; left > 0; left -= run) {
      const piece = Math.min(run, left)
      // Into the smallest gap that holds it, so that the large ones stay.
      const best = runs.reduce<number>(
        (found, length, nth) =>
          length >= piece && (found < 0 || length < runs[found]!) ? nth : found,
        -1,
      )
      if (best >= 0) {
        runs[best]! -= piece
        continue
      }
      notes.push(
        mustNote(
          'room',
          `${name} needs ${sayCount(piece, 'week')} in one piece, and your plan leaves no such gap.`,
          {
            ...{
              weeks: open,
              by: piece,
              can: `Leave ${sayCount(piece, 'week')} free one after the other.`,
            },
          },
        ),
      )
      break
    }
  const extra = open.length - missing.reduce((sum, { weeks }) => sum + weeks, 0)
  if (extra > 0)
    notes.push(
      mildNote('open', `${sayCount(extra, 'week is', 'weeks are')} open still.`, {
        ...{ weeks: open, by: extra, can: 'Fill them, or leave them to those who plan the year.' },
      }),
    )
  return notes
}

function judgeWords({ adviser, careerIntent, items }: StudyWords): StudyNote[] {
  return [
    ...(items.length === 0
      ? [mustNote('empty', 'Your plan is empty.', { can: 'Add an elective of the catalogue.' })]
      : []),
    ...(adviser === null
      ? [
          mustNote('adviser', 'Nobody advises you yet.', {
            can: 'Choose an adviser; they look at the plan first.',
          }),
        ]
      : []),
    // BW-85: an elective may lead to a fellowship; those who agree should know.
    ...(careerIntent.trim() === ''
      ? [
          mildNote('intent', 'Your plan does not say where you want to go.', {
            can: 'Write a line under "Where I want to go".',
          }),
        ]
      : []),
  ]
}
