// Calendars that other programs subscribe to: an address that cannot be guessed and can be revoked.
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import { LRUCache } from 'lru-cache'
import { addDays, type Day } from '../../kernel/day.ts'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, endOfDay, type Moment, momentAt } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { makeMemory } from '../../platform/memory.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import { findPeople, isMember } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes, findWorks } from '../programme/index.ts'
import { findTime, PUBLISHED } from '../time/index.ts'
import { toItems } from './days.ts'
import { type Entry, readAmionAsk, writeAmion, writeQgenda } from './formats.ts'
import {
  deleteFeed,
  type FeedKeyRow,
  type FeedRow,
  findFeed,
  findFeedKey,
  findFeeds,
  insertFeed,
  insertFeedKey,
  touchFeed,
} from './store.ts'

const PAST_DAYS = 400
const COMING_DAYS = 800
const FEEDS_MAX = 20

export async function listFeeds(db: Database, actor: Actor) {
  const rows = await db.inTenant(actor.institution.id, (tx) => findFeeds(tx, actor.person.id))
  return { feeds: rows.map((row) => viewFeed(row, null)) }
}

function viewFeed(row: FeedRow, url: string | null) {
  return {
    id: row.id,
    label: row.label,
    scope: row.scope,
    url,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}

/** The address is in the answer and nowhere else: only its hash is stored. */
export async function createFeed(
  db: Database,
  actor: Actor,
  wanted: { label: string; programme?: string | undefined; work?: string | undefined },
  base: string,
  now: Moment,
): Promise<Outcome<ReturnType<typeof viewFeed>>> {
  if (wanted.programme && !isMember(actor, wanted.programme, now))
    return missing(`You hold no role in the programme "${wanted.programme}".`)
  const tenant = actor.institution.id
  const token = newToken()
  return db.inTenant(tenant, async (tx) => {
    const mine = await findFeeds(tx, actor.person.id)
    if (mine.length >= FEEDS_MAX)
      return refused(
        finding('rota.feed', `You have ${mine.length} feeds already; ${FEEDS_MAX} is the most.`, {
          can: 'Revoke one that you no longer use.',
        }),
      )
    const works = wanted.work ? await findWorks(tx, wanted.programme) : []
    if (wanted.work && !works.some(({ id, kind }) => id === wanted.work && kind !== 'leave'))
      return missing(`There is no rotation "${wanted.work}" in this programme.`)
    const row = await insertFeed(tx, tenant, {
      owner: actor.person.id,
      label: wanted.label,
      programme: wanted.programme ?? null,
      work: wanted.work ?? null,
    })
    await insertFeedKey(tx, tenant, row.id, hashToken(token))
    return done(viewFeed(row, `${base}/feeds/${token}.ics`))
  })
}

export async function revokeFeed(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const isGone = await deleteFeed(tx, id, actor.person.id)
    if (!isGone) return missing('There is no such feed of yours.')
    return done({})
  })
}

type OpenFeed = { tx: Tx; feed: FeedRow; zone: string }

/** What is behind a key; undefined when the feed was revoked or its owner has left. */
function openFeed<T>(
  db: Database,
  key: FeedKeyRow,
  now: Moment,
  write: (open: OpenFeed) => Promise<T>,
): Promise<T | undefined> {
  return db.inTenant(key.tenant, async (tx) => {
    const feed = await findFeed(tx, key.feed)
    // Who has left the programme reads its calendar no longer.
    if (!feed || !(await isStillOwner(tx, feed, dayAt(now, key.time_zone)))) return undefined
    return write({ tx, feed, zone: key.time_zone })
  })
}

/** The key of a token that is in use, noted as used; undefined when it never existed or was revoked. */
async function useKey(db: Database, token: string, now: Moment): Promise<FeedKeyRow | undefined> {
  const key = await findFeedKey(db, hashToken(token))
  if (!key) return undefined
  const minute = now.slice(0, 16)
  if (used.get(key.feed) !== minute)
    await db.inTenant(key.tenant, (tx) => touchFeed(tx, key.feed, now))
  used.set(key.feed, minute)
  return key
}

const used = new LRUCache<string, string>({ max: 5_000 })

const windowOf = (today: Day): Span => ({
  from: addDays(today, -PAST_DAYS),
  to: addDays(today, COMING_DAYS),
})

/** Of one person some 30 KB each, of a large programme 1 MB. */
const texts = makeMemory(5_000, { text: 64 * 1024 * 1024 })

/** Calendars ask ten times a second if they like: while no record has changed, the text is the same. */
async function readText(
  db: Database,
  token: string,
  kind: 'ics' | 'csv',
  now: Moment,
  write: (open: OpenFeed, span: Span) => Promise<string>,
): Promise<string | undefined> {
  const key = await useKey(db, token, now)
  if (!key) return undefined
  const span = windowOf(dayAt(now, key.time_zone))
  return texts.recall(key.stamp, `${key.feed} ${kind} ${span.from}`, () =>
    openFeed(db, key, now, (open) => write(open, span)),
  )
}

/** The calendar behind a token. */
export function readFeed(db: Database, token: string, now: Moment): Promise<string | undefined> {
  return readText(db, token, 'ics', now, ({ tx, feed, zone }) => writeCalendar(tx, feed, zone, now))
}

/** The same time as an Amion report; `unknown` when there is no such report. */
export async function readAmionReport(
  db: Database,
  query: Record<string, string | undefined>,
  now: Moment,
): Promise<string | undefined> {
  const key = await useKey(db, query['Lo'] ?? '', now)
  if (!key) return undefined
  return openFeed(db, key, now, async ({ tx, feed, zone }) => {
    const ask = readAmionAsk(query, dayAt(now, zone))
    return ask ? writeAmion(await findEntries(tx, feed, ask.span), ask, now, zone) : 'unknown'
  })
}

/** The same time as a table in the shape of QGenda's schedule export. */
export function readFeedTable(
  db: Database,
  token: string,
  now: Moment,
): Promise<string | undefined> {
  return readText(db, token, 'csv', now, async (open, span) =>
    writeQgenda(await findEntries(open.tx, open.feed, span), span, open.zone),
  )
}

async function findEntries(tx: Tx, feed: FeedRow, span: Span): Promise<Entry[]> {
  const rows = await findFeedTime(tx, feed, span)
  const people = new Map((await findPeople(tx)).map((person) => [person.id, person]))
  const items = await toItems(tx, rows)
  return items.flatMap((item, index) => {
    const person = people.get(rows[index]!.person)
    if (!person) return []
    // Of others one learns that they are away, not why.
    const isPrivate = feed.scope !== 'person' && item.kind === 'leave'
    const work = isPrivate
      ? { id: 'away', code: 'AWAY', name: 'Away' }
      : { id: item.work, code: item.code, name: item.name }
    const { from, to, begins, ends } = item
    return [{ person, work, from, to, begins, ends }]
  })
}

function timeOf(feed: FeedRow, span: Span) {
  const of = feed.scope === 'person' ? { people: [feed.owner] } : { programme: feed.programme! }
  return { line: PUBLISHED, span, ...of }
}

async function findFeedTime(tx: Tx, feed: FeedRow, span: Span) {
  const all = await findTime(tx, timeOf(feed, span))
  // Of many people one learns who presents; who sits in the room is their own affair.
  const rows =
    feed.scope === 'person'
      ? all
      : all.filter(({ layer, role }) => layer !== 'conference' || role === 'presenter')
  return feed.scope === 'service' ? rows.filter(({ work }) => work === feed.work) : rows
}

/** What a calendar of one service can be about: all work but leave, which is nobody else's affair. */
export async function listServices(db: Database, actor: Actor, programme: string) {
  const works = await db.inTenant(actor.institution.id, (tx) => findWorks(tx, programme))
  const services = works.filter(({ kind }) => kind !== 'leave' && kind !== 'rest')
  return { services: services.map(({ id, code, name }) => ({ id, code, name })) }
}

async function isStillOwner(tx: Tx, feed: FeedRow, today: Day): Promise<boolean> {
  const [owner] = await findPeople(tx, [feed.owner])
  if (!owner) return false
  if (feed.scope === 'person') return true
  return owner.roles.some(
    (role) =>
      role.programme === feed.programme &&
      (role.from === null || role.from <= today) &&
      (role.to === null || today <= role.to),
  )
}

async function writeCalendar(tx: Tx, feed: FeedRow, zone: string, now: Moment): Promise<string> {
  const rows = await findFeedTime(tx, feed, windowOf(dayAt(now, zone)))
  const names = new Map(
    feed.scope !== 'person' ? (await findPeople(tx)).map((person) => [person.id, person.name]) : [],
  )
  const programmes = new Map((await findProgrammes(tx)).map((row) => [row.id, row.name]))
  const calendar = ical({
    name: feed.label,
    prodId: { company: 'Isocenter', product: 'Isocenter', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  })
  // Leave shows as "Away" in a programme's feed: its kind is nobody else's affair.
  const items = await toItems(tx, rows)
  items.forEach((item, index) => {
    const who = names.get(rows[index]!.person)
    const what = who && item.kind === 'leave' ? 'Away' : item.name
    const { person, layer, source } = rows[index]!
    // The same stretch keeps its id over publications, so that calendars update and do not double.
    // Sessions may run side by side and be moved: theirs is the id of the session.
    const stretch =
      layer === 'conference' ? source.replace(':', '.') : `${item.begins ?? item.from}.${layer}`
    calendar.createEvent({
      id: `${person}.${stretch}@isocenter`,
      start: item.begins ? new Date(item.begins) : utc(item.from, zone),
      end: new Date(item.ends ?? endOfDay(item.to, zone)),
      stamp: new Date(now),
      summary: who ? `${who}: ${what}` : what,
      // A rotation is where you are, not a meeting: it must not show as busy all year.
      transparency: item.begins ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
      sequence: sequenceOf(rows[index]!.since),
      ...(item.site ? { location: item.site } : {}),
      ...(programmes.has(item.programme ?? '')
        ? { description: programmes.get(item.programme ?? '')! }
        : {}),
    })
  })
  return calendar.toString()
}

const SEQUENCE_ORIGIN = Date.UTC(2026, 0, 1)

/** Grows with every publication, so that calendars take the newer version: minutes since 2026. */
function sequenceOf(since: Date): number {
  return Math.max(0, Math.floor((since.getTime() - SEQUENCE_ORIGIN) / 60_000))
}

/** Only UTC instants go out: the library writes wrong local times when it is given a zone. */
function utc(value: Day, zone: string): Date {
  return new Date(momentAt(value, '00:00', zone))
}
