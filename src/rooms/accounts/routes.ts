// Signing in over HTTP: the door, one's own account, and the list of who can come in.
import type { Context } from 'hono'
import { type Outcome, done, refused } from '../../kernel/finding.ts'
import { dayAt } from '../../kernel/moment.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import { originOf } from '../../platform/origin.ts'
import type { Reach } from '../../platform/outgoing.ts'
import { appVersion } from '../../platform/root.ts'
import { hashToken } from '../../platform/token.ts'
import { peopleContract } from '../people/contract.ts'
import { findTenants, listCast } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { accountsContract as contract } from './contract.ts'
import {
  addressOf,
  dropSession,
  keepKnown,
  keepSession,
  knownToken,
  sessionToken,
} from './cookies.ts'
import { checkDomain, requireProvider, type ResolveTxt } from './domains.ts'
import { changeSession } from './entering.ts'
import {
  acceptInvitation,
  askForReset,
  invite,
  lookAtInvitation,
  resetPassword,
} from './invitations.ts'
import { findProviderPlace } from './link-store.ts'
import { endAccess, listMembers, resetFactors, setOffice, withdrawInvitation } from './members.ts'
import {
  accountOf,
  beginCodes,
  changePassword,
  confirmCodes,
  endCodes,
  endSession,
  noAccount,
  noteNewPasskey,
  proveAgain,
  removePasskey,
  renewRecoveryCodes,
  reProve,
  viewAccount,
} from './own-account.ts'
import { domainOf } from './only.ts'
import { askForPasskey, beginPasskey, keepPasskey, signInWithPasskey } from './passkeys.ts'
import { addProvider, listProviders, removeProvider } from './providers.ts'
import {
  deleteSessionByToken,
  findEntryRules,
  lockSession,
  updateEntryRules,
} from './session-store.ts'
import { findActor, sayBrowser, signInAsCast, stepGone } from './sessions.ts'
import {
  type Answer,
  chooseInstitution,
  type Door,
  signInWithCode,
  signInWithPassword,
  unlockWithPassword,
} from './signing-in.ts'

const doorOf = (context: Context, device: Door['device']): Door => ({
  address: addressOf(context),
  browser: sayBrowser(context.req.header('user-agent')),
  device,
  known: knownToken(context),
})

async function letIn(
  db: Database,
  context: Context,
  outcome: Outcome<Answer>,
): Promise<Outcome<Answer['says']>> {
  if (!outcome.ok) return outcome
  const { says, entered, knows } = outcome.value
  if (entered) await changeSession(db, context, entered.token)
  if (knows) keepKnown(context, knows)
  return done(says)
}

export function routeAccounts(
  api: Api<Actor | undefined>,
  db: Database,
  clock: Clock,
  outside: Outside,
): void {
  routeDoor(api, db, clock)
  routeOwn(api, db, clock)
  routeMembers(api, db, clock, outside)
}

/** What this room asks of the world: how far it may reach, and what stands in the DNS. */
export type Outside = { reach: Reach; resolve: ResolveTxt }

function routeDoor(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(peopleContract.me, async ({ caller, context }) => {
    const token = sessionToken(context)
    const found = !caller && token ? await findActor(db, token) : undefined
    return done({
      person: caller?.person ?? null,
      institution: caller?.institution ?? null,
      lockedFor: found?.state === 'locked' ? found.actor.person.name : null,
      idleMinutes: caller?.session?.idleMinutes ?? null,
      operates: caller?.operates ?? false,
      today: dayAt(clock.now(), caller?.institution.timeZone ?? 'UTC'),
      demo: (await findTenants(db)).every((tenant) => tenant.demo),
      version: appVersion,
    })
  })
  api.on(contract.cast, async () => done(await listCast(db, clock.now())))
  api.on(contract.signInAsCast, async ({ body, context }) => {
    const browser = sayBrowser(context.req.header('user-agent'))
    const outcome = await signInAsCast(db, { ...body, browser })
    if (!outcome.ok) return outcome
    await changeSession(db, context, outcome.value.token)
    return done({ person: outcome.value.person })
  })
  api.on(contract.signOut, async ({ context }) => {
    const token = sessionToken(context)
    if (token) await deleteSessionByToken(db, hashToken(token))
    dropSession(context)
    return done({})
  })
  api.on(contract.signIn, async ({ body: { device, ...wanted }, context }) =>
    letIn(db, context, await signInWithPassword(db, wanted, doorOf(context, device), clock.now())),
  )
  api.on(contract.giveCode, async ({ body, context }) =>
    letIn(db, context, await signInWithCode(db, body, doorOf(context, 'shared'), clock.now())),
  )
  api.on(contract.chooseInstitution, async ({ body, context }) =>
    letIn(db, context, await chooseInstitution(db, body, clock.now())),
  )
  api.on(contract.askPasskey, async ({ context }) =>
    done(await askForPasskey(db, originOf(context))),
  )
  api.on(contract.givePasskey, async ({ body: { device, ...wanted }, context }) => {
    const door = doorOf(context, device)
    const outcome = await signInWithPasskey(db, wanted, door, originOf(context), clock.now())
    return letIn(db, context, outcome)
  })
  api.on(contract.unlock, async ({ body, context }) => {
    const token = sessionToken(context)
    const found = token ? await findActor(db, token) : undefined
    const session = found?.actor.session
    if (!session) return refused(stepGone())
    const outcome = await unlockWithPassword(db, session, body.password)
    if (!outcome.ok) return outcome
    keepSession(context, outcome.value)
    return done({})
  })
  api.on(contract.signOn, async ({ body }) => {
    const place = await findProviderPlace(db, { domain: domainOf(body.email) })
    return done({ provider: place ? { id: place.provider, institution: place.name } : null })
  })
  api.on(contract.invitation, ({ params }) => lookAtInvitation(db, params.token))
  api.on(contract.acceptInvitation, async ({ params, body: { device, password }, context }) => {
    const wanted = { token: params.token, password }
    const outcome = await acceptInvitation(db, wanted, doorOf(context, device), clock.now())
    return letIn(db, context, outcome)
  })
  api.on(contract.askReset, ({ body, context }) =>
    askForReset(db, body.email, {
      ...{ origin: originOf(context), now: clock.now(), address: addressOf(context) },
    }),
  )
  api.on(contract.reset, ({ params, body }) => resetPassword(db, { ...params, ...body }))
}

function routeOwn(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.lock, async ({ caller }) => {
    if (caller!.session) await lockSession(db, caller!.session.id)
    return done({})
  })
  api.on(contract.account, async ({ caller }) => done(await viewAccount(db, caller!, clock.now())))
  api.on(contract.changePassword, ({ caller, body }) => changePassword(db, caller!, body))
  api.on(contract.beginCodes, ({ caller, body }) => beginCodes(db, caller!, body.password))
  api.on(contract.confirmCodes, ({ caller, body }) =>
    confirmCodes(db, caller!, body.code, clock.now()),
  )
  api.on(contract.renewRecoveryCodes, ({ caller }) => renewRecoveryCodes(db, caller!))
  api.on(contract.proveAgain, ({ caller, body, context }) =>
    proveAgain(db, caller!, body, { origin: originOf(context), now: clock.now() }),
  )
  api.on(contract.endCodes, ({ caller, body }) => endCodes(db, caller!, body.password))
  api.on(contract.beginPasskey, async ({ caller, body, context }) => {
    const proven = await reProve(db, caller!, body.password)
    return proven.ok ? done(await beginPasskey(db, proven.value, originOf(context))) : proven
  })
  api.on(contract.keepPasskey, async ({ caller, body, context }) => {
    const account = await accountOf(db, caller!)
    if (!account) return refused(noAccount())
    const outcome = await keepPasskey(db, account.id, body, originOf(context))
    if (outcome.ok) await noteNewPasskey(db, caller!)
    return outcome
  })
  api.on(contract.removePasskey, ({ caller, params }) => removePasskey(db, caller!, params.id))
  api.on(contract.endSession, ({ caller, params }) => endSession(db, caller!, params.id))
}

function routeMembers(
  api: Api<Actor | undefined>,
  db: Database,
  clock: Clock,
  { reach, resolve }: Outside,
): void {
  api.on(contract.members, async ({ caller }) =>
    done({
      members: await listMembers(db, caller!, clock.now()),
      rules: await findEntryRules(db, caller!.institution.id),
    }),
  )
  api.on(contract.invite, ({ caller, body, context }) =>
    invite(db, caller!, body, { origin: originOf(context), now: clock.now() }),
  )
  api.on(contract.withdrawInvitation, ({ caller, params }) =>
    withdrawInvitation(db, caller!, params.id),
  )
  api.on(contract.endAccess, ({ caller, params }) => endAccess(db, caller!, params.id))
  api.on(contract.resetFactors, ({ caller, params, body }) =>
    resetFactors(db, caller!, { person: params.id, ...body }, clock.now()),
  )
  api.on(contract.setOffice, ({ caller, params, body }) =>
    setOffice(db, caller!, { person: params.id, ...body }, clock.now()),
  )
  api.on(contract.setRules, async ({ caller, body }) => {
    await updateEntryRules(db, caller!.institution.id, body)
    return done({})
  })
  api.on(contract.providers, async ({ caller, context }) =>
    done({ providers: await listProviders(db, caller!, originOf(context)) }),
  )
  api.on(contract.addProvider, ({ caller, body, context }) =>
    addProvider(db, caller!, body, originOf(context), reach),
  )
  api.on(contract.checkDomain, ({ caller, params }) =>
    checkDomain(db, caller!, { provider: params.id, domain: params.domain }, resolve),
  )
  api.on(contract.requireProvider, ({ caller, params, body }) =>
    requireProvider(db, caller!, { provider: params.id, only: body.only }),
  )
  api.on(contract.removeProvider, ({ caller, params }) => removeProvider(db, caller!, params.id))
}
