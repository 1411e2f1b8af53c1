// Everything of one rank list, read together: those who could be on it, what holds, what stands in the way.
import type { Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../people/schema.ts'
import type { Cycle } from '../recruitment/schema.ts'
import { findInterviewSetup, findScores, usualInterview } from '../interviews/index.ts'
import { readReviews, meanOf, scoreOf, scoredOf } from '../review/index.ts'
import { judgeList } from './rules.ts'
import type { Candidate, Entry } from './schema.ts'
import {
  type CertificationRow,
  findCertifications,
  findList,
  findVersions,
  type ListRow,
} from './store.ts'

export type At = { id: string; cycle: string }
export type ListRead = {
  cycle: Cycle
  list: ListRow
  entries: Entry[]
  candidates: Candidate[]
  /** The latest first. */
  certifications: CertificationRow[]
  /** The one that holds. */
  certified: CertificationRow | undefined
  findings: ReturnType<typeof judgeList>
}

const EMPTY: ListRow = { version: 0, disclosedAt: null, model: {} }

/** Undefined where the programme has no such cycle. */
export async function readList(
  tx: Tx,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<ListRead | undefined> {
  const read = await readReviews(tx, actor, at, now)
  if (!read) return undefined
  const { cycle, setup, applications, reviews, names, calibrated } = read
  const list = (await findList(tx, at.cycle)) ?? EMPTY
  const [last] = await findVersions(tx, at.cycle, 1)
  const criteria = (await findInterviewSetup(tx, at.cycle))?.setup ?? usualInterview
  const interviews = (await findScores(tx, { cycle: at.cycle })).flatMap((one) => {
    const score = one.isDone ? scoreOf(criteria, one.scores) : null
    return score === null ? [] : [{ application: one.application, by: one.person, score }]
  })
  const certifications = await findCertifications(tx, at.cycle)
  const candidates = applications.map(({ id, applicant, state }): Candidate => {
    const nameOf = (by: string) => names.get(by) ?? 'Somebody who has left'
    const reviewed = scoredOf(setup, reviews.get(id) ?? [])
    const met = interviews.filter((one) => one.application === id)
    const reviewMean = calibrated.worth.get(id) ?? null
    return {
      ...{ application: id, name: `${applicant.given} ${applicant.family}`, state },
      ...{ given: applicant.given, family: applicant.family },
      ...{ aamcId: applicant.aamcId, nrmpId: applicant.nrmpId },
      scores: [
        ...reviewed.map(({ reviewer, score }) => ({
          ...{ by: nameOf(reviewer), score, source: 'review' as const },
        })),
        ...met.map(({ by, score }) => ({
          ...{ by: nameOf(by), score, source: 'interview' as const },
        })),
      ],
      mean: meanOf([...reviewed, ...met].map(({ score }) => score)),
      // Once somebody was met, that counts as much as all that was read before.
      adjusted: meanOf(
        [reviewMean, meanOf(met.map(({ score }) => score))].flatMap((one) => one ?? []),
      ),
    }
  })
  const entries = last?.entries ?? []
  return {
    ...{ cycle, list, entries, candidates, certifications },
    certified: certifications.find(({ reopenedAt }) => reopenedAt === null),
    findings: judgeList(entries, candidates, {
      ...{ quota: cycle.quota, form: 'nrmp' },
      disclosedAt: list.disclosedAt && list.disclosedAt.toISOString(),
    }),
  }
}
