// How long does it take to find trades for a call: 33 people, half a year of calls, circles of five?
import { addDays, type Day, day } from '../src/kernel/day.ts'
import { callHours } from '../src/rooms/call/days.ts'
import { callFactsSchema } from '../src/rooms/call/schema.ts'
import { USUAL_PACKS } from '../src/rooms/hours/in-force.ts'
import { findProposals } from '../src/rooms/swaps/finder.ts'
import { findRelief } from '../src/rooms/swaps/relief.ts'
import type { World, WorldCall } from '../src/rooms/swaps/world.ts'
import { median, quantile, type Row } from './table.ts'

const PEOPLE = 33
const DAYS = 180
const FIRST = day('2026-09-07')
const ZONE = 'America/New_York'

const every = <T>(value: T) => ({
  ...{ weekday: value, friday: value, saturday: value, sunday: value, holiday: value },
})

/** Three pools by level, a night for each every day; every fifth call is offered. */
function invent(): { world: World; wanted: Set<string> } {
  const pools = ['R2', 'R3', 'R4']
  const kinds = new Map(
    pools.map((level) => [
      level,
      {
        name: level,
        facts: callFactsSchema.parse({
          ...{ form: 'short', where: 'in-house', needs: every(1), points: every(1) },
          hours: every({ from: '17:00', to: '22:00' }),
          ...{ levels: [level], nightsApart: 3 },
        }),
      },
    ]),
  )
  const calls: WorldCall[] = []
  for (let nth = 0; nth < DAYS; nth++)
    for (const [at, level] of pools.entries()) {
      const on = addDays(FIRST, nth)
      const { begins, ends } = callHours(kinds.get(level)!.facts, on, new Set(), ZONE)!
      const person = `p${at * 11 + ((nth * 7) % 11)}`
      const minute = (moment: string) => Date.parse(moment) / 60_000
      calls.push({
        ...{ id: `${level}-${nth}`, kind: level, person, on, points: 1 },
        ...{ begins: minute(begins), ends: minute(ends) },
      })
    }
  const world: World = {
    ...{ now: '2026-09-01T12:00:00Z', zone: ZONE, kinds, calls, holidays: new Set<Day>() },
    span: { from: addDays(FIRST, -35), to: addDays(FIRST, 183) },
    people: new Map(
      Array.from({ length: PEOPLE }, (_, nth) => {
        const level = pools[Math.floor(nth / 11)]!
        const rotations = Array.from({ length: 8 }, (__, block) => ({
          ...{ work: `r${block}`, name: `Rotation ${block}`, categories: [] },
          from: addDays(FIRST, block * 28),
          to: addDays(FIRST, block * 28 + 27),
          hours: { days: [1, 2, 3, 4, 5], from: '07:30', to: '17:00' },
        }))
        const leave = [{ from: addDays(FIRST, 14 + nth * 4), to: addDays(FIRST, 20 + nth * 4) }]
        return [
          `p${nth}`,
          {
            ...{ id: `p${nth}`, name: `P${nth}`, since: day('2023-07-01'), rotations, leave },
            competencies: new Set<string>(),
            levels: [{ level, from: day('2026-07-01'), to: day('2027-06-30') }],
          },
        ]
      }),
    ),
    packs: USUAL_PACKS,
    policy: { autoApprove: false, noticeHours: 24 },
  }
  return { world, wanted: new Set(calls.filter((_, nth) => nth % 5 === 0).map(({ id }) => id)) }
}

export function benchSwaps(): Row[] {
  return [2, 3, 5].map((people) => {
    const seconds: number[] = []
    let found = 0
    let circles = 0
    for (let nth = 0; nth < 20; nth++) {
      // A new world each time: nothing is remembered from the call before.
      const { world, wanted } = invent()
      const mine = world.calls[120 + nth * 9]!
      const begun = process.cpuUsage()
      const ways = findProposals(world, mine, { wanted, people, most: 8, effort: 80 })
      const { user, system } = process.cpuUsage(begun)
      seconds.push((user + system) / 1e6)
      found += ways.length
      circles += ways.filter(({ legs }) => legs.length > 2).length
    }
    return {
      'people in a circle': people,
      calls: DAYS * 3,
      'ways for each call': (found / 20).toFixed(1),
      'of three and more': (circles / 20).toFixed(1),
      'CPU seconds, median': median(seconds).toFixed(2),
      p95: quantile(seconds, 0.95).toFixed(2),
      target: '< 1',
    }
  })
}

/** Somebody is ill: all who can come, judged whole, and all who cannot with every reason. */
export function benchRelief(): Row[] {
  const seconds: number[] = []
  let [able, others] = [0, 0]
  for (let nth = 0; nth < 20; nth++) {
    const { world } = invent()
    const begun = process.cpuUsage()
    const relief = findRelief(world, world.calls[120 + nth * 9]!)
    const { user, system } = process.cpuUsage(begun)
    seconds.push((user + system) / 1e6)
    able += relief.options.length
    others += relief.others.length
  }
  return [
    {
      ...{
        people: PEOPLE,
        calls: DAYS * 3,
        'can come': able / 20,
        'cannot, with reasons': others / 20,
      },
      'CPU seconds, median': median(seconds).toFixed(2),
      p95: quantile(seconds, 0.95).toFixed(2),
      target: '< 3',
    },
  ]
}
