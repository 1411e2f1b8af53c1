// Do exchanges of electives need everybody's word, hurt nobody, and happen once?
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actingAs } from '../src/platform/acting.ts'
import { verifyAllocation } from '../src/rooms/allocation/index.ts'
import {
  announceRound,
  closeRound,
  createRound,
  viewRound,
} from '../src/rooms/electives/actions.ts'
import { allotRound, findCertificate, releaseRound } from '../src/rooms/electives/allotting.ts'
import { findReleased } from '../src/rooms/electives/index.ts'
import { answerTrade, proposeTrade } from '../src/rooms/electives/trading.ts'
import { saveWishes, viewMine } from '../src/rooms/electives/wishing.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

const programme = 'bwh-dr'
const PLAN = 'bwh-r4-2026'
const HOUR = 3_600_000
const after = (ms: number) => new Date(Date.now() + ms).toISOString()
let here: TestDatabase
let coordinator: Actor
let director: Actor
let aaliyah: Actor
let bogdan: Actor
let camila: Actor
let at: { id: string; round: string }

const as = <T>(actor: Actor, work: () => Promise<T>) => actingAs({ actor: actor.person.id }, work)
const mine = async (actor: Actor, now = NOW) => value(await viewMine(here.db, actor, at, now))
const propose = (actor: Actor, key: string, now = NOW) =>
  as(actor, () => proposeTrade(here.db, actor, at, key, now))
const answer = (actor: Actor, trade: string, agrees: boolean, now = NOW) =>
  as(actor, () => answerTrade(here.db, actor, { ...at, trade }, agrees, now))
const save = (actor: Actor, ...wishes: string[]) =>
  as(actor, () => saveWishes(here.db, actor, at, { version: 0, wishes }, NOW))
const says = (outcome: { ok: boolean; findings?: { says: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.says)

/** Two periods. Two others have the MRI of the first, so Aaliyah has the second, and Bogdan sits where she could still go. */
beforeEach(async () => {
  here = await cloneDatabase()
  const who = (person: string) => actAs(here.db, 'brigham', person)
  coordinator = await who('theodore-lacombiere')
  director = await who('josephine-harrowgate')
  aaliyah = await who('aaliyah-washburn')
  bogdan = await who('bogdan-ionescu-pall')
  camila = await who('camila-restreponi')
  const made = await as(coordinator, () =>
    createRound(here.db, coordinator, programme, {
      ...{
        title: 'Last electives',
        opensAt: after(-HOUR),
        closesAt: after(HOUR),
        seed: '2027-03-01',
      },
      ...{ mechanism: 'serial-dictatorship', mostWishes: 5, places: 2, showsDemand: false },
      ...{ plan: PLAN, from: 'b43', to: 'b50', blocks: 4 },
    }),
  )
  at = { id: programme, round: value(made).round }
  value(await announceRound(here.db, coordinator, at))
  value(await save(aaliyah, 'abdominal-mri', 'abdominal-intervention'))
  value(await save(bogdan, 'abdominal-intervention'))
  value(await save(camila, 'abdominal-mri'))
  value(await save(await who('daniel-oyelowosi'), 'abdominal-mri'))
  value(await closeRound(here.db, coordinator, at))
})
afterEach(() => here.drop())

async function release() {
  const made = await as(coordinator, () =>
    allotRound(here.db, coordinator, at, 'serial-dictatorship'),
  )
  const { resultHash } = value(made)
  value(await as(director, () => releaseRound(here.db, director, at, resultHash, NOW)))
}

describe('an exchange of electives', () => {
  test('is done when everybody in it agrees; the result stays, and everybody sees what they hold now', async () => {
    await release()
    const before = await mine(aaliyah)
    expect(before.places!.map(({ offer }) => offer)).toEqual(['abdominal-mri'])
    expect(before.trades).toHaveLength(1)
    await here.db.inTenant('brigham', (tx) =>
      sql`insert into mail_address (tenant, person, email) select 'brigham', person,
        person || '@example.org' from chooser where choosing = ${at.round}`.execute(tx),
    )
    const certificate = value(await findCertificate(here.db, coordinator, at, NOW))

    expect(value(await propose(aaliyah, before.trades[0]!.key))).toEqual({ state: 'proposed' })
    const waiting = await mine(aaliyah)
    expect(waiting.trades).toEqual([])
    expect(waiting.exchanges[0]).toMatchObject({
      ...{ state: 'proposed', isMyTurn: false, waitsFor: ['Bogdan Ionescu-Pall'] },
    })
    expect((await mine(camila)).exchanges).toEqual([])
    const asked = (await mine(bogdan)).exchanges[0]!
    expect(asked.isMyTurn).toBe(true)
    expect(asked.says.join()).toMatch(/You take Abdominal interventions, advanced .* for Abdominal/)

    expect(value(await answer(bogdan, asked.id, true))).toEqual({ state: 'done' })
    expect((await mine(aaliyah)).places!.map(({ rank }) => rank)).toEqual([2, 1])
    expect((await mine(bogdan)).places).toHaveLength(1)
    const view = value(await viewRound(here.db, coordinator, at))
    expect(view.exchanges.map(({ state }) => state)).toEqual(['done'])
    expect(view.choosers.find(({ person }) => person === 'aaliyah-washburn')!.places).toHaveLength(
      2,
    )
    // What others plan on is what is held now, and the certificate is of the result as released.
    const held = await here.db.inTenant('brigham', (tx) => findReleased(tx, programme, PLAN))
    expect(held.get('aaliyah-washburn')!.map(({ offer }) => offer)).toContain(
      'abdominal-intervention',
    )
    const later = value(await findCertificate(here.db, coordinator, at, NOW))
    expect(later).toEqual(certificate)
    expect(verifyAllocation(later).findings).toEqual([])
    const { rows } = await here.db.pool.query<{ person: string; subject: string }>(
      `select person, subject from mail`,
    )
    expect(rows.map(({ person, subject }) => `${person}: ${subject}`).sort()).toEqual([
      'aaliyah-washburn: Last electives: electives have changed hands',
      'bogdan-ionescu-pall: Last electives: an exchange of electives for you',
    ])
  })

  test('ends with one no, and is over then', async () => {
    await release()
    const [trade] = (await mine(aaliyah)).trades
    value(await propose(aaliyah, trade!.key))
    expect(says(await propose(aaliyah, trade!.key))).toEqual(['This exchange is proposed already.'])
    const { id } = (await mine(bogdan)).exchanges[0]!
    expect(value(await answer(bogdan, id, false))).toEqual({ state: 'declined' })
    expect(says(await answer(aaliyah, id, true))).toEqual([
      'Bogdan Ionescu-Pall has declined this exchange.',
    ])
    // It can be proposed anew, and taken back by who proposed it.
    value(await propose(aaliyah, trade!.key))
    const again = (await mine(aaliyah)).exchanges.find(({ state }) => state === 'proposed')!
    expect(value(await answer(aaliyah, again.id, false))).toEqual({ state: 'declined' })
  })

  test('is for those in it: others neither see, nor answer, nor propose it', async () => {
    await release()
    const [trade] = (await mine(aaliyah)).trades
    expect((await mine(camila)).trades).toEqual([])
    expect(says(await propose(camila, trade!.key))[0]).toMatch(/not possible any more/)
    value(await propose(aaliyah, trade!.key))
    const { id } = (await mine(bogdan)).exchanges[0]!
    expect((await answer(camila, id, true)).ok).toBe(false)
    expect(says(await propose(aaliyah, 'made up'))[0]).toMatch(/not possible any more/)
  })

  test('of what has begun is neither proposed nor done', async () => {
    await release()
    const [trade] = (await mine(aaliyah)).trades
    value(await propose(aaliyah, trade!.key))
    const { id } = (await mine(bogdan)).exchanges[0]!
    const late = '2027-06-20T12:00:00.000Z'
    expect((await mine(aaliyah, late)).trades).toEqual([])
    expect(value(await answer(bogdan, id, true, late))).toEqual({ state: 'lapsed' })
    expect((await mine(aaliyah)).exchanges[0]!.state).toBe('lapsed')
  })

  test('is not there before the release, nor done without everybody’s word, nor changed after, by force', async () => {
    const insert = (agreed: string) =>
      here.db.inTenant('brigham', (tx) =>
        sql`insert into elective_trade (tenant, choosing, steps, helped, people, agreed, proposed_by)
          values ('brigham', ${at.round}, '[]', 1, '{p01,p02}', ${agreed}, 'aaliyah-washburn')`.execute(
          tx,
        ),
      )
    await expect(insert('{p01}')).rejects.toThrow('not released')
    await release()
    await expect(insert('{p09}')).rejects.toThrow('only_those_in_it_agree')
    await insert('{p01}')
    const force = (text: string) => here.db.inTenant('brigham', (tx) => sql.raw(text).execute(tx))
    await expect(
      force(`update elective_trade set state = 'done', nth = 1, ended_at = now()`),
    ).rejects.toThrow('done_when_all_agree')
    await force(`update elective_trade set state = 'declined', ended_at = now()`)
    await expect(force(`update elective_trade set agreed = '{p01,p02}'`)).rejects.toThrow('over')
    await expect(force(`delete from elective_trade`)).rejects.toThrow('permission denied')
  })

  test('that two agree to at once is done once', async () => {
    await release()
    value(await propose(aaliyah, (await mine(aaliyah)).trades[0]!.key))
    const { id } = (await mine(bogdan)).exchanges[0]!
    const both = await Promise.all([answer(bogdan, id, true), answer(bogdan, id, true)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.flatMap(says)).toEqual(['This exchange is done already.'])
    expect((await mine(aaliyah)).places).toHaveLength(2)
  })
})
