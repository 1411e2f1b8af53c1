// What somebody changes about their own account: password, codes, passkeys, sessions elsewhere.
import { renderSVG } from 'uqr'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import {
  type AccountRow,
  beginTotp,
  countRecoveryCodes,
  deletePasskey,
  endTotp,
  findAccount,
  findPasskeys,
  updatePassword,
} from './account-store.ts'
import { isCode, makeRecoveryCodes, newTotp } from './codes.ts'
import { hashPassword, isPassword, judgePassword } from './passwords.ts'
import type { Account } from './schema.ts'
import { deleteSessions, findSessions, noteAudit, noteProof } from './session-store.ts'
import { showPasskey } from './passkeys.ts'
import { noteFailedEntry } from './refusals.ts'
import { whySecondFactor } from './signing-in.ts'
import { tooOften, tryOnce } from './tries.ts'

export const noAccount = () =>
  finding(
    'accounts.none',
    'You came in by being chosen in the demo: there is no account to change.',
    {
      can: 'Open an institution of your own to try it.',
    },
  )

export async function accountOf(db: Database, actor: Actor): Promise<AccountRow | undefined> {
  const id = actor.session?.account
  return id ? findAccount(db, { id }) : undefined
}

export async function viewAccount(db: Database, actor: Actor, now: Moment): Promise<Account> {
  const account = await accountOf(db, actor)
  const place = { tenant: actor.institution.id, person: actor.person }
  const mustHaveCode = await whySecondFactor(db, place, dayAt(now, actor.institution.timeZone))
  if (!account)
    return {
      ...{ email: null, hasPassword: false, hasCode: false, recoveryCodesLeft: 0 },
      ...{ mustHaveCode: null, passkeys: [], sessions: [] },
    }
  const [passkeys, sessions, left] = await Promise.all([
    findPasskeys(db, { account: account.id }),
    findSessions(db, account.id),
    countRecoveryCodes(db, account.id),
  ])
  const isProven = account.totpConfirmed || passkeys.length > 0
  return {
    email: account.email,
    hasPassword: account.passwordHash !== null,
    hasCode: account.totpConfirmed,
    recoveryCodesLeft: left,
    mustHaveCode: isProven ? null : mustHaveCode,
    passkeys: passkeys.map(({ id, label, createdAt, lastUsedAt }) => ({
      ...{ id, label },
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
    sessions: sessions.map(({ id, way, device, created_at, seen_at }) => ({
      ...{ id, way, device, isThis: id === actor.session?.id },
      createdAt: created_at.toISOString(),
      seenAt: seen_at.toISOString(),
    })),
  }
}

const note = (db: Database, actor: Actor, action: string) =>
  db.inTenant(actor.institution.id, (tx) =>
    noteAudit(tx, { action, thing: 'person', id: actor.person.id, subject: actor.person.id }),
  )

/** The password once more: whoever finds an unlocked screen cannot take the account over. */
export async function reProve(
  db: Database,
  actor: Actor,
  password: string,
): Promise<Outcome<AccountRow>> {
  const account = await accountOf(db, actor)
  if (!account) return refused(noAccount())
  // Whom the institution vouches for has none to give: then they have just come in, or shown a code.
  if (account.passwordHash === null || (password === '' && actor.session?.isFresh))
    return actor.session?.isFresh ? done(account) : refused(notFresh())
  const tried = await tryOnce(db, `prove:${account.id}`, () =>
    isPassword(account.passwordHash, password),
  )
  if (tried.wait > 0) return refused(tooOften(tried.wait))
  if (!tried.isRight) noteFailedEntry(db, { account: account.id, way: 'proof' })
  if (!tried.isRight)
    return refused(
      finding('accounts.unlock', 'This is not the password of this account.', {
        can: 'Try again.',
      }),
    )
  if (actor.session) await noteProof(db, actor.session.id)
  return done(account)
}

const notFresh = () =>
  finding('accounts.proof', 'Show once more that it is you: this could lock you out.', {
    can: 'Give your password, a code or a passkey; or sign out and in.',
  })

export type Proof =
  | { password: string }
  | { code: string }
  | { ticket: string; response: { id: string } }

/** One proof more; what needs a fresh one is open for ten minutes from here. */
export async function proveAgain(
  db: Database,
  actor: Actor,
  proof: Proof,
  place: { origin: URL; now: Moment },
): Promise<Outcome<Record<string, never>>> {
  const account = await accountOf(db, actor)
  if (!account) return refused(noAccount())
  if ('password' in proof) {
    const proven = await reProve(db, actor, proof.password)
    return proven.ok ? done({}) : proven
  }
  if ('code' in proof) {
    const { code } = proof
    const isSet = account.totpConfirmed
    const tried = await tryOnce(db, `code:${account.id}`, async () =>
      isSet ? isCode(db, account, code, place.now) : false,
    )
    if (tried.wait > 0) return refused(tooOften(tried.wait))
    if (!tried.isRight)
      return refused(
        finding('accounts.code', 'This code is not valid now, or was used before.', {
          can: 'Take the next one that the phone shows.',
        }),
      )
  } else {
    const shown = await showPasskey(db, proof, place.origin)
    if (!shown.ok) return shown
    if (shown.value !== account.id)
      return refused(
        finding('accounts.passkey', 'This passkey is of another account.', {
          can: 'Take one of yours.',
        }),
      )
  }
  await noteProof(db, actor.session!.id)
  return done({})
}

/** Whoever had come in with what was good before is out; this session goes on. */
async function endOthers(db: Database, actor: Actor, account: string): Promise<void> {
  await deleteSessions(db, account, { but: actor.session?.id })
}

/** After a factor was added: the same, and it is written down. */
export async function noteNewPasskey(db: Database, actor: Actor): Promise<void> {
  await endOthers(db, actor, actor.session!.account!)
  await note(db, actor, 'add-passkey')
}

/** Other sessions end; this one goes on. */
export async function changePassword(
  db: Database,
  actor: Actor,
  wanted: { old: string; next: string },
): Promise<Outcome<Record<string, never>>> {
  const proven = await reProve(db, actor, wanted.old)
  if (!proven.ok) return proven
  const { id, email } = proven.value
  const about = [email, actor.person.name, actor.institution.name]
  const faults = judgePassword(wanted.next, about)
  if (faults.length > 0) return refused(...faults)
  await updatePassword(db, id, await hashPassword(wanted.next))
  await deleteSessions(db, id, { but: actor.session?.id })
  await note(db, actor, 'change-password')
  return done({})
}

/** A secret to be pointed at with the phone; it counts once a code of it was given. */
export async function beginCodes(db: Database, actor: Actor, password: string) {
  const proven = await reProve(db, actor, password)
  if (!proven.ok) return proven
  if (proven.value.totpConfirmed)
    return refused(
      finding('accounts.code', 'A phone shows codes for this account already.', {
        can: 'Remove it first, then set up the new one.',
      }),
    )
  const { secret, address } = newTotp(proven.value.email)
  await beginTotp(db, proven.value.id, secret)
  return done({ secret, picture: renderSVG(address, { ecc: 'M', border: 2 }) })
}

/** New ones in place of those before, which are good no more. */
export async function renewRecoveryCodes(
  db: Database,
  actor: Actor,
): Promise<Outcome<{ codes: string[] }>> {
  const account = await accountOf(db, actor)
  if (!account) return refused(noAccount())
  if (!actor.session?.isFresh) return refused(notFresh())
  if (!account.totpConfirmed) return missing('No phone shows codes for this account.')
  const codes = await makeRecoveryCodes(db, account.id)
  await note(db, actor, 'new-recovery-codes')
  return done({ codes })
}

/** The codes are shown once. */
export async function confirmCodes(
  db: Database,
  actor: Actor,
  code: string,
  now: Moment,
): Promise<Outcome<{ codes: string[] }>> {
  const account = await accountOf(db, actor)
  if (!account) return refused(noAccount())
  if (!actor.session?.isFresh) return refused(notFresh())
  if (account.totpConfirmed || !(await isCode(db, account, code, now)))
    return refused(
      finding('accounts.code', 'This is not the code that the phone should show now.', {
        can: 'Look at the clock of the phone, and take the next code.',
      }),
    )
  const codes = await makeRecoveryCodes(db, account.id)
  await endOthers(db, actor, account.id)
  await note(db, actor, 'add-second-proof')
  return done({ codes })
}

export async function endCodes(
  db: Database,
  actor: Actor,
  password: string,
): Promise<Outcome<Record<string, never>>> {
  const proven = await reProve(db, actor, password)
  if (!proven.ok) return proven
  await endTotp(db, proven.value.id)
  await endOthers(db, actor, proven.value.id)
  await note(db, actor, 'remove-second-proof')
  return done({})
}

export async function removePasskey(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  const account = actor.session?.account
  if (account && !actor.session?.isFresh) return refused(notFresh())
  if (!account || !(await deletePasskey(db, account, id)))
    return missing('There is no such passkey.')
  await endOthers(db, actor, account)
  await note(db, actor, 'remove-passkey')
  return done({})
}

export async function endSession(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  const account = actor.session?.account
  if (account && !actor.session?.isFresh) return refused(notFresh())
  const count = account ? await deleteSessions(db, account, { only: id }) : 0
  return count > 0 ? done({}) : missing('There is no such session.')
}
