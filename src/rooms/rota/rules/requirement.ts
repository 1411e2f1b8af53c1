// Does every person get the time of a work that the curriculum asks for, no less and no more?
import { z } from 'zod'
import { sayCount, sayList } from '../../../kernel/finding.ts'
import { found, rule, sayEvery, sayPeriods, sayUnit, sayWorks } from '../../planning/rule.ts'
import type { World } from '../../planning/world.ts'

const params = z
  .strictObject({
    works: z.array(z.string()).min(1),
    /** Who it is asked of; absent = everybody. Only time at the level counts. */
    levels: z.array(z.string()).optional(),
    people: z.array(z.string()).optional(),
    bound: z.enum(['exactly', 'at-least', 'at-most', 'between']).default('exactly'),
    amount: z.number().min(0),
    /** With `between`: the most; `amount` is the least. */
    most: z.number().min(0).optional(),
    unit: z.enum(['days', 'weeks', 'months', 'periods']).default('weeks'),
    /** Only time in these periods counts; absent = all. */
    periods: z.array(z.string()).optional(),
    /** Each of the named works or categories alone (at most so long in any one subspecialty). */
    each: z.boolean().default(false),
    /** Works (ids or categories) that count in part, for example a quarter. */
    credit: z.record(z.string(), z.number().positive().max(1)).default({}),
    /** Count time before this year as well (a requirement over the whole training). */
    withHistory: z.boolean().default(false),
  })
  .refine(({ unit, withHistory }) => unit !== 'periods' || !withHistory, {
    error: 'history has no blocks: count in days, weeks or months',
  })
  .refine(({ bound, amount, most = -1 }) => bound !== 'between' || most >= amount, {
    error: 'between needs most, not less than amount',
  })
type Params = z.output<typeof params>

const SAID = {
  exactly: 'exactly',
  'at-least': 'at least',
  'at-most': 'at most',
  between: 'between',
}

const sayBound = ({ bound, amount, most, unit }: Params): string =>
  bound === 'between'
    ? `${amount} to ${sayCount(most!, sayUnit(unit))}`
    : `${SAID[bound]} ${sayCount(amount, sayUnit(unit))}`

/** What of each work counts, for one group of works after the other. */
function groupsOf(asked: Params, world: World): { names: string[]; parts: Map<number, number> }[] {
  const credited = Object.entries(asked.credit)
  return (asked.each ? asked.works.map((name) => [name]) : [asked.works]).map((names) => {
    const parts = new Map(
      credited.flatMap(([name, part]) => world.worksOf([name]).map((w) => [w, part] as const)),
    )
    for (const w of world.worksOf(names)) parts.set(w, 1)
    return { names, parts }
  })
}

export const requirement = rule({
  id: 'rota.requirement',
  title: 'Requirement per person',
  params,
  goal: 'requirement',
  source: 'Curriculum of the programme',
  sentence: (p, world) => {
    const named = p.people?.map((id) =>
      world?.has('person', id) ? world.name(world.person(id)) : id,
    )
    const who = named?.length ? sayList(named) : sayEvery(p.levels)
    const each = p.each && p.works.length > 1 ? 'each of ' : ''
    const when = p.periods ? ` in ${sayPeriods(p.periods, world)}` : ''
    const credit = Object.entries(p.credit).map(
      ([name, part]) => `${sayWorks([name], world)} counts ${part}`,
    )
    const also = credit.length > 0 ? `; ${sayList(credit)}` : ''
    return `${who} ${(named?.length ?? 1) > 1 ? 'each spend' : 'spends'} ${sayBound(p)} on ${each}${sayWorks(p.works, world)}${when}${also}.`
  },
  refs: ({ works, levels, people, periods, credit }) => ({
    ...{ works: [...works, ...Object.keys(credit)], levels, people, periods },
  }),
  check: (p, { world, at }) =>
    groupsOf(p, world).flatMap(({ names, parts }) =>
      world.problem.people.flatMap((person, i) => {
        if (p.people && !p.people.includes(person.id)) return []
        let time = 0
        let counts = false
        for (let t = 0; t < world.periodCount; t++) {
          if (!world.isPresent(i, t) || !world.isOneOf(i, t, p.levels)) continue
          if (p.periods && !p.periods.includes(world.problem.periods[t]!.id)) continue
          counts = true
          time += (parts.get(at(i, t)) ?? 0) * world.length(t, p.unit)
        }
        if (!counts) return []
        if (p.withHistory) for (const [w, part] of parts) time += part * world.past(i, w, p.unit)
        const short = p.bound === 'at-most' ? 0 : Math.max(0, p.amount - time)
        const most = p.bound === 'between' ? p.most! : p.amount
        const over = p.bound === 'at-least' ? 0 : Math.max(0, time - most)
        if (short + over < 1e-9) return []
        const has = sayCount(time, sayUnit(p.unit))
        const verb = p.bound !== 'between' && p.amount === 1 ? 'is' : 'are'
        const says = `${person.name} has ${has} of ${sayWorks(names, world)}; ${sayBound(p)} ${verb} required.`
        const about = { by: short + over, people: [i], works: [...parts.keys()] }
        return [found(world, 'rota.requirement', says, about)]
      }),
    ),
  post: (p, model) => {
    const { world } = model
    const within = p.periods?.map((id) => world.period(id))
    for (const { names, parts } of groupsOf(p, world))
      for (let i = 0; i < world.personCount; i++) {
        if (p.people && !p.people.includes(world.problem.people[i]!.id)) continue
        const periods = Array.from({ length: world.periodCount }, (_, t) => t).filter(
          (t) => (within?.includes(t) ?? true) && world.isThere(i, t, p.levels),
        )
        if (periods.length === 0) continue
        const works = [...parts.keys()]
        const terms = periods.flatMap((t) =>
          works.flatMap((w) => model.any(i, t, [w], parts.get(w)! * world.length(t, p.unit))),
        )
        const past = p.withHistory
          ? works.reduce((sum, w) => sum + parts.get(w)! * world.past(i, w, p.unit), 0)
          : 0
        const says = () => `${world.name(i)} needs ${sayBound(p)} of ${sayWorks(names, world)}`
        const about = { people: [i], works, says }
        if (p.bound !== 'at-most') model.atLeast(p.amount - past, terms, about)
        const most = p.bound === 'between' ? p.most! : p.amount
        if (p.bound !== 'at-least') model.atMost(most - past, terms, about)
      }
  },
  examples: [
    {
      title: 'Two weeks of A are two weeks',
      with: { works: ['A'], amount: 2 },
      roster: 'Amy A B A',
      by: 0,
    },
    {
      title: 'One week short and one week too much add up',
      with: { works: ['A'], amount: 2 },
      roster: 'Amy A B B\nBen A A A',
      by: 2,
    },
    {
      title: 'Only R1 are asked',
      with: { works: ['A'], amount: 1, levels: ['R1'], bound: 'at-least' },
      roster: 'Amy (R1) B B\nBen (R2) B B',
      by: 1,
    },
    {
      title: 'Between one and two in the first three weeks: none is short, three are over',
      with: { works: ['A'], bound: 'between', amount: 1, most: 2, periods: ['b01', 'b02', 'b03'] },
      roster: 'Amy B B B A\nBen A A A B\nEve A B A A',
      by: 2,
    },
    {
      title: 'At most two weeks in any one subspecialty, last year included',
      with: {
        ...{ works: ['M', 'N'], bound: 'at-most', amount: 2, each: true, withHistory: true },
      },
      roster: 'Amy A C B B',
      facts: {
        work: [
          { id: 'A', categories: ['M'] },
          { id: 'B', categories: ['N'] },
          { id: 'C', categories: ['M'] },
        ],
        history: [{ person: 'Amy', work: 'A', days: 7 }],
      },
      by: 1,
    },
    {
      title: 'Four weeks of B count as one of A',
      with: { works: ['A'], bound: 'at-least', amount: 2, credit: { B: 0.25 } },
      roster: 'Amy A B B B B\nBen A B B C C',
      by: 0.5,
    },
  ],
})
