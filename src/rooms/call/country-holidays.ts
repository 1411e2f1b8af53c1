// Which days are public holidays of a country, of a state of it, in a year? From a kept list, as proposals.
import { type Day, isDay } from '../../kernel/day.ts'

export type Country = { code: string; name: string }
export type CountryDay = { on: Day; name: string }

/** The list is large, and most servers need it once a year. */
async function openList() {
  const { default: Holidays } = await import('date-holidays')
  return Holidays
}

const named = (names: Record<string, string> | undefined): Country[] =>
  Object.entries(names ?? {})
    .map(([code, name]) => ({ code, name }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))

export async function listCountries(): Promise<Country[]> {
  const Holidays = await openList()
  return named(new Holidays().getCountries('en') as Record<string, string>)
}

/** Undefined where there is no such country, or no such region in it. `region` '': what all have. */
export async function listCountryDays(
  country: string,
  region: string,
  year: number,
): Promise<{ regions: Country[]; days: CountryDay[] } | undefined> {
  const Holidays = await openList()
  const list = new Holidays()
  if (!Object.hasOwn(list.getCountries('en') as object, country)) return undefined
  const regions = named(list.getStates(country, 'en') as Record<string, string> | undefined)
  if (region !== '' && !regions.some(({ code }) => code === region)) return undefined
  list.init(country, ...(region === '' ? [] : [region]))
  const days = new Map<Day, CountryDay>()
  for (const { date, name, type } of list.getHolidays(year, 'en')) {
    const on = date.slice(0, 10)
    // The eve of a New Year's Day that is kept on a Friday belongs to the list of the year before.
    if (type !== 'public' || !isDay(on) || !on.startsWith(`${year}-`)) continue
    if (!days.has(on)) days.set(on, { on, name: name.slice(0, 120) })
  }
  return { regions, days: [...days.values()].sort((one, other) => (one.on < other.on ? -1 : 1)) }
}
