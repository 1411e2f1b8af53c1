// Does every scanner or room take no more people than it can, and none while it cannot be used?
import { z } from 'zod'
import { sayList } from '../../../kernel/finding.ts'
import { sharedDays } from '../../../kernel/span.ts'
import { found, rule } from '../../planning/rule.ts'
import type { World } from '../../planning/world.ts'

const params = z.strictObject({
  /** Only this resource; absent = every resource of the problem. */
  resource: z.string().optional(),
})

type Resource = World['problem']['resources'][number]

/** Usable for more than half of the period, as presence of people is counted. */
function isUsable(world: World, resource: Resource, t: number): boolean {
  const period = world.problem.periods[t]!
  const from = resource.from ?? period.from
  const to = resource.to ?? period.to
  return resource.usable && sharedDays({ from, to }, period) * 2 > world.periodDays[t]!
}

export const resource = rule({
  id: 'rota.resource',
  title: 'Room in a resource',
  params,
  goal: 'coverage',
  source: 'Programme policy',
  sentence: ({ resource }, world) => {
    const known = world?.problem.resources.find((entry) => entry.id === resource)
    if (known)
      return `${known.name ?? known.id} takes at most ${known.capacity} at once, and nobody while it is not in use.`
    return `${resource ? `The resource ${resource}` : 'Every resource'} takes at most as many people as it has room for, and nobody while it is not in use.`
  },
  refs: ({ resource }) => (resource ? { resources: [resource] } : {}),
  check: (params, { world, at }) =>
    world.problem.resources.flatMap((entry) => {
      if (params.resource !== undefined && entry.id !== params.resource) return []
      const name = entry.name ?? entry.id
      return world.problem.periods.flatMap((_, t) => {
        const there = world.problem.people.flatMap((_, p) =>
          world.isPresent(p, t) && world.problem.work[at(p, t)]?.resource === entry.id ? [p] : [],
        )
        const usable = isUsable(world, entry, t)
        const by = there.length - (usable ? entry.capacity : 0)
        if (by <= 0) return []
        const who = sayList(there.map((p) => world.name(p)))
        const says = usable
          ? `${name} has ${there.length} in ${world.periodName(t)}: ${who}; it takes ${entry.capacity}.`
          : `${name} is not in use in ${world.periodName(t)}, but ${who} ${by === 1 ? 'is' : 'are'} there.`
        const works = [...new Set(there.map((p) => at(p, t)))]
        const can = usable ? `Move ${by} of them.` : 'Choose other work, or correct its days.'
        return [
          found(world, 'rota.resource', says, { by, people: there, periods: [t], works, can }),
        ]
      })
    }),
  post: (params, model) => {
    const { world } = model
    for (const entry of world.problem.resources) {
      if (params.resource && params.resource !== entry.id) continue
      const works = world.problem.work.flatMap((work, w) => (work.resource === entry.id ? [w] : []))
      if (works.length === 0) continue
      for (let t = 0; t < world.periodCount; t++) {
        const terms = []
        for (let p = 0; p < world.personCount; p++)
          if (world.isPresent(p, t)) terms.push(...model.any(p, t, works))
        const room = isUsable(world, entry, t) ? entry.capacity : 0
        model.atMost(room, terms, {
          periods: [t],
          works,
          says: () => `${entry.name ?? entry.id} takes at most ${room} in ${world.periodName(t)}`,
        })
      }
    }
  },
  examples: [
    {
      title: 'One fellow in the OR magnet is as many as it takes',
      with: {},
      roster: 'Amy M B\nBen B M',
      facts: {
        work: [{ id: 'M', resource: 'magnet' }],
        resources: [{ id: 'magnet', name: 'OR magnet', capacity: 1 }],
      },
      by: 0,
    },
    {
      title: 'A second fellow in the OR magnet is refused',
      with: { resource: 'magnet' },
      roster: 'Amy M B\nBen M B',
      facts: {
        work: [{ id: 'M', resource: 'magnet' }],
        resources: [{ id: 'magnet', name: 'OR magnet', capacity: 1 }],
      },
      by: 1,
    },
    {
      title: 'A magnet opened on the fourth day of week 2 is usable then, on the fifth it is not',
      with: {},
      roster: 'Amy M M\nBen N N',
      facts: {
        work: [
          { id: 'M', resource: 'first' },
          { id: 'N', resource: 'second' },
        ],
        resources: [
          { id: 'first', name: 'OR magnet', capacity: 1, from: '2026-07-11' },
          { id: 'second', name: 'PET', capacity: 1, from: '2026-07-12' },
        ],
      },
      by: 3,
    },
    {
      title: 'A magnet under construction takes nobody',
      with: {},
      roster: 'Amy M B\nBen M B',
      facts: {
        work: [{ id: 'M', resource: 'magnet' }],
        resources: [{ id: 'magnet', name: 'OR magnet', capacity: 1, usable: false }],
      },
      by: 2,
    },
    {
      title: 'Only the magnet is asked about; the PET is full as well',
      with: { resource: 'magnet' },
      roster: 'Amy M\nBen M\nEve N\nMax N',
      facts: {
        work: [
          { id: 'M', resource: 'magnet' },
          { id: 'N', resource: 'pet' },
        ],
        resources: [
          { id: 'magnet', name: 'OR magnet', capacity: 1 },
          { id: 'pet', name: 'PET', capacity: 1 },
        ],
      },
      by: 1,
    },
    {
      title: 'A scanner that ends on the fourth day of a week serves it, on the third it does not',
      with: {},
      roster: 'Amy M M\nBen N N',
      facts: {
        work: [
          { id: 'M', resource: 'first' },
          { id: 'N', resource: 'second' },
        ],
        resources: [
          { id: 'first', name: 'CT 1', capacity: 1, to: '2026-07-04' },
          { id: 'second', name: 'CT 2', capacity: 1, to: '2026-07-03' },
        ],
      },
      by: 3,
    },
    {
      title: 'Half of a block is not more than half of it',
      with: {},
      roster: 'Amy M',
      facts: {
        periods: [{ id: 'b01', label: '1', from: '2026-07-01', to: '2026-07-02' }],
        work: [{ id: 'M', resource: 'magnet' }],
        resources: [{ id: 'magnet', name: 'OR magnet', capacity: 1, from: '2026-07-02' }],
      },
      by: 1,
    },
  ],
})
