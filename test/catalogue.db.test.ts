// Does the catalogue keep its versions, its drafts and its public page as it says?
import { sql } from 'kysely'
import { catalogues } from '../demo/catalogues.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actingAs } from '../src/platform/acting.ts'
import { compareVersions, viewCatalogue, viewPublic } from '../src/rooms/catalogue/actions.ts'
import {
  recordCompetency,
  stopCompetency,
  viewCompetencies,
} from '../src/rooms/catalogue/competencies.ts'
import {
  beginDraft,
  discardDraft,
  editDraft,
  openCatalogue,
  putInForce,
} from '../src/rooms/catalogue/drafts.ts'
import { findCatalogueOn } from '../src/rooms/catalogue/index.ts'
import type { Catalogue, Elective } from '../src/rooms/catalogue/schema.ts'
import { announceRound, createRound, viewRound } from '../src/rooms/electives/actions.ts'
import { setOffer } from '../src/rooms/electives/offering.ts'
import { viewMine } from '../src/rooms/electives/wishing.ts'
import { day } from '../src/kernel/day.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

const programme = 'bwh-dr'
let here: TestDatabase
let coordinator: Actor
let director: Actor
let elif: Actor

beforeEach(async () => {
  here = await cloneDatabase()
  const who = (person: string) => actAs(here.db, 'brigham', person)
  coordinator = await who('theodore-lacombiere')
  director = await who('josephine-harrowgate')
  elif = await who('elif-karadenizli')
})
afterEach(() => here.drop())

const as = <T>(actor: Actor, work: () => Promise<T>) => actingAs({ actor: actor.person.id }, work)
const rules = (outcome: { ok: boolean; findings?: { rule: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.rule)
const says = (outcome: { ok: boolean; findings?: { says: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.says)
const view = async (actor: Actor, version?: string) =>
  value(await viewCatalogue(here.db, actor, programme, version, NOW))
const on = (at: string) =>
  here.db.inTenant('brigham', (tx) => findCatalogueOn(tx, programme, day(at)))
const find = ({ electives }: Catalogue, id: string) => electives.find((one) => one.id === id)!
const change = (was: Elective, more: Partial<Elective>, actor = coordinator) =>
  as(actor, () =>
    editDraft(here.db, actor, programme, { thing: 'elective', was, is: { ...was, ...more } }),
  )
const settle = (from: string, version: number) =>
  as(coordinator, () =>
    putInForce(here.db, coordinator, programme, { version, from: day(from) }, NOW),
  )
const read = () => viewPublic(here.db, { institution: 'brigham', programme }, NOW)

describe('a version', () => {
  test('holds from its day on, and what held before stays what it was', async () => {
    const { draft, shown } = await view(coordinator)
    expect(shown).toMatchObject({ state: 'in force', since: '2026-07-01', until: null })
    expect(draft).toMatchObject({ from: '2027-07-01', findings: [] })
    expect(draft!.changes.map(({ id, says: lines }) => [id, lines])).toEqual([
      ['abdominal-intervention', ['Places: 1 to 2.']],
      ['msk-mr-extended', ['Long form in weeks: 8 to 12.']],
    ])
    value(await settle('2027-07-01', draft!.version))
    const places = async (at: string) =>
      find((await on(at)).catalogue, 'abdominal-intervention').places
    expect([await places('2027-06-30'), await places('2027-07-01')]).toEqual([1, 2])
    const after = await view(elif)
    expect(after.shown).toMatchObject({ since: '2026-07-01', until: '2027-06-30' })
    expect(after.versions.map(({ since, by }) => [since, by])).toEqual([
      ['2026-07-01', null],
      ['2027-07-01', 'Théodore Lacombière'],
    ])
  })

  test('in force is never altered, by no role', async () => {
    for (const text of [
      `update catalogue_version set document = '{}' where state = 'in force'`,
      `update catalogue_version set since = '2020-01-01' where state = 'in force'`,
      `delete from catalogue_version where state = 'in force'`,
    ]) {
      await expect(here.db.inTenant('brigham', (tx) => sql.raw(text).execute(tx))).rejects.toThrow(
        'in force and stays',
      )
      await expect(here.db.pool.query(text)).rejects.toThrow('in force and stays')
    }
  })

  test('begins neither in the past, nor on a day that is taken, nor with faults, nor unseen', async () => {
    const { draft } = await view(coordinator)
    const was = find((await view(coordinator, 'draft')).catalogue, 'educator')
    const { version } = value(await change(was, { minWeeks: 20 }))
    expect(says(await settle('2026-07-01', version))).toEqual([
      expect.stringContaining('is past'),
      expect.stringContaining('usually takes 12 weeks, less than the 20'),
    ])
    expect(rules(await settle('2027-07-01', draft!.version))).toEqual(['catalogue.stale'])
    const now = find((await view(coordinator, 'draft')).catalogue, 'educator')
    const sound = value(await change(now, { minWeeks: 6 })).version
    value(await settle('2027-07-01', sound))
    value(await as(coordinator, () => beginDraft(here.db, coordinator, programme, undefined)))
    expect(says(await settle('2027-07-01', 1))).toEqual([
      'A catalogue is in force from 1 Jul 2027 on already, and it stays.',
    ])
    expect((await view(coordinator)).draft!.from).toBe('2028-07-01')
  })

  test('is read from the records of the programme where none has begun', async () => {
    const early = await on('2020-01-01')
    expect(early).toMatchObject({ id: null, since: null })
    expect(early.catalogue.electives).toHaveLength(19)
    expect(early.catalogue).toEqual((await on('2026-07-01')).catalogue)
    const other = await here.db.inTenant('brigham', (tx) =>
      findCatalogueOn(tx, 'bwh-cebi', day('2026-07-01')),
    )
    expect(other.catalogue.electives).toEqual([])
  })
})

describe('a draft', () => {
  test('is edited by two at once without loss, and the same thing twice is refused with what changed', async () => {
    const { catalogue } = await view(coordinator, 'draft')
    const [one, two] = [find(catalogue, 'educator'), find(catalogue, 'leadership')]
    const both = await Promise.all([
      change(one, { places: 5 }),
      change(two, { places: 6 }, director),
    ])
    expect(both.map(({ ok }) => ok)).toEqual([true, true])
    const late = await change(one, { places: 9 }, director)
    expect(says(late)).toEqual([
      'Somebody has changed Clinician and educator since you looked at it. Places: 2 to 5.',
    ])
    const now = (await view(coordinator, 'draft')).catalogue
    expect(['educator', 'leadership'].map((id) => find(now, id).places)).toEqual([5, 6])
    const undo = both[0]!.ok ? both[0].value.undo : undefined
    value(await editDraft(here.db, coordinator, programme, undo!))
    expect(find((await view(coordinator, 'draft')).catalogue, 'educator')).toEqual(one)
  })

  test('is thrown away and comes back as it was', async () => {
    const before = await view(coordinator, 'draft')
    value(await discardDraft(here.db, coordinator, programme))
    expect((await view(coordinator)).draft).toBe(null)
    expect(rules(await discardDraft(here.db, coordinator, programme))).toEqual(['http.missing'])
    value(
      await as(coordinator, () => beginDraft(here.db, coordinator, programme, before.catalogue)),
    )
    expect((await view(coordinator, 'draft')).catalogue).toEqual(before.catalogue)
    const again = await beginDraft(here.db, coordinator, programme, undefined)
    expect(rules(again)).toEqual(['catalogue.draft'])
  })

  test('of two who begin at once there is one', async () => {
    value(await discardDraft(here.db, coordinator, programme))
    const both = await Promise.all(
      [coordinator, director].map((actor) =>
        as(actor, () => beginDraft(here.db, actor, programme, undefined)),
      ),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.flatMap(rules)).toEqual(['catalogue.draft'])
  })

  test('is for planners only, and so is what it changes', async () => {
    const { draft, shown } = await view(coordinator)
    expect((await view(elif)).draft).toBe(null)
    for (const version of ['draft', draft!.id])
      expect(rules(await viewCatalogue(here.db, elif, programme, version, NOW))).toEqual([
        'http.missing',
      ])
    const asked = { from: shown.id!, to: 'draft' }
    expect(rules(await compareVersions(here.db, elif, programme, asked, NOW))).toEqual([
      'http.missing',
    ])
    const { changes } = value(await compareVersions(here.db, coordinator, programme, asked, NOW))
    expect(changes).toHaveLength(2)
  })

  test('of another programme or institution is not found', async () => {
    const stranger = await actAs(here.db, 'mayo', 'solveig-bergstrand')
    expect(rules(await viewCatalogue(here.db, stranger, programme, undefined, NOW))).toEqual([
      'http.missing',
    ])
  })

  test('leaves its edits in the audit, without the whole document', async () => {
    const was = find((await view(coordinator, 'draft')).catalogue, 'educator')
    value(await change(was, { note: 'A sentence that nobody needs twice' }))
    const { rows } = await here.db.pool.query<{ actor: string; text: string }>(
      `select actor, coalesce(after::text, '') as text from audit
       where thing = 'catalogue_version' and action = 'update'`,
    )
    expect(rows).toEqual([
      { actor: 'theodore-lacombiere', text: expect.not.stringContaining('nobody needs') },
    ])
  })
})

describe('the public catalogue', () => {
  test('is what is in force, for anybody, without a name or an agreement in it', async () => {
    const open = value(await read())
    expect(open.catalogue.electives).toHaveLength(19)
    expect(open.since).toBe('2026-07-01')
    expect(find(open.catalogue, 'abdominal-intervention').places).toBe(1)
    const { rows } = await here.db.pool.query<{ given: string; family: string }>(
      `select given, family from person where tenant = 'brigham'`,
    )
    const text = JSON.stringify(open)
    expect(rows.length).toBeGreaterThan(30)
    expect(rows.filter(({ given, family }) => text.includes(`${given} ${family}`))).toEqual([])
    expect(
      open.catalogue.electives.flatMap(({ offSite }) => offSite.map((one) => one.agreement)),
    ).toEqual(open.catalogue.electives.flatMap(({ offSite }) => offSite.map(() => '')))
  })

  test('is closed at once when a planner says so, and looks like what does not exist', async () => {
    value(await read())
    value(await openCatalogue(here.db, coordinator, programme, false))
    const closed = await read()
    const nowhere = await viewPublic(here.db, { institution: 'x', programme: 'y' }, NOW)
    const other = await viewPublic(here.db, { institution: 'brigham', programme: 'bwh-ir' }, NOW)
    expect(closed.ok).toBe(false)
    expect([nowhere, other]).toEqual([closed, closed])
    value(await openCatalogue(here.db, coordinator, programme, true))
    value(await read())
  })
})

describe('competencies', () => {
  const record = (person: string, word: string, since = '2026-11-01', actor = coordinator) =>
    as(actor, () =>
      recordCompetency(
        here.db,
        actor,
        { programme, person, word, since: day(since), note: '' },
        NOW,
      ),
    )
  const HOUR = 3_600_000
  const round = async () => {
    const after = (ms: number) => new Date(Date.now() + ms).toISOString()
    const made = await as(coordinator, () =>
      createRound(here.db, coordinator, programme, {
        ...{ title: 'Round', opensAt: after(-HOUR), closesAt: after(HOUR), seed: 'x' },
        ...{ mechanism: 'leximin', mostWishes: 5, places: 2, showsDemand: false },
        ...{ plan: 'bwh-r4-2026', from: 'b27', to: 'b51', blocks: 4 },
      }),
    )
    const at = { id: programme, round: value(made).round }
    value(await announceRound(here.db, coordinator, at))
    return at
  }

  test('BW-26, BW-72: a prerequisite locks until what it asks for is recorded, and again when it ends', async () => {
    const finnian = await actAs(here.db, 'brigham', 'finnian-gallowglass')
    const at = await round()
    const no = async (id: string) =>
      value(await viewMine(here.db, finnian, at, NOW)).offers.find((offer) => offer.id === id)!.no
    expect(await no('breast-advanced')).toMatch(
      /not open to you: Radiation-safety training before handling seeds\. Not recorded yet: Radiation safety/,
    )
    expect(await no('msk-advanced')).toContain('Not recorded yet: Basics of arthrography.')
    const { id } = value(await record('finnian-gallowglass', 'radiation-safety'))
    expect(await no('breast-advanced')).toBe(null)
    value(await as(coordinator, () => stopCompetency(here.db, coordinator, programme, id)))
    expect(await no('breast-advanced')).not.toBe(null)
  })

  test('are recorded once, of the past, of trainees, under a known word, and not by oneself', async () => {
    const rule = async (...of: Parameters<typeof record>) => rules(await record(...of))
    expect(await rule('elif-karadenizli', 'radiation-safety')).toEqual(['catalogue.recorded'])
    expect(await rule('finnian-gallowglass', 'radiation-safety', '2027-01-01')).toEqual([
      'catalogue.ahead',
    ])
    expect(await rule('finnian-gallowglass', 'flying')).toEqual(['catalogue.word'])
    expect(await rule('orla-fitzsimonsen', 'radiation-safety')).toEqual(['http.missing'])
    expect(await rule('nobody', 'radiation-safety')).toEqual(['http.missing'])
    const chief = await actAs(here.db, 'brigham', 'aaliyah-washburn')
    const own = await record('aaliyah-washburn', 'radiation-safety', '2026-11-01', chief)
    expect(rules(own)).toEqual(['catalogue.own'])
  })

  test('are seen by planners of all, by trainees of themselves', async () => {
    const all = value(await viewCompetencies(here.db, coordinator, programme, NOW))
    const known = new Set(catalogues[0]!.competencies.map(({ person }) => person))
    expect(new Set(all.records.map(({ person }) => person))).toEqual(known)
    const mine = value(await viewCompetencies(here.db, elif, programme, NOW))
    expect(mine.people.map(({ id }) => id)).toEqual(['elif-karadenizli'])
    expect(new Set(mine.records.map(({ person }) => person))).toEqual(new Set(['elif-karadenizli']))
  })

  test('BW-132 to BW-134: the places of the three thoracic tracks change together in a round', async () => {
    const at = await round()
    const offer = 'thoracic-advanced:thoracic-intervention'
    value(await setOffer(here.db, coordinator, { ...at, offer }, { places: 4, shut: null }))
    const { offers } = value(await viewRound(here.db, coordinator, at))
    const thoracic = offers.filter((one) => one.elective === 'thoracic-advanced')
    expect(thoracic.map(({ places, pool }) => [places, pool])).toEqual(
      Array.from({ length: 3 }, () => [4, 'thoracic-advanced']),
    )
    const mini = { ...at, offer: 'mini-thoracic' }
    expect(rules(await setOffer(here.db, coordinator, mini, { places: 9, shut: null }))).toEqual([
      'electives.parts',
    ])
  })
})
