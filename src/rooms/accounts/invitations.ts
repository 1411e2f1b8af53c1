// How does somebody who is in the books get a way in? By a letter with a link, and back in by another.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { upsertAddress, writeAccountMail } from '../mail/index.ts'
import { findPeople, mayInvite } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import {
  findAccount,
  findOpenings,
  insertAccount,
  joinPerson,
  updatePassword,
} from './account-store.ts'
import { findProviderPlace, revokeLinks } from './link-store.ts'
import { lookAtLink, makeLink, takeLink } from './links.ts'
import { domainOf, findOnly, onlyThere } from './only.ts'
import { hashPassword, isPassword, judgePassword } from './passwords.ts'
import { deleteSessions, noteAudit } from './session-store.ts'
import { takeTry } from './try-store.ts'
import { type Answer, type Door, enterWithPassword } from './signing-in.ts'
import { tooOften, tryOnce } from './tries.ts'

const INVITED_HOURS = 7 * 24
const RESET_HOURS = 1
/** Letters of this kind to one address in an hour: nobody's mailbox is filled from here. */
const LETTERS_FREE = 3

const gone = () =>
  finding('accounts.link', 'This link is not valid: it was used, has ended, or was taken back.', {
    can: 'Ask for a new one.',
  })

/** Sends the person a letter with a link; one that was sent before is no longer good. */
export async function invite(
  db: Database,
  actor: Actor,
  wanted: { person: string; email: string },
  place: { origin: URL; now: Moment },
): Promise<Outcome<Record<string, never>>> {
  const tenant = actor.institution.id
  const provider = await findProviderPlace(db, { domain: domainOf(wanted.email) })
  const isTheirs = provider?.tenant === tenant
  const [person] = await db.inTenant(tenant, (tx) => findPeople(tx, [wanted.person]))
  if (!person) return missing('There is no such person.')
  if (!mayInvite(actor, person, dayAt(place.now, actor.institution.timeZone)))
    return refused(
      finding('accounts.invite', `${person.name} has a part here that is not yours to open.`, {
        can: 'Ask an administrator of the institution to send the invitation.',
        who: [person.id],
      }),
    )
  if (isTheirs) {
    const refusal = await joinBySignOn(db, tenant, wanted)
    if (refusal) return refusal
  }
  await db.inTenant(tenant, async (tx) => {
    await revokeLinks(tx, { purpose: 'invitation', person: wanted.person })
    const made = isTheirs
      ? undefined
      : await makeLink(tx, tenant, {
          ...{ purpose: 'invitation', facts: { email: wanted.email }, sentTo: wanted.email },
          ...{ person: wanted.person, madeBy: actor.person.id, hours: INVITED_HOURS },
        })
    await upsertAddress(tx, tenant, wanted)
    const address = made
      ? new URL(`/invitation/${made.token}`, place.origin).href
      : place.origin.href
    await writeAccountMail(
      tx,
      { tenant, now: place.now },
      {
        key: `invitation/${made?.id ?? `${wanted.person}/${place.now}`}`,
        ...{ email: wanted.email, person: wanted.person },
        subject: `${actor.institution.name}: your schedule in Isocenter`,
        text: `Dear ${person.name},

${actor.person.name} has made a place for you in Isocenter, where ${actor.institution.name} keeps its schedule. ${
          made
            ? `Choose how you want to sign in (the link is good for seven days, and once):`
            : `Sign in with the account of your institution:`
        }

${address}
`,
      },
    )
  })
  return done({})
}

/** Nothing to accept where the institution itself says who somebody is. */
async function joinBySignOn(
  db: Database,
  tenant: string,
  wanted: { person: string; email: string },
): Promise<Outcome<never> | undefined> {
  const id =
    (await insertAccount(db, { email: wanted.email, passwordHash: null })) ??
    (await findAccount(db, { email: wanted.email }))!.id
  if (await joinPerson(db, { account: id, tenant, person: wanted.person })) return undefined
  return refused(
    finding('accounts.invite', `${wanted.email} opens the records of somebody else here.`, {
      can: 'Look at the address, or end the access of the other person first.',
    }),
  )
}

export async function lookAtInvitation(db: Database, token: string) {
  const open = await lookAtLink(db, 'invitation', token)
  if (!open) return refused(gone())
  const email = open.link.sentTo
  const [person] = await db.inTenant(open.institution.id, (tx) =>
    findPeople(tx, [open.link.person!]),
  )
  const account = await findAccount(db, { email })
  return done({
    institution: open.institution,
    name: person!.name,
    email,
    /** They prove who they are with the password that they have. */
    hasAccount: typeof account?.passwordHash === 'string',
  })
}

/**
 * A new account with this password, or the one that the address has already, proven with its own.
 * Having got the letter proves the address, and nothing more.
 */
export async function acceptInvitation(
  db: Database,
  wanted: { token: string; password: string },
  door: Door,
  now: Moment,
): Promise<Outcome<Answer>> {
  const open = await lookAtLink(db, 'invitation', wanted.token)
  if (!open) return refused(gone())
  const tenant = open.institution.id
  const person = open.link.person!
  const email = open.link.sentTo
  const only = await findOnly(db, email)
  if (only?.tenant === tenant) return refused(onlyThere(only))
  const account = await findAccount(db, { email })
  if (account?.passwordHash) {
    const { passwordHash } = account
    const tried = await tryOnce(db, `invitation:${open.link.id}`, () =>
      isPassword(passwordHash, wanted.password),
    )
    if (tried.wait > 0) return refused(tooOften(tried.wait))
    if (!tried.isRight)
      return refused(
        finding('accounts.invite', `This is not the password of ${email}.`, {
          can: 'Take the password with which you sign in to Isocenter already.',
        }),
      )
  } else {
    const [named] = await db.inTenant(tenant, (tx) => findPeople(tx, [person]))
    const faults = judgePassword(wanted.password, [named!.name, email, open.institution.name])
    if (faults.length > 0) return refused(...faults)
  }
  const hash = account?.passwordHash ? null : await hashPassword(wanted.password)
  const isMine = await takeLink(db, open, async (tx) => {
    await upsertAddress(tx, tenant, { person, email })
    return true
  })
  if (!isMine) return refused(gone())
  const id = account?.id ?? (await insertAccount(db, { email, passwordHash: hash }))
  if (id === undefined) return refused(gone())
  if (account && hash) await updatePassword(db, id, hash)
  if (!(await joinPerson(db, { account: id, tenant, person })))
    return refused(
      finding('accounts.invite', `${email} opens the records of somebody else here.`, {
        can: 'Ask the coordinator to look at the address.',
      }),
    )
  return enterWithPassword(db, account ?? { id, totpConfirmed: false }, door, now)
}

/** Always the same answer: nobody learns who has an account here. */
export async function askForReset(
  db: Database,
  email: string,
  place: { origin: URL; now: Moment; address: string },
): Promise<Outcome<Record<string, never>>> {
  const only = await findOnly(db, email)
  if (only) return refused(onlyThere(only))
  if (!(await takeTry(db, `reset-from:${place.address}`, LETTERS_FREE * 10))) return done({})
  if (!(await takeTry(db, `reset:${email}`, LETTERS_FREE))) return done({})
  const account = await findAccount(db, { email })
  const [opening] = account ? await findOpenings(db, account.id) : []
  if (!account || !opening) return done({})
  const { tenant, person } = opening
  await db.inTenant(tenant, async (tx) => {
    await revokeLinks(tx, { purpose: 'reset', person })
    const { id, token } = await makeLink(tx, tenant, {
      ...{ purpose: 'reset', facts: {}, sentTo: account.email, person, hours: RESET_HOURS },
    })
    const address = new URL(`/new-password/${token}`, place.origin).href
    await writeAccountMail(
      tx,
      { tenant, now: place.now },
      {
        ...{ key: `reset/${id}`, email: account.email, person },
        subject: 'A new password for Isocenter',
        text: `Somebody, hopefully you, wants to set a new password for ${account.email}. The link is good for one hour, and once:

${address}

If it was not you, nothing needs to be done: the old password stays.
`,
      },
    )
  })
  return done({})
}

/** All other sessions of the account end: whoever had the old password is out. */
export async function resetPassword(
  db: Database,
  wanted: { token: string; password: string },
): Promise<Outcome<Record<string, never>>> {
  const open = await lookAtLink(db, 'reset', wanted.token)
  const account = open && (await findAccount(db, { email: open.link.sentTo }))
  if (!open || !account) return refused(gone())
  const only = await findOnly(db, account.email)
  if (only) return refused(onlyThere(only))
  const faults = judgePassword(wanted.password, [account.email, open.institution.name])
  if (faults.length > 0) return refused(...faults)
  const hash = await hashPassword(wanted.password)
  const isMine = await takeLink(db, open, async (tx) => {
    const id = open.link.person!
    await noteAudit(tx, { action: 'reset-password', thing: 'person', id, subject: id })
    return true
  })
  if (!isMine) return refused(gone())
  await updatePassword(db, account.id, hash)
  await deleteSessions(db, account.id, {})
  return done({})
}
