// Agreements between the houses: written down, ended, and nobody surprised when one lapses.
import { addDays, sayDay } from '../../kernel/day.ts'
import { type Outcome, done, finding, refused, sayCount } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { writeNews } from '../mail/index.ts'
import { findPeople, findTenants } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findSites } from '../sites/index.ts'
import { isPlanner, plannersOf } from './actions.ts'
import { lapseNews, stepNews, taskNews } from './news.ts'
import { agreementState, covers } from './rules.ts'
import type { NewAgreement } from './schema.ts'
import {
  endAgreementRow,
  findAgreements,
  findStays,
  findTasks,
  insertAgreement,
  lockAgreements,
  updateState,
} from './store.ts'

export async function addAgreement(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: NewAgreement,
): Promise<Outcome<{ agreement: string }>> {
  const tenant = actor.institution.id
  if (wanted.to < wanted.from)
    return refused(
      finding('offsite.days', `It would end (${wanted.to}) before it begins (${wanted.from}).`, {
        can: 'Choose a later last day.',
        path: 'to',
      }),
    )
  return db.inTenant(tenant, async (tx) => {
    if (!(await findSites(tx)).some(({ id }) => id === wanted.site))
      return refused(
        finding('offsite.site', `The institution has no site "${wanted.site}".`, {
          can: 'Choose one of the list.',
          path: 'site',
        }),
      )
    const by = actor.person.id
    return done({ agreement: await insertAgreement(tx, tenant, { ...wanted, programme, by }) })
  })
}

/** Stays that rest on nothing else are to be confirmed anew, and whose they are is told. */
export async function endAgreement(
  db: Database,
  actor: Actor,
  at: { id: string; agreement: string },
  now: Moment,
): Promise<Outcome<{ stays: string[] }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  return db.inTenant(tenant, async (tx) => {
    const known = await findAgreements(tx, at.id)
    const ending = known.find(({ id }) => id === at.agreement)
    if (!ending) return missing('There is no such agreement any more.')
    await lockAgreements(tx, at.id, ending.site)
    const others = known.filter(({ id, site }) => id !== ending.id && site === ending.site)
    const stays = await findStays(tx, { programme: at.id, lock: true })
    const fallen = stays.filter(
      (stay) =>
        stay.state === 'confirmed' &&
        stay.site === ending.site &&
        stay.to >= today &&
        covers(ending, stay) &&
        !others.some((other) => covers(other, stay)),
    )
    const note = `${ending.title} with ${ending.site_name} holds no longer.`
    for (const stay of fallen) {
      await updateState(tx, stay.id, { state: 'asked', by: null, note })
      await writeNews(
        tx,
        { tenant, zone, now },
        { key: `stay/${stay.id}/${stay.version + 1}`, topic: `stay/${stay.id}` },
        stepNews(stay, 'asked', note, actor.person.name, await findPeople(tx, [stay.person])),
      )
    }
    await endAgreementRow(tx, ending.id, actor.person.id)
    return done({ stays: fallen.map(({ id }) => id) })
  })
}

/** A task is told of two weeks before it is due; whoever still has it open hears no second time. */
const TOLD_DAYS = 14

type ToDo = {
  programme: string
  stay: string | null
  title: string
  says: string
  tone: 'danger' | 'warning'
}

/** For the first page: tasks of one's own that are due, and for planners what waits or lapses. */
export async function listToDo(
  db: Database,
  actor: Actor,
  now: Moment,
): Promise<{ items: ToDo[] }> {
  const today = dayAt(now, actor.institution.timeZone)
  const me = actor.person
  return db.inTenant(actor.institution.id, async (tx) => {
    const stays = (await findStays(tx, {})).filter(
      ({ state, to }) => (state === 'draft' || state === 'asked') && to >= today,
    )
    const tasks = await findTasks(
      tx,
      stays.map(({ id }) => id),
    )
    const items: ToDo[] = []
    for (const stay of stays) {
      const plans = isPlanner(me, stay.programme, today)
      const mine = tasks.filter(
        (task) =>
          task.stay === stay.id &&
          task.state === 'open' &&
          task.due !== null &&
          task.due <= addDays(today, TOLD_DAYS) &&
          (task.owner === me.id || (task.owner === null && plans)),
      )
      const title = stay.person === me.id ? stay.place : `${stay.person_name}: ${stay.place}`
      const late = mine.filter(({ due }) => due! < today).length
      const waits = plans && stay.person !== me.id && stay.state === 'asked'
      if (mine.length === 0 && !waits) continue
      const says = [
        ...(waits ? ['asks to be confirmed'] : []),
        ...(mine.length > 0
          ? [`${sayCount(mine.length, 'task')} due${late > 0 ? `, ${late} late` : ''}`]
          : []),
      ].join(' · ')
      const tone = late > 0 ? 'danger' : 'warning'
      items.push({ programme: stay.programme, stay: stay.id, title, says, tone })
    }
    for (const { programme, title, site_name: site, ...rest } of await findAgreements(tx)) {
      const { from, to, alarm_days: alarmDays } = rest
      if (agreementState({ from, to, alarmDays }, today) !== 'lapsing') continue
      if (!isPlanner(me, programme, today)) continue
      const says = `ends on ${sayDay(to, { year: true })}`
      items.push({ programme, stay: null, title: `${title}, ${site}`, says, tone: 'warning' })
    }
    return { items }
  })
}

/** Once a day: letters about agreements that lapse and tasks that are due; each is told once. */
export async function sendAlarms(db: Database, clock: Clock, signal: AbortSignal): Promise<void> {
  for (const { id: tenant, time_zone: zone } of await findTenants(db)) {
    if (signal.aborted) return
    const now = clock.now()
    await db.inTenant(tenant, async (tx) => {
      await tellLapses(tx, { tenant, zone, now })
      await tellTasks(tx, { tenant, zone, now })
    })
  }
}

type Place = { tenant: string; zone: string; now: Moment }

async function tellLapses(tx: Tx, place: Place): Promise<void> {
  const today = dayAt(place.now, place.zone)
  for (const agreement of await findAgreements(tx)) {
    const { id, programme, from, to, alarm_days: alarmDays } = agreement
    if (agreementState({ from, to, alarmDays }, today) !== 'lapsing') continue
    const readers = await findPeople(tx, await plannersOf(tx, programme, today))
    const what = { key: `agreement/${id}/lapses`, topic: `agreement/${id}` }
    await writeNews(tx, place, what, lapseNews(agreement, readers))
  }
}

async function tellTasks(tx: Tx, place: Place): Promise<void> {
  const today = dayAt(place.now, place.zone)
  const stays = (await findStays(tx, {})).filter(
    ({ state, to }) => (state === 'draft' || state === 'asked') && to >= today,
  )
  const tasks = await findTasks(
    tx,
    stays.map(({ id }) => id),
  )
  for (const { id, stay: of, name, due, owner, state } of tasks) {
    if (state !== 'open' || due === null || due > addDays(today, TOLD_DAYS)) continue
    const stay = stays.find((one) => one.id === of)!
    const readers = await findPeople(
      tx,
      owner === null ? await plannersOf(tx, stay.programme, today) : [owner],
    )
    for (const reader of readers)
      await writeNews(
        tx,
        place,
        { key: `stay/${stay.id}/task/${id}/${due}`, topic: `stay/${stay.id}/task` },
        taskNews(stay, { name, due }, today, reader),
      )
  }
}
