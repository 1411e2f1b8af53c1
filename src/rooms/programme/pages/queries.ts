// Which questions about programmes do pages ask the server?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { programmeContract } from '../contract.ts'

export const programmesQuery = queryOptions({
  queryKey: ['programmes'],
  queryFn: () => call(programmeContract.list),
  staleTime: 60_000,
})

export const programmeQuery = (id: string) =>
  queryOptions({
    queryKey: ['programmes', id],
    queryFn: () => call(programmeContract.view, { params: { id } }),
    staleTime: 60_000,
  })
