// Which questions about years do pages ask the server?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { rotaContract } from '../contract.ts'

/** With a what-if draft: its people, facts and rules. */
export const planQuery = (id: string, draft?: string) =>
  queryOptions({
    queryKey: draft ? ['plans', id, 'as', draft] : ['plans', id],
    queryFn: () => call(rotaContract.plan, { params: { id }, query: draft ? { draft } : {} }),
    staleTime: 30_000,
  })
export const comparisonQuery = (id: string, drafts: string) =>
  queryOptions({
    queryKey: ['plans', id, 'comparison', drafts],
    queryFn: () => call(rotaContract.comparison, { params: { id }, query: { drafts } }),
    enabled: drafts !== '',
    gcTime: 0,
  })
/** The newest, a given version, or what counted on a day. */
export const publishedQuery = (id: string, asked: { version?: number; on?: string } = {}) =>
  queryOptions({
    queryKey: ['plans', id, 'published', asked.version ?? asked.on ?? null],
    queryFn: () => call(rotaContract.published, { params: { id }, query: asked }),
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
export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', id, 'evidence'],
    queryFn: () => call(rotaContract.evidence, { params: { id } }),
  })
/** `seen`: what stands in the cell, so that another work asks anew who has set it. */
export const cellHistoryQuery = (draft: string, person: string, period: string, seen: string) =>
  queryOptions({
    queryKey: ['drafts', draft, 'cells', person, period, seen],
    queryFn: () => call(rotaContract.cellHistory, { params: { id: draft, person, period } }),
    staleTime: 10_000,
  })

/** With the calls that stand; asked anew each time that somebody looks. */
export const draftHoursQuery = (id: string) =>
  queryOptions({
    queryKey: ['drafts', id, 'hours'],
    queryFn: () => call(rotaContract.hours, { params: { id } }),
    staleTime: 0,
    gcTime: 0,
  })
