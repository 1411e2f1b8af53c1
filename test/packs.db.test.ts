// Is a programme judged by the pack that it has chosen, from the day on that it has chosen, and what stands in the way of a year?
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addDays, type Day, day } from '../src/kernel/day.ts'
import { actingAs } from '../src/platform/acting.ts'
import { foreseeDraft } from '../src/rooms/call/index.ts'
import { choosePack, dropPackChoice, savePack, viewPacks } from '../src/rooms/hours/actions.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { allChanges, openDraft, writeCells } from '../src/rooms/rota/drafts.ts'
import { foreseeHours, previewPublication, publish } from '../src/rooms/rota/publishing.ts'
import { viewClassHours } from '../src/rooms/worktime/actions.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

const programme = 'mayo-msk'
const PLAN = 'mayo-2026'
const TODAY = day('2026-11-21')
const hours = { foresee: foreseeDraft, now: NOW }
let here: TestDatabase
let planner: Actor
beforeEach(async () => {
  here = await cloneDatabase()
  planner = await actAs(here.db, 'mayo', 'solveig-bergstrand')
})
afterEach(() => here.drop())

const as = <T>(work: () => Promise<T>) => actingAs({ actor: planner.person.id }, work)
const rules = (outcome: { ok: boolean; findings?: { rule: string }[] }) =>
  outcome.ok ? [] : outcome.findings!.map((one) => one.rule)
/** No week of more than so many hours, so that ordinary work is too much. */
const ours = (most: number, more: object = {}) => ({
  ...{ format: 'isocenter.hours-pack', version: 1, id: 'ours', title: 'Ours', edition: '2026' },
  rules: [
    {
      ...{ id: 'OUR', rule: 'weekly-average', clause: 'Handbook 4', level: 'core' },
      params: { hours: most },
    },
  ],
  ...more,
})
const save = (pack: unknown, after = 0) =>
  as(() => savePack(here.db, planner, programme, { pack, after }))
const choose = (
  from: Day,
  words: { pack: string; version: number | null; isBarrier?: boolean } = {
    pack: 'ours',
    version: 1,
  },
) =>
  as(() =>
    choosePack(here.db, planner, { id: programme, from }, { isBarrier: false, ...words }, NOW),
  )
/** The same rotation all year for everybody. */
const fill = async (draft: string) =>
  here.db.inTenant('mayo', async (tx) => {
    const { frame } = (await openDraft(tx, draft, false))!
    const work = frame.problem.work.find(({ kind }) => kind === 'rotation')!.id
    const cells = Object.fromEntries(
      frame.problem.people.map(({ id }) => [id, frame.problem.periods.map(() => work)]),
    )
    await writeCells(tx, 'mayo', frame, draft, allChanges(frame, {}, cells))
  })
const draftOf = async () => {
  const text = 'select id, version from draft where plan = $1 and removed_at is null limit 1'
  return (await here.db.pool.query(text, [PLAN])).rows[0] as { id: string; version: number }
}
const put = async (waiver?: string) => {
  const { id, version } = await draftOf()
  const words = { version, message: '', ...(waiver ? { waiver } : {}) }
  return as(() => publish(here.db, planner, id, words, hours))
}
const see = async () => value(await viewPacks(here.db, planner, programme, NOW))
const inClass = async () => value(await viewClassHours(here.db, planner, programme, NOW))

describe('a pack of a programme', () => {
  test('where nothing is chosen the usual one holds, as advice', async () => {
    expect(await see()).toMatchObject({
      inForce: { pack: 'acgme-2025', version: null, isBarrier: false },
      choices: [],
      packs: [{ versions: 0, facts: { id: 'acgme-2025' } }],
    })
  })

  test('is saved version by version, holds only where it is chosen, and judges from that day on', async () => {
    expect(value(await save(ours(10)))).toEqual({ pack: 'ours', version: 1 })
    expect((await see()).inForce.pack).toBe('acgme-2025')
    const before = await inClass()
    expect(
      before.people.every(({ predicted }) => predicted.every(({ rule }) => rule !== 'OUR')),
    ).toBe(true)

    value(await choose(TODAY))
    await fill((await draftOf()).id)
    value(await put('For a test'))
    expect((await see()).inForce).toMatchObject({ pack: 'ours', version: 1, title: 'Ours' })
    const after = await inClass()
    expect(after.pack).toBe('Ours')
    const ahead = after.people.flatMap(({ predicted }) => predicted)
    const ofOurs = ahead.filter(({ rule }) => rule === 'OUR')
    expect(ofOurs.length).toBeGreaterThan(0)
    expect(ofOurs[0]).toMatchObject({ clause: 'Handbook 4', edition: '2026', limit: 10 })
    // Windows that began before are judged by what held then.
    expect(ofOurs.every(({ window }) => window!.from >= TODAY)).toBe(true)

    // A second version is another one; what was chosen stays what it was.
    expect(value(await save(ours(200 - 40), 1))).toEqual({ pack: 'ours', version: 2 })
    expect((await see()).inForce.version).toBe(1)
  })

  test('also of a programme that nobody accredits, and of each programme its own', async () => {
    value(await save(ours(10)))
    value(await choose(TODAY))
    const others = await here.db.inTenant(
      'brigham',
      async (tx) =>
        (await sql<{ n: number }>`select count(*)::int as n from hours_pack`.execute(tx)).rows[0]!
          .n,
    )
    expect(others).toBe(0)
  })

  test('without a clause is refused with a sentence, and nothing is stored', async () => {
    const [rule] = ours(10).rules
    const outcome = await save(ours(10, { rules: [{ ...rule, clause: '' }] }))
    expect(outcome).toMatchObject({
      ok: false,
      findings: [
        {
          says: 'The rule OUR has no clause: where is it written?',
          path: 'rules[0].clause',
          can: 'Name the section of the text, or of your own handbook.',
        },
      ],
    })
    expect((await see()).packs).toHaveLength(1)
  })

  test('of the id of one that comes with the program, or over a version not seen, is refused', async () => {
    expect(rules(await save(ours(10, { id: 'acgme-2025' })))).toEqual(['hours.pack'])
    value(await save(ours(10)))
    expect(rules(await save(ours(12)))).toEqual(['hours.stale'])
    const outcomes = await Promise.all([1, 2, 3, 4].map((most) => save(ours(most), 1)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.flatMap(rules)).toEqual(['hours.stale', 'hours.stale', 'hours.stale'])
  })

  test('is not chosen for the past, nor when it is not there; a choice ahead is taken back', async () => {
    value(await save(ours(10)))
    expect(rules(await choose(addDays(TODAY, -1)))).toEqual(['hours.past'])
    expect(rules(await choose(TODAY, { pack: 'ours', version: 2 }))).toEqual(['hours.pack'])
    expect(rules(await choose(TODAY, { pack: 'ours', version: null }))).toEqual(['hours.pack'])
    const ahead = addDays(TODAY, 30)
    value(await choose(ahead))
    expect((await see()).inForce.pack).toBe('acgme-2025')
    const drop = (from: Day) =>
      as(() => dropPackChoice(here.db, planner, { id: programme, from }, NOW))
    expect(rules(await drop(addDays(TODAY, -1)))).toEqual(['hours.past'])
    value(await drop(ahead))
    expect((await see()).choices).toEqual([])
    expect(rules(await drop(ahead))).toEqual(['http.missing'])
  })

  test('a version is never altered, not even by hand', async () => {
    value(await save(ours(10)))
    for (const text of [
      `update hours_pack set title = 'x'`,
      'delete from hours_pack',
      `update hours_choice set from_day = '2020-01-01'`,
    ])
      await expect(here.db.inTenant('mayo', (tx) => sql.raw(text).execute(tx))).rejects.toThrow(
        'permission denied',
      )
    await expect(
      here.db.inTenant('mayo', (tx) =>
        sql`insert into hours_pack (tenant, programme, pack, version, title, edition, facts, made_by)
          values ('mayo', ${programme}, 'ours', 7, 'x', 'x', '{}', 'solveig-bergstrand')`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow('versions of a pack follow one another')
  })
})

describe('a draft of a year', () => {
  const preview = async (id: string) => value(await previewPublication(here.db, planner, id, hours))
  beforeEach(async () => fill((await draftOf()).id))

  test('shows what would be found, from when on and what it comes of, as advice', async () => {
    value(await save(ours(10)))
    value(await choose(TODAY))
    const { id } = await draftOf()
    const seen = await preview(id)
    const [first] = seen.hours!.foreseen
    expect(seen.hours).toMatchObject({ pack: 'Ours', isBarrier: false })
    expect(first).toMatchObject({ rule: 'OUR', clause: 'Handbook 4', level: 'core', isOld: false })
    expect(first!.causes.join('; ')).toMatch(/\d+ days? of .+week by week .+ hours/)
    // What is over is judged by what was worked, not by what is planned now.
    expect(seen.hours!.foreseen.every(({ on }) => on! >= addDays(TODAY, -27))).toBe(true)
    expect(seen.refusals.map(({ rule }) => rule)).not.toContain('hours.foreseen')
    expect(value(await foreseeHours(here.db, planner, id, hours)).hours).toEqual({
      ...seen.hours,
      refusals: [],
    })
  })

  test('is held up only where the programme says so, until somebody says why', async () => {
    value(await save(ours(10)))
    value(await choose(TODAY, { pack: 'ours', version: 1, isBarrier: true }))
    const { id } = await draftOf()
    const seen = await preview(id)
    const ofHours = seen.refusals.filter(({ rule }) => rule === 'hours.foreseen')
    expect(ofHours.length).toBe(seen.hours!.foreseen.filter(({ isOld }) => !isOld).length)
    expect(rules(await put())).toContain('hours.foreseen')
    const made = value(await put('The elective weeks are lighter than they look'))
    expect(made.waived.filter(({ rule }) => rule === 'hours.foreseen')).toHaveLength(ofHours.length)
    // What is published now is there already: it holds nobody up again.
    const again = await preview(id)
    expect(again.hours!.foreseen.every(({ isOld }) => isOld)).toBe(true)
    expect(again.refusals.map(({ rule }) => rule)).not.toContain('hours.foreseen')
  })

  test('rules that only advise hold nobody up', async () => {
    const [rule] = ours(10).rules
    value(await save(ours(10, { rules: [{ ...rule, level: 'policy' }] })))
    value(await choose(TODAY, { pack: 'ours', version: 1, isBarrier: true }))
    const seen = await preview((await draftOf()).id)
    expect(seen.hours!.foreseen.length).toBeGreaterThan(0)
    expect(seen.refusals.map(({ rule: id }) => id)).not.toContain('hours.foreseen')
  })
})
