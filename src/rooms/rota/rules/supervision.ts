// Is a senior on the work wherever a junior is?
import { z } from 'zod'
import { sayList } from '../../../kernel/finding.ts'
import { found, rule, sayAny, sayWorks } from '../../planning/rule.ts'
import type { World } from '../../planning/world.ts'

const params = z.strictObject({
  /** Each work alone; an id or a category. */
  works: z.array(z.string()).min(1),
  /** Levels or groups that must not be alone. */
  juniors: z.array(z.string()).min(1),
  /** Levels or groups that may lead them; who is in both lists is a senior. */
  seniors: z.array(z.string()).min(1),
  /** How many juniors one senior leads; absent = any number. */
  juniorsPerSenior: z.int().min(1).optional(),
})
type Params = z.output<typeof params>

function roleOf({ juniors, seniors }: Params, world: World, p: number, t: number) {
  if (world.isThere(p, t, seniors)) return 'senior'
  return world.isThere(p, t, juniors) ? 'junior' : undefined
}

/** Amount: juniors without a senior. */
export const supervision = rule({
  id: 'rota.supervision',
  title: 'Junior with senior',
  params,
  goal: 'coverage',
  source: 'Programme policy',
  sentence: ({ works, juniors, seniors, juniorsPerSenior }, world) => {
    const most = juniorsPerSenior ? `, one for at most ${juniorsPerSenior}` : ''
    return `Where ${sayAny(juniors)} is on ${sayWorks(works, world)}, ${sayAny(seniors)} is there too${most}.`
  },
  refs: ({ works, juniors, seniors }) => ({ works, levels: [...juniors, ...seniors] }),
  check: (params, { world, at }) =>
    world.worksOf(params.works).flatMap((w) =>
      world.problem.periods.flatMap((_, t) => {
        const there = world.problem.people.flatMap((_, p) => (at(p, t) === w ? [p] : []))
        const juniors = there.filter((p) => roleOf(params, world, p, t) === 'junior')
        const seniors = there.filter((p) => roleOf(params, world, p, t) === 'senior').length
        const led = seniors === 0 ? 0 : (params.juniorsPerSenior ?? Infinity) * seniors
        const by = juniors.length - led
        if (by <= 0) return []
        const who = sayList(juniors.map((p) => world.name(p)))
        const verb = juniors.length === 1 ? 'is' : 'are'
        const says =
          seniors === 0
            ? `${who} ${verb} on ${world.workName(w)} without ${sayAny(params.seniors)} in ${world.periodName(t)}.`
            : `${who} ${verb} on ${world.workName(w)} in ${world.periodName(t)} with ${seniors} ${sayAny(params.seniors)}; one leads at most ${params.juniorsPerSenior}.`
        const can = `Add ${sayAny(params.seniors)} there.`
        const about = { by, people: juniors, periods: [t], works: [w], can }
        return [found(world, 'rota.supervision', says, about)]
      }),
    ),
  post: (params, model) => {
    const { world } = model
    const everybody = world.problem.people.map((_, p) => p)
    for (let t = 0; t < world.periodCount; t++) {
      const juniors = everybody.filter((p) => roleOf(params, world, p, t) === 'junior')
      const seniors = everybody.filter((p) => roleOf(params, world, p, t) === 'senior')
      // One senior is enough for all: a row for each junior binds more tightly than one for all.
      const each = params.juniorsPerSenior
      const rows = each ? [juniors] : juniors.map((p) => [p])
      for (const w of world.worksOf(params.works))
        for (const row of rows)
          model.atMost(
            0,
            [
              ...row.map((p) => ({ lit: model.lit(p, t, w), weight: 1 })),
              ...seniors.map((p) => ({ lit: model.lit(p, t, w), weight: -(each ?? 1) })),
            ],
            {
              people: row,
              periods: [t],
              works: [w],
              says: () =>
                `${sayList(row.map((p) => world.name(p)))} may be on ${world.workName(w)} in ${world.periodName(t)} only with ${sayAny(params.seniors)}`,
            },
          )
    }
  },
  examples: [
    {
      title: 'An R1 with an R3 is supervised',
      with: { works: ['A'], juniors: ['R1'], seniors: ['R2', 'R3'] },
      roster: 'Amy (R1) A B\nBen (R3) A A\nEve (R1) A B',
      by: 0,
    },
    {
      title: 'Two R1 alone are two too many, on other work they do not matter',
      with: { works: ['A'], juniors: ['R1'], seniors: ['R2'] },
      roster: 'Amy (R1) A B\nBen (R2) B A\nEve (R1) A B',
      by: 2,
    },
    {
      title: 'One R2 leads two R1, the third is too many',
      with: { works: ['A'], juniors: ['R1'], seniors: ['R2'], juniorsPerSenior: 2 },
      roster: 'Amy (R1) A A\nBen (R2) A A\nEve (R1) A A\nMax (R1) A B',
      by: 1,
    },
    {
      title: 'Two who lead two each lead four, and the fifth is one too many',
      with: { works: ['A'], juniors: ['R1'], seniors: ['R2'], juniorsPerSenior: 2 },
      roster:
        'Amy (R1) A A\nBen (R1) A A\nEve (R1) A A\nMax (R1) A A\nZoe (R1) B A\nKim (R2) A A\nLea (R2) A A',
      by: 1,
    },
  ],
})
