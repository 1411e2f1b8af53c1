// One's own wishes: seen, saved at each change, and what came of them.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { type Database, databaseFault, type Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { type At, GONE } from './actions.ts'
import { readChoosers } from './locks.ts'
import { judgeWishes, placesOf, whyNot } from './rules.ts'
import type { Mine } from './schema.ts'
import {
  type ChooserRow,
  findChoosers,
  findOffers,
  findRound,
  type RoundRow,
  saveWishesOf,
} from './store.ts'
import { findTradesOf } from './trade-store.ts'
import { placesNow, sayOpen, sayProposed } from './trade-views.ts'
import { factsOf, offersWithDemand, summaryOf } from './views.ts'

const NOT_YOURS = 'You do not choose in this round.'
const TOO_LATE = '23001'

export async function viewMine(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<Mine>> {
  return db.inTenant(actor.institution.id, (tx) => readMine(tx, actor, at, now))
}

async function readMine(tx: Tx, actor: Actor, at: At, now: Moment): Promise<Outcome<Mine>> {
  const row = await findRound(tx, at.id, at.round)
  if (!row || row.state === 'draft') return missing(GONE)
  const { version, offers } = await findOffers(tx, row.id)
  const choosers = await readChoosers(tx, row, offers)
  const me = choosers.find(({ person }) => person === actor.person.id)
  if (!me) return missing(NOT_YOURS)
  const facts = factsOf(row, offers)
  const shown = await offersWithDemand(tx, row, offers, choosers, row.shows_demand)
  const isOut = row.state === 'released'
  const trades = isOut ? await findTradesOf(tx, row.id) : []
  const market = { row, facts, choosers, trades }
  return done({
    round: { ...summaryOf(row, true), wishing: row.shows_demand ? row.wishing : 0 },
    periods: row.periods,
    number: me.number,
    version: me.wishes_version,
    wishes: me.wishes,
    savedAt: me.saved_at?.toISOString() ?? null,
    offersVersion: version,
    savedOffersVersion: me.offers_version,
    offers: shown.map((offer) => ({ ...offer, no: whyNot(facts, me, offer.id)?.says ?? null })),
    places: isOut ? placesOf({ places: placesNow(row.allocation!, trades) }, facts, me) : null,
    trades: isOut ? sayOpen(market, me, dayAt(now, actor.institution.timeZone)) : [],
    exchanges: sayProposed(market, me.number),
  })
}

/**
 * Saved whole or not at all. Refused when another device has saved since (both lists are said), when
 * the round takes no wishes by the clock of the database, or a wish cannot be granted to anybody.
 */
export async function saveWishes(
  db: Database,
  actor: Actor,
  at: At,
  wanted: { version: number; wishes: string[] },
  now: Moment,
): Promise<Outcome<Mine>> {
  try {
    return await db.inTenant(actor.institution.id, async (tx) => {
      const row = await findRound(tx, at.id, at.round, 'share')
      if (!row || row.state === 'draft') return missing(GONE)
      const person = actor.person.id
      const { version: offersVersion, offers } = await findOffers(tx, row.id)
      const me = (await readChoosers(tx, row, offers)).find((one) => one.person === person)
      if (!me) return missing(NOT_YOURS)
      if (row.state !== 'open') return refused(notNow(row))
      const facts = factsOf(row, offers)
      if (me.wishes_version !== wanted.version) return refused(stale(me, wanted.wishes, facts))
      const findings = judgeWishes(facts, me, wanted.wishes)
      if (findings.length > 0) return refused(...findings)
      const saved = { ...wanted, offersVersion }
      if (await saveWishesOf(tx, row.id, person, saved)) return readMine(tx, actor, at, now)
      const [late, then] = [
        (await findRound(tx, at.id, at.round))!,
        (await findChoosers(tx, row.id)).find((one) => one.person === person)!,
      ]
      return refused(late.state === 'open' ? stale(then, wanted.wishes, facts) : notNow(late))
    })
  } catch (error) {
    if (databaseFault(error)?.code !== TOO_LATE) throw error
    return refused(LATE)
  }
}

const LATE = finding(
  'electives.closed',
  'The round has just closed. What you saved before counts; this change came too late.',
  { can: 'Talk to those who plan the programme.' },
)

function notNow(row: RoundRow) {
  return row.state === 'coming'
    ? finding('electives.coming', `${row.title} has not opened yet.`, {
        can: 'Come back when it opens.',
      })
    : LATE
}

function stale(me: ChooserRow, mine: string[], { offers }: ReturnType<typeof factsOf>) {
  const say = (ids: string[]) =>
    ids.length === 0
      ? 'nothing'
      : ids.map((id) => offers.find((one) => one.id === id)?.name ?? id).join(', ')
  return finding(
    'electives.stale',
    `Your wishes were changed on another device. There: ${say(me.wishes)}. Here: ${say(mine)}.`,
    { can: 'Keep one of the two.', works: me.wishes },
  )
}
