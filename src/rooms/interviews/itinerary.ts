// Who meets whom when, so that nobody is in two rooms? Solved as a whole-number problem, then checked apart.
import { type Finding, finding, sayCount } from '../../kernel/finding.ts'
import type { Solver } from '../../platform/solver/highs.ts'
import type { DayWords, Panelist, Session } from './schema.ts'

export type Day = Pick<DayWords, 'sessions' | 'each'>
export type Problem = {
  day: Day
  applications: readonly string[]
  panel: readonly Pick<Panelist, 'person' | 'away'>[]
  /** Pairs that must not meet: a conflict of interest. */
  apart: ReadonlySet<string>
  /** Kept where they are. */
  fixed?: readonly Session[]
}
export const pairOf = (application: string, person: string) => `${application} ${person}`

/** Arithmetic that no arrangement can get around; empty = it may be possible. */
export function checkCounts({ day, applications, panel, apart }: Problem): Finding[] {
  const found: Finding[] = []
  if (day.each > day.sessions)
    found.push(
      finding(
        'interviews.each',
        `Each speaks with ${day.each} and there are ${day.sessions} sessions.`,
        {
          can: 'Plan more sessions, or fewer conversations.',
        },
      ),
    )
  const open = panel.reduce(
    (sum, { away }) => sum + day.sessions - new Set(away.filter((nth) => nth < day.sessions)).size,
    0,
  )
  const wanted = applications.length * day.each
  if (wanted > open)
    found.push(
      finding(
        'interviews.places',
        `${sayCount(applications.length, 'applicant')} with ${day.each} conversations each need ${wanted}, and the interviewers have ${open}.`,
        { can: 'Ask one more interviewer, or plan more sessions.' },
      ),
    )
  for (const application of applications) {
    const free = panel.filter(({ person }) => !apart.has(pairOf(application, person))).length
    if (free < day.each)
      found.push(
        finding(
          'interviews.interviewers',
          `Somebody can meet ${free} of the interviewers, and should meet ${day.each}.`,
          {
            can: 'Ask one more interviewer.',
            who: [],
          },
        ),
      )
  }
  return found
}

/**
 * Somebody is put into a session of an interviewer by hand; empty: nobody. Whoever has to give way takes
 * the session that becomes free, where both of that conversation can; otherwise that one is left out.
 */
export function placeByHand(
  sessions: readonly Session[],
  { nth, person, application }: Session,
  can: (session: Session) => boolean,
): Session[] {
  const was = sessions.find((one) => one.person === person && one.application === application)
  const isHere = (one: Session) => one.nth === nth && one.person === person
  const isElsewhere = (one: Session) => one.nth === nth && one.application === application
  const stay = sessions.filter((one) => one !== was && !isHere(one) && !isElsewhere(one))
  const put = application === '' ? [] : [{ nth, person, application }]
  if (!was || was.nth === nth) return [...stay, ...put]
  const next = [...stay, ...put]
  for (const one of sessions.filter(
    (each) => each !== was && (isHere(each) || isElsewhere(each)),
  )) {
    const moved = { ...one, nth: was.nth }
    const isFree = next.every(
      (each) =>
        each.nth !== moved.nth ||
        (each.person !== moved.person && each.application !== moved.application),
    )
    if (isFree && can(moved)) next.push(moved)
  }
  return next
}

/**
 * As many conversations as wanted, early in the day and close together; loads of interviewers as equal
 * as can be. What cannot be had is left out and said by `judgeItinerary`. Null when no time was left.
 */
export function solveItinerary(problem: Problem, solver: Solver, seconds = 5): Session[] | null {
  const { day, applications, panel, apart, fixed = [] } = problem
  const cells: Session[] = []
  for (const application of applications)
    for (const { person, away } of panel)
      if (!apart.has(pairOf(application, person)))
        for (let nth = 0; nth < day.sessions; nth++)
          if (!away.includes(nth)) cells.push({ nth, person, application })
  if (cells.length === 0) return []
  const groups = new Map<string, { most: number; cells: number[] }>()
  const into = (key: string, most: number, cell: number) => {
    const group = groups.get(key)
    if (group) group.cells.push(cell)
    else groups.set(key, { most, cells: [cell] })
  }
  const fair = Math.ceil((applications.length * day.each) / panel.length)
  for (const [cell, { nth, person, application }] of cells.entries()) {
    into(`room ${person} ${nth}`, 1, cell)
    into(`place ${application} ${nth}`, 1, cell)
    into(`once ${application} ${person}`, 1, cell)
    into(`each ${application}`, day.each, cell)
    into(
      `load ${person}`,
      Math.max(fair, fixed.filter((one) => one.person === person).length),
      cell,
    )
  }
  const isFixed = (one: Session) =>
    fixed.some(
      (kept) =>
        kept.nth === one.nth && kept.person === one.person && kept.application === one.application,
    )
  const rows = [...groups.values()]
  const starts = new Int32Array(rows.length + 1)
  for (const [row, { cells: in_ }] of rows.entries()) starts[row + 1] = starts[row]! + in_.length
  const outcome = solver(
    {
      columns: cells.length,
      rows: rows.length,
      // A conversation is worth more than any lateness of it.
      cost: Float64Array.from(cells, ({ nth }) => nth - 10 * day.sessions),
      lower: Float64Array.from(cells, (one) => (isFixed(one) ? 1 : 0)),
      upper: new Float64Array(cells.length).fill(1),
      integer: new Int32Array(cells.length).fill(1),
      rowLower: new Float64Array(rows.length),
      rowUpper: Float64Array.from(rows, ({ most }) => most),
      starts,
      indices: Int32Array.from(rows.flatMap(({ cells: in_ }) => in_)),
      values: new Float64Array(starts.at(-1)!).fill(1),
    },
    { seconds, seed: 1 },
  )
  if (!outcome.values) return null
  return cells.filter((_, cell) => outcome.values![cell]! > 0.5)
}

/** `must`: it cannot take place so; `hint`: somebody gets less than was planned. */
export function judgeItinerary(
  { day, applications, panel, apart }: Problem,
  sessions: readonly Session[],
  nameOf: (id: string) => string,
): { level: 'must' | 'hint'; finding: Finding }[] {
  const found: { level: 'must' | 'hint'; finding: Finding }[] = []
  const must = (says: string, can: string) =>
    found.push({ level: 'must', finding: finding('interviews.itinerary', says, { can }) })
  const seen = new Map<string, number>()
  const count = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1).get(key)!
  for (const { nth, person, application } of sessions) {
    const interviewer = panel.find((one) => one.person === person)
    const at = `in session ${nth + 1}`
    if (nth >= day.sessions)
      must(`There is no session ${nth + 1}.`, `There are ${day.sessions}; choose one of them.`)
    if (!interviewer)
      must(`${nameOf(person)} does not interview on this day.`, 'Choose somebody else.')
    else if (interviewer.away.includes(nth))
      must(`${nameOf(person)} cannot ${at}.`, 'Choose another session.')
    if (!applications.includes(application))
      must(`${nameOf(application)} has no seat on this day.`, 'Take them out.')
    if (apart.has(pairOf(application, person)))
      must(`${nameOf(person)} should not judge ${nameOf(application)}.`, 'Choose somebody else.')
    if (count(`room ${person} ${nth}`) === 2)
      must(`${nameOf(person)} has two applicants ${at}.`, 'Move one of them.')
    if (count(`place ${application} ${nth}`) === 2)
      must(`${nameOf(application)} is in two rooms ${at}.`, 'Move one of them.')
    if (count(`once ${application} ${person}`) === 2)
      must(`${nameOf(application)} meets ${nameOf(person)} twice.`, 'Take one of them out.')
  }
  for (const application of applications) {
    const has = sessions.filter((one) => one.application === application).length
    if (has < day.each)
      found.push({
        level: 'hint',
        finding: finding(
          'interviews.fewer',
          `${nameOf(application)} has ${has} of ${day.each} conversations.`,
          {
            can: 'Ask one more interviewer, or plan more sessions.',
          },
        ),
      })
  }
  return found
}

/** When a session begins and ends, as instants. */
export function sessionTimes(
  { startsAt, minutes, pause }: Pick<DayWords, 'startsAt' | 'minutes' | 'pause'>,
  nth: number,
): { from: string; to: string } {
  const from = Date.parse(startsAt) + nth * (minutes + pause) * 60_000
  return { from: new Date(from).toISOString(), to: new Date(from + minutes * 60_000).toISOString() }
}
