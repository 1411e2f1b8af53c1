// Which questions about days do pages ask the server?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { daysContract } from '../contract.ts'

export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: () => call(daysContract.today),
})
export const watchQuery = queryOptions({
  queryKey: ['watch'],
  queryFn: () => call(daysContract.watch),
})
export const personYearQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id, 'year'],
    queryFn: () => call(daysContract.personYear, { params: { id } }),
  })
export const feedsQuery = queryOptions({
  queryKey: ['feeds'],
  queryFn: () => call(daysContract.feeds),
})
