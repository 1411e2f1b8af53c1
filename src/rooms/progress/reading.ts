// Everything that the ledger of some trainees rests on, read at once.
import { addMonths, addDays, type Day } from '../../kernel/day.ts'
import { holds, sharedDays, type Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import { countsForBoard } from '../leave/index.ts'
import { findConfirmed, findElectives, isElsewhere, uncovered } from '../offsite/index.ts'
import { findPeople } from '../people/index.ts'
import type { Elective } from '../catalogue/schema.ts'
import type { Person } from '../people/schema.ts'
import { findWorks } from '../programme/index.ts'
import { findDrafts, findPlansDuring, findPlansOf, findPublicationHead } from '../rota/index.ts'
import { findApproved } from '../studyplans/index.ts'
import { findTime, PUBLISHED, type TimeRow } from '../time/index.ts'
import { electiveRequirements } from './elective-goals.ts'
import { countersOf } from './evidence.ts'
import { versionFor } from './pathways.ts'
import type { Curriculum, Requirement } from './schema.ts'
import { findCurricula, findEntries, findMembers, findWaivers, type MemberRow } from './store.ts'
import type { Entry, Stretch, Training } from './training.ts'

/** Later rooms give what they know: evaluations, logged cases, milestones. */
export type EvidenceSource = (
  tx: Tx,
  programme: string,
  people: readonly string[],
) => Promise<(Omit<Entry, 'isOwn' | 'isConfirmed'> & { person: string })[]>

export type Case = {
  person: Person
  level: string | null
  training: Training
  /** Null: the programme has none. */
  curriculum: Curriculum | null
  /** Of the curriculum, and of the electives that they take. */
  requirements: Requirement[]
  members: MemberRow[]
}
export type Cases = { cases: Case[]; drafts: string[] }

const USUAL_MONTHS = 48

/** From the first day at a level to the last; undefined for whoever is no trainee there. */
export function trainingSpan(person: Person, programme: string): Span | undefined {
  const roles = person.roles.filter(
    (role) => role.programme === programme && role.role === 'trainee' && role.from !== null,
  )
  if (roles.length === 0) return undefined
  const from = roles.map((role) => role.from!).reduce((one, other) => (one < other ? one : other))
  const ends = roles.map(({ to }) => to ?? addDays(addMonths(from, USUAL_MONTHS), -1))
  return { from, to: ends.reduce((one, other) => (one > other ? one : other)) }
}

/**
 * The cases of these trainees. `seesDrafts`: where a year is not published, the newest draft of it
 * counts as planned. All reads are of one moment, in the given transaction.
 */
export async function readCases(
  tx: Tx,
  programme: string,
  people: readonly string[] | undefined,
  today: Day,
  options: { seesDrafts: boolean; sources: readonly EvidenceSource[] },
): Promise<Cases> {
  const persons = (await findPeople(tx, people)).filter(
    (person) => trainingSpan(person, programme) !== undefined,
  )
  const ids = persons.map(({ id }) => id)
  const only = ids.length === 1 ? ids[0] : undefined
  const curricula = await findCurricula(tx, programme)
  const works = new Map((await findWorks(tx)).map((work) => [`${work.programme} ${work.id}`, work]))
  const isCounted = await countsForBoard(tx, programme)
  const stretch = (row: TimeRow): Stretch => {
    const work = works.get(`${row.programme} ${row.work}`)
    return {
      ...{ work: row.work, kind: row.kind, from: row.from, to: row.to },
      name: work?.name ?? row.work,
      categories: work?.categories ?? [],
      isAway: row.layer === 'absence',
      ...(row.layer === 'absence' && !isCounted(row) ? { isUncounted: true } : {}),
    }
  }
  const counts = ({ layer }: TimeRow) => layer === 'assignment' || layer === 'absence'
  const time = (await findTime(tx, { line: PUBLISHED, people: ids })).filter(counts)
  const planned = options.seesDrafts ? await readDrafts(tx, programme, today) : []
  const entries = await findEntries(tx, programme, only)
  const given = await Promise.all(options.sources.map((source) => source(tx, programme, ids)))
  const members = await findMembers(tx, programme, only)
  const waivers = await findWaivers(tx, programme, only)
  const { electives } = await findElectives(tx, programme, today)
  const agreed = await findApproved(tx, programme, ids)
  const elsewhere = await readElsewhere(tx, programme, ids, electives)
  const blocks = only
    ? (await findPlansOf(tx, only, { from: today, to: today })).flatMap((plan) => plan.blocks)
    : []
  const cases = persons.map((person): Case => {
    const span = trainingSpan(person, programme)!
    const mine = members.filter((row) => row.person === person.id)
    const roles = person.roles.filter((role) => role.programme === programme && role.level !== null)
    const levels = roles.map((role) => ({
      level: role.level!,
      from: role.from ?? span.from,
      to: role.to ?? span.to,
    }))
    const published = time.filter((row) => row.person === person.id).map(stretch)
    const ahead = planned
      .flatMap(({ rows }) => rows)
      .filter((row) => row.person === person.id)
      .filter((row) => !published.some((known) => !known.isAway && sharedDays(known, row) > 0))
      .map(stretch)
    const stretches = [...published, ...ahead].flatMap((one) => elsewhere(person.id, one))
    const curriculum = versionFor(curricula, span.from) ?? null
    const required = curriculum?.requirements ?? []
    const taken = electivesOf(
      agreed.filter((row) => row.person === person.id),
      stretches,
      electives,
    )
    return {
      person,
      requirements: [
        ...required,
        ...electiveRequirements(
          taken,
          new Set(required.filter(({ pathway }) => pathway === null).flatMap(countersOf)),
        ),
      ],
      level: levels.find((level) => holds(level, today))?.level ?? null,
      curriculum,
      members: mine,
      training: {
        ...{ ...span, today, levels, blocks },
        stretches,
        entries: [
          ...entries
            .filter((row) => row.person === person.id)
            .map(({ id, counter, on, amount, note, by, confirmed: isConfirmed }) => ({
              ...{ id, counter, on, amount, note, by, isOwn: true, isConfirmed },
            })),
          ...given
            .flat()
            .filter((row) => row.person === person.id)
            .map((row) => ({ ...row, isOwn: false, isConfirmed: true })),
        ],
        waivers: waivers.filter((row) => row.person === person.id),
        pathways: mine.map(({ pathway, state }) => ({ id: pathway, state })),
      },
    }
  })
  return { cases, drafts: planned.map(({ name }) => name) }
}

/** As they were when all agreed to them; what was not agreed to and is in the year, as it is today. */
function electivesOf(
  agreed: Awaited<ReturnType<typeof findApproved>>,
  stretches: readonly Stretch[],
  today: readonly Elective[],
): Elective[] {
  const taken = new Map<string, Elective>()
  for (const { items, catalogue } of agreed)
    for (const elective of catalogue.electives)
      if (items.some(({ kind, work }) => kind === 'elective' && work === elective.id))
        taken.set(elective.id, elective)
  for (const elective of today)
    if (!taken.has(elective.id) && stretches.some(({ work }) => work === elective.id))
      taken.set(elective.id, elective)
  return [...taken.values()]
}

/**
 * Time of an elective that is spent wholly elsewhere counts on days of a confirmed stay only: the
 * others are said to be unconfirmed, under a work that no requirement names.
 */
async function readElsewhere(
  tx: Tx,
  programme: string,
  people: readonly string[],
  electives: readonly Elective[],
) {
  const works = new Set(electives.filter(isElsewhere).map(({ id }) => id))
  if (works.size === 0) return (_: string, stretch: Stretch) => [stretch]
  const stays = await findConfirmed(tx, programme, people)
  return (person: string, stretch: Stretch): Stretch[] => {
    if (stretch.isAway || !works.has(stretch.work)) return [stretch]
    const open = uncovered(
      stretch,
      stays.filter((stay) => stay.person === person),
    )
    const parts = open.map((span): Stretch => ({ ...stretch, ...span, ...UNCONFIRMED }))
    let next = stretch.from
    for (const span of [...open, { from: addDays(stretch.to, 1), to: stretch.to }]) {
      if (span.from > next) parts.push({ ...stretch, from: next, to: addDays(span.from, -1) })
      next = addDays(span.to, 1)
    }
    return parts
  }
}

const UNCONFIRMED = { work: 'unconfirmed', kind: 'unconfirmed', categories: [] }
export const isUnconfirmed = ({ kind }: Stretch) => kind === UNCONFIRMED.kind

/** As far as a year is prepared ahead. */
const AHEAD_DAYS = 3 * 366

/** Of every running or later year that nobody has published yet, what the newest draft plans from tomorrow on. */
async function readDrafts(tx: Tx, programme: string, today: Day) {
  const tomorrow = addDays(today, 1)
  const read: { name: string; rows: TimeRow[] }[] = []
  for (const plan of await findPlansDuring(tx, tomorrow, addDays(today, AHEAD_DAYS))) {
    if (plan.programme !== programme || (await findPublicationHead(tx, plan.id))) continue
    const draft = (await findDrafts(tx, plan.id)).find(({ kind }) => kind === 'draft')
    if (!draft) continue
    const rows = (await findTime(tx, { line: draft.id }))
      .filter(({ to }) => to >= tomorrow)
      .map((row) => ({ ...row, from: row.from > tomorrow ? row.from : tomorrow }))
    if (rows.length > 0) read.push({ name: `${draft.name}, ${plan.title}`, rows })
  }
  return read
}
