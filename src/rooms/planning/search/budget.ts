// How much time is left? In seconds, or, to be the same on every machine, in simplex iterations.

/** Simplex iterations that a usual machine does in a second of search, reductions included. */
export const WORK_PER_SECOND = 2000
/** Work units of one state of a row that is being rebuilt. */
export const WORK_PER_STATE = 1 / 4000

export type BudgetOptions = {
  seconds: number
  deterministic: boolean
  shouldStop: () => boolean
  now: () => number
}

export type Slice = { seconds?: number; work?: number; stop: () => boolean }

export class Budget {
  private readonly options: BudgetOptions
  private readonly started: number
  private work = 0

  constructor(options: BudgetOptions) {
    this.options = options
    this.started = options.now()
  }

  elapsedMs(): number {
    return this.options.now() - this.started
  }
  /** Seconds used; in deterministic mode seconds of the usual machine. */
  used(): number {
    return this.options.deterministic ? this.work / WORK_PER_SECOND : this.elapsedMs() / 1000
  }
  left(): number {
    return Math.max(0, this.options.seconds - this.used())
  }
  total(): number {
    return this.options.seconds
  }
  isCancelled(): boolean {
    return this.options.shouldStop()
  }
  isOver(): boolean {
    return this.isCancelled() || this.left() <= 0
  }
  spend(work: number): void {
    this.work += work
  }
  /** Limits for one solve of at most so many seconds. */
  slice(seconds: number): Slice {
    const share = Math.max(0.01, Math.min(seconds, this.left()))
    const stop = this.options.shouldStop
    return this.options.deterministic
      ? { work: Math.ceil(share * WORK_PER_SECOND), stop }
      : { seconds: share, stop }
  }
}

/** The next number in [0, 1) of a stream that is the same on every machine. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Lets messages, timers and Ctrl-C in between two pieces of work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
