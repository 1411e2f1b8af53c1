// Are certain people kept apart: not away together, or not on the same work?
import { z } from 'zod'
import { found, isAmong, rule, sayAny, sayWorks } from '../../planning/rule.ts'
import { EMPTY, type World } from '../../planning/world.ts'

const params = z.strictObject({
  /** People, levels or groups. */
  one: z.array(z.string()).min(1),
  /** People, levels or groups; the same list as `one` means every two of them. */
  other: z.array(z.string()).min(1),
  /** What they may not do in the same block; approved absence counts as being away. */
  not: z.enum(['away', 'same-work']),
  /** With `same-work`: only this work; absent = every work but leave and rest. */
  works: z.array(z.string()).optional(),
})

function watched(world: World, works?: readonly string[]): number[] {
  if (works) return world.worksOf(works)
  return world.problem.work.flatMap(({ kind }, w) =>
    kind === 'leave' || kind === 'rest' ? [] : [w],
  )
}

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((name) => other.includes(name))

/** Amount: pairs of people, in each block; an approved absence is a fact and counts. */
export const pairing = rule({
  id: 'rota.pairing',
  title: 'People kept apart',
  params,
  goal: 'coverage',
  source: 'Programme policy',
  sentence: ({ one, other, not, works }, world) => {
    const say = (names: readonly string[]) =>
      sayAny(
        names.map((name) => (world?.has('person', name) ? world.name(world.person(name)) : name)),
      )
    const what = works ? `on ${sayWorks(works, world)}` : 'on the same work'
    const who = isSame(one, other) ? `Any two of ${say(one)}` : `${say(one)} and ${say(other)}`
    return `${who} are never ${not === 'away' ? 'away' : what} in the same block.`
  },
  refs: ({ one, other, works }) => ({ who: [...one, ...other], works }),
  check: ({ one, other, not, works }, { world, at }) => {
    const kinds = new Set(watched(world, works))
    const isAway = (p: number, t: number) => world.isAbsent(p, t) || world.isLeave(at(p, t))
    return world.problem.periods.flatMap((_, t) =>
      world.problem.people.flatMap((person, p) =>
        world.problem.people.slice(0, p).flatMap((partner, q) => {
          const isPair =
            (isAmong(world, p, t, one) && isAmong(world, q, t, other)) ||
            (isAmong(world, q, t, one) && isAmong(world, p, t, other))
          if (!isPair) return []
          const w = at(p, t)
          const meets =
            not === 'away' ? isAway(p, t) && isAway(q, t) : kinds.has(w) && at(q, t) === w
          if (!meets) return []
          const what = not === 'away' ? 'away' : `on ${world.workName(w)}`
          const says = `${partner.name} and ${person.name} are both ${what} in ${world.periodName(t)}.`
          const can = 'Move one of them to another block.'
          const about = { people: [q, p], periods: [t], works: w === EMPTY ? [] : [w], can }
          return [found(world, 'rota.pairing', says, about)]
        }),
      ),
    )
  },
  post: ({ one, other, not, works }, model) => {
    const { world } = model
    const leave = world.problem.work.flatMap((_, w) => (world.isLeave(w) ? [w] : []))
    const rows = not === 'away' ? [leave] : watched(world, works).map((w) => [w])
    for (let t = 0; t < world.periodCount; t++)
      for (let p = 0; p < world.personCount; p++) {
        if (!isAmong(world, p, t, one)) continue
        const isOther = isAmong(world, p, t, other)
        const partners = world.problem.people.flatMap((_, q) => {
          const isSeen = q < p && isOther && isAmong(world, q, t, one)
          return q !== p && isAmong(world, q, t, other) && !isSeen ? [q] : []
        })
        if (partners.length === 0) continue
        for (const row of rows) {
          // Weighing p as all partners together makes one row say "if p, then none of them".
          const absent = (q: number) => not === 'away' && world.isAbsent(q, t)
          const fixed = partners.filter(absent).length + (absent(p) ? partners.length : 0)
          const terms = partners.flatMap((q) => (absent(q) ? [] : model.any(q, t, row)))
          if (!absent(p)) terms.push(...model.any(p, t, row, partners.length))
          model.atMost(partners.length - fixed, terms, {
            people: [p, ...partners],
            periods: [t],
            works: row,
            says: () =>
              `${world.name(p)} may not be ${not === 'away' ? 'away' : `on ${world.workName(row[0]!)}`} with ${sayAny(partners.map((q) => world.name(q)))} in ${world.periodName(t)}`,
          })
        }
      }
  },
  examples: [
    {
      title: 'Different work, and leave one after the other, are no matter',
      with: { one: ['Amy'], other: ['Ben'], not: 'same-work' },
      roster: 'Amy A B .\nBen B . A',
      by: 0,
    },
    {
      title: 'Amy and Ben on A together are refused; Eve does not matter',
      with: { one: ['Amy'], other: ['Ben'], not: 'same-work' },
      roster: 'Amy A A B\nBen A B A\nEve A A A',
      by: 1,
    },
    {
      title: 'Every two of three chiefs: three together are three pairs',
      with: { one: ['R2'], other: ['R2'], not: 'same-work', works: ['A'] },
      roster: 'Amy (R2) A B\nBen (R2) A B\nEve (R2) A A\nMax (R1) A A',
      by: 3,
    },
    {
      title: 'Planned leave meets an approved absence',
      with: { one: ['Amy'], other: ['Ben'], not: 'away' },
      roster: 'Amy V V .\nBen A . V',
      facts: {
        work: [{ id: 'V', kind: 'leave' }],
        absences: [{ person: 'Ben', from: '2026-07-08', to: '2026-07-14' }],
      },
      by: 1,
    },
    {
      title: 'Leave and rest are not the same work',
      with: { one: ['Amy'], other: ['Ben'], not: 'same-work' },
      roster: 'Amy V N\nBen V N',
      facts: {
        work: [
          { id: 'V', kind: 'leave' },
          { id: 'N', kind: 'rest' },
        ],
      },
      by: 0,
    },
    {
      title: 'An approved absence that shows leave is one absence, not two',
      with: { one: ['Amy'], other: ['Ben', 'Eve'], not: 'away' },
      roster: 'Amy V A\nBen V A\nEve A V',
      facts: {
        work: [{ id: 'V', kind: 'leave' }],
        absences: [{ person: 'Amy', from: '2026-07-01', to: '2026-07-07' }],
      },
      by: 1,
    },
  ],
})
