// Rounds of choosing, as planners prepare, announce, change and close them.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { writeNews } from '../mail/index.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findCatalogueOn } from '../catalogue/index.ts'
import { remindersOf } from './news.ts'
import { readChoosers } from './locks.ts'
import { offersOf } from './offers.ts'
import { numbersOf, periodsOf, placesOf } from './rules.ts'
import type { NewRound, RoundSummary, RoundView, RoundWords } from './schema.ts'
import {
  closeNow,
  deleteRound,
  findChoosers,
  findOffers,
  findPlanOf,
  findRound,
  findRounds,
  findRoundsOf,
  insertChooser,
  insertOffers,
  insertRound,
  markOpened,
  type RoundRow,
  updateRound,
} from './store.ts'
import { findTradesOf } from './trade-store.ts'
import { placesNow, sayProposed } from './trade-views.ts'
import { factsOf, offersWithDemand, resultOf, summaryOf } from './views.ts'

type Nothing = Record<string, never>
/** Which round of which programme. */
export type At = { id: string; round: string }

export const GONE = 'There is no such round of choosing any more.'
export const isOver = ({ state }: Pick<RoundRow, 'state'>) => state === 'released'
export const RELEASED = finding(
  'electives.released',
  'The result is released; it stays as it is.',
  {
    can: 'Arrange what must be different in the year itself, or make another round.',
  },
)

const refuseTimes = ({ opensAt, closesAt }: Pick<RoundWords, 'opensAt' | 'closesAt'>) =>
  Date.parse(closesAt) > Date.parse(opensAt)
    ? undefined
    : finding('electives.times', 'The round would close before it opens.', {
        can: 'Let it close later, or open earlier.',
        path: 'closesAt',
      })

/** Newest first; drafts for planners only. */
export async function listRounds(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<{ rounds: RoundSummary[] }> {
  const plans = mayPlan(actor, programme, now)
  return db.inTenant(actor.institution.id, async (tx) => {
    const mine = new Set((await findRoundsOf(tx, actor.person.id)).map(({ id }) => id))
    const rows = await findRounds(tx, programme)
    return {
      rounds: rows
        .filter(({ state }) => plans || state !== 'draft')
        .map((row) => hideCounts(summaryOf(row, mine.has(row.id)), plans)),
    }
  })
}

/** How far the others are is for planners. */
const hideCounts = (summary: RoundSummary, plans: boolean): RoundSummary =>
  plans ? summary : { ...summary, wishing: 0 }

export async function listOpenOf(db: Database, actor: Actor): Promise<{ rounds: RoundSummary[] }> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const rows = await findRoundsOf(tx, actor.person.id)
    return {
      rounds: rows
        .filter(({ state }) => state === 'open')
        .map((row) => hideCounts(summaryOf(row, true), false)),
    }
  })
}

export async function createRound(
  db: Database,
  actor: Actor,
  programme: string,
  wanted: NewRound,
): Promise<Outcome<{ round: string }>> {
  const late = refuseTimes(wanted)
  if (late) return refused(late)
  const tenant = actor.institution.id
  return db.inTenant(tenant, async (tx) => {
    const plan = await findPlanOf(tx, programme, wanted.plan)
    if (!plan) return missing(`This programme has no year "${wanted.plan}".`)
    const cut = { from: wanted.from, to: wanted.to, size: wanted.blocks }
    const periods = periodsOf(plan.blocks, cut)
    if (periods.length === 0)
      return refused(
        finding('electives.periods', 'There is not one whole period between these blocks.', {
          can: 'Choose an earlier first block, a later last one, or shorter periods.',
          path: 'from',
        }),
      )
    const { catalogue } = await findCatalogueOn(tx, programme, plan.blocks[0]!.from)
    if (catalogue.electives.length === 0)
      return refused(
        finding('electives.catalogue', 'The catalogue of this programme has no electives.', {
          can: 'Add electives to the programme first.',
        }),
      )
    if (plan.people.length === 0)
      return refused(
        finding('electives.people', 'Nobody is in this year, so nobody could choose.', {
          can: 'Add people to the year first.',
        }),
      )
    const by = actor.person.id
    const round = await insertRound(tx, tenant, { ...wanted, programme, periods, by })
    await insertOffers(tx, tenant, round, 1, offersOf(catalogue, periods))
    const numbers = numbersOf(plan.people.length)
    for (const [nth, person] of plan.people.entries())
      await insertChooser(tx, tenant, round, { person, number: numbers[nth]! })
    return done({ round })
  })
}

export async function viewRound(db: Database, actor: Actor, at: At): Promise<Outcome<RoundView>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findRound(tx, at.id, at.round)
    if (!row) return missing(GONE)
    const { version, offers } = await findOffers(tx, row.id)
    const choosers = await readChoosers(tx, row, offers)
    const me = actor.person.id
    const facts = factsOf(row, offers)
    const trades = await findTradesOf(tx, row.id)
    const places = row.allocation && placesNow(row.allocation, trades)
    return done({
      round: summaryOf(
        row,
        choosers.some(({ person }) => person === me),
      ),
      periods: row.periods,
      offersVersion: version,
      offers: await offersWithDemand(tx, row, offers, choosers, true),
      choosers: choosers.map((chooser) => ({
        ...{ person: chooser.person, name: chooser.name, number: chooser.number },
        ...{ wishes: chooser.wishes, barred: chooser.barred },
        savedAt: chooser.saved_at?.toISOString() ?? null,
        places: places ? placesOf({ places }, facts, chooser) : [],
      })),
      result: resultOf(row, me),
      exchanges: sayProposed({ row, facts, choosers, trades }, null),
    })
  })
}

export async function changeRound(
  db: Database,
  actor: Actor,
  at: At,
  { version, ...wanted }: RoundWords & { version: number },
): Promise<Outcome<Nothing>> {
  const late = refuseTimes(wanted)
  if (late) return refused(late)
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findRound(tx, at.id, at.round, 'update')
    if (!row) return missing(GONE)
    if (isOver(row)) return refused(RELEASED)
    if (row.state !== 'draft' && row.seed !== wanted.seed)
      return refused(
        finding(
          'electives.seed',
          `The seed "${row.seed}" is published; another one could be chosen to suit somebody.`,
          { can: 'Keep it, or make another round.', path: 'seed' },
        ),
      )
    if (row.allocation)
      return refused(
        finding('electives.allotted', 'The round is allotted; its words stay as they are.', {
          can: 'Release the result, or change an offer, which takes the result back.',
        }),
      )
    if (await updateRound(tx, row.id, version, wanted)) return done({})
    return refused(
      finding(
        'electives.stale',
        `Somebody has changed this round since you looked at it (version ${row.version}, you saw ${version}).`,
        { can: 'Look at it again, then change it.' },
      ),
    )
  })
}

export async function removeRound(db: Database, actor: Actor, at: At): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findRound(tx, at.id, at.round, 'update')
    if (!row) return missing(GONE)
    if (row.state !== 'draft')
      return refused(
        finding('electives.announced', `${row.title} is announced; people may have wished.`, {
          can: 'Close it instead.',
        }),
      )
    await deleteRound(tx, row.id)
    return done({})
  })
}

export async function announceRound(db: Database, actor: Actor, at: At): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findRound(tx, at.id, at.round, 'update')
    if (!row) return missing(GONE)
    await markOpened(tx, row.id)
    return done({})
  })
}

export async function closeRound(db: Database, actor: Actor, at: At): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findRound(tx, at.id, at.round, 'update')
    if (!row) return missing(GONE)
    if (row.state === 'draft' || row.state === 'coming')
      return refused(finding('electives.closing', 'This round is not open yet.'))
    if (row.state === 'open') await closeNow(tx, row.id)
    return done({})
  })
}

/** Who has wished already hears nothing; nobody hears twice on one day. */
export async function remind(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<{ people: number }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const row = await findRound(tx, at.id, at.round)
    if (!row) return missing(GONE)
    if (row.state !== 'open')
      return refused(finding('electives.reminder', 'The round is not open; nobody could answer.'))
    const idle = (await findChoosers(tx, row.id)).filter(({ wishes }) => wishes.length === 0)
    const key = `choices/${row.id}/reminder/${dayAt(now, zone)}`
    const news = remindersOf(summaryOf(row, false), actor.person.name, idle, zone)
    await writeNews(tx, { tenant, zone, now }, { key, topic: `choices/${row.id}` }, news)
    return done({ people: idle.length })
  })
}
