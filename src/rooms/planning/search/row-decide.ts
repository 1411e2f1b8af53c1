// What does a work of one cell mean to the counts that are open, and which of them are decided by it?
import type { RowStep } from './row-plan.ts'

/** Values of a part that is decided: nothing that follows makes it cost, or all that follows is paid. */
export const DEAD = -1e300
const PAID = 1e300
const FINEST = 65_536

/**
 * Asked for every work of a state: first what the state is when the cell adds nothing, which is the
 * same for all works, then for each work only the parts to which it adds something.
 */
export class RowDecider {
  /** The state after `take`. */
  cost = 0
  hash = 0
  check = 0
  private step: RowStep | undefined
  private weights = new Float64Array(0)
  private before = new Float64Array(0)
  private pays = new Float64Array(0)
  private hashes = new Int32Array(0)
  private checks = new Int32Array(0)
  private readonly idle = { cost: 0, hash: 0, check: 0 }
  /** What `decide` found. */
  private after = 0
  private pay = 0

  enter(step: RowStep, weights: Float64Array): void {
    const size = step.slots.length
    if (this.before.length < size) {
      this.weights = new Float64Array(size)
      this.before = new Float64Array(size)
      this.pays = new Float64Array(size)
      this.hashes = new Int32Array(size)
      this.checks = new Int32Array(size)
    }
    this.step = step
    for (let i = 0; i < size; i++) this.weights[i] = weights[step.counts[i]!]!
  }

  /** A state whose values stand from `from` on. */
  rest(values: Float64Array, from: number, state: { cost: number; hash: number; check: number }) {
    const { slots } = this.step!
    let { cost, hash, check } = state
    for (let i = 0; i < slots.length; i++) {
      const before = values[from + slots[i]!]!
      this.before[i] = before
      this.decide(i, 0)
      cost += this.pays[i] = this.pay
      hash += this.hashes[i] = hashOf(before, this.after, slots[i]!)
      check += this.checks[i] = checkOf(before, this.after, slots[i]!)
    }
    this.idle.cost = cost
    this.idle.hash = hash | 0
    this.idle.check = check | 0
  }

  take(nth: number): void {
    const { slots, deltas, entryStarts, entries } = this.step!
    let { cost, hash, check } = this.idle
    for (let at = entryStarts[nth]!; at < entryStarts[nth + 1]!; at++) {
      const i = entries[at]!
      this.decide(i, deltas[nth * slots.length + i]!)
      cost += this.pay - this.pays[i]!
      hash += hashOf(this.before[i]!, this.after, slots[i]!) - this.hashes[i]!
      check += checkOf(this.before[i]!, this.after, slots[i]!) - this.checks[i]!
    }
    this.cost = cost
    this.hash = hash | 0
    this.check = check | 0
  }

  /** The values of the state after a work, in place. */
  write(values: Float64Array, from: number, nth: number): void {
    const { slots, deltas } = this.step!
    for (let i = 0; i < slots.length; i++) {
      this.before[i] = values[from + slots[i]!]!
      this.decide(i, deltas[nth * slots.length + i]!)
      values[from + slots[i]!] = this.after
    }
  }

  private decide(i: number, delta: number): void {
    const { least, low, high, ends } = this.step!
    const before = this.before[i]!
    this.pay = 0
    this.after = before
    if (before === PAID) this.pay = this.weights[i]! * (delta - least[i]!)
    else if (before !== DEAD) {
      const value = before + delta
      this.after = value
      if (value + high[i]! <= 0) this.after = DEAD
      else if (value + low[i]! >= 0) {
        this.pay = this.weights[i]! * (value + low[i]!)
        this.after = PAID
      }
    }
    if (ends[i] === 1) this.after = 0
  }
}

const codeOf = (value: number): number =>
  value === DEAD ? 0x3c6ef372 : value === PAID ? 0x1f83d9ab : Math.trunc(value * FINEST) | 0

/** By how much the number of a state changes when one of its values does. */
function hashOf(before: number, after: number, slot: number): number {
  if (before === after) return 0
  return Math.imul(codeOf(after) - codeOf(before), Math.imul(slot + 1, 0x9e3779b1) | 1)
}

function checkOf(before: number, after: number, slot: number): number {
  if (before === after) return 0
  return Math.imul(mixed(after) - mixed(before), Math.imul(slot + 7, 0x85ebca6b) | 1)
}

function mixed(value: number): number {
  const code = Math.imul(codeOf(value), 0xcc9e2d51)
  return Math.imul(code ^ (code >>> 15), 0x1b873593)
}
