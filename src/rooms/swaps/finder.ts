// Who could take this call, alone or in a circle, so that nothing breaks and most are glad?
import { dayNumber, sayDay } from '../../kernel/day.ts'
import { sayList } from '../../kernel/finding.ts'
import type { Proposal } from './schema.ts'
import { callsAfter, judgeTaking, judgeTrade } from './rules.ts'
import { type Leg, type World, type WorldCall } from './world.ts'

export type FinderOptions = {
  /** Calls that somebody has asked to be rid of. */
  wanted: ReadonlySet<string>
  /** People in a circle at most; 1 = only giving away. */
  people: number
  /** So many circles, and so many who would simply take it. */
  most: number
  /** Trades of either kind that are judged whole at most. */
  effort: number
}

type Edge = { call: WorldCall; to: string }

/**
 * Legal ways to be rid of a call: trades, then gifts, each with the best first: those in which more
 * people get rid of what they asked to be rid of, then small circles, then fair points, then days near
 * the old one. Circles of three and more are looked for among calls that somebody wants to be rid of.
 */
export function findProposals(world: World, mine: WorldCall, options: FinderOptions): Proposal[] {
  const now = Date.parse(world.now) / 60_000 + world.policy.noticeHours * 60
  const ahead = world.calls.filter(({ begins }) => begins > now)
  const takers = takersOf(world)
  const gifts = takers(mine).map((to): Leg[] => [{ call: mine, to }])
  const around = options.people >= 2 ? circles(world, mine, ahead, takers, options) : []
  return [...legalOf(world, around, mine, options), ...legalOf(world, gifts, mine, options)]
}

/** The best of some trades that are legal as a whole. */
function legalOf(
  world: World,
  candidates: readonly Leg[][],
  mine: WorldCall,
  { wanted, most, effort }: FinderOptions,
): Proposal[] {
  const ranked = candidates
    .map((legs) => ({ legs, rank: rankOf(legs, mine, wanted) }))
    .sort((one, other) => compare(one.rank, other.rank))
  const found: Proposal[] = []
  for (const { legs } of ranked.slice(0, effort)) {
    if (found.length >= most) break
    const { musts, notices } = judgeTrade(world, legs)
    if (musts.length > 0) continue
    found.push(
      sayProposal(
        world,
        legs,
        mine,
        wanted,
        notices.map(({ says }) => says),
      ),
    )
  }
  return found
}

/** By call: who could take it as far as the call alone says; remembered, because circles ask again and again. */
function takersOf(world: World): (call: WorldCall) => string[] {
  const known = new Map<string, string[]>()
  return (call) => {
    const found = known.get(call.id)
    if (found) return found
    const list = [...world.people.keys()].filter(
      (id) => id !== call.person && judgeTaking(world, id, call, [call]).musts.length === 0,
    )
    known.set(call.id, list)
    return list
  }
}

function circles(
  world: World,
  mine: WorldCall,
  ahead: readonly WorldCall[],
  takers: (call: WorldCall) => string[],
  { wanted, people }: FinderOptions,
): Leg[][] {
  const out: Leg[][] = []
  const me = mine.person
  const byPerson = new Map<string, WorldCall[]>()
  for (const call of ahead) byPerson.set(call.person, [...(byPerson.get(call.person) ?? []), call])
  const canTake = new Map<string, Set<string>>()
  const takes = (person: string, call: WorldCall) => {
    const known = canTake.get(call.id) ?? new Set(takers(call))
    canTake.set(call.id, known)
    return known.has(person)
  }
  const grow = (legs: Edge[], seen: ReadonlySet<string>) => {
    const holder = legs.at(-1)!.to
    for (const call of byPerson.get(holder) ?? []) {
      if (call.id === mine.id) continue
      const isWanted = wanted.has(call.id)
      if (legs.length > 1 && !isWanted) continue
      // The circle closes with me.
      if (takes(me, call)) out.push([...legs, { call, to: me }])
      if (legs.length + 1 >= people || !isWanted) continue
      for (const to of takers(call))
        if (!seen.has(to)) grow([...legs, { call, to }], new Set([...seen, to]))
    }
  }
  for (const to of takers(mine)) grow([{ call: mine, to }], new Set([me, to]))
  return out.filter((legs) => fits(world, legs))
}

/** Nobody has two calls at once, or too near, once all have given and taken. */
const fits = (world: World, legs: readonly Leg[]) =>
  legs.every(
    ({ call, to }) => judgeTaking(world, to, call, callsAfter(world, legs, to)).musts.length === 0,
  )

function rankOf(legs: readonly Leg[], mine: WorldCall, wanted: ReadonlySet<string>): number[] {
  const rid = legs.filter(({ call }) => call.id === mine.id || wanted.has(call.id)).length
  const back = legs.filter(({ to }) => to === mine.person).map(({ call }) => call)
  const points = back.reduce((sum, call) => sum + call.points, 0)
  const days = back.reduce(
    (sum, call) => sum + Math.abs(dayNumber(call.on) - dayNumber(mine.on)),
    0,
  )
  return [-rid, legs.length, Math.abs(mine.points - points), days]
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [nth, value] of one.entries()) {
    const by = value - other[nth]!
    if (by !== 0) return by
  }
  return 0
}

function sayProposal(
  world: World,
  legs: readonly Leg[],
  mine: WorldCall,
  wanted: ReadonlySet<string>,
  notices: string[],
): Proposal {
  const name = (id: string) => world.people.get(id)?.name ?? id
  const sayCall = ({ kind, on }: WorldCall) =>
    `${world.kinds.get(kind)?.name ?? kind} on ${sayDay(on, { weekday: true })}`
  const back = legs.filter(({ to }) => to === mine.person)
  const got = back.reduce((sum, { call }) => sum + call.points, 0)
  const [first] = legs
  const says =
    legs.length === 1
      ? `${name(first!.to)} takes it`
      : legs.length === 2
        ? `${name(first!.to)} takes it, you take ${sayCall(legs[1]!.call)}`
        : `${sayList(legs.slice(0, -1).map(({ to }) => name(to)))} in a circle; you take ${sayCall(back[0]!.call)}`
  return {
    legs: legs.map(({ call, to }) => ({ call: call.id, to, part: null })),
    people: [mine.person, ...legs.map(({ to }) => to).filter((to) => to !== mine.person)].map(
      (id) => ({ id, name: name(id) }),
    ),
    says,
    wanted: legs.filter(({ call }) => wanted.has(call.id)).length,
    difference: mine.points - got,
    notices,
  }
}
