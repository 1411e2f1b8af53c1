// What do the pages of conferences ask the server, and how are times said?
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Day, sayDay } from '../../../kernel/day.ts'
import { clockAt } from '../../../kernel/wall-clock.ts'
import { call } from '../../../platform/client.ts'
import { conferencesContract as contract } from '../contract.ts'
import type { SessionView } from '../schema.ts'

export const CONFERENCES = ['conferences']

export const conferencesQuery = (id: string, from: Day | undefined) =>
  queryOptions({
    queryKey: [...CONFERENCES, 'programme', id, from ?? 'today'],
    queryFn: () => call(contract.view, { params: { id }, query: from ? { from } : {} }),
    placeholderData: keepPreviousData,
  })
export const myConferencesQuery = queryOptions({
  queryKey: [...CONFERENCES, 'mine'],
  queryFn: () => call(contract.mine),
})
export const reachQuery = (id: string, session: string) =>
  queryOptions({
    queryKey: [...CONFERENCES, 'reach', id, session],
    queryFn: () => call(contract.reach, { params: { id, session } }),
  })

/** `Tue 1 Dec, 12:00 to 13:00`. */
export const sayTimes = ({ on, begins, ends }: SessionView, zone: string): string =>
  `${sayDay(on, { weekday: true })}, ${clockAt(begins, zone)} to ${clockAt(ends, zone)}`
