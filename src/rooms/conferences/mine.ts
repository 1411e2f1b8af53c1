// What does somebody attend and present next, and how do they give a presentation to somebody else?
import { addDays, type Day } from '../../kernel/day.ts'
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { makeMemory } from '../../platform/memory.ts'
import { isOn, mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import type { MyConferences } from './contract.ts'
import { deriveConferences } from './deriving.ts'
import { sayWhen, tellOf } from './news.ts'
import { obstacleOf, reachOf, roleOn } from './reach.ts'
import { type House, readHouse } from './reading.ts'
import type { Series } from './schema.ts'
import { yearBegin } from './presenters.ts'
import { programmesOf, refusingTwice } from './sessions.ts'
import { placeOf, stale } from './setting.ts'
import {
  findPresented,
  findProgrammesWithSeries,
  findSeries,
  findSessions,
  lockSeries,
  type SessionRow,
  updateSession,
} from './store.ts'
import { type Names, namesOf, sessionView } from './viewing.ts'

/** What one attends is shown for so long; what one presents as far as sessions are made. */
const NEAR_DAYS = 28

type Mine = MyConferences['sessions'][number]

/** Everybody's first page asks for it: worked out once under each stamp and ten minutes. */
const mine = makeMemory(2_000)

export function viewMine(db: Database, actor: Actor, now: Moment): Promise<Outcome<MyConferences>> {
  const name = `${actor.person.id} ${now.slice(0, 15)}`
  return mine.recall(actor.stamp, name, () => readMine(db, actor, now))
}

async function readMine(db: Database, actor: Actor, now: Moment): Promise<Outcome<MyConferences>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  const own = new Set(
    actor.person.roles.filter((role) => isOn(role, today)).map(({ programme }) => programme),
  )
  return db.inTenant(tenant, async (tx) => {
    const names = await namesOf(tx)
    const called = new Map((await findProgrammes(tx)).map(({ id, name }) => [id, name]))
    const sessions: Mine[] = []
    const programmes: MyConferences['programmes'] = []
    let presented = 0
    for (const programme of await findProgrammesWithSeries(tx)) {
      const series = await findSeries(tx, programme)
      const guests = series.flatMap(({ facts }) => facts.audience.invited)
      if (![programme, ...guests].some((of) => own.has(of))) continue
      const name = called.get(programme) ?? programme
      if (own.has(programme))
        programmes.push({ id: programme, name, plans: mayPlan(actor, programme, now) })
      const at = { programme, name, series, names, me: actor.person.id, now, today }
      const found = await readProgramme(tx, at)
      sessions.push(...found.sessions)
      presented += found.presented
    }
    sessions.sort((one, other) => (one.begins < other.begins ? -1 : 1))
    return done({ zone, today, sessions, presented, programmes })
  })
}

type At = {
  programme: string
  name: string
  series: readonly Series[]
  names: Names
  me: string
  now: Moment
  today: Day
}

async function readProgramme(
  tx: Tx,
  { programme, name, series, names, me, now, today }: At,
): Promise<{ sessions: Mine[]; presented: number }> {
  const rows = (await findSessions(tx, { programme, after: now })).filter(
    ({ isDropped }) => !isDropped,
  )
  const last = rows.reduce((to, { on }) => (on > to ? on : to), today)
  const programmes = [programme, ...series.flatMap(({ facts }) => facts.audience.invited)]
  // Of the others only who presents needs to know when they could.
  const only = rows.some(({ presenter }) => presenter === me) ? undefined : [me]
  const house = await readHouse(tx, programmes, { from: today, to: last }, only)
  const sessions = rows.flatMap((row): Mine[] => {
    const of = series.find(({ id }) => id === row.series)!
    const part = mineOf(row, of, house, me)
    if (!part || (part.mine !== 'presents' && part.mine !== 'offered' && isFar(row, today)))
      return []
    return [{ ...sessionView(row, of, { names, now, house }), ...part, programmeName: name }]
  })
  const year = { from: await yearBegin(tx, programme, today), to: last }
  const presented = await findPresented(tx, programme, year)
  return { sessions, presented: presented.filter(({ presenter }) => presenter === me).length }
}

const isFar = ({ on }: SessionRow, today: Day) => on > addDays(today, NEAR_DAYS)

/** Undefined = it is no concern of this person. */
function mineOf(
  row: SessionRow,
  series: Series,
  house: House,
  me: string,
): Pick<Mine, 'mine' | 'why' | 'couldGive'> | undefined {
  if (row.presenter === me)
    return { mine: 'presents', why: '', couldGive: couldTake(row, series, house, me) }
  if (row.offeredTo === me) return { mine: 'offered', why: '', couldGive: [] }
  const person = house.people.find(({ id }) => id === me)
  const about = { programme: row.programme, facts: series.facts, sites: house.sites }
  const reached = person && reachOf(person, row, about)
  return reached && { mine: reached.state, why: reached.why, couldGive: [] }
}

/** Of the same kind as the presenter, or whoever the series names; and nothing keeps them from it. */
function couldTake(row: SessionRow, series: Series, { people, sites }: House, me: string) {
  const programmes = programmesOf(row.programme, series)
  const kind = (id: string) => {
    const person = people.find((one) => one.id === id)
    return person && programmes.flatMap((of) => roleOn(person, of, row.on) ?? [])[0]?.role
  }
  const mine = kind(me)
  const { presenters } = series.facts
  return people
    .filter(({ id }) => {
      const role = id === me ? undefined : kind(id)
      if (!role) return false
      return presenters === 'anybody' || role === mine
    })
    .filter((person) => !obstacleOf(person, row, { facts: series.facts, sites }))
    .map(({ id, name }) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}

type Open = { row: SessionRow; series: Series }
const gone = () => missing('There is no such session of yours.')

/** Of the acting person, as presenter or because it is offered to them; nobody changes it meanwhile. */
async function openMine(
  tx: Tx,
  { session, version, as }: { session: string; version: number; as: (row: SessionRow) => boolean },
  now: Moment,
): Promise<Outcome<Open>> {
  const [seen] = await findSessions(tx, { id: session })
  if (!seen) return gone()
  await lockSeries(tx, seen.programme)
  const [row] = await findSessions(tx, { id: session })
  const series = (await findSeries(tx, seen.programme)).find(({ id }) => id === seen.series)
  if (!row || !series || row.isDropped || !as(row)) return gone()
  if (row.version !== version) return refused(stale('this session'))
  if (row.begins <= now)
    return refused(finding('conferences.session', 'It has begun; it stays as it was.'))
  if (row.state === 'cancelled')
    return refused(finding('conferences.session', `It is cancelled: ${row.reason}.`))
  return done({ row, series })
}

export async function setTopic(
  db: Database,
  actor: Actor,
  session: string,
  { version, topic }: { version: number; topic: string },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  const place = placeOf(actor, now)
  const me = actor.person.id
  return db.inTenant(place.tenant, async (tx) => {
    const as = ({ presenter }: SessionRow) => presenter === me
    const open = await openMine(tx, { session, version, as }, now)
    if (!open.ok) return open
    await updateSession(tx, { ...open.value.row, topic: topic.trim() })
    await deriveConferences(tx, place, open.value.row.programme)
    return done({ version: version + 1 })
  })
}

export async function offerSession(
  db: Database,
  actor: Actor,
  session: string,
  { version, to }: { version: number; to: string | null },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  const place = placeOf(actor, now)
  const me = actor.person
  return db.inTenant(place.tenant, async (tx) => {
    const as = ({ presenter }: SessionRow) => presenter === me.id
    const open = await openMine(tx, { session, version, as }, now)
    if (!open.ok) return open
    const { row, series } = open.value
    if (to !== null) {
      const house = await readHouse(tx, programmesOf(row.programme, series), {
        ...{ from: row.on, to: row.on },
      })
      if (!couldTake(row, series, house, me.id).some(({ id }) => id === to))
        return refused(
          finding('conferences.offer', 'This person cannot present then.', {
            ...{ can: 'Choose one of the list.', path: 'to' },
          }),
        )
    }
    await updateSession(tx, { ...row, offeredTo: to })
    const told = (person: string | null, title: string) =>
      person === null || person === to ? [] : [tellingOf(row, series, place.zone, person, title)]
    await tellOf(tx, place, `conference/${row.id}/${version + 1}`, me.name, [
      ...(to === null
        ? []
        : [tellingOf(row, series, place.zone, to, `${me.name} would like you to present`)]),
      ...told(row.offeredTo, `${me.name} presents after all`),
    ])
    return done({ version: version + 1 })
  })
}

const tellingOf = (
  row: SessionRow,
  series: Series,
  zone: string,
  person: string,
  title: string,
) => ({
  ...{ person, title, begins: row.begins },
  lines: [`${series.name}, ${sayWhen(row.begins, zone)}${row.topic && `: ${row.topic}`}`],
})

export async function answerOffer(
  db: Database,
  actor: Actor,
  session: string,
  { version, takes }: { version: number; takes: boolean },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  const place = placeOf(actor, now)
  const me = actor.person
  return refusingTwice(() =>
    db.inTenant(place.tenant, async (tx) => {
      const as = ({ offeredTo }: SessionRow) => offeredTo === me.id
      const open = await openMine(tx, { session, version, as }, now)
      if (!open.ok) return open
      const { row, series } = open.value
      const giver = row.presenter!
      await updateSession(tx, {
        ...{ ...row, offeredTo: null },
        presenter: takes ? me.id : giver,
      })
      await deriveConferences(tx, place, row.programme)
      const of = (person: string, title: string) =>
        tellingOf(row, series, place.zone, person, title)
      await tellOf(tx, place, `conference/${row.id}/${version + 1}`, me.name, [
        of(giver, takes ? `${me.name} presents in your place` : `${me.name} cannot take it`),
        ...(takes ? [of(me.id, 'You present')] : []),
      ])
      return done({ version: version + 1 })
    }),
  )
}
