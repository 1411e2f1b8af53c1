// Who can be there, who need not, and why? One answer for the record, the page and the rota.
import { addDays, type Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/moment.ts'
import { holds, type Span } from '../../kernel/span.ts'
import { isOn } from '../people/policy.ts'
import type { ReachState, SeriesFacts } from './schema.ts'

export type ReachRole = {
  programme: string
  role: 'trainee' | 'faculty'
  level: string | null
  from: Day | null
  to: Day | null
}
export type ReachWork = Span & {
  work: string
  name: string
  categories: readonly string[]
  /** Where one may be during it; empty = nobody says. */
  sites: readonly string[]
}
export type ReachCall = {
  on: Day
  begins: Moment
  ends: Moment
  isInHouse: boolean
  /** The day after is free, or it is a night of a night float. */
  freesNextDay: boolean
}
export type ReachPerson = {
  id: string
  name: string
  roles: readonly ReachRole[]
  away: readonly Span[]
  works: readonly ReachWork[]
  calls: readonly ReachCall[]
}
/** Names of the sites, and to which each belongs. */
export type ReachSites = ReadonlyMap<string, { name: string; parent: string | null }>
export type ReachSession = { on: Day; begins: Moment; ends: Moment }
type About = { programme: string; facts: SeriesFacts; sites: ReachSites }

export type Reached = { state: ReachState; why: string }

/** In the programme on that day; who trains and teaches counts as who trains. */
export function roleOn(person: ReachPerson, programme: string, day: Day): ReachRole | undefined {
  const held = person.roles.filter((role) => role.programme === programme && isOn(role, day))
  return held.find(({ role }) => role === 'trainee') ?? held[0]
}

export const workOn = (person: ReachPerson, day: Day): ReachWork | undefined =>
  person.works.find((work) => holds(work, day))

/** Undefined = is not asked to come. */
export function reachOf(
  person: ReachPerson,
  session: ReachSession,
  about: About,
): Reached | undefined {
  const asked = askedTo(person, session, about)
  if (!asked) return undefined
  return obstacleOf(person, session, about) ?? { state: asked, why: '' }
}

function askedTo(
  person: ReachPerson,
  { on }: ReachSession,
  { programme, facts }: About,
): 'comes' | 'may' | undefined {
  const { audience } = facts
  const role = roleOn(person, programme, on)
  if (role && (role.role === 'trainee' ? audience.trainees : audience.faculty)) {
    const hasLevel =
      role.role === 'faculty' ||
      audience.levels.length === 0 ||
      audience.levels.includes(role.level ?? '')
    if (hasLevel && (audience.rotations.length === 0 || isDuring(person, on, audience.rotations)))
      return facts.isRequired ? 'comes' : 'may'
  }
  const isGuest = audience.invited.some((of) => roleOn(person, of, on)?.role === 'trainee')
  return isGuest ? 'may' : undefined
}

/** On one of these works, or on one of these categories. */
function isDuring(person: ReachPerson, on: Day, words: readonly string[]): boolean {
  const work = workOn(person, on)
  return work !== undefined && [work.work, ...work.categories].some((word) => words.includes(word))
}

/** What keeps somebody from it, asked or not; undefined = nothing. */
export function obstacleOf(
  person: ReachPerson,
  session: ReachSession,
  { facts, sites }: Omit<About, 'programme'>,
): Reached | undefined {
  const { on, begins, ends } = session
  if (person.away.some((span) => holds(span, on))) return { state: 'away', why: 'on leave' }
  if (person.calls.some((call) => call.freesNextDay && addDays(call.on, 1) === on))
    return { state: 'excused', why: 'after a call' }
  const isBusy = person.calls.some(
    (call) => call.isInHouse && call.begins < ends && call.ends > begins,
  )
  if (isBusy && !facts.isProtected) return { state: 'cannot', why: 'on call in the house' }
  const work = workOn(person, on)
  if (!work) return undefined
  if (work.categories.includes('night')) return { state: 'excused', why: `on ${work.name}` }
  if (isDuring(person, on, facts.audience.notDuring))
    return { state: 'excused', why: `on ${work.name}` }
  const { notFrom, link } = facts.place
  if (link !== '' || work.sites.length === 0) return undefined
  if (!work.sites.every((site) => isWithin(site, notFrom, sites))) return undefined
  return { state: 'cannot', why: `at ${sites.get(work.sites[0]!)?.name ?? work.sites[0]}` }
}

/** One of them, or part of one. */
function isWithin(site: string, of: readonly string[], sites: ReachSites): boolean {
  const seen = new Set<string>()
  for (let at: string | null = site; at !== null && !seen.has(at);) {
    if (of.includes(at)) return true
    seen.add(at)
    at = sites.get(at)?.parent ?? null
  }
  return false
}
