// Which questions about trading calls do pages ask the server, and how are its words said?
import { clockAt } from '../../../kernel/wall-clock.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { swapsContract as contract } from '../contract.ts'
import type { CallItem, TradeState } from '../schema.ts'

export const TRADES = ['trades']

export const waitingQuery = queryOptions({
  queryKey: [...TRADES, 'waiting'],
  queryFn: () => call(contract.waiting),
})
export const myCallsQuery = (id: string) =>
  queryOptions({
    queryKey: [...TRADES, 'mine', id],
    queryFn: () => call(contract.mine, { params: { id } }),
  })
export const waysQuery = (id: string, of: string) =>
  queryOptions({
    queryKey: [...TRADES, 'ways', id, of],
    queryFn: () => call(contract.find, { params: { id, call: of } }),
  })
export const tradesQuery = (id: string) =>
  queryOptions({
    queryKey: [...TRADES, 'list', id],
    queryFn: () => call(contract.list, { params: { id } }),
  })

export const reliefQuery = (id: string, of: string) =>
  queryOptions({
    queryKey: [...TRADES, 'relief', id, of],
    queryFn: () => call(contract.relief, { params: { id, call: of } }),
    // Asked anew only when somebody looks anew: after the act it would be about another person.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })

export const TRADE_STATES: Record<TradeState, { says: string; tone?: string }> = {
  open: { says: 'offered to everybody', tone: 'warning' },
  proposed: { says: 'proposed', tone: 'warning' },
  accepted: { says: 'to be approved', tone: 'warning' },
  done: { says: 'done', tone: 'success' },
  declined: { says: 'declined' },
  withdrawn: { says: 'withdrawn' },
  refused: { says: 'not approved', tone: 'danger' },
  lapsed: { says: 'lapsed' },
}

/** `Sat 5 Dec, 08:00 to 20:00`, by the clock of the institution. */
export function sayCall({ begins, ends }: Pick<CallItem, 'begins' | 'ends'>, zone: string): string {
  const day = new Date(begins).toLocaleDateString('en-GB', {
    ...{ timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' },
  })
  return `${day.replace(',', '')}, ${clockAt(begins, zone)} to ${clockAt(ends, zone)}`
}
