// How does a legal roster become a better one in a second? Small changes and whole rows, ever more choosily.
import { type Compiled, MUST } from '../flat.ts'
import { compareTotals, type Totals, totalsOf } from '../score.ts'
import type { Roster } from '../world.ts'
import { Board } from './board.ts'
import { breathe, makeRandom, WORK_PER_STATE } from './budget.ts'
import type { Hunt } from './hunt.ts'
import { Moves } from './moves.ts'
import { RowBuilder } from './row-build.ts'
import { weighCounts, type Weights } from './weights.ts'

const TRIES_AT_ONCE = 2000
/** Work units (see `budget.ts`) of one try. */
const WORK_PER_TRY = 1 / 150
/** States of rows for so many tries, which is about as long; and of one row, from cell to cell. */
const STATES_AT_ONCE = 30_000
const WIDTH = 150
/** What a row costs before its first state. */
const STATES_TO_BEGIN = 200
/** A row has many cells, and all of them are drawn at once. */
const ROW_HEAT = 0.5
/** How quickly it is learned whether rows are exact here, and what is left of them where they are not. */
const LEARN = 0.05
const LEAST_FAITH = 0.1
const SAME = 1e-6

/** Simulated annealing from a roster; musts may break on the way, but not in what is kept. */
export class Anneal {
  best: Roster
  totals: Totals
  readonly board: Board
  readonly hot: number
  readonly cold: number
  private readonly moves: Moves
  private readonly rows: RowBuilder
  /** Rows drawn at a heat break musts where nothing else is asked for, and bring nothing. */
  readonly hasWishes: boolean
  /** States that rows may still take. */
  private credit = 0
  /** Share of the rows that were exact lately; long rows of many works are guesses, and dear ones. */
  faith = 0.5
  private readonly random: () => number
  /** Up to which a draw mends what is broken, and what is missed. */
  private readonly mends: { broken: number; missed: number }

  constructor(
    compiled: Compiled,
    roster: Roster,
    seed: number,
    { weights, hot, cold }: Weights = weighCounts(compiled, roster),
  ) {
    this.random = makeRandom(seed)
    const hasWishes = compiled.flats.some(({ index, level }) => level > MUST && weights[index]! > 0)
    this.hasWishes = hasWishes
    this.mends = hasWishes ? { broken: 0.3, missed: 0.6 } : { broken: 0.6, missed: 0 }
    this.hot = hot
    this.cold = cold
    this.board = new Board(compiled, roster, weights)
    this.moves = new Moves(this.board, this.random)
    this.rows = new RowBuilder(this.board, this.random, WIDTH)
    this.best = roster.slice()
    this.totals = totalsOf(compiled, roster)
  }

  /** So many tries at one heat. */
  run(tries: number, heat: number): void {
    const { board, moves, mends } = this
    if (moves.isIdle()) return
    for (let i = 0; i < tries; i++) {
      const { broken, missed } = board
      const kind = this.random()
      if (broken.length > 0 && kind < mends.broken) moves.drawMend(this.pick(broken))
      else if (missed.length > 0 && kind < mends.missed) moves.drawMend(this.pick(missed))
      else moves.drawAny()
      if (moves.count === 0) continue
      const change = board.probe(moves.cells, moves.works, moves.count)
      if (change > 0 && this.random() >= Math.exp(-change / heat)) continue
      board.set(moves.cells, moves.works, moves.count)
      if (change < 0) this.keep()
    }
  }

  /** Small changes, then rows, between the heats of the round, `part` of its way; says how much work. */
  runAt(part: number): number {
    const heat = this.hot * (this.cold / this.hot) ** part
    this.run(TRIES_AT_ONCE, heat)
    if (!this.hasWishes) return TRIES_AT_ONCE * WORK_PER_TRY
    this.rebuild(heat)
    return TRIES_AT_ONCE * WORK_PER_TRY + STATES_AT_ONCE * WORK_PER_STATE
  }

  /** Whole rows of some people at this heat, which no row of small changes would reach. */
  private rebuild(heat: number): void {
    const { board, rows } = this
    this.credit += STATES_AT_ONCE * Math.max(LEAST_FAITH, this.faith)
    while (this.credit > 0) {
      rows.build(Math.floor(this.random() * board.compiled.world.personCount), ROW_HEAT * heat)
      this.credit -= rows.spent + STATES_TO_BEGIN
      this.faith += LEARN * ((rows.isExact ? 1 : 0) - this.faith)
      if (rows.count === 0) continue
      const change = board.probe(rows.cells, rows.works, rows.count)
      board.set(rows.cells, rows.works, rows.count)
      if (change < 0) this.keep()
    }
  }

  /** The better by the exact comparison; of those that break musts, the one that breaks least. */
  private keep(): void {
    const { totals, broken } = this.board
    if (broken.length > 0 && totals[MUST]! >= this.totals[MUST]! - SAME) return
    if (compareTotals(totals, this.totals) >= 0) return
    this.totals = totals.slice()
    this.best = this.board.roster.slice()
  }

  private pick(list: readonly number[]): number {
    return list[Math.floor(this.random() * list.length)]!
  }
}

/**
 * One round of so many seconds from the best roster, or another; what it finds is offered on the way.
 * Says what it found.
 */
export async function anneal(
  hunt: Hunt,
  seconds: number,
  {
    weights,
    from = hunt.roster,
    isDone = () => hunt.isProven(),
  }: { weights?: Weights; from?: Roster; isDone?: () => boolean } = {},
): Promise<Anneal> {
  const { budget } = hunt
  const round = new Anneal(hunt.compiled, from, hunt.seed++, weights)
  const begun = budget.used()
  for (let part = 0; part < 1 && !budget.isOver(); part = (budget.used() - begun) / seconds) {
    const { totals } = round
    budget.spend(round.runAt(part))
    if (round.totals !== totals) hunt.offer(round.best)
    if (isDone()) return round
    await breathe()
  }
  hunt.iterations++
  if (round.hasWishes) hunt.exactRows = round.faith
  return round
}
