// The one question about the own account that several pages ask.
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { accountsContract as contract } from '../contract.ts'

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => call(contract.account),
})
