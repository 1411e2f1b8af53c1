// Somebody cannot have their call: who can, who cannot and why, and who first?
import { sayDay } from '../../kernel/day.ts'
import { type Finding, finding, sayCount } from '../../kernel/finding.ts'
import { judgeHours, judgeTaking } from './rules.ts'
import type { ReliefOption } from './schema.ts'
import { callsOf, type World, type WorldCall } from './world.ts'

const MINUTE = 60_000
const TIERS = ['backup', 'jeopardy', 'other'] as const

export type Relief = {
  options: ReliefOption[]
  /** Who cannot, with every reason. */
  others: { person: string; name: string; says: string[] }[]
}

/** Standby of this person at that time; it is used up when they step in. */
export function standbyOf(world: World, person: string, call: WorldCall): WorldCall | undefined {
  return callsOf(world, person).find(
    (one) =>
      one.id !== call.id &&
      one.begins < call.ends &&
      call.begins < one.ends &&
      world.kinds.get(one.kind)?.facts.tier !== 'primary',
  )
}

/** Everything against this person in place of whoever has the call now. */
export function judgeRelief(
  world: World,
  person: string,
  call: WorldCall,
): { musts: Finding[]; notices: Finding[] } {
  const standby = standbyOf(world, person, call)
  const after = [
    ...callsOf(world, person).filter(({ id }) => id !== standby?.id),
    { ...call, person },
  ]
  const taking = judgeTaking(world, person, { ...call, person }, after)
  if (taking.musts.length > 0) return taking
  const hours = judgeHours(world, person, after)
  return {
    musts: hours.musts,
    notices: [...taking.notices, ...lateNotice(world, standby), ...hours.notices],
  }
}

/** Standby has a notice; it may be shorter tonight, but it is said. */
function lateNotice(world: World, standby: WorldCall | undefined): Finding[] {
  const facts = standby && world.kinds.get(standby.kind)?.facts
  if (!standby || !facts?.noticeHours) return []
  const hours = Math.max(0, standby.begins - Date.parse(world.now) / MINUTE) / 60
  if (hours >= facts.noticeHours) return []
  return [
    finding(
      'swaps.late',
      `${sayCount(facts.noticeHours, 'hour')} of notice are agreed for ${nameOf(world, standby)}; it is ${sayCount(Math.floor(hours), 'hour')}.`,
      { who: [standby.person] },
    ),
  ]
}

/** What is owed for stepping in: the call, times what the standby is paid back with. */
export function owedFor(world: World, standby: WorldCall | undefined, call: WorldCall): number {
  const times = standby ? (world.kinds.get(standby.kind)?.facts.payback ?? 1) : 1
  return Math.round(call.points * times * 100) / 100
}

/** Backup first, then jeopardy, then whoever has least; within them, who breaks least of what is advised. */
export function findRelief(world: World, call: WorldCall): Relief {
  const options: ReliefOption[] = []
  const others: Relief['others'] = []
  for (const { id, name } of world.people.values()) {
    if (id === call.person) continue
    const { musts, notices } = judgeRelief(world, id, call)
    if (musts.length > 0) {
      others.push({ person: id, name, says: musts.map(({ says }) => says) })
      continue
    }
    const standby = standbyOf(world, id, call)
    const facts = standby && world.kinds.get(standby.kind)?.facts
    options.push({
      ...{ person: id, name, owed: owedFor(world, standby, call) },
      tier: facts?.tier === 'backup' || facts?.tier === 'jeopardy' ? facts.tier : 'other',
      points: pointsOf(world, id),
      notices: notices.map(({ says }) => says),
      responseMinutes: facts?.responseMinutes ?? null,
      standby: standby
        ? {
            ...{ call: standby.id, name: nameOf(world, standby) },
            next: nextFor(world, standby, new Set([id, call.person])),
          }
        : null,
    })
  }
  return {
    options: options.sort(
      (one, other) =>
        TIERS.indexOf(one.tier) - TIERS.indexOf(other.tier) ||
        one.notices.length - other.notices.length ||
        one.points - other.points ||
        one.name.localeCompare(other.name),
    ),
    others: others.sort((one, other) => one.name.localeCompare(other.name)),
  }
}

/** Who could stand by instead: the one who has least. */
function nextFor(world: World, standby: WorldCall, not: ReadonlySet<string>) {
  const able = [...world.people.values()]
    .filter(({ id }) => !not.has(id))
    .sort((one, other) => pointsOf(world, one.id) - pointsOf(world, other.id))
  for (const { id, name } of able)
    if (!standbyOf(world, id, standby) && judgeRelief(world, id, standby).musts.length === 0)
      return { person: id, name }
  return null
}

const pointsOf = (world: World, person: string): number =>
  callsOf(world, person).reduce((sum, { points }) => sum + points, 0)

const nameOf = (world: World, { kind }: WorldCall) => world.kinds.get(kind)?.name ?? kind

/** A call in words: "Overnight on Thu, 3 December". */
export const sayCall = (world: World, call: WorldCall): string =>
  `${nameOf(world, call)} on ${sayDay(call.on, { weekday: true })}`
