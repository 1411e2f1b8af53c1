// What is known when a stretch of call is to be planned: people, days, what stands already.
import type { Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import type { CallFacts, Holiday } from './schema.ts'
import type { PlannedConference, PlannedRotation } from './timeline.ts'

export type PlannedKind = { id: string; code: string; name: string; facts: CallFacts }

export type CallPerson = {
  id: string
  name: string
  /** Outside of them the person does not train here. */
  levels: readonly (Span & { level: string })[]
  /** The first day of the training; months are counted from it. */
  since: Day
  /** Part of full time, 0.1 to 1. */
  share: number
  competencies: ReadonlySet<string>
  rotations: readonly PlannedRotation[]
  leave: readonly Span[]
  conferences?: readonly PlannedConference[]
}

/** A call by kind, person and day. */
export type GivenCall = { kind: string; person: string; on: Day }

/** What somebody brings from earlier years; `points` above (or below) the fair share of then. */
export type Carried = { points: number; majorDays: number }

export type CallAsked = {
  span: Span
  zone: string
  kinds: readonly PlannedKind[]
  holidays: readonly Pick<Holiday, 'on' | 'name' | 'isMajor'>[]
  people: readonly CallPerson[]
  /** What stands and stays: before and after the span, and inside it (it counts toward the needs). */
  given: readonly GivenCall[]
  /** By hand; a kind of null = no call on that day. */
  pins: readonly { person: string; on: Day; kind: string | null; reason?: string }[]
  /** A kind of null = any. */
  wishes: readonly (Span & { person: string; kind: string | null; avoid: boolean; rank: number })[]
  carried: ReadonlyMap<string, Carried>
}

/** A call that has been planned, with its instants. */
export type NewCall = GivenCall & { begins: Moment; ends: Moment; points: number }
