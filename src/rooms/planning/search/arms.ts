// Which cells shall be solved anew together? Each arm answers in its own way.
import { cellOf, type Compiled, type Flat } from '../flat.ts'
import { amountOf } from '../score.ts'
import type { Roster } from '../world.ts'

export type Choice = {
  compiled: Compiled
  roster: Roster
  /** By how much each count is missed at best, where that is known. */
  ideal: ReadonlyMap<number, number>
  random: () => number
  /** About how many cells to free. */
  size: number
}
export type Arm = { name: string; choose: (choice: Choice) => Uint8Array }

const noCells = ({ compiled }: Choice) => new Uint8Array(compiled.options.length)

function pick<T>(list: readonly T[], count: number, random: () => number): T[] {
  const left = [...list]
  const picked: T[] = []
  while (picked.length < count && left.length > 0)
    picked.push(...left.splice(Math.floor(random() * left.length), 1))
  return picked
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index)

function freeBox(free: Uint8Array, choice: Choice, people: number[], from: number, width: number) {
  const { world } = choice.compiled
  for (const p of people)
    for (let t = Math.max(0, from); t < Math.min(world.periodCount, from + width); t++)
      free[world.cell(p, t)] = 1
  return free
}

function windowOf({ compiled, random }: Choice, width: number): [number, number] {
  const { periodCount } = compiled.world
  const wide = Math.max(1, Math.min(periodCount, Math.round(width)))
  return [Math.floor(random() * (periodCount - wide + 1)), wide]
}

const people: Arm = {
  name: 'people',
  choose: (choice) => {
    const { world } = choice.compiled
    const count = Math.max(2, Math.round(choice.size / world.periodCount))
    const chosen = pick(range(world.personCount), count, choice.random)
    return freeBox(noCells(choice), choice, chosen, 0, world.periodCount)
  },
}

const window: Arm = {
  name: 'window',
  choose: (choice) => {
    const { world } = choice.compiled
    const [from, width] = windowOf(choice, choice.size / world.personCount)
    return freeBox(noCells(choice), choice, range(world.personCount), from, width)
  },
}

const box: Arm = {
  name: 'box',
  choose: (choice) => {
    const { world } = choice.compiled
    const share = 0.25 + choice.random() * 0.5
    const count = Math.max(2, Math.round(world.personCount * share))
    const [from, width] = windowOf(choice, choice.size / count)
    const chosen = pick(range(world.personCount), count, choice.random)
    return freeBox(noCells(choice), choice, chosen, from, width)
  },
}

/** People of one level or group, over as many periods as fit. */
const group: Arm = {
  name: 'group',
  choose: (choice) => {
    const { world } = choice.compiled
    const anchor = Math.floor(choice.random() * world.personCount)
    const names = [world.levelAt(anchor, 0), ...world.problem.people[anchor]!.groups]
    const name = pick(
      names.filter((one) => one !== undefined),
      1,
      choice.random,
    )
    const peers = range(world.personCount).filter((p) => world.isOneOf(p, 0, name))
    const chosen = pick(peers, Math.max(2, Math.ceil(choice.size / 4)), choice.random)
    const [from, width] = windowOf(choice, choice.size / chosen.length)
    return freeBox(noCells(choice), choice, chosen, from, width)
  },
}

/** Cells that now hold one of two or three works: those works are shared out anew. */
const works: Arm = {
  name: 'works',
  choose: (choice) => {
    const { world } = choice.compiled
    const free = noCells(choice)
    const order = pick(range(world.workCount + 1), world.workCount + 1, choice.random)
    let count = 0
    for (const work of order) {
      const cells: number[] = []
      choice.roster.forEach((held, cell) => {
        if (held === work - 1 && choice.compiled.options[cell]!.length > 1) cells.push(cell)
      })
      for (const cell of pick(cells, choice.size - count, choice.random)) {
        free[cell] = 1
        count++
      }
      if (count >= choice.size) break
    }
    return free
  },
}

/** Counts that are missed; half of the time those alone that are known to be missed by too much. */
function missedOf({ compiled, roster, ideal, random }: Choice): Flat[] {
  const missed = compiled.flats.filter((flat) => amountOf(compiled, roster, flat) > 1e-6)
  if (ideal.size === 0 || random() < 0.5) return missed
  const avoidable = missed.filter(
    (flat) => amountOf(compiled, roster, flat) > 0.01 + (ideal.get(flat.index) ?? 0),
  )
  return avoidable.length > 0 ? avoidable : missed
}

/** Around a few counts that are missed: their cells, and the people in them for some time. */
const broken: Arm = {
  name: 'broken',
  choose: (choice) => {
    const { compiled, random, size } = choice
    const { world } = compiled
    const free = noCells(choice)
    const missed = missedOf(choice)
    const first = missed.filter(({ level }) => level === missed[0]?.level)
    const most = Math.min(...missed.map(({ level }) => level))
    const dearest = missed.filter(({ level }) => level === most)
    const from = random() < 0.5 ? dearest : random() < 0.5 ? missed : first
    let count = 0
    const add = (cell: number) => {
      if (free[cell]) return
      free[cell] = 1
      count++
    }
    for (const flat of pick(from, 12, random)) {
      if (count >= size) break
      const cells = new Set<number>()
      for (const lit of flat.when) cells.add(cellOf(world, lit))
      for (const form of flat.forms) for (const v of form.vars) cells.add(cellOf(world, v))
      for (const cell of pick([...cells], Math.max(4, size / 4), random)) {
        const p = Math.floor(cell / world.periodCount)
        const t = cell % world.periodCount
        for (let near = Math.max(0, t - 2); near <= Math.min(world.periodCount - 1, t + 2); near++)
          add(world.cell(p, near))
        for (const other of pick(range(world.personCount), 3, random)) add(world.cell(other, t))
        if (count >= size) break
      }
    }
    return count > 0 ? free : box.choose(choice)
  },
}

/** Whole rows of somebody who misses something, of those who have it, and of some more like them. */
const rivals: Arm = {
  name: 'rivals',
  choose: (choice) => {
    const { compiled, roster, random, size } = choice
    const { world } = compiled
    const missed = missedOf(choice).filter(({ kind }) => kind === 'excess')
    const level = random() < 0.5 ? missed[0]?.level : pick(missed, 1, random)[0]?.level
    const [flat] = pick(
      missed.filter((each) => each.level === level),
      1,
      random,
    )
    const vars = flat?.forms[0]!.vars ?? []
    if (vars.length === 0) return people.choose(choice)
    const rowOf = (variable: number) => Math.floor(cellOf(world, variable) / world.periodCount)
    const asked = [...new Set(Array.from(vars, rowOf))]
    const chosen = new Set(pick(asked, 1, random))
    const [variable] = pick([...vars], 1, random)
    const [t, work] = [cellOf(world, variable!) % world.periodCount, variable! % world.workCount]
    const holders = range(world.personCount).filter((p) => roster[world.cell(p, t)] === work)
    const count = Math.max(2, Math.round(size / world.periodCount))
    for (const p of pick(holders, Math.ceil(count / 2), random)) chosen.add(p)
    const [first] = chosen
    const peers = range(world.personCount).filter((p) =>
      world.isOneOf(p, t, [world.levelAt(first!, t) ?? '']),
    )
    for (const p of pick(peers, count, random)) if (chosen.size < count) chosen.add(p)
    return freeBox(noCells(choice), choice, [...chosen], 0, world.periodCount)
  },
}

const scattered: Arm = {
  name: 'scattered',
  choose: (choice) => {
    const free = noCells(choice)
    for (const cell of pick(range(free.length), choice.size, choice.random)) free[cell] = 1
    return free
  },
}

export const arms: readonly Arm[] = [people, window, box, group, works, broken, rivals, scattered]
