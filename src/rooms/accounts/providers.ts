// Where do people of this institution sign in? Set by an administrator, tried before it is kept.
import { X509Certificate } from 'node:crypto'
import * as oidc from 'openid-client'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { fetchWithin, type Reach, refuseAddress } from '../../platform/outgoing.ts'
import type { Actor } from '../people/schema.ts'
import {
  deleteProvider,
  type DomainRow,
  findDomains,
  findProviders,
  insertProvider,
  type ProviderRow,
} from './link-store.ts'
import { recordOf } from './domains.ts'
import type { NewProvider, providerSchema } from './schema.ts'
import { oidcReturn, samlName, samlReturn } from './single-sign-on.ts'
import type { z } from 'zod'

type Provider = z.infer<typeof providerSchema>

function viewProvider(
  { id, kind, label, facts }: Omit<ProviderRow, 'secret'>,
  claims: readonly DomainRow[],
  origin: URL,
): Provider {
  const mine = claims.filter(({ provider }) => provider === id)
  return {
    ...{ id, kind, label },
    domains: mine.map(({ domain, provenAt, provenBy, token }) => ({
      ...{ domain, provenBy, isProven: provenAt !== null, record: recordOf(token) },
    })),
    isOnly: mine.some(({ isOnly }) => isOnly),
    answersTo: kind === 'oidc' ? oidcReturn(origin, id) : samlReturn(origin, id),
    ourName: kind === 'oidc' ? facts['clientId']! : samlName(origin, id),
  }
}

export async function listProviders(db: Database, actor: Actor, origin: URL): Promise<Provider[]> {
  const rows = await db.inTenant(actor.institution.id, findProviders)
  const claims = await findDomains(db, { tenant: actor.institution.id })
  return rows.map((row) => viewProvider(row, claims, origin))
}

const refuse = (says: string, can: string) =>
  refused<Provider>(finding('accounts.provider', says, { can }))

/** Asks the provider who it is before anything is kept. */
export async function addProvider(
  db: Database,
  actor: Actor,
  wanted: NewProvider,
  origin: URL,
  reach: Reach,
): Promise<Outcome<Provider>> {
  const fault = wanted.kind === 'oidc' ? await tryOidc(wanted, reach) : trySaml(wanted, reach)
  if (fault) return refuse(fault.says, fault.can)
  const { kind, label, domains } = wanted
  const facts: Record<string, string> = wanted.facts
  const secret = wanted.kind === 'oidc' ? wanted.secret : null
  const row = { kind, label, domains, facts, secret }
  const made = await db.inTenant(actor.institution.id, (tx) =>
    insertProvider(tx, actor.institution.id, row),
  )
  if ('taken' in made)
    return refuse(
      `People of ${made.taken.join(', ')} sign in somewhere else already.`,
      'Remove the other one first, or leave this domain out.',
    )
  const claims = await findDomains(db, { tenant: actor.institution.id })
  return done(viewProvider({ ...row, id: made.id }, claims, origin))
}

type Fault = { says: string; can: string } | undefined

async function tryOidc(
  { facts, secret }: Extract<NewProvider, { kind: 'oidc' }>,
  reach: Reach,
): Promise<Fault> {
  const refusal = refuseAddress(facts.issuer, reach)
  if (refusal) return { says: refusal, can: 'Take the public address of the provider.' }
  try {
    await oidc.discovery(new URL(facts.issuer), facts.clientId, secret, undefined, {
      [oidc.customFetch]: fetchWithin(reach),
      ...(reach === 'any' ? { execute: [oidc.allowInsecureRequests] } : {}),
    })
    return undefined
  } catch (error) {
    return {
      says: `${facts.issuer} does not describe itself as a provider (${(error as Error).message}).`,
      can: 'Look at the address: below it must be .well-known/openid-configuration.',
    }
  }
}

function trySaml({ facts }: Extract<NewProvider, { kind: 'saml' }>, reach: Reach): Fault {
  const refusal = reach === 'public' && !facts.entryPoint.startsWith('https:')
  if (refusal)
    return { says: 'The sign-in page must begin with https://.', can: 'Take its secure address.' }
  try {
    void new X509Certificate(pemOf(facts.certificate))
    return undefined
  } catch {
    return {
      says: 'This is no certificate.',
      can: 'Paste the text from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
    }
  }
}

/** Metadata carry the certificate without its first and last line. */
export function pemOf(text: string): string {
  if (text.includes('-----BEGIN')) return text
  const lines = text.replace(/\s/g, '').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----`
}

export async function removeProvider(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  const isGone = await db.inTenant(actor.institution.id, (tx) => deleteProvider(tx, id))
  return isGone ? done({}) : missing('There is no such provider.')
}
