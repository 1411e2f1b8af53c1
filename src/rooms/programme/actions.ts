// What is this programme? Its own facts, what it teaches, where, with whom.
import { type Outcome, done } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { makeMemory } from '../../platform/memory.ts'
import { findPeople } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { checkHeadlines, checkPurposes, findEquipment, findSites } from '../sites/index.ts'
import type { Headline } from '../sites/schema.ts'
import type { ProgrammeView } from './schema.ts'
import { findCatalogue, findPlanSummaries, findProgrammes, type PlanSummaryRow } from './store.ts'

const lists = makeMemory(500)

/** The programmes in which the actor holds or held a role, with their plans. */
export async function listProgrammes(db: Database, actor: Actor) {
  return lists.recall(actor.stamp, actor.person.id, () => readProgrammes(db, actor))
}

function readProgrammes(db: Database, actor: Actor) {
  return db.inTenant(actor.institution.id, async (tx) => {
    const mine = new Set(actor.person.roles.map((role) => role.programme))
    const plans = await findPlanSummaries(tx)
    return (await findProgrammes(tx))
      .filter((row) => mine.has(row.id))
      .map(({ facts: _, ...row }) => ({
        ...row,
        institution: actor.institution,
        plans: plans.filter((plan) => plan.programme === row.id).map(planSummary),
      }))
  })
}

function planSummary(row: PlanSummaryRow) {
  const { published_version: publishedVersion, programme: _, ...rest } = row
  return { ...rest, publishedVersion }
}

export async function viewProgramme(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Outcome<ProgrammeView>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = (await findProgrammes(tx)).find((entry) => entry.id === id)
    if (!row) return missing(`There is no programme "${id}".`)
    const records = await findCatalogue(tx, id)
    const ofKind = (kind: string) => records.filter((record) => record.kind === kind)
    const equipment = await findEquipment(tx)
    const headlines = ofKind('headline').map(({ id: key, name, facts }) => ({
      ...(facts as Omit<Headline, 'id' | 'about'>),
      id: key,
      about: name,
    }))
    const people = await findPeople(tx)
    return done({
      ...row,
      institution: actor.institution,
      plans: (await findPlanSummaries(tx)).filter((plan) => plan.programme === id).map(planSummary),
      levels: (row.facts['levels'] as { id: string; label: string }[]) ?? [],
      facts: { ...row.facts, catalogue: groupByKind(records) },
      rotations: ofKind('rotation'),
      electives: ofKind('elective'),
      sites: (await findSites(tx)).map(({ id: key, kind, name, parent, facts }) => ({
        id: key,
        kind,
        name,
        facts: { ...facts, parent },
      })),
      equipment: equipment.map(({ id: key, name, facts, ...rest }) => ({
        id: key,
        kind: rest.class,
        name,
        facts: { ...facts, ...rest },
      })),
      people: people.flatMap((person) =>
        person.roles
          .filter((role) => role.programme === id)
          .map((role) => ({
            id: person.id,
            name: person.name,
            listName: person.listName,
            role,
          })),
      ),
      warnings: [...checkHeadlines(headlines, equipment), ...checkPurposes(equipment)],
    })
  })
}

function groupByKind<Row extends { kind: string }>(records: Row[]): Record<string, Row[]> {
  const groups: Record<string, Row[]> = {}
  for (const record of records) (groups[record.kind] ??= []).push(record)
  return groups
}
