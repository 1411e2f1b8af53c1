// Holidays of the whole institution: seen by everybody, written down and removed by its administrators.
import type { Day } from '../../kernel/day.ts'
import { done, type Finding, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { isAllowed } from '../people/policy.ts'
import type { Actor } from '../people/schema.ts'
import type { HolidayProposals, HouseHolidays } from './contract.ts'
import { listCountries, listCountryDays } from './country-holidays.ts'
import { checkHoliday, plannedYears } from './rules.ts'
import type { HolidayWords } from './schema.ts'
import { deleteHouseHoliday, findHouseHolidays, insertHolidays } from './store.ts'

type Nothing = Record<string, never>

export async function viewHouseHolidays(
  db: Database,
  actor: Actor,
  now: Moment,
): Promise<HouseHolidays> {
  const { id: tenant, timeZone: zone, name } = actor.institution
  const today = dayAt(now, zone)
  const changes = isAllowed(actor.person, 'administrator', today)
  return db.inTenant(tenant, async (tx) => ({
    ...{ institution: name, today, changes },
    holidays: await findHouseHolidays(tx, plannedYears(today)),
    countries: changes ? await listCountries() : [],
  }))
}

export async function proposeHolidays(
  db: Database,
  actor: Actor,
  { country, region, year }: { country: string; region: string; year: number },
): Promise<Outcome<HolidayProposals>> {
  const found = await listCountryDays(country, region, year)
  if (!found) return missing('The list has no such country or region.')
  return db.inTenant(actor.institution.id, async (tx) => {
    const span = { from: `${year}-01-01` as Day, to: `${year}-12-31` as Day }
    const there = new Set((await findHouseHolidays(tx, span)).map(({ on }) => on))
    const days = found.days.map((one) => ({ ...one, isThere: there.has(one.on) }))
    return done({ regions: found.regions, days })
  })
}

/** All of them or none. */
export async function addHouseHolidays(
  db: Database,
  actor: Actor,
  words: readonly HolidayWords[],
  now: Moment,
): Promise<Outcome<Nothing>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const within = plannedYears(dayAt(now, zone))
  return db.inTenant(tenant, async (tx) => {
    const known = await findHouseHolidays(tx, within)
    const findings = words.flatMap((one, nth): Finding[] =>
      words.findIndex(({ on }) => on === one.on) < nth
        ? [finding('call.holiday', `${one.on} is there twice.`, { path: `holidays[${nth}].on` })]
        : checkHoliday(one, known, within).map((entry) => ({
            ...entry,
            path: `holidays[${nth}].on`,
          })),
    )
    if (findings.length > 0) return refused(...findings)
    const rows = words.map((one) => ({ ...one, name: one.name.trim(), programme: null }))
    await insertHolidays(tx, tenant, rows)
    return done({})
  })
}

export async function removeHouseHoliday(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) =>
    (await deleteHouseHoliday(tx, id))
      ? done({})
      : missing('There is no such holiday of the institution.'),
  )
}
