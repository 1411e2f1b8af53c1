// What has somebody done and shown so far, to take along for a whole career?
import { dayNumber } from '../../kernel/day.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { type Outcome, done } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findPeople, mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import type { Portfolio } from './contract.ts'
import { programmeFor } from './ledger.ts'
import { type EvidenceSource, readCases } from './reading.ts'
import type { Requirement } from './schema.ts'
import { lineOf, type Training } from './training.ts'

/** By what the requirements call them. */
function wordsOf(
  requirements: readonly Requirement[],
): Map<string, { name: string; unit: string }> {
  const words = new Map<string, { name: string; unit: string }>()
  for (const { name, measure } of requirements) {
    if (measure.kind === 'count') words.set(measure.counter, { name, unit: measure.unit })
    if (measure.kind === 'deliverable')
      for (const piece of measure.evidences)
        words.set(piece.id, { name: `${name}: ${piece.name}`, unit: 'piece' })
    if (measure.kind === 'formula')
      for (const part of measure.parts)
        if (part.counter) words.set(part.counter, { name: part.name, unit: measure.unit })
  }
  return words
}

/** Weeks of each work until today; what is ahead is nobody's yet. */
function weeksOf(training: Training): Portfolio['time'] {
  const today = dayNumber(training.today)
  const days = new Map<string, { name: string; days: number }>()
  for (const [day, stretch] of lineOf(training)) {
    if (day > today || stretch.isAway || stretch.kind === 'unconfirmed') continue
    const sum = days.get(stretch.work) ?? { name: stretch.name, days: 0 }
    sum.days++
    days.set(stretch.work, sum)
  }
  return [...days]
    .map(([work, of]) => ({ work, name: of.name, weeks: Math.round((of.days / 7) * 10) / 10 }))
    .sort((one, other) => other.weeks - one.weeks)
}

export async function viewPortfolio(
  db: Database,
  actor: Actor,
  id: string,
  wanted: string | undefined,
  now: Moment,
  sources: readonly EvidenceSource[],
): Promise<Outcome<Portfolio>> {
  const today = dayAt(now, actor.institution.timeZone)
  const nobody = () => missing(`There is no portfolio of "${id}" for you.`)
  return db.inTenant(actor.institution.id, async (tx) => {
    const [person] = await findPeople(tx, [id])
    const programme = person && (wanted ?? programmeFor(person, today))
    if (!programme) return nobody()
    if (actor.person.id !== id && !mayPlan(actor, programme, now)) return nobody()
    const row = (await findProgrammes(tx)).find((one) => one.id === programme)
    const { cases } = await readCases(tx, programme, [id], today, { seesDrafts: false, sources })
    const [one] = cases
    if (!row || !one) return nobody()
    const words = wordsOf(one.requirements)
    return done({
      ...{ format: 'isocenter.portfolio', version: 1, on: today },
      ...{ person: person.name, institution: actor.institution.name },
      programme: { id: programme, name: row.name },
      training: one.training.levels.map(({ level, from, to }) => ({ level, from, to })),
      time: weeksOf(one.training),
      pathways: one.members.map(({ pathway, state, applied_on: since }) => {
        const road = one.curriculum?.pathways.find(({ id: of }) => of === pathway)
        return { name: road?.name ?? pathway, entry: road?.entry ?? 'here', state, since }
      }),
      pieces: [...one.training.entries]
        .sort((a, b) => (a.on < b.on ? -1 : 1))
        .map(({ counter, on, amount, note, isConfirmed }) => ({
          what: words.get(counter)?.name ?? counter,
          ...{ on, amount, unit: words.get(counter)?.unit ?? '', note, confirmed: isConfirmed },
        })),
    })
  })
}
