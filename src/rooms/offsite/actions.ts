// A stay elsewhere, from the wish to the confirmation: asked for, settled task by task, decided.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import {
  databaseFault,
  type Database,
  EXCLUSION_VIOLATION,
  type Tx,
} from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { revokeLinks } from '../accounts/index.ts'
import { writeNews } from '../mail/index.ts'
import { findPeople, isOn, mayPlan } from '../people/index.ts'
import { type Actor, type Person, planningRoles } from '../people/schema.ts'
import { findSites } from '../sites/index.ts'
import { findElectives, trainingOf } from './electives.ts'
import { stepNews } from './news.ts'
import { judgeStep, judgeWords, lackingFor, usualTasks } from './rules.ts'
import type { StayState, StayWords } from './schema.ts'
import {
  findAgreements,
  findStays,
  findTasks,
  insertStay,
  insertTasks,
  lockAgreements,
  type StayRow,
  updateState,
  updateStay,
} from './store.ts'

type Nothing = Record<string, never>
export type At = { id: string; stay: string }
export const DIRECTOR = 'stay'
export const gone = () => missing('There is no such stay for you.')

/** One's own, or any of a programme that one plans. */
export async function findMine(
  tx: Tx,
  actor: Actor,
  at: At,
  now: Moment,
  lock = false,
): Promise<StayRow | undefined> {
  const [row] = await findStays(tx, { programme: at.id, id: at.stay, lock })
  return row && (row.person === actor.person.id || mayPlan(actor, at.id, now)) ? row : undefined
}

export async function askForStay(
  db: Database,
  actor: Actor,
  programme: string,
  { person, ...words }: StayWords & { person: string },
  now: Moment,
): Promise<Outcome<{ stay: string }>> {
  const { id: tenant, timeZone } = actor.institution
  const today = dayAt(now, timeZone)
  if (person !== actor.person.id && !mayPlan(actor, programme, now))
    return missing('There is no such trainee for you.')
  return db.inTenant(tenant, async (tx) => {
    const [trainee] = await findPeople(tx, [person])
    const training = trainee ? trainingOf(trainee, programme, today) : null
    if (!training) return missing('There is no such trainee for you.')
    const findings = judgeWords(words, {
      ...{ sites: await findSites(tx), training },
      electives: (await findElectives(tx, programme, today)).electives,
    })
    if (findings.length > 0) return refused(...findings)
    const stay = await insertStay(tx, tenant, { ...words, programme, person, by: actor.person.id })
    const tasks = usualTasks(words, today)
    await insertTasks(
      tx,
      tenant,
      stay,
      tasks.map(({ kind, name, due, isTheirs }) => ({
        ...{ kind, name, due, owner: isTheirs ? person : null },
      })),
    )
    return done({ stay })
  })
}

/** Other days, or another place: what the director said was about the old ones, and a link that is out ends. */
export async function changeStay(
  db: Database,
  actor: Actor,
  at: At,
  { version, ...words }: StayWords & { version: number },
  now: Moment,
): Promise<Outcome<Nothing>> {
  const { id: tenant, timeZone } = actor.institution
  const today = dayAt(now, timeZone)
  return db.inTenant(tenant, async (tx) => {
    const row = await findMine(tx, actor, at, now, true)
    if (!row) return gone()
    if (row.state !== 'draft' && row.state !== 'asked')
      return refused(
        finding('offsite.settled', `The stay at ${row.place} is ${row.state}; its words stay.`, {
          can: 'Ask who plans the programme to take that back first.',
        }),
      )
    const [trainee] = await findPeople(tx, [row.person])
    const findings = judgeWords(words, {
      ...{ sites: await findSites(tx), training: trainingOf(trainee!, at.id, today) },
      electives: (await findElectives(tx, at.id, today)).electives,
    })
    if (findings.length > 0) return refused(...findings)
    const keepsAnswer =
      words.from === row.from &&
      words.to === row.to &&
      words.site === row.site &&
      words.place === row.place &&
      words.directorEmail === row.director_email
    if (!(await updateStay(tx, row.id, version, words, keepsAnswer)))
      return refused(
        finding(
          'offsite.stale',
          `Somebody has changed this stay since you looked at it (version ${row.version}, you saw ${version}).`,
          { can: 'Look at it again, then change it.' },
        ),
      )
    if (!keepsAnswer) await revokeLinks(tx, { purpose: DIRECTOR, about: { stay: row.id } })
    if (words.abroad && !row.abroad) {
      const had = new Set((await findTasks(tx, [row.id])).map(({ kind }) => kind))
      const more = usualTasks(words, today).filter(({ kind }) => !had.has(kind))
      await insertTasks(
        tx,
        tenant,
        row.id,
        more.map(({ isTheirs, ...task }) => ({ ...task, owner: isTheirs ? row.person : null })),
      )
    }
    return done({})
  })
}

export async function stepStay(
  db: Database,
  actor: Actor,
  at: At,
  { state, note }: { state: StayState; note: string },
  now: Moment,
): Promise<Outcome<Nothing>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const me = actor.person
  const today = dayAt(now, zone)
  try {
    return await db.inTenant(tenant, async (tx) => {
      const row = await findMine(tx, actor, at, now, true)
      if (!row) return gone()
      const plans = mayPlan(actor, at.id, now)
      const refusal = judgeStep(row, state, { person: me.id, plans, today })
      if (refusal) return refused(refusal)
      if (state === 'confirmed') {
        // Nobody ends the agreement between this look and the confirmation.
        await lockAgreements(tx, at.id, row.site)
        const director = { says: row.director_says, name: row.director_name }
        const lacks = lackingFor(
          { ...row, director },
          await findTasks(tx, [row.id]),
          await findAgreements(tx, at.id),
        )
        if (lacks.length > 0) return refused(...lacks)
      }
      const decides = state === 'confirmed' || state === 'declined'
      await updateState(tx, row.id, { state, note, by: decides ? me.id : null })
      const readers = state === 'asked' ? await plannersOf(tx, at.id, today) : [row.person]
      const people = await findPeople(
        tx,
        readers.filter((id) => id !== me.id),
      )
      await writeNews(
        tx,
        { tenant, zone, now },
        { key: `stay/${row.id}/${row.version + 1}`, topic: `stay/${row.id}` },
        stepNews(row, state, note, me.name, people),
      )
      return done({})
    })
  } catch (error) {
    if (databaseFault(error)?.code !== EXCLUSION_VIOLATION) throw error
    return refused(
      finding('offsite.twice', 'There is another confirmed stay on some of these days.', {
        can: 'Take that one back first, or move this one.',
      }),
    )
  }
}

export const isPlanner = (person: Person, programme: string, today: string): boolean =>
  person.roles.some(
    (held) =>
      held.programme === programme &&
      planningRoles.includes(held.role) &&
      isOn(held, today as never),
  )

export async function plannersOf(tx: Tx, programme: string, today: string): Promise<string[]> {
  const people = await findPeople(tx)
  return people.filter((person) => isPlanner(person, programme, today)).map(({ id }) => id)
}
