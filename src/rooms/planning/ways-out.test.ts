// A way out is a change after which there is a roster: each one is checked by trying all rosters.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { explain } from './explain.ts'
import { applyChanges } from './repair/event.ts'
import { bind, found, judge, rule } from './rule.ts'
import { everyRoster } from './search/random.fixture.ts'
import { problemOf } from './search/year.fixture.ts'
import { waysOut } from './ways-out.ts'

const cover = rule({
  id: 'test.cover',
  title: 'Coverage',
  params: z.strictObject({
    work: z.string(),
    min: z.int().min(0),
    periods: z.array(z.string()).optional(),
  }),
  goal: 'coverage',
  source: 'Test',
  sentence: ({ work, min, periods }) =>
    `At least ${min} on ${work} in ${periods ?? 'every block'}.`,
  check: ({ work, min, periods }, { world, at }) =>
    world.problem.periods.flatMap((period, t) => {
      if (periods && !periods.includes(period.id)) return []
      const count = world.problem.people.filter((_, p) => at(p, t) === world.work(work)).length
      return count < min ? [found(world, 'test.cover', 'too few', { periods: [t] })] : []
    }),
  post: ({ work, min, periods }, model) => {
    const { world } = model
    world.problem.periods.forEach((period, t) => {
      if (periods && !periods.includes(period.id)) return
      const terms = world.problem.people.flatMap((_, p) => model.any(p, t, [world.work(work)]))
      model.atLeast(min, terms, {
        ...{ periods: [t], works: [world.work(work)] },
        says: () => `${work} needs ${min}`,
      })
    })
  },
  examples: [],
})

const most = rule({
  id: 'test.most',
  title: 'Most',
  params: z.strictObject({
    work: z.string(),
    max: z.int(),
    people: z.array(z.string()).optional(),
  }),
  goal: 'requirement',
  source: 'Test',
  sentence: ({ work, max, people }) => `At most ${max} of ${work} for ${people ?? 'everybody'}.`,
  check: ({ work, max, people }, { world, at }) =>
    world.problem.people.flatMap((person, p) => {
      if (people && !people.includes(person.id)) return []
      const count = world.problem.periods.filter((_, t) => at(p, t) === world.work(work)).length
      return count > max ? [found(world, 'test.most', 'too much', { people: [p] })] : []
    }),
  post: ({ work, max, people }, model) => {
    const { world } = model
    world.problem.people.forEach((person, p) => {
      if (people && !people.includes(person.id)) return
      const terms = world.problem.periods.flatMap((_, t) => model.any(p, t, [world.work(work)]))
      model.atMost(max, terms, {
        ...{ people: [p], works: [world.work(work)] },
        says: () => `${person.name} at most ${max}`,
      })
    })
  },
  examples: [],
})

const known = [cover, most]
const problem = problemOf({
  people: ['Amy', 'Ben'].map((id) => ({ id, name: id })),
  periods: [1, 2, 3].map((t) => ({ id: `b${t}`, from: `2026-07-0${t}`, to: `2026-07-0${t}` })),
  work: [{ id: 'NF' }, { id: 'CT' }],
  rules: [
    { rule: 'test.cover', params: { work: 'NF', min: 1 } },
    { rule: 'test.most', params: { work: 'NF', max: 1 } },
  ],
})

test('one block with fewer, one person with more: each dissolves the conflict', async () => {
  const bound = bind(problem, known)
  if (!bound.ok) throw new Error('it binds')
  const explanation = await explain(bound.value)
  const ways = await waysOut(bound.value, explanation, { most: 6 })
  expect(ways.map(({ says }) => says)).toEqual([
    'Only here: At least 0 on NF in b1.',
    'Only here: At least 0 on NF in b2.',
    'Everywhere: At least 0 on NF in every block.',
    'Everywhere: At most 2 of NF for everybody.',
    'Make a wish of this rule: At least 1 on NF in every block.',
    'Make a wish of this rule: At most 1 of NF for everybody.',
  ])
  for (const { changes, verified } of ways) {
    expect(verified).toBe(true)
    const changed = applyChanges(bound.value, changes)
    if (!changed.ok) throw new Error('it still binds')
    let legal = 0
    for (const roster of everyRoster(changed.value)) {
      const musts = judge(changed.value, roster).filter(
        ({ bound: one }) => one.choice.strength === 'must',
      )
      if (musts.every(({ findings }) => findings.length === 0)) legal++
    }
    expect(legal).toBeGreaterThan(0)
  }
  expect(problem.rules).toHaveLength(2)
})
