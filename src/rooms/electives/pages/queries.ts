// Which questions about choosing electives do pages ask the server, and how are its words said?
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import type { Mechanism } from '../../allocation/schema.ts'
import { planningRoles, type Person } from '../../people/schema.ts'
import { electivesContract as contract } from '../contract.ts'
import type { RoundState } from '../schema.ts'

export type At = { id: string; round: string }

export const openRoundsQuery = queryOptions({
  queryKey: ['choices'],
  queryFn: () => call(contract.mineOpen),
})
export const roundsQuery = (id: string) =>
  queryOptions({
    queryKey: ['choices', id],
    queryFn: () => call(contract.list, { params: { id } }),
  })
export const roundQuery = (params: At) =>
  queryOptions({
    queryKey: ['choices', params.id, params.round, 'round'],
    queryFn: () => call(contract.view, { params }),
  })
export const mineQuery = (params: At) =>
  queryOptions({
    queryKey: ['choices', params.id, params.round, 'mine'],
    queryFn: () => call(contract.mine, { params }),
  })
export const comparisonQuery = (params: At) =>
  queryOptions({
    queryKey: ['choices', params.id, params.round, 'comparison'],
    queryFn: () => call(contract.comparison, { params }),
  })

export const plansHere = (person: Person | null, programme: string): boolean =>
  person?.roles.some((role) => role.programme === programme && planningRoles.includes(role.role)) ??
  false

export const STATES: Record<RoundState, string> = {
  draft: 'draft',
  coming: 'announced',
  open: 'open',
  closed: 'closed',
  allotted: 'allotted, to be released',
  released: 'released',
}
export const TONES: Partial<Record<RoundState, string>> = {
  open: 'success',
  allotted: 'warning',
}

export const MECHANISMS: Record<Mechanism, string> = {
  'serial-dictatorship': 'Turns by lottery',
  rounds: 'One place a turn',
  'deferred-acceptance': 'Deferred acceptance',
  'rank-maximal': 'Most first wishes',
  leximin: 'Worst-off first',
}

/** `1st`, `2nd`, `3rd`, `4th`, `11th`. */
export function sayRank(rank: number): string {
  const [ten, one] = [Math.floor(rank / 10) % 10, rank % 10]
  return `${rank}${ten === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][one] ?? 'th')}`
}
