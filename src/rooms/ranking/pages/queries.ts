// Which questions about the rank list do pages ask the server?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { rankingContract as contract } from '../contract.ts'

export const RANKING = ['ranking']

/** What whoever looks has to do before their own first day. */
export const ownTasksQuery = queryOptions({
  queryKey: ['onboarding'],
  queryFn: () => call(contract.mine),
})

export const rankingQuery = (id: string, cycle: string) =>
  queryOptions({
    queryKey: [...RANKING, id, cycle],
    queryFn: () => call(contract.view, { params: { id, cycle } }),
  })
