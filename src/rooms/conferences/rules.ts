// May a series be like this, may a session be changed like that? In the browser while typing, and when it is saved.
import { type Day, sayDay } from '../../kernel/day.ts'
import { type Finding, finding } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import { nextDays } from './rhythm.ts'
import type { SeriesWords, SessionWords } from './schema.ts'

export type Beside = {
  /** Everything with a code in the programme; a code means one thing on every page. */
  works: readonly { id: string; code: string; name: string }[]
  sites: ReadonlySet<string>
  programmes: ReadonlySet<string>
}

/** `id`: of the series that is changed; null = a new one. */
export function checkSeries(id: string | null, words: SeriesWords, beside: Beside): Finding[] {
  const { facts } = words
  const { hours, from, until, rhythm, place, audience } = facts
  const others = beside.works.filter((work) => work.id !== id)
  const findings: Finding[] = []
  const no = (says: string, can: string, path: string) =>
    findings.push(finding('conferences.series', says, { can, path }))
  const same = (one: string, other: string) =>
    one.trim().toLowerCase() === other.trim().toLowerCase()
  const taken = others.find(({ code }) => same(code, words.code))
  if (taken) no(`${words.code} is the code of ${taken.name}.`, 'Choose another one.', 'code')
  const namesake = others.find(({ name }) => same(name, words.name))
  if (namesake)
    no(
      `There is a ${namesake.name} already.`,
      'Choose another name; one that has ended can be held again.',
      'name',
    )
  if (hours.to <= hours.from)
    no(
      `It ends at ${hours.to}, not after it begins at ${hours.from}.`,
      'Exchange the two times.',
      'facts.hours.to',
    )
  if (until !== null && until < from)
    no(
      `It ends on ${sayDay(until, { year: true })}, before it begins on ${sayDay(from, { year: true })}.`,
      'Exchange the two days.',
      'facts.until',
    )
  else if (nextDays({ ...facts, onHolidays: 'held' }, from, new Set(), 1).length === 0)
    no(
      'There is no such day within two years.',
      'Choose another rhythm or a later end.',
      'facts.rhythm',
    )
  const numbers =
    rhythm.kind === 'monthly' ? rhythm.nths : rhythm.kind === 'dates' ? rhythm.dates : []
  if (numbers.includes(0))
    no(
      'A month has no day or week before its first.',
      'Choose the first or the last.',
      'facts.rhythm',
    )
  if (facts.isRequired && !audience.trainees && !audience.faculty)
    no('Nobody is asked to come.', 'Choose trainees, faculty or both.', 'facts.audience')
  for (const site of [...(place.site === null ? [] : [place.site]), ...place.notFrom])
    if (!beside.sites.has(site))
      no(`There is no site “${site}”.`, 'Choose one of the list.', 'facts.place')
  for (const programme of audience.invited)
    if (!beside.programmes.has(programme))
      no(
        `There is no programme “${programme}” in this house.`,
        'Choose one of the list.',
        'facts.audience',
      )
  return findings
}

type Times = { begins: Moment; ends: Moment }

/** `was`: as it stands; `next`: the instants that are asked for. */
export function checkSession(
  words: SessionWords,
  was: Times & { on: Day },
  next: Times,
  now: Moment,
): Finding[] {
  const findings: Finding[] = []
  const no = (says: string, can: string, path: string) =>
    findings.push(finding('conferences.session', says, { can, path }))
  if (was.begins <= now)
    no(
      `The session of ${sayDay(was.on)} has begun; it stays as it was.`,
      'Change one that is to come.',
      'on',
    )
  else if (words.hours.to <= words.hours.from)
    no(
      `It ends at ${words.hours.to}, not after it begins at ${words.hours.from}.`,
      'Exchange the two times.',
      'hours.to',
    )
  else if (next.begins <= now) no('It would begin in the past.', 'Choose a later time.', 'on')
  if (words.state === 'cancelled' && words.reason.trim().length < 3)
    no('Whoever would have come hears why it is cancelled.', 'Write a few words.', 'reason')
  return findings
}
