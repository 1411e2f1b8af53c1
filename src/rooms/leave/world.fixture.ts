// A resident of invented days: four years from July 2026, a rotation in May, nothing in the way.
import { day } from '../../kernel/day.ts'
import type { Asked } from './rules.ts'
import type { LeaveWorld, Taken } from './schema.ts'
import { USUAL_POLICY, USUAL_TYPES } from './usual.ts'

export const span = (from: string, to: string) => ({ from: day(from), to: day(to) })

export const taken = (type: string, from: string, to: string, isAsked = false): Taken => ({
  ...{ id: `${type} ${from}`, type, isAsked, ...span(from, to) },
})

/** Interventional radiology for four weeks from Monday 3 May 2027; so many others there each day. */
export const rotation = (
  more: Partial<LeaveWorld['rotations'][number]> = {},
): LeaveWorld['rotations'][number] => ({
  ...{ work: 'ir', name: 'IR', ...span('2027-05-03', '2027-05-30'), min: 2 },
  present: Array.from({ length: 28 }, () => 3),
  away: Array.from({ length: 28 }, () => 0),
  ...more,
})

export function world(more: Partial<LeaveWorld> = {}): LeaveWorld {
  return {
    today: day('2027-01-15'),
    person: { id: 'amy', name: 'Amy Arbour' },
    training: span('2026-07-01', '2030-06-30'),
    policy: USUAL_POLICY,
    types: [...USUAL_TYPES],
    ...{ taken: [], rotations: [], calls: [], ...more },
  }
}

export const asked = (type: string, ...parts: [string, string][]): Asked => ({
  ...{ id: null, type, reason: 'a reason', askedOn: null },
  parts: parts.map(([from, to]) => span(from, to)),
})
