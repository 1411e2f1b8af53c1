// What is seen of a rank list: the list, what it is made from, its history, what came back, who comes.
import { done, type Outcome } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { isAllowed } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { gone } from './actions.ts'
import { modelWordsSchema, type Ranking } from './contract.ts'
import { findIncoming } from './incoming-store.ts'
import { withTasks } from './preparing.ts'
import { type At, readList } from './reading.ts'
import { goesOn, usualMonths } from './retention.ts'
import { findForgotten, findRetention } from './retention-store.ts'
import { recordClasses } from './schema.ts'
import { findRoster, findVersions, isOver } from './store.ts'

const MOST_VERSIONS = 50

export async function viewRanking(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<Ranking>> {
  const { id: tenant, timeZone } = actor.institution
  const said = (moment: Date | null) => moment && moment.toISOString()
  const dayOf = (moment: Date | null) => moment && dayAt(moment.toISOString(), timeZone)
  return db.look(tenant, async (tx) => {
    const read = await readList(tx, actor, at, now)
    if (!read) return gone()
    const { cycle, list, entries, candidates, findings, certifications, certified } = read
    const programme = (await findProgrammes(tx)).find(({ id }) => id === at.id)!
    const today = dayAt(now, timeZone)
    const me = actor.person
    const versions = await findVersions(tx, at.cycle, MOST_VERSIONS)
    const roster = await findRoster(tx, at.cycle)
    const coming = await findIncoming(tx, { cycle: at.cycle })
    const kept = await findRetention(tx, at.id)
    const months = kept?.months ?? usualMonths
    const forgotten = await findForgotten(tx, at.cycle)
    return done({
      programme: { id: programme.id, name: programme.name },
      cycle: {
        ...{ id: cycle.id, label: cycle.label, zone: cycle.zone, quota: cycle.quota },
        ...{ rankOpens: cycle.rankOpens, rankDeadline: cycle.rankDeadline },
        ...{ matchDay: cycle.matchDay, matchCode: cycle.matchCode, starts: cycle.starts },
      },
      certifies: isAllowed(me, 'programme-director', today, at.id),
      isOver: await isOver(tx, cycle.rankDeadline),
      isBeforeMatch: cycle.matchDay !== null && dayAt(now, cycle.zone) < cycle.matchDay,
      ...{ version: list.version, entries, candidates, findings },
      disclosedAt: said(list.disclosedAt),
      certifications: certifications.map((one) => ({
        ...{ nth: one.nth, hash: one.hash, ranked: one.entries.length, by: one.byName },
        ...{ at: one.at.toISOString(), reopenedAt: said(one.reopenedAt) },
        reopenedBy: one.reopenedByName,
      })),
      reopening: certified?.reopenAskedBy
        ? {
            ...{ by: certified.reopenAskedByName ?? '', reason: certified.reason },
            isMine: certified.reopenAskedBy === me.id,
          }
        : null,
      versions: versions.map(({ nth, byName, at: when, entries: then }) => ({
        ...{ nth, by: byName, at: when.toISOString(), ranked: then.length },
      })),
      model: modelWordsSchema.parse(list.model),
      roster: roster
        ? {
            ...{ fileName: roster.fileName, importedBy: roster.importedByName },
            ...{ importedAt: roster.importedAt.toISOString(), isMine: roster.importedBy === me.id },
            ...{ version: roster.version, lines: roster.lines },
            ...{ releasedAt: said(roster.releasedAt), releasedBy: roster.releasedByName },
          }
        : null,
      retention: {
        ...{ months, version: kept?.version ?? 0, isSaid: kept !== undefined },
        classes: Object.fromEntries(
          recordClasses.map((one) => [
            one,
            { goesOn: goesOn(cycle, months[one]), forgottenAt: dayOf(forgotten.get(one) ?? null) },
          ]),
        ) as Ranking['retention']['classes'],
      },
      incoming: await withTasks(tx, coming, timeZone),
    })
  })
}
