// One session is moved, cancelled, held after all, or given to somebody.
import { sayDay } from '../../kernel/day.ts'
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import {
  type Database,
  databaseFault,
  EXCLUSION_VIOLATION,
  type Tx,
} from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { isUrgent } from '../mail/index.ts'
import type { Actor } from '../people/schema.ts'
import { deriveConferences, type Place } from './deriving.ts'
import { OFF, ON, sayWhen, tellOf, type Told } from './news.ts'
import { obstacleOf, reachOf, roleOn } from './reach.ts'
import { type House, readHouse } from './reading.ts'
import { hoursOn } from './rhythm.ts'
import { checkSession } from './rules.ts'
import type { Series, SessionWords } from './schema.ts'
import { placeOf, stale } from './setting.ts'
import { findSeries, findSessions, lockSeries, type SessionRow, updateSession } from './store.ts'

const TWICE = finding('conferences.twice', 'This person presents at another conference then.', {
  can: 'Choose somebody else, or another time.',
})

/** What the database refuses is a finding. */
export async function refusingTwice<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    if (databaseFault(error)?.code !== EXCLUSION_VIOLATION) throw error
    return refused(TWICE)
  }
}

export async function setSession(
  db: Database,
  actor: Actor,
  at: { id: string; session: string },
  { version, ...words }: SessionWords & { version: number },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  const place = placeOf(actor, now)
  return refusingTwice(() =>
    db.inTenant(place.tenant, async (tx) => {
      await lockSeries(tx, at.id)
      const [row] = await findSessions(tx, { programme: at.id, id: at.session })
      const series = (await findSeries(tx, at.id)).find(({ id }) => id === row?.series)
      if (!row || !series || row.isDropped) return missing('There is no such session here.')
      if (row.version !== version) return refused(stale(`the session of ${sayDay(row.on)}`))
      const hours = hoursOn(words.on, words.hours, place.zone)
      const findings = checkSession(words, row, hours, now)
      if (findings.length > 0) return refused(...findings)
      const next: SessionRow = {
        ...{ ...row, ...words, ...hours },
        offeredTo: words.presenter === row.presenter ? row.offeredTo : null,
        isMoved: isMoved(words, row, series),
      }
      const house = await readHouse(tx, programmesOf(at.id, series), {
        from: words.on,
        to: words.on,
      })
      const wrong = presenterFindings(next, row, series, house)
      if (wrong.length > 0) return refused(...wrong)
      await updateSession(tx, next)
      await deriveConferences(tx, place, at.id)
      await tellOfSession(tx, place, actor, { was: row, next, series, house })
      return done({ version: version + 1 })
    }),
  )
}

export const programmesOf = (programme: string, { facts }: Series) => [
  programme,
  ...facts.audience.invited,
]

const isMoved = (words: SessionWords, row: SessionRow, { facts }: Series): boolean =>
  words.on !== row.onDay ||
  words.hours.from !== facts.hours.from ||
  words.hours.to !== facts.hours.to

/** What is against this presenter; nothing when the person and the time are as they were. */
export function presenterFindings(next: SessionRow, was: SessionRow, series: Series, house: House) {
  if (next.presenter === null || next.state === 'cancelled') return []
  const isSame = next.presenter === was.presenter && next.begins === was.begins
  const person = house.people.find(({ id }) => id === next.presenter)
  if (!person || !programmesOf(next.programme, series).some((of) => roleOn(person, of, next.on)))
    return isSame
      ? []
      : [
          finding('conferences.presenter', 'There is no such person here on that day.', {
            ...{ can: 'Choose one of the list.', path: 'presenter' },
          }),
        ]
  const isAway =
    obstacleOf(person, next, { facts: series.facts, sites: house.sites })?.state === 'away'
  if (!isAway || isSame) return []
  return [
    finding('conferences.presenter', `${person.name} is on leave on ${sayDay(next.on)}.`, {
      ...{ can: 'Choose somebody else.', path: 'presenter', who: [person.id] },
    }),
  ]
}

type Change = { was: SessionRow; next: SessionRow; series: Series; house: House }

/** Who presents hears of everything; who would have come, when it is within two days. */
async function tellOfSession(tx: Tx, place: Place, actor: Actor, change: Change): Promise<void> {
  const { was, next, series, house } = change
  const line = (row: SessionRow) => `${series.name}, ${sayWhen(row.begins, place.zone)}`
  const told: Told[] = []
  const tell = (person: string | null, title: string, row: SessionRow, more = '') => {
    if (person !== null && person !== actor.person.id && !told.some((one) => one.person === person))
      told.push({ person, title, lines: [`${line(row)}${more}`], begins: row.begins })
  }
  const isOff = next.state === 'cancelled' && was.state !== 'cancelled'
  const isBack = next.state === 'planned' && was.state === 'cancelled'
  const hasMoved = next.begins !== was.begins || next.ends !== was.ends
  const why = next.reason ? ` (${next.reason})` : ''
  if (next.presenter !== was.presenter) {
    tell(was.presenter, OFF, was)
    tell(next.presenter, ON, next, next.topic && `: ${next.topic}`)
  }
  const title = isOff
    ? 'Cancelled'
    : hasMoved
      ? `Moved from ${sayWhen(was.begins, place.zone)}`
      : isBack
        ? 'Held after all'
        : null
  if (title !== null) {
    tell(next.presenter, title, next, why)
    const isSoon = [was, next].some(({ begins }) => isUrgent(begins, place.now))
    if (isSoon && series.facts.isRequired)
      for (const person of house.people) {
        const about = { programme: next.programme, facts: series.facts, sites: house.sites }
        if (reachOf(person, next, about)?.state === 'comes') tell(person.id, title, next, why)
      }
  }
  await tellOf(tx, place, `conference/${next.id}/${was.version + 1}`, actor.person.name, told)
}
