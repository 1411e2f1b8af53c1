// Which cells are chosen? Kept outside React: moving the cursor must draw nothing again.
export type Cell = { p: number; t: number }
/** Both corners included, `p1 <= p2`, `t1 <= t2`. */
export type Area = { p1: number; p2: number; t1: number; t2: number }

export class Selection {
  anchor: Cell = { p: 0, t: 0 }
  head: Cell = { p: 0, t: 0 }
  private readonly listeners = new Set<(isMove: boolean) => void>()
  /** People on screen, from top to bottom. */
  private shown: readonly number[]
  readonly people: number
  readonly periods: number

  constructor(people: number, periods: number) {
    this.people = people
    this.periods = periods
    this.shown = Array.from({ length: people }, (_, p) => p)
  }

  /** The cell that has the focus. */
  get active(): Cell {
    return this.head
  }
  get area(): Area {
    return {
      p1: Math.min(this.anchor.p, this.head.p),
      p2: Math.max(this.anchor.p, this.head.p),
      t1: Math.min(this.anchor.t, this.head.t),
      t2: Math.max(this.anchor.t, this.head.t),
    }
  }
  /** The rows of the range that are on screen: what is hidden is never changed along. */
  get rows(): number[] {
    const { p1, p2 } = this.area
    return this.shown.filter((p) => p1 <= p && p <= p2)
  }
  get hidesSome(): boolean {
    const { p1, p2 } = this.area
    return this.rows.length < p2 - p1 + 1
  }
  /** The rows on screen from this one down. */
  from(first: number): number[] {
    return this.shown.filter((p) => p >= first)
  }
  get isRange(): boolean {
    return this.anchor.p !== this.head.p || this.anchor.t !== this.head.t
  }
  get cells(): Cell[] {
    const { p1, p2, t1, t2 } = this.area
    const cells: Cell[] = []
    for (const p of this.shown)
      if (p1 <= p && p <= p2) for (let t = t1; t <= t2; t++) cells.push({ p, t })
    return cells
  }

  to({ p, t }: Cell, extend = false): void {
    this.head = this.clamp({ p, t })
    if (!extend) this.anchor = this.head
    this.tell(true)
  }
  by(rows: number, columns: number, extend = false): void {
    this.to({ p: this.beside(this.head.p, rows), t: this.head.t + columns }, extend)
  }
  /** So many rows on screen further down, or up. */
  beside(p: number, rows: number): number {
    const at = this.shown.indexOf(this.nearest(p)) + rows
    return this.shown[Math.max(0, Math.min(this.shown.length - 1, at))] ?? p
  }
  /** Other rows are on screen now; the cursor goes to the nearest, without taking the focus. */
  show(people: readonly number[]): void {
    if (people.length === this.shown.length && people.every((p, nth) => p === this.shown[nth]))
      return
    this.shown = people
    this.head = this.clamp(this.head)
    this.anchor = this.clamp(this.anchor)
    this.tell(false)
  }
  all(): void {
    this.anchor = { p: 0, t: 0 }
    this.to({ p: this.people - 1, t: this.periods - 1 }, true)
  }
  row(p: number): void {
    this.anchor = { p, t: this.periods - 1 }
    this.to({ p, t: 0 }, true)
  }

  holds({ p, t }: Cell): boolean {
    const { p1, p2, t1, t2 } = this.area
    return p1 <= p && p <= p2 && t1 <= t && t <= t2
  }
  /** Both corners at once; the last one has the focus. */
  take({ p1, p2, t1, t2 }: Area): void {
    this.anchor = this.clamp({ p: p2, t: t2 })
    this.to({ p: p1, t: t1 }, true)
  }
  /** Gives the focus back to where it was. */
  again(): void {
    this.to(this.head, true)
  }

  /** `isMove`: somebody has moved the cursor, so it takes the focus. */
  subscribe = (listener: (isMove: boolean) => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private tell(isMove: boolean): void {
    for (const listener of this.listeners) listener(isMove)
  }
  private nearest(p: number): number {
    return this.shown.find((one) => one >= p) ?? this.shown.at(-1) ?? 0
  }
  private clamp(cell: Cell): Cell {
    return {
      p: this.nearest(cell.p),
      t: Math.max(0, Math.min(this.periods - 1, cell.t)),
    }
  }
}
