// What is a rule about work hours, and what does it say of somebody?
import type { z } from 'zod'
import { type Day, fromDayNumber, sayDay } from '../../../kernel/day.ts'
import type { Span } from '../../../kernel/span.ts'
import type { TimelinePerson, Verdict } from '../schema.ts'
import type { Piece, Worker } from '../worker.ts'
import type { Stretch } from '../stretches.ts'

export type Measured = {
  state: Exclude<Verdict['state'], 'running'>
  window: (Span & { name: string }) | null
  measured: number | null
  limit: number | null
  says: string
  evidence: string[]
  weeks?: number[]
}

/** A timeline of one person, and what the rule says of it. */
export type Example = {
  says: string
  person: Omit<Partial<TimelinePerson>, 'intervals'> & { intervals: TimelinePerson['intervals'] }
  params?: Record<string, unknown>
  states: Measured['state'][]
}

export type HoursRule<Params = unknown> = {
  id: string
  /** With `{name}` for parameters. */
  sentence: string
  unit: string
  params: z.ZodType<Params>
  /** What is measured only grows while a window runs, so what is broken stays so. */
  grows: boolean
  judge: (worker: Worker, params: Params) => Measured[]
  examples: Example[]
}

export const hoursOf = (minutes: number): number => Math.round((minutes / 60) * 100) / 100

/** The days on which a stretch lies, as a window without a rotation. */
export function daysOf(worker: Worker, { start, end }: Stretch): Span & { name: string } {
  const { zone } = worker
  return {
    from: fromDayNumber(zone.dayOf(start)),
    to: fromDayNumber(zone.dayOf(Math.max(start, end - 1))),
    name: '',
  }
}

export const dayOn = (worker: Worker, minute: number): Day =>
  fromDayNumber(worker.zone.dayOf(minute))

/** `Sat 3 Jan, 07:00`, by the clock of the zone. */
export function sayMinute(worker: Worker, minute: number): string {
  return `${sayDay(dayOn(worker, minute), { weekday: true })}, ${worker.zone.sayTime(minute)}`
}

export const idsOf = (pieces: readonly Piece[]): string[] => pieces.map(({ id }) => id)

/** When nothing is broken: one verdict with the worst that there is; nothing when there is none. */
export function worst(
  found: readonly { value: number; stretch: Stretch; evidence: string[] }[],
  worker: Worker,
  of: {
    limit: number
    isWorse: (one: number, other: number) => boolean
    says: (value: number) => string
  },
): Measured[] {
  const [first, ...rest] = found
  if (!first) return []
  const top = rest.reduce((most, one) => (of.isWorse(one.value, most.value) ? one : most), first)
  return [
    {
      ...{ state: 'kept', measured: top.value, limit: of.limit, says: of.says(top.value) },
      ...{ window: daysOf(worker, top.stretch), evidence: top.evidence },
    },
  ]
}
