// Whose plan waits for whom, and how far is the class?
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { type Outcome, done } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findPeople } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { directs, wordsOf } from './actions.ts'
import { judgesAs } from './chain.ts'
import { factsFor, levelOf, readCatalogue, readYear } from './reading.ts'
import { judgePlan, mustsOf } from './rules.ts'
import type { StudyClass } from './schema.ts'
import {
  findComments,
  findSteps,
  findStudiesOf,
  findStudiesOfPlan,
  findWaiting,
  findYears,
} from './store.ts'
import { budgetOf, weeksUsed } from './weeks.ts'
import { workOf } from './year-rules.ts'

/** For one's first page. */
export async function listWaiting(db: Database, actor: Actor, now: Moment) {
  const me = actor.person.id
  const today = dayAt(now, actor.institution.timeZone)
  return db.inTenant(actor.institution.id, async (tx) => {
    const waiting = (await findWaiting(tx)).flatMap((row) => {
      const capacity = judgesAs(row, { id: me, directs: directs(actor, row.programme, now) })
      const { programme, plan, title, person, name } = row
      return capacity ? [{ programme, plan, title, person, name, capacity }] : []
    })
    const studies = await findStudiesOf(tx, me)
    const trains = actor.person.roles.filter(({ role }) => role === 'trainee')
    const own = []
    for (const programme of new Set(trains.map((role) => role.programme))) {
      const [year] = await findYears(tx, programme, me)
      if (!year || year.to < today) continue
      // Where nothing can be chosen there is nothing to plan.
      const study = studies.find(({ plan }) => plan === year.id)
      const offers = study ? [] : (await readCatalogue(tx, programme, year.from)).electives
      if (!study && !offers.some(({ id }) => year.works.includes(id))) continue
      const last = study ? (await findSteps(tx, [study.id])).at(-1) : undefined
      own.push({
        ...{ programme, plan: year.id, title: year.title },
        state: study?.state ?? ('none' as const),
        isReturned:
          study?.state === 'draft' && (last?.kind === 'returned' || last?.kind === 'reopened'),
      })
    }
    return { waiting, own }
  })
}

export async function viewStudyClass(
  db: Database,
  actor: Actor,
  at: { id: string; plan?: string | undefined },
  now: Moment,
): Promise<Outcome<StudyClass>> {
  const today = dayAt(now, actor.institution.timeZone)
  return db.inTenant(actor.institution.id, async (tx) => {
    const years = await findYears(tx, at.id)
    // The year in which most is chosen, which for a residency is the last one: rules say what is open.
    const open = years.filter(({ to }) => to >= today)
    const wanted = at.plan ?? (await mostPlanned(tx, open.length > 0 ? open : years))
    const base = wanted ? await readYear(tx, at.id, wanted) : undefined
    if (at.plan && !base) return missing(`This programme has no year "${at.plan}".`)
    const listed = years.map(({ id, title }) => ({ id, title }))
    const programme = { id: at.id, name: base?.frame.plan.programme_name ?? at.id }
    if (!base)
      return done({
        programme,
        year: null,
        years: listed,
        weeks: [],
        budget: 0,
        works: [],
        rows: [],
      })
    const { frame, studies } = base
    const ids = studies.map(({ id }) => id)
    const comments = await findComments(tx, ids)
    const steps = await findSteps(tx, ids)
    const people = await findPeople(
      tx,
      frame.problem.people.map(({ id }) => id),
    )
    const rows: StudyClass['rows'] = []
    let budget = 0
    for (const { id, name } of people) {
      const row = studies.find(({ person }) => person === id)
      const facts = await factsFor(tx, base, id)
      budget = Math.max(budget, budgetOf(facts))
      const mine = steps.filter((step) => step.study_plan === row?.id)
      rows.push({
        person: { id, name, level: levelOf(frame, id) },
        state: row?.state ?? 'none',
        waits: row?.state === 'submitted' ? row.chain[row.taken]!.capacity : null,
        ...{ careerIntent: row?.career_intent ?? '', items: row?.items ?? [], fixed: facts.fixed },
        weeks: row ? weeksUsed(facts, row.items) : 0,
        musts: row ? mustsOf(judgePlan(facts, wordsOf(row))).length : 0,
        comments: comments.filter((one) => one.study_plan === row?.id).length,
        placed: mine.at(-1)?.kind === 'placed',
      })
    }
    const works = base.catalogue.electives.map(({ id, code, name, color }) => ({
      ...{ id, code, name, color, kind: 'elective' },
    }))
    const leaves = frame.works
      .filter(({ kind }) => kind === 'leave')
      .map(({ id }) => ({ id, ...workOf(frame, id) }))
    return done({
      ...{ programme, years: listed, weeks: base.weeks, budget, rows },
      year: { id: frame.plan.id, title: frame.plan.title },
      works: [...works, ...leaves],
    })
  })
}

/** The year with most plans in it; the first of the list when there are none. */
async function mostPlanned(
  tx: Parameters<typeof findYears>[0],
  years: readonly { id: string }[],
): Promise<string | undefined> {
  const counted = []
  for (const { id } of years) counted.push({ id, count: (await findStudiesOfPlan(tx, id)).length })
  return counted.sort((one, other) => other.count - one.count)[0]?.id
}
