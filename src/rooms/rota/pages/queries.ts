// Which questions about years do pages ask the server?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { rotaContract } from '../contract.ts'

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', id],
    queryFn: () => call(rotaContract.plan, { params: { id } }),
    staleTime: 30_000,
  })
export const publishedQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', id, 'published'],
    queryFn: () => call(rotaContract.published, { params: { id } }),
  })
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['drafts', id],
    queryFn: () => call(rotaContract.draft, { params: { id } }),
    // The draft store holds the truth while the page is open; a new visit asks again.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
export const rulesQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', id, 'rules'],
    queryFn: () => call(rotaContract.rules, { params: { id } }),
  })
