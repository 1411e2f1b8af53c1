// Mail over HTTP: the last letters, one's own wishes, and whether this device shows news.
import { done } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { findPreference, listMail, setPreference } from './actions.ts'
import { mailContract as contract } from './contract.ts'
import { tryDevice, turnOff, turnOn, viewDevice } from './devices.ts'
import type { Pusher } from './pushing.ts'

/** `isSent`: letters go out. */
export function routeMail(
  api: Api<Actor | undefined>,
  db: Database,
  clock: Clock,
  { isSent, pusher }: { isSent: boolean; pusher: Pusher },
): void {
  api.on(contract.mail, async ({ caller }) => done(await listMail(db, caller!, isSent)))
  api.on(contract.preference, async ({ caller }) => done(await findPreference(db, caller!)))
  api.on(contract.setPreference, async ({ caller, body }) => {
    await setPreference(db, caller!, body)
    return done({})
  })
  api.on(contract.device, async ({ caller }) => done(await viewDevice(db, caller!, pusher)))
  api.on(contract.turnOn, ({ caller, body }) => turnOn(db, caller!, body, pusher))
  api.on(contract.turnOff, ({ caller }) => turnOff(db, caller!))
  api.on(contract.tryDevice, ({ caller }) => tryDevice(db, caller!, clock.now()))
}
