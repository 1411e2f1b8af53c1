// What does each kind of time count for?
import type { IntervalKind } from './schema.ts'

export type Counts = {
  /** To the hours of a week. */
  hours: boolean
  /** Whoever has it has no free day. */
  breaksFreeDay: boolean
  /** Presence in the house: makes a period, and ends a rest. */
  inHouse: boolean
  /** Care for patients: not after the 24th hour. */
  care: boolean
  moonlighting?: 'internal' | 'external'
}

const of = (hours: boolean, breaksFreeDay: boolean, inHouse: boolean, care: boolean): Counts => ({
  ...{ hours, breaksFreeDay, inHouse, care },
})

/** Domain rules, section 2.1. Travel, reading and study count for nothing. */
export const KINDS: Record<IntervalKind, Counts> = {
  clinical: of(true, true, true, true),
  education: of(true, true, true, false),
  'in-house-call': of(true, true, true, true),
  'night-float': of(true, true, true, true),
  transition: of(true, true, true, false),
  'home-call': of(false, true, false, false),
  // Called in or not: it counts, and it does not begin the clock of a period anew.
  'home-call-work': of(true, true, false, false),
  remote: of(true, true, false, false),
  'moonlighting-internal': { ...of(true, true, false, false), moonlighting: 'internal' },
  'moonlighting-external': { ...of(true, true, false, false), moonlighting: 'external' },
  jeopardy: of(false, true, false, false),
  study: of(false, false, false, false),
}
