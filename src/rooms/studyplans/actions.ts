// Plans of a year: seen by whom they concern, saved by whose they are, commented.
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findPeople, isOn, mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { judgesAs, mayReopen, stepToTakeBack, type Judge } from './chain.ts'
import { writeCommentNews } from './news.ts'
import { factsFor, levelOf, readYear, type YearBase } from './reading.ts'
import type { Study, StudyStep, StudyView, StudyWords, YearFacts } from './schema.ts'
import {
  findComments,
  findSteps,
  findStudy,
  findTeachers,
  findYears,
  insertComment,
  openStudy,
  saveWords,
  type StepRow,
  type StudyRow,
} from './store.ts'

/** Whose plan of which year of which programme. */
export type At = { id: string; person: string; plan?: string | undefined }

export const GONE = 'There is no such plan for you.'

/** Everything about one plan, in one transaction. */
export type Opened = {
  plan: string
  base: YearBase
  facts: YearFacts
  row: StudyRow
  steps: StudyStep[]
  judge: Judge
  plans: boolean
}

const NEW: Omit<StudyRow, 'programme' | 'plan' | 'person'> = {
  ...{ id: '', state: 'draft', version: 0, career_intent: '', adviser: null, items: [] },
  ...{ saved_at: null, chain: [], taken: 0, step: 0, catalogue: null, approved_at: null },
}

/** May this actor direct the programme today? */
export function directs(actor: Actor, programme: string, now: Moment): boolean {
  const today = dayAt(now, actor.institution.timeZone)
  return actor.person.roles.some(
    (role) =>
      role.programme === programme &&
      (role.role === 'director' || role.role === 'associate-director') &&
      isOn(role, today),
  )
}

/**
 * With `lock` the plan is there and nobody else changes it until the transaction ends. Undefined when
 * the person has no such year, or it is none of the actor's business: to them the two look the same.
 */
export async function openPlan(
  tx: Tx,
  actor: Actor,
  at: At,
  now: Moment,
  lock = false,
): Promise<Opened | undefined> {
  const years = await findYears(tx, at.id, at.person)
  const year = at.plan ? years.find(({ id }) => id === at.plan) : years[0]
  if (!year) return undefined
  const of = { programme: at.id, plan: year.id, person: at.person }
  const found = await findStudy(tx, year.id, at.person)
  const plans = mayPlan(actor, at.id, now)
  const me = actor.person.id
  const judges = found && found.state !== 'draft' && found.chain.some(({ who }) => who.includes(me))
  if (me !== at.person && !plans && !judges && found?.adviser !== me) return undefined
  const row = lock
    ? await openStudy(tx, actor.institution.id, of)
    : (found ?? { ...NEW, ...of, id: '' })
  const base = await readYear(tx, at.id, year.id)
  if (!base) return undefined
  return {
    ...{ plan: year.id, base, row, plans },
    facts: await factsFor(tx, base, at.person),
    steps: row.id ? (await findSteps(tx, [row.id])).map(stepOf) : [],
    judge: { id: me, directs: directs(actor, at.id, now) },
  }
}

export const stepOf = (row: StepRow): StudyStep => ({
  ...{ seq: row.seq, kind: row.kind, capacity: row.capacity, station: row.station },
  ...{ by: row.by_person, byName: row.by_name, comment: row.comment, version: row.version },
  at: row.at.toISOString(),
})

export const wordsOf = (row: StudyRow): StudyWords => ({
  ...{ careerIntent: row.career_intent, adviser: row.adviser, items: row.items },
})

const studyOf = (row: StudyRow): Study => ({
  ...wordsOf(row),
  ...{ state: row.state, version: row.version, step: row.step },
  ...{ chain: row.chain, taken: row.taken },
  savedAt: row.saved_at?.toISOString() ?? null,
  approvedAt: row.approved_at?.toISOString() ?? null,
})

export async function viewStudy(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<StudyView>> {
  return db.inTenant(actor.institution.id, (tx) => showStudy(tx, actor, at, now))
}

export async function showStudy(
  tx: Tx,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<StudyView>> {
  const open = await openPlan(tx, actor, at, now)
  if (!open) return missing(GONE)
  const { row, base, facts, steps, judge, plans } = open
  const { plan } = base.frame
  const today = dayAt(now, actor.institution.timeZone)
  const teachers = await findTeachers(tx, at.id, today)
  const named = [at.person, row.adviser, ...row.chain.flatMap(({ who }) => who)].flatMap(
    (id) => id ?? [],
  )
  const people = await findPeople(tx, [...new Set(named)])
  const isMine = at.person === judge.id
  return done({
    person: {
      ...{ id: at.person, name: people.find(({ id }) => id === at.person)?.name ?? at.person },
      level: levelOf(base.frame, at.person),
    },
    programme: { id: at.id, name: plan.programme_name },
    year: { id: plan.id, title: plan.title },
    facts,
    study: studyOf(row),
    steps,
    comments: row.id
      ? (await findComments(tx, [row.id])).map((one) => ({
          ...{ id: one.id, by: one.by_person, byName: one.by_name, week: one.week },
          ...{ says: one.says, at: one.at.toISOString() },
        }))
      : [],
    advisers: teachers.filter(({ id }) => id !== at.person),
    may: {
      edit: isMine && row.state === 'draft',
      withdraw: isMine && row.state === 'submitted',
      judge: judgesAs(row, judge),
      takeBack: stepToTakeBack(row, steps, judge.id) !== undefined,
      reopen: mayReopen(row, judge),
      place: plans && row.state === 'approved',
    },
    names: Object.fromEntries(people.map(({ id, name }) => [id, name])),
  })
}

export async function saveStudy(
  db: Database,
  actor: Actor,
  at: At,
  { version, ...words }: StudyWords & { version: number },
  now: Moment,
): Promise<Outcome<StudyView>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    if (at.person !== actor.person.id) return missing(GONE)
    const open = await openPlan(tx, actor, at, now, true)
    if (!open) return missing(GONE)
    const { row } = open
    if (row.state !== 'draft')
      return refused(
        finding(
          'studyplans.fenced',
          row.state === 'approved'
            ? 'This plan is approved; it stays as it is.'
            : 'This plan is handed in; it stays as it is while others look at it.',
          {
            can:
              row.state === 'approved'
                ? 'Ask the director to reopen it.'
                : 'Withdraw it, change it, and hand it in again.',
          },
        ),
      )
    if (row.version !== version) return refused(stale(open, words))
    const twice = words.items.filter(
      ({ id }, nth) => words.items.findIndex((other) => other.id === id) < nth,
    )
    if (twice.length > 0)
      return refused(
        finding('studyplans.ids', `Two items of the plan have the id "${twice[0]!.id}".`, {
          path: 'items',
        }),
      )
    if (words.adviser !== null) {
      const today = dayAt(now, actor.institution.timeZone)
      const teachers = await findTeachers(tx, at.id, today)
      if (words.adviser === at.person || !teachers.some(({ id }) => id === words.adviser))
        return refused(
          finding('studyplans.adviser', 'This person does not teach in the programme.', {
            ...{ can: 'Choose an adviser from the list.', path: 'adviser' },
          }),
        )
    }
    await saveWords(tx, row.id, words)
    return showStudy(tx, actor, at, now)
  })
}

/** Both are named, so that nothing is lost unseen; the page keeps its own until one is chosen. */
function stale({ row, facts }: Opened, mine: StudyWords) {
  const say = (items: StudyWords['items']) =>
    items.length === 0
      ? 'nothing'
      : items
          .map(({ work, from, weeks }) => {
            const name =
              facts.catalogue.electives.find(({ id }) => id === work)?.code ??
              facts.leaves.find(({ id }) => id === work)?.code ??
              work
            return `${name} ${from}-${from + weeks - 1}`
          })
          .join(', ')
  return finding(
    'studyplans.stale',
    `Your plan was changed on another device. There: ${say(row.items)}. Here: ${say(mine.items)}.`,
    { can: 'Keep one of the two.' },
  )
}

export async function commentOn(
  db: Database,
  actor: Actor,
  at: At,
  comment: { says: string; week: number | null },
  now: Moment,
): Promise<Outcome<StudyView>> {
  const { id: tenant, timeZone: zone } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    if (!(await openPlan(tx, actor, at, now))) return missing(GONE)
    const open = (await openPlan(tx, actor, at, now, true))!
    const by = actor.person.id
    const id = await insertComment(tx, tenant, open.row, { ...comment, by })
    await writeCommentNews(tx, { tenant, zone, now }, open, actor.person, { ...comment, id })
    return showStudy(tx, actor, at, now)
  })
}
