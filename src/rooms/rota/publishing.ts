// Publishing a draft: what it would change for whom, and the change itself in one transaction.
import type { Day } from '../../kernel/day.ts'
import { type Finding, type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment, momentAt } from '../../kernel/moment.ts'
import { meets, type Span } from '../../kernel/span.ts'
import {
  type Database,
  databaseFault,
  EXCLUSION_VIOLATION,
  type Tx,
} from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { writeOutbox } from '../../platform/outbox.ts'
import { isUrgent, writeNews } from '../mail/index.ts'
import type { Actor } from '../people/schema.ts'
import type { Cells } from '../planning/schema.ts'
import { refuseClosed } from './closing.ts'
import { openDraft, type OpenDraft } from './drafts.ts'
import { describeChange } from './scenario.ts'
import { lettersOf } from './news.ts'
import { realise } from './realising.ts'
import { runsOf, withoutDays } from './runs.ts'
import type { DraftHours, RosterVerdict } from './schema.ts'
import { setChanges } from './draft-store.ts'
import {
  findPublication,
  insertPublication,
  lockPlan,
  type PublicationRow,
  type Waived,
} from './publication-store.ts'
import { deletePublishedOf, findTime, insertTime, type NewTime, PUBLISHED } from '../time/index.ts'
import { judgeCells } from './verdict.ts'

export async function previewPublication(db: Database, actor: Actor, id: string, hours: Hours) {
  return db.inTenant(actor.institution.id, async (tx) => {
    const open = await openDraft(tx, id, false)
    if (!open) return missing('This draft does not exist any more.')
    const published = await findPublication(tx, open.row.plan)
    const before = published?.cells ?? {}
    const real = open.frame.real
    const people = diffByPerson(open, before)
    const verdict = judgeCells(open.frame.problem, open.cells)
    const zone = actor.institution.timeZone
    const foreseen = (await hours.foresee?.(tx, open, { now: hours.now, zone })) ?? null
    return done({
      draft: id,
      version: open.row.version,
      published: published?.version ?? null,
      changes: open.row.changes.map((change) => describeChange(real, change)),
      people,
      unchanged: open.people.length - people.length,
      verdict,
      refusals: [...refusalsOf(verdict), ...(foreseen?.refusals ?? [])],
      hours: foreseen,
    })
  })
}

export async function foreseeHours(db: Database, actor: Actor, id: string, hours: Hours) {
  const { id: tenant, timeZone: zone } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const open = await openDraft(tx, id, false)
    if (!open) return missing('This draft does not exist any more.')
    return done({ hours: (await hours.foresee?.(tx, open, { now: hours.now, zone })) ?? null })
  })
}

type Work = OpenDraft['frame']['problem']['work'][number]
const sayCode = ({ id, code }: Work) => code ?? id
/** For other systems: why somebody is away is not their affair. */
const sayAway = (work: Work) => (work.kind === 'leave' ? 'AWAY' : sayCode(work))

/** Per person the stretches that change, old and new work by code. */
function diffByPerson(open: OpenDraft, before: Cells, codeOf = sayCode) {
  const { problem } = open.frame
  const codes = new Map(problem.work.map((work) => [work.id, codeOf(work)]))
  const say = (work: string | null | undefined) => (work ? (codes.get(work) ?? work) : null)
  return problem.people.flatMap((person) => {
    const changes: { from: Day; to: Day; before: string | null; after: string | null }[] = []
    problem.periods.forEach((period, t) => {
      const [old, next] = [say(before[person.id]?.[t]), say(open.cells[person.id]?.[t])]
      if (old === next) return
      const last = changes.at(-1)
      if (last && meets(last, period) && last.before === old && last.after === next)
        last.to = period.to
      else changes.push({ from: period.from, to: period.to, before: old, after: next })
    })
    return changes.length > 0 ? [{ person: person.id, name: person.name, changes }] : []
  })
}

/** A year that breaks a must is not published; the way out is to mend it or to say why it is no must. */
function refusalsOf(verdict: RosterVerdict): Finding[] {
  return verdict.findings
    .filter((entry) => entry.must)
    .map((entry) =>
      finding(entry.rule, entry.says, {
        ...entry,
        can: entry.can ?? 'Change the cells, or make the rule a preference and say why.',
      }),
    )
}

/** Thrown so that nothing of a refused publication stays; never leaves this file. */
class Refused extends Error {
  readonly findings: Finding[]
  constructor(findings: Finding[]) {
    super('refused')
    this.findings = findings
  }
}

/** A later room knows calls and work hours; without it nothing is foreseen. */
export type Foresee = (
  tx: Tx,
  open: OpenDraft,
  at: { now: Moment; zone: string },
) => Promise<DraftHours>
export type Hours = { foresee: Foresee | undefined; now: Moment }

type Wanted = {
  version: number
  /** The published version that the changes were shown against; absent = not looked at. */
  published?: number | null | undefined
  message: string
  /** Why the year is published although it breaks a must; absent = it must not. */
  waiver?: string | undefined
}

export async function publish(
  db: Database,
  actor: Actor,
  id: string,
  wanted: Wanted,
  hours?: Hours,
): Promise<Outcome<ReturnType<typeof sayPublication>>> {
  try {
    return await db.inTenant(actor.institution.id, (tx) => publishIn(tx, actor, id, wanted, hours))
  } catch (error) {
    if (error instanceof Refused) return refused(...error.findings)
    if (databaseFault(error)?.code !== EXCLUSION_VIOLATION) throw error
    return refused(
      finding(
        'rota.publication',
        'Somebody of this plan is already assigned elsewhere on one of these days. Nothing was published.',
        { can: 'Look at the person in the other programme and free the days in one of the two.' },
      ),
    )
  }
}

async function publishIn(tx: Tx, actor: Actor, id: string, wanted: Wanted, hours?: Hours) {
  const open = await openDraft(tx, id, true)
  if (!open) return missing('This draft does not exist any more.')
  if (open.row.version !== wanted.version)
    return refused(
      finding(
        'rota.stale',
        `The draft has been changed since you looked at it (version ${open.row.version}, you saw ${wanted.version}).`,
        { can: 'Look at the changes again, then publish.' },
      ),
    )
  const { plan, changes } = open.row
  await lockPlan(tx, plan)
  const closed = await refuseClosed(tx, plan)
  if (closed) return refused(closed)
  const now = await findPublication(tx, plan)
  if (wanted.published !== undefined && wanted.published !== (now?.version ?? null))
    return refused(
      finding(
        'rota.stale',
        now
          ? `${now.by} has published version ${now.version} since you looked at the changes (${now.message || 'without a note'}). Publishing now would take it back.`
          : 'What was published has been taken back since you looked at the changes.',
        { can: 'Look at the changes against it, then publish.' },
      ),
    )
  const { id: tenant, timeZone: zone } = actor.institution
  // Beside what stands until now, so before it is taken away.
  const foreseen = await hours?.foresee?.(tx, open, { now: hours.now, zone })
  await deletePublishedOf(tx, plan)
  if (changes.length > 0) {
    const reason = wanted.message || `Decided in “${open.row.name}”.`
    await realise(tx, { actor, frame: open.frame, draft: id, reason }, changes)
    await setChanges(tx, id, [])
  }
  const real = changes.length > 0 ? (await openDraft(tx, id, false))! : open
  const verdict = judgeCells(real.frame.problem, real.cells)
  const refusals = [...refusalsOf(verdict), ...(foreseen?.refusals ?? [])]
  if (refusals.length > 0 && !wanted.waiver) throw new Refused(refusals)
  await writePublished(tx, actor.institution.id, real)
  await insertPublication(tx, actor.institution.id, {
    ...{ plan, draft: id, by: actor.person.id, message: wanted.message, cells: real.cells },
    waived: waivedOf(real, verdict, foreseen?.refusals ?? [], wanted.waiver ?? ''),
  })
  const made = (await findPublication(tx, plan))!
  const facts = {
    ...{ plan, title: real.frame.plan.title, version: made.version, by: made.by },
    ...{ message: made.message, people: diffByPerson(real, now?.cells ?? {}, sayAway) },
  }
  const { programme } = real.frame.plan
  const tell = (kind: string) => writeOutbox(tx, actor.institution.id, { programme, kind, facts })
  await tell('published')
  if (now) await tell('changed')
  const year = { ...sayPublication(made), title: real.frame.plan.title }
  const told = diffByPerson(real, now?.cells ?? {})
  await writeNews(
    tx,
    { tenant, zone, now: year.at },
    {
      ...{ key: `published/${plan}/${made.version}`, topic: `published/${plan}` },
      urgent: (person) =>
        isSoon(told.find((one) => one.person === person)?.changes ?? [], year.at, zone),
    },
    lettersOf(year, told),
  )
  return done(sayPublication(made))
}

/** Something of the next two days is different. */
const isSoon = (changes: readonly Span[], now: Moment, zone: string): boolean =>
  changes.some(
    ({ from, to }) => to >= dayAt(now, zone) && isUrgent(momentAt(from, '00:00', zone), now),
  )

function waivedOf(
  open: OpenDraft,
  verdict: RosterVerdict,
  foreseen: readonly Finding[],
  reason: string,
): Waived[] {
  const ofHours = foreseen.map(({ rule, says }) => ({ rule, says, reason, choice: null }))
  const ofRules = verdict.findings
    .filter((entry) => entry.must)
    .map(({ choice, rule, says }) => ({
      ...{ rule, says, reason },
      choice: open.frame.problem.rules[choice]?.id ?? null,
    }))
  return [...ofRules, ...ofHours]
}

/** A publication as people see it. */
export function sayPublication(row: PublicationRow) {
  return {
    ...{ version: row.version, at: row.at.toISOString(), by: row.by, message: row.message },
    waived: row.waived.map(({ rule, says, reason }) => ({ rule, says, reason })),
  }
}

async function writePublished(tx: Tx, tenant: string, open: OpenDraft): Promise<void> {
  const { plan, problem } = open.frame
  const works = new Map(problem.work.map((work) => [work.id, work]))
  const facts = await findTime(tx, { line: PUBLISHED, people: open.people, span: plan })
  const absences = facts.filter((row) => row.layer === 'absence')
  const rows = runsOf(plan.blocks, open.cells).flatMap((run): NewTime[] => {
    const work = works.get(run.work)!
    const row: NewTime = {
      person: run.person,
      programme: plan.programme,
      line: PUBLISHED,
      layer: work.kind === 'leave' ? 'absence' : 'assignment',
      kind: work.kind,
      work: work.id,
      site: work.site ?? null,
      resource: work.resource ?? null,
      from: run.from,
      to: run.to,
      source: `plan:${plan.id}`,
    }
    if (row.layer === 'assignment') return [row]
    // Leave is stored once: where an approved absence stands already, it is not written again.
    const mine = absences.filter((absence) => absence.person === run.person)
    return withoutDays(run, mine).map((span) => ({ ...row, ...span }))
  })
  await insertTime(tx, tenant, rows)
}
