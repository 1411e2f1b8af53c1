// Whose is this domain? Shown in the DNS, or said by whoever runs this server; until then it counts for nothing.
import { resolveTxt } from 'node:dns/promises'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { findAccountsOf } from './account-store.ts'
import { findDomains, proveDomain, setOnly } from './link-store.ts'
import { noteAudit } from './session-store.ts'
import { takeTry } from './try-store.ts'

/** The texts that stand at a name in the DNS, each in one piece; throws as `node:dns` does. */
export type ResolveTxt = (domain: string) => Promise<string[]>
export const askDns: ResolveTxt = async (domain) =>
  (await resolveTxt(domain)).map((parts) => parts.join(''))

export const recordOf = (token: string) => `isocenter-domain=${token}`
/** Looks an hour into the DNS of others, from one institution. */
const LOOKS_FREE = 30

/** Looks for the record that the page shows. */
export async function checkDomain(
  db: Database,
  actor: Actor,
  wanted: { provider: string; domain: string },
  resolve: ResolveTxt,
): Promise<Outcome<Record<string, never>>> {
  const tenant = actor.institution.id
  const claim = (await findDomains(db, { tenant })).find(
    (one) => one.provider === wanted.provider && one.domain === wanted.domain,
  )
  if (!claim) return missing('This domain is not claimed here.')
  if (claim.provenAt) return done({})
  if (!(await takeTry(db, `domain:${tenant}`, LOOKS_FREE)))
    return refused(
      finding('accounts.domain', 'The DNS was asked very often just now.', {
        can: 'Wait a quarter of an hour; a new record needs some time anyway.',
      }),
    )
  const { domain } = claim
  let texts: string[]
  try {
    texts = await resolve(domain)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ENODATA' && code !== 'ENOTFOUND')
      return refused(
        finding('accounts.domain', `The DNS gave no answer for ${domain} (${code ?? message}).`, {
          can: 'Try again. A server without a way out: confirm it there with npx isocenter domain.',
        }),
      )
    texts = []
  }
  if (!texts.includes(recordOf(claim.token)))
    return refused(
      finding('accounts.domain', `The record is not in the DNS of ${domain} yet.`, {
        can: `Set a TXT record at ${domain} with ${recordOf(claim.token)}, and wait until it has spread.`,
      }),
    )
  return keep(db, claim, 'dns')
}

async function keep(
  db: Database,
  claim: { tenant: string; provider: string; domain: string },
  by: 'dns' | 'machine',
): Promise<Outcome<Record<string, never>>> {
  const { tenant, provider, domain } = claim
  if (!(await proveDomain(db, claim, by)))
    return refused(
      finding('accounts.domain', `${domain} was proven by somebody else here.`, {
        can: 'Ask whoever runs this server.',
      }),
    )
  await db.inTenant(tenant, (tx) =>
    noteAudit(tx, {
      action: 'prove-domain',
      thing: 'provider',
      id: provider,
      facts: { domain, by },
    }),
  )
  return done({})
}

/** Whoever has the machine may say it, for a server that has no way out or a domain without DNS. */
export async function confirmDomain(
  db: Database,
  domain: string,
  institution: string,
): Promise<Outcome<Record<string, never>>> {
  const claims = await findDomains(db, { domain })
  const claim = claims.find(({ tenant }) => tenant === institution)
  if (claim) return keep(db, claim, 'machine')
  const who = claims.map(({ tenant }) => tenant).join(', ')
  return refused(
    finding(
      'accounts.domain',
      claims.length === 0
        ? `Nobody claims ${domain}.`
        : `${institution} does not claim ${domain}; those who do: ${who}.`,
      { can: 'Claim it first under Who can come in, Sign-in of your institution.' },
    ),
  )
}

/** From now on people of its domains come in through the provider and on no other way, or do again. */
export async function requireProvider(
  db: Database,
  actor: Actor,
  wanted: { provider: string; only: boolean },
): Promise<Outcome<Record<string, never>>> {
  const tenant = actor.institution.id
  const claims = (await findDomains(db, { tenant })).filter(
    ({ provider }) => provider === wanted.provider,
  )
  if (claims.length === 0) return missing('There is no such provider.')
  if (!claims.some(({ provenAt }) => provenAt))
    return refused(
      finding('accounts.domain', 'None of its domains is proven yet.', {
        can: 'Prove a domain first: otherwise nobody could come in.',
      }),
    )
  const mine = actor.session?.account
    ? (await findAccountsOf(db, tenant)).find(({ account }) => account === actor.session!.account)
    : undefined
  if (wanted.only && !mine?.hasSecondFactor)
    return refused(
      finding('accounts.domain', 'You have no second proof here yet.', {
        can: 'Set up a phone or a passkey under My account first: with it an administrator comes in on the day on which the provider does not answer.',
      }),
    )
  await setOnly(db, { tenant, provider: wanted.provider }, wanted.only)
  await db.inTenant(tenant, (tx) =>
    noteAudit(tx, {
      ...{ action: 'require-provider', thing: 'provider', id: wanted.provider },
      facts: { only: wanted.only },
    }),
  )
  return done({})
}
