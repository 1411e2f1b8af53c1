// Which questions about leave do pages ask the server, and how are its words said?
import { queryOptions } from '@tanstack/react-query'
import { sayList } from '../../../kernel/finding.ts'
import { saySpan, type Span } from '../../../kernel/span.ts'
import { call } from '../../../platform/client.ts'
import { leaveContract as contract } from '../contract.ts'
import type { Capacity, LeaveState, RequestView } from '../schema.ts'

export const LEAVE = ['leave']

export const waitingQuery = queryOptions({
  queryKey: [...LEAVE, 'waiting'],
  queryFn: () => call(contract.waiting),
})
export const mineQuery = (id: string) =>
  queryOptions({
    queryKey: [...LEAVE, 'mine', id],
    queryFn: () => call(contract.mine, { params: { id } }),
  })
export const boardQuery = (id: string) =>
  queryOptions({
    queryKey: [...LEAVE, 'board', id],
    queryFn: () => call(contract.board, { params: { id } }),
  })

export const STATES: Record<LeaveState, { says: string; tone?: string }> = {
  draft: { says: 'not asked for yet' },
  asked: { says: 'asked for', tone: 'warning' },
  approved: { says: 'approved', tone: 'success' },
  declined: { says: 'declined', tone: 'danger' },
  withdrawn: { says: 'taken back' },
  cancelled: { says: 'cancelled', tone: 'danger' },
}
export const WAITS_FOR: Record<Capacity, string> = {
  planner: 'whoever plans',
  chief: 'a chief',
  coordinator: 'a coordinator',
  director: 'a director',
}

export const sayParts = (parts: readonly Span[]): string => sayList(parts.map(saySpan))

/** Whose word is next; empty when nobody's. */
export const sayNext = ({ state, chain, agreed }: RequestView): string => {
  const next = state === 'asked' ? chain[agreed] : undefined
  return next ? `waits for ${WAITS_FOR[next]}` : ''
}
