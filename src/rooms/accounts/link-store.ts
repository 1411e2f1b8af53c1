// Every query about links that were sent to somebody, and about where institutions sign in.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database.ts'
import { decryptAt, encryptAt, placeOf } from '../../platform/vault.ts'

export type LinkRow = {
  id: string
  purpose: string
  facts: Record<string, unknown>
  sentTo: string
  person: string | null
  madeBy: string | null
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
  revokedAt: Date | null
}
const columns = sql`id, purpose, facts, sent_to as "sentTo", person, made_by as "madeBy",
  created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt",
  revoked_at as "revokedAt"`

export async function insertLink(
  tx: Tx,
  tenant: string,
  link: {
    tokenHash: string
    purpose: string
    facts: object
    sentTo: string
    person: string | null
    madeBy: string | null
    hours: number
  },
): Promise<string> {
  const found = await sql<{ id: string }>`insert into link (tenant, purpose, facts, sent_to, person,
      made_by, expires_at)
    values (${tenant}, ${link.purpose}, ${JSON.stringify(link.facts)}, ${link.sentTo}, ${link.person},
      ${link.madeBy}, clock_timestamp() + make_interval(hours => ${link.hours})) returning id`.execute(
    tx,
  )
  const { id } = found.rows[0]!
  await sql`insert into link_hash (token_hash, tenant, link)
    values (${link.tokenHash}, ${tenant}, ${id})`.execute(tx)
  return id
}

export async function findLinkPlace(
  db: Database,
  tokenHash: string,
): Promise<{ tenant: string; link: string; name: string; timeZone: string } | undefined> {
  const found = await sql<{ tenant: string; link: string; name: string; timeZone: string }>`
    select h.tenant, h.link, t.name, t.time_zone as "timeZone"
    from link_hash h join tenant t on t.id = h.tenant
    where h.token_hash = ${tokenHash}`.execute(db.directory)
  return found.rows[0]
}

/** One that may be used now. */
export async function findLiveLink(tx: Tx, id: string): Promise<LinkRow | undefined> {
  const found = await sql<LinkRow>`select ${columns} from link where id = ${id}
    and used_at is null and revoked_at is null and expires_at > clock_timestamp()`.execute(tx)
  return found.rows[0]
}

/** False when somebody was faster, or it has ended. */
export async function useLink(tx: Tx, id: string): Promise<boolean> {
  const done = await sql`update link set used_at = clock_timestamp() where id = ${id}
    and used_at is null and revoked_at is null and expires_at > clock_timestamp()`.execute(tx)
  return (done.numAffectedRows ?? 0n) > 0n
}

export async function revokeLinks(
  tx: Tx,
  which: { id: string } | { purpose: string; person: string } | { purpose: string; about: object },
): Promise<number> {
  const done = await sql`update link set revoked_at = clock_timestamp()
    where used_at is null and revoked_at is null and ${
      'id' in which
        ? sql`id = ${which.id}`
        : 'person' in which
          ? sql`purpose = ${which.purpose} and person = ${which.person}`
          : sql`purpose = ${which.purpose} and facts @> ${JSON.stringify(which.about)}::jsonb`
    }`.execute(tx)
  return Number(done.numAffectedRows ?? 0n)
}

/** Until when somebody may use a link about this; undefined when none is out. */
export async function findLinkAbout(
  tx: Tx,
  purpose: string,
  about: object,
): Promise<{ until: Date } | undefined> {
  const found = await sql<{ until: Date }>`select expires_at as until from link
    where purpose = ${purpose} and facts @> ${JSON.stringify(about)}::jsonb and used_at is null
      and revoked_at is null and expires_at > clock_timestamp() order by expires_at desc limit 1`.execute(
    tx,
  )
  return found.rows[0]
}

/** The last of each person. */
export async function findLinks(tx: Tx, purpose: string): Promise<LinkRow[]> {
  const found = await sql<LinkRow>`select distinct on (person) ${columns} from link
    where purpose = ${purpose} order by person, created_at desc`.execute(tx)
  return found.rows
}

export type ProviderRow = {
  id: string
  kind: 'oidc' | 'saml'
  label: string
  domains: string[]
  facts: Record<string, string>
  secret: string | null
}

export async function findProviders(tx: Tx): Promise<ProviderRow[]> {
  const found = await sql<ProviderRow & { tenant: string }>`select tenant, id, kind, label, domains,
      facts, secret from provider order by label`.execute(tx)
  return found.rows.map(({ tenant, secret, ...row }) => ({
    ...row,
    secret: secret === null ? null : decryptAt(secretAt(tenant, row.id), secret),
  }))
}

const secretAt = (tenant: string, id: string) => placeOf('provider.secret', tenant, id)

/** The domains that somebody else has proven already; nothing is written then. */
export async function insertProvider(
  tx: Tx,
  tenant: string,
  provider: Omit<ProviderRow, 'id'>,
): Promise<{ id: string } | { taken: string[] }> {
  const id = randomUUID()
  const secret = provider.secret && encryptAt(secretAt(tenant, id), provider.secret)
  await sql`insert into provider (tenant, id, kind, label, domains, facts, secret)
    values (${tenant}, ${id}, ${provider.kind}, ${provider.label}, ${provider.domains},
      ${JSON.stringify(provider.facts)}, ${secret})`.execute(tx)
  const proven = await sql<{ domain: string }>`select domain from provider_domain
    where domain = any(${provider.domains}) and proven_at is not null order by 1`.execute(tx)
  if (proven.rows.length > 0) {
    await sql`delete from provider where id = ${id}`.execute(tx)
    return { taken: proven.rows.map(({ domain }) => domain) }
  }
  await sql`insert into provider_domain (domain, tenant, provider)
    select distinct unnest(${provider.domains}::text[]), ${tenant}, ${id}`.execute(tx)
  return { id }
}

export async function deleteProvider(tx: Tx, id: string): Promise<boolean> {
  const done = await sql`delete from provider where id = ${id}`.execute(tx)
  return (done.numAffectedRows ?? 0n) > 0n
}

export type DomainRow = {
  domain: string
  tenant: string
  provider: string
  token: string
  provenAt: Date | null
  provenBy: 'dns' | 'machine' | 'before' | null
  isOnly: boolean
}

/** Claims of an institution, or every claim of one domain. */
export async function findDomains(
  db: Database,
  by: { tenant: string } | { domain: string },
): Promise<DomainRow[]> {
  const found = await sql<DomainRow>`select domain, tenant, provider, token,
      proven_at as "provenAt", proven_by as "provenBy", is_only as "isOnly"
    from provider_domain where ${
      'tenant' in by ? sql`tenant = ${by.tenant}` : sql`domain = ${by.domain}`
    } order by domain, tenant`.execute(db.directory)
  return found.rows
}

/** False when it is claimed no more, or somebody else has proven it meanwhile. */
export async function proveDomain(
  db: Database,
  claim: Pick<DomainRow, 'tenant' | 'provider' | 'domain'>,
  by: 'dns' | 'machine',
): Promise<boolean> {
  return db.unfenced(async (tx) => {
    // One after the other for one domain: two proofs at once are not both kept.
    await sql`select pg_advisory_xact_lock(hashtext('domain/' || ${claim.domain}))`.execute(tx)
    const done = await sql`update provider_domain
      set proven_at = coalesce(proven_at, clock_timestamp()), proven_by = coalesce(proven_by, ${by})
      where tenant = ${claim.tenant} and provider = ${claim.provider} and domain = ${claim.domain}
        and not exists (select 1 from provider_domain o where o.domain = ${claim.domain}
          and o.proven_at is not null and (o.tenant, o.provider) <> (${claim.tenant}, ${claim.provider}))`.execute(
      tx,
    )
    return (done.numAffectedRows ?? 0n) > 0n
  })
}

/** Of the domains of a provider that are proven; answers how many those are. */
export async function setOnly(
  db: Database,
  claim: { tenant: string; provider: string },
  isOnly: boolean,
): Promise<number> {
  const done = await sql`update provider_domain set is_only = ${isOnly}
    where tenant = ${claim.tenant} and provider = ${claim.provider}
      and proven_at is not null`.execute(db.directory)
  return Number(done.numAffectedRows ?? 0n)
}

export type ProviderPlace = {
  tenant: string
  provider: string
  name: string
  timeZone: string
  /** People of the domain come in there and on no other way. */
  isOnly: boolean
}

/** Where does an address of this proven domain sign in? Asked before anybody has said who they are. */
export async function findProviderPlace(
  db: Database,
  by: { domain: string } | { provider: string },
): Promise<ProviderPlace | undefined> {
  const found = await sql<ProviderPlace>`select d.tenant, d.provider, t.name,
      t.time_zone as "timeZone", d.is_only as "isOnly"
    from provider_domain d join tenant t on t.id = d.tenant where d.proven_at is not null and ${
      'domain' in by ? sql`d.domain = ${by.domain}` : sql`d.provider = ${by.provider}`
    } limit 1`.execute(db.directory)
  return found.rows[0]
}

/** Whom a subject of the provider is, or whom an address that it vouches for is. */
export async function findSubject(
  db: Database,
  place: { tenant: string; provider: string },
  who: { subject: string; email: string | undefined },
): Promise<{ person: string; account: string } | undefined> {
  const found = await sql<{ person: string; account: string }>`
    select p.person, p.account from account_person p join account a on a.id = p.account
    where p.tenant = ${place.tenant} and (
      (p.provider = ${place.provider} and p.subject = ${who.subject})
      or (p.provider is null and lower(a.email) = lower(${who.email ?? null})))
    order by p.provider nulls last limit 1`.execute(db.directory)
  return found.rows[0]
}

/** From now on the subject is this person, whatever address it has. */
export async function bindSubject(
  db: Database,
  place: { tenant: string; provider: string; person: string },
  subject: string,
): Promise<void> {
  await sql`update account_person set provider = ${place.provider}, subject = ${subject}
    where tenant = ${place.tenant} and person = ${place.person} and provider is null`.execute(
    db.directory,
  )
}
