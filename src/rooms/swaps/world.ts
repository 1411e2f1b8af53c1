// Everything on which it rests whether a trade is legal, as data.
import type { Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Span } from '../../kernel/span.ts'
import type { PlannedConference, PlannedRotation } from '../call/timeline.ts'
import type { CallFacts } from '../call/schema.ts'
import type { PacksInForce } from '../hours/in-force.ts'
import type { SwapPolicy } from './schema.ts'

export type WorldCall = {
  id: string
  kind: string
  person: string
  on: Day
  /** Minutes since 1970. */
  begins: number
  ends: number
  points: number
}
export type WorldPerson = {
  id: string
  name: string
  levels: readonly (Span & { level: string })[]
  /** The first day of the training there. */
  since: Day
  competencies: ReadonlySet<string>
  rotations: readonly PlannedRotation[]
  leave: readonly Span[]
  conferences?: readonly PlannedConference[]
}
export type World = {
  now: Moment
  zone: string
  span: Span
  kinds: ReadonlyMap<string, { name: string; facts: CallFacts }>
  people: ReadonlyMap<string, WorldPerson>
  calls: readonly WorldCall[]
  holidays: ReadonlySet<Day>
  /** By which new violations are found. */
  packs: PacksInForce
  policy: SwapPolicy
}

/** A call with whom it goes to. A part of a call is a call of its own. */
export type Leg = { call: WorldCall; to: string }

export const callsOf = (world: World, person: string): WorldCall[] =>
  world.calls.filter((call) => call.person === person)
