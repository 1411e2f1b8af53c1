// Which questions about stays elsewhere do pages ask the server, and how are its words said?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { offsiteContract as contract } from '../contract.ts'
import type { Agreement, StayState } from '../schema.ts'

export const STAYS = ['stays']

export const toDoQuery = queryOptions({
  queryKey: [...STAYS, 'to-do'],
  queryFn: () => call(contract.toDo),
})
export const staysQuery = (id: string) =>
  queryOptions({
    queryKey: [...STAYS, id],
    queryFn: () => call(contract.list, { params: { id } }),
  })
export const stayQuery = (id: string, stay: string) =>
  queryOptions({
    queryKey: [...STAYS, id, stay],
    queryFn: () => call(contract.view, { params: { id, stay } }),
  })

export const STAY_STATES: Record<StayState, { says: string; tone?: string }> = {
  draft: { says: 'being prepared' },
  asked: { says: 'asked for', tone: 'warning' },
  confirmed: { says: 'confirmed', tone: 'success' },
  declined: { says: 'declined', tone: 'danger' },
  withdrawn: { says: 'withdrawn' },
}
export const AGREEMENT_STATES: Record<Agreement['state'], { says: string; tone?: string }> = {
  ahead: { says: 'begins later' },
  valid: { says: 'valid', tone: 'success' },
  lapsing: { says: 'ends soon', tone: 'warning' },
  over: { says: 'over', tone: 'danger' },
}
