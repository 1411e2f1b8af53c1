// Do the cells that were fixed by hand stay as they are?
import { z } from 'zod'
import { found, rule } from '../../planning/rule.ts'
import { EMPTY, type World } from '../../planning/world.ts'

const params = z.strictObject({})

const sayWork = (world: World, w: number) => (w === EMPTY ? 'nothing' : world.workName(w))

export const pins = rule({
  id: 'rota.pins',
  title: 'Fixed cells',
  params,
  goal: 'coverage',
  source: 'Programme policy',
  sentence: () => 'Cells fixed by hand stay as they are.',
  check: (_, { world, at }) =>
    world.problem.pins.flatMap((pin) => {
      const [p, t] = [world.person(pin.person), world.period(pin.period)]
      const fixed = pin.work === null ? EMPTY : world.work(pin.work)
      const w = at(p, t)
      if (w === fixed) return []
      const why = pin.reason ? ` (${pin.reason})` : ''
      const says = `${world.name(p)} has ${sayWork(world, w)} in ${world.periodName(t)}; ${sayWork(world, fixed)} is fixed there${why}.`
      const about = {
        people: [p],
        periods: [t],
        works: [w, fixed].filter((each) => each !== EMPTY),
        can: `Put ${sayWork(world, fixed)} back, or remove the pin.`,
      }
      return [found(world, 'rota.pins', says, about)]
    }),
  post: (_, model) => {
    const { world } = model
    for (const pin of world.problem.pins) {
      const [p, t] = [world.person(pin.person), world.period(pin.period)]
      const about = {
        people: [p],
        periods: [t],
        says: () =>
          `${world.name(p)} has ${pin.work ?? 'nothing'} in ${world.periodName(t)}, fixed by hand`,
      }
      if (pin.work !== null) model.atLeast(1, model.any(p, t, [world.work(pin.work)]), about)
      else {
        const every = world.problem.work.map((_work, w) => w)
        model.atMost(0, model.any(p, t, every), about)
      }
    }
  },
  examples: [
    {
      title: 'A pinned A and a pinned empty cell hold',
      with: {},
      roster: 'Amy A .\nBen B B',
      facts: {
        pins: [
          { person: 'Amy', period: 'b01', work: 'A' },
          { person: 'Amy', period: 'b02', work: null },
        ],
      },
      by: 0,
    },
    {
      title: 'Other work, no work, and work where nothing is fixed',
      with: {},
      roster: 'Amy B .\nBen A B',
      facts: {
        pins: [
          { person: 'Amy', period: 'b01', work: 'A', reason: 'visa' },
          { person: 'Amy', period: 'b02', work: 'A' },
          { person: 'Ben', period: 'b02', work: null },
        ],
      },
      by: 3,
    },
  ],
})
