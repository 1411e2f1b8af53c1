// The list is put in order, certified by the director, and opened again by two people.
import { createHash } from 'node:crypto'
import { done, type Finding, finding, type Outcome, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import { databaseFault, type Database, type Tx, UNIQUE_VIOLATION } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { noteAudit } from '../accounts/index.ts'
import type { Actor } from '../people/schema.ts'
import { findCycle } from '../recruitment/index.ts'
import type { ModelWords } from './contract.ts'
import { type At, type ListRead, readList } from './reading.ts'
import { exportList, judgeEntries, judgeNumbers } from './rules.ts'
import type { Candidate, Entry, ExportForm } from './schema.ts'
import {
  askReopening,
  ensureList,
  findVersions,
  insertCertification,
  markDisclosed,
  reopen as reopenList,
  saveModel,
  writeVersion,
} from './store.ts'

type Nothing = Record<string, never>
export const gone = () => missing('There is no such cycle for you.')

/** What the fences of the database mean, in sentences. */
const FENCES: Record<string, () => Finding> = {
  rank_deadline: () =>
    finding(
      'ranking.over',
      'Ranking is over: the deadline has passed on the clock of the database.',
      {
        can: 'The list that was certified before it counts.',
      },
    ),
  rank_certified: () =>
    finding('ranking.certified', 'The list is certified and rests.', {
      can: 'Ask to open it again; somebody else agrees.',
    }),
  rank_reopened: () => finding('ranking.reopened', 'It was opened again already.'),
  rank_as_it_stands: () =>
    finding('ranking.stands', 'The list has been changed meanwhile.', {
      can: 'Look at it as it is now, then certify.',
    }),
  one_certified: () => finding('ranking.twice', 'Somebody else has certified it a moment ago.'),
}

/** Holds the list for the work; a fence that refuses becomes its sentence. */
async function onList<T>(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
  work: (tx: Tx, read: ListRead) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const { id: tenant } = actor.institution
  try {
    return await db.inTenant(tenant, async (tx) => {
      if ((await findCycle(tx, at.cycle))?.programme !== at.id) return gone()
      // Held before it is read: whoever held it until now may have changed it.
      await ensureList(tx, tenant, at.cycle)
      return work(tx, (await readList(tx, actor, at, now))!)
    })
  } catch (error) {
    const fault = databaseFault(error)
    const says = fault?.constraint ? FENCES[fault.constraint] : undefined
    if (!says || (fault?.code !== UNIQUE_VIOLATION && fault?.code !== '23001')) throw error
    return refused(says())
  }
}

const stale = () =>
  refused<never>(
    finding('ranking.version', 'Somebody else has changed the list meanwhile.', {
      can: 'Look at it as it is now; nothing of theirs is lost.',
    }),
  )

export async function saveList(
  db: Database,
  actor: Actor,
  at: At,
  { version, entries }: { version: number; entries: readonly Entry[] },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  return onList(db, actor, at, now, async (tx, { list, candidates, certified }) => {
    if (certified) return refused(FENCES['rank_certified']!())
    // A list that was only just made has 1, and whoever opened the page before saw 0.
    if (list.version !== version && !(list.version === 1 && version === 0)) return stale()
    const findings = judgeEntries(entries, new Map(candidates.map((one) => [one.application, one])))
    // Whoever has withdrawn may stay until they are taken off; certifying refuses them.
    const hard = findings.filter(({ rule }) => rule !== 'ranking.state')
    if (hard.length > 0) return refused(...hard)
    await writeVersion(tx, actor.institution.id, at.cycle, { entries, by: actor.person.id })
    return done({ version: list.version + 1 })
  })
}

export async function findEarlier(
  db: Database,
  actor: Actor,
  at: At & { nth: number },
): Promise<Outcome<{ entries: Entry[] }>> {
  return db.look(actor.institution.id, async (tx) => {
    if ((await findCycle(tx, at.cycle))?.programme !== at.id) return gone()
    const found = (await findVersions(tx, at.cycle, 1_000)).find(({ nth }) => nth === at.nth)
    return found ? done({ entries: found.entries }) : missing('There is no such version.')
  })
}

export async function disclose(
  db: Database,
  actor: Actor,
  at: At,
  told: boolean,
  now: Moment,
): Promise<Outcome<Nothing>> {
  return onList(db, actor, at, now, async (tx, { certified }) => {
    if (certified) return refused(FENCES['rank_certified']!())
    await markDisclosed(tx, at.cycle, told ? actor.person.id : null)
    return done({})
  })
}

export async function setModel(
  db: Database,
  actor: Actor,
  at: At,
  model: ModelWords,
  now: Moment,
): Promise<Outcome<Nothing>> {
  return onList(db, actor, at, now, async (tx) => {
    await saveModel(tx, at.cycle, model)
    return done({})
  })
}

/** Of what is certified: the cycle, and each rank with the numbers under which the match knows them. */
export function hashOf(
  cycle: string,
  entries: readonly Entry[],
  candidates: readonly Candidate[],
): string {
  const byId = new Map(candidates.map((one) => [one.application, one]))
  const ranks = entries.map(({ application }, nth) => {
    const one = byId.get(application)
    return [nth + 1, application, one?.aamcId ?? null, one?.nrmpId ?? null]
  })
  return createHash('sha256')
    .update(JSON.stringify([cycle, ranks]))
    .digest('hex')
}

export async function certify(
  db: Database,
  actor: Actor,
  at: At,
  version: number,
  now: Moment,
): Promise<Outcome<{ hash: string }>> {
  // In the demo people are chosen and have no account to prove.
  if (actor.session?.account && !actor.session.isFresh)
    return refused(
      finding('accounts.proof', 'Show once more that it is you: this list will count.', {
        can: 'Give your password, a code or a passkey; or sign out and in.',
      }),
    )
  return onList(
    db,
    actor,
    at,
    now,
    async (tx, { list, certified, entries, candidates, findings }) => {
      if (certified) return refused(FENCES['one_certified']!())
      if (list.version !== version) return stale()
      const musts = findings.filter(({ level }) => level === 'must')
      if (musts.length > 0) return refused(...musts.map((one) => one.finding))
      const hash = hashOf(at.cycle, entries, candidates)
      await insertCertification(tx, actor.institution.id, at.cycle, {
        ...{ entries, hash, by: actor.person.id },
      })
      return done({ hash })
    },
  )
}

export async function askToReopen(
  db: Database,
  actor: Actor,
  at: At,
  { asks, reason }: { asks: boolean; reason: string },
  now: Moment,
): Promise<Outcome<Nothing>> {
  return onList(db, actor, at, now, async (tx, { certified }) => {
    if (!certified) return refused(FENCES['rank_reopened']!())
    if (asks && reason.trim().length < 3)
      return refused(
        finding('ranking.reason', 'Whoever agrees reads why.', {
          can: 'Write a sentence.',
          path: 'reason',
        }),
      )
    await askReopening(tx, at.cycle, {
      by: asks ? actor.person.id : null,
      reason: asks ? reason : '',
    })
    return done({})
  })
}

export async function reopen(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<Nothing>> {
  return onList(db, actor, at, now, async (tx, { certified }) => {
    if (!certified?.reopenAskedBy)
      return refused(
        finding('ranking.reopening', 'Nobody asks for it to be opened.', { can: 'Ask first.' }),
      )
    if (certified.reopenAskedBy === actor.person.id)
      return refused(
        finding('ranking.own', 'You have asked for it; somebody else agrees.', {
          can: 'Ask another one who may change the list.',
        }),
      )
    await reopenList(tx, at.cycle, actor.person.id)
    return done({})
  })
}

/** What is certified, or the draft where nothing is; who took it away is noted. */
export async function exportOf(
  db: Database,
  actor: Actor,
  at: At,
  form: ExportForm,
  now: Moment,
): Promise<Outcome<{ text: string; name: string }>> {
  return onList(db, actor, at, now, async (tx, read) => {
    const entries = read.certified?.entries ?? read.entries
    const musts = read.findings.filter(({ level }) => level === 'must')
    if (!read.certified && musts.length > 0) return refused(...musts.map((one) => one.finding))
    const ids = new Set(entries.map(({ application }) => application))
    const numbers = judgeNumbers(
      read.candidates.filter(({ application }) => ids.has(application)),
      form,
    )
    if (numbers.length > 0) return refused(...numbers)
    await noteAudit(tx, {
      ...{ action: 'export', thing: 'rank_list', id: at.cycle },
      facts: { form, ranked: entries.length, certified: read.certified !== undefined },
    })
    const what = read.certified ? 'certified' : 'draft'
    return done({
      text: exportList(entries, read.candidates, form),
      name: `ranks-${at.cycle}-${form}-${what}.csv`,
    })
  })
}
