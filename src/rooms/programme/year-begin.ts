// On which day does the next academic year of a programme begin?
import { type Day, day, isDay } from '../../kernel/day.ts'

/**
 * The first one after `today` that is not taken. `begin`: month and day, as `07-01`; a leap day is
 * the first of March in other years.
 */
export function nextYear(today: Day, begin: string, taken: readonly Day[] = []): Day {
  const inYear = (year: number): Day =>
    isDay(`${year}-${begin}`) ? day(`${year}-${begin}`) : day(`${year}-03-01`)
  let year = Number(today.slice(0, 4))
  while (inYear(year) <= today || taken.includes(inYear(year))) year++
  return inYear(year)
}
