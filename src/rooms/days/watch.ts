// What must those who plan see to in the next two weeks? Holes and absences of the published years.
import { addDays } from '../../kernel/day.ts'
import { type Outcome, done } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { sharedDays, type Span } from '../../kernel/span.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import type { Problem } from '../planning/schema.ts'
import { findPlansDuring, findPublication, judgeCells, readFrame } from '../rota/index.ts'
import { findTime, PUBLISHED } from '../time/index.ts'
import type { Watch } from './schema.ts'

const DAYS = 14
/** What leaves a service without people; everything else is a matter of the whole year. */
const HOLES = ['rota.coverage', 'rota.filled']

export async function viewWatch(db: Database, actor: Actor, now: Moment): Promise<Outcome<Watch>> {
  const today = dayAt(now, actor.institution.timeZone)
  const span = { from: today, to: addDays(today, DAYS - 1) }
  return db.inTenant(actor.institution.id, async (tx) => {
    const years: Watch['years'] = []
    for (const { id, programme } of await findPlansDuring(tx, span.from, span.to)) {
      if (!mayPlan(actor, programme, now)) continue
      const year = await watchYear(tx, id, span)
      if (year) years.push(year)
    }
    return done({ ...span, years })
  })
}

async function watchYear(tx: Tx, id: string, span: Span): Promise<Watch['years'][0] | undefined> {
  const published = await findPublication(tx, id)
  const frame = published && (await readFrame(tx, id))
  if (!published || !frame) return undefined
  const { problem } = frame
  const periods = new Map(problem.periods.map((period) => [period.id, period]))
  const { findings } = judgeCells(problem, published.cells)
  const holes = findings
    .filter((entry) => HOLES.includes(entry.rule) && !isTooMany(problem, entry))
    .flatMap(({ says, must, periods: [first] }) => {
      const period = first === undefined ? undefined : periods.get(first)
      if (!period || sharedDays(period, span) === 0) return []
      return [{ says, must, from: period.from, to: period.to }]
    })
    .sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
  return { plan: id, title: frame.plan.title, holes, away: await findAway(tx, problem, span) }
}

/** More people than a service takes are no hole. */
function isTooMany(problem: Problem, found: { choice: number; who: readonly string[] }): boolean {
  const max = problem.rules[found.choice]?.params['max']
  return typeof max === 'number' && found.who.length > max
}

/** Who is away, and on what they stand in the published year all the same. */
async function findAway(tx: Tx, problem: Problem, span: Span) {
  const names = new Map(problem.people.map(({ id, name }) => [id, name]))
  const works = new Map(problem.work.map(({ id, name }) => [id, name ?? id]))
  const rows = await findTime(tx, { line: PUBLISHED, people: [...names.keys()], span })
  return rows
    .filter((row) => row.layer === 'absence')
    .map((away) => {
      const left = rows.find(
        (row) =>
          row.layer === 'assignment' && row.person === away.person && sharedDays(row, away) > 0,
      )
      return {
        person: { id: away.person, name: names.get(away.person)! },
        what: works.get(away.work) ?? 'Away',
        ...{ from: away.from, to: away.to },
        leaves: left ? (works.get(left.work) ?? null) : null,
      }
    })
}
