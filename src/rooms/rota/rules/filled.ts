// Has everybody who is there something to do in every block?
import { z } from 'zod'
import { found, rule, sayEvery, sayPeriods } from '../../planning/rule.ts'
import { EMPTY } from '../../planning/world.ts'

const params = z.strictObject({
  /** Only people of these levels or groups; absent = everybody. */
  levels: z.array(z.string()).optional(),
  /** Only these periods; absent = all. */
  periods: z.array(z.string()).optional(),
})

/** A cell mostly taken by approved absence may stay empty. */
export const filled = rule({
  id: 'rota.filled',
  title: 'Nobody without work',
  params,
  goal: 'coverage',
  source: 'Programme policy',
  sentence: ({ levels, periods }, world) =>
    `${sayEvery(levels)} has an assignment in ${periods ? sayPeriods(periods, world) : 'every block'}, except while on approved absence.`,
  refs: ({ levels, periods }) => ({ levels, periods }),
  check: ({ levels, periods }, { world, at }) =>
    world.problem.people.flatMap((person, p) =>
      world.problem.periods.flatMap((period, t) => {
        if (at(p, t) !== EMPTY || (periods && !periods.includes(period.id))) return []
        if (!world.isThere(p, t, levels) || world.isAbsent(p, t)) return []
        const says = `${person.name} has no assignment in ${world.periodName(t)}.`
        const can = 'Give an assignment, or record the absence.'
        return [found(world, 'rota.filled', says, { people: [p], periods: [t], can })]
      }),
    ),
  post: ({ levels, periods }, model) => {
    const { world } = model
    const every = world.problem.work.map((_, w) => w)
    const asked = periods?.map((id) => world.period(id)) ?? world.problem.periods.map((_, t) => t)
    for (const t of new Set(asked))
      for (let p = 0; p < world.personCount; p++) {
        if (world.isAbsent(p, t) || !world.isThere(p, t, levels)) continue
        model.atLeast(1, model.any(p, t, every), {
          people: [p],
          periods: [t],
          says: () => `${world.name(p)} needs an assignment in ${world.periodName(t)}`,
        })
      }
  },
  examples: [
    { title: 'Work in every block is full', with: {}, roster: 'Amy A B\nBen B A', by: 0 },
    { title: 'Each empty cell counts', with: {}, roster: 'Amy A .\nBen . .', by: 3 },
    {
      title: 'Only R1 are asked',
      with: { levels: ['R1'] },
      roster: 'Amy (R1) A .\nBen (R2) . .',
      by: 1,
    },
    {
      title: 'Four of seven days away may stay empty, three may not',
      with: {},
      roster: 'Amy . . A',
      facts: {
        absences: [
          { person: 'Amy', from: '2026-07-01', to: '2026-07-04' },
          { person: 'Amy', from: '2026-07-08', to: '2026-07-10' },
        ],
      },
      by: 1,
    },
  ],
})
