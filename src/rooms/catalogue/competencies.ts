// Who has learned what, so that prerequisites open: seen, recorded, ended.
import type { z } from 'zod'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Day } from '../../kernel/day.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findPeople, isOn, mayPlan } from '../people/index.ts'
import type { Actor, Person } from '../people/schema.ts'
import type { catalogueContract } from './contract.ts'
import { findCatalogueOn, readSurroundings, wordsOf } from './holding.ts'
import { endCompetency, findCompetencies, insertCompetency, type NewCompetency } from './store.ts'

type View = z.input<(typeof catalogueContract)['competencies']['output']>
const NOBODY = 'There is no such trainee for you.'
const LAST = '9999-12-31' as Day

/** Who trains in the programme on this day or will; undefined level = no trainee there. */
export function levelOf(person: Person, programme: string, day: Day): string | null | undefined {
  const roles = person.roles.filter(
    (held) => held.programme === programme && held.role === 'trainee',
  )
  const now = roles.find((held) => isOn(held, day))
  if (now) return now.level
  const ahead = roles.find(({ from }) => from !== null && from > day)
  return ahead ? ahead.level : undefined
}

export async function viewCompetencies(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<Outcome<View>> {
  const today = dayAt(now, actor.institution.timeZone)
  const plans = mayPlan(actor, programme, now)
  return db.inTenant(actor.institution.id, async (tx) => {
    const around = await readSurroundings(tx, programme)
    if (!around) return missing(NOBODY)
    const people = (await findPeople(tx, plans ? undefined : [actor.person.id])).flatMap(
      (person) => {
        const level = levelOf(person, programme, today)
        return level === undefined ? [] : [{ id: person.id, name: person.name, level }]
      },
    )
    const { catalogue } = await findCatalogueOn(tx, programme, LAST)
    const records = await findCompetencies(
      tx,
      programme,
      people.map(({ id }) => id),
    )
    const words = wordsOf(catalogue, around.competencies)
    const known = new Set(words.map(({ id }) => id))
    return done({
      programme: { id: around.programme.id, name: around.programme.name },
      ...{ today, mayPlan: plans, people, records },
      words: [
        ...words,
        ...[...new Set(records.map(({ word }) => word))]
          .filter((word) => !known.has(word))
          .map((word) => ({ id: word, name: word.replace(/-/g, ' ') })),
      ],
    })
  })
}

export async function recordCompetency(
  db: Database,
  actor: Actor,
  wanted: Omit<NewCompetency, 'by'>,
  now: Moment,
): Promise<Outcome<{ id: string }>> {
  const today = dayAt(now, actor.institution.timeZone)
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const around = await readSurroundings(tx, wanted.programme)
    const [person] = await findPeople(tx, [wanted.person])
    if (!around || !person || levelOf(person, wanted.programme, today) === undefined)
      return missing(NOBODY)
    if (person.id === actor.person.id)
      return refused(
        finding('catalogue.own', 'Nobody records what they have learned themselves.', {
          can: 'Ask another planner of the programme.',
        }),
      )
    if (wanted.since > today)
      return refused(
        finding('catalogue.ahead', `${wanted.since} is ahead; only what was learned is recorded.`, {
          can: 'Choose today or an earlier day.',
          path: 'since',
        }),
      )
    if (!(await isKnown(tx, wanted.programme, wanted.word, around.competencies)))
      return refused(
        finding(
          'catalogue.word',
          `No prerequisite of ${around.programme.name} asks for "${wanted.word}".`,
          { can: 'Choose one of the list.', path: 'word' },
        ),
      )
    const id = await insertCompetency(tx, tenant, { ...wanted, by: actor.person.id })
    if (id) return done({ id })
    return refused(
      finding('catalogue.recorded', `It is recorded for ${person.name} already.`, {
        can: 'End that record first if it is wrong.',
        who: [person.id],
      }),
    )
  })
}

async function isKnown(
  tx: Tx,
  programme: string,
  word: string,
  known: readonly { id: string; name: string }[],
): Promise<boolean> {
  const { catalogue } = await findCatalogueOn(tx, programme, LAST)
  return wordsOf(catalogue, known).some(({ id }) => id === word)
}

export async function stopCompetency(
  db: Database,
  actor: Actor,
  programme: string,
  record: string,
): Promise<Outcome<Record<string, never>>> {
  return db.inTenant(actor.institution.id, async (tx) =>
    (await endCompetency(tx, programme, record, actor.person.id))
      ? done({})
      : missing('There is no such record any more.'),
  )
}
