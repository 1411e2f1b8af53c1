// What is written down on the road: entries, waivers, new versions of what is required.
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { itemsOf } from './ledger.ts'
import { readCases } from './reading.ts'
import { checkCurriculum } from './curriculum.ts'
import type { Curriculum } from './schema.ts'
import {
  confirmEntry,
  endEntry,
  endWaiver,
  findEntries,
  insertCurriculum,
  insertEntry,
  insertWaiver,
  type NewEntry,
} from './store.ts'

type Done = Outcome<Record<string, never>>
const nobody = () => missing('There is no such trainee for you.')
const ONLY_THIS = { seesDrafts: false, sources: [] }

export async function setCurriculum(
  db: Database,
  actor: Actor,
  programme: string,
  curriculum: Curriculum,
): Promise<Done> {
  const findings = checkCurriculum(curriculum)
  if (findings.length > 0) return refused(...findings)
  const tenant = actor.institution.id
  return db.inTenant(tenant, async (tx) =>
    (await insertCurriculum(tx, tenant, programme, curriculum, actor.person.id))
      ? done({})
      : refused(
          finding(
            'progress.version',
            `There is a version from ${curriculum.since} on already, and those who entered under it keep it.`,
            { can: 'Choose another first day.', path: 'since' },
          ),
        ),
  )
}

/** One's own, or for whom one plans. Only what a requirement that binds them counts. */
export async function enter(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: Omit<NewEntry, 'programme' | 'by'>,
  now: Moment,
): Promise<Outcome<{ id: string }>> {
  const today = dayAt(now, actor.institution.timeZone)
  const tenant = actor.institution.id
  if (wanted.person !== actor.person.id && !mayPlan(actor, programme, now)) return nobody()
  return db.inTenant(tenant, async (tx) => {
    const { cases } = await readCases(tx, programme, [wanted.person], today, ONLY_THIS)
    const [one] = cases
    if (!one) return nobody()
    const enters = itemsOf(one).flatMap((item) => item.enters)
    if (!enters.some(({ counter }) => counter === wanted.counter))
      return refused(
        finding(
          'progress.counter',
          `Nothing that binds ${one.person.name} counts "${wanted.counter}".`,
          {
            can: 'Choose one of the requirements on the list.',
            path: 'counter',
          },
        ),
      )
    if (wanted.on > today)
      return refused(
        finding('progress.ahead', `${wanted.on} is ahead; only what has happened is entered.`, {
          path: 'on',
        }),
      )
    if (wanted.on < one.training.from)
      return refused(
        finding(
          'progress.before',
          `${wanted.on} is before the training began, ${one.training.from}.`,
          {
            can: 'For credit from before, ask for a waiver with the reason.',
            path: 'on',
          },
        ),
      )
    const id = await insertEntry(tx, tenant, { ...wanted, programme, by: actor.person.id })
    return done({ id })
  })
}

/** By who made it, and by planners. */
export async function takeBack(
  db: Database,
  actor: Actor,
  programme: string,
  id: string,
  now: Moment,
): Promise<Done> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const entry = (await findEntries(tx, programme)).find((row) => row.id === id)
    if (!entry || (entry.by_id !== actor.person.id && !mayPlan(actor, programme, now)))
      return missing('There is no such entry any more.')
    await endEntry(tx, id, actor.person.id)
    return done({})
  })
}

/** Nobody confirms their own. */
export async function confirm(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: { entry: string; confirmed: boolean },
): Promise<Done> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const entry = (await findEntries(tx, programme)).find(({ id }) => id === wanted.entry)
    if (!entry) return missing('There is no such entry any more.')
    if (entry.person === actor.person.id)
      return refused(
        finding('progress.own', 'Nobody confirms what they have entered about themselves.', {
          can: 'Ask another planner.',
        }),
      )
    await confirmEntry(tx, programme, entry.id, wanted.confirmed ? actor.person.id : null)
    return done({})
  })
}

export async function waive(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: { person: string; requirement: string; reason: string },
  now: Moment,
): Promise<Outcome<{ id: string }>> {
  const today = dayAt(now, actor.institution.timeZone)
  const tenant = actor.institution.id
  return db.inTenant(tenant, async (tx) => {
    const { cases } = await readCases(tx, programme, [wanted.person], today, ONLY_THIS)
    const [one] = cases
    if (!one) return nobody()
    if (wanted.person === actor.person.id)
      return refused(
        finding('progress.own', 'Nobody waives something for themselves.', {
          can: 'Ask another planner.',
        }),
      )
    if (!itemsOf(one).some(({ id }) => id === wanted.requirement))
      return refused(
        finding(
          'progress.requirement',
          `"${wanted.requirement}" does not bind ${one.person.name}.`,
          {
            path: 'requirement',
          },
        ),
      )
    const id = await insertWaiver(tx, tenant, {
      ...{ ...wanted, programme, on: today, by: actor.person.id },
    })
    return id
      ? done({ id })
      : refused(
          finding('progress.waived', 'It is waived already.', { can: 'End that waiver first.' }),
        )
  })
}

export async function stopWaiver(
  db: Database,
  actor: Actor,
  programme: string,
  id: string,
): Promise<Done> {
  return db.inTenant(actor.institution.id, async (tx) =>
    (await endWaiver(tx, programme, id, actor.person.id))
      ? done({})
      : missing('There is no such waiver any more.'),
  )
}
