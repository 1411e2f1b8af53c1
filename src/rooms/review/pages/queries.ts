// Which questions about reviews do pages ask the server, and how are its words said?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { reviewContract as contract } from '../contract.ts'
import type { ReviewState, VerdictName } from '../schema.ts'

export const REVIEW = ['review']

export const pileQuery = (id: string, cycle: string) =>
  queryOptions({
    queryKey: [...REVIEW, id, cycle],
    queryFn: () => call(contract.pile, { params: { id, cycle } }),
  })
export const fileQuery = (id: string, cycle: string, application: string) =>
  queryOptions({
    queryKey: [...REVIEW, id, cycle, application],
    queryFn: () => call(contract.file, { params: { id, cycle, application } }),
  })

export const VERDICTS: Record<VerdictName, { says: string; tone?: string }> = {
  interview: { says: 'Interview', tone: 'success' },
  waitlist: { says: 'Waitlist', tone: 'warning' },
  hold: { says: 'Hold' },
  reject: { says: 'Reject', tone: 'danger' },
}
export const REVIEW_STATES: Record<ReviewState, string> = {
  assigned: 'not done yet',
  done: 'done',
  conflict: 'has a conflict',
}
export const whole = (score: number | null) => (score === null ? '' : String(Math.round(score)))
