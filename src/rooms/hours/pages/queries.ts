// Which questions about packs of hours do pages ask the server?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { hoursContract as contract } from '../contract.ts'

export const PACKS = ['hours-packs']

export const packsQuery = (id: string) =>
  queryOptions({
    queryKey: [...PACKS, id],
    queryFn: () => call(contract.packs, { params: { id } }),
  })
