// Is a kind of call, or a holiday, right as it is written? Asked while it is typed and when it is saved.
import { addDays, addMonths, type Day, sayDay } from '../../kernel/day.ts'
import { type Finding, finding, sayCount } from '../../kernel/finding.ts'
import type { Span } from '../../kernel/span.ts'
import {
  type CallDay,
  callDays,
  type Holiday,
  type HolidayWords,
  type KindWords,
} from './schema.ts'

export const DAY_WORDS: Record<CallDay, string> = {
  weekday: 'Monday to Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
  holiday: 'holidays',
}

/** What a kind is looked at beside. */
export type Beside = {
  kinds: readonly { id: string; code: string; name: string }[]
  /** Levels that are there, with how many people there are of each today. */
  levels: ReadonlyMap<string, number>
}

/** Everything against it; `id`: of the kind that is changed, null = a new one. */
export function checkKind(id: string | null, words: KindWords, beside: Beside): Finding[] {
  const { code, name, facts } = words
  const findings: Finding[] = []
  const say = (path: string, says: string, can?: string) =>
    findings.push(finding('call.kind', says, { path, ...(can ? { can } : {}) }))
  const others = beside.kinds.filter((one) => one.id !== id)
  const same = others.find((one) => one.code.toLowerCase() === code.trim().toLowerCase())
  if (same) say('code', `${same.name} has the code ${same.code} already.`, 'Choose another one.')
  if (others.some((one) => one.name.toLowerCase() === name.trim().toLowerCase()))
    say('name', `There is a kind called ${name.trim()} already.`, 'Choose another name.')
  for (const day of callDays) {
    const [hours, needs] = [facts.hours[day], facts.needs[day]]
    if (needs > 0 && hours === null)
      say(
        `facts.hours.${day}`,
        `${sayCount(needs, 'person', 'people')} needed on ${DAY_WORDS[day]}, but it has no hours then.`,
        'Enter the hours, or 0 people.',
      )
    if (facts.days === 7 && needs !== facts.needs.weekday)
      say(
        `facts.needs.${day}`,
        `One week is one person’s: ${DAY_WORDS[day]} cannot need ${needs} while weekdays need ${facts.needs.weekday}.`,
        'Enter the same number for every day.',
      )
  }
  const strange = facts.levels.filter((level) => !beside.levels.has(level))
  if (strange.length > 0)
    say('facts.levels', `Nobody here is ${strange.join(' or ')}.`, 'Choose levels that are there.')
  const able = [...beside.levels]
    .filter(([level]) => facts.levels.length === 0 || facts.levels.includes(level))
    .reduce((sum, [, count]) => sum + count, 0)
  const most = Math.max(...callDays.map((day) => (facts.hours[day] ? facts.needs[day] : 0)))
  const apart = facts.days === 7 ? 1 : facts.nightsApart
  if (beside.levels.size > 0 && most * apart > able)
    say(
      'facts.nightsApart',
      `${sayCount(able, 'person', 'people')} may have it, each once in ${sayCount(apart, 'day')}: that is enough for ${Math.floor(able / apart)} a day, and ${most} are needed.`,
      'Open it to more levels, or let less time lie between.',
    )
  if (facts.supervisedBy !== null && !others.some((one) => one.id === facts.supervisedBy))
    say('facts.supervisedBy', 'It is supervised by a kind that is not there.', 'Choose one.')
  return findings
}

/** A year back, and as far ahead as years are planned. */
export const plannedYears = (today: Day): Span => ({
  from: addDays(today, -400),
  to: addMonths(today, 36),
})

/** Names and days of holidays: two on one day, or none in the years that are planned. */
export function checkHoliday(
  words: HolidayWords,
  holidays: readonly Holiday[],
  within: { from: Day; to: Day },
): Finding[] {
  const { on } = words
  const same = holidays.find((one) => one.on === on)
  if (same)
    return [
      finding('call.holiday', `${sayDay(on, { year: true })} is ${same.name} already.`, {
        path: 'on',
        can: 'Choose another day, or remove that one first.',
      }),
    ]
  if (on < within.from || on > within.to)
    return [
      finding('call.holiday', `${sayDay(on, { year: true })} is not in a year that is planned.`, {
        path: 'on',
        can: `Choose a day from ${sayDay(within.from, { year: true })} to ${sayDay(within.to, { year: true })}.`,
      }),
    ]
  return []
}
