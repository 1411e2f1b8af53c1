// What holds of a plan as a whole: mini-fellowships, sections, credit elsewhere, other rules of the year?
import { sayCount, sayList } from '../../kernel/finding.ts'
import { mildNote, mustNote } from './notes.ts'
import type { StudyItem, StudyNote, StudyWords, YearFacts } from './schema.ts'
import { electiveOf, weeksOf } from './weeks.ts'

export const nameOf = (facts: YearFacts, item: StudyItem) =>
  electiveOf(facts.catalogue, item)?.name ??
  facts.leaves.find(({ id }) => id === item.work)?.name ??
  item.work

/** BW-05: whole, and in its order. */
export function judgeMinis(facts: YearFacts, items: readonly StudyItem[]): StudyNote[] {
  const notes: StudyNote[] = []
  for (const id of new Set(items.flatMap(({ mini }) => mini ?? []))) {
    const mine = items.filter((item) => item.mini === id)
    const mini = facts.catalogue.miniFellowships.find((one) => one.id === id)
    const weeks = mine.flatMap(weeksOf)
    if (!mini) {
      notes.push(
        mustNote('mini', `The catalogue has no mini-fellowship "${id}".`, {
          ...{ items: mine, weeks, can: 'Take its parts as single electives.' },
        }),
      )
      continue
    }
    const lacking: string[] = []
    let before = 0
    let isOrdered = true
    for (const part of mini.parts) {
      const those = mine.filter(({ work }) => work === part.elective)
      const have = those.reduce((sum, item) => sum + item.weeks, 0)
      const name =
        facts.catalogue.electives.find((one) => one.id === part.elective)?.name ?? part.elective
      if (have < part.weeks) lacking.push(`${part.weeks - have} of ${name}`)
      for (const { from } of those) isOrdered &&= from > before
      before = Math.max(before, ...those.map(({ from }) => from))
    }
    if (lacking.length > 0)
      notes.push(
        mustNote(
          'mini-whole',
          `${mini.name} is had whole: ${sayList(lacking)} weeks are missing.`,
          {
            ...{
              items: mine,
              weeks,
              by: lacking.length,
              can: 'Add them, or take it as single electives.',
            },
          },
        ),
      )
    if (!isOrdered)
      notes.push(
        mustNote('mini-order', `${mini.name}: its parts are not in their order.`, {
          ...{ items: mine, weeks, can: 'Move what comes first to the front.' },
        }),
      )
  }
  return notes
}

/** BW-06, BW-07. */
export function judgeSections(facts: YearFacts, items: readonly StudyItem[]): StudyNote[] {
  return facts.catalogue.sections.flatMap(({ id, name, mostWeeks }) => {
    const mine = items.filter((item) => electiveOf(facts.catalogue, item)?.section === id)
    const weeks = mine.reduce((sum, item) => sum + item.weeks, 0)
    if (mostWeeks === null || weeks <= mostWeeks) return []
    return [
      mustNote('section', `${name}: ${sayCount(weeks, 'week')}, and the most is ${mostWeeks}.`, {
        ...{ items: mine, weeks: mine.flatMap(weeksOf), by: weeks - mostWeeks },
        can: `Take out ${sayCount(weeks - mostWeeks, 'week')} of it.`,
      }),
    ]
  })
}

/** BW-160 to BW-164: weeks that count elsewhere too count there once, and only after approval. */
export function judgeCredits(facts: YearFacts, items: readonly StudyItem[]): StudyNote[] {
  const notes: StudyNote[] = []
  const credited = items.filter(({ creditedTo }) => creditedTo.trim() !== '')
  const [first] = credited
  if (!first) return []
  const about = { items: credited, weeks: credited.flatMap(weeksOf) }
  const others = credited.filter(
    (one) => one.work !== first.work || one.creditedTo.trim() !== first.creditedTo.trim(),
  )
  if (others.length > 0)
    notes.push(
      mustNote(
        'credit-twice',
        `Weeks of ${nameOf(facts, first)} and of ${nameOf(facts, others[0]!)} would both be credited to another programme.`,
        {
          ...{ ...about, can: 'Of one year one elective is credited, to one programme.' },
        },
      ),
    )
  const before = facts.credited.find(({ work }) => work === first.work)
  if (before)
    notes.push(
      mustNote(
        'credit-twice',
        `${nameOf(facts, first)} is credited in ${before.year} already, and it counts once.`,
        {
          ...{ ...about, can: 'Take it without the credit.' },
        },
      ),
    )
  const elective = electiveOf(facts.catalogue, first)
  if (elective && (elective.nominalWeeks ?? 0) < facts.weeks.length)
    notes.push(
      mustNote(
        'credit',
        `${elective.name} is no year of another programme, so nothing of it is credited there.`,
        {
          ...{ ...about, can: 'Take it without the credit.' },
        },
      ),
    )
  notes.push(
    mildNote(
      'credit-after',
      `${nameOf(facts, first)} is credited to ${first.creditedTo.trim()} once, and only when all have agreed to this plan.`,
      about,
    ),
  )
  return notes
}

/** Weeks that another programme may count: none before the plan is approved. */
export const creditedWeeks = (words: Pick<StudyWords, 'items'>, isApproved: boolean): number =>
  isApproved
    ? words.items
        .filter(({ creditedTo }) => creditedTo.trim() !== '')
        .reduce((sum, { weeks }) => sum + weeks, 0)
    : 0

/** Other rules of the year: they are judged when the plan is put into it, and told before. */
export function judgeAsks(facts: YearFacts, items: readonly StudyItem[]): StudyNote[] {
  return facts.asks.flatMap(({ says, works, least, most, reason }) => {
    const mine = items.filter(({ work }) => works.includes(work))
    const fixed = facts.fixed.filter(
      ({ week, work }) =>
        works.includes(work) && !mine.some((item) => weeksOf(item).includes(week)),
    )
    const weeks = mine.reduce((sum, item) => sum + item.weeks, 0) + fixed.length
    const about = { items: mine, weeks: mine.flatMap(weeksOf) }
    const has = `your plan has ${weeks}. ${reason}`
    if (weeks < least)
      return [
        mildNote(
          'asks',
          `The year asks for at least ${sayCount(least, 'week')} of ${says}; ${has}`,
          {
            ...{ ...about, by: least - weeks },
          },
        ),
      ]
    if (most === null || weeks <= most) return []
    return [
      mildNote('asks', `The year allows at most ${sayCount(most, 'week')} of ${says}; ${has}`, {
        ...{ ...about, by: weeks - most },
      }),
    ]
  })
}
