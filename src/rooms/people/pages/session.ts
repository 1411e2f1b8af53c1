// Who is acting? One query, shared by every page.
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { peopleContract } from '../contract.ts'
import { planningRoles, type Person } from '../schema.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => call(peopleContract.me),
  staleTime: 60_000,
})

export function useMe() {
  return useSuspenseQuery(meQuery).data
}

/** What was typed and not kept yet is not for the next one at this computer. */
export function dropTyped(): void {
  localStorage.removeItem('isocenter.founding')
}

export function plansFor(person: Person | null): boolean {
  return person?.roles.some((role) => planningRoles.includes(role.role)) ?? false
}

/** `Chief resident, R4`, or the plain name of the role. */
export function sayRole(role: Person['roles'][number]): string {
  const plain = role.role.replace(/-/g, ' ').replace(/\bccc\b/, 'CCC')
  const title = role.title ?? plain[0]!.toUpperCase() + plain.slice(1)
  return role.level ? `${title}, ${role.level}` : title
}
