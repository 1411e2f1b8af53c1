// Applying for a pathway, being admitted while there are places, leaving it, completing it.
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { type Finding, type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { itemsOf, takenPlaces } from './ledger.ts'
import { checkApplication, checkApproval, checkStep } from './pathways.ts'
import { type Case, type EvidenceSource, readCases } from './reading.ts'
import type { MemberState, Pathway } from './schema.ts'
import { findMembers, insertMember, lockPathways, type MemberRow, updateMember } from './store.ts'

type Done = Outcome<Record<string, never>>
const gone = () => missing('There is no such application for you.')

async function readOne(
  tx: Tx,
  programme: string,
  person: string,
  today: string,
  sources: readonly EvidenceSource[] = [],
) {
  const { cases } = await readCases(tx, programme, [person], today as never, {
    ...{ seesDrafts: false, sources },
  })
  return cases[0]
}

/** What of the pathway is neither done nor waived: whoever completes it gets a letter that says so. */
function checkCompletion(one: Case, pathway: Pathway): Finding[] {
  const open = itemsOf(one).filter(
    ({ pathway: of, state }) => of?.id === pathway.id && state !== 'done' && state !== 'waived',
  )
  const unconfirmed = itemsOf(one)
    .filter(({ pathway: of }) => of?.id === pathway.id)
    .flatMap(({ evidence }) => evidence)
    .filter(({ isConfirmed }) => !isConfirmed)
  return [
    ...open.map(({ name, says }) =>
      finding('progress.open', `${one.person.name} has not completed it yet. ${name}: ${says}`, {
        can: 'Enter what is missing, or waive it with the reason.',
      }),
    ),
    ...unconfirmed.map(({ says, amount, unit }) =>
      finding(
        'progress.unconfirmed',
        `${one.person.name} has entered ${amount} ${unit} that nobody has confirmed: ${says}.`,
        { can: 'Confirm it on the checklist, or have it taken back.' },
      ),
    ),
  ]
}

const pathwayOf = (one: Case | undefined, id: string): Pathway | undefined =>
  one?.curriculum?.pathways.find((pathway) => pathway.id === id)

export async function applyFor(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: { pathway: string; statement: string },
  now: Moment,
): Promise<Outcome<{ id: string }>> {
  const today = dayAt(now, actor.institution.timeZone)
  const { id: person, name } = actor.person
  return db.inTenant(actor.institution.id, async (tx) => {
    await lockPathways(tx, programme)
    const one = await readOne(tx, programme, person, today)
    const pathway = pathwayOf(one, wanted.pathway)
    if (!one || !pathway) return missing(`There is no pathway "${wanted.pathway}" for you.`)
    const states = one.members.filter((row) => row.pathway === pathway.id).map(({ state }) => state)
    const findings = checkApplication(pathway, { name, level: one.level, states })
    if (findings.length > 0) return refused(...findings)
    const id = await insertMember(tx, actor.institution.id, {
      ...{ ...wanted, programme, person, on: today, classOf: one.training.from },
    })
    return done({ id })
  })
}

/** Under a lock of the programme, so that two who admit at once do not give one place twice. */
export async function decide(
  db: Database,
  actor: Actor,
  programme: string,
  id: string,
  wanted: { state: Exclude<MemberState, 'withdrawn'>; note: string; inGoodStanding: boolean },
  now: Moment,
  sources: readonly EvidenceSource[] = [],
): Promise<Done> {
  const today = dayAt(now, actor.institution.timeZone)
  return db.inTenant(actor.institution.id, async (tx) => {
    await lockPathways(tx, programme)
    const members = await findMembers(tx, programme)
    const member = members.find((row) => row.id === id)
    if (!member) return gone()
    if (member.person === actor.person.id)
      return refused(
        finding('progress.own', 'Nobody decides on their own application.', {
          can: 'Ask another planner.',
        }),
      )
    const one = await readOne(tx, programme, member.person, today, sources)
    const pathway = pathwayOf(one, member.pathway)
    if (!one || !pathway) return gone()
    const taken = takenPlaces(pathway.id, members, member.class_of)
    const { name } = one.person
    const isAdmission = wanted.state === 'approved' && member.state !== 'completed'
    const findings = isAdmission
      ? checkApproval(
          pathway,
          { name, state: member.state, inGoodStanding: wanted.inGoodStanding },
          taken.length,
        )
      : checkStep(member.state, wanted.state)
    if (wanted.state === 'completed' && findings.length === 0)
      findings.push(...checkCompletion(one, pathway))
    const isTwice = wanted.state === 'applied' && hasOther(members, member)
    if (isTwice)
      findings.push(finding('progress.twice', `${name} has applied anew since; decide on that.`))
    if (findings.length > 0) return refused(...findings)
    const isOpen = wanted.state === 'applied'
    const holdsPlace = wanted.state === 'approved' || wanted.state === 'completed'
    await updateMember(tx, id, {
      state: wanted.state,
      note: isOpen ? '' : wanted.note,
      on: isOpen ? null : today,
      by: isOpen ? null : actor.person.id,
      place: holdsPlace ? (member.place ?? lowestFree(taken)) : null,
      capacity: pathway.capacity,
    })
    return done({})
  })
}

const hasOther = (members: readonly MemberRow[], member: MemberRow) =>
  members.some(
    (row) =>
      row.id !== member.id &&
      row.person === member.person &&
      row.pathway === member.pathway &&
      ['applied', 'approved', 'completed'].includes(row.state),
  )

function lowestFree(taken: readonly number[]): number {
  let place = 1
  while (taken.includes(place)) place++
  return place
}

/** One's own, or for whom one plans; it frees the place. */
export async function withdraw(
  db: Database,
  actor: Actor,
  programme: string,
  id: string,
  now: Moment,
): Promise<Done> {
  const today = dayAt(now, actor.institution.timeZone)
  return db.inTenant(actor.institution.id, async (tx) => {
    await lockPathways(tx, programme)
    const member = (await findMembers(tx, programme)).find((row) => row.id === id)
    const isMine = member?.person === actor.person.id || mayPlan(actor, programme, now)
    if (!member || !isMine) return gone()
    const findings = checkStep(member.state, 'withdrawn')
    if (findings.length > 0) return refused(...findings)
    await updateMember(tx, id, {
      ...{ state: 'withdrawn', note: '', on: today, by: actor.person.id },
      ...{ place: null, capacity: null },
    })
    return done({})
  })
}
