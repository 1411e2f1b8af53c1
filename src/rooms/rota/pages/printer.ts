// Who lays the year out on paper? Menu and keyboard ask here; the sheet on the page does the work.
import type { PrintChoice } from './print-fit.ts'

export const WHOLE_YEAR: PrintChoice = { pages: 'year', paper: 'usual' }

export class Printer {
  choice: PrintChoice = WHOLE_YEAR
  /** Lays the sheet out and answers how large its codes are, in points. */
  layOut: ((choice: PrintChoice) => number) | null = null
  private sheet: (() => void) | null = null

  print(choice: PrintChoice): void {
    this.choice = choice
    window.print()
  }
  /** Whoever prints without choosing gets the whole year. */
  printed(): void {
    this.choice = WHOLE_YEAR
  }
  /** Only to know how large it would be. */
  measure(choice: PrintChoice): number {
    const points = this.layOut?.(choice) ?? 0
    this.sheet?.()
    return points
  }
  attach(layOut: (choice: PrintChoice) => number, takeAway: () => void): () => void {
    this.layOut = layOut
    this.sheet = takeAway
    return () => {
      this.layOut = null
      this.sheet = null
    }
  }
}
