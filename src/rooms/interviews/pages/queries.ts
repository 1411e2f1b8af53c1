// Which questions about interviews do pages ask the server, and how are its words said?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { interviewsContract as contract } from '../contract.ts'
import type { DayWords, InvitationState } from '../schema.ts'

export const INTERVIEWS = ['interviews']

export const interviewsQuery = (id: string, cycle: string) =>
  queryOptions({
    queryKey: [...INTERVIEWS, id, cycle],
    queryFn: () => call(contract.view, { params: { id, cycle } }),
  })
export const ownDayQuery = (id: string, cycle: string) =>
  queryOptions({
    queryKey: [...INTERVIEWS, id, cycle, 'mine'],
    queryFn: () => call(contract.mine, { params: { id, cycle } }),
  })

export const INVITATIONS: Record<InvitationState, { says: string; tone?: string }> = {
  invited: { says: 'invited', tone: 'warning' },
  booked: { says: 'has a seat', tone: 'success' },
  waiting: { says: 'waits for a seat', tone: 'accent' },
  declined: { says: 'declined' },
}

/** How one meets. */
export const WAYS: Record<DayWords['mode'], string> = {
  ...{ virtual: 'by video', 'in-person': 'in person', hybrid: 'by video or in person' },
}

export const sayDate = (moment: string, zone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: zone },
  }).format(new Date(moment))
export const selectingQuery = queryOptions({
  queryKey: [...INTERVIEWS, 'selecting'],
  queryFn: () => call(contract.waiting),
})
