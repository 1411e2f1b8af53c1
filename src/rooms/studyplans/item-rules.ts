// Is one item of a plan right by itself: its length, its parts, what it asks for, what it leads to?
import { sayCount, sayList } from '../../kernel/finding.ts'
import type { Elective } from '../catalogue/schema.ts'
import { mildNote, mustNote } from './notes.ts'
import type { StudyItem, StudyNote, YearFacts } from './schema.ts'
import {
  budgetOf,
  electiveOf,
  fixedByWeek,
  poolOf,
  sayWeeks,
  takesPlace,
  weeksOf,
} from './weeks.ts'

const sayWeekCount = (count: number) => sayCount(count, 'week')

/** Every reason at once; of leave and of what the catalogue does not have too. */
export function judgeItem(facts: YearFacts, item: StudyItem): StudyNote[] {
  if (item.kind === 'leave') {
    if (facts.leaves.some(({ id }) => id === item.work)) return []
    return [
      mustNote('unknown', `There is no leave "${item.work}" in this year.`, {
        ...{ items: [item], weeks: weeksOf(item), can: 'Remove it.' },
      }),
    ]
  }
  const elective = electiveOf(facts.catalogue, item)
  if (!elective)
    return [
      mustNote('unknown', `The catalogue has no elective "${item.work}".`, {
        ...{ items: [item], weeks: weeksOf(item), can: 'Choose another one.' },
      }),
    ]
  const about = { items: [item], weeks: weeksOf(item) }
  return [
    ...judgeLength(facts, elective, item, about),
    ...judgeVariant(elective, item, about),
    ...judgeParts(elective, item, about),
    ...judgeNeeds(facts, elective, about),
    ...judgePlaces(facts, elective, item),
    ...sayAhead(facts, elective, item, about),
  ]
}

type About = { items: StudyItem[]; weeks: number[] }

/** BW-05, BW-189: shorter than usual only with a reason, and never below the least. */
function judgeLength(facts: YearFacts, elective: Elective, item: StudyItem, about: About) {
  const { name, minWeeks, extendedWeeks } = elective
  const usual = elective.nominalWeeks && Math.min(elective.nominalWeeks, budgetOf(facts))
  const most = extendedWeeks ?? usual
  if (item.weeks < minWeeks)
    return [
      mustNote('short', `${name}: ${sayWeekCount(item.weeks)}, and the least is ${minWeeks}.`, {
        ...{ ...about, by: minWeeks - item.weeks },
        can: `Make it ${sayWeekCount(minWeeks)} or longer, or remove it.`,
      }),
    ]
  if (most !== null && item.weeks > most)
    return [
      mustNote('long', `${name}: ${sayWeekCount(item.weeks)}, and the most is ${most}.`, {
        ...{ ...about, by: item.weeks - most, can: `Make it ${sayWeekCount(most)} at most.` },
      }),
    ]
  if (usual === null || item.weeks >= usual) return []
  if (item.shortened.trim().length < 3)
    return [
      mustNote(
        'shortened',
        `${name} usually takes ${sayWeekCount(usual)}; yours takes ${item.weeks}, without a reason.`,
        { ...about, by: usual - item.weeks, can: 'Say why it is shorter, or make it longer.' },
      ),
    ]
  return [
    mildNote(
      'shortened-why',
      `${name} is shortened from ${usual} to ${sayWeekCount(item.weeks)}: ${item.shortened.trim()}`,
      about,
    ),
  ]
}

function judgeVariant(elective: Elective, item: StudyItem, about: About): StudyNote[] {
  const notes: StudyNote[] = []
  const { name, tracks, options } = elective
  if (item.track !== null && !tracks.some(({ id }) => id === item.track))
    notes.push(
      mustNote('variant', `${name} has no track "${item.track}".`, {
        ...{ ...about, can: 'Choose one of its tracks.' },
      }),
    )
  if (item.option !== null && !options.some(({ id }) => id === item.option))
    notes.push(
      mustNote('variant', `${name} has no variant "${item.option}".`, {
        ...{ ...about, can: 'Choose one of its variants.' },
      }),
    )
  // BW-92, BW-151: what the trainee designs is judged by what they say.
  if (elective.selfDesigned && item.why.trim().length < 3)
    notes.push(
      mustNote('why', `${name} is designed by you, and the plan does not say what you will do.`, {
        ...{ ...about, can: 'Write it down in a few sentences; your adviser agrees to it.' },
      }),
    )
  return notes
}

/** Least lengths of the parts, their order, and that they add up. */
function judgeParts(elective: Elective, item: StudyItem, about: About): StudyNote[] {
  const { name, components } = elective
  if (item.parts.length === 0) {
    const asked = components.filter(({ optional, minWeeks }) => !optional && minWeeks !== null)
    const least = asked.reduce((sum, { minWeeks }) => sum + minWeeks!, 0)
    if (least <= item.weeks) return []
    return [
      mustNote(
        'parts-short',
        `${name}: its parts take ${sayWeekCount(least)} at least, and you have ${item.weeks}.`,
        { ...about, by: least - item.weeks, can: 'Make it longer.' },
      ),
    ]
  }
  const notes: StudyNote[] = []
  const say = (must: string, says: string, can: string, by = 1) =>
    notes.push(mustNote(must, says, { ...about, by, can }))
  const total = item.parts.reduce((sum, { weeks }) => sum + weeks, 0)
  if (total !== item.weeks)
    say(
      'parts-sum',
      `${name}: its parts add up to ${sayWeekCount(total)}, and it takes ${item.weeks}.`,
      'Make them agree.',
      Math.abs(total - item.weeks),
    )
  let highest = 0
  for (const part of item.parts) {
    const found = components.find(({ id }) => id === part.component)
    if (!found) {
      say('part', `${name} has no part "${part.component}".`, 'Remove it.')
      continue
    }
    if (found.minWeeks !== null && part.weeks < found.minWeeks)
      say(
        'part-short',
        `${name}, ${found.name}: ${sayWeekCount(part.weeks)}, and the least is ${found.minWeeks}.`,
        'Make this part longer, or leave it out.',
        found.minWeeks - part.weeks,
      )
    // BW-96: booked by the session, for those who commit the time.
    const commitment = found.sessions?.minCommitmentWeeks
    if (commitment !== undefined && part.weeks < commitment)
      say(
        'sessions',
        `${name}, ${found.name}: sessions with ${found.sessions!.withStaff} are for who commits ${sayWeekCount(commitment)}; you have ${part.weeks}.`,
        'Give this part more weeks, or leave it out.',
        commitment - part.weeks,
      )
    if (found.order !== null) {
      if (found.order < highest)
        say(
          'part-order',
          `${name}: ${found.name} comes before what stands in front of it.`,
          'Put the parts into their order.',
        )
      highest = Math.max(highest, found.order)
    }
  }
  for (const { id, name: part, optional, minWeeks } of components)
    if (!optional && minWeeks !== null && !item.parts.some(({ component }) => component === id))
      say('part-missing', `${name} lacks ${part}, which it always has.`, 'Add this part.')
  return notes
}

/** Levels are known, competencies only where somebody keeps a record. */
function judgeNeeds(facts: YearFacts, elective: Elective, about: About): StudyNote[] {
  return elective.prerequisites.flatMap(({ says, levels, competencies }) => {
    if (levels.length > 0 && (facts.level === null || !levels.includes(facts.level)))
      return [
        mustNote(
          'level',
          `${elective.name} is for ${sayList(levels)}; you are ${facts.level ?? 'at no level'} then.`,
          {
            ...{ ...about, can: 'Choose another elective, or another year.' },
          },
        ),
      ]
    const { held } = facts
    if (held === null || competencies.length === 0)
      return [
        mildNote('needs', `${elective.name} asks before it: ${says}`, {
          ...{ ...about, can: 'Your adviser looks whether you have it.' },
        }),
      ]
    const lacking = competencies.filter((one) => !held.includes(one))
    if (lacking.length === 0) return []
    return [
      mustNote('needs', `${elective.name} asks before it: ${says}. It is not on your record.`, {
        ...{ ...about, by: lacking.length, can: 'Have it recorded, or choose another elective.' },
      }),
    ]
  })
}

function judgePlaces(facts: YearFacts, elective: Elective, item: StudyItem): StudyNote[] {
  if (!takesPlace(elective, item)) return []
  const pool = poolOf(elective, item)
  const taken = facts.taken[pool.id] ?? []
  const full = weeksOf(item).filter(
    (week) => week <= facts.weeks.length && (taken[week - 1] ?? 0) + 1 > pool.places,
  )
  if (full.length === 0) return []
  return [
    mustNote(
      'full',
      `${elective.name} is full in ${sayWeeks(full)}: ${sayCount(pool.places, 'place')}.`,
      { items: [item], weeks: full, by: full.length, can: 'Move it to weeks with a place.' },
    ),
  ]
}

/** What does not stand in the way and must not be a surprise. */
function sayAhead(
  facts: YearFacts,
  elective: Elective,
  item: StudyItem,
  about: About,
): StudyNote[] {
  const notes: StudyNote[] = []
  const fixed = fixedByWeek(facts.fixed)
  const confirmed = facts.confirmed[item.work] ?? []
  const isPromised = about.weeks.every(
    (week) => fixed.get(week)?.work === item.work || confirmed.includes(week),
  )
  const site = elective.options.find(({ id }) => id === item.option)?.site
  // BW-90, BW-91.
  // Where only some variants are elsewhere, only whoever chooses one of them is away.
  const away = elective.offSite.find(
    (one) =>
      one.arranged &&
      (site === one.site || !elective.options.some((other) => other.site === one.site)),
  )
  if (away && !isPromised)
    notes.push(
      mildNote('offsite', `${elective.name} is elsewhere and not confirmed yet.`, {
        ...{ ...about, can: away.agreement || 'It needs a request of its own before it begins.' },
      }),
    )
  const calls = away ? about.weeks.filter((week) => facts.callWeeks.includes(week)) : []
  if (calls.length > 0)
    notes.push(
      mustNote(
        'call',
        `${elective.name} is elsewhere, and you are on call in ${sayWeeks(calls)}.`,
        {
          ...{ items: [item], weeks: calls, can: 'Move it, or swap the call first.' },
        },
      ),
    )
  if (elective.modules.length > 0)
    notes.push(
      mildNote(
        'modules',
        `${elective.name} is complete when its ${sayCount(elective.modules.length, 'module')} are handed in and answered, whatever the weeks.`,
        about,
      ),
    )
  if (elective.finalProject?.gate)
    notes.push(
      mildNote(
        'project',
        `${elective.name} is complete with its ${elective.finalProject.says}.`,
        about,
      ),
    )
  return notes
}
