// Which questions about the catalogue do pages ask the server?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { catalogueContract as contract } from '../contract.ts'

export const CATALOGUE = ['catalogue']

/** `draft`, the id of a version, or nothing for what is in force today. */
export const catalogueQuery = (id: string, version?: string) =>
  queryOptions({
    queryKey: [...CATALOGUE, id, version ?? 'in force'],
    queryFn: () =>
      call(contract.view, { params: { id }, query: version === undefined ? {} : { version } }),
  })

export const differenceQuery = (id: string, from: string, to: string) =>
  queryOptions({
    queryKey: [...CATALOGUE, id, 'difference', from, to],
    queryFn: () => call(contract.difference, { params: { id }, query: { from, to } }),
  })

export const publicQuery = (institution: string, programme: string) =>
  queryOptions({
    queryKey: ['public-catalogue', institution, programme],
    queryFn: () => call(contract.public, { params: { institution, programme } }),
    retry: false,
  })

export const competenciesQuery = (id: string) =>
  queryOptions({
    queryKey: [...CATALOGUE, id, 'competencies'],
    queryFn: () => call(contract.competencies, { params: { id } }),
  })
