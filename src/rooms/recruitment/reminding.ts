// What goes out by itself: to writers who are silent, to who has begun and not sent, to whoever looks after a page that has grown old.
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { readOrigin } from '../../platform/origin.ts'
import { writeAccountMail, writeNews } from '../mail/index.ts'
import { findPeople, findTenants, isOn, policy } from '../people/index.ts'
import { findApplications } from './application-store.ts'
import { askWriter } from './asking.ts'
import { findCycles, findProgrammeName } from './cycle-store.ts'
import { deleteOldEntries } from './entry-store.ts'
import { findSilent } from './letter-store.ts'
import { deadlineLetter, stalePageNews } from './news.ts'
import { findPages } from './page-store.ts'
import { isStale, notePage } from './public-page.ts'
import { phaseOf } from './rules/cycle.ts'

/** Each day: who was to be asked and was not, who is due for a reminder, which page is old. */
export async function remindRecruitment(
  db: Database,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  for (const { id, name, time_zone: timeZone } of await findTenants(db)) {
    if (signal.aborted) return
    await remindWriters(db, id, clock.now())
    await remindApplicants(db, { id, name }, clock.now())
    await remindOwners(db, { id, name, timeZone }, clock.now())
    await db.inTenant(id, (tx) => deleteOldEntries(tx))
  }
}

/** How many letters went out. Without an address of our own nobody can be led here: then none go. */
export async function remindWriters(
  db: Database,
  tenant: string,
  now: Moment,
  origin = readOrigin(),
): Promise<number> {
  if (!origin) return 0
  const silent = await db.inTenant(tenant, (tx) => findSilent(tx))
  let sent = 0
  for (const one of silent) {
    // The nth reminder is due so many days after the asking; named but never asked is due at once.
    const due = one.state === 'named' ? 0 : one.days[one.reminders]
    if (due === undefined || one.age < due) continue
    // Each by itself, so that one that fails holds up no other.
    if (
      await db.inTenant(tenant, (tx) =>
        askWriter(tx, tenant, one.id, { origin, now }, one.state === 'asked'),
      )
    )
      sent++
  }
  return sent
}

/** Days before the deadline. */
const LAST_DAYS = [7, 1]

/** How many were told that they have begun and not sent; each at most once for each of the days. */
export async function remindApplicants(
  db: Database,
  house: { id: string; name: string },
  now: Moment,
  origin = readOrigin(),
): Promise<number> {
  if (!origin) return 0
  return db.inTenant(house.id, async (tx) => {
    let told = 0
    for (const cycle of await findCycles(tx)) {
      const left = (Date.parse(cycle.deadline) - Date.parse(now)) / 86_400_000
      const day = LAST_DAYS.filter((most) => left <= most).at(-1)
      if (phaseOf(cycle, now) !== 'open' || day === undefined) continue
      const programme = await findProgrammeName(tx, cycle.programme)
      const about = { programme, institution: house.name, label: cycle.label }
      const address = new URL(`/apply/${house.id}/${cycle.id}`, origin).href
      for (const { id, state, applicant } of await findApplications(tx, { cycle: cycle.id })) {
        if (state !== 'begun') continue
        const { email, zone } = applicant
        await writeAccountMail(
          tx,
          { tenant: house.id, now },
          {
            ...{ key: `deadline/${id}/${day}`, email, person: null },
            ...deadlineLetter(`${applicant.given} ${applicant.family}`, about, {
              ...{ until: cycle.deadline, zone, address },
            }),
          },
        )
        told++
      }
    }
    return told
  })
}

async function remindOwners(
  db: Database,
  house: { id: string; name: string; timeZone: string },
  now: Moment,
): Promise<void> {
  const today = dayAt(now, house.timeZone)
  await db.inTenant(house.id, async (tx) => {
    for (const { programme } of await findPages(tx)) {
      const page = (await notePage(tx, house, programme, now))!
      if (!isStale(page, today)) continue
      const people = await findPeople(tx)
      const office = people.filter(({ roles }) =>
        roles.some(
          (held) =>
            held.programme === programme &&
            policy.recruiter.roles.includes(held.role) &&
            isOn(held, today),
        ),
      )
      const readers = page.owner ? people.filter(({ id }) => id === page.owner) : office
      // Once a month, until somebody has looked it over.
      const key = `programme-page/${programme}/${page.lookedOverOn}/${today.slice(0, 7)}`
      await writeNews(
        tx,
        { tenant: house.id, zone: house.timeZone, now },
        { key, topic: `programme-page/${programme}` },
        stalePageNews({ programme, since: page.lookedOverOn }, readers),
      )
    }
  })
}
