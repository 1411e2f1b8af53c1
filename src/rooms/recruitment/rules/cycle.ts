// Do the dates of a cycle make sense, and does it take applications now?
import { type Day, sayDay } from '../../../kernel/day.ts'
import { type Finding, finding } from '../../../kernel/finding.ts'
import { dayAt, type Moment } from '../../../kernel/moment.ts'
import { clockAt, zoneNameAt } from '../../../kernel/wall-clock.ts'
import type { Cycle, CycleWords } from '../schema.ts'
import { interviewDays } from './windows.ts'

export type Phase = 'ahead' | 'open' | 'closed'

/** The deadline itself is still in time; a millisecond later is not. */
export function phaseOf(cycle: Pick<Cycle, 'opens' | 'deadline'>, now: Moment): Phase {
  const at = Date.parse(now)
  if (at < Date.parse(cycle.opens)) return 'ahead'
  return at <= Date.parse(cycle.deadline) ? 'open' : 'closed'
}

export const isLetterTime = (cycle: Pick<Cycle, 'opens' | 'lettersUntil'>, now: Moment) =>
  phaseOf({ opens: cycle.opens, deadline: cycle.lettersUntil }, now) === 'open'

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** A date and time on the clock of a zone, with the name of the zone: `27 Nov 2026, 23:59 EST`. */
export function sayAt(moment: Moment, zone: string): string {
  const on = sayDay(dayAt(moment, zone), { year: true })
  return `${on}, ${clockAt(moment, zone)} ${zoneNameAt(moment, zone)}`
}

const lower = (words: string) => words[0]!.toLowerCase() + words.slice(1)

/** Every date in the order in which it comes; those that are not set are left out. */
function stations(words: CycleWords): { says: string; at: Day; path: string }[] {
  const on = (moment: Moment | null) => (moment === null ? null : dayAt(moment, words.zone))
  const all: [string, Day | null, string][] = [
    ['Applications', on(words.opens), 'opens'],
    ['The deadline', on(words.deadline), 'deadline'],
    ['Ranking', on(words.rankOpens), 'rankOpens'],
    ['The deadline of rank lists', on(words.rankDeadline), 'rankDeadline'],
    ['Match day', words.matchDay, 'matchDay'],
    ['The first day of the training', words.starts, 'starts'],
  ]
  return all.flatMap(([says, at, path]) => (at === null ? [] : [{ says, at, path }]))
}

export function judgeCycle(words: CycleWords): Finding[] {
  if (!isZone(words.zone))
    return [
      finding('recruitment.zone', `${words.zone} is no time zone.`, {
        ...{ can: 'Write one such as America/New_York.', path: 'zone' },
      }),
    ]
  const found: Finding[] = []
  const no = (says: string, path: string, can: string) =>
    found.push(finding('recruitment.cycle', says, { path, can }))
  const say = (at: Day) => sayDay(at, { year: true })
  const all = stations(words)
  for (const [nth, one] of all.entries()) {
    const before = all[nth - 1]
    if (before && one.at < before.at)
      no(
        `${before.says} on ${say(before.at)} ${before.path === 'opens' ? 'come' : 'comes'} after ${lower(one.says)} on ${say(one.at)}.`,
        one.path,
        'Put them in their order.',
      )
  }
  if (Date.parse(words.opens) >= Date.parse(words.deadline))
    no('Applications would open when they are closed already.', 'deadline', 'Move the deadline.')
  if (Date.parse(words.lettersUntil) < Date.parse(words.deadline))
    no(
      `Letters are taken until ${sayAt(words.lettersUntil, words.zone)}, before the deadline of those they are about.`,
      ...(['lettersUntil', 'Give writers at least as long.'] as const),
    )
  for (const [name, span, path] of [
    ['Interviews', words.interviews, 'interviews'],
    ['Interviews of the society', words.societyInterviews, 'societyInterviews'],
  ] as const)
    if (span && span.from > span.to)
      no(
        `${name} end on ${say(span.to)}, before they begin on ${say(span.from)}.`,
        path,
        'Exchange the two days.',
      )
  if (found.length === 0 && interviewDays(words) === null)
    no('No day lies in both windows of interviews.', 'interviews', 'Let them overlap.')
  const { quotaDeadline, rankDeadline } = words
  if (quotaDeadline && rankDeadline && Date.parse(quotaDeadline) > Date.parse(rankDeadline))
    no('The quota could be changed after rank lists are closed.', 'quotaDeadline', 'Put it before.')
  return [...found, ...judgeSettings(words)]
}

/** The match takes another number of places until its deadline for that, and not afterwards. */
export function judgeQuota(
  was: Pick<CycleWords, 'quota'>,
  { quota, quotaDeadline, zone }: Pick<CycleWords, 'quota' | 'quotaDeadline' | 'zone'>,
  now: Moment,
): Finding[] {
  if (quota === was.quota || quotaDeadline === null) return []
  if (Date.parse(now) <= Date.parse(quotaDeadline)) return []
  return [
    finding(
      'recruitment.quota',
      `There were ${was.quota ?? 'no'} places when the time for that ended on ${sayAt(quotaDeadline, zone)}.`,
      {
        can: 'Leave the number; or give the match another deadline, where it has one.',
        path: 'quota',
      },
    ),
  ]
}

function judgeSettings({ settings }: CycleWords): Finding[] {
  const twice = (names: readonly string[]) => names.filter((one, nth) => names.indexOf(one) !== nth)
  const { documents, eligibility, scores } = settings
  const lists = [
    ['documents', documents.map(({ kind }) => kind)],
    ['eligibility', eligibility.map(({ id }) => id)],
    ['scores', scores.map(({ id }) => id)],
  ] as const
  return lists.flatMap(([path, names]) =>
    twice(names).map((name) =>
      finding('recruitment.twice', `${name} is asked for twice.`, {
        ...{ can: 'Take one of the two away.', path: `settings.${path}` },
      }),
    ),
  )
}
