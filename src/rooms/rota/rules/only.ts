// Is nothing but certain work done, by these people or in these blocks?
import { z } from 'zod'
import { sayList } from '../../../kernel/finding.ts'
import { found, isAmong, rule, sayPeriods, sayWorks } from '../../planning/rule.ts'
import { EMPTY, type World } from '../../planning/world.ts'

const params = z.strictObject({
  /** The work that may stand there; ids or categories. */
  works: z.array(z.string()).min(1),
  /** People, levels or groups; absent = everybody. */
  who: z.array(z.string()).min(1).optional(),
  /** Only these periods; absent = all. */
  periods: z.array(z.string()).optional(),
  /** `partly-away`: only blocks with approved absence of a half or less. */
  where: z.enum(['anywhere', 'partly-away']).default('anywhere'),
  /** May the cell stay empty as well? */
  mayBeEmpty: z.boolean().default(false),
})
type Params = z.output<typeof params>

/** Blocks mostly on approved absence are not judged: there `rota.leave` says what may stand. */
function isAsked({ who, where }: Params, world: World, p: number, t: number): boolean {
  if (world.isAbsent(p, t) || !world.isPresent(p, t)) return false
  if (where === 'partly-away' && world.absentDays(p, t) === 0) return false
  return !who || isAmong(world, p, t, who)
}

/** Amount: cells that hold something else. As a wish it rewards every cell that holds the work. */
export const only = rule({
  id: 'rota.only',
  title: 'Only this work',
  params,
  goal: 'requirement',
  source: 'Programme policy',
  sentence: ({ works, who, periods, where, mayBeEmpty }, world) => {
    const named = who?.map((id) => (world?.has('person', id) ? world.name(world.person(id)) : id))
    const when = periods ? ` in ${sayPeriods(periods, world)}` : ''
    const away = where === 'partly-away' ? ' in blocks with some approved absence' : ''
    const what = `${mayBeEmpty ? 'nothing but' : 'only'} ${sayWorks(works, world)}`
    return `${named ? sayList(named) : 'Everybody'}: ${what}${when}${away}.`
  },
  refs: ({ works, who, periods }) => ({ works, who, periods }),
  check: (asked, { world, at }) => {
    const allowed = new Set(world.worksOf(asked.works))
    return world.problem.people.flatMap((person, p) =>
      world.problem.periods.flatMap((period, t) => {
        if (asked.periods && !asked.periods.includes(period.id)) return []
        const w = at(p, t)
        const isFine = w === EMPTY ? asked.mayBeEmpty : allowed.has(w)
        if (isFine || !isAsked(asked, world, p, t)) return []
        const has = w === EMPTY ? 'nothing' : world.workName(w)
        const says = `${person.name} has ${has} in ${world.periodName(t)}; only ${sayWorks(asked.works, world)} may stand there.`
        const about = { people: [p], periods: [t], works: w === EMPTY ? [] : [w] }
        return [found(world, 'rota.only', says, about)]
      }),
    )
  },
  post: (asked, model) => {
    const { world } = model
    const allowed = world.worksOf(asked.works)
    const others = world.problem.work.flatMap((_, w) => (allowed.includes(w) ? [] : [w]))
    const every = asked.periods?.map((id) => world.period(id)) ?? [...world.periodDays.keys()]
    for (const t of new Set(every))
      for (let p = 0; p < world.personCount; p++) {
        if (!isAsked(asked, world, p, t)) continue
        const about = {
          people: [p],
          periods: [t],
          works: allowed,
          says: () =>
            `${world.name(p)} has only ${sayWorks(asked.works, world)} in ${world.periodName(t)}`,
        }
        if (asked.mayBeEmpty) model.atMost(0, model.any(p, t, others), about)
        else model.atLeast(1, model.any(p, t, allowed), about)
      }
  },
  examples: [
    {
      title: 'R1 are on A in the first block, later on anything',
      with: { works: ['A'], who: ['R1'], periods: ['b01'] },
      roster: 'Amy (R1) A B\nBen (R2) B .',
      by: 0,
    },
    {
      title: 'Other work and an empty cell are refused',
      with: { works: ['A'] },
      roster: 'Amy A B\nBen . A',
      by: 2,
    },
    {
      title: 'An empty cell is fine when it may be',
      with: { works: ['A', 'B'], who: ['Amy'], mayBeEmpty: true },
      roster: 'Amy A . C\nBen C C C',
      by: 1,
    },
    {
      title: 'Three of seven days away ask for light work, four are judged by the leave rule',
      with: { works: ['A'], where: 'partly-away' },
      roster: 'Amy B B B',
      facts: {
        absences: [
          { person: 'Amy', from: '2026-07-01', to: '2026-07-03' },
          { person: 'Amy', from: '2026-07-08', to: '2026-07-11' },
        ],
      },
      by: 1,
    },
  ],
})
