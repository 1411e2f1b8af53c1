// One person's published time: tomorrow, the next weeks, the year. Every view derives from the rows.
import { addDays, type Day, sayDay } from '../../kernel/day.ts'
import { type Outcome, done } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { holds, sharedDays, spanDays, type Span } from '../../kernel/span.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { makeMemory } from '../../platform/memory.ts'
import { findPeople, mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findWorks } from '../programme/index.ts'
import { findSites } from '../sites/index.ts'
import type { PersonYear, TimeItem, Today } from './schema.ts'
import {
  findChangesFor,
  findDrafts,
  findPlansDuring,
  findPlansOf,
  findPublication,
  findPublicationHead,
  judgeCells,
  knowDraft,
  readFrame,
  viewOf,
} from '../rota/index.ts'
import { findTime, PUBLISHED, type TimeRow } from '../time/index.ts'

const NEXT_DAYS = 56
const NEWS_DAYS = 14

/** Published rows as every view shows them: with names, codes and looks. */
export async function toItems(tx: Tx, rows: TimeRow[]): Promise<TimeItem[]> {
  const works = new Map((await findWorks(tx)).map((work) => [`${work.programme} ${work.id}`, work]))
  const sites = new Map((await findSites(tx)).map((site) => [site.id, site.name]))
  return rows.map((row) => {
    const work = works.get(`${row.programme} ${row.work}`)!
    const view = viewOf(work)
    return {
      id: row.id,
      from: row.from,
      to: row.to,
      begins: row.begins?.toISOString() ?? null,
      ends: row.ends?.toISOString() ?? null,
      kind: row.kind,
      work: row.work,
      code: view.code,
      name: row.role === 'presenter' ? sayPresenting(view.name, row.note) : view.name,
      look: view.look,
      site: row.site && (sites.get(row.site) ?? row.site),
      programme: row.programme,
      part: partOf(row),
    }
  })
}

const partOf = ({ layer, role }: TimeRow): TimeItem['part'] => {
  if (layer !== 'conference') return null
  return role === 'presenter' ? 'presents' : 'attends'
}

/** What one attends is on its day and in one's calendar; weeks ahead it would hide what is planned. */
const isWorthALine = ({ part }: TimeItem): boolean => part !== 'attends'

export const sayPresenting = (name: string, topic: string): string =>
  topic ? `${name}, presenting: ${topic}` : `${name}, presenting`

/** Of each person what they see first, and the year behind it. */
const days = makeMemory(2_000)

export async function viewToday(db: Database, actor: Actor, now: Moment): Promise<Outcome<Today>> {
  const today = dayAt(now, actor.institution.timeZone)
  // News grow old by the hour, so no answer is given again in the next one.
  const name = `today ${actor.person.id} ${now.slice(0, 13)}`
  const own = await days.recall(actor.stamp, name, () => viewOwnDays(db, actor, now, today))
  // Drafts are no records: what is to be done about them is looked up each time.
  const plans = actor.person.roles.some((role) => mayPlan(actor, role.programme, now))
  const attention = plans
    ? await db.look(actor.institution.id, (tx) => findAttention(db, tx, actor, now, today))
    : []
  return done({ ...own, attention })
}

function viewOwnDays(
  db: Database,
  actor: Actor,
  now: Moment,
  today: Day,
): Promise<Omit<Today, 'attention'>> {
  const tomorrow = addDays(today, 1)
  const me = actor.person
  return db.inTenant(actor.institution.id, async (tx) => {
    const span = { from: today, to: addDays(today, NEXT_DAYS) }
    const items = await toItems(tx, await findTime(tx, { line: PUBLISHED, people: [me.id], span }))
    const on = (value: Day) => items.filter((item) => holds(item, value))
    const plans = await findPlansOf(tx, me.id, { from: tomorrow, to: tomorrow })
    const block = plans[0]?.blocks.find((entry) => holds(entry, tomorrow))
    return {
      today,
      person: { id: me.id, name: me.name },
      now: on(today),
      tomorrow: on(tomorrow),
      next: items.filter((item) => item.from > tomorrow && isWorthALine(item)),
      changed: await findChanged(tx, me.id, now, today),
      colleagues: await findColleagues(tx, me.id, on(tomorrow), tomorrow),
      blockSays: block
        ? `Block ${block.label}, day ${spanDays({ from: block.from, to: tomorrow })} of ${spanDays(block)}`
        : null,
    }
  })
}

/** Of the years of this person, what was published anew in the last two weeks and touches them. */
async function findChanged(tx: Tx, me: string, now: Moment, today: Day): Promise<Today['changed']> {
  const since = new Date(Date.parse(now) - NEWS_DAYS * 86_400_000).toISOString() as Moment
  const works = new Map(
    (await findWorks(tx)).map((work) => [`${work.programme} ${work.id}`, work.name]),
  )
  const plans = await findPlansOf(tx, me, { from: today, to: addDays(today, 365) })
  const found = await Promise.all(
    plans.map(async (plan) => {
      const news = await findChangesFor(tx, plan, me, { since, today })
      if (!news) return []
      const name = (id: string | null) => id && (works.get(`${plan.programme} ${id}`) ?? id)
      const changes = news.changes.map((one) => ({
        ...one,
        before: name(one.before),
        after: name(one.after),
      }))
      return [{ ...news, plan: plan.id, title: plan.title, at: news.at.toISOString(), changes }]
    }),
  )
  return found.flat()
}

async function findColleagues(tx: Tx, me: string, mine: TimeItem[], on: Day) {
  const works = mine.filter((item) => item.kind !== 'leave').map((item) => item.work)
  if (works.length === 0) return []
  const programmes = [...new Set(mine.flatMap((item) => item.programme ?? []))]
  const span = { from: on, to: on }
  const ids: string[] = []
  for (const programme of programmes)
    for (const row of await findTime(tx, { line: PUBLISHED, span, programme }))
      if (row.person !== me && works.includes(row.work) && row.layer === 'assignment')
        ids.push(row.person)
  return (await findPeople(tx, ids)).map((person) => ({
    id: person.id,
    name: person.name,
    level:
      person.roles.find(
        (role) => role.level && (!role.from || role.from <= on) && (!role.to || on <= role.to),
      )?.level ?? null,
  }))
}

/** For those who plan: which years are unpublished, which drafts break a must. */
async function findAttention(db: Database, tx: Tx, actor: Actor, now: Moment, today: Day) {
  const notes: Today['attention'] = []
  for (const plan of await findPlansDuring(tx, today, null)) {
    if (!mayPlan(actor, plan.programme, now)) continue
    const say = (says: string, tone: string) =>
      notes.push({ plan: plan.id, title: plan.title, says, tone })
    const publication = await findPublicationHead(tx, plan.id)
    const [draft] = await findDrafts(tx, plan.id)
    if (!publication && !draft) say('No year yet. Generate one.', 'warn')
    else if (!publication) say(`Not published yet. Draft “${draft!.name}” is waiting.`, 'warn')
    else if (draft && draft.changed_at > publication.at) {
      const state = `${draft.id} ${draft.version}`
      const broken = await verdicts.recall(actor.stamp, state, () =>
        countBroken(db, tx, actor, draft.id),
      )
      say(
        broken > 0
          ? `Draft “${draft.name}” breaks a must.`
          : `Draft “${draft.name}” has changes that nobody sees yet.`,
        broken > 0 ? 'bad' : 'info',
      )
    } else
      say(
        `Published, version ${publication.version} of ${sayDay(dayAt(publication.at.toISOString(), actor.institution.timeZone))}.`,
        'good',
      )
  }
  return notes
}

/** Of each draft as it stands how many musts it breaks. */
const verdicts = makeMemory(200)

async function countBroken(db: Database, tx: Tx, actor: Actor, draft: string): Promise<number> {
  // Mostly this process has just seen it, since somebody edits it here.
  const seen = (await knowDraft(db, tx, actor.institution.id, draft))!
  const frame = (await readFrame(tx, seen.row.plan, seen.row))!
  return judgeCells(frame.problem, seen.cells).score.broken
}

/** The academic year around `now` unless a span is asked for. */
export async function viewPersonYear(
  db: Database,
  actor: Actor,
  id: string,
  now: Moment,
  wanted: Partial<Span>,
): Promise<Outcome<PersonYear>> {
  const today = dayAt(now, actor.institution.timeZone)
  const name = `year ${id} ${wanted.from ?? ''} ${wanted.to ?? ''} ${actor.person.id} ${today}`
  return days.recall(actor.stamp, name, () => readPersonYear(db, actor, id, now, wanted))
}

function readPersonYear(
  db: Database,
  actor: Actor,
  id: string,
  now: Moment,
  wanted: Partial<Span>,
): Promise<Outcome<PersonYear>> {
  const today = dayAt(now, actor.institution.timeZone)
  return db.inTenant(actor.institution.id, async (tx) => {
    const [person] = await findPeople(tx, [id])
    if (!person || !sharesProgramme(actor, person))
      return missing(`There is no person "${id}" in your programmes.`)
    const around = { from: addDays(today, -365), to: addDays(today, 365) }
    const plans = await findPlansOf(tx, id, around)
    const plan = plans.find((entry) => holds(entry, today)) ?? plans.at(-1)
    const span = {
      from: wanted.from ?? plan?.from ?? today,
      to: wanted.to ?? plan?.to ?? addDays(today, 364),
    }
    const all = await toItems(tx, await findTime(tx, { line: PUBLISHED, people: [id], span }))
    const items = all
      .filter(isWorthALine)
      .map((item) => (maySeeWhy(actor, id, item, now) ? item : awayOnly(item)))
    return done({
      person: { id, name: person.name },
      ...span,
      items,
      blocks:
        plan?.blocks.map(({ id: key, label, from, to }) => ({ id: key, label, from, to })) ?? [],
      totals: totalsOf(items, span),
      published: plan ? (await findPublication(tx, plan.id)) !== undefined : false,
    })
  })
}

/** Why somebody is away is for them and for those who plan. */
function maySeeWhy(actor: Actor, person: string, item: TimeItem, now: Moment): boolean {
  if (item.kind !== 'leave' || person === actor.person.id) return true
  return item.programme !== null && mayPlan(actor, item.programme, now)
}

function awayOnly(item: TimeItem): TimeItem {
  return { ...item, work: 'away', code: 'AWAY', name: 'Away' }
}

function sharesProgramme(actor: Actor, person: { id: string; roles: { programme: string }[] }) {
  const mine = new Set(actor.person.roles.map((role) => role.programme))
  return person.id === actor.person.id || person.roles.some((role) => mine.has(role.programme))
}

/** Days of leave on top of a rotation are days of leave, not of both. */
function totalsOf(items: TimeItem[], span: Span) {
  const within = (item: Span): Span => ({
    from: item.from > span.from ? item.from : span.from,
    to: item.to < span.to ? item.to : span.to,
  })
  const leave = items.filter((item) => item.kind === 'leave').map(within)
  const days = new Map<string, { work: string; name: string; days: number }>()
  for (const item of items.filter(({ part }) => part === null)) {
    const entry = days.get(item.work) ?? { work: item.work, name: item.name, days: 0 }
    const own = within(item)
    entry.days += spanDays(own)
    if (item.kind !== 'leave') for (const away of leave) entry.days -= sharedDays(own, away)
    days.set(item.work, entry)
  }
  return [...days.values()]
    .filter((entry) => entry.days > 0)
    .sort((one, other) => other.days - one.days)
}
