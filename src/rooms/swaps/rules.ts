// Is a trade legal? Every reason against it, for everybody in it, before and after.
import { addDays, type Day, dayNumber, sayDay } from '../../kernel/day.ts'
import { type Finding, finding, sayCount } from '../../kernel/finding.ts'
import { dayAt } from '../../kernel/moment.ts'
import { holds } from '../../kernel/span.ts'
import { plannedTimeline } from '../call/timeline.ts'
import { judgeInForce } from '../hours/in-force.ts'
import type { Verdict } from '../hours/schema.ts'
import { callsOf, type Leg, type World, type WorldCall, type WorldPerson } from './world.ts'

export type Judged = { musts: Finding[]; notices: Finding[] }
const MINUTE = 60_000
const MONTH_DAYS = 30.44

const last = ({ ends }: WorldCall, world: World): Day =>
  dayAt(new Date((ends - 1) * MINUTE).toISOString(), world.zone)

/** The whole trade: time, eligibility, rest, hours. Hours are judged only when nothing else is wrong. */
export function judgeTrade(world: World, legs: readonly Leg[]): Judged {
  const judged: Judged = { musts: [], notices: [] }
  for (const leg of legs) add(judged, judgeTime(world, leg))
  for (const person of new Set(legs.map(({ to }) => to))) {
    const after = callsAfter(world, legs, person)
    for (const { call } of legs.filter(({ to }) => to === person))
      add(judged, judgeTaking(world, person, call, after))
  }
  if (judged.musts.length === 0)
    for (const person of new Set(legs.flatMap(({ call, to }) => [call.person, to])))
      add(judged, judgeHours(world, person, callsAfter(world, legs, person)))
  return judged
}

const add = (sum: Judged, more: Judged) => {
  sum.musts.push(...more.musts)
  sum.notices.push(...more.notices)
}

/** What somebody has once the trade is made. */
export function callsAfter(world: World, legs: readonly Leg[], person: string): WorldCall[] {
  const given = new Set(
    legs.filter(({ call }) => call.person === person).map(({ call }) => call.id),
  )
  return [
    ...callsOf(world, person).filter(({ id }) => !given.has(id)),
    ...legs.filter(({ to }) => to === person).map(({ call }) => ({ ...call, person })),
  ]
}

function judgeTime(world: World, { call }: Leg): Judged {
  const now = Date.parse(world.now) / MINUTE
  const { noticeHours } = world.policy
  const name = `${nameOf(world, call)} on ${sayDay(call.on, { weekday: true })}`
  if (call.begins <= now)
    return {
      musts: [
        finding('swaps.past', `${name} has begun or is over.`, {
          who: [call.person],
          can: 'Choose a later one.',
        }),
      ],
      notices: [],
    }
  if (call.begins - now < noticeHours * 60)
    return {
      musts: [
        finding(
          'swaps.notice',
          `${name} begins in less than ${sayCount(noticeHours, 'hour')}; trades are closed then.`,
          { who: [call.person], can: 'Ask who plans the programme.' },
        ),
      ],
      notices: [],
    }
  return { musts: [], notices: [] }
}

/** Why this person cannot take this call. `after`: all that they have then, this one included. */
export function judgeTaking(
  world: World,
  id: string,
  call: WorldCall,
  after: readonly WorldCall[],
): Judged {
  const person = world.people.get(id)
  const kind = world.kinds.get(call.kind)
  if (!person || !kind)
    return {
      musts: [finding('swaps.unknown', 'Somebody or something in it is not there any more.')],
      notices: [],
    }
  const { facts, name } = kind
  const musts: Finding[] = []
  const notices: Finding[] = []
  const day = sayDay(call.on, { weekday: true })
  const refuse = (rule: string, says: string, can = 'Ask somebody else.') =>
    musts.push(finding(`swaps.${rule}`, says, { who: [id], can }))
  const level = person.levels.find((one) => holds(one, call.on))?.level
  if (level === undefined) refuse('left', `${person.name} does not train here on ${day}.`)
  else if (facts.levels.length > 0 && !facts.levels.includes(level))
    refuse(
      'level',
      `${person.name} is ${level} on ${day}; ${name} is for ${facts.levels.join(', ')}.`,
    )
  const months = Math.floor((dayNumber(call.on) - dayNumber(person.since)) / MONTH_DAYS)
  if (months < facts.fromMonths)
    refuse(
      'months',
      `${person.name} has trained for ${sayCount(months, 'month')} on ${day}; ${name} asks for ${facts.fromMonths}.`,
    )
  if (facts.signOff && !person.competencies.has(facts.signOff))
    refuse('sign-off', `${person.name} is not signed off for ${name} (${facts.signOff}).`)
  musts.push(...judgePlace(world, person, call))
  for (const other of after) {
    if (other.id === call.id) continue
    if (other.begins < call.ends && call.begins < other.ends)
      refuse(
        'overlap',
        `${person.name} has ${nameOf(world, other)} on ${sayDay(other.on, { weekday: true })} at the same time.`,
      )
    else musts.push(...judgeApart(world, person, call, other))
  }
  if (
    facts.supervisedBy &&
    !world.calls.some(({ kind: of, on }) => of === facts.supervisedBy && on === call.on)
  )
    notices.push(
      finding(
        'swaps.alone',
        `Nobody has ${world.kinds.get(facts.supervisedBy)?.name ?? facts.supervisedBy} on ${day}.`,
        { who: [id] },
      ),
    )
  return { musts, notices }
}

/** Leave and rotation on the days of the call. */
function judgePlace(world: World, person: WorldPerson, call: WorldCall): Finding[] {
  const { facts, name } = world.kinds.get(call.kind)!
  const day = sayDay(call.on, { weekday: true })
  const to = last(call, world)
  if (person.leave.some((leave) => leave.from <= to && leave.to >= call.on))
    return [
      finding('swaps.leave', `${person.name} is away on ${day}.`, {
        who: [person.id],
        can: 'Ask somebody else.',
      }),
    ]
  const rotation = person.rotations.find((one) => holds(one, call.on))
  const is = (words: readonly string[]) =>
    rotation !== undefined &&
    (words.includes(rotation.work) || rotation.categories.some((one) => words.includes(one)))
  if (facts.rotations.length > 0 && !is(facts.rotations))
    return [
      finding(
        'swaps.rotation',
        `${name} belongs to ${facts.rotations.join(', ')}; ${person.name} is in ${rotation?.name ?? 'no rotation'} on ${day}.`,
        { who: [person.id], can: 'Ask somebody in that rotation.' },
      ),
    ]
  if (is(facts.notDuring))
    return [
      finding(
        'swaps.rotation',
        `${person.name} is in ${rotation!.name} on ${day}, without ${name}.`,
        {
          who: [person.id],
          can: 'Ask somebody else.',
        },
      ),
    ]
  return []
}

/** Two calls of one person must be far enough apart, by the kind of either. */
function judgeApart(
  world: World,
  person: WorldPerson,
  one: WorldCall,
  other: WorldCall,
): Finding[] {
  const apart = Math.abs(dayNumber(one.on) - dayNumber(other.on))
  const facts = (call: WorldCall) => world.kinds.get(call.kind)?.facts
  const least = one.kind === other.kind ? (facts(one)?.nightsApart ?? 1) : 1
  const isFreed = apart === 1 && (one.on < other.on ? facts(one) : facts(other))?.freeAfter === true
  if (apart >= least && !isFreed) return []
  // A week of call at home is one call of seven days.
  if (one.kind === other.kind && facts(one)?.days === 7) return []
  return [
    finding(
      'swaps.apart',
      isFreed
        ? `${person.name} is free on the day after ${nameOf(world, one.on < other.on ? one : other)}.`
        : `${person.name} would have ${nameOf(world, one)} on ${sayDay(other.on < one.on ? other.on : one.on, { weekday: true })} and again ${sayCount(apart, 'day')} later; ${least} lie between.`,
      { who: [person.id], can: 'Ask somebody else.' },
    ),
  ]
}

/** What the pack finds after the trade that it did not find before. */
export function judgeHours(world: World, id: string, after: readonly WorldCall[]): Judged {
  const person = world.people.get(id)
  if (!person) return { musts: [], notices: [] }
  const before = brokenBefore(world, person)
  const old = new Set(before.map(keyOf))
  const fresh = brokenOf(world, person, after).filter((verdict) => !old.has(keyOf(verdict)))
  const worse = fresh.filter(
    (verdict) => !before.some((one) => isSame(one, verdict) && isAsBad(one, verdict)),
  )
  const say = (verdict: Verdict) =>
    finding('swaps.hours', `${person.name}: ${verdict.says} (${verdict.rule}, ${verdict.clause})`, {
      who: [id],
      can: 'Trade another call.',
    })
  return {
    musts: worse.filter(({ level }) => level === 'core').map(say),
    notices: worse.filter(({ level }) => level !== 'core').map(say),
  }
}

/** Nothing changes before a trade, so it is judged once, however many trades are weighed. */
const known = new WeakMap<World, Map<string, Verdict[]>>()
function brokenBefore(world: World, person: WorldPerson): Verdict[] {
  const of = known.get(world) ?? new Map<string, Verdict[]>()
  known.set(world, of)
  const found = of.get(person.id) ?? brokenOf(world, person, callsOf(world, person.id))
  of.set(person.id, found)
  return found
}

const keyOf = ({ rule, window, says }: Verdict) => `${rule} ${window?.from} ${says}`
const isSame = (one: Verdict, other: Verdict) =>
  one.rule === other.rule && one.window?.from === other.window?.from
/** It was broken before, and not less. */
const isAsBad = (before: Verdict, after: Verdict) =>
  before.measured !== null &&
  after.measured !== null &&
  before.limit !== null &&
  Math.abs(before.measured - before.limit) >= Math.abs(after.measured - (after.limit ?? 0))

function brokenOf(world: World, person: WorldPerson, calls: readonly WorldCall[]): Verdict[] {
  const kinds = new Map([...world.kinds].map(([id, { facts }]) => [id, facts]))
  const timeline = plannedTimeline(
    {
      ...{ person: person.id, name: person.name, zone: world.zone },
      ...{ rotations: person.rotations, leave: person.leave },
      ...(person.conferences ? { conferences: person.conferences } : {}),
      calls: calls.map(({ id, kind, on, begins, ends }) => ({
        ...{ id, kind, on },
        begins: new Date(begins * MINUTE).toISOString(),
        ends: new Date(ends * MINUTE).toISOString(),
      })),
    },
    { from: addDays(world.span.from, -1), to: addDays(world.span.to, 1) },
    { kinds, holidays: world.holidays },
  )
  return judgeInForce(timeline, world.packs).filter(({ state }) => state === 'broken')
}

const nameOf = (world: World, { kind }: WorldCall) => world.kinds.get(kind)?.name ?? kind
