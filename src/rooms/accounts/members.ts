// Who can sign in here, who was invited, who holds an office; and ending it at once.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { deleteAccessKeysOf, endOffice, findPeople, insertOffice, isOn } from '../people/index.ts'
import type { Actor, OfficeName } from '../people/schema.ts'
import { findAccountsOf, partPerson } from './account-store.ts'
import { findLinks, revokeLinks } from './link-store.ts'
import type { Member } from './schema.ts'
import { deleteFeedsOf, deleteSessionsOfPerson, noteAudit } from './session-store.ts'

export async function listMembers(db: Database, actor: Actor, now: Moment): Promise<Member[]> {
  const tenant = actor.institution.id
  const accounts = new Map(
    (await findAccountsOf(db, tenant)).map((account) => [account.person, account]),
  )
  return db.inTenant(tenant, async (tx) => {
    const links = new Map(
      (await findLinks(tx, 'invitation')).map((link) => [link.person, link] as const),
    )
    return (await findPeople(tx)).map((person) => {
      const account = accounts.get(person.id)
      const link = links.get(person.id)
      const isOpen = link && !link.usedAt && !link.revokedAt
      const isLive = isOpen && link.expiresAt.getTime() > Date.parse(now)
      return {
        person,
        email: account?.email ?? (isOpen ? link.sentTo : null),
        state: account ? 'active' : isLive ? 'invited' : isOpen ? 'expired' : 'none',
        hasSecondFactor: account?.hasSecondFactor ?? false,
        lastSeenAt: account?.seenAt?.toISOString() ?? null,
        invitation: isLive ? link.id : null,
      }
    })
  })
}

export async function withdrawInvitation(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  const count = await db.inTenant(actor.institution.id, (tx) => revokeLinks(tx, { id }))
  return count > 0 ? done({}) : missing('There is no such invitation, or it was used.')
}

/** The records stay; nobody opens them with that account any more, every session and key ends. */
export async function endAccess(
  db: Database,
  actor: Actor,
  person: string,
): Promise<Outcome<Record<string, never>>> {
  const tenant = actor.institution.id
  if (person === actor.person.id)
    return refused(
      finding('accounts.end', 'You cannot end your own access.', {
        can: 'Ask another administrator.',
      }),
    )
  const [found] = await db.inTenant(tenant, (tx) => findPeople(tx, [person]))
  if (!found) return missing('There is no such person.')
  await partPerson(db, tenant, person)
  await deleteSessionsOfPerson(db, tenant, person)
  await db.inTenant(tenant, async (tx) => {
    await revokeLinks(tx, { purpose: 'invitation', person })
    await deleteAccessKeysOf(tx, person)
    await deleteFeedsOf(tx, person)
    await noteAudit(tx, { action: 'end-access', thing: 'person', id: person, subject: person })
  })
  return done({})
}

/** Somebody must be left who can give offices. */
export async function setOffice(
  db: Database,
  actor: Actor,
  wanted: { person: string; office: OfficeName; holds: boolean },
  now: Moment,
): Promise<Outcome<Record<string, never>>> {
  const today = dayAt(now, actor.institution.timeZone)
  const { person, office, holds } = wanted
  return db.inTenant(actor.institution.id, async (tx) => {
    const people = await findPeople(tx)
    const found = people.find(({ id }) => id === person)
    if (!found) return missing('There is no such person.')
    const holding = people.filter(({ offices }) =>
      offices.some((held) => held.office === office && isOn(held, today)),
    )
    const hasIt = holding.includes(found)
    if (hasIt === holds) return done({})
    if (holds) {
      await endOffice(tx, { person, office, today })
      await insertOffice(tx, actor.institution.id, { person, office, from: today })
      return done({})
    }
    if (office === 'administrator' && holding.length === 1)
      return refused(
        finding('accounts.office', `${found.name} is the only administrator.`, {
          can: 'Make somebody else administrator first.',
          who: [person],
        }),
      )
    await endOffice(tx, { person, office, today })
    return done({})
  })
}
