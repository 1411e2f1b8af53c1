// Everything that planning a range of call rests on, read in one transaction.
import { addDays, type Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/moment.ts'
import { holds, type Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import { findCompetencies } from '../catalogue/index.ts'
import { findPeople } from '../people/index.ts'
import type { Person } from '../people/schema.ts'
import { findWorks } from '../programme/index.ts'
import { findTime, PUBLISHED, type TimeRow } from '../time/index.ts'
import type { CallAsked, CallPerson, Carried } from './asked.ts'
import { holidaySet } from './days.ts'
import { carriedFrom, type Ledger, ledgerOf } from './ledger.ts'
import { findPins, findWishes } from './proposal-store.ts'
import type { CallKind, Holiday, WishView } from './schema.ts'
import { findCallKinds, findHolidays } from './store.ts'
import { hoursOfWork, type PlannedConference } from './timeline.ts'

/** Calls near the range count for spacing. */
const NEAR = 35
const YEAR = 365
const FIRST = '1900-01-01' as Day
const LAST = '9999-12-31' as Day

export type StandingCall = {
  id: string
  kind: string
  person: string
  on: Day
  begins: Moment
  ends: Moment
  /** It has changed hands, or somebody has pinned it: planning leaves it where it is. */
  stays: boolean
  isPinned: boolean
}
export type CallRead = {
  kinds: CallKind[]
  people: CallPerson[]
  holidays: Holiday[]
  /** Published, in time order; those of a year before the span as well. */
  calls: StandingCall[]
  wishes: WishView[]
}

type Row = Pick<TimeRow, 'person' | 'programme' | 'layer' | 'kind' | 'work' | 'from' | 'to'> &
  Partial<Pick<TimeRow, 'id' | 'begins' | 'ends'>>
/** Rows that would stand in place of published ones of that source. */
export type Instead = { source: string; rows: readonly Row[] }

export async function readCall(
  tx: Tx,
  programme: string,
  span: Span,
  instead?: Instead,
): Promise<CallRead> {
  const wide = { from: addDays(span.from, -YEAR), to: addDays(span.to, NEAR) }
  const kinds = await findCallKinds(tx, programme)
  const holidays = await findHolidays(tx, programme, wide)
  const trainees = (await findPeople(tx)).filter((person) => rolesOf(person, programme).length > 0)
  const ids = trainees.map(({ id }) => id)
  const time = await findTime(tx, { line: PUBLISHED, people: ids, span: wide })
  const works = new Map((await findWorks(tx)).map((work) => [`${work.programme} ${work.id}`, work]))
  const known = new Set(kinds.map(({ id }) => id))
  const pins = await findPins(tx, programme)
  const calls = time.flatMap((row): StandingCall[] => {
    if (row.layer !== 'call' || row.programme !== programme || !known.has(row.work)) return []
    if (!row.begins || !row.ends) return []
    const isPinned = pins.has(row.id)
    return [
      {
        ...{ id: row.id, kind: row.work, person: row.person, on: row.from, isPinned },
        ...{ begins: row.begins.toISOString(), ends: row.ends.toISOString() },
        stays: isPinned || (row.source?.startsWith('trade:') ?? false),
      },
    ]
  })
  const signed = new Map<string, Set<string>>()
  for (const { person, word } of await findCompetencies(tx, programme, ids))
    signed.set(person, (signed.get(person) ?? new Set()).add(word))
  const rows: readonly Row[] = instead
    ? [...time.filter(({ source }) => source !== instead.source), ...instead.rows]
    : time
  const people = trainees
    .map((person) =>
      callPerson(person, programme, rows, {
        workOf: (row) => works.get(`${row.programme} ${row.work}`),
        competencies: signed.get(person.id) ?? new Set(),
      }),
    )
    .filter(({ levels }) => levels.some(({ from, to }) => from <= span.to && to >= span.from))
  return { kinds, people, holidays, calls, wishes: await findWishes(tx, programme, span) }
}

const rolesOf = (person: Person, programme: string) =>
  person.roles.filter((role) => role.programme === programme && role.role === 'trainee')

type Work = { name: string; categories: string[]; facts: Record<string, unknown> } | undefined

function callPerson(
  person: Person,
  programme: string,
  time: readonly Row[],
  about: { workOf: (row: Row) => Work; competencies: ReadonlySet<string> },
): CallPerson {
  const levels = rolesOf(person, programme).map(({ level, from, to }) => ({
    ...{ level: level ?? '', from: from ?? FIRST, to: to ?? LAST },
  }))
  const mine = time.filter((row) => row.person === person.id)
  return {
    ...{ id: person.id, name: person.name, levels, share: 1, competencies: about.competencies },
    since: levels.map(({ from }) => from).reduce((one, other) => (one < other ? one : other)),
    rotations: mine
      .filter(({ layer }) => layer === 'assignment')
      .map((row) => {
        const work = about.workOf(row)
        return {
          ...{ work: row.work, name: work?.name ?? row.work, from: row.from, to: row.to },
          categories: [...(work?.categories ?? []), row.kind],
          hours: hoursOfWork(row.kind, work?.facts),
        }
      }),
    leave: mine.filter(({ layer }) => layer === 'absence').map(({ from, to }) => ({ from, to })),
    conferences: conferencesOf(mine),
  }
}

/** Those with hours; a whole day away at a conference is leave. */
export const conferencesOf = (
  rows: readonly Pick<Row, 'layer' | 'id' | 'begins' | 'ends'>[],
): PlannedConference[] =>
  rows.flatMap(({ layer, id, begins, ends }) =>
    layer === 'conference' && id && begins && ends
      ? [{ id, begins: begins.toISOString(), ends: ends.toISOString() }]
      : [],
  )

/** The ledger of a span; calls outside it do not count. */
export function ledgerIn(
  {
    kinds,
    people,
    holidays,
    calls,
  }: Pick<CallRead, 'kinds' | 'people' | 'holidays'> & {
    calls: readonly { kind: string; person: string; on: Day }[]
  },
  span: Span,
  carried?: ReadonlyMap<string, Carried>,
): Ledger {
  const major = holidays.filter(({ isMajor }) => isMajor).map(({ on }) => on)
  const facts = { kinds, people, calls, holidays: holidaySet(holidays), major: new Set(major) }
  return ledgerOf({ ...facts, span, ...(carried ? { carried } : {}) })
}

/** What everybody brings from the year before the span. */
export const carriedBefore = (read: CallRead, span: Span): Map<string, Carried> =>
  carriedFrom(ledgerIn(read, { from: addDays(span.from, -YEAR), to: addDays(span.from, -1) }))

/** What a plan of the span is asked with: what stays of it stands, other calls of it are planned anew. */
export function askedFrom(read: CallRead, span: Span, zone: string): CallAsked {
  const given = read.calls
    .filter(({ on }) => on >= addDays(span.from, -NEAR))
    .filter(({ on, stays }) => !holds(span, on) || stays)
  return {
    ...{ span, zone, kinds: read.kinds, holidays: read.holidays, people: read.people },
    given: given.map(({ kind, person, on }) => ({ kind, person, on })),
    pins: [],
    wishes: read.wishes.map((wish) => ({ ...wish, rank: 1 })),
    carried: carriedBefore(read, span),
  }
}
