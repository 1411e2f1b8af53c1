// Large-neighbourhood search: free some cells, solve them anew, keep what is not worse, learn.
import type { Hunt, Tried } from './hunt.ts'
import { type Arm, arms } from './arms.ts'
import { makeRandom } from './budget.ts'

type Habit = { arm: Arm; size: number; worth: number }

/** Seconds for one solve; for each so many in a row that gained nothing as much more, up to an end. */
const LONGEST = 1.2
const SOON_IDLE = 10
const LONGEST_IDLE = 5
const DECAY = 0.9
const SMALLEST = 12

/** Remembers which arms pay and how much each can swallow. */
export class Improver {
  private readonly hunt: Hunt
  private readonly habits: Habit[]
  private readonly random: () => number
  /** Iterations since the last gain. */
  idle = 0

  constructor(hunt: Hunt, seed: number) {
    this.hunt = hunt
    this.random = makeRandom(seed)
    const cells = hunt.compiled.options.length
    const size = Math.max(SMALLEST, Math.min(cells * 0.25, 110))
    this.habits = arms.map((arm) => ({ arm, size, worth: 1 }))
  }

  step(): Tried {
    const { hunt } = this
    const habit = this.draw()
    const size = Math.round(habit.size * (0.7 + 0.6 * this.random()))
    const { compiled, roster, ideal } = hunt
    const free = habit.arm.choose({ compiled, roster, ideal, random: this.random, size })
    const before = hunt.budget.used()
    const longest = Math.min(LONGEST_IDLE, LONGEST * (1 + this.idle / SOON_IDLE))
    const tried = hunt.tryCells(free, longest, this.chooseFocus())
    this.learn(habit, tried, { seconds: hunt.budget.used() - before, longest })
    this.idle = tried.outcome === 'better' ? 0 : this.idle + 1
    return tried
  }

  /** Half of the time the most important goal that is missed; otherwise any of those missed. */
  private chooseFocus(): number | undefined {
    const open = this.hunt.openLevels()
    return this.random() < 0.5 || !this.hunt.isLegal()
      ? open[0]
      : open[Math.floor(this.random() * open.length)]
  }

  private draw(): Habit {
    const total = this.habits.reduce((sum, { worth }) => sum + worth, 0)
    let at = this.random() * total
    for (const habit of this.habits) {
      at -= habit.worth
      if (at <= 0) return habit
    }
    return this.habits.at(-1)!
  }

  /** Solved quickly: take more next time, in a moment: much more. Ran out of time: take less. */
  private learn(
    habit: Habit,
    tried: Tried,
    { seconds, longest }: { seconds: number; longest: number },
  ): void {
    const cells = this.hunt.compiled.options.length
    const growth = seconds < longest / 10 ? 1.4 : seconds < longest / 3 ? 1.15 : 1
    if (tried.proven) habit.size = Math.min(cells, habit.size * growth)
    else habit.size = Math.max(SMALLEST, habit.size * 0.75)
    const gain = tried.outcome === 'better' ? 1 / Math.max(0.1, seconds) : 0
    habit.worth = Math.max(0.15, DECAY * habit.worth + (1 - DECAY) * 3 * gain)
  }
}
