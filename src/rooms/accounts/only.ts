// Does the institution let the people of this domain in through its own sign-in only?
import { finding } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { findProviderPlace, type ProviderPlace } from './link-store.ts'

export const domainOf = (email: string) => email.split('@').at(-1)!.toLowerCase()

/** Asked of the address alone: the answer says nothing of whether there is such an account. */
export async function findOnly(db: Database, email: string): Promise<ProviderPlace | undefined> {
  const place = await findProviderPlace(db, { domain: domainOf(email) })
  return place?.isOnly ? place : undefined
}

export const onlyThere = ({ name }: Pick<ProviderPlace, 'name'>) =>
  finding(
    'accounts.only',
    `People of ${name} sign in with their institution, not with a password.`,
    {
      can: `Give your address, then choose “Sign in with ${name}”.`,
    },
  )
