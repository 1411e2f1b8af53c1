// Series as who plans the programme sets them: begun, changed, ended, made of the programme's own page.
import { addDays, type Day } from '../../kernel/day.ts'
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { freeId } from '../../kernel/id.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { findCatalogue, findProgrammes, findWorks, insertWorks } from '../programme/index.ts'
import type { CatalogueRecord } from '../programme/schema.ts'
import { findSites } from '../sites/index.ts'
import { deriveConferences, type Place } from './deriving.ts'
import { type Beside, checkSeries } from './rules.ts'
import { type Rhythm, type SeriesWords, seriesFactsSchema } from './schema.ts'
import { endSeries, findSeries, insertSeries, lockSeries, updateSeries } from './store.ts'

export const placeOf = (actor: Actor, now: Moment): Place => ({
  ...{ tenant: actor.institution.id, zone: actor.institution.timeZone, now },
})
export const stale = (what: string) =>
  finding('conferences.stale', `Somebody has changed ${what} meanwhile.`, {
    can: 'Look at it again; nothing of yours was lost on this page.',
  })

export async function besideOf(tx: Tx, programme: string): Promise<Beside> {
  return {
    works: await findWorks(tx, programme),
    sites: new Set((await findSites(tx)).map(({ id }) => id)),
    programmes: new Set(
      (await findProgrammes(tx)).map(({ id }) => id).filter((id) => id !== programme),
    ),
  }
}

export async function addSeries(
  db: Database,
  actor: Actor,
  programme: string,
  words: SeriesWords,
  now: Moment,
): Promise<Outcome<{ series: string }>> {
  const place = placeOf(actor, now)
  return db.inTenant(place.tenant, async (tx) => {
    await lockSeries(tx, programme)
    const beside = await besideOf(tx, programme)
    const findings = checkSeries(null, words, beside)
    if (findings.length > 0) return refused(...findings)
    const series = await insertWithWork(tx, place.tenant, programme, words, beside)
    await deriveConferences(tx, place, programme)
    return done({ series })
  })
}

/** The work first, for a series is work. */
export async function insertWithWork(
  tx: Tx,
  tenant: string,
  programme: string,
  words: SeriesWords,
  { works }: Pick<Beside, 'works'>,
): Promise<string> {
  const id = freeId(`conference ${words.name}`, new Set(works.map((work) => work.id)))
  await insertWorks(tx, tenant, programme, [
    {
      ...{ id, code: words.code.trim(), name: words.name, color: words.color },
      ...{ kind: 'conference', categories: [], resource: null, pattern: 'admin', facts: {} },
      site: words.facts.place.site,
    },
  ])
  await insertSeries(tx, tenant, programme, { id, facts: words.facts, position: works.length })
  return id
}

export async function changeSeries(
  db: Database,
  actor: Actor,
  at: { id: string; series: string },
  { version, ...words }: SeriesWords & { version: number },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  const place = placeOf(actor, now)
  return db.inTenant(place.tenant, async (tx) => {
    await lockSeries(tx, at.id)
    const was = (await findSeries(tx, at.id)).find(({ id }) => id === at.series)
    if (!was) return missing('There is no such series of conferences here.')
    const findings = checkSeries(was.id, words, await besideOf(tx, at.id))
    if (findings.length > 0) return refused(...findings)
    if (!(await updateSeries(tx, { ...words, programme: at.id, id: was.id, version })))
      return refused(stale(was.name))
    await deriveConferences(tx, place, at.id)
    return done({ version: version + 1 })
  })
}

export async function endOrHold(
  db: Database,
  actor: Actor,
  at: { id: string; series: string },
  { version, isEnded }: { version: number; isEnded: boolean },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  const place = placeOf(actor, now)
  return db.inTenant(place.tenant, async (tx) => {
    await lockSeries(tx, at.id)
    const was = (await findSeries(tx, at.id)).find(({ id }) => id === at.series)
    if (!was) return missing('There is no such series of conferences here.')
    if (!(await endSeries(tx, { programme: at.id, id: was.id, version, isEnded })))
      return refused(stale(was.name))
    await deriveConferences(tx, place, at.id)
    return done({ version: version + 1 })
  })
}

/**
 * Conferences of the programme's page that no series was made of yet; where none is held, also those
 * whose series has ended.
 */
export async function findRecords(tx: Tx, programme: string): Promise<CatalogueRecord[]> {
  const series = await findSeries(tx, programme)
  const isHeld = series.some(({ isEnded }) => !isEnded)
  const known = new Set(
    series.filter(({ isEnded }) => isHeld || !isEnded).map(({ facts }) => facts.record),
  )
  return (await findCatalogue(tx, programme)).filter(
    ({ kind, id }) => kind === 'conference' && !known.has(id),
  )
}

export async function seriesFromRecord(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<Outcome<{ series: { id: string; version: number }[] }>> {
  const place = placeOf(actor, now)
  return db.inTenant(place.tenant, async (tx) => {
    await lockSeries(tx, programme)
    const records = await findRecords(tx, programme)
    if (records.length === 0)
      return refused(
        finding('conferences.record', 'The page of the programme names no other conference.', {
          can: 'Add a series by hand.',
        }),
      )
    const made: { id: string; version: number }[] = []
    const ended = await findSeries(tx, programme)
    for (const [nth, record] of records.entries()) {
      const old = ended.find(({ facts }) => facts.record === record.id)
      if (old) {
        const { id, version } = old
        await endSeries(tx, { programme, id, version, isEnded: false })
        made.push({ id, version: version + 1 })
        continue
      }
      const beside = await besideOf(tx, programme)
      const words = wordsFrom(record, nth, addDays(dayAt(now, place.zone), 1), beside)
      const id = await insertWithWork(tx, place.tenant, programme, words, beside)
      made.push({ id, version: 1 })
    }
    await deriveConferences(tx, place, programme)
    return done({ series: made })
  })
}

const WORKDAYS = 5
const COLORS = 12

/** How often is in the record; on which day and at which hour nobody has said: noon, day after day. */
export function wordsFrom(
  { id, name, facts }: CatalogueRecord,
  nth: number,
  from: Day,
  { works }: Pick<Beside, 'works'>,
): SeriesWords {
  const often = facts['frequency'] as { times?: number; every?: string } | undefined
  const times = Math.min(5, Math.max(1, often?.times ?? 1))
  const weekday = (nth % WORKDAYS) + 1
  const weekdays = Array.from(
    { length: times },
    (_, step) => ((weekday - 1 + step * 2) % WORKDAYS) + 1,
  )
  const rhythm: Rhythm =
    often?.every === 'month'
      ? { kind: 'monthly', every: 1, nths: NTHS[times - 1]!, weekdays: [weekday] }
      : { kind: 'weekly', every: 1, weekdays: [...new Set(weekdays)].toSorted() }
  return {
    ...{ name: freeName(name, works), code: freeCode(name, works), color: nth % COLORS },
    facts: seriesFactsSchema.parse({
      ...{ rhythm, from, until: null, hours: { from: '12:00', to: '13:00' }, record: id },
      presenters: facts['traineePresents'] === true ? 'trainees' : 'nobody',
    }),
  }
}
const NTHS = [[1], [1, 3], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, -1]]

const freeName = (name: string, works: Beside['works']): string =>
  works.some((work) => work.name.toLowerCase() === name.toLowerCase()) ? `${name} (series)` : name

/** `FD` for Fellowship didactics; with a number where another work has it. */
function freeCode(name: string, works: Beside['works']): string {
  const taken = new Set(works.map(({ code }) => code.toLowerCase()))
  const letters = name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)
    .map((word) => word[0]!.toUpperCase())
    .join('')
    .slice(0, 4)
  const base = letters || 'C'
  let code = base
  for (let nth = 2; taken.has(code.toLowerCase()); nth++) code = `${base}${nth}`
  return code
}
