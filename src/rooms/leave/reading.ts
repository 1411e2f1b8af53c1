// The world in which leave of a programme is judged, read at once: who is where, who is away, what is needed.
import { addDays, addMonths, type Day, dayNumber } from '../../kernel/day.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { holds, sharedDays, type Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import { findCallKinds } from '../call/index.ts'
import { findPeople } from '../people/index.ts'
import type { Person } from '../people/schema.ts'
import { findWorks, type WorkRow } from '../programme/index.ts'
import { findChoices, findPlansDuring } from '../rota/index.ts'
import { findTime, PUBLISHED, type TimeRow } from '../time/index.ts'
import type { LeavePolicy, LeaveType, LeaveWorld, Taken } from './schema.ts'
import {
  findLeavePolicy,
  findLeaveTypes,
  findRequests,
  type RequestRow,
  sourceOf,
} from './store.ts'
import { USUAL_POLICY, USUAL_TYPES } from './usual.ts'

/** Rotations and calls are judged so far back and ahead. */
const BEFORE = 40
const AHEAD = 400
const MONTHS_IF_OPEN = 48

export type Place = { tenant: string; zone: string; now: Moment }

export type LeaveRead = {
  programme: string
  today: Day
  zone: string
  policy: LeavePolicy
  /** 0 = the usual one, that nobody has changed or needed. */
  version: number
  types: LeaveType[]
  works: ReadonlyMap<string, WorkRow>
  /** Who trains here today or later. */
  people: Person[]
  time: TimeRow[]
  /** By work. */
  least: ReadonlyMap<string, number>
  callNames: ReadonlyMap<string, string>
  /** Asked for or approved. */
  requests: RequestRow[]
}

export async function readLeave(tx: Tx, programme: string, place: Place): Promise<LeaveRead> {
  const today = dayAt(place.now, place.zone)
  const stored = await findLeavePolicy(tx, programme)
  const types = await findLeaveTypes(tx, programme)
  const works = new Map((await findWorks(tx, programme)).map((work) => [work.id, work]))
  const people = (await findPeople(tx)).filter((person) => {
    const training = trainingOf(person, programme)
    return training !== undefined && training.to >= today
  })
  const policy = stored?.policy ?? USUAL_POLICY
  const least = await readLeast(tx, programme, today)
  for (const [work, min] of Object.entries(policy.minStaffByService)) least.set(work, min)
  return {
    ...{ programme, today, zone: place.zone, policy, works, people, least },
    version: stored?.version ?? 0,
    types: types.length > 0 ? types : [...USUAL_TYPES],
    time: await findTime(tx, { line: PUBLISHED, people: people.map(({ id }) => id), programme }),
    callNames: new Map((await findCallKinds(tx, programme)).map(({ id, name }) => [id, name])),
    requests: [
      ...(await findRequests(tx, { programme, state: 'asked' })),
      ...(await findRequests(tx, { programme, state: 'approved' })),
    ],
  }
}

/** From the first day to the last of being a trainee there; undefined = never. */
export function trainingOf(person: Person, programme: string): Span | undefined {
  const roles = person.roles.filter(
    (role) => role.programme === programme && role.role === 'trainee' && role.from !== null,
  )
  const first = roles[0]
  if (!first) return undefined
  const from = roles.reduce((least, role) => (role.from! < least ? role.from! : least), first.from!)
  const open = addDays(addMonths(from, MONTHS_IF_OPEN), -1)
  const to = roles.reduce((most, role) => {
    const end = role.to ?? open
    return end > most ? end : most
  }, from)
  return { from, to }
}

/** What musts of coverage say of one work, for everybody and all the year. */
async function readLeast(tx: Tx, programme: string, today: Day): Promise<Map<string, number>> {
  const least = new Map<string, number>()
  const plans = await findPlansDuring(tx, today, addDays(today, AHEAD))
  for (const plan of plans.filter((one) => one.programme === programme))
    for (const { rule, params, strength } of await findChoices(tx, plan.id)) {
      if (rule !== 'rota.coverage' || strength !== 'must') continue
      const { works, levels, periods, min } = params as Partial<Record<string, unknown>>
      if (!Array.isArray(works) || works.length !== 1 || levels || periods) continue
      if (typeof min === 'number' && min > 0) least.set(String(works[0]), min)
    }
  return least
}

/** `except`: a request whose own days in the record are thought away. */
export function worldOf(read: LeaveRead, person: Person, except: string | null = null): LeaveWorld {
  const span: Span = { from: addDays(read.today, -BEFORE), to: addDays(read.today, AHEAD) }
  const mine = read.time.filter((row) => row.person === person.id)
  const gone = except === null ? null : sourceOf(except)
  const others = read.time.filter((row) => row.person !== person.id)
  return {
    ...{ today: read.today, policy: read.policy, types: read.types },
    person: { id: person.id, name: person.name },
    training: trainingOf(person, read.programme)!,
    taken: [
      ...mine
        .filter(({ layer, source }) => layer === 'absence' && source !== gone)
        .map((row) => takenOf(read, row)),
      ...read.requests
        .filter(({ state, id }) => state === 'asked' && id !== except)
        .filter((row) => row.person === person.id)
        .flatMap(({ id, type, parts }) =>
          parts.map((part) => ({ id, type, ...part, isAsked: true })),
        ),
    ],
    rotations: mine
      .filter((row) => row.layer === 'assignment' && sharedDays(row, span) > 0)
      .map((row) => ({
        ...{ work: row.work, name: read.works.get(row.work)?.name ?? row.work },
        ...{ from: row.from, to: row.to, min: read.least.get(row.work) ?? null },
        ...countOthers(row, others),
      })),
    calls: mine
      .filter((row) => row.layer === 'call' && sharedDays(row, span) > 0 && row.ends !== null)
      .map((row) => ({
        ...{ id: row.id, name: read.callNames.get(row.work) ?? 'Call', on: row.from },
        endsOn: dayAt(new Date(row.ends!.getTime() - MINUTE).toISOString(), read.zone),
      })),
  }
}
const MINUTE = 60_000

function takenOf(read: LeaveRead, row: TimeRow): Taken {
  const request = read.requests.find(({ id }) => row.source === sourceOf(id))
  const type = request?.type ?? read.types.find(({ work }) => work === row.work)?.id ?? ''
  return { id: request?.id ?? row.id, type, from: row.from, to: row.to, isAsked: false }
}

/** Others on the same work, day by day: there, and away. */
function countOthers(
  rotation: Span & { work: string },
  others: readonly TimeRow[],
): { present: number[]; away: number[] } {
  const length = dayNumber(rotation.to) - dayNumber(rotation.from) + 1
  const present = Array.from({ length }, () => 0)
  const away = Array.from({ length }, () => 0)
  const near = others.filter((row) => sharedDays(row, rotation) > 0)
  const absences = near.filter(({ layer }) => layer === 'absence')
  for (const row of near) {
    if (row.layer !== 'assignment' || row.work !== rotation.work) continue
    const off = absences.filter((one) => one.person === row.person)
    for (let nth = 0; nth < length; nth++) {
      const day = addDays(rotation.from, nth)
      if (!holds(row, day)) continue
      if (off.some((one) => holds(one, day))) away[nth]!++
      else present[nth]!++
    }
  }
  return { present, away }
}
