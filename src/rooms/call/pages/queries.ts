// What does the page of call ask the server?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { callContract as contract } from '../contract.ts'
import { callYearContract } from '../year-contract.ts'

export const CALL = ['call']
const POLL_MS = 1_500

/** Asked again and again while a range is being planned. */
export const callQuery = (id: string) =>
  queryOptions({
    queryKey: [...CALL, id],
    queryFn: () => call(contract.view, { params: { id } }),
    refetchInterval: ({ state }) => state.data?.proposal?.state === 'waiting' && POLL_MS,
  })

/** Asked again and again while a year is being planned with its call. */
export const callYearsQuery = (id: string) =>
  queryOptions({
    queryKey: [...CALL, 'years', id],
    queryFn: () => call(callYearContract.view, { params: { id } }),
    refetchInterval: ({ state }) => state.data?.latest?.state === 'waiting' && POLL_MS,
  })

export const houseHolidaysQuery = queryOptions({
  queryKey: [...CALL, 'house-holidays'],
  queryFn: () => call(contract.houseHolidays),
})
export const proposedHolidaysQuery = (country: string, region: string, year: number) =>
  queryOptions({
    queryKey: [...CALL, 'proposed-holidays', country, region, year],
    queryFn: () =>
      call(contract.proposeHolidays, { query: { country, region, year: String(year) } }),
    enabled: country !== '',
  })
