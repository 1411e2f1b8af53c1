// A repair changes as few cells as any roster could, leaves the past alone, and says whom to tell.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { fitOptions } from './flat.ts'
import { amount, type Count, type Lit, type Term } from './model.ts'
import type { PlanChange } from './changes.ts'
import { repair } from './repair.ts'
import { applyChanges } from './repair/event.ts'
import type { Plan } from './rule.ts'
import { makeRandom } from './search/budget.ts'
import { Jump } from './search/jump.ts'
import { everyRoster, randomPlan, randomRoster } from './search/random.fixture.ts'
import { coverEach, planOf, problemOf, residencyYear } from './search/year.fixture.ts'

/** Literals on which the amount depends: a term and its negation add up to a number. */
const litsOf = (count: Count): readonly Lit[] => {
  if (count.kind === 'notAll') return count.lits
  const dependsOn = (terms: readonly Term[]) => {
    const net = new Map<Lit, number>()
    for (const { lit, weight } of terms) {
      const [variable, sign] = lit < 0 ? [~lit, -1] : [lit, 1]
      net.set(variable, (net.get(variable) ?? 0) + sign * weight)
    }
    return [...net].flatMap(([variable, weight]) => (weight === 0 ? [] : [variable]))
  }
  if (count.kind === 'spread') return count.sums.flatMap(dependsOn)
  return [...dependsOn(count.terms), ...count.when]
}

/** The fewest changes of all rosters that keep what can still be kept; null when there is none. */
function fewest(
  before: Plan,
  after: Plan,
  published: Int16Array,
  { from, yielding }: { from: number; yielding: number | null },
): number | null {
  const { world } = after
  const isFree = (cell: number) =>
    cell % world.periodCount >= from &&
    world.isPresent(Math.floor(cell / world.periodCount), cell % world.periodCount)
  const eventRule = after.rules.find(({ rule }) => rule.id === 'planning.event')?.index
  const isOwn = (count: Count) =>
    count.choice !== eventRule &&
    litsOf(count).every((lit) => {
      const cell = Math.floor((lit < 0 ? ~lit : lit) / world.workCount)
      const [p, t] = [Math.floor(cell / world.periodCount), cell % world.periodCount]
      return p === yielding || !world.isPresent(p, t)
    })
  const musts = compile(after).counts.filter(
    (count) =>
      !isOwn(count) &&
      after.rules.find(({ index }) => index === count.choice)!.choice.strength === 'must' &&
      litsOf(count).some((lit) => isFree(Math.floor((lit < 0 ? ~lit : lit) / world.workCount))),
  )
  let least: number | null = null
  for (const roster of everyRoster(after)) {
    let changed = 0
    let isAllowed = true
    roster.forEach((work, cell) => {
      const p = Math.floor(cell / world.periodCount)
      const t = cell % world.periodCount
      if (!world.isPresent(p, t) || p >= before.world.personCount) return
      if (work === published[cell]) return
      if (t < from) isAllowed = false
      changed++
    })
    if (!isAllowed || (least !== null && changed >= least)) continue
    if (musts.every((count) => amount(world, roster, count) < 1e-9)) least = changed
  }
  return least
}

function randomEvent(plan: Plan, random: () => number): PlanChange {
  const { people, periods } = plan.world.problem
  const kind = Math.floor(random() * 3)
  const period = periods[1 + Math.floor(random() * 2)]!
  if (kind === 0) return { kind: 'leave', person: people[1]!.id, from: period.from, to: period.to }
  if (kind === 1) return { kind: 'resignation', person: people[1]!.id, from: period.from }
  return { kind: 'service-needs', work: 'w0', periods: [period.id], min: 2 }
}

test('no roster changes fewer cells, and the past stays as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 1_000_000 }), async (seed) => {
      const plan = randomPlan(seed, { people: 2, periods: 3, works: 2, counts: 7, musts: 3 })
      const random = makeRandom(seed + 1)
      const published = randomRoster(plan, random)
      const event = randomEvent(plan, random)
      const after = applyChanges(plan, [event])
      if (!after.ok) throw new Error('the event fits')
      const cells = plan.world.toCells(published)
      const result = await repair(
        plan,
        { published: cells, from: 1, changes: [event] },
        { seconds: 60 },
      )
      const strict = fewest(plan, after.value, published, { from: 1, yielding: null })
      const yielding = 'person' in event ? 1 : null
      // Where nothing else helps, the demands on the person concerned alone give way.
      const least = strict ?? fewest(plan, after.value, published, { from: 1, yielding })
      if (least === null) return void expect(result.status).toBe('impossible')
      expect(result).toMatchObject({ status: 'repaired', changed: least, proven: true })
      for (const [id, row] of Object.entries(result.cells!)) {
        const { world } = after.value
        if (world.isPresent(world.person(id), 0)) expect(row[0]).toBe(cells[id]![0])
      }
    }),
    { numRuns: 40 },
  )
}, 60_000)

test('who is away is replaced by one colleague, and both are to be told', async () => {
  const problem = problemOf({
    people: ['Amy', 'Ben', 'Eve'].map((id) => ({ id, name: id })),
    periods: [1, 2, 3].map((t) => ({ id: `b${t}`, from: `2026-07-0${t}`, to: `2026-07-0${t}` })),
    work: [{ id: 'NF', name: 'Night float' }, { id: 'CT' }, { id: 'LV', kind: 'leave' }],
  })
  const plan = planOf(problem, [coverEach('one on nights', undefined, ['NF'], 1, 1)])
  const published = { Amy: ['NF', 'CT', 'CT'], Ben: ['CT', 'NF', 'CT'], Eve: ['CT', 'CT', 'NF'] }
  const event = { kind: 'leave', person: 'Ben', from: '2026-07-02', to: '2026-07-02' } as never
  const result = await repair(plan, { published, from: 1, changes: [event] })
  expect(result).toMatchObject({ status: 'repaired', changed: 2, bound: 2, proven: true })
  expect(result.notify).toContain('Ben')
  const other = result.changes.find(({ person }) => person !== 'Ben')
  expect(other).toMatchObject({ period: 'b2', before: 'CT', after: 'NF' })
  expect(other?.why).toBe('Otherwise this would not hold: one on nights.')
  expect(result.findings).toEqual([])
  const unknown = { kind: 'resignation', person: 'Bob', from: '2026-07-02' } as never
  const refused = await repair(plan, { published, from: 1, changes: [unknown] })
  expect(refused).toMatchObject({ status: 'bad-change', says: 'There is no person "Bob".' })
})

test('a year of 44 people is repaired with a handful of changes', async () => {
  const plan = residencyYear()
  const compiled = compile(plan)
  const jump = new Jump(compiled, fitOptions(compiled, plan.world.emptyRoster()), 1)
  jump.run(100_000)
  const published = plan.world.toCells(jump.best)
  const person = plan.world.problem.people[15]!.id
  const { from } = plan.world.problem.periods[10]!
  const event: PlanChange = { kind: 'resignation', person, from }
  const options = { seconds: 5, deterministic: true }
  const result = await repair(plan, { published, from: 8, changes: [event] }, options)
  expect(result.status).toBe('repaired')
  expect(result.changed).toBeLessThan(12)
}, 120_000)
