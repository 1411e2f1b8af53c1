// After the close: mechanisms side by side, one of them chosen, released by a second planner.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { estimateMarket } from '../allocation/index.ts'
import type { Allocation, MarketData, Mechanism } from '../allocation/schema.ts'
import { writeNews } from '../mail/index.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { type At, GONE } from './actions.ts'
import { allocateApart, compareApart } from './apart.ts'
import { readChoosers } from './locks.ts'
import { resultsOf } from './news.ts'
import { placesOf, soundMarket } from './rules.ts'
import type { Comparison } from './schema.ts'
import {
  findChoosers,
  findOffers,
  findRound,
  type RoundRow,
  setAllocation,
  setReleased,
} from './store.ts'
import { factsOf, summaryOf } from './views.ts'

type Nothing = Record<string, never>

/** Longer than this is no work for a request. */
const MOST_SECONDS = 10

async function readMarket(tx: Tx, row: RoundRow): Promise<Outcome<MarketData>> {
  if (row.state === 'released')
    return refused(
      finding('electives.released', `${row.released_by_name} has released the result; it stays.`),
    )
  if (row.state !== 'closed' && row.state !== 'allotted')
    return refused(
      finding('electives.early', 'The round takes wishes until it closes.', {
        can: 'Wait for the close, or close it now.',
      }),
    )
  const { offers } = await findOffers(tx, row.id)
  const { market } = soundMarket(factsOf(row, offers), await readChoosers(tx, row, offers))
  const { refusal, seconds, choices } = estimateMarket(market)
  if (refusal) return refused(refusal)
  if (seconds > MOST_SECONDS)
    return refused(
      finding(
        'electives.size',
        `The wishes can be granted in ${choices.toLocaleString('en-US')} ways, which would take about ${seconds} seconds; at most ${MOST_SECONDS} are taken here.`,
        { can: 'Use longer periods, or ask for fewer wishes.' },
      ),
    )
  return done(market)
}

function readSeeded(db: Database, actor: Actor, at: At) {
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findRound(tx, at.id, at.round)
    if (!row) return missing(GONE)
    const market = await readMarket(tx, row)
    return market.ok ? done({ market: market.value, seed: row.seed }) : market
  })
}

/** Every mechanism on the same wishes and seed. */
export async function compareRound(
  db: Database,
  actor: Actor,
  at: At,
  entry?: URL,
): Promise<Outcome<Comparison>> {
  const read = await readSeeded(db, actor, at)
  if (!read.ok) return read
  const made = await compareApart(read.value, entry)
  if (!made.ok) return made
  return done({
    rows: made.value.map(({ mechanism, figures, satisfaction, envy, claims, allocation }) => ({
      ...{ mechanism, satisfaction, envy, claims, bound: allocation.bound },
      ...figures,
    })),
  })
}

/**
 * Waits for whoever was in time with a wish; a later choice takes the place of an earlier one. The
 * round is not locked while it is worked out, so it is looked at again before the result is kept.
 */
export async function allotRound(
  db: Database,
  actor: Actor,
  at: At,
  mechanism: Mechanism,
  entry?: URL,
): Promise<Outcome<{ resultHash: string }>> {
  const read = await readSeeded(db, actor, at)
  if (!read.ok) return read
  const made = await allocateApart({ ...read.value, mechanism }, entry)
  if (!made.ok) return made
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findRound(tx, at.id, at.round, 'update')
    if (!row) return missing(GONE)
    const market = await readMarket(tx, row)
    if (!market.ok) return market
    const now = { market: market.value, seed: row.seed }
    if (JSON.stringify(now) !== JSON.stringify(read.value))
      return refused(
        finding('electives.stale', 'The round was changed while it was allotted.', {
          can: 'Look at it, and choose again.',
        }),
      )
    await setAllocation(tx, row.id, { allocation: made.value, by: actor.person.id })
    return done({ resultHash: made.value.resultHash })
  })
}

/** It takes two, and the second must have seen the result that is released. */
export async function releaseRound(
  db: Database,
  actor: Actor,
  at: At,
  resultHash: string,
  now: Moment,
): Promise<Outcome<Nothing>> {
  const { id: tenant, timeZone: zone } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const row = await findRound(tx, at.id, at.round, 'update')
    if (!row) return missing(GONE)
    if (row.state === 'released')
      return refused(
        finding('electives.released', `${row.released_by_name} has released the result already.`),
      )
    const { allocation } = row
    if (!allocation)
      return refused(
        finding('electives.result', 'Nothing is allotted yet.', {
          can: 'Compare the mechanisms and choose one.',
        }),
      )
    if (row.allotted_by === actor.person.id)
      return refused(
        finding('electives.two', 'It takes two: whoever chose the result cannot release it.', {
          can: 'Ask another coordinator, chief or director of the programme.',
        }),
      )
    if (allocation.resultHash !== resultHash)
      return refused(
        finding(
          'electives.stale',
          `${row.allotted_by_name} has chosen another result since you looked at it.`,
          { can: 'Look at it again, then release it.' },
        ),
      )
    await setReleased(tx, row.id, actor.person.id)
    const { offers } = await findOffers(tx, row.id)
    const people = (await findChoosers(tx, row.id)).map((chooser) => ({
      ...{ person: chooser.person, name: chooser.name },
      places: placesOf(allocation, factsOf(row, offers), chooser),
    }))
    const what = { key: `choices/${row.id}/released`, topic: `choices/${row.id}` }
    const news = resultsOf(summaryOf(row, false), actor.person.name, people)
    await writeNews(tx, { tenant, zone, now }, what, news)
    return done({})
  })
}

export async function findCertificate(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<Allocation>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findRound(tx, at.id, at.round)
    const isShown = row && (row.state === 'released' || mayPlan(actor, at.id, now))
    if (!isShown || !row.allocation) return missing('There is no certificate of this round yet.')
    return done(row.allocation)
  })
}
