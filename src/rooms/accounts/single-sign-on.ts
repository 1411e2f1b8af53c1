// The institution itself says who somebody is: OpenID Connect and SAML, each with its own way back.
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml'
import * as oidc from 'openid-client'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { fetchWithin, type Reach, refuseAddress } from '../../platform/outgoing.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import { findPeople, isAllowed } from '../people/index.ts'
import {
  bindSubject,
  findDomains,
  findProviderPlace,
  findProviders,
  findSubject,
  type ProviderPlace,
  type ProviderRow,
} from './link-store.ts'
import { domainOf } from './only.ts'
import { findChallenge, insertChallenge, takeChallenge } from './session-store.ts'
import { beginStep, stepGone, takeStep } from './sessions.ts'
import type { Proven } from './places.ts'
import { noteFailedEntry } from './refusals.ts'
import { type Answer, enterVouched } from './signing-in.ts'
import { contextOf, isStrong, weakAlgorithm } from './strength.ts'

const MINUTES = 10
type Kept = {
  provider: string
  next: string
  device: 'mine' | 'shared'
  /** Hash of what the browser that began it carries: nobody is signed in as somebody else. */
  browserHash: string
  verifier?: string
  nonce?: string
}
type Claimed = { subject: string; email: string | undefined; isStrong: boolean }
export type Begun = { redirect: string; binding: string }

/** What a caller that failed shows: the reason is for the administrator, not for a stranger. */
const notProven = (why: string) =>
  finding('accounts.sign-on', `The sign-in service did not vouch for you (${why}).`, {
    can: 'Begin again; if it stays so, tell the administrator of your institution.',
  })

async function findProvider(db: Database, id: string) {
  const place = await findProviderPlace(db, { provider: id })
  if (!place) return undefined
  const all = await db.inTenant(place.tenant, findProviders)
  const provider = all.find((entry) => entry.id === id)
  return provider && { place, provider }
}

export const oidcReturn = (origin: URL, id: string) =>
  new URL(`/api/sign-on/${id}/return`, origin).href
export const samlReturn = (origin: URL, id: string) =>
  new URL(`/api/sign-on/${id}/assertion`, origin).href
export const samlName = (origin: URL, id: string) =>
  new URL(`/api/sign-on/${id}/metadata`, origin).href

async function openidOf(provider: ProviderRow, reach: Reach): Promise<oidc.Configuration> {
  const { issuer, clientId } = provider.facts as { issuer: string; clientId: string }
  const refusal = refuseAddress(issuer, reach)
  if (refusal) throw new Error(refusal)
  return oidc.discovery(new URL(issuer), clientId, provider.secret ?? undefined, undefined, {
    [oidc.customFetch]: fetchWithin(reach),
    execute: [
      // The signature of an ID token is checked too, and not only whom it came from.
      oidc.enableNonRepudiationChecks,
      // A provider on the own machine may speak plain HTTP; one outside never does.
      ...(reach === 'any' ? [oidc.allowInsecureRequests] : []),
    ],
  })
}

/** Request ids wait in the database, so that any server may get the answer, and each is good once. */
function samlOf(db: Database, provider: ProviderRow, origin: URL): SAML {
  const { entryPoint, issuer, certificate } = provider.facts as {
    entryPoint: string
    issuer: string
    certificate: string
  }
  return new SAML({
    entryPoint,
    idpCert: certificate,
    idpIssuer: issuer,
    issuer: samlName(origin, provider.id),
    audience: samlName(origin, provider.id),
    callbackUrl: samlReturn(origin, provider.id),
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    wantAssertionsSigned: true,
    // The signature of the assertion counts; some providers sign nothing else.
    wantAuthnResponseSigned: false,
    acceptedClockSkewMs: 60_000,
    maxAssertionAgeMs: MINUTES * 60_000,
    validateInResponseTo: ValidateInResponseTo.always,
    cacheProvider: {
      saveAsync: async (key, value) => {
        const tokenHash = hashToken(key)
        await insertChallenge(db, {
          tokenHash,
          purpose: 'saml-request',
          facts: { value },
          minutes: MINUTES,
        })
        return { value, createdAt: Date.now() }
      },
      // Asked for twice in one check, so it is taken only at the end; the ticket is good once anyway.
      getAsync: async (key) =>
        (await findChallenge<{ value: string }>(db, hashToken(key), 'saml-request'))?.value ?? null,
      removeAsync: async (key) => {
        await takeChallenge(db, hashToken(key ?? ''), 'saml-request')
        return key
      },
    },
  })
}

/** Where to send the browser, and what it has to carry there and back. */
export async function beginSignOn(
  db: Database,
  wanted: { provider: string; next: string; device: 'mine' | 'shared' },
  origin: URL,
  reach: Reach,
): Promise<Outcome<Begun>> {
  const found = await findProvider(db, wanted.provider)
  if (!found) return refused(notProven('it is not known here'))
  const { provider } = found
  const binding = newToken()
  const kept: Kept = { ...wanted, browserHash: hashToken(binding) }
  try {
    if (provider.kind === 'saml') {
      const ticket = await beginStep(db, 'sign-on', kept, MINUTES)
      const redirect = await samlOf(db, provider, origin).getAuthorizeUrlAsync(
        ticket,
        undefined,
        {},
      )
      return done({ redirect, binding })
    }
    const config = await openidOf(provider, reach)
    const verifier = oidc.randomPKCECodeVerifier()
    const nonce = oidc.randomNonce()
    const state = await beginStep(db, 'sign-on', { ...kept, verifier, nonce }, MINUTES)
    const redirect = oidc.buildAuthorizationUrl(config, {
      redirect_uri: oidcReturn(origin, provider.id),
      scope: 'openid email profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      ...{ code_challenge_method: 'S256', state, nonce },
    })
    return done({ redirect: redirect.href, binding })
  } catch (error) {
    return refused(notProven((error as Error).message))
  }
}

export type Arrival = { answer: Answer; next: string }

/** OpenID Connect: the browser comes back with a code, which is exchanged behind its back. */
export async function finishOidc(
  db: Database,
  back: { provider: string; address: URL; binding: string | undefined; browser: string },
  origin: URL,
  reach: Reach,
  now: Moment,
): Promise<Outcome<Arrival>> {
  const state = back.address.searchParams.get('state') ?? ''
  const kept = await takeStep<Kept>(db, 'sign-on', state)
  if (!kept || !isBrowser(kept, back.binding) || kept.provider !== back.provider)
    return refused(stepGone())
  const found = await findProvider(db, kept.provider)
  if (found?.provider.kind !== 'oidc') return refused(stepGone())
  try {
    const config = await openidOf(found.provider, reach)
    const tokens = await oidc.authorizationCodeGrant(
      config,
      // As the provider saw it, whatever proxy stands before this server.
      new URL(back.address.search, oidcReturn(origin, kept.provider)),
      {
        pkceCodeVerifier: kept.verifier!,
        expectedNonce: kept.nonce!,
        expectedState: state,
        idTokenExpected: true,
      },
    )
    const claims = tokens.claims()!
    const isVerified = claims['email_verified'] !== false
    const email = isVerified ? (claims['email'] as string | undefined) : undefined
    const isTwice = isStrong({ amr: claims['amr'], acr: claims['acr'] })
    const claimed = { subject: claims.sub, email, isStrong: isTwice }
    return arrive(db, found, claimed, kept, 'oidc', back.browser, now)
  } catch (error) {
    return refused(notProven((error as Error).message))
  }
}

/**
 * SAML: the provider's page posts an assertion. The browser's cookie does not come with a post from
 * another site, so what is proven waits for the browser at `finishSaml`.
 */
export async function takeAssertion(
  db: Database,
  back: { provider: string; response: string; relay: string },
  origin: URL,
): Promise<Outcome<string>> {
  const kept = await takeStep<Kept>(db, 'sign-on', back.relay)
  const found = kept && (await findProvider(db, kept.provider))
  if (!found || found.provider.kind !== 'saml' || kept.provider !== back.provider)
    return refused(stepGone())
  try {
    const weak = weakAlgorithm(Buffer.from(back.response, 'base64').toString('utf8'))
    if (weak !== undefined)
      return refused(notProven(`its answer is signed with ${weak}, which is no longer safe`))
    const { profile } = await samlOf(db, found.provider, origin).validatePostResponseAsync({
      SAMLResponse: back.response,
    })
    if (!profile?.nameID) return refused(notProven('it named nobody'))
    const email = profile.email ?? profile.mail ?? profile['urn:oid:0.9.2342.19200300.100.1.3']
    const isAddress = profile.nameIDFormat?.endsWith('emailAddress')
    const claimed: Claimed = {
      subject: profile.nameID,
      email: typeof email === 'string' ? email : isAddress ? profile.nameID : undefined,
      isStrong: isStrong({ acr: contextOf(profile) }),
    }
    return done(await beginStep(db, 'saml-proven', { kept, claimed }, 2))
  } catch (error) {
    return refused(notProven((error as Error).message))
  }
}

export async function finishSaml(
  db: Database,
  back: { ticket: string; binding: string | undefined; browser: string },
  now: Moment,
): Promise<Outcome<Arrival>> {
  const proven = await takeStep<{ kept: Kept; claimed: Claimed }>(db, 'saml-proven', back.ticket)
  const found = proven && (await findProvider(db, proven.kept.provider))
  if (!found || !isBrowser(proven.kept, back.binding)) return refused(stepGone())
  return arrive(db, found, proven.claimed, proven.kept, 'saml', back.browser, now)
}

const isBrowser = (kept: Kept, binding: string | undefined) =>
  binding !== undefined && hashToken(binding) === kept.browserHash

/** Whom does the institution mean? Only somebody whom a coordinator has invited. */
async function arrive(
  db: Database,
  { place, provider }: { place: ProviderPlace; provider: ProviderRow },
  claimed: Claimed,
  kept: Kept,
  way: 'oidc' | 'saml',
  browser: string,
  now: Moment,
): Promise<Outcome<Arrival>> {
  // A provider vouches for addresses of its own domains only, and only of those that are proven.
  const proven = (await findDomains(db, { tenant: place.tenant })).filter(
    (claim) => claim.provider === provider.id && claim.provenAt,
  )
  const isOwn = claimed.email && proven.some(({ domain }) => domain === domainOf(claimed.email!))
  const who = { subject: claimed.subject, email: isOwn ? claimed.email : undefined }
  const known = await findSubject(db, place, who)
  const [person] = known
    ? await db.inTenant(place.tenant, (tx) => findPeople(tx, [known.person]))
    : []
  if (!known || !person || !isAllowed(person, 'signed-in', dayAt(now, place.timeZone))) {
    noteFailedEntry(db, { account: known?.account, email: claimed.email ?? '', way, browser })
    return refused(
      finding('accounts.nowhere', `${place.name} has no place for you in Isocenter now.`, {
        can: 'Ask the coordinator of your programme to invite you.',
      }),
    )
  }
  await bindSubject(db, { ...place, person: person.id }, claimed.subject)
  const begun: Proven = {
    ...{ account: known.account, way, device: kept.device, browser, isStrong: claimed.isStrong },
    at: { tenant: place.tenant, person: person.id },
  }
  const outcome = await enterVouched(db, begun, { ...place, person }, now)
  return outcome.ok ? done({ answer: outcome.value, next: kept.next }) : outcome
}

/** What the identity provider reads about us; it holds no secret. */
export async function describeUs(
  db: Database,
  id: string,
  origin: URL,
): Promise<string | undefined> {
  const found = await findProvider(db, id)
  if (found?.provider.kind !== 'saml') return undefined
  return samlOf(db, found.provider, origin).generateServiceProviderMetadata(null)
}
