// Which questions about hours do pages ask the server, and how are kinds of time called?
import { queryOptions } from '@tanstack/react-query'
import type { Day } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import type { IntervalKind } from '../../hours/schema.ts'
import { worktimeContract as contract } from '../contract.ts'
import type { Cause, WeekState } from '../schema.ts'

export const HOURS = ['hours']

export const openWeeksQuery = queryOptions({
  queryKey: [...HOURS, 'open'],
  queryFn: () => call(contract.waiting),
})
export const weekQuery = (id: string, person: string, monday: Day) =>
  queryOptions({
    queryKey: [...HOURS, id, person, monday],
    queryFn: () => call(contract.week, { params: { id, person, monday } }),
  })
export const classHoursQuery = (id: string) =>
  queryOptions({
    queryKey: [...HOURS, id, 'class'],
    queryFn: () => call(contract.class, { params: { id } }),
  })

export const KIND_NAMES: Record<IntervalKind, string> = {
  clinical: 'Clinical work',
  education: 'Teaching, conference',
  'in-house-call': 'Call in the house',
  'night-float': 'Night float',
  transition: 'Hand-over',
  'home-call': 'Call at home, standing by',
  'home-call-work': 'Work during a call at home',
  remote: 'Reports from home',
  'moonlighting-internal': 'Moonlighting here',
  'moonlighting-external': 'Moonlighting elsewhere',
  jeopardy: 'Backup, standing by',
  study: 'Reading, preparing',
}
export const WEEK_STATES: Record<WeekState, { says: string; tone?: string }> = {
  ahead: { says: 'ahead' },
  running: { says: 'running' },
  open: { says: 'to confirm', tone: 'warning' },
  confirmed: { says: 'confirmed', tone: 'success' },
  closed: { says: 'closed' },
}

export const CAUSES: Record<Cause, string> = {
  schedule: 'the schedule itself',
  staffing: 'too few people that day',
  handover: 'a hand-over that took long',
  'late-work': 'late work: cases at the end of the day',
  'own-choice': 'staying of one’s own accord',
  entry: 'a mistake in what was entered',
  other: 'something else',
}
