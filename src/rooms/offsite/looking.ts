// Which stays and agreements does somebody see?
import { type Outcome, done } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findLinkAbout } from '../accounts/index.ts'
import { findPeople, mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { findSites } from '../sites/index.ts'
import { type At, DIRECTOR, findMine, gone } from './actions.ts'
import type { StaysView } from './contract.ts'
import { findElectives, trainingOf } from './electives.ts'
import type { StayView } from './schema.ts'
import { findAgreements, findStays, findTasks } from './store.ts'
import { agreementOf, summaryOf, viewOf } from './views.ts'

export async function listStays(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<Outcome<StaysView>> {
  const today = dayAt(now, actor.institution.timeZone)
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
    if (!row) return missing(`There is no programme "${programme}".`)
    const plans = mayPlan(actor, programme, now)
    const { electives, names } = await findElectives(tx, programme, today)
    const stays = await findStays(
      tx,
      plans ? { programme } : { programme, person: actor.person.id },
    )
    const tasks = await findTasks(
      tx,
      stays.map(({ id }) => id),
    )
    const trainees = plans
      ? (await findPeople(tx)).filter((person) => trainingOf(person, programme, today) !== null)
      : []
    return done({
      programme: { id: programme, name: row.name },
      ...{ today, plans, asks: trainingOf(actor.person, programme, today) !== null },
      stays: stays.map((stay) =>
        summaryOf(
          stay,
          tasks.filter((task) => task.stay === stay.id),
          names,
        ),
      ),
      agreements: (await findAgreements(tx, programme)).map((one) => agreementOf(one, today)),
      sites: (await findSites(tx)).map(({ id, name }) => ({ id, name })),
      electives: electives
        .filter(({ offSite }) => offSite.length > 0)
        .map(({ id, name, offSite }) => ({ id, name, sites: offSite.map(({ site }) => site) })),
      trainees: trainees.map(({ id, name }) => ({ id, name })),
    })
  })
}

export async function viewStay(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<StayView>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  return db.inTenant(tenant, async (tx) => {
    const row = await findMine(tx, actor, at, now)
    if (!row) return gone()
    const plans = mayPlan(actor, at.id, now)
    const { names } = await findElectives(tx, at.id, today)
    const link = await findLinkAbout(tx, DIRECTOR, { stay: row.id })
    return done(
      viewOf(row, await findTasks(tx, [row.id]), {
        ...{ electives: names, agreements: await findAgreements(tx, at.id), zone, today },
        askedUntil: link?.until,
        may: {
          change: row.state === 'draft' || row.state === 'asked',
          decide: plans && row.person !== actor.person.id,
        },
      }),
    )
  })
}
