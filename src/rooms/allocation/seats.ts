// Who holds what while an allocation is made, and how can others make room?
import type { Market, Person, Sitting } from './market.ts'
import { type Effort, fitsRoom, type Held, type MayTake, pickBest, worthOf } from './pick.ts'

/** Moves of other people that are tried for one place. */
const MOST_MOVES = 120
const DEEPEST = 4

/** What else somebody might have instead of this, so that others can move in. */
export type Alternatives = (person: Person, held: Held) => Iterable<Held>

type Seat = { person: Person; held: Held }

export class Seats {
  readonly market: Market
  readonly left: Int32Array
  readonly held: Held[][]
  readonly effort: Effort = { cut: 0 }
  private readonly inCell: Map<number, Seat[]> = new Map()
  private readonly journal: (Seat & { isGiven: boolean })[] = []
  private moves = 0

  constructor(market: Market) {
    this.market = market
    this.left = market.room.slice()
    this.held = market.people.map(() => [])
  }

  get may(): MayTake {
    return fitsRoom(this.left)
  }

  give(person: Person, held: Held): void {
    this.held[person.nth]!.push(held)
    for (const cell of held.sitting.cells) {
      this.left[cell]!--
      const list = this.inCell.get(cell)
      if (list) list.push({ person, held })
      else this.inCell.set(cell, [{ person, held }])
    }
  }

  drop(person: Person, held: Held): void {
    const mine = this.held[person.nth]!
    mine.splice(mine.indexOf(held), 1)
    for (const cell of held.sitting.cells) {
      this.left[cell]!++
      const list = this.inCell.get(cell)!
      list.splice(
        list.findIndex((each) => each.held === held),
        1,
      )
    }
  }

  /** Everything of this person is given back, then this is taken. */
  replace(person: Person, all: readonly Held[]): void {
    for (const held of [...this.held[person.nth]!]) this.drop(person, held)
    for (const held of all) this.give(person, held)
  }

  worth(person: Person): number {
    return worthOf(this.held[person.nth]!)
  }

  /** Takes the best of what is left together with what is one's own; true when that is better. */
  improveAlone(person: Person): boolean {
    const before = [...this.held[person.nth]!]
    for (const held of before) this.drop(person, held)
    const best = pickBest(person, this.may, this.effort)
    const isBetter = worthOf(best) > worthOf(before)
    for (const held of isBetter ? best : before) this.give(person, held)
    return isBetter
  }

  /** Until nobody can better themselves by what nobody holds. */
  improveAll(order: readonly number[]): void {
    for (let again = true; again;) {
      again = false
      for (const nth of order) if (this.improveAlone(this.market.people[nth]!)) again = true
    }
  }

  isFree(person: Person, sitting: Sitting, except?: Held): boolean {
    return !this.held[person.nth]!.some(
      (each) => each !== except && each.sitting.periods.some((t) => sitting.periods.includes(t)),
    )
  }

  /**
   * Gives this person one of these, while others move to their alternatives when there is no room.
   * False = everything is as before. With whole places in disjoint slots and no other limits this
   * is a search for an augmenting path; in general it is a try of bounded size.
   */
  seat(person: Person, wanted: Iterable<Held>, others: Alternatives): boolean {
    this.moves = 0
    const list = [...wanted].filter((each) => this.isFree(person, each.sitting))
    for (const each of list)
      if (this.may(each.sitting, each.wish)) {
        this.give(person, each)
        return true
      }
    const closed = new Set<number>()
    for (const each of list) if (this.push({ person, held: each }, others, closed, 0)) return true
    return false
  }

  /** In, although there is no room; then those in the full cells are moved on, or all is undone. */
  private push(seat: Seat, others: Alternatives, closed: Set<number>, depth: number): boolean {
    const full = seat.held.sitting.cells.filter((cell) => this.left[cell]! <= 0)
    if (depth > DEEPEST || full.some((cell) => closed.has(cell))) return false
    for (const cell of full) closed.add(cell)
    const begun = this.journal.length
    this.note(seat, true)
    for (const cell of full)
      if (this.left[cell]! < 0 && !this.clear(cell, seat.held, others, closed, depth)) {
        this.undoTo(begun)
        return false
      }
    if (depth === 0) this.journal.length = 0
    return true
  }

  /** One of those in the cell moves elsewhere; into a free place if somebody can. */
  private clear(
    cell: number,
    keep: Held,
    others: Alternatives,
    closed: Set<number>,
    depth: number,
  ): boolean {
    const rows = this.inCell.get(cell)!.filter((each) => each.held !== keep)
    for (const isDirect of [true, false])
      for (const { person, held } of rows)
        for (const other of others(person, held)) {
          if (this.moves > MOST_MOVES) return false
          if (other.sitting.cells.includes(cell) || !this.isFree(person, other.sitting, held))
            continue
          if (this.may(other.sitting, other.wish) !== isDirect) continue
          this.moves++
          const begun = this.journal.length
          this.note({ person, held }, false)
          if (this.push({ person, held: other }, others, closed, depth + 1)) return true
          this.undoTo(begun)
        }
    return false
  }

  private note({ person, held }: Seat, isGiven: boolean): void {
    if (isGiven) this.give(person, held)
    else this.drop(person, held)
    this.journal.push({ person, held, isGiven })
  }

  private undoTo(begun: number): void {
    while (this.journal.length > begun) {
      const { person, held, isGiven } = this.journal.pop()!
      if (isGiven) this.drop(person, held)
      else this.give(person, held)
    }
  }
}

/** Another sitting of the same wish: nobody loses anything. */
export const otherSittings: Alternatives = function* (_, { wish, sitting }) {
  for (const each of wish.sittings) if (each !== sitting) yield { wish, sitting: each }
}
