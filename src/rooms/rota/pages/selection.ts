// Which cells are chosen? Kept outside React: moving the cursor must draw nothing again.
export type Cell = { p: number; t: number }
/** Both corners included, `p1 <= p2`, `t1 <= t2`. */
export type Area = { p1: number; p2: number; t1: number; t2: number }

export class Selection {
  anchor: Cell = { p: 0, t: 0 }
  head: Cell = { p: 0, t: 0 }
  private readonly listeners = new Set<() => void>()
  readonly people: number
  readonly periods: number

  constructor(people: number, periods: number) {
    this.people = people
    this.periods = periods
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
  get isRange(): boolean {
    return this.anchor.p !== this.head.p || this.anchor.t !== this.head.t
  }
  get cells(): Cell[] {
    const { p1, p2, t1, t2 } = this.area
    const cells: Cell[] = []
    for (let p = p1; p <= p2; p++) for (let t = t1; t <= t2; t++) cells.push({ p, t })
    return cells
  }

  to({ p, t }: Cell, extend = false): void {
    this.head = this.clamp({ p, t })
    if (!extend) this.anchor = this.head
    for (const listener of this.listeners) listener()
  }
  by(rows: number, columns: number, extend = false): void {
    this.to({ p: this.head.p + rows, t: this.head.t + columns }, extend)
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

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private clamp(cell: Cell): Cell {
    return {
      p: Math.max(0, Math.min(this.people - 1, cell.p)),
      t: Math.max(0, Math.min(this.periods - 1, cell.t)),
    }
  }
}
