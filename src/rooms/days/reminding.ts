// What is tomorrow that somebody might forget: a call, a conference to present, a first day elsewhere?
import { addDays, type Day, sayDay } from '../../kernel/day.ts'
import { clockAt } from '../../kernel/wall-clock.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { type News, writeNews } from '../mail/index.ts'
import { findPeople, findTenants } from '../people/index.ts'
import { findWorks } from '../programme/index.ts'
import { findSites } from '../sites/index.ts'
import { findTime, PUBLISHED, type TimeRow } from '../time/index.ts'

/** In the afternoon of the day before, by the clock of the house; what was missed is told later that day. */
const FROM = '15:00'

/** Where somebody was longer ago is forgotten: the first day after it is a first day. */
const GAP_DAYS = 14

type Place = { tenant: string; zone: string; now: Moment }
type Reminder = { person: string; key: string; line: string }

/** Each hour; whoever has been reminded of something is not reminded of it again. */
export async function sendReminders(
  db: Database,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  for (const { id: tenant, time_zone: zone } of await findTenants(db)) {
    if (signal.aborted) return
    const now = clock.now()
    if (clockAt(now, zone) < FROM) continue
    await db.inTenant(tenant, (tx) => remind(tx, { tenant, zone, now }))
  }
}

async function remind(tx: Tx, place: Place): Promise<void> {
  const tomorrow = addDays(dayAt(place.now, place.zone), 1)
  const reminders = await findReminders(tx, tomorrow, place.zone)
  if (reminders.length === 0) return
  const names = new Map((await findPeople(tx)).map(({ id, name }) => [id, name]))
  const byKey = new Map<string, Reminder[]>()
  for (const one of reminders) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one])
  for (const [key, ones] of byKey) {
    const news = new Map(
      ones.map(({ person, line }): [string, News] => [
        person,
        {
          subject: `Tomorrow: ${line}`,
          text: `Dear ${names.get(person) ?? person},\n\ntomorrow, ${sayDay(tomorrow, { weekday: true })}: ${line}.\n`,
          note: { title: 'Tomorrow', line, path: '/' },
        },
      ]),
    )
    await writeNews(tx, place, { key, topic: key, urgent: () => true }, news)
  }
}

/**
 * Calls and conferences to present on the day, and assignments that begin then at another place than
 * the one before. Who attends has it in the calendar: a letter each week would not be read any more.
 */
async function findReminders(tx: Tx, tomorrow: Day, zone: string): Promise<Reminder[]> {
  const span = { from: addDays(tomorrow, -GAP_DAYS), to: tomorrow }
  const rows = await findTime(tx, { line: PUBLISHED, span })
  const works = new Map((await findWorks(tx)).map((work) => [`${work.programme} ${work.id}`, work]))
  const sites = new Map((await findSites(tx)).map(({ id, name }) => [id, name]))
  const nameOf = ({ programme, work }: TimeRow) => works.get(`${programme} ${work}`)?.name ?? work
  const siteOf = (row: TimeRow) => row.site ?? works.get(`${row.programme} ${row.work}`)?.site
  return rows.flatMap((row): Reminder[] => {
    const key = `reminder/${row.id}/${tomorrow}`
    const begins = row.begins && dayAt(row.begins.toISOString(), zone)
    const at = row.begins ? `, from ${clockAt(row.begins.toISOString(), zone)}` : ''
    const site = siteOf(row)
    const where = site ? `, ${sites.get(site) ?? site}` : ''
    if (row.layer === 'call' && begins === tomorrow)
      return [{ person: row.person, key, line: `${nameOf(row)}${at}${where}` }]
    if (row.layer === 'conference' && row.role === 'presenter' && begins === tomorrow) {
      const topic = row.note ? `, ${row.note}` : ''
      const line = `Conference to present: ${nameOf(row)}${topic}${at}${where}`
      // By the session: another topic in the afternoon is no second conference.
      return [{ person: row.person, key: `reminder/${row.source}/${tomorrow}`, line }]
    }
    if (row.layer !== 'assignment' || row.from !== tomorrow || !site) return []
    // A weekend or leave may lie between the two.
    const before = rows.findLast(
      (one) => one.layer === 'assignment' && one.person === row.person && one.to < tomorrow,
    )
    if (before && siteOf(before) === site) return []
    return [{ person: row.person, key, line: `First day of ${nameOf(row)}${where}` }]
  })
}
