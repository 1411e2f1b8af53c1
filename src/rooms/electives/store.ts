// Every query about rounds of choosing electives, their offers and the wishes.
import { sql } from 'kysely'
import { z } from 'zod'
import type { Day } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import type { Allocation, Mechanism } from '../allocation/schema.ts'
import {
  type NewRound,
  type Offer,
  offerSchema,
  type Period,
  type RoundState,
  type RoundWords,
} from './schema.ts'

export type RoundRow = {
  id: string
  programme: string
  plan: string
  plan_title: string
  title: string
  periods: Period[]
  opens_at: Date
  closes_at: Date
  mechanism: Mechanism
  seed: string
  most_wishes: number
  places: number
  shows_demand: boolean
  version: number
  state: RoundState
  allocation: Allocation | null
  allotted_by: string | null
  allotted_by_name: string | null
  allotted_at: Date | null
  released_by_name: string | null
  released_at: Date | null
  choosers: number
  wishing: number
}

const name = (column: string) =>
  sql`(select given || ' ' || family from person p where p.id = ${sql.ref(column)})`

/** The clock of the database says in which state a round is. */
const columns = sql`c.id, c.programme, c.plan, p.title as plan_title, c.title, c.periods, c.opens_at,
  c.closes_at, c.mechanism, c.seed, c.most_wishes, c.places, c.shows_demand, c.version, c.allocation,
  c.allotted_by, c.allotted_at, c.released_at, ${name('c.allotted_by')} as allotted_by_name,
  ${name('c.released_by')} as released_by_name,
  case when c.released_at is not null then 'released' when c.allocation is not null then 'allotted'
    when c.opened_at is null then 'draft' when clock_timestamp() < c.opens_at then 'coming'
    when clock_timestamp() < c.closes_at then 'open' else 'closed' end as state,
  (select count(*)::int from chooser x where x.choosing = c.id) as choosers,
  (select count(*)::int from chooser x where x.choosing = c.id and x.wishes <> '[]') as wishing`
const tables = sql`choosing c join plan p on p.tenant = c.tenant and p.id = c.plan`

export async function findRounds(tx: Tx, programme: string): Promise<RoundRow[]> {
  const found = await sql<RoundRow>`select ${columns} from ${tables}
    where c.programme = ${programme} order by c.made_at desc`.execute(tx)
  return found.rows
}

/** Announced and not released yet, in which the person chooses. */
export async function findRoundsOf(tx: Tx, person: string): Promise<RoundRow[]> {
  const found = await sql<RoundRow>`select ${columns} from ${tables}
    join chooser x on x.tenant = c.tenant and x.choosing = c.id and x.person = ${person}
    where c.opened_at is not null order by c.closes_at`.execute(tx)
  return found.rows
}

/** Open ones of every programme that close within so many hours, by the clock of the database. */
export async function findClosing(tx: Tx, hours: number): Promise<RoundRow[]> {
  const found = await sql<RoundRow>`select ${columns} from ${tables}
    where c.opened_at is not null and c.allocation is null and clock_timestamp() >= c.opens_at
      and c.closes_at > clock_timestamp()
      and c.closes_at <= clock_timestamp() + make_interval(hours => ${hours})`.execute(tx)
  return found.rows
}

/** With a lock nobody else changes it, nor saves a wish, until the transaction ends. */
export async function findRound(
  tx: Tx,
  programme: string,
  id: string,
  lock: 'update' | 'share' | null = null,
): Promise<RoundRow | undefined> {
  const mode =
    lock === 'update' ? sql`for update of c` : lock === 'share' ? sql`for share of c` : sql``
  // Locked first and read afterwards: what was waited for must be seen.
  if (lock)
    await sql`select 1 from choosing c where programme = ${programme} and id = ${id} ${mode}`.execute(
      tx,
    )
  const found = await sql<RoundRow>`select ${columns} from ${tables}
    where c.programme = ${programme} and c.id = ${id}`.execute(tx)
  return found.rows[0]
}

/** Title and blocks of a plan of the programme; undefined when it has no such plan. */
export async function findPlanOf(
  tx: Tx,
  programme: string,
  plan: string,
): Promise<{ blocks: (Span & { id: string; label: string })[]; people: string[] } | undefined> {
  const found = await sql<{
    blocks: { id: string; label: string; from: Day; to: Day }[]
    people: string[]
  }>`select blocks, (select coalesce(array_agg(person order by position), '{}') from plan_person x
      where x.plan = p.id) as people
    from plan p where programme = ${programme} and id = ${plan}`.execute(tx)
  return found.rows[0]
}

export async function insertRound(
  tx: Tx,
  tenant: string,
  row: Omit<NewRound, 'from' | 'to' | 'blocks'> & {
    programme: string
    periods: Period[]
    by: string
  },
): Promise<string> {
  const found = await sql<{ id: string }>`insert into choosing (tenant, programme, plan, title,
      periods, opens_at, closes_at, mechanism, seed, most_wishes, places, shows_demand, made_by)
    values (${tenant}, ${row.programme}, ${row.plan}, ${row.title}, ${JSON.stringify(row.periods)},
      ${row.opensAt}::timestamptz, ${row.closesAt}::timestamptz, ${row.mechanism}, ${row.seed},
      ${row.mostWishes}, ${row.places}, ${row.showsDemand}, ${row.by}) returning id`.execute(tx)
  return found.rows[0]!.id
}

/** False when it has changed since this version. */
export async function updateRound(
  tx: Tx,
  id: string,
  version: number,
  row: RoundWords,
): Promise<boolean> {
  const done = await sql`update choosing set title = ${row.title},
      opens_at = ${row.opensAt}::timestamptz, closes_at = ${row.closesAt}::timestamptz,
      mechanism = ${row.mechanism}, seed = ${row.seed}, most_wishes = ${row.mostWishes},
      places = ${row.places}, shows_demand = ${row.showsDemand}, version = version + 1
    where id = ${id} and version = ${version}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function deleteRound(tx: Tx, id: string): Promise<void> {
  await sql`delete from choosing where id = ${id}`.execute(tx)
}

export async function markOpened(tx: Tx, id: string): Promise<void> {
  await sql`update choosing set opened_at = clock_timestamp(), version = version + 1
    where id = ${id} and opened_at is null`.execute(tx)
}

export async function closeNow(tx: Tx, id: string): Promise<void> {
  await sql`update choosing set closes_at = clock_timestamp(), version = version + 1
    where id = ${id} and opens_at < clock_timestamp() and closes_at > clock_timestamp()`.execute(tx)
}

/** The newest version of the offers of a round. */
export async function findOffers(
  tx: Tx,
  id: string,
): Promise<{ version: number; offers: Offer[] }> {
  const found = await sql<{ version: number; offers: unknown }>`select version, offers
    from choosing_offers where choosing = ${id} order by version desc limit 1`.execute(tx)
  const row = found.rows[0]
  if (!row) return { version: 0, offers: [] }
  // Those of an older program lack what was added since.
  return { version: row.version, offers: z.array(offerSchema).parse(row.offers) }
}

export async function insertOffers(
  tx: Tx,
  tenant: string,
  id: string,
  version: number,
  offers: Offer[],
): Promise<void> {
  await sql`insert into choosing_offers (tenant, choosing, version, offers)
    values (${tenant}, ${id}, ${version}, ${JSON.stringify(offers)})`.execute(tx)
}

export type ChooserRow = {
  person: string
  name: string
  number: string
  barred: { offer: string; reason: string }[]
  wishes: string[]
  wishes_version: number
  offers_version: number | null
  saved_at: Date | null
}

export async function findChoosers(tx: Tx, id: string): Promise<ChooserRow[]> {
  const found = await sql<ChooserRow>`select person, ${name('x.person')} as name, number, barred,
      wishes, wishes_version, offers_version, saved_at
    from chooser x where choosing = ${id} order by number`.execute(tx)
  return found.rows
}

export async function insertChooser(
  tx: Tx,
  tenant: string,
  id: string,
  row: { person: string; number: string },
): Promise<void> {
  await sql`insert into chooser (tenant, choosing, person, number)
    values (${tenant}, ${id}, ${row.person}, ${row.number})`.execute(tx)
}

export async function setBarred(
  tx: Tx,
  id: string,
  person: string,
  barred: ChooserRow['barred'],
): Promise<boolean> {
  const done = await sql`update chooser set barred = ${JSON.stringify(barred)}
    where choosing = ${id} and person = ${person}`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

/** False when it is too late or too early by the clock of the database, or they have changed. */
export async function saveWishesOf(
  tx: Tx,
  id: string,
  person: string,
  saved: { version: number; wishes: string[]; offersVersion: number },
): Promise<boolean> {
  const done = await sql`update chooser x set wishes = ${JSON.stringify(saved.wishes)},
      wishes_version = wishes_version + 1, offers_version = ${saved.offersVersion}
    from choosing c where x.choosing = ${id} and x.person = ${person}
      and x.wishes_version = ${saved.version} and c.tenant = x.tenant and c.id = x.choosing
      and c.opened_at is not null and c.allocation is null
      and clock_timestamp() >= c.opens_at and clock_timestamp() < c.closes_at`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function setAllocation(
  tx: Tx,
  id: string,
  made: { allocation: Allocation; by: string } | null,
): Promise<void> {
  await sql`update choosing set allocation = ${made ? JSON.stringify(made.allocation) : null},
      allotted_by = ${made?.by ?? null},
      allotted_at = ${made ? sql`clock_timestamp()` : null}, version = version + 1
    where id = ${id}`.execute(tx)
}

export async function setReleased(tx: Tx, id: string, by: string): Promise<void> {
  await sql`update choosing set released_by = ${by}, released_at = clock_timestamp(),
    version = version + 1 where id = ${id}`.execute(tx)
}

/** Of the round of the programme that was released last, other than this one; by offer, per person. */
export async function findLastWishes(
  tx: Tx,
  programme: string,
  besides: string,
): Promise<{ offers: string[]; lists: string[][] } | undefined> {
  const found = await sql<{ allocation: Allocation }>`select allocation from choosing
    where programme = ${programme} and id <> ${besides} and released_at is not null
    order by released_at desc limit 1`.execute(tx)
  const market = found.rows[0]?.allocation.market
  return (
    market && {
      offers: market.offers.map(({ id }) => id),
      lists: market.people.map(({ wishes }) => wishes.map(({ offer }) => offer)),
    }
  )
}
