// Does a plan of a year keep its word in the database: whose it is, the chain, two at once, the fence?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actingAs } from '../src/platform/acting.ts'
import { stepDraft } from '../src/rooms/rota/draft-edits.ts'
import { editDraft, findDrafts, readCells, readFrame } from '../src/rooms/rota/index.ts'
import { commentOn, saveStudy, viewStudy } from '../src/rooms/studyplans/actions.ts'
import { newItem, promisedItems } from '../src/rooms/studyplans/moving.ts'
import { listWaiting, viewStudyClass } from '../src/rooms/studyplans/overview.ts'
import { placePlan } from '../src/rooms/studyplans/placing.ts'
import { judgePlan, mustsOf } from '../src/rooms/studyplans/rules.ts'
import type { StudyView, StudyWords } from '../src/rooms/studyplans/schema.ts'
import { budgetOf, weeksUsed } from '../src/rooms/studyplans/weeks.ts'
import { stepPlan } from '../src/rooms/studyplans/stepping.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

let here: TestDatabase
beforeEach(async () => {
  here = await cloneDatabase()
})
afterEach(() => here.drop())

const PROGRAMME = 'bwh-dr'
const PLAN = 'bwh-r4-2026'
const ME = 'jia-wei-liangcao'
const ADVISER = 'orla-fitzsimonsen'
const DIRECTOR = 'josephine-harrowgate'
const COORDINATOR = 'theodore-lacombiere'

const who = (person: string) => actAs(here.db, 'brigham', person)
const at = (person: string) => ({ id: PROGRAMME, person, plan: PLAN })
const view = async (viewer: string, of = viewer) =>
  viewStudy(here.db, await who(viewer), at(of), NOW)
const rules = (outcome: { ok: boolean; findings?: { rule: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map(({ rule }) => rule)
const as = async <T>(person: string, work: () => Promise<T>) => actingAs({ actor: person }, work)

const item = (work: string, from: number, weeks: number, more = {}) =>
  newItem({
    ...{
      id: `${work}-${from}`,
      kind: work === 'vacation' ? 'leave' : 'elective',
      work,
      from,
      weeks,
    },
    ...more,
  })
/** 46 weeks, with room for four required ones in one piece and two more. */
const whole = (): StudyWords => ({
  careerIntent: 'Interventional radiology',
  adviser: ADVISER,
  items: [
    item('ir-senior', 1, 12),
    item('msk-advanced', 17, 8),
    item('abdominal-mri', 26, 4),
    item('vacation', 30, 2),
    item('nuclear-advanced', 32, 8),
    item('cancer-imaging', 41, 4),
    item('vacation', 45, 2),
    item('ultrasound-advanced', 47, 6),
  ],
})

const save = async (words: StudyWords, version = 0, person = ME) => {
  const actor = await who(person)
  return as(person, () => saveStudy(here.db, actor, at(person), { ...words, version }, NOW))
}
type Kind = Parameters<typeof stepPlan>[3]['kind']
const step = async (person: string, kind: Kind, seen: StudyView, comment = '') => {
  const actor = await who(person)
  const { version, step: last } = seen.study
  return as(person, () =>
    stepPlan(here.db, actor, at(seen.person.id), { kind, comment, version, step: last }, NOW),
  )
}
const handedIn = async () => value(await step(ME, 'submitted', value(await save(whole()))))

describe('what a plan is judged by', () => {
  test('BW-02, BW-03, BW-04: of 52 weeks four of nuclear medicine and two of call are required, 46 are left', async () => {
    const { facts } = value(await view(ME))
    expect(facts.weeks).toHaveLength(52)
    expect(facts.required.map(({ work, weeks, run }) => [work, weeks, run])).toEqual([
      ['nuclear-required', 4, 4],
      ['senior-call', 2, 1],
    ])
    expect(budgetOf(facts)).toBe(46)
    const { items } = whole()
    expect(weeksUsed(facts, items)).toBe(46)
    expect(mustsOf(judgePlan(facts, whole()))).toEqual([])
  })

  test('a plan that sums to 47 weeks is kept, and refused with the number when it is handed in', async () => {
    const words = whole()
    words.items.push(item('ultrasound-advanced', 13, 2, { id: 'more' }))
    words.items[7]!.weeks = 5
    const saved = value(await save(words))
    expect(weeksUsed(saved.facts, saved.study.items)).toBe(47)
    const refused = await step(ME, 'submitted', saved)
    expect(rules(refused)).toContain('studyplans.budget')
    expect(refused.ok ? [] : refused.findings.map(({ says }) => says)).toContain(
      'Your plan has 47 weeks; this year leaves 46: 52 without 4 of Nuclear medicine, required part and 2 of Call of the fourth year.',
    )
    expect(value(await view(ME)).study.items).toHaveLength(9)
  })

  test('every plan of the demo that is handed in holds', async () => {
    for (const person of [
      'elif-karadenizli',
      'isaac-feldmanov',
      'hana-jiraskova',
      'daniel-oyelowosi',
    ]) {
      const { facts, study } = value(await view(person))
      expect([person, study.state]).not.toEqual([person, 'draft'])
      expect([person, weeksUsed(facts, study.items)]).toEqual([person, 46])
    }
  })

  test('what is pinned for somebody in the draft is promised, the rest of the draft stays unseen', async () => {
    const { facts } = value(await view('hana-jiraskova'))
    expect(facts.fixed.map(({ week, work, kind }) => [week, work, kind])).toEqual(
      [10, 11, 12, 13].map((week) => [week, 'cancer-imaging', 'elective']),
    )
    const [draft] = await here.db.inTenant('brigham', (tx) => findDrafts(tx, PLAN))
    const planner = await who(COORDINATOR)
    value(
      await editDraft(here.db, planner, draft!.id, {
        changes: [{ person: ME, period: 'b02', before: null, after: 'senior-call' }],
        label: 'Call',
      }),
    )
    expect(value(await view(ME)).facts.fixed).toEqual([])
  })

  test('leave that is approved is taken out of elective time, and begins a plan', async () => {
    const { facts } = value(await view('gurpreet-sandhawal'))
    const items = promisedItems(facts)
    expect(items.map(({ work, weeks }) => [work, weeks])).toEqual([['parental', 6]])
    expect(weeksUsed(facts, [])).toBe(6)
    expect(weeksUsed(facts, items)).toBe(6)
  })
})

describe('whose it is', () => {
  test('the trainee, planners, and those who are asked see it; to others it is not there', async () => {
    await handedIn()
    for (const person of [ME, COORDINATOR, DIRECTOR, ADVISER])
      expect([person, (await view(person, ME)).ok]).toEqual([person, true])
    for (const person of ['elif-karadenizli', 'liesl-hohenberger'])
      expect([person, (await view(person, ME)).ok]).toEqual([person, false])
    expect((await view(COORDINATOR, 'liesl-hohenberger')).ok).toBe(false)
    const foreign = await actAs(here.db, 'mayo', 'solveig-bergstrand')
    expect((await viewStudy(here.db, foreign, at(ME), NOW)).ok).toBe(false)
  })

  test('only the trainee saves, and an adviser must teach in the programme', async () => {
    const planner = await who(COORDINATOR)
    const words = { ...whole(), version: 0 }
    expect((await saveStudy(here.db, planner, at(ME), words, NOW)).ok).toBe(false)
    expect(rules(await save({ ...whole(), adviser: COORDINATOR }))).toEqual(['studyplans.adviser'])
  })

  test('two tabs: what is saved second is refused with both, and nothing is lost', async () => {
    const words = whole()
    const outcomes = await Promise.all([
      save(words),
      save({ ...words, items: words.items.slice(0, 2) }),
    ])
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true])
    const refused = outcomes.find(({ ok }) => !ok)!
    expect(rules(refused)).toEqual(['studyplans.stale'])
    const [says] = refused.ok ? [] : refused.findings.map((one) => one.says)
    expect(says).toMatch(/There: IRS 1-12.* Here: IRS 1-12/)
    expect(value(await view(ME)).study.version).toBe(1)
  })
})

describe('the chain', () => {
  test('adviser, then director: each step is dated, the catalogue is kept, letters go out', async () => {
    const { db } = here
    await db.pool.query(
      `insert into mail_address (tenant, person, email) select 'brigham', id, id || '@example.org'
       from person where tenant = 'brigham' and id = any($1) on conflict do nothing`,
      [[ME, ADVISER, DIRECTOR]],
    )
    const seen = await handedIn()
    expect(seen.study.chain.map(({ capacity }) => capacity)).toEqual([
      'adviser',
      'section',
      'director',
    ])
    // Most weeks are interventional: that section is asked as well.
    expect(rules(await step(DIRECTOR, 'approved', seen))).toEqual(['studyplans.turn'])
    const one = value(await step(ADVISER, 'approved', seen))
    const two = value(await step('kwabena-asantewah', 'approved', one))
    const three = value(await step(DIRECTOR, 'approved', two))
    expect(three.study).toMatchObject({ state: 'approved', taken: 3 })
    expect(three.steps.map(({ kind, capacity, byName }) => [kind, capacity, byName])).toEqual([
      ['submitted', 'trainee', 'Jia-Wei Liangcao'],
      ['approved', 'adviser', 'Orla Fitzsimonsen'],
      ['approved', 'section', 'Kwabena Asantewah'],
      ['approved', 'director', 'Josephine Harrowgate'],
    ])
    const mail = await db.pool.query(
      `select person, subject from mail where person = any($1) order by person, subject`,
      [[ME, ADVISER, DIRECTOR]],
    )
    const letters = mail.rows.map(({ person, subject }) => `${person}: ${subject}`)
    expect(letters).toContain(`${ADVISER}: The plan of Jia-Wei Liangcao waits for you`)
    expect(letters).toContain(`${DIRECTOR}: The plan of Jia-Wei Liangcao waits for you`)
    expect(letters).toContain(`${ME}: Josephine Harrowgate has agreed to your plan`)
    // A trainee keeps the version under which the choice was approved.
    await db.pool.query(`alter table catalogue_version disable trigger user;
      update catalogue_version set document = jsonb_set(document, '{electives}', (select jsonb_agg(
        case when e->>'id' = 'msk-advanced' then e || '{"minWeeks": 16}' else e end)
        from jsonb_array_elements(document->'electives') e));
      alter table catalogue_version enable trigger user`)
    const later = value(await view(ME))
    expect(mustsOf(judgePlan(later.facts, later.study))).toEqual([])
    const other = value(await view('gurpreet-sandhawal'))
    expect(other.facts.catalogue.electives.find(({ id }) => id === 'msk-advanced')!.minWeeks).toBe(
      16,
    )
  })

  test('two who agree at once: one is told that the other was faster', async () => {
    const seen = value(await step(ADVISER, 'approved', await handedIn()))
    const section = value(await step('kwabena-asantewah', 'approved', seen))
    const outcomes = await Promise.all([
      step(DIRECTOR, 'approved', section),
      step('kwabena-asantewah', 'approved', section),
    ])
    expect(outcomes.map(rules).sort()).toEqual([[], ['studyplans.moved']])
    expect(value(await view(ME)).steps).toHaveLength(4)
  })

  test('who agrees to what was withdrawn and changed meanwhile is told to look again', async () => {
    const seen = await handedIn()
    const back = value(await step(ME, 'withdrawn', seen))
    const words = { ...whole(), careerIntent: 'Something else' }
    const changed = value(await save(words, back.study.version))
    value(await step(ME, 'submitted', changed))
    expect(rules(await step(ADVISER, 'approved', seen))).toEqual(['studyplans.moved'])
  })

  test('a return says why, opens the plan, and can be taken back until the trainee mends it', async () => {
    const seen = await handedIn()
    expect(rules(await step(ADVISER, 'returned', seen))).toEqual(['studyplans.comment'])
    const back = value(await step(ADVISER, 'returned', seen, 'Take ultrasound first.'))
    expect(back.study.state).toBe('draft')
    const again = value(await step(ADVISER, 'taken-back', back))
    expect(again.study).toMatchObject({ state: 'submitted', taken: 0 })
    const returned = value(await step(ADVISER, 'returned', again, 'Take ultrasound first.'))
    const mended = value(await save(whole(), returned.study.version))
    const seenByAdviser = value(await view(ADVISER, ME))
    expect(seenByAdviser.may.takeBack).toBe(false)
    expect(rules(await step(ADVISER, 'taken-back', mended))).toEqual(['studyplans.take-back'])
  })

  test('one takes back one’s own step while nobody has built on it; the director reopens with a word', async () => {
    const one = value(await step(ADVISER, 'approved', await handedIn()))
    const zero = value(await step(ADVISER, 'taken-back', one))
    expect(zero.study).toMatchObject({ state: 'submitted', taken: 0 })
    const two = value(
      await step('kwabena-asantewah', 'approved', value(await step(ADVISER, 'approved', zero))),
    )
    expect(rules(await step(ADVISER, 'taken-back', two))).toEqual(['studyplans.take-back'])
    const done = value(await step(DIRECTOR, 'approved', two))
    expect(rules(await step(DIRECTOR, 'reopened', done))).toEqual(['studyplans.comment'])
    expect(rules(await step(COORDINATOR, 'reopened', done, 'Let me.'))).toEqual([
      'studyplans.reopen',
    ])
    const open = value(
      await step(DIRECTOR, 'reopened', done, 'The partner hospital has cancelled.'),
    )
    expect(open.study).toMatchObject({ state: 'draft', taken: 0, approvedAt: null })
    expect((await save(whole(), open.study.version)).ok).toBe(true)
  })

  test('of the last place of a week one gets it: two hand in at once', async () => {
    const intervention = (person: string): StudyWords => ({
      ...{ careerIntent: person, adviser: ADVISER },
      items: [item('abdominal-intervention', 5, 4)],
    })
    const people = ['gurpreet-sandhawal', 'aaliyah-washburn']
    const saved: StudyView[] = []
    for (const person of people) saved.push(value(await save(intervention(person), 0, person)))
    const outcomes = await Promise.all(
      people.map((person, nth) => step(person, 'submitted', saved[nth]!)),
    )
    expect(outcomes.map(rules).sort()).toEqual([[], ['studyplans.full']])
  })
})

describe('the fence', () => {
  const sets = (values: string) =>
    here.db.pool.query(`update study_plan set ${values} where person = '${ME}'`)

  test('what is handed in or approved is changed by nobody, the owner of the database included', async () => {
    const seen = await handedIn()
    expect(rules(await save(whole(), seen.study.version))).toEqual(['studyplans.fenced'])
    await expect(sets(`items = '[]'`)).rejects.toThrow(/handed in/)
    await expect(sets(`state = 'draft'`)).rejects.toThrow(/by a step/)
    await expect(sets(`taken = 1`)).rejects.toThrow(/by a step/)
    await expect(
      here.db.pool.query(`delete from study_plan where person = '${ME}'`),
    ).rejects.toThrow(/stays/)
    await expect(
      here.db.pool.query('update study_plan_step set comment = $1', ['x']),
    ).rejects.toThrow(/stay/)
    await expect(here.db.pool.query('delete from study_plan_step')).rejects.toThrow(/stay/)
  })

  test('nobody agrees to their own plan, whatever the program says', async () => {
    await handedIn()
    await expect(
      here.db.pool
        .query(`insert into study_plan_step (tenant, study_plan, person, seq, kind, capacity,
        by_person, version) select tenant, id, person, 2, 'approved', 'director', person, 1
        from study_plan where person = '${ME}'`),
    ).rejects.toThrow(/nobody_judges_their_own/)
  })
})

describe('today, the class, and the year', () => {
  test('a plan waits for whose turn it is, and a trainee sees their own', async () => {
    const waiting = async (person: string) =>
      (await listWaiting(here.db, await who(person), NOW)).waiting.map((one) => one.person).sort()
    expect(await waiting(DIRECTOR)).toEqual(['hana-jiraskova'])
    expect(await waiting('kwabena-asantewah')).toEqual(['daniel-oyelowosi', 'hana-jiraskova'])
    expect(await waiting('pascal-nkurunzizana')).toEqual(['isaac-feldmanov'])
    expect(await waiting(COORDINATOR)).toEqual([])
    const own = (await listWaiting(here.db, await who('camila-restreponi'), NOW)).own
    expect(own).toEqual([
      {
        programme: PROGRAMME,
        plan: PLAN,
        title: expect.any(String),
        state: 'draft',
        isReturned: true,
      },
    ])
  })

  test('planners see the class, with who has not begun', async () => {
    const view = value(
      await viewStudyClass(here.db, await who(COORDINATOR), { id: PROGRAMME }, NOW),
    )
    expect(view.year!.id).toBe(PLAN)
    expect(view.rows).toHaveLength(11)
    const states = Object.fromEntries(view.rows.map(({ person, state }) => [person.id, state]))
    expect(states).toMatchObject({
      'elif-karadenizli': 'approved',
      'hana-jiraskova': 'submitted',
      'camila-restreponi': 'draft',
      [ME]: 'none',
    })
  })

  test('comments stay, and reach the other side', async () => {
    await handedIn()
    const actor = await who(ADVISER)
    const said = value(
      await as(ADVISER, () =>
        commentOn(here.db, actor, at(ME), { says: 'Why not earlier?', week: 17 }, NOW),
      ),
    )
    expect(said.comments.map(({ byName, week, says }) => [byName, week, says])).toEqual([
      ['Orla Fitzsimonsen', 17, 'Why not earlier?'],
    ])
    const stranger = await who('liesl-hohenberger')
    expect(
      (await commentOn(here.db, stranger, at(ME), { says: 'Hello', week: null }, NOW)).ok,
    ).toBe(false)
  })

  test('an approved plan is put into the newest draft; what is pinned stays and is said; undo takes it out', async () => {
    const planner = await who(COORDINATOR)
    const place = (person: string) =>
      as(COORDINATOR, () => placePlan(here.db, planner, at(person), NOW))
    expect(rules(await place('isaac-feldmanov'))).toEqual(['studyplans.unapproved'])
    const [draft] = await here.db.inTenant('brigham', (tx) => findDrafts(tx, PLAN))
    const cells = () =>
      here.db.inTenant('brigham', async (tx) => {
        const frame = (await readFrame(tx, PLAN))!
        return (await readCells(tx, frame.plan, ['elif-karadenizli'], draft!.id))[
          'elif-karadenizli'
        ]!
      })
    const before = await cells()
    // Call that a planner has set is not the trainee's to overwrite.
    value(
      await editDraft(here.db, planner, draft!.id, {
        changes: [
          { person: 'elif-karadenizli', period: 'b07', before: null, after: 'senior-call' },
        ],
        label: 'Call',
      }),
    )
    const placed = value(await place('elif-karadenizli'))
    expect(placed.cells).toBe(45)
    expect(placed.left.map(({ says }) => says)).toEqual([
      'Call of the fourth year is in week 7 of the draft; Musculoskeletal imaging and intervention does not fit there.',
    ])
    expect(placed.judged.length).toBeGreaterThan(0)
    expect((await cells()).filter((work) => work === 'msk-mr-extended')).toHaveLength(8)
    expect(value(await view('elif-karadenizli')).steps.at(-1)).toMatchObject({ kind: 'placed' })
    value(await as(COORDINATOR, () => stepDraft(here.db, planner, draft!.id, 'undo')))
    value(await as(COORDINATOR, () => stepDraft(here.db, planner, draft!.id, 'undo')))
    expect(await cells()).toEqual(before)
  })
})
