// Who is acting, signing in as a person of the cast, signing out.
import type { Day } from '../../kernel/day.ts'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { type Moment, dayAt } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import { type Actor, type Person, planningRoles } from './schema.ts'
import { deleteSession, findPeople, findSession, findTenants, insertSession } from './store.ts'

const SESSION_DAYS = 30
const RANK = ['coordinator', 'chief', 'director', 'associate-director', 'trainee', 'faculty']

/** The actor behind a session token; undefined when it is unknown, expired or signed out. */
export async function findActor(db: Database, token: string): Promise<Actor | undefined> {
  const session = await findSession(db, hashToken(token))
  if (!session) return undefined
  const [person] = await db.inTenant(session.tenant, (tx) => findPeople(tx, [session.person]))
  if (!person) return undefined
  return {
    institution: { id: session.tenant, name: session.name, timeZone: session.timeZone },
    person,
  }
}

/** Everybody of the demo institutions, the most useful first. */
export async function listCast(db: Database, now: Moment) {
  const tenants = (await findTenants(db)).filter((tenant) => tenant.demo)
  const institutions = await Promise.all(
    tenants.map(async (tenant) => ({
      institution: { id: tenant.id, name: tenant.name, timeZone: tenant.time_zone },
      people: (await db.inTenant(tenant.id, (tx) => findPeople(tx)))
        .map((person) => withRolesOn(person, dayAt(now, tenant.time_zone)))
        .filter((person, _, all) => person.roles.length > 0 || all.length === 1)
        .sort((one, other) => rank(one) - rank(other)),
    })),
  )
  return { institutions }
}

/** The person with the roles of that day only; the past is not what a visitor chooses. */
function withRolesOn(person: Person, today: Day): Person {
  return { ...person, roles: person.roles.filter((role) => isOn(role, today)) }
}

function isOn(role: Person['roles'][number], today: Day): boolean {
  return (role.from === null || role.from <= today) && (role.to === null || today <= role.to)
}

function rank(person: Person): number {
  const best = Math.min(
    ...person.roles.map((role) => RANK.indexOf(role.role)).filter((n) => n >= 0),
  )
  return Number.isFinite(best) ? best : RANK.length
}

/** Opens a session for a person of a demo institution; other institutions need real sign-in. */
export async function signInAsCast(
  db: Database,
  wanted: { institution: string; person: string },
): Promise<Outcome<{ token: string; person: Person }>> {
  const tenant = (await findTenants(db)).find((entry) => entry.id === wanted.institution)
  const people = tenant?.demo
    ? await db.inTenant(tenant.id, (tx) => findPeople(tx, [wanted.person]))
    : []
  const person = people[0]
  if (!person)
    return refused(
      finding('people.cast', `There is no "${wanted.person}" in the demo.`, {
        can: 'Choose a person from the list.',
      }),
    )
  return openSession(db, { institution: wanted.institution, person })
}

/** For somebody who has proven who they are. */
export async function openSession(
  db: Database,
  { institution, person }: { institution: string; person: Person },
): Promise<Outcome<{ token: string; person: Person }>> {
  const token = newToken()
  await insertSession(db, {
    tokenHash: hashToken(token),
    tenant: institution,
    person: person.id,
    days: SESSION_DAYS,
  })
  return done({ token, person })
}

export async function signOut(db: Database, token: string): Promise<void> {
  await deleteSession(db, hashToken(token))
}

/** Has the person any role in the programme on that day? */
export function isMember(actor: Actor, programme: string, now: Moment): boolean {
  return rolesNow(actor, programme, now).length > 0
}

/** May the person build and publish this programme's year today? */
export function mayPlan(actor: Actor, programme: string, now: Moment): boolean {
  return rolesNow(actor, programme, now).some((role) => planningRoles.includes(role.role))
}

function rolesNow(actor: Actor, programme: string, now: Moment) {
  const today = dayAt(now, actor.institution.timeZone)
  return actor.person.roles.filter((role) => role.programme === programme && isOn(role, today))
}
