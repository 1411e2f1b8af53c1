// Which questions about the rank list do pages ask the server?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { rankingContract as contract } from '../contract.ts'

export const RANKING = ['ranking']

export const rankingQuery = (id: string, cycle: string) =>
  queryOptions({
    queryKey: [...RANKING, id, cycle],
    queryFn: () => call(contract.view, { params: { id, cycle } }),
  })

/** A moment on the clock of the season, with its zone named. */
export function sayAt(moment: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone: zone, timeZoneName: 'short' },
  }).format(new Date(moment))
}
