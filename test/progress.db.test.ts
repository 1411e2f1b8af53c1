// Does the road to graduation hold in the database: who sees what, places, versions, what cannot be deleted?
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import { insertTime, PUBLISHED } from '../src/rooms/time/index.ts'
import {
  confirm,
  enter,
  setCurriculum,
  stopWaiver,
  takeBack,
  waive,
} from '../src/rooms/progress/actions.ts'
import { applyFor, decide, withdraw } from '../src/rooms/progress/admissions.ts'
import { viewPortfolio } from '../src/rooms/progress/portfolio.ts'
import { viewChecklist, viewClass, viewLetter } from '../src/rooms/progress/ledger.ts'
import { listWaiting } from '../src/rooms/progress/looking.ts'
import { curriculumSchema } from '../src/rooms/progress/schema.ts'
import { viewStudy } from '../src/rooms/studyplans/actions.ts'
import { stepPlan } from '../src/rooms/studyplans/stepping.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

let here: TestDatabase
beforeEach(async () => {
  here = await cloneDatabase()
})
afterEach(() => here.drop())

const PROGRAMME = 'bwh-dr'
const as = (person: string) => actAs(here.db, 'brigham', person)
const director = () => as('josephine-harrowgate')
const list = async (viewer: string, person = viewer) =>
  viewChecklist(here.db, await as(viewer), person, undefined, NOW, [])
const itemOf = async (person: string, id: string, viewer = person) =>
  value(await list(viewer, person)).items.find((item) => item.id === id)
const rulesOf = (outcome: { ok: boolean; findings?: { rule: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map(({ rule }) => rule)
const memberOf = async (person: string) => value(await list(person)).members[0]!
const approve = async (id: string, inGoodStanding = true) =>
  decide(
    here.db,
    await director(),
    PROGRAMME,
    id,
    { state: 'approved', note: '', inGoodStanding },
    NOW,
  )
const apply = async (person: string, pathway = 'esir') =>
  applyFor(here.db, await as(person), PROGRAMME, { pathway, statement: 'Please.' }, NOW)

describe('who sees a checklist', () => {
  test('the person and those who plan the programme; for others it is not there', async () => {
    expect((await list('yael-rosenkrantz')).ok).toBe(true)
    expect((await list('josephine-harrowgate', 'yael-rosenkrantz')).ok).toBe(true)
    expect((await list('bjørn-aasmundsen'.replace('ø', 'o'), 'yael-rosenkrantz')).ok).toBe(false)
    expect((await list('liesl-hohenberger', 'yael-rosenkrantz')).ok).toBe(false)
    const foreign = await actAs(here.db, 'mayo', 'solveig-bergstrand')
    expect((await viewChecklist(here.db, foreign, 'yael-rosenkrantz', undefined, NOW, [])).ok).toBe(
      false,
    )
  })

  test('a version binds those who entered under it, and a newer one does not bind them', async () => {
    const goals = async (person: string) => (await itemOf(person, 'scholarly'))!.goals.length
    expect([await goals('aaliyah-washburn'), await goals('sakura-minamikawa')]).toEqual([1, 2])
    const newer = curriculumSchema.parse({
      ...{ since: '2027-07-01', pathways: [] },
      requirements: [
        {
          ...{ id: 'length', name: 'Length', group: 'time', source: 'program' },
          measure: { kind: 'length', months: 60 },
        },
      ],
    })
    value(await setCurriculum(here.db, await director(), PROGRAMME, newer))
    expect((await itemOf('sakura-minamikawa', 'length'))!.needed).toBe(48)
    const again = await setCurriculum(here.db, await director(), PROGRAMME, newer)
    expect(rulesOf(again)).toEqual(['progress.version'])
  })
})

describe('BW-63, BW-64: ESIR', () => {
  test('a second-year resident applies, is admitted, and from then on more is required', async () => {
    expect(rulesOf(await apply('noor-al-khatibi'))).toEqual(['progress.level'])
    expect(rulesOf(await apply('leilani-kahananui'))).toEqual(['progress.level'])
    value(await apply('yael-rosenkrantz'))
    expect(rulesOf(await apply('yael-rosenkrantz'))).toEqual(['progress.twice'])
    expect(await itemOf('yael-rosenkrantz', 'esir-r4')).toBeUndefined()
    const { id } = await memberOf('yael-rosenkrantz')
    expect(rulesOf(await approve(id, false))).toEqual(['progress.standing'])
    value(await approve(id))
    expect(await itemOf('yael-rosenkrantz', 'esir-r4')).toMatchObject({
      pathway: { id: 'esir' },
      needed: 20,
      state: 'open',
    })
    // The places of this class are taken now: Diego has the other one.
    const waiting = await memberOf('giorgos-papalexis')
    expect(rulesOf(await approve(waiting.id))).toEqual(['progress.capacity'])
    value(await withdraw(here.db, await as('yael-rosenkrantz'), PROGRAMME, id, NOW))
    expect(await itemOf('yael-rosenkrantz', 'esir-r4')).toBeUndefined()
    value(await approve(waiting.id))
  })

  test('two who admit at once give the last place to one', async () => {
    value(await apply('yael-rosenkrantz'))
    const ids = [(await memberOf('yael-rosenkrantz')).id, (await memberOf('giorgos-papalexis')).id]
    const outcomes = await Promise.all(ids.map((id) => approve(id)))
    expect(outcomes.map(rulesOf).sort()).toEqual([[], ['progress.capacity']])
    const taken = await here.db.pool.query(
      `select place from pathway_member where pathway = 'esir' and class_of = '2025-07-01'
       and place is not null order by place`,
    )
    expect(taken.rows).toEqual([{ place: 1 }, { place: 2 }])
  })

  test('the database itself gives no place twice and none beyond the capacity', async () => {
    const set = (values: string) =>
      here.db.pool.query(
        `update pathway_member set ${values}, state = 'approved', decided_on = '2026-11-01'
         where person = 'giorgos-papalexis'`,
      )
    await expect(set('place = 1')).rejects.toThrow(/pathway_member_place/)
    await expect(set('place = 3, capacity = 2')).rejects.toThrow(/check constraint/)
  })

  test('nobody decides on their own, and a step can be taken back', async () => {
    value(await apply('yael-rosenkrantz'))
    const { id } = await memberOf('yael-rosenkrantz')
    const step = async (state: 'declined' | 'applied' | 'completed') =>
      decide(
        here.db,
        await director(),
        PROGRAMME,
        id,
        { state, note: '', inGoodStanding: false },
        NOW,
      )
    value(await step('declined'))
    value(await step('applied'))
    expect(rulesOf(await step('completed'))).toEqual(['progress.state'])
    value(await approve(id))
    // No letter for what is open: each thing is said, and done or waived before.
    expect(new Set(rulesOf(await step('completed')))).toEqual(new Set(['progress.open']))
    for (const { id: requirement, pathway, state } of value(await list('yael-rosenkrantz')).items)
      if (pathway?.id === 'esir' && state !== 'done')
        value(
          await waive(
            here.db,
            await director(),
            PROGRAMME,
            { person: 'yael-rosenkrantz', requirement, reason: 'Done before she came here.' },
            NOW,
          ),
        )
    value(await step('completed'))
    const letter = async (viewer: string) =>
      viewLetter(here.db, await as(viewer), PROGRAMME, id, NOW, [])
    expect(value(await letter('yael-rosenkrantz'))).toMatchObject({
      director: 'Josephine Harrowgate',
      leadsTo: 'the second year of an independent IR residency',
    })
    expect((await letter('giorgos-papalexis')).ok).toBe(false)
  })
})

describe('what is entered', () => {
  const procedures = (person: string, more: object = {}) => ({
    ...{ person, counter: 'esir-procedures', on: day('2026-11-20'), amount: 155, note: '' },
    ...more,
  })
  test('BW-66: procedures count at once, and what is taken back counts no more', async () => {
    const bogdan = await as('bogdan-ionescu-pall')
    const sum = async () =>
      (await itemOf('bogdan-ionescu-pall', 'es-1'))!.goals.find(
        ({ unit }) => unit === 'procedures',
      )!
    expect((await sum()).value).toBe(345)
    const { id } = value(await enter(here.db, bogdan, PROGRAMME, procedures(bogdan.person.id), NOW))
    expect(await sum()).toMatchObject({ value: 500, state: 'done' })
    value(await takeBack(here.db, bogdan, PROGRAMME, id, NOW))
    expect((await sum()).value).toBe(345)
    const kept = await here.db.pool.query('select ended_by from progress_entry where id = $1', [id])
    expect(kept.rows).toEqual([{ ended_by: bogdan.person.id }])
  })

  test('only for oneself, only what has happened, only what something counts', async () => {
    const bogdan = await as('bogdan-ionescu-pall')
    const tryOut = async (entry: ReturnType<typeof procedures>) =>
      rulesOf(await enter(here.db, bogdan, PROGRAMME, entry, NOW))
    const own = bogdan.person.id
    expect(await tryOut(procedures('jia-wei-liangcao'))).toEqual(['http.missing'])
    expect(await tryOut(procedures(own, { on: day('2026-11-22') }))).toEqual(['progress.ahead'])
    expect(await tryOut(procedures(own, { on: day('2023-06-30') }))).toEqual(['progress.before'])
    expect(await tryOut(procedures(own, { counter: 'nm-classroom' }))).toEqual(['progress.counter'])
    // Others' entries are not one's own to take back.
    const other = await here.db.pool.query(
      `select id from progress_entry where person = 'jia-wei-liangcao'`,
    )
    expect((await takeBack(here.db, bogdan, PROGRAMME, other.rows[0].id, NOW)).ok).toBe(false)
  })

  test('MC-36: the project of a fellow is done with both of its evidences', async () => {
    const planner = await actAs(here.db, 'mayo', 'solveig-bergstrand')
    const found = await here.db.pool.query<{ person: string }>(
      `select person from role where programme = 'mayo-msk' and role = 'trainee'
       and during @> date '2026-11-21' order by person limit 1`,
    )
    const { person } = found.rows[0]!
    const state = async () =>
      value(await viewChecklist(here.db, planner, person, undefined, NOW, [])).items.find(
        ({ id }) => id === 'research',
      )!.state
    const add = async (counter: string) =>
      value(
        await enter(
          ...([here.db, planner, 'mayo-msk'] as const),
          { person, counter, on: day('2026-11-02'), amount: 1, note: '' },
          NOW,
        ),
      )
    await add('research-submitted')
    expect(await state()).toBe('open')
    await add('research-presented')
    expect(await state()).toBe('done')
  })

  test('what later rooms know counts beside it', async () => {
    const source = async () => [
      ...Array.from({ length: 8 }, (_, nth) => ({
        ...{ id: `r${nth}`, person: 'aaliyah-washburn', counter: 'half-yearly-review', amount: 1 },
        ...{ on: day('2026-06-01'), note: '', by: 'Review' },
      })),
    ]
    const actor = await as('aaliyah-washburn')
    const without = value(await viewChecklist(here.db, actor, actor.person.id, undefined, NOW, []))
    const given = value(
      await viewChecklist(here.db, actor, actor.person.id, undefined, NOW, [source]),
    )
    const state = ({ items }: typeof given) => items.find(({ id }) => id === 'reviews')!.state
    expect([state(without), state(given)]).toEqual(['open', 'done'])
  })
})

describe('waivers', () => {
  test('have an author and a reason, end, and are never gone', async () => {
    const planner = await director()
    const wanted = { person: 'kofi-ampontuah', requirement: 'quality', reason: 'Done elsewhere.' }
    const { id } = value(await waive(here.db, planner, PROGRAMME, wanted, NOW))
    expect(await itemOf('kofi-ampontuah', 'quality')).toMatchObject({
      state: 'waived',
      waiver: { by: 'Josephine Harrowgate', reason: 'Done elsewhere.' },
    })
    expect(rulesOf(await waive(here.db, planner, PROGRAMME, wanted, NOW))).toEqual([
      'progress.waived',
    ])
    const unknown = { ...wanted, requirement: 'esir-r4' }
    expect(rulesOf(await waive(here.db, planner, PROGRAMME, unknown, NOW))).toEqual([
      'progress.requirement',
    ])
    value(await stopWaiver(here.db, planner, PROGRAMME, id))
    expect((await itemOf('kofi-ampontuah', 'quality'))!.waiver).toBeNull()
    const change = (words: string) =>
      here.db.inTenant('brigham', (tx) => sql.raw(words).execute(tx))
    await expect(change('delete from progress_waiver')).rejects.toThrow(/permission denied/)
    await expect(change(`update progress_waiver set reason = 'other'`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(change('delete from progress_entry')).rejects.toThrow(/permission denied/)
    await expect(change('update curriculum set since = since')).rejects.toThrow(/permission denied/)
  })
})

describe('projection', () => {
  const publish = async (from: string, to: string) =>
    here.db.inTenant('brigham', (tx) =>
      insertTime(tx, 'brigham', [
        {
          ...{ person: 'elif-karadenizli', programme: PROGRAMME, line: PUBLISHED, source: 'x' },
          ...{ layer: 'assignment', kind: 'rotation', work: 'nuclear-required' },
          ...{ from: day(from), to: day(to) },
        },
      ]),
    )
  test('BW-02: published weeks ahead say by which block the four weeks are done', async () => {
    expect((await itemOf('elif-karadenizli', 'r4-nuclear'))!.state).toBe('open')
    await publish('2027-02-10', '2027-03-09')
    const item = (await itemOf('elif-karadenizli', 'r4-nuclear'))!
    expect(item).toMatchObject({ state: 'on-the-way', by: '2027-03-09', value: 0, planned: 4 })
    expect(item.says).toMatch(/^0 of 4 weeks; done by block .+ \(9 Mar 2027\)\.$/)
  })

  test('what is only in a draft counts for those who plan and for nobody else', async () => {
    const planned = async (viewer: string) =>
      (await itemOf('hana-jiraskova', 'r4-elective', viewer))!.planned
    expect(await planned('hana-jiraskova')).toBe(0)
    expect(await planned('josephine-harrowgate')).toBe(0)
    await here.db.pool.query(
      `insert into person_time (tenant, person, programme, line, draft, layer, kind, work, during, status, source)
       select d.tenant, 'hana-jiraskova', 'bwh-dr', d.id, d.id, 'assignment', 'elective',
         'cancer-imaging', '[2027-01-06,2027-02-03)', 'planned', 'draft'
       from draft d where d.plan = 'bwh-r4-2026'`,
    )
    expect(await planned('hana-jiraskova')).toBe(0)
    expect(await planned('josephine-harrowgate')).toBe(4)
  })

  test('the class of a director: everybody, who is most behind first, and which pathway asks', async () => {
    const view = value(await viewClass(here.db, await director(), PROGRAMME, NOW, []))
    expect(view.trainees).toHaveLength(44)
    const behind = view.trainees.map((trainee) => trainee.behind)
    expect(behind).toEqual([...behind].sort((one, other) => other - one))
    const at = view.requirements.findIndex(({ id }) => id === 'es-1')
    expect(view.requirements[at]!.pathway).toContain('ESIR')
    const bound = view.trainees.filter(({ cells }) => cells[at]).map(({ id }) => id)
    expect(bound.sort()).toEqual(['bogdan-ionescu-pall', 'diego-montalbano', 'jia-wei-liangcao'])
  })
})

describe('what a trainee has entered', () => {
  const ENTRY = { counter: 'acls', on: day('2026-10-01'), amount: 1, note: 'Valid' }
  const put = async (by: string, person = by) =>
    value(await enter(here.db, await as(by), PROGRAMME, { ...ENTRY, person }, NOW)).id
  const isConfirmed = async (person: string) =>
    (await itemOf(person, 'life-support'))!.evidence.map((proof) => proof.isConfirmed)

  test('counts at once, is shown as not confirmed, and waits for who plans', async () => {
    await put('yael-rosenkrantz')
    expect((await itemOf('yael-rosenkrantz', 'life-support'))!.state).toBe('done')
    expect(await isConfirmed('yael-rosenkrantz')).toEqual([false])
    const waiting = await listWaiting(here.db, await director(), NOW)
    expect(waiting.programmes.find(({ id }) => id === PROGRAMME)).toMatchObject({
      ...{ applications: 1, entries: 1 },
    })
    expect((await listWaiting(here.db, await as('yael-rosenkrantz'), NOW)).programmes).toEqual([])
  })

  test('is confirmed by somebody else, never by oneself, and that can be taken back', async () => {
    const entry = await put('kofi-ampontuah')
    const own = await confirm(here.db, await as('kofi-ampontuah'), PROGRAMME, {
      ...{ entry, confirmed: true },
    })
    expect(rulesOf(own)).toEqual(['progress.own'])
    const by = async (confirmed: boolean) =>
      value(await confirm(here.db, await director(), PROGRAMME, { entry, confirmed }))
    await by(true)
    expect(await isConfirmed('kofi-ampontuah')).toContain(true)
    await by(false)
    expect(await isConfirmed('kofi-ampontuah')).toContain(false)
    const force = here.db.inTenant('brigham', (tx) =>
      sql`update progress_entry set confirmed_by = person, confirmed_at = now()
        where id = ${entry}`.execute(tx),
    )
    await expect(force).rejects.toThrow(/not_confirmed_by_oneself/)
  })

  test('is confirmed by the planner who enters it', async () => {
    await put('josephine-harrowgate', 'yael-rosenkrantz')
    expect(await isConfirmed('yael-rosenkrantz')).toEqual([true])
  })

  test('keeps a pathway from being completed while nobody has confirmed it', async () => {
    const entry = value(
      await enter(
        here.db,
        await as('bogdan-ionescu-pall'),
        PROGRAMME,
        {
          ...{ person: 'bogdan-ionescu-pall', counter: 'esir-procedures', amount: 300 },
          ...{ on: day('2026-10-01'), note: 'Autumn' },
        },
        NOW,
      ),
    ).id
    const { id } = await memberOf('bogdan-ionescu-pall')
    const complete = async () =>
      rulesOf(
        await decide(
          here.db,
          await director(),
          PROGRAMME,
          id,
          { state: 'completed', note: '', inGoodStanding: false },
          NOW,
        ),
      )
    expect(await complete()).toContain('progress.unconfirmed')
    value(await confirm(here.db, await director(), PROGRAMME, { entry, confirmed: true }))
    expect(await complete()).not.toContain('progress.unconfirmed')
  })
})

test('BW-190, BW-191: a portfolio holds what was handed in and counted, is a file of one’s own, and is nobody else’s', async () => {
  const read = async (viewer: string, person = viewer) =>
    viewPortfolio(here.db, await as(viewer), person, undefined, NOW, [])
  const mine = value(await read('aaliyah-washburn'))
  expect(mine).toMatchObject({
    format: 'isocenter.portfolio',
    version: 1,
    person: 'Aaliyah Washburn',
  })
  expect(mine.pieces.map(({ what, confirmed }) => [what, confirmed])).toEqual([
    ['Quality project: Report', true],
    ['Scholarly project: Submitted or presented', true],
  ])
  expect(mine.pathways.map(({ name }) => name)).toEqual(['Leadership track'])
  value(
    await enter(
      here.db,
      await as('aaliyah-washburn'),
      PROGRAMME,
      {
        ...{ person: 'aaliyah-washburn', counter: 'acls', amount: 1 },
        ...{ on: day('2026-10-01'), note: 'Course' },
      },
      NOW,
    ),
  )
  const later = value(await read('aaliyah-washburn'))
  expect(later.pieces.at(-1)).toMatchObject({ note: 'Course', confirmed: false })
  expect((await read('josephine-harrowgate', 'aaliyah-washburn')).ok).toBe(true)
  expect((await read('elif-karadenizli', 'aaliyah-washburn')).ok).toBe(false)
})

describe('what an elective asks besides time', () => {
  test('BW-155, BW-189: is on the list once the plan is agreed to, as the catalogue was then, until all is handed in', async () => {
    const hana = 'hana-jiraskova'
    const at = { id: PROGRAMME, person: hana, plan: 'bwh-r4-2026' }
    expect(await itemOf(hana, 'elective-educator')).toBeUndefined()
    const { study } = value(await viewStudy(here.db, await director(), at, NOW))
    const step = {
      kind: 'approved',
      comment: '',
      version: study.version,
      step: study.step,
    } as const
    value(await stepPlan(here.db, await director(), at, step, NOW))
    const open = (await itemOf(hana, 'elective-educator'))!
    expect(open).toMatchObject({ value: 0, needed: 7, unit: 'pieces', isElective: true })
    expect(open.enters).toHaveLength(7)
    const handIn = async (counter: string) =>
      enter(
        here.db,
        await as(hana),
        PROGRAMME,
        { person: hana, counter, on: day('2026-11-20'), amount: 1, note: 'Done' },
        NOW,
      )
    for (const { counter } of open.enters.slice(1)) value(await handIn(counter))
    expect(await itemOf(hana, 'elective-educator')).toMatchObject({ value: 6, state: 'open' })
    value(await handIn(open.enters[0]!.counter))
    expect(await itemOf(hana, 'elective-educator')).toMatchObject({ value: 7, state: 'done' })
    // Nobody else hands in pieces of an elective that they do not take.
    const other = await enter(
      here.db,
      await as('isaac-feldmanov'),
      PROGRAMME,
      {
        ...{ person: 'isaac-feldmanov', counter: open.enters[0]!.counter },
        ...{ on: day('2026-11-20'), amount: 1, note: '' },
      },
      NOW,
    )
    expect(rulesOf(other)).toEqual(['progress.counter'])
  })
})
