// What must be settled before a stay elsewhere, what is still lacking, and which time counts?
import { addDays, type Day, sayDay } from '../../kernel/day.ts'
import { type Finding, finding, sayList } from '../../kernel/finding.ts'
import { holds, saySpan, type Span, spanDays } from '../../kernel/span.ts'
import type { Elective } from '../catalogue/schema.ts'
import type { Agreement, StayState, StayWords, Task, TaskKind } from './schema.ts'

/** A stay may be two academic years long at most; longer ones are another programme. */
const MOST_DAYS = 731

type NewTask = { kind: TaskKind; name: string; isTheirs: boolean; due: Day }
type Usual = { kind: TaskKind; name: string; isTheirs: boolean; daysBefore: number }

/** Usual tasks with the days before the first day; defaults that a planner changes for each stay. */
const AT_HOME: readonly Usual[] = [
  { kind: 'contact', name: 'Contact found there', isTheirs: true, daysBefore: 180 },
  { kind: 'agreement', name: 'Letter of agreement signed', isTheirs: false, daysBefore: 120 },
  { kind: 'credentialing', name: 'Credentials there', isTheirs: true, daysBefore: 90 },
  { kind: 'malpractice', name: 'Liability cover holds there', isTheirs: false, daysBefore: 60 },
]
const ABROAD: readonly Usual[] = [
  { kind: 'risk', name: 'Risk approved', isTheirs: false, daysBefore: 120 },
  { kind: 'funding', name: 'Funding settled', isTheirs: true, daysBefore: 120 },
  { kind: 'visa', name: 'Visa', isTheirs: true, daysBefore: 90 },
  { kind: 'vaccination', name: 'Vaccinations', isTheirs: true, daysBefore: 60 },
  { kind: 'travel', name: 'Travel and health insurance', isTheirs: true, daysBefore: 45 },
  {
    kind: 'log',
    name: 'Cases seen there will be marked in the log',
    isTheirs: true,
    daysBefore: 14,
  },
]

/** What the stay needs, each with the day it is due; nothing is due before today. */
export function usualTasks(stay: Pick<StayWords, 'from' | 'abroad'>, today: Day): NewTask[] {
  return [...AT_HOME, ...(stay.abroad ? ABROAD : [])].map(({ daysBefore, ...task }) => {
    const due = addDays(stay.from, -daysBefore)
    return { ...task, due: due < today ? today : due }
  })
}

/** Why these words cannot be saved; empty = they can. */
export function judgeWords(
  words: StayWords,
  known: {
    sites: readonly { id: string }[]
    electives: readonly { id: string }[]
    training: Span | null
  },
): Finding[] {
  const findings: Finding[] = []
  const refuse = (rule: string, says: string, path: string, can: string) =>
    findings.push(finding(`offsite.${rule}`, says, { path, can }))
  if (words.to < words.from)
    refuse(
      'days',
      `The stay would end (${words.to}) before it begins (${words.from}).`,
      'to',
      'Choose a later last day.',
    )
  else if (spanDays(words) > MOST_DAYS)
    refuse(
      'days',
      `${spanDays(words)} days are more than two years.`,
      'to',
      'Ask for a shorter stay.',
    )
  if (!known.sites.some(({ id }) => id === words.site))
    refuse(
      'site',
      `The institution has no site "${words.site}".`,
      'site',
      'Choose one of the list.',
    )
  if (words.elective !== null && !known.electives.some(({ id }) => id === words.elective))
    refuse(
      'elective',
      `The catalogue has no elective "${words.elective}".`,
      'elective',
      'Choose one of the list, or none.',
    )
  const { training } = known
  if (
    training &&
    words.to >= words.from &&
    !(holds(training, words.from) && holds(training, words.to))
  )
    refuse(
      'training',
      `${saySpan(words)} is not within the training, ${saySpan(training)}.`,
      'from',
      'Choose days within the training.',
    )
  return findings
}

/** Ends at most so soon after today that somebody should act; `over` = yesterday or before. */
export function agreementState(
  { from, to, alarmDays }: Span & { alarmDays: number },
  today: Day,
): Agreement['state'] {
  if (to < today) return 'over'
  if (from > today) return 'ahead'
  return addDays(to, -alarmDays) <= today ? 'lapsing' : 'valid'
}

export const covers = (agreement: Span, stay: Span): boolean =>
  agreement.from <= stay.from && stay.to <= agreement.to

/** Everything that is lacking before the stay can be confirmed; empty = nothing is. */
export function lackingFor(
  stay: Span & {
    person: string
    place: string
    site: string
    director: { says: 'agrees' | 'declines' | null; name: string }
  },
  tasks: readonly Pick<Task, 'name' | 'state'>[],
  agreements: readonly (Span & { site: string })[],
): Finding[] {
  const findings: Finding[] = []
  const who = [stay.person]
  const open = tasks.filter(({ state }) => state === 'open')
  if (open.length > 0)
    findings.push(
      finding(
        'offsite.open',
        `${open.length} of ${tasks.length} tasks ${open.length === 1 ? 'is' : 'are'} open: ${sayList(open.map(({ name }) => name))}.`,
        { who, by: open.length, can: 'Settle them, or say with a reason why one is not needed.' },
      ),
    )
  const { says, name } = stay.director
  const director = name || 'The director there'
  if (says === 'declines')
    findings.push(
      finding('offsite.director', `${director} has declined.`, {
        who,
        can: 'Arrange other days and ask again, or withdraw the stay.',
      }),
    )
  if (says === null)
    findings.push(
      finding('offsite.director', `${director} has not answered.`, {
        who,
        can: 'Send the letter with the link, or send it again.',
      }),
    )
  const there = agreements.filter(({ site }) => site === stay.site)
  if (!there.some((agreement) => covers(agreement, stay))) {
    const nearest = there
      .filter(({ to }) => to >= stay.from)
      .sort((one, other) => (one.to < other.to ? 1 : -1))[0]
    findings.push(
      finding(
        'offsite.agreement',
        nearest
          ? `The agreement holds from ${sayDay(nearest.from, { year: true })} to ${sayDay(nearest.to, { year: true })}; the stay is ${saySpan(stay)}.`
          : `No agreement with ${stay.place} holds from ${sayDay(stay.from, { year: true })} to ${sayDay(stay.to, { year: true })}.`,
        { who, can: 'Write down the agreement that covers all days, or move the stay.' },
      ),
    )
  }
  return findings
}

/** Who may make which step; a planner may all of them, for others than themselves. */
const STEPS: Record<StayState, readonly StayState[]> = {
  draft: ['asked', 'withdrawn'],
  asked: ['draft', 'confirmed', 'declined', 'withdrawn'],
  confirmed: ['asked', 'withdrawn'],
  declined: ['asked', 'withdrawn'],
  withdrawn: ['draft'],
}
const DECIDED: readonly StayState[] = ['confirmed', 'declined']

/** Why this step cannot be made; undefined = it can, as far as rights and order go. */
export function judgeStep(
  stay: { state: StayState; place: string; person: string; from: Day },
  to: StayState,
  by: { person: string; plans: boolean; today: Day },
): Finding | undefined {
  const who = [stay.person]
  if (!STEPS[stay.state].includes(to))
    return finding(
      'offsite.step',
      `The stay at ${stay.place} is ${sayState(stay.state)}; it cannot become ${sayState(to)} now.`,
      {
        who,
        can: 'Look at it again: somebody may have been faster.',
      },
    )
  const decides = DECIDED.includes(to) || DECIDED.includes(stay.state)
  const isWithdrawing = to === 'withdrawn' && stay.person === by.person
  if (decides && !by.plans && !isWithdrawing)
    return finding('offsite.right', 'Who plans the programme decides about a stay.', { who })
  if (to === 'confirmed' && stay.person === by.person)
    return finding('offsite.own', 'Nobody confirms their own stay.', {
      who,
      can: 'Ask another planner.',
    })
  if (stay.state === 'confirmed' && stay.from <= by.today)
    return finding(
      'offsite.begun',
      `The stay at ${stay.place} has begun on ${sayDay(stay.from)}; it stays as it is.`,
      {
        who,
        can: 'Ask for another stay for what is different.',
      },
    )
  return undefined
}

export const sayState = (state: StayState): string => (state === 'draft' ? 'being prepared' : state)

/** Is all of it spent elsewhere, so that none of its time counts without a confirmed stay? */
export function isElsewhere(
  elective: Pick<Elective, 'offSite' | 'components' | 'options'>,
): boolean {
  const sites = new Set(elective.offSite.filter(({ arranged }) => arranged).map(({ site }) => site))
  if (sites.size === 0) return false
  const parts = [...elective.components.filter(({ optional }) => !optional), ...elective.options]
  return parts.every(({ site }) => site !== null && sites.has(site))
}

/** The days of a stretch that no confirmed stay of the person covers, in order; `work` is the elective. */
export function uncovered(
  stretch: Span & { work: string },
  confirmed: readonly (Span & { elective: string | null })[],
): Span[] {
  const stays = confirmed
    .filter(
      ({ elective, from, to }) =>
        elective === stretch.work && from <= stretch.to && to >= stretch.from,
    )
    .sort((one, other) => (one.from < other.from ? -1 : 1))
  const open: Span[] = []
  let next = stretch.from
  for (const { from, to } of stays) {
    if (from > next) open.push({ from: next, to: addDays(from, -1) })
    if (addDays(to, 1) > next) next = addDays(to, 1)
  }
  if (next <= stretch.to) open.push({ from: next, to: stretch.to })
  return open
}
