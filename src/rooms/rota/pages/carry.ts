// Which blocks are being carried, and to where? Kept outside React, as the cursor is.
import type { Shift } from './carrying.ts'
import type { Area, Cell } from './selection.ts'

export type CarryState = {
  from: Area
  by: Shift
  /** By mouse it ends where the button is let go; otherwise a key or a button ends it. */
  byMouse: boolean
}

export class Carry {
  state: CarryState | null = null
  private grip: Cell = { p: 0, t: 0 }
  private readonly listeners = new Set<() => void>()

  /** `grip`: the cell that is held; it is what follows the pointer. */
  begin(from: Area, grip: Cell, byMouse: boolean): void {
    this.grip = grip
    this.set({ from, by: { rows: 0, columns: 0 }, byMouse })
  }
  /** Holds it over this cell, as far as it stays within the year. */
  over(cell: Cell, people: number, periods: number): void {
    if (!this.state) return
    const { from } = this.state
    const rows = within(cell.p - this.grip.p, -from.p1, people - 1 - from.p2)
    const columns = within(cell.t - this.grip.t, -from.t1, periods - 1 - from.t2)
    const { by } = this.state
    if (by.rows !== rows || by.columns !== columns)
      this.set({ ...this.state, by: { rows, columns } })
  }
  /** The cell over which the held one is now. */
  get at(): Cell {
    const { rows, columns } = this.state?.by ?? { rows: 0, columns: 0 }
    return { p: this.grip.p + rows, t: this.grip.t + columns }
  }
  end(): void {
    if (this.state) this.set(null)
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  snapshot = (): CarryState | null => this.state

  private set(state: CarryState | null): void {
    this.state = state
    for (const listener of this.listeners) listener()
  }
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}
