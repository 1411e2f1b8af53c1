// Who presents at several sessions at once: as somebody who plans says, or as the turns go round.
import { type Day, sayDay } from '../../kernel/day.ts'
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { findYearBegin } from '../programme/index.ts'
import { deriveConferences, type Place } from './deriving.ts'
import { OFF, ON, sayWhen, tellOf, type Told } from './news.ts'
import { presenceIn, proposeTurns } from './presenting.ts'
import { obstacleOf, type ReachPerson, roleOn } from './reach.ts'
import { aheadOf, readHouse } from './reading.ts'
import type { PresenterChange, Series } from './schema.ts'
import { presenterFindings, refusingTwice } from './sessions.ts'
import { placeOf, stale } from './setting.ts'
import {
  findPresented,
  findSeries,
  findSessions,
  lockSeries,
  type SessionRow,
  updateSession,
} from './store.ts'

export async function setPresenters(
  db: Database,
  actor: Actor,
  programme: string,
  changes: readonly PresenterChange[],
  now: Moment,
): Promise<Outcome<{ changes: PresenterChange[] }>> {
  const place = placeOf(actor, now)
  return refusingTwice(() =>
    db.inTenant(place.tenant, async (tx) => {
      await lockSeries(tx, programme)
      return applyPresenters(tx, place, actor, programme, changes)
    }),
  )
}

async function applyPresenters(
  tx: Tx,
  place: Place,
  actor: Actor,
  programme: string,
  changes: readonly PresenterChange[],
): Promise<Outcome<{ changes: PresenterChange[] }>> {
  const rows = await findSessions(tx, { programme, ids: changes.map(({ session }) => session) })
  const series = new Map((await findSeries(tx, programme)).map((one) => [one.id, one]))
  const wanted = new Map(changes.map((change) => [change.session, change]))
  const open = rows.filter(({ isDropped }) => !isDropped)
  if (open.length < wanted.size) return missing('One of these sessions is not here any more.')
  const span = spanOf(open)
  const guests = [...series.values()].flatMap(({ facts }) => facts.audience.invited)
  const house = await readHouse(tx, [programme, ...guests], span)
  const told = new Map<string, Told>()
  const tell = (person: string, title: string, row: SessionRow) => {
    const line = `${series.get(row.series)!.name}, ${sayWhen(row.begins, place.zone)}`
    const known = told.get(`${person} ${title}`)
    told.set(`${person} ${title}`, {
      ...{ person, title, lines: [...(known?.lines ?? []), line] },
      begins: known?.begins ?? row.begins,
    })
  }
  for (const row of open) {
    const { version, presenter } = wanted.get(row.id)!
    const day = sayDay(row.on)
    if (row.version !== version) return refused(stale(`the session of ${day}`))
    if (row.begins <= place.now)
      return refused(
        finding('conferences.session', `The session of ${day} has begun; it stays as it was.`),
      )
    const next = { ...row, presenter, offeredTo: null }
    const wrong = presenterFindings(next, row, series.get(row.series)!, house)
    if (wrong.length > 0) return refused(...wrong)
    await updateSession(tx, next)
    if (row.presenter !== presenter) {
      if (row.presenter !== null) tell(row.presenter, OFF, row)
      if (presenter !== null) tell(presenter, ON, row)
    }
  }
  await deriveConferences(tx, place, programme)
  const letters = [...told.values()].filter(({ person }) => person !== actor.person.id)
  const key = `conference/${open[0]!.id}/${open[0]!.version + 1}`
  for (const [word, title] of Object.entries({ off: OFF, on: ON }))
    await tellOf(
      ...([tx, place, `${key}/${word}`, actor.person.name] as const),
      letters.filter((one) => one.title === title),
    )
  return done({
    changes: open.map(({ id, version }) => ({
      ...{ session: id, version: version + 1, presenter: wanted.get(id)!.presenter },
    })),
  })
}

const spanOf = (rows: readonly SessionRow[]) => {
  const days = rows.map(({ on }) => on).toSorted()
  return { from: days[0]!, to: days.at(-1)! }
}

/** The coming sessions of the series that nobody presents go to those whose turn it is. */
export async function shareOut(
  db: Database,
  actor: Actor,
  at: { id: string; series: string },
  now: Moment,
): Promise<Outcome<{ changes: PresenterChange[] }>> {
  const place = placeOf(actor, now)
  return refusingTwice(() =>
    db.inTenant(place.tenant, async (tx) => {
      await lockSeries(tx, at.id)
      const series = (await findSeries(tx, at.id)).find(({ id }) => id === at.series)
      if (!series || series.isEnded) return missing('There is no such series of conferences here.')
      const turns = await findTurns(tx, place, at.id, series)
      if (turns.length === 0)
        return refused(
          finding('conferences.rota', 'There is no coming session that somebody could be given.', {
            can: 'See who can reach it, or say in the series who presents.',
          }),
        )
      return applyPresenters(tx, place, actor, at.id, turns)
    }),
  )
}

export async function findTurns(
  tx: Tx,
  { now, zone }: Place,
  programme: string,
  series: Series,
): Promise<PresenterChange[]> {
  const today = dayAt(now, zone)
  const rows = (await findSessions(tx, { programme, after: now })).filter(
    (row) =>
      row.series === series.id &&
      row.presenter === null &&
      row.state === 'planned' &&
      !row.isDropped &&
      row.begins > now,
  )
  if (rows.length === 0) return []
  const year = { from: await yearBegin(tx, programme, today), to: aheadOf(today).to }
  const house = await readHouse(tx, [programme], year)
  const presented = await findPresented(tx, programme, year)
  const people = new Map(house.people.map((person) => [person.id, person]))
  const candidates = house.people
    .filter((person) => mayPresent(person, programme, series, today))
    .map((person) => ({
      id: person.id,
      presentDays: presenceIn(
        year,
        (day) =>
          roleOn(person, programme, day) !== undefined &&
          !person.away.some(({ from, to }) => from <= day && day <= to),
      ),
      presents: presented.filter(({ presenter }) => presenter === person.id),
    }))
  const about = { facts: series.facts, sites: house.sites }
  const turns = proposeTurns(rows, candidates, (id, { id: session }) => {
    const row = rows.find((one) => one.id === session)!
    const person = people.get(id)!
    return mayPresent(person, programme, series, row.on) && !obstacleOf(person, row, about)
  })
  const versions = new Map(rows.map(({ id, version }) => [id, version]))
  return turns.map((turn) => ({ ...turn, version: versions.get(turn.session)! }))
}

/** Is it among those whom the series names as presenters? */
export function mayPresent(
  person: ReachPerson,
  programme: string,
  { facts }: Series,
  day: Day,
): boolean {
  const role = roleOn(person, programme, day)?.role
  if (!role || facts.presenters === 'nobody') return false
  return (
    facts.presenters === 'anybody' ||
    facts.presenters === (role === 'trainee' ? 'trainees' : 'faculty')
  )
}

/** The day on which the academic year of today began. */
export async function yearBegin(tx: Tx, programme: string, today: Day): Promise<Day> {
  const begin = await findYearBegin(tx, programme)
  const here = `${today.slice(0, 4)}-${begin}` as Day
  return here <= today ? here : (`${Number(today.slice(0, 4)) - 1}-${begin}` as Day)
}
