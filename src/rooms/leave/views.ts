// How is a request shown, what may the reader do about it, and may they read the reason?
import type { Day } from '../../kernel/day.ts'
import { isOn } from '../people/policy.ts'
import { type Actor, planningRoles, type RoleName } from '../people/schema.ts'
import { type LeaveRead, worldOf } from './reading.ts'
import { judgeLeave } from './rules.ts'
import { endsOf } from './shortening-rules.ts'
import type { Capacity, LeaveType, LeaveVerdict, RequestView } from './schema.ts'
import type { RequestRow } from './store.ts'

const DIRECTORS: readonly RoleName[] = ['director', 'associate-director']

/** In which capacities somebody may answer in a programme. */
export function capacitiesOf(actor: Actor, programme: string, today: Day): Set<Capacity> {
  const roles = actor.person.roles
    .filter((held) => held.programme === programme && isOn(held, today))
    .map(({ role }) => role)
  return new Set<Capacity>([
    ...(roles.some((role) => planningRoles.includes(role)) ? (['planner'] as const) : []),
    ...(roles.includes('chief') ? (['chief'] as const) : []),
    ...(roles.includes('coordinator') ? (['coordinator'] as const) : []),
    ...(roles.some((role) => DIRECTORS.includes(role)) ? (['director'] as const) : []),
  ])
}

/** A reason is health data: the person, directors, and for ordinary types the office (PR-6). */
export function readsReason(
  actor: Actor,
  of: { person: string; programme: string },
  type: Pick<LeaveType, 'reasonFor'> | undefined,
  today: Day,
): boolean {
  if (actor.person.id === of.person) return true
  const can = capacitiesOf(actor, of.programme, today)
  return can.has('director') || (type?.reasonFor === 'office' && can.has('coordinator'))
}

/** Null when the person does not train there any more. */
export function judgeRow(read: LeaveRead, row: RequestRow): LeaveVerdict | null {
  const person = read.people.find(({ id }) => id === row.person)
  if (!person) return null
  return judgeLeave(worldOf(read, person, row.id), {
    ...{ id: row.id, type: row.type, parts: row.parts, reason: row.reason },
    askedOn: row.state === 'draft' ? null : row.asked_on,
  })
}

export const hasBegun = (row: Pick<RequestRow, 'parts'>, today: Day): boolean =>
  row.parts.some(({ from }) => from < today)

/** Whose yes is needed next; undefined when nobody's. */
export const nextOf = ({ state, chain, agreed }: RequestRow): Capacity | undefined =>
  state === 'asked' ? chain[agreed] : undefined

export function viewRequest(read: LeaveRead, row: RequestRow, actor: Actor): RequestView {
  const { today } = read
  const isMine = row.person === actor.person.id
  const can = capacitiesOf(actor, row.programme, today)
  const next = nextOf(row)
  const type = read.types.find(({ id }) => id === row.type)
  const isOpen = row.state === 'asked' || row.state === 'draft'
  const name = read.people.find(({ id }) => id === row.person)?.name ?? row.person
  return {
    ...{ id: row.id, programme: row.programme, person: { id: row.person, name } },
    ...{ type: row.type, typeName: row.type_name, state: row.state, version: row.version },
    ...{ parts: row.parts, chain: row.chain, agreed: row.agreed, askedOn: row.asked_on },
    ...{ decidedBy: row.decided_by_name, answer: row.answer },
    reason: readsReason(actor, row, type, today) ? row.reason : null,
    verdict: isOpen ? judgeRow(read, row) : null,
    may: {
      change: isMine && row.state !== 'approved' && row.state !== 'cancelled',
      withdraw:
        isMine && (row.state === 'asked' || (row.state === 'approved' && !hasBegun(row, today))),
      decide: !isMine && next !== undefined && can.has(next),
      shorten:
        row.state === 'approved' &&
        (isMine || can.has('planner')) &&
        endsOf(row.parts, today) !== null,
      cancel: !isMine && row.state === 'approved' && can.has('planner') && !hasBegun(row, today),
    },
  }
}
