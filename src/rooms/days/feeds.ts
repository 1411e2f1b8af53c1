// Calendars that other programs subscribe to: an address that cannot be guessed and can be revoked.
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import { addDays, type Day } from '../../kernel/day.ts'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, endOfDay, type Moment, momentAt } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import { findPeople, isMember } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes, findWorks } from '../programme/index.ts'
import { findTime, PUBLISHED, stampTime } from '../time/index.ts'
import { toItems } from './days.ts'
import { type Entry, readAmionAsk, writeAmion, writeQgenda } from './formats.ts'
import {
  deleteFeed,
  type FeedRow,
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

/** What is behind a token; undefined when it never existed, was revoked or its owner has left. */
async function openFeed<T>(
  db: Database,
  token: string,
  now: Moment,
  write: (open: OpenFeed) => Promise<T>,
): Promise<T | undefined> {
  const found = await findFeedKey(db, hashToken(token))
  if (!found) return undefined
  return db.inTenant(found.tenant, async (tx) => {
    const feed = await touchFeed(tx, found.feed, now)
    // Who has left the programme reads its calendar no longer.
    if (!feed || !(await isStillOwner(tx, feed, dayAt(now, found.time_zone)))) return undefined
    return write({ tx, feed, zone: found.time_zone })
  })
}

const windowOf = (today: Day): Span => ({
  from: addDays(today, -PAST_DAYS),
  to: addDays(today, COMING_DAYS),
})

type Kept = { stamp: string; at: number; text: string }
const kept = new Map<string, Kept>()
const KEPT_MOST = 200
const KEPT_MS = 10 * 60_000

/**
 * What was written last is given again while the time behind it is the same: calendars ask ten times
 * a second if they like. Names of people and work are read anew every ten minutes.
 */
async function remembered(
  { tx, feed }: OpenFeed,
  kind: string,
  span: Span,
  now: Moment,
  write: () => Promise<string>,
): Promise<string> {
  const key = `${feed.id} ${kind}`
  const stamp = `${span.from} ${await stampTime(tx, timeOf(feed, span))}`
  const last = kept.get(key)
  const at = Date.parse(now)
  if (last && last.stamp === stamp && at - last.at < KEPT_MS) return last.text
  const text = await write()
  kept.delete(key)
  kept.set(key, { stamp, at, text })
  if (kept.size > KEPT_MOST) kept.delete(kept.keys().next().value!)
  return text
}

/** The calendar behind a token. */
export function readFeed(db: Database, token: string, now: Moment): Promise<string | undefined> {
  return openFeed(db, token, now, (open) =>
    remembered(open, 'ics', windowOf(dayAt(now, open.zone)), now, () =>
      writeCalendar(open.tx, open.feed, open.zone, now),
    ),
  )
}

/** The same time as an Amion report; `unknown` when there is no such report. */
export function readAmionReport(
  db: Database,
  query: Record<string, string | undefined>,
  now: Moment,
): Promise<string | undefined> {
  return openFeed(db, query['Lo'] ?? '', now, async ({ tx, feed, zone }) => {
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
  return openFeed(db, token, now, (open) => {
    const span = windowOf(dayAt(now, open.zone))
    return remembered(open, 'csv', span, now, async () =>
      writeQgenda(await findEntries(open.tx, open.feed, span), span, open.zone),
    )
  })
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
  const rows = await findTime(tx, timeOf(feed, span))
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
    const { person, layer } = rows[index]!
    calendar.createEvent({
      // The same stretch keeps its id over publications, so that calendars update and do not double.
      id: `${person}.${item.begins ?? item.from}.${layer}@isocenter`,
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
