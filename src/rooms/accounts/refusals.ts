// Who could not come in, and who asked for what is not theirs: written down, and never so much that it fills the disk.
import { acting, actingAs } from '../../platform/acting.ts'
import type { Database } from '../../platform/database.ts'
import { log } from '../../platform/log.ts'
import { findTenants } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findOpenings } from './account-store.ts'
import { findProviderPlace } from './link-store.ts'
import { domainOf } from './only.ts'
import { noteAudit, spendBudget } from './session-store.ts'

/** Entries an hour: about one person, and of one institution. What is more is said once, and counted. */
export const PERSON_MOST = 10
export const HOUSE_MOST = 200
const HOUR_MS = 3_600_000

/** What this process has written in this hour: a flood is stopped here, before it costs anything. */
const written = new WeakMap<Database, { hour: number; counts: Map<string, number> }>()
function isFlood(db: Database, key: string, most: number): boolean {
  const hour = Math.floor(performance.now() / HOUR_MS)
  const known = written.get(db)
  const here = known?.hour === hour ? known : { hour, counts: new Map<string, number>() }
  written.set(db, here)
  const count = (here.counts.get(key) ?? 0) + 1
  here.counts.set(key, count)
  return count > most + 1
}

type Refusal = {
  action: 'sign-in-failed' | 'refused'
  /** How they tried to come in, or which route they asked for. */
  what: string
  person: string | null
  actor?: string
  facts: object
}

async function write(db: Database, tenant: string, refusal: Refusal): Promise<void> {
  const { action, what, person, actor, facts } = refusal
  const key = person === null ? 'unknown' : `person:${person}`
  if (isFlood(db, `${tenant}/${key}`, PERSON_MOST)) return
  await actingAs({ ...acting(), ...(actor ? { actor } : {}) }, () =>
    db.inTenant(tenant, async (tx) => {
      const ofPerson = await spendBudget(tx, tenant, key)
      const ofHouse = ofPerson > PERSON_MOST + 1 ? 0 : await spendBudget(tx, tenant, '')
      if (ofPerson > PERSON_MOST + 1 || ofHouse > HOUSE_MOST + 1) return
      const isLast = ofPerson > PERSON_MOST || ofHouse > HOUSE_MOST
      await noteAudit(tx, {
        ...{ action, thing: 'refusal', id: what },
        ...(person === null ? {} : { subject: person }),
        facts: isLast ? { more: 'Further ones of this hour are not written down.' } : facts,
      })
    }),
  )
}

/** Not waited for: how long an answer takes must not tell whether there is such an account. */
function inBackground(work: Promise<void>): void {
  work.catch((error: unknown) =>
    log('error', 'A refusal could not be written down', { error: String(error) }),
  )
}

export type FailedEntry = {
  /** Undefined when nobody of that address is known. */
  account: string | undefined
  /** What was typed. Never written down: it may be a password in the wrong field. */
  email?: string
  way: string
  address?: string
  browser?: string
}

/** To the audit of each institution that the account opens, or of the one that an unknown address means. */
export function noteFailedEntry(db: Database, failed: FailedEntry): void {
  const { account } = failed
  // Before anything is asked of the database: who guesses fast must not keep it busy.
  if (isFlood(db, `account:${account ?? ''}`, account ? PERSON_MOST : HOUSE_MOST)) return
  inBackground(findPlacesOf(db, failed).then((places) => writeAll(db, failed, places)))
}

type At = { tenant: string; person: string | null }
async function writeAll(db: Database, failed: FailedEntry, places: readonly At[]): Promise<void> {
  const { way, address, browser } = failed
  for (const { tenant, person } of places)
    await write(db, tenant, {
      ...{ action: 'sign-in-failed', what: way, person },
      facts: { address, browser },
    })
}

async function findPlacesOf(db: Database, { account, email }: FailedEntry): Promise<At[]> {
  if (account !== undefined) return findOpenings(db, account)
  const place = email ? await findProviderPlace(db, { domain: domainOf(email) }) : undefined
  if (place) return [{ tenant: place.tenant, person: null }]
  const real = (await findTenants(db)).filter(({ demo }) => !demo)
  return real.length === 1 ? [{ tenant: real[0]!.id, person: null }] : []
}

/** Somebody who is signed in asked for what the table of rights does not give them. */
export function noteRefusedRight(
  db: Database,
  actor: Actor,
  asked: { method: string; path: string; target: string },
): void {
  const { method, path, target } = asked
  inBackground(
    write(db, actor.institution.id, {
      ...{ action: 'refused', what: `${method} ${path}`, person: actor.person.id },
      ...{ actor: actor.person.id, facts: { address: target } },
    }),
  )
}
