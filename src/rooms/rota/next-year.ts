// What follows from a published year: who goes on, at which level, and a new plan with its rules?
import type { Day } from '../../kernel/day.ts'
import { type Finding, type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { freeId } from '../../kernel/id.ts'
import { type Database, type Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { endTraining, findPeople, insertPeople, insertRoles } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { bind } from '../planning/rule.ts'
import { insertDraft } from './draft-store.ts'
import { type Frame, readFrame } from './frame.ts'
import { rotaRules } from './rules/index.ts'
import type { NextPerson, NextYear, NextYearView } from './schema.ts'
import {
  endChoice,
  findChoices,
  findPlan,
  findPlanPeople,
  findResources,
  insertChoice,
  insertPlan,
  insertPlanPeople,
  insertResources,
  nextPosition,
} from './store.ts'
import { findPublication } from './publication-store.ts'
import { levelsOf, proposePeople } from './next-people.ts'
import { monthsBetween, moveDays, yearAfter } from './year-after.ts'

/** Thrown so that nothing of a refused year stays; never leaves this file. */
class Refused extends Error {
  readonly findings: Finding[]
  constructor(findings: Finding[]) {
    super('refused')
    this.findings = findings
  }
}

/** `ahead`: in how many years; the one after the next can be prepared before this one is published. */
export async function proposeNextYear(
  db: Database,
  actor: Actor,
  id: string,
  ahead = 1,
): Promise<Outcome<NextYearView>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const frame = await readFrame(tx, id)
    if (!frame) return missing(`There is no plan "${id}".`)
    const { plan } = frame
    const next = yearAfter(plan, ahead)
    const known = await findPlan(tx, next.id)
    return done({
      ...{ title: next.title, from: next.from, to: next.to, rules: frame.choices.length },
      published: (await findPublication(tx, id)) !== undefined,
      there: known ? { id: known.id, title: known.title } : null,
      levels: await levelsOf(tx, plan.programme),
      people: await proposePeople(tx, frame, next.from, ahead),
    })
  })
}

export async function startNextYear(
  db: Database,
  actor: Actor,
  id: string,
  wanted: NextYear,
): Promise<Outcome<{ plan: string; draft: string; leftOut: string[] }>> {
  try {
    return await db.inTenant(actor.institution.id, (tx) => startIn(tx, actor, id, wanted))
  } catch (error) {
    if (error instanceof Refused) return refused(...error.findings)
    throw error
  }
}

async function startIn(tx: Tx, actor: Actor, id: string, wanted: NextYear) {
  const tenant = actor.institution.id
  const frame = await readFrame(tx, id)
  if (!frame) return missing(`There is no plan "${id}".`)
  const { plan } = frame
  const next = { ...yearAfter(plan, wanted.ahead), title: wanted.title }
  const rising = (await proposePeople(tx, frame, next.from, wanted.ahead)).filter(
    ({ rises }) => rises,
  )
  const risers = new Set(rising.map(({ person }) => person))
  const findings = await checkNext(tx, frame, next.id, wanted, risers)
  if (findings.length > 0) throw new Refused(findings)
  const { programme, works, facts } = plan
  await insertPlan(tx, tenant, {
    ...next,
    programme,
    works,
    facts,
    position: await nextPosition(tx),
  })
  const rows = await advance(tx, tenant, frame, next, wanted, risers)
  await insertPlanPeople(tx, tenant, next.id, rows)
  const resources = await findResources(tx, id)
  await insertResources(
    tx,
    tenant,
    next.id,
    resources.filter(({ to }) => to === null || to >= next.from),
  )
  for (const { rule, params, strength, author, reason } of await findChoices(tx, id)) {
    const moved = moveDays(params, wanted.ahead) as Record<string, unknown>
    await insertChoice(tx, tenant, next.id, { rule, params: moved, strength, author, reason })
  }
  const leftOut = await dropUnfit(tx, next.id, actor.person.id)
  const draft = await insertDraft(tx, tenant, {
    ...{ plan: next.id, name: 'First draft', by: actor.person.id },
  })
  return done({ plan: next.id, draft, leftOut })
}

async function checkNext(
  tx: Tx,
  frame: Frame,
  next: string,
  wanted: NextYear,
  risers: ReadonlySet<string>,
): Promise<Finding[]> {
  const about = (says: string, can: string) => finding('rota.next-year', says, { can })
  const findings: Finding[] = []
  if (wanted.ahead === 1 && !(await findPublication(tx, frame.plan.id)))
    findings.push(
      about(
        'This year is not published, so nothing of it would count as history.',
        'Publish it first.',
      ),
    )
  const known = await findPlan(tx, next)
  if (known) findings.push(about(`The year after it is there already: ${known.title}.`, 'Open it.'))
  const members = new Set((await findPlanPeople(tx, frame.plan.id)).map(({ person }) => person))
  for (const { person } of wanted.people)
    if (!members.has(person) && !risers.has(person))
      findings.push(about(`“${person}” is not in this year.`, 'Take the list anew and try again.'))
  const missed = [...members].filter((id) => !wanted.people.some(({ person }) => person === id))
  if (missed.length > 0)
    findings.push(
      about(`It is not said what becomes of ${missed.join(', ')}.`, 'Say it for everybody.'),
    )
  if (wanted.newcomers.length === 0 && !wanted.people.some(({ goes }) => goes === 'on'))
    findings.push(
      about('Nobody would be in the new year.', 'Keep somebody, or name the people who come new.'),
    )
  return findings
}

type Next = { id: string; from: Day; to: Day }

/** Writes what was confirmed into the dated roles; answers who is in the new year. */
async function advance(
  tx: Tx,
  tenant: string,
  frame: Frame,
  next: Next,
  wanted: NextYear,
  risers: ReadonlySet<string>,
) {
  const { plan } = frame
  const members = new Map((await findPlanPeople(tx, plan.id)).map((row) => [row.person, row]))
  const ids = [...members.keys(), ...risers]
  const people = new Map((await findPeople(tx, ids)).map((one) => [one.id, one]))
  const rows = []
  for (const { person, level, goes } of wanted.people) {
    // Whoever would rise into it and does not is somewhere else, and their record is not ours to end.
    if (risers.has(person) && goes !== 'on') continue
    const roles = people
      .get(person)!
      .roles.filter((role) => role.role === 'trainee' && role.programme === plan.programme)
    const recorded = roles.find(
      ({ from, to }) => (from ?? next.from) <= next.from && next.from <= (to ?? next.from),
    )
    const isSame = recorded !== undefined && recorded.level === level && goes !== 'away'
    if (!isSame) await endTraining(tx, person, plan.programme, next.from)
    if (!isSame && goes !== 'away')
      await insertRoles(tx, tenant, [roleOf(person, plan.programme, level, next)])
    const member = members.get(person)
    const since = roles.map(({ from }) => from ?? plan.from).sort()[0] ?? plan.from
    const counted = member && since < plan.from ? plan.from : since
    const months = (member?.months_trained ?? 0) + monthsBetween(counted, next.from)
    const row = member ?? { person, share: 1, groups: [] }
    if (goes === 'on') rows.push({ ...row, months_trained: months })
  }
  const taken = new Set((await findPeople(tx)).map(({ id }) => id))
  for (const { given, family, level } of wanted.newcomers) {
    const id = freeId(`${given} ${family}`, taken)
    await insertPeople(tx, tenant, [{ id, given, family }])
    await insertRoles(tx, tenant, [roleOf(id, plan.programme, level, next)])
    rows.push({ person: id, months_trained: 0, share: 1, groups: [] })
  }
  return rows
}

const roleOf = (
  person: string,
  programme: string,
  level: NextPerson['level'],
  { from, to }: Next,
) => ({
  ...{ person, programme, role: 'trainee', level, from, to },
})

/** A rule that names somebody or something that the new year does not have would let nobody in. */
async function dropUnfit(tx: Tx, plan: string, by: string): Promise<string[]> {
  const { problem } = (await readFrame(tx, plan))!
  const bound = bind(problem, rotaRules)
  if (bound.ok) return []
  const said = new Map<number, string>()
  for (const { path = '', says } of bound.findings) {
    const nth = /^rules\[(\d+)\]/.exec(path)?.[1]
    if (nth === undefined) throw new Refused(bound.findings)
    said.set(Number(nth), says)
  }
  for (const nth of said.keys()) await endChoice(tx, plan, problem.rules[nth]!.id!, by)
  return [...said].map(([nth, says]) => {
    const title = rotaRules.find(({ id }) => id === problem.rules[nth]!.rule)?.title
    return `${title ?? problem.rules[nth]!.rule}: ${says}`
  })
}
