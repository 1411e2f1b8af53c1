// A programme from nothing: all of its records in one transaction, or none.
import { freeId } from '../../kernel/id.ts'
import { assert, finding, type Outcome, done, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { type Database, setTenant, type Tx } from '../../platform/database.ts'
import {
  hashPassword,
  insertAccount,
  joinPerson,
  judgePassword,
  openSession,
} from '../accounts/index.ts'
import { upsertAddress } from '../mail/index.ts'
import {
  findPeople,
  findTenants,
  insertOffice,
  insertPeople,
  insertRoles,
  insertTenant,
  lockDirectory,
} from '../people/index.ts'
import type { Actor, Person } from '../people/schema.ts'
import {
  findProgrammes,
  insertCatalogue,
  insertProgramme,
  insertWorks,
  type WorkRow,
} from '../programme/index.ts'
import { insertChoice, insertDraft, insertPlan, insertPlanPeople } from '../rota/index.ts'
import { sayName } from './reading.ts'
import { rulesOf } from './rules.ts'
import type { FoundedWork, Founding } from './schema.ts'
import type { z } from 'zod'
import type { foundedSchema, openingSchema } from './schema.ts'

type Opened = { institution: string; person: Person }
const MOST_INSTITUTIONS = 50

/**
 * An institution with its first person, who is its administrator and signed in at once. With an
 * account it is a real one: from then on nobody signs in by being chosen, and nobody else opens one.
 */
export async function openInstitution(
  db: Database,
  wanted: z.output<typeof openingSchema>,
  browser: string,
  now: Moment,
): Promise<Outcome<{ token: string; person: Person }>> {
  const { institution: name, timeZone, given, family, account } = wanted
  if (account) {
    const faults = judgePassword(account.password, [name, given, family, account.email])
    if (faults.length > 0) return refused(...faults)
  }
  const passwordHash = account && (await hashPassword(account.password))
  const opened = await db.unfenced(async (tx) => {
    await lockDirectory(tx)
    const tenants = await findTenants(db)
    const real = tenants.find(({ demo }) => !demo)
    if (real)
      return refused<Opened>(
        finding('founding.open', `${real.name} works here already.`, {
          can: 'Ask its coordinator to let you in.',
        }),
      )
    if (tenants.length >= MOST_INSTITUTIONS)
      return refused<Opened>(
        finding(
          'founding.open',
          `There are ${tenants.length} institutions here; that is the most.`,
          {
            can: 'Start on another data folder (ISOCENTER_DATA).',
          },
        ),
      )
    const tenant = freeId(name, new Set(tenants.map(({ id }) => id)))
    await insertTenant(tx, { id: tenant, name, timeZone, demo: account === null })
    await setTenant(tx, tenant)
    const person = freeId(`${given} ${family}`, new Set())
    await insertPeople(tx, tenant, [{ id: person, given, family }])
    const from = dayAt(now, timeZone)
    await insertOffice(tx, tenant, { person, office: 'administrator', from })
    if (account) await upsertAddress(tx, tenant, { person, email: account.email })
    const [first] = await findPeople(tx, [person])
    return done({ institution: tenant, person: first! })
  })
  if (!opened.ok) return opened
  const { institution: tenant, person } = opened.value
  const id = account ? await makeAccount(db, account.email, passwordHash!) : null
  if (id) await joinPerson(db, { account: id, tenant, person: person.id })
  const way = account ? 'password' : 'cast'
  return done(await openSession(db, { tenant, person, account: id, way, device: 'mine', browser }))
}

/** The first account of a server: whoever is there before it belongs to nobody. */
async function makeAccount(db: Database, email: string, passwordHash: string): Promise<string> {
  const id = await insertAccount(db, { email, passwordHash })
  assert(id !== undefined, `no account of ${email} before its institution`)
  return id
}

export async function foundProgramme(
  db: Database,
  actor: Actor,
  wanted: Founding,
  now: Moment,
): Promise<Outcome<z.input<typeof foundedSchema>>> {
  const tenant = actor.institution.id
  return db.inTenant(tenant, async (tx) => {
    const programmes = await findProgrammes(tx)
    const programme = freeId(wanted.name, new Set(programmes.map(({ id }) => id)))
    const { name, kind, specialty, levels } = wanted
    const position = programmes.length
    await insertProgramme(
      tx,
      tenant,
      { id: programme, name, kind, specialty, facts: { levels } },
      position,
    )
    const works = worksOf(wanted.works)
    await insertWorks(tx, tenant, programme, works)
    await insertCatalogue(tx, tenant, programme, works.flatMap(recordOf))
    const people = await insertTrainees(tx, tenant, programme, wanted)
    await insertRoles(tx, tenant, [
      {
        person: actor.person.id,
        programme,
        role: 'coordinator',
        from: dayAt(now, actor.institution.timeZone),
      },
    ])
    const plan = `${programme}-${wanted.blocks[0]!.from.slice(0, 4)}`
    const { blocks, title } = wanted
    const year = { from: blocks[0]!.from, to: blocks.at(-1)!.to }
    const ids = works.map(({ id }) => id)
    await insertPlan(tx, tenant, {
      id: plan,
      programme,
      title,
      ...year,
      blocks,
      works: ids,
      facts: {},
      position,
    })
    await insertPlanPeople(
      tx,
      tenant,
      plan,
      people.map(({ id, level }) => ({
        person: id,
        months_trained:
          12 *
          Math.max(
            0,
            levels.findIndex((entry) => entry.id === level),
          ),
        share: 1,
        groups: [],
      })),
    )
    const idOf = (code: string) =>
      works.find((work) => work.code.toLowerCase() === code.toLowerCase())!.id
    for (const choice of rulesOf(wanted, idOf, actor.person.name))
      await insertChoice(tx, tenant, plan, choice)
    const draft = await insertDraft(tx, tenant, { plan, name: 'First draft', by: actor.person.id })
    return done({ programme, plan, draft })
  })
}

async function insertTrainees(tx: Tx, tenant: string, programme: string, wanted: Founding) {
  const taken = new Set((await findPeople(tx)).map(({ id }) => id))
  const people = wanted.people.map((person) => ({ ...person, id: freeId(sayName(person), taken) }))
  await insertPeople(
    tx,
    tenant,
    people.map(({ id, given, family }) => ({ id, given, family })),
  )
  await insertRoles(
    tx,
    tenant,
    people.map(({ id, level, from, to }) => ({
      ...{ person: id, programme, role: 'trainee', level },
      from: from ?? wanted.blocks[0]!.from,
      to: to ?? wanted.blocks.at(-1)!.to,
    })),
  )
  return people
}

/** So that the programme's own page lists what it teaches. */
function recordOf({ id, code, name, kind, color }: WorkRow) {
  if (kind === 'leave' || kind === 'rest') return []
  return [{ kind: kind === 'elective' ? kind : 'rotation', id, name, facts: { code, color } }]
}

const COLORS = 10
const GREY = 10
const PALE = 11

/** Ordinary work takes the colours in turn; leave and research look like what they are. */
function worksOf(works: FoundedWork[]): WorkRow[] {
  const taken = new Set<string>()
  let nth = 0
  return works.map(({ code, name, kind }) => ({
    ...{ id: freeId(name, taken), code, name, kind },
    ...{ categories: [kind], resource: null, site: null, facts: {} },
    color: kind === 'leave' ? PALE : kind === 'research' || kind === 'rest' ? GREY : nth++ % COLORS,
    pattern:
      kind === 'leave'
        ? 'leave'
        : kind === 'call'
          ? 'night'
          : kind === 'research'
            ? 'admin'
            : 'plain',
  }))
}
