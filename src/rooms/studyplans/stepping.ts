// Handing in, agreeing, returning, taking back, reopening: each a step of its own, under locks.
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { type At, GONE, type Opened, openPlan, showStudy, wordsOf } from './actions.ts'
import { chainOf, judgesAs, mayReopen, stepToTakeBack } from './chain.ts'
import { writeStepNews, writeTurnNews } from './news.ts'
import { sumOf } from './reading.ts'
import { judgePlan, mustsOf } from './rules.ts'
import type { Capacity, StepKind, StudyState, StudyView } from './schema.ts'
import { findDirectors, findTeachers, keepCatalogue, lockYear, takeStep } from './store.ts'

export type Asked = {
  kind: Exclude<StepKind, 'placed'>
  comment: string
  version: number
  step: number
}
type Next = {
  capacity: Capacity
  station: number | null
  state: StudyState
  taken: number
  chain?: Opened['row']['chain']
}

export async function stepPlan(
  db: Database,
  actor: Actor,
  at: At,
  asked: Asked,
  now: Moment,
): Promise<Outcome<StudyView>> {
  const { id: tenant, timeZone: zone } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const seen = await openPlan(tx, actor, at, now)
    if (!seen) return missing(GONE)
    // The year before the plan, always: whoever hands in counts the places that others have taken.
    await lockYear(tx, seen.plan)
    const open = await openPlan(tx, actor, { ...at, plan: seen.plan }, now, true)
    if (!open) return missing(GONE)
    const { row } = open
    if (row.version !== asked.version || row.step !== asked.step)
      return refused(
        finding(
          'studyplans.moved',
          open.steps.at(-1) && row.step !== asked.step
            ? `${open.steps.at(-1)!.byName} was faster: ${SAID[open.steps.at(-1)!.kind]} meanwhile.`
            : 'The plan was changed meanwhile.',
          { can: 'Look at it again.' },
        ),
      )
    const next = await decide(tx, open, actor, asked, now)
    if (!next.ok) return next
    const { capacity, station, ...after } = next.value
    const isLast = after.state === 'approved'
    const kept = isLast && row.state !== 'approved' ? open.base.catalogue : undefined
    if (kept) await keepCatalogue(tx, tenant, at.id, { id: sumOf(kept), document: kept })
    const step = {
      kind: asked.kind,
      comment: asked.comment,
      capacity,
      station,
      by: actor.person.id,
    }
    const seq = await takeStep(tx, tenant, row, step, {
      ...after,
      ...(kept ? { catalogue: sumOf(kept) } : {}),
    })
    const place = { tenant, zone, now }
    await writeStepNews(tx, place, open, seq, actor.person, { ...step, isLast })
    if (after.state === 'submitted') {
      const waits = (after.chain ?? row.chain)[after.taken]!
      const who =
        waits.who.length > 0 ? waits.who : await findDirectors(tx, at.id, dayAt(now, zone))
      const readers = who.filter((id) => id !== row.person && id !== actor.person.id)
      await writeTurnNews(tx, place, open, seq, readers)
    }
    return showStudy(tx, actor, { ...at, plan: seen.plan }, now)
  })
}

const SAID: Record<StepKind, string> = {
  submitted: 'it was handed in',
  withdrawn: 'it was withdrawn',
  approved: 'it was agreed to',
  returned: 'it was sent back',
  'taken-back': 'a step was taken back',
  reopened: 'it was reopened',
  placed: 'it was put into the year',
}

const no = (rule: string, says: string, can?: string) =>
  refused<Next>(finding(`studyplans.${rule}`, says, can ? { can } : {}))

async function decide(
  tx: Tx,
  open: Opened,
  actor: Actor,
  { kind, comment }: Asked,
  now: Moment,
): Promise<Outcome<Next>> {
  const { row, judge, facts } = open
  const isMine = row.person === judge.id
  const musts = () => mustsOf(judgePlan(facts, wordsOf(row)))
  switch (kind) {
    case 'submitted': {
      if (!isMine) return no('not-yours', 'Only the trainee hands in a plan.')
      if (row.state !== 'draft') return no('state', 'The plan is handed in already.')
      const findings = musts()
      if (findings.length > 0) return refused(...findings)
      const teachers = await findTeachers(tx, row.programme, dayAt(now, actor.institution.timeZone))
      const of = { person: row.person, adviser: row.adviser!, items: row.items }
      const chain = chainOf(facts.catalogue, of, teachers)
      return done({ capacity: 'trainee', station: null, state: 'submitted', taken: 0, chain })
    }
    case 'withdrawn':
      if (!isMine || row.state !== 'submitted')
        return no('state', 'There is nothing of yours to withdraw.', 'Look at the plan again.')
      return done({ capacity: 'trainee', station: null, state: 'draft', taken: 0 })
    case 'approved':
    case 'returned': {
      const capacity = judgesAs(row, judge)
      if (!capacity) return no('turn', 'It is not your turn.', 'Look whom the plan waits for.')
      const station = row.taken
      if (kind === 'returned') {
        if (comment.length < 3)
          return no(
            'comment',
            'Whoever sends a plan back says why.',
            'Write a word to the trainee.',
          )
        return done({ capacity, station, state: 'draft', taken: 0 })
      }
      // Others may have taken a place, or the year may have changed, since it was handed in.
      const findings = musts()
      if (findings.length > 0)
        return refused(
          ...findings,
          finding('studyplans.since', 'Since it was handed in the plan does not hold any more.', {
            can: 'Send it back with a word.',
          }),
        )
      const taken = row.taken + 1
      const state = taken === row.chain.length ? 'approved' : 'submitted'
      return done({ capacity, station, state, taken })
    }
    case 'taken-back': {
      const last = stepToTakeBack(row, open.steps, judge.id)
      if (!last)
        return no(
          'take-back',
          'There is no step of yours that can be taken back.',
          'What others have built on it stands.',
        )
      const station = last.station ?? 0
      return done({ capacity: last.capacity, station, state: 'submitted', taken: station })
    }
    case 'reopened':
      if (!mayReopen(row, judge))
        return no('reopen', 'Only whoever directs the programme reopens an approved plan.')
      if (comment.length < 3)
        return no('comment', 'Whoever reopens a plan says why.', 'Write a word to the trainee.')
      return done({ capacity: 'director', station: null, state: 'draft', taken: 0 })
  }
}
