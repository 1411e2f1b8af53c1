// How is a moment said where exact seconds do not matter? As days are said everywhere: 26 Nov 2026, 09:39.
import { day, sayDay } from '../../../kernel/day.ts'

export function sayMoment(moment: string): string {
  const at = new Date(moment)
  return `${sayDate(at)}, ${two(at.getHours())}:${two(at.getMinutes())}`
}

/** The day on the clock of whoever reads it. */
export function sayDate(at: Date): string {
  const text = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return sayDay(day(text), { year: true })
}

const two = (value: number) => String(value).padStart(2, '0')
