// Does a round of choosing keep its word: in time, private, by two, and once?
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actingAs } from '../src/platform/acting.ts'
import { verifyAllocation } from '../src/rooms/allocation/index.ts'
import {
  announceRound,
  changeRound,
  closeRound,
  createRound,
  listRounds,
  remind,
  removeRound,
  viewRound,
} from '../src/rooms/electives/actions.ts'
import {
  allotRound,
  compareRound,
  findCertificate,
  releaseRound,
} from '../src/rooms/electives/allotting.ts'
import { setBars, setOffer } from '../src/rooms/electives/offering.ts'
import type { NewRound } from '../src/rooms/electives/schema.ts'
import { remindIdle } from '../src/rooms/electives/reminding.ts'
import { saveWishes, viewMine } from '../src/rooms/electives/wishing.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

const programme = 'bwh-dr'
let here: TestDatabase
let coordinator: Actor
let director: Actor
let elif: Actor
let kofi: Actor

beforeEach(async () => {
  here = await cloneDatabase()
  const who = (person: string) => actAs(here.db, 'brigham', person)
  coordinator = await who('theodore-lacombiere')
  director = await who('josephine-harrowgate')
  elif = await who('elif-karadenizli')
  kofi = await who('kofi-ampontuah')
})
afterEach(() => here.drop())

/** In the name of whoever acts, as a request does it. */
const as = <T>(actor: Actor, work: () => Promise<T>) => actingAs({ actor: actor.person.id }, work)
const after = (ms: number) => new Date(Date.now() + ms).toISOString()
const HOUR = 3_600_000
const words = {
  title: 'Electives of the spring',
  opensAt: after(-HOUR),
  closesAt: after(HOUR),
  mechanism: 'serial-dictatorship',
  seed: '2027-03-01',
  mostWishes: 5,
  places: 2,
  showsDemand: false,
} as const
const wanted: NewRound = { ...words, plan: 'bwh-r4-2026', from: 'b27', to: 'b51', blocks: 4 }

const create = async (more: Partial<NewRound> = {}) => {
  const made = await as(coordinator, () =>
    createRound(here.db, coordinator, programme, { ...wanted, ...more }),
  )
  return { id: programme, round: value(made).round }
}
const open = async (more: Partial<NewRound> = {}) => {
  const at = await create(more)
  value(await announceRound(here.db, coordinator, at))
  return at
}
type At = Awaited<ReturnType<typeof create>>
const save = (actor: Actor, at: At, version: number, ...wishes: string[]) =>
  as(actor, () => saveWishes(here.db, actor, at, { version, wishes }, NOW))
/** The close is now, whatever was said before. */
const shut = async (at: At) => value(await closeRound(here.db, coordinator, at))
const says = (outcome: { ok: boolean; findings?: { says: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.says)
const rules = (outcome: { ok: boolean; findings?: { rule: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.rule)
const allotted = async (more: Partial<NewRound> = {}) => {
  const at = await open(more)
  value(await save(elif, at, 0, 'abdominal-intervention', 'msk-advanced'))
  value(await save(kofi, at, 0, 'abdominal-intervention'))
  await shut(at)
  const made = await as(coordinator, () =>
    allotRound(here.db, coordinator, at, 'serial-dictatorship'),
  )
  return { at, hash: value(made).resultHash }
}

describe('a round', () => {
  test('is a copy of the catalogue, for the people of the year, and a draft that only planners see', async () => {
    const at = await create()
    const view = value(await viewRound(here.db, coordinator, at))
    expect(view.periods).toHaveLength(6)
    expect(view.choosers).toHaveLength(11)
    const offer = view.offers.find(({ id }) => id === 'abdominal-intervention')
    expect(offer).toMatchObject({ places: 1, length: 1, section: 'clinical', shut: null })
    expect(view.round.state).toBe('draft')
    const has = async (actor: Actor) =>
      (await listRounds(here.db, actor, programme, NOW)).rounds.some(({ id }) => id === at.round)
    expect([await has(coordinator), await has(elif)]).toEqual([true, false])
    expect(rules(await viewMine(here.db, elif, at, NOW))).toEqual(['http.missing'])
    value(await announceRound(here.db, coordinator, at))
    expect(await has(elif)).toBe(true)
    expect(rules(await removeRound(here.db, coordinator, at))).toEqual(['electives.announced'])
  })

  test('does not close before it opens, neither by the form nor by force', async () => {
    const wrong = { ...wanted, opensAt: after(HOUR), closesAt: after(-HOUR) }
    const made = await createRound(here.db, coordinator, programme, wrong)
    expect(says(made)).toEqual(['The round would close before it opens.'])
    const at = await create()
    await expect(
      here.db.inTenant('brigham', (tx) =>
        sql`update choosing set closes_at = opens_at where id = ${at.round}`.execute(tx),
      ),
    ).rejects.toThrow('closes_after_it_opens')
  })

  test('is refused without blocks, or of a year of another programme', async () => {
    const made = (more: Partial<NewRound>) =>
      createRound(here.db, coordinator, programme, { ...wanted, ...more })
    expect(rules(await made({ from: 'b50', to: 'b51' }))).toEqual(['electives.periods'])
    expect(rules(await made({ plan: 'mayo-2026' }))).toEqual(['http.missing'])
  })

  test('keeps the seed once it is announced, and what somebody else has changed meanwhile', async () => {
    const at = await open()
    const change = (version: number, more: object) =>
      changeRound(here.db, coordinator, at, { ...words, ...more, version })
    expect(rules(await change(2, { seed: 'mine' }))).toEqual(['electives.seed'])
    await expect(
      here.db.inTenant('brigham', (tx) =>
        sql`update choosing set seed = 'mine' where id = ${at.round}`.execute(tx),
      ),
    ).rejects.toThrow('the seed is published')
    value(await change(2, { title: 'Spring' }))
    expect(rules(await change(2, { title: 'Winter' }))).toEqual(['electives.stale'])
  })
})

describe('wishes', () => {
  test('are saved with a version; a second device is told both lists', async () => {
    const at = await open()
    const saved = value(await save(elif, at, 0, 'msk-advanced', 'leadership'))
    expect(saved).toMatchObject({ version: 1, wishes: ['msk-advanced', 'leadership'] })
    const late = await save(elif, at, 0, 'educator')
    expect(rules(late)).toEqual(['electives.stale'])
    expect(says(late)[0]).toMatch(/There: Musculoskeletal.*, .*\. Here: .*\./)
    expect(value(await viewMine(here.db, elif, at, NOW)).wishes).toEqual([
      'msk-advanced',
      'leadership',
    ])
  })

  test('of two devices that save at once one wins', async () => {
    const at = await open()
    const both = await Promise.all([
      save(elif, at, 0, 'msk-advanced'),
      save(elif, at, 0, 'leadership'),
    ])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.flatMap(rules)).toEqual(['electives.stale'])
  })

  test('a millisecond after the close are refused in a sentence, and by the database by force', async () => {
    const at = await open()
    value(await save(elif, at, 0, 'msk-advanced'))
    await here.db.inTenant('brigham', (tx) =>
      sql`update choosing set closes_at = clock_timestamp() + interval '1 millisecond'
        where id = ${at.round}`.execute(tx),
    )
    await new Promise((next) => setTimeout(next, 2))
    expect(says(await save(elif, at, 1, 'leadership'))).toEqual([
      'The round has just closed. What you saved before counts; this change came too late.',
    ])
    await expect(
      here.db.inTenant('brigham', (tx) =>
        sql`update chooser set wishes = '["leadership"]', wishes_version = 2
          where choosing = ${at.round} and person = 'elif-karadenizli'`.execute(tx),
      ),
    ).rejects.toThrow('takes no wishes now')
    expect(value(await viewMine(here.db, elif, at, NOW)).wishes).toEqual(['msk-advanced'])
  })

  test('at the edge of the close are in before it or refused, and what is in counts', async () => {
    const at = await open()
    await here.db.inTenant('brigham', (tx) =>
      sql`update choosing set closes_at = clock_timestamp() + interval '500 milliseconds'
        where id = ${at.round}`.execute(tx),
    )
    let version = 0
    const end = Date.now() + 900
    while (Date.now() < end) if ((await save(elif, at, version, 'educator')).ok) version++
    const { rows } = await here.db.pool.query(
      `select wishes_version as version, saved_at < closes_at as "inTime"
       from chooser x join choosing c on c.id = x.choosing where x.person = 'elif-karadenizli'
       and c.id = $1`,
      [at.round],
    )
    expect(rows).toEqual([{ version, inTime: true }])
    expect(version).toBeGreaterThan(0)
  })

  test('before the opening, of strangers and of drafts are refused', async () => {
    const coming = await open({ opensAt: after(HOUR / 2) })
    expect(rules(await save(elif, coming, 0, 'educator'))).toEqual(['electives.coming'])
    const at = await open()
    expect(says(await save(coordinator, at, 0, 'educator'))).toEqual([
      'You do not choose in this round.',
    ])
    const draft = await create()
    expect(rules(await save(elif, draft, 0, 'educator'))).toEqual(['http.missing'])
  })

  test('for what is unknown, twice, too many, full, closed, lapsed or barred are refused with the reason', async () => {
    const at = await open()
    const why = async (...wishes: string[]) => says(await save(elif, at, 0, ...wishes))
    expect(await why('flying')).toEqual(['There is no elective "flying" in this round.'])
    expect(await why('educator', 'educator')).toEqual([expect.stringContaining('twice')])
    expect(await why('a', 'b', 'c', 'd', 'e', 'f')).toContain(
      '6 wishes are more than the 5 of this round.',
    )
    const set = (offer: string, places: number, what?: 'closed' | 'lapsed') =>
      setOffer(
        here.db,
        coordinator,
        { ...at, offer },
        { places, shut: what ? { why: what, reason: 'The scanner is gone.' } : null },
      )
    value(await set('educator', 0))
    value(await set('leadership', 2, 'closed'))
    value(await set('data-science', 2, 'lapsed'))
    value(
      await setBars(here.db, coordinator, { ...at, person: elif.person.id }, [
        { offer: 'msk-advanced', reason: 'The biopsy course is missing.' },
      ]),
    )
    const found = await why('educator', 'leadership', 'data-science', 'msk-advanced')
    expect(found).toEqual([
      expect.stringContaining('is full'),
      expect.stringContaining('is closed: The scanner is gone.'),
      expect.stringContaining('has lapsed: The scanner is gone.'),
      expect.stringContaining('is not open to you: The biopsy course is missing.'),
    ])
    const mine = value(await viewMine(here.db, elif, at, NOW))
    expect(
      mine.offers
        .filter(({ no }) => no !== null)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...['data-science', 'educator', 'leadership', 'msk-advanced']])
    value(await save(kofi, at, 0, 'msk-advanced'))
  })

  test('are of a version of the offers, which stays as it was', async () => {
    const at = await open()
    value(await save(elif, at, 0, 'msk-advanced'))
    const offer = { ...at, offer: 'msk-advanced' }
    value(await setOffer(here.db, coordinator, offer, { places: 7, shut: null }))
    expect(value(await viewMine(here.db, elif, at, NOW))).toMatchObject({
      offersVersion: 2,
      savedOffersVersion: 1,
    })
    await expect(
      here.db.inTenant('brigham', (tx) =>
        sql`update choosing_offers set offers = '[]' where choosing = ${at.round}`.execute(tx),
      ),
    ).rejects.toThrow('stays')
  })

  test('of others are not seen, nor counted unless the planner shows it, nor in the audit', async () => {
    const at = await open()
    value(await save(kofi, at, 0, 'educator'))
    const hidden = value(await viewMine(here.db, elif, at, NOW))
    expect(hidden.offers.every(({ demand }) => demand === null)).toBe(true)
    expect(hidden.round.wishing).toBe(0)
    value(await changeRound(here.db, coordinator, at, { ...words, showsDemand: true, version: 2 }))
    const shown = value(await viewMine(here.db, elif, at, NOW))
    expect(shown.offers.find(({ id }) => id === 'educator')!.demand).toEqual({
      wishes: 1,
      first: 1,
    })
    const { rows } = await here.db.pool.query<{ count: number }>(
      `select count(*)::int as count from audit where thing = 'chooser' and actor = $1
       and coalesce(after::text, '') || coalesce(before::text, '') not like '%educator%'`,
      ['kofi-ampontuah'],
    )
    expect(rows[0]!.count).toBe(1)
  })

  test('whoever has none gets a letter, once a day', async () => {
    const at = await open()
    value(await save(elif, at, 0, 'educator'))
    await here.db.inTenant('brigham', (tx) =>
      sql`insert into mail_address (tenant, person, email) select 'brigham', person,
        person || '@example.org' from chooser where choosing = ${at.round}
        on conflict do nothing`.execute(tx),
    )
    expect(value(await remind(here.db, coordinator, at, NOW)).people).toBe(10)
    value(await remind(here.db, coordinator, at, NOW))
    const { rows } = await here.db.pool.query<{ person: string }>(
      `select person from mail where subject like '%you have not chosen yet'`,
    )
    expect(rows).toHaveLength(10)
    expect(rows.map(({ person }) => person)).not.toContain('elif-karadenizli')
  })
})

describe('a round that is about to close', () => {
  test('reminds who has not chosen four days before and on the last day, each once', async () => {
    const clock = { now: () => new Date().toISOString() }
    const { signal } = new AbortController()
    const soon = await open({ title: 'Soon', closesAt: after(80 * HOUR) })
    const last = await open({ title: 'Last', closesAt: after(20 * HOUR) })
    await open({ title: 'Later', closesAt: after(200 * HOUR) })
    value(await save(elif, soon, 0, 'educator'))
    await here.db.inTenant('brigham', (tx) =>
      sql`insert into mail_address (tenant, person, email) select 'brigham', person,
        person || '@example.org' from chooser where choosing = ${soon.round}
        on conflict do nothing`.execute(tx),
    )
    await remindIdle(here.db, clock, signal)
    await remindIdle(here.db, clock, signal)
    const { rows } = await here.db.pool.query<{ subject: string; count: number }>(
      `select subject, count(*)::int as count from mail
        where subject like '%you have not chosen yet' group by subject order by subject`,
    )
    expect(rows).toEqual([
      { subject: 'Last: you have not chosen yet', count: 11 },
      { subject: 'Soon: you have not chosen yet', count: 10 },
    ])
    // Once it is closed nobody could answer.
    await shut(last)
    await here.db.pool.query('delete from mail')
    await remindIdle(here.db, clock, signal)
    const again = await here.db.pool.query(`select 1 from mail where subject like 'Last:%'`)
    expect(again.rows).toEqual([])
  })
})

describe('a result', () => {
  test('is made after the close only, compared, and its certificate is true', async () => {
    const open1 = await open()
    expect(rules(await compareRound(here.db, coordinator, open1))).toEqual(['electives.early'])
    expect(rules(await allotRound(here.db, coordinator, open1, 'leximin'))).toEqual([
      'electives.early',
    ])
    const { at } = await allotted()
    const { rows } = value(await compareRound(here.db, coordinator, at))
    expect(rows.map(({ mechanism }) => mechanism)).toHaveLength(5)
    expect(rows.every(({ claims }) => claims.length === 4)).toBe(true)
    const certificate = value(await findCertificate(here.db, coordinator, at, NOW))
    expect(verifyAllocation(certificate)).toMatchObject({ findings: [] })
    expect(JSON.stringify(certificate)).not.toMatch(/elif|Karadenizli|kofi/i)
    expect(rules(await findCertificate(here.db, elif, at, NOW))).toEqual(['http.missing'])
  })

  test('leaves a wish out that has become impossible, instead of refusing everybody', async () => {
    const at = await open()
    value(await save(elif, at, 0, 'educator', 'msk-advanced'))
    const offer = { ...at, offer: 'educator' }
    const gone = { places: 1, shut: { why: 'closed' as const, reason: 'Nobody teaches it.' } }
    value(await setOffer(here.db, coordinator, offer, gone))
    await shut(at)
    value(await allotRound(here.db, coordinator, at, 'leximin'))
    const view = value(await viewRound(here.db, coordinator, at))
    const mine = view.choosers.find(({ person }) => person === elif.person.id)!
    expect(mine.places.map(({ offer: id, rank }) => [id, rank])).toEqual([['msk-advanced', 2]])
  })

  test('keeps the places that are allotted: fewer are refused with the names', async () => {
    const { at } = await allotted({ showsDemand: true })
    const offer = { ...at, offer: 'abdominal-intervention' }
    const set = (places: number) => setOffer(here.db, coordinator, offer, { places, shut: null })
    expect(says(await set(0))[0]).toMatch(/is allotted to .*; 0 places are too few\./)
    expect(value(await viewRound(here.db, coordinator, at)).result).not.toBe(null)
    // More room is another market: the result that was made of the old one is taken back.
    value(await set(2))
    expect(value(await viewRound(here.db, coordinator, at)).result).toBe(null)
  })

  test('is released by a second planner, never by the one who chose it, and stays', async () => {
    const { at, hash } = await allotted()
    const release = (actor: Actor, of = hash) =>
      as(actor, () => releaseRound(here.db, actor, at, of, NOW))
    expect(rules(await release(coordinator))).toEqual(['electives.two'])
    await expect(
      here.db.inTenant('brigham', (tx) =>
        sql`update choosing set released_by = allotted_by, released_at = now()
          where id = ${at.round}`.execute(tx),
      ),
    ).rejects.toThrow('released_by_a_second')
    expect(rules(await release(director, 'x'))).toEqual(['electives.stale'])
    expect(value(await viewMine(here.db, elif, at, NOW)).places).toBe(null)
    value(await release(director))
    const mine = value(await viewMine(here.db, elif, at, NOW))
    expect(mine.places!.length).toBeGreaterThan(0)
    value(await findCertificate(here.db, elif, at, NOW))
    expect(rules(await allotRound(here.db, director, at, 'leximin'))).toEqual([
      'electives.released',
    ])
    for (const text of [
      `update choosing set title = 'x' where id = '${at.round}'`,
      `update choosing set allocation = null, allotted_by = null, allotted_at = null where id = '${at.round}'`,
      `delete from choosing where id = '${at.round}'`,
      `update chooser set barred = '[{}]' where choosing = '${at.round}'`,
      `insert into choosing_offers (tenant, choosing, version, offers) values ('brigham', '${at.round}', 9, '[]')`,
    ])
      await expect(here.db.inTenant('brigham', (tx) => sql.raw(text).execute(tx))).rejects.toThrow(
        'this result is released',
      )
  })

  test('two who release at once release once, and the other reads who did', async () => {
    const { at, hash } = await allotted()
    const chief = await actAs(here.db, 'brigham', 'aaliyah-washburn')
    const both = await Promise.all(
      [director, chief].map((actor) =>
        as(actor, () => releaseRound(here.db, actor, at, hash, NOW)),
      ),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.flatMap(says)).toEqual([
      expect.stringMatching(/ has released the result already\.$/),
    ])
  })

  test('is last year’s demand of the next round', async () => {
    const { at, hash } = await allotted()
    value(await as(director, () => releaseRound(here.db, director, at, hash, NOW)))
    const next = await open()
    const { offers } = value(await viewRound(here.db, coordinator, next))
    const last = offers.find(({ id }) => id === 'abdominal-intervention')!.lastDemand
    expect(last).toEqual({ wishes: 2, first: 2 })
  })

  test('of another institution or programme is not found', async () => {
    const at = await open()
    const stranger = await actAs(here.db, 'mayo', 'solveig-bergstrand')
    expect(rules(await viewRound(here.db, stranger, at))).toEqual(['http.missing'])
    expect(rules(await viewRound(here.db, coordinator, { ...at, id: 'bwh-ir' }))).toEqual([
      'http.missing',
    ])
  })
})
