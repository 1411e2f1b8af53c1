// Which questions about the road to graduation do pages ask the server?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { progressContract } from '../contract.ts'

export const PROGRESS = ['progress']

export const checklistQuery = (id: string) =>
  queryOptions({
    queryKey: [...PROGRESS, 'checklist', id],
    queryFn: () => call(progressContract.checklist, { params: { id } }),
  })

export const classQuery = (id: string) =>
  queryOptions({
    queryKey: [...PROGRESS, 'class', id],
    queryFn: () => call(progressContract.class, { params: { id } }),
  })

export const waitingQuery = queryOptions({
  queryKey: [...PROGRESS, 'waiting'],
  queryFn: () => call(progressContract.waiting),
})

export const curriculaQuery = (id: string) =>
  queryOptions({
    queryKey: [...PROGRESS, 'curricula', id],
    queryFn: () => call(progressContract.curricula, { params: { id } }),
  })

export const letterQuery = (id: string, member: string) =>
  queryOptions({
    queryKey: [...PROGRESS, 'letter', id, member],
    queryFn: () => call(progressContract.letter, { params: { id, member } }),
  })
