// Who is there to be chosen in the demo, and the two questions that later rooms ask of an actor.
import type { Day } from '../../kernel/day.ts'
import { type Moment, dayAt } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { isOn, mayAct } from './policy.ts'
import type { Actor, Person } from './schema.ts'
import { findPeople, findTenants } from './store.ts'

const RANK = ['coordinator', 'chief', 'director', 'associate-director', 'trainee', 'faculty']

/**
 * Everybody of the demo institutions, the most useful first. Nobody where a real institution is:
 * there nobody signs in by being chosen, not even to look at the demo.
 */
export async function listCast(db: Database, now: Moment) {
  const all = await findTenants(db)
  const tenants = all.every((tenant) => tenant.demo) ? all : []
  const institutions = await Promise.all(
    tenants.map(async (tenant) => ({
      institution: { id: tenant.id, name: tenant.name, timeZone: tenant.time_zone },
      people: (await db.inTenant(tenant.id, (tx) => findPeople(tx)))
        .map((person) => withRolesOn(person, dayAt(now, tenant.time_zone)))
        .filter((person) => person.roles.length > 0 || person.offices.length > 0)
        .sort((one, other) => rank(one) - rank(other)),
    })),
  )
  return { institutions }
}

/** The person with the roles of that day only; the past is not what a visitor chooses. */
function withRolesOn(person: Person, today: Day): Person {
  return { ...person, roles: person.roles.filter((role) => isOn(role, today)) }
}

function rank(person: Person): number {
  const best = Math.min(
    ...person.roles.map((role) => RANK.indexOf(role.role)).filter((n) => n >= 0),
  )
  return Number.isFinite(best) ? best : RANK.length
}

/** Has the person any role in the programme on that day? */
export function isMember(actor: Actor, programme: string, now: Moment): boolean {
  return mayAct(actor, 'member', dayAt(now, actor.institution.timeZone), programme)
}

/** May the person build and publish this programme's year today? */
export function mayPlan(actor: Actor, programme: string, now: Moment): boolean {
  return mayAct(actor, 'planner', dayAt(now, actor.institution.timeZone), programme)
}
