// What does somebody still have to do, and who of the class is behind?
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { type Outcome, done } from '../../kernel/finding.ts'
import { holds, meets } from '../../kernel/span.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findPeople, isOn, mayPlan } from '../people/index.ts'
import type { Actor, Person } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import type { Checklist, ClassView, Letter } from './contract.ts'
import { checkApplication } from './pathways.ts'
import { type Case, type EvidenceSource, isUnconfirmed, readCases } from './reading.ts'
import { judgeTraining } from './rules.ts'
import type { Item, Member, Pathway } from './schema.ts'
import { findMembers, type MemberRow } from './store.ts'
import type { Stretch } from './training.ts'

export const itemsOf = ({ curriculum, requirements, training }: Case): Item[] =>
  judgeTraining(requirements, curriculum?.pathways ?? [], training)

/** The programme in which somebody trains today; else the last one. */
export function programmeFor(person: Person, today: string): string | undefined {
  const training = person.roles.filter(({ role }) => role === 'trainee')
  return (training.find((role) => isOn(role, today as never)) ?? training.at(-1))?.programme
}

/** Of oneself, or of whom one plans for; of others it is not there. */
export async function viewChecklist(
  db: Database,
  actor: Actor,
  id: string,
  wanted: string | undefined,
  now: Moment,
  sources: readonly EvidenceSource[],
): Promise<Outcome<Checklist>> {
  const today = dayAt(now, actor.institution.timeZone)
  return db.inTenant(actor.institution.id, async (tx) => {
    const [person] = await findPeople(tx, [id])
    const nobody = () => missing(`There is no checklist of "${id}" for you.`)
    const programme = person && (wanted ?? programmeFor(person, today))
    if (!programme) return nobody()
    const plans = mayPlan(actor, programme, now)
    const isOwn = actor.person.id === id
    if (!isOwn && !plans) return nobody()
    const row = (await findProgrammes(tx)).find((entry) => entry.id === programme)
    const { cases, drafts } = await readCases(tx, programme, [id], today, {
      ...{ sources, seesDrafts: plans },
    })
    const [one] = cases
    if (!row || !one) return nobody()
    const { training, curriculum, members, level } = one
    const all = await findMembers(tx, programme)
    const isIn = person.roles.some((role) => role.programme === programme && isOn(role, today))
    const pathways = curriculum?.pathways ?? []
    return done({
      person: { id, name: person.name, level },
      programme: { id: programme, name: row.name },
      ...{ from: training.from, to: training.to, today, drafts },
      since: curriculum?.since ?? null,
      items: itemsOf(one),
      unconfirmed: joined(training.stretches.filter(isUnconfirmed)),
      pathways: pathways.map((pathway) => ({
        ...pathway,
        free: freePlaces(pathway, all, training.from),
        refusals: checkApplication(pathway, {
          ...{ name: person.name, level },
          states: members.filter((entry) => entry.pathway === pathway.id).map(({ state }) => state),
        }).map(({ says }) => says),
      })),
      members: members.map((entry) => viewMember(entry, one, pathways)),
      may: {
        ...{ enter: (isOwn && isIn) || plans, waive: plans, apply: isOwn && isIn },
        confirm: plans && !isOwn,
      },
    })
  })
}

/** Blocks of the same that meet are one stretch. */
function joined(stretches: readonly Stretch[]): Checklist['unconfirmed'] {
  const out: Checklist['unconfirmed'] = []
  for (const { name, from, to } of stretches.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = out.at(-1)
    if (last && last.name === name && meets(last, { from, to })) last.to = to
    else out.push({ name, from, to })
  }
  return out
}

export function takenPlaces(pathway: string, members: readonly MemberRow[], classOf: string) {
  return members.flatMap((row) =>
    row.pathway === pathway && row.class_of === classOf && row.place !== null ? [row.place] : [],
  )
}

function freePlaces(pathway: Pathway, members: readonly MemberRow[], classOf: string) {
  if (pathway.capacity === null) return null
  return Math.max(0, pathway.capacity - takenPlaces(pathway.id, members, classOf).length)
}

function viewMember(row: MemberRow, { person, level }: Case, pathways: readonly Pathway[]): Member {
  const { id, pathway, state, statement, note, place } = row
  const road = pathways.find((entry) => entry.id === pathway)
  return {
    ...{ id, pathway, state, statement, note, place },
    pathwayName: road?.name ?? pathway,
    entry: road?.entry ?? 'here',
    person: { id: person.id, name: person.name, level },
    ...{ appliedOn: row.applied_on, decidedOn: row.decided_on, decidedBy: row.decided_by },
  }
}

/** Everybody who trains there today; those with most behind come first. */
export async function viewClass(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
  sources: readonly EvidenceSource[],
): Promise<Outcome<ClassView>> {
  const today = dayAt(now, actor.institution.timeZone)
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = (await findProgrammes(tx)).find((entry) => entry.id === programme)
    if (!row) return missing(`There is no programme "${programme}".`)
    const read = await readCases(tx, programme, undefined, today, { sources, seesDrafts: true })
    const cases = read.cases.filter(({ training }) => holds(training, today))
    const judged = cases.map((one) => ({ one, items: itemsOf(one) }))
    const columns = new Map<string, ClassView['requirements'][number]>()
    for (const { items } of judged)
      for (const { id, name, pathway } of items)
        if (!columns.has(id)) columns.set(id, { id, name, pathway: pathway?.name ?? null })
    // What everybody has to do stands first, what a pathway adds behind it.
    const requirements = [...columns.values()].sort(
      (one, other) => Number(one.pathway !== null) - Number(other.pathway !== null),
    )
    const trainees = judged.map(({ one: { person, level, members }, items }) => ({
      ...{ id: person.id, name: person.listName, level },
      behind: items.filter(({ state }) => state === 'behind').length,
      pathways: members
        .filter(({ state }) => state === 'approved' || state === 'completed')
        .map(({ pathway }) => pathway),
      cells: requirements.map(({ id }) => {
        const item = items.find((entry) => entry.id === id)
        if (!item) return null
        const { state, value, needed, unit, says } = item
        return { state, value, needed, unit, says }
      }),
    }))
    return done({
      programme: { id: programme, name: row.name },
      ...{ today, requirements, drafts: read.drafts },
      trainees: trainees.sort(
        (one, other) =>
          other.behind - one.behind ||
          (other.level ?? '').localeCompare(one.level ?? '') ||
          one.name.localeCompare(other.name),
      ),
      members: cases.flatMap((one) =>
        one.members.map((member) => viewMember(member, one, one.curriculum?.pathways ?? [])),
      ),
    })
  })
}

/** Only of what is completed; for the person and for planners. */
export async function viewLetter(
  db: Database,
  actor: Actor,
  programme: string,
  id: string,
  now: Moment,
  sources: readonly EvidenceSource[],
): Promise<Outcome<Letter>> {
  const today = dayAt(now, actor.institution.timeZone)
  return db.inTenant(actor.institution.id, async (tx) => {
    const member = (await findMembers(tx, programme)).find((entry) => entry.id === id)
    const isMine = member?.person === actor.person.id || mayPlan(actor, programme, now)
    if (!member || !isMine || member.state !== 'completed')
      return missing('There is no such letter for you.')
    const row = (await findProgrammes(tx)).find((entry) => entry.id === programme)!
    const { cases } = await readCases(tx, programme, [member.person], today, {
      ...{ sources, seesDrafts: false },
    })
    const [one] = cases
    if (!one) return missing('There is no such letter for you.')
    const director = (await findPeople(tx)).find(({ roles }) =>
      roles.some(
        (held) => held.programme === programme && held.role === 'director' && isOn(held, today),
      ),
    )
    const pathways = one.curriculum?.pathways ?? []
    return done({
      member: viewMember(member, one, pathways),
      programme: { id: programme, name: row.name, institution: actor.institution.name },
      director: director?.name ?? null,
      ...{ from: one.training.from, to: one.training.to },
      leadsTo: pathways.find((entry) => entry.id === member.pathway)?.leadsTo ?? '',
      lines: itemsOf(one)
        .filter(({ pathway }) => pathway?.id === member.pathway)
        .flatMap((item) =>
          item.goals.map(({ says, value, needed, unit }) => ({
            ...{ value, needed, unit },
            waived: value < needed ? (item.waiver?.reason ?? null) : null,
            says: item.goals.length > 1 ? `${item.name}: ${says}` : item.name,
          })),
        ),
    })
  })
}
