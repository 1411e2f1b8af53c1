// Which rows would make a better roster together than those that stand, and which of them fit?
import { LEVELS, MUST } from '../flat.ts'
import type { Roster } from '../world.ts'
import { Anneal } from './anneal.ts'
import { Board } from './board.ts'
import { breathe, makeRandom, WORK_PER_STATE } from './budget.ts'
import type { Hunt } from './hunt.ts'
import { linesOf } from './lines.ts'
import { weighCounts } from './weights.ts'
import { RowBuilder } from './row-build.ts'
import { type KnownRow, type Master, RowPool } from './row-pool.ts'

const WIDTH = 200
/** Part of the last prices in the next ones: those of the master swing. */
const KEEP = 0.5
/** A must that a row breaks by itself against what one count can cost. */
const STIFF = 20
const LONGEST_MASTER = 3
/** The parts of a stint: pricing rows ends after one of them, settling people after the other. */
const PRICING = 0.4
const SETTLING = 0.85
/** A mixture that in so many rounds has not become cheaper by this part will not do so. */
const PATIENCE = 10
const LEAST_GAIN = 0.004
/** Part of the pricing after which it must have gained, where a round takes long. */
const TRIAL = 0.35
/** What a second row near the cheapest may cost more, against what cells are worth. */
const NEAR = 0.1
/** A share of a row with which its person is settled together with others. */
const CERTAIN = 0.9
/** One in so many is settled at once, and so often at most the last ones are priced before. */
const AT_ONCE = 12
const MOST_ROUNDS = 6
const AT_ONCE_LATE = 3
/** What comes of it is annealed as long as a part of all that came before. */
const POLISH = 0.5
/** The first heat of annealing what was chosen against its last. */
const WARM = 4

type Mixture = { rowDuals: Float64Array; values: Float64Array; objective: number }

/**
 * Column generation by whole rows: the cheapest mixture of known rows says what it is worth to stand
 * where, rows are rebuilt at these prices, and at last one row of each person is chosen exactly.
 */
export class RowMixer {
  private readonly hunt: Hunt
  private readonly pool: RowPool
  private readonly random: () => number
  private prices: Float64Array
  /** Whether mixtures of rows have been cheaper than rosters; where they are not, nothing is settled. */
  isUseful = true
  /** A later stint begins with a mixture that is cheap already, and need not show it again. */
  private hasSettled = false

  constructor(hunt: Hunt, seed: number) {
    this.hunt = hunt
    this.pool = new RowPool(hunt.compiled)
    this.random = makeRandom(seed)
    this.prices = new Float64Array(linesOf(hunt.compiled).constants.length)
  }

  private isOver(): boolean {
    return this.hunt.budget.isOver() || this.hunt.hearsOf(() => this.hunt.isProven())
  }

  /** Prices rows, settles one of each person, and anneals what comes of it; so many seconds in all. */
  async stint(seconds: number): Promise<void> {
    const { hunt, pool } = this
    const { budget } = hunt
    const begun = budget.used()
    const costs = this.costs()
    hunt.pull()
    pool.learn(hunt.roster)
    const board = this.boardAt(costs)
    const rows = new RowBuilder(board, this.random, WIDTH)
    await this.priceAll(costs, rows, board, begun + PRICING * seconds)
    if (!this.isUseful || this.isOver()) return
    const roster = await this.settleAll(costs, rows, board, begun + SETTLING * seconds)
    this.hasSettled = true
    const spent = budget.used() - begun
    const left = Math.max((1 - SETTLING) * seconds, Math.min(seconds - spent, POLISH * spent))
    if (roster) await this.polish(roster, left)
  }

  /** Rounds of pricing everybody, until nothing new is found or the time is over. */
  private async priceAll(
    costs: readonly number[],
    rows: RowBuilder,
    board: Board,
    end: number,
  ): Promise<void> {
    const { hunt, pool } = this
    const { budget } = hunt
    const trial = budget.used() + TRIAL * (end - budget.used())
    const costsOfRounds: number[] = []
    for (let round = 0; !this.isOver() && budget.used() < end; round++) {
      const master = pool.master(costs)
      const mixture = this.solve(master)
      this.isUseful = mixture !== null
      if (!mixture) return
      costsOfRounds.push(mixture.objective)
      this.learn(master, mixture.rowDuals)
      const hasGained = (since: number) =>
        mixture.objective < (1 - LEAST_GAIN) * (costsOfRounds[since] ?? Infinity)
      const isTrial = round < PATIENCE && budget.used() < trial
      this.isUseful = this.hasSettled || hasGained(0)
      if (!isTrial && !this.isUseful) return
      if (!hasGained(round - PATIENCE) || this.price(rows, board) === 0) return
      await breathe()
      pool.learn(hunt.roster)
    }
  }

  /** Musts and goals that are met must stay so; the first open goal counts, later ones a little. */
  private costs(): number[] {
    const { hunt } = this
    return hunt
      .aim(hunt.openLevels()[0] ?? LEVELS - 1)
      .costs.map((cost, level) => (level === MUST ? Infinity : cost))
  }

  /** Only what each person decides alone costs anything here; the rest is in the prices. */
  private boardAt(costs: readonly number[]): Board {
    const { compiled, roster } = this.hunt
    const finite = compiled.flats.map(({ level, price }) =>
      costs[level] === Infinity ? 0 : costs[level]! * price,
    )
    const most = Math.max(
      1,
      finite.reduce((one, other) => Math.max(one, other), 0),
    )
    const weights = Float64Array.from(compiled.flats, ({ index, level }) =>
      this.pool.owners[index]! < 0 ? 0 : costs[level] === Infinity ? STIFF * most : finite[index]!,
    )
    return new Board(compiled, roster, weights)
  }

  private solve({ problem }: Master, isVertex = false): Mixture | null {
    const { hunt } = this
    const limits = hunt.budget.slice(LONGEST_MASTER)
    const outcome = hunt.solver(problem, { ...limits, relaxed: true, interior: !isVertex })
    hunt.budget.spend(problem.indices.length / 20)
    const { status, rowDuals, values, objective } = outcome
    return status === 'optimal' && rowDuals && values ? { rowDuals, values, objective } : null
  }

  /**
   * Settles some people after others on the rows that the mixture likes best; the others are priced
   * anew, the more often the fewer they are.
   */
  private async settleAll(
    costs: readonly number[],
    rows: RowBuilder,
    board: Board,
    end: number,
  ): Promise<Roster | null> {
    const { hunt, pool } = this
    const { budget } = hunt
    const { personCount, periodCount } = hunt.compiled.world
    const settled = new Map<number, KnownRow>()
    const isOpen = (p: number) => !settled.has(p)
    while (settled.size < personCount) {
      const left = personCount - settled.size
      const isLate = budget.used() >= end
      for (
        let round = isLate ? 1 : Math.min(MOST_ROUNDS, Math.ceil(personCount / left));
        ;
        round--
      ) {
        const known = pool.rows.filter((row) => (settled.get(row.person) ?? row) === row)
        const master = pool.master(costs, known)
        const mixture = this.solve(master, true)
        if (!mixture || this.isOver()) return null
        this.learn(master, mixture.rowDuals)
        await breathe()
        if (!isLate && this.price(rows, board, isOpen) > 0 && round > 1) continue
        settle(settled, master, mixture, Math.ceil(left / (isLate ? AT_ONCE_LATE : AT_ONCE)))
        break
      }
    }
    const roster = hunt.roster.slice()
    for (const { person, works } of settled.values()) roster.set(works, person * periodCount)
    pool.learn(roster)
    return roster
  }

  /** A little warm: what the last ones to be settled had to take becomes better, the rest stays. */
  private async polish(roster: Roster, seconds: number): Promise<void> {
    const { hunt } = this
    const { budget, compiled } = hunt
    const weights = weighCounts(compiled, roster)
    const hot = WARM * weights.cold
    const round = new Anneal(compiled, roster, hunt.seed++, { ...weights, hot })
    const begun = budget.used()
    for (let part = 0; part < 1 && !budget.isOver(); part = (budget.used() - begun) / seconds) {
      budget.spend(round.runAt(part))
      await breathe()
    }
    hunt.offer(round.best)
  }

  private learn({ lineRows }: Master, duals: Float64Array): void {
    const { prices } = this
    lineRows.forEach((row, line) => {
      const price = row < 0 ? 0 : duals[row]!
      prices[line] = KEEP * prices[line]! + (1 - KEEP) * price
    })
  }

  /** Everybody's cheapest row at these prices, and another near it; says how many are new. */
  private price(
    rows: RowBuilder,
    { roster }: Board,
    isAsked: (p: number) => boolean = () => true,
  ): number {
    const { hunt, pool } = this
    const { world } = hunt.compiled
    const worth = this.worth()
    const spread = Math.sqrt(worth.reduce((sum, each) => sum + each * each, 0) / worth.length)
    let found = 0
    for (let p = 0; p < world.personCount && !hunt.budget.isOver(); p++)
      for (const heat of isAsked(p) ? [0, NEAR * spread] : []) {
        rows.build(p, heat, worth)
        hunt.budget.spend(rows.spent * WORK_PER_STATE)
        const row = roster.slice(p * world.periodCount, (p + 1) * world.periodCount)
        for (let i = 0; i < rows.count; i++)
          row[rows.cells[i]! - p * world.periodCount] = rows.works[i]!
        if (pool.add(p, row)) found++
      }
    return found
  }

  /** What each variable costs by what it adds to the lines that people share. */
  private worth(): Float64Array {
    const { starts, line, weight } = linesOf(this.hunt.compiled)
    const worth = new Float64Array(starts.length - 1)
    for (let variable = 0; variable < worth.length; variable++)
      for (let at = starts[variable]!; at < starts[variable + 1]!; at++)
        worth[variable]! -= this.prices[line[at]!]! * weight[at]!
    return worth
  }
}

/** People whose rows have the largest shares, so many or all that are nearly certain. */
function settle(
  settled: Map<number, KnownRow>,
  { rows, slacks }: Master,
  { values }: Mixture,
  most: number,
): void {
  const shares = rows.map((row, nth) => ({ row, share: values[slacks.length + nth]! }))
  shares.sort((one, other) => other.share - one.share)
  let count = 0
  for (const { row, share } of shares) {
    if (settled.has(row.person) || (count >= most && share <= CERTAIN)) continue
    settled.set(row.person, row)
    count++
  }
}
