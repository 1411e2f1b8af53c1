// The four plans: they fit the planning contract, and supply meets demand before anybody solves.
import { describe, expect, test } from 'vitest'
import { bind } from '../src/rooms/planning/rule.ts'
import { type Problem, problemSchema } from '../src/rooms/planning/schema.ts'
import { World } from '../src/rooms/planning/world.ts'
import { rotaRules } from '../src/rooms/rota/rules/index.ts'
import { demo, demoPlan, demoProblem } from './index.ts'
import { EXACT, LEAST, SERVICE } from './plan-brigham-juniors.ts'

const parsed = (id: string): Problem => problemSchema.parse(demoProblem(id))
const names = demo.plans.map((plan) => plan.id)

describe.each(names)('%s', (id) => {
  test('binds without a finding', () => {
    const bound = bind(parsed(id), rotaRules)
    expect(bound.ok ? [] : bound.findings).toEqual([])
  })

  test('every rule has an id of its own, an author, a reason, and says where it is from', () => {
    const { rules } = demoPlan(id)
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
    for (const rule of rules) {
      expect(rule.author && rule.reason).toBeTruthy()
      expect(rule.cites.length > 0 || rule.invented).toBe(true)
    }
  })

  test('covers the year, and its people are of the programme', () => {
    const plan = demoPlan(id)
    expect(plan.calendar[0]!.from).toBe('2026-07-01')
    expect(plan.calendar.at(-1)!.to).toBe('2027-06-30')
    for (const { person, levels } of plan.people) {
      const roles = demo.cast.find((entry) => entry.id === person)!.roles
      const level = roles.find(
        (role) => role.role === 'trainee' && role.from <= '2026-07-01' && role.to! >= '2026-07-01',
      )!.level
      expect(levels.map((entry) => entry.level)).toEqual([level])
    }
  })

  test('asks of nobody more than a year', () => {
    const world = new World(parsed(id))
    for (let p = 0; p < world.personCount; p++)
      expect(leastAsked(world, p)).toBeLessThanOrEqual(world.periodCount)
  })

  test('needs in no block more people than there are, and has room for all', () => {
    const world = new World(parsed(id))
    for (let t = 0; t < world.periodCount; t++) {
      const { min, max } = coverageIn(world, t)
      expect(min).toBeLessThanOrEqual(world.personCount - awayIn(world))
      expect(max).toBeGreaterThanOrEqual(world.personCount)
    }
  })

  test('every single service can be filled by its requirements', () => {
    const world = new World(parsed(id))
    for (const { least, most, asked } of servicesOf(world)) {
      expect(asked).toBeLessThanOrEqual(most)
      // Where requirements leave no freedom they alone must feed the service.
      expect(isClosed(world) ? asked : least).toBeGreaterThanOrEqual(least)
    }
  })
})

type Params = Record<string, unknown> & { works: string[] }

const paramsOf = (world: World, rule: string) =>
  world.problem.rules.filter((each) => each.rule === rule).map((each) => each.params as Params)

const inPeriods = (params: Params, world: World) =>
  (params.unit ?? 'weeks') === 'weeks' && world.periodDays[0] === 14
    ? Number(params.amount) / 2
    : Number(params.amount)

function isAsked(params: Params, world: World, p: number): boolean {
  const people = params.people as string[] | undefined
  if (people && !people.includes(world.problem.people[p]!.id)) return false
  return world.isOneOf(p, 0, params.levels as string[] | undefined)
}

/** Blocks that the requirements of one person fill; time inside elective time is counted once. */
function leastAsked(world: World, p: number): number {
  const asked = paramsOf(world, 'rota.requirement').filter(
    (each) => each.bound !== 'at-most' && !each.withHistory && isAsked(each, world, p),
  )
  const wide = asked.find((each) => each.works.includes('elective'))
  const inside = wide ? new Set(world.worksOf(wide.works)) : new Set<number>()
  const counted = asked.filter(
    (each) => each === wide || !world.worksOf(each.works).every((w) => inside.has(w)),
  )
  return counted.reduce((sum, each) => sum + inPeriods(each, world), 0)
}

function coverageIn(world: World, t: number): { min: number; max: number } {
  const id = world.problem.periods[t]!.id
  const all = paramsOf(world, 'rota.coverage').filter(
    (each) => !each.periods || (each.periods as string[]).includes(id),
  )
  const sum = (key: 'min' | 'max') => all.reduce((total, each) => total + Number(each[key] ?? 0), 0)
  return { min: sum('min'), max: sum('max') + awayIn(world) }
}

function awayIn(world: World): number {
  return Number(paramsOf(world, 'rota.away')[0]?.max ?? 0)
}

/** Requirements that fill everybody's whole year leave no freedom: demand must equal supply. */
function isClosed(world: World): boolean {
  return world.problem.people.every((_, p) => leastAsked(world, p) === world.periodCount)
}

function servicesOf(world: World) {
  return paramsOf(world, 'rota.coverage').map((service) => {
    const asked = paramsOf(world, 'rota.requirement')
      .filter((each) => each.works.join() === service.works.join() && !each.withHistory)
      .filter((each) => each.bound !== 'at-most')
      .reduce((sum, each) => {
        const people = world.problem.people.filter((_, p) => isAsked(each, world, p)).length
        return sum + people * inPeriods(each, world)
      }, 0)
    const count = world.periodCount
    return {
      asked,
      least: Number(service.min ?? 0) * count,
      most: Number(service.max ?? Infinity) * count,
    }
  })
}

test('Mayo uses 12 of 12 months, 108 person-months', () => {
  const world = new World(parsed('mayo-2026'))
  expect(world.problem.people.map((_, p) => leastAsked(world, p))).toEqual(Array(9).fill(12))
})

test('Hopkins: fifty-two weeks at the magnet are six or seven for each of eight', () => {
  const [fellows, weeks] = [8, 52]
  expect(6 * fellows).toBeLessThanOrEqual(weeks)
  expect(7 * fellows).toBeGreaterThanOrEqual(weeks)
  // What is left after magnet, research, vacation and parental leave covers the other three.
  const left = fellows * weeks - weeks - 8 * 4 - 8 * 4 - 6
  expect(left).toBe(294)
  expect(left).toBeGreaterThanOrEqual((1 + 1 + 2) * weeks)
  expect(left).toBeLessThanOrEqual((2 + 2 + 5) * weeks)
})

test('Brigham, fourth year: 46 weeks of elective time beside 4 and 2', () => {
  const world = new World(parsed('bwh-r4-2026'))
  expect(world.problem.people.map((_, p) => leastAsked(world, p))).toEqual(Array(11).fill(52))
  expect(world.worksOf(['elective'])).not.toContain(world.work('nuclear-required'))
})

test('Brigham, years one to three: 33 residents x 26 blocks within the services', () => {
  const total = (list: Record<string, number>) => Object.values(list).reduce((a, b) => a + b, 0)
  const firm = { R1: 22, R2: 23, R3: 21 }
  for (const level of ['R1', 'R2', 'R3'] as const)
    expect(total(LEAST[level]) + total(EXACT[level])).toBe(firm[level])
  const least = Object.values(SERVICE).reduce((sum, [min]) => sum + min, 0)
  const most = Object.values(SERVICE).reduce((sum, [, max]) => sum + max, 0)
  expect(least).toBeLessThanOrEqual(33 - 4)
  expect(most).toBeGreaterThanOrEqual(33)
  const asked = (work: string) =>
    (['R1', 'R2', 'R3'] as const).reduce(
      (sum, level) => sum + 11 * ((LEAST[level][work] ?? 0) + (EXACT[level][work] ?? 0)),
      0,
    )
  const full = Object.entries(SERVICE).filter(([work, [, max]]) => asked(work) > 26 * max)
  expect(full).toEqual([])
  expect(asked('night-float')).toBeGreaterThanOrEqual(26 * SERVICE['night-float']![0])
})
