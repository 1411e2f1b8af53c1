// How does a season look to the office, and how one file?
import { type Outcome, done } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { type ApplicationRow, findApplications } from './application-store.ts'
import type { ApplicationSummary, FileView, SeasonView } from './office-schema.ts'
import { findCycles, findProgrammeName } from './cycle-store.ts'
import { type DocumentRow, findDocuments } from './document-store.ts'
import { findFile, isHidden, noFile, type OfFile } from './files.ts'
import { findRecommendations, type RecommendationRow } from './letter-store.ts'
import { checklistOf, fileState } from './rules/checklist.ts'
import { phaseOf } from './rules/cycle.ts'
import { judgeEligibility, overallOf } from './rules/eligibility.ts'
import type { Cycle } from './schema.ts'
import { findVerdicts, type VerdictRow } from './verdict-store.ts'
import { byApplication, documentOf, ownLetterOf } from './views.ts'

export async function viewSeason(
  db: Database,
  actor: Actor,
  at: { id: string; cycle: string },
  now: Moment,
): Promise<Outcome<SeasonView>> {
  return db.look(actor.institution.id, async (tx) => {
    const [cycle] = await findCycles(tx, { programme: at.id, id: at.cycle })
    if (!cycle) return missing('There is no such season.')
    const applications = await findApplications(tx, { cycle: cycle.id })
    const ids = applications.map(({ id }) => id)
    const documents = byApplication(await findDocuments(tx, { applications: ids }))
    const letters = byApplication(await findRecommendations(tx, { applications: ids }))
    const decided = byApplication(await findVerdicts(tx, ids))
    return done({
      programme: { id: at.id, name: await findProgrammeName(tx, at.id) },
      cycle: { ...cycle, phase: phaseOf(cycle, now) },
      applications: applications.map((row) =>
        summaryOf(cycle, row, {
          documents: documents.get(row.id) ?? [],
          letters: letters.get(row.id) ?? [],
          decided: decided.get(row.id) ?? [],
        }),
      ),
    })
  })
}

type Held = { documents: DocumentRow[]; letters: RecommendationRow[]; decided: VerdictRow[] }

function summaryOf(cycle: Cycle, row: ApplicationRow, held: Held): ApplicationSummary {
  const { documents, letters, decided } = held
  const each = rulesOf(cycle, row, decided).map(({ says, decided: by }) => by?.verdict ?? says)
  const count = (...states: string[]) => letters.filter((one) => states.includes(one.state)).length
  return {
    ...{ id: row.id, name: nameOf(row), state: row.state },
    submittedAt: row.submittedAt?.toISOString() ?? null,
    file: fileState(cycle.settings, { form: row.form, documents, letters }),
    letters: {
      ...{ received: count('received'), asked: count('asked', 'named') },
      wanted: cycle.settings.letters.count,
    },
    eligibility: overallOf(each),
    scans: documents.filter(({ flags }) => flags.noText).length,
  }
}

const nameOf = ({ applicant }: ApplicationRow) => `${applicant.given} ${applicant.family}`

function rulesOf(
  cycle: Cycle,
  row: ApplicationRow,
  decided: readonly VerdictRow[],
): FileView['eligibility'] {
  return cycle.settings.eligibility.map((rule) => {
    const { verdict, evidence } = judgeEligibility(rule, row.form)
    const by = decided.find((one) => one.rule === rule.id)
    return {
      ...{ rule: rule.id, asks: rule.asks, says: verdict, evidence },
      decided: by
        ? { verdict: by.verdict, reason: by.reason, by: by.by, at: by.at.toISOString() }
        : null,
    }
  })
}

export async function viewFile(db: Database, actor: Actor, at: OfFile): Promise<Outcome<FileView>> {
  return db.look(actor.institution.id, async (tx) => {
    const found = await findFile(tx, at)
    if (!found) return noFile()
    const { row, cycle } = found
    const documents = await findDocuments(tx, { applications: [row.id] })
    const letters = await findRecommendations(tx, { applications: [row.id] })
    const rules = rulesOf(cycle, row, await findVerdicts(tx, [row.id]))
    const shown = (one: DocumentRow) => ({
      ...{ ...documentOf(one), source: one.source, isHidden: isHidden(cycle, one.kind) },
    })
    const { email, phone, zone, aamcId, nrmpId } = row.applicant
    return done({
      programme: { id: at.id, name: await findProgrammeName(tx, at.id) },
      ...{ cycle, id: row.id, state: row.state, form: row.form },
      submittedAt: row.submittedAt?.toISOString() ?? null,
      applicant: { name: nameOf(row), email, phone, zone, aamcId, nrmpId },
      items: checklistOf(cycle.settings, { form: row.form, documents, letters }),
      documents: documents.filter(({ kind }) => kind !== 'letter').map(shown),
      letters: letters.map((one) => {
        const { document: _, ...letter } = ownLetterOf(one, [])
        const there = documents.find(({ recommendation }) => recommendation === one.id)
        return { ...letter, document: there ? shown(there) : null }
      }),
      eligibility: rules,
      overall: overallOf(rules.map(({ says, decided }) => decided?.verdict ?? says)),
    })
  })
}
