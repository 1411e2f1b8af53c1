// Into which institutions may an account go on the way that it came, and who is told when it passes the provider?
import { acting, actingAs } from '../../platform/acting.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { findAddresses, writeAccountMail } from '../mail/index.ts'
import { findPeople, isAllowed } from '../people/index.ts'
import type { Person, SessionWay } from '../people/schema.ts'
import { findAccount, findOpenings } from './account-store.ts'
import type { ProviderPlace } from './link-store.ts'
import { findOnly } from './only.ts'
import { noteAudit } from './session-store.ts'

export type Proven = {
  account: string
  way: SessionWay
  device: 'mine' | 'shared'
  browser: string
  /** Two proofs were given. */
  isStrong: boolean
  /** Where the person was vouched for by a provider: there and nowhere else. */
  at?: { tenant: string; person: string }
}

export type Open = {
  tenant: string
  name: string
  timeZone: string
  person: Person
  /** Past the provider, as only administrators may, with two proofs. */
  isBreakGlass: boolean
}

/** Where an account may go in on this way; `only`: a provider that alone would have let it in. */
export async function findPlaces(
  db: Database,
  proven: Proven,
  now: Moment,
): Promise<{ open: Open[]; only: ProviderPlace | undefined }> {
  const account = await findAccount(db, { id: proven.account })
  const byProvider = proven.way === 'oidc' || proven.way === 'saml'
  const only = account && !byProvider ? await findOnly(db, account.email) : undefined
  let held: ProviderPlace | undefined
  const open: Open[] = []
  for (const { tenant, name, timeZone, person: id } of await findOpenings(db, proven.account)) {
    if (proven.at && proven.at.tenant !== tenant) continue
    const [person] = await db.inTenant(tenant, (tx) => findPeople(tx, [id]))
    const today = dayAt(now, timeZone)
    if (!person || !isAllowed(person, 'signed-in', today)) continue
    const isHeld = only?.tenant === tenant
    if (isHeld && !(proven.isStrong && isAllowed(person, 'administrator', today))) held = only
    else open.push({ tenant, name, timeZone, person, isBreakGlass: isHeld })
  }
  return { open, only: held }
}

/** Written down and told to all who rule the house, whoever comes past the provider. */
export async function tellBreakGlass(
  db: Database,
  { tenant, timeZone, person }: Omit<Open, 'name'>,
  now: Moment,
): Promise<void> {
  await actingAs({ ...acting(), actor: person.id }, () =>
    db.inTenant(tenant, async (tx) => {
      const { id } = person
      await noteAudit(tx, { action: 'break-glass', thing: 'person', id, subject: id })
      const rulers = (await findPeople(tx)).filter((one) =>
        isAllowed(one, 'administrator', dayAt(now, timeZone)),
      )
      const ids = rulers.map((one) => one.id)
      for (const { person: to, email } of await findAddresses(tx, ids)) {
        if (email === null) continue
        await writeAccountMail(
          tx,
          { tenant, now },
          {
            ...{ key: `break-glass/${id}/${now}/${to}`, email, person: to },
            subject: `${person.name} came in past the sign-in of your institution`,
            text: `${person.name} signed in to Isocenter with a password and a second proof at ${now}, although people of your institution come in through its own sign-in only. Administrators may, for the day on which it does not work. It stands in the audit.

If it was not ${person.name}, end the access at once under Who can come in.
`,
          },
        )
      }
    }),
  )
}
