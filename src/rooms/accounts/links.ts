// A link for somebody who has no other key: made for one purpose, good once and for a time.
import type { Database, Tx } from '../../platform/database.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import { findLinkPlace, findLiveLink, insertLink, type LinkRow, useLink } from './link-store.ts'

export type NewLink = {
  /** What it is good for; whoever opens one names the purpose, so that none serves for another. */
  purpose: string
  facts: object
  sentTo: string
  person?: string | null
  madeBy?: string | null
  hours: number
}

/** The token is in the answer and nowhere else: put it into the letter in the same transaction. */
export async function makeLink(
  tx: Tx,
  tenant: string,
  link: NewLink,
): Promise<{ id: string; token: string }> {
  const token = newToken()
  const { person = null, madeBy = null } = link
  const id = await insertLink(tx, tenant, { ...link, person, madeBy, tokenHash: hashToken(token) })
  return { id, token }
}

export type OpenLink = {
  institution: { id: string; name: string; timeZone: string }
  link: LinkRow
}

/** A look that uses nothing up: mail programs open links before people do. */
export async function lookAtLink(
  db: Database,
  purpose: string,
  token: string,
): Promise<OpenLink | undefined> {
  const place = await findLinkPlace(db, hashToken(token))
  if (!place) return undefined
  const link = await db.asGuest(place.tenant, place.link, (tx) => findLiveLink(tx, place.link))
  if (!link || link.purpose !== purpose) return undefined
  return {
    institution: { id: place.tenant, name: place.name, timeZone: place.timeZone },
    link,
  }
}

/** Used up together with what `work` does, or not at all. Undefined when somebody was faster. */
export async function takeLink<T>(
  db: Database,
  open: OpenLink,
  work: (tx: Tx) => Promise<T>,
): Promise<T | undefined> {
  return db.inTenant(open.institution.id, async (tx) =>
    (await useLink(tx, open.link.id)) ? work(tx) : undefined,
  )
}

/** The same within what the link opens and nothing else: `work` runs as the guest. */
export async function takeLinkAsGuest<T>(
  db: Database,
  open: OpenLink,
  work: (tx: Tx) => Promise<T>,
): Promise<T | undefined> {
  return db.asGuest(open.institution.id, open.link.id, async (tx) =>
    (await useLink(tx, open.link.id)) ? work(tx) : undefined,
  )
}
