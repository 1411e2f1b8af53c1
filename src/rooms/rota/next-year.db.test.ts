// Does the next year follow from what is stored, whole or not at all: people, levels, rules, history?
import { afterEach, beforeEach, expect, test } from 'vitest'
import { actAs, cloneDatabase, type TestDatabase, value } from '../../../test/database.ts'
import { findPeople } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { bind } from '../planning/rule.ts'
import { editDraft } from './draft-edits.ts'
import { createDraft } from './drafts.ts'
import { readFrame } from './frame.ts'
import { proposeNextYear, startNextYear } from './next-year.ts'
import { publish } from './publishing.ts'
import { rotaRules } from './rules/index.ts'

let here: TestDatabase
let planner: Actor
const PLAN = 'bwh-r1r3-2026'

beforeEach(async () => {
  here = await cloneDatabase()
  planner = await actAs(here.db, 'brigham', 'theodore-lacombiere')
})
afterEach(() => here.drop())

const frameOf = (id: string) =>
  here.db.inTenant('brigham', async (tx) => (await readFrame(tx, id))!)

test('a year that was never published has no next one, and nothing is left behind', async () => {
  const proposal = value(await proposeNextYear(here.db, planner, PLAN))
  const people = proposal.people.map(({ person, level, goes }) => ({ person, level, goes }))
  const { title } = proposal
  const answer = await startNextYear(here.db, planner, PLAN, {
    ...{ title, people, newcomers: [], ahead: 1 },
  })
  expect(answer).toMatchObject({ ok: false, findings: [{ can: 'Publish it first.' }] })
  expect(value(await proposeNextYear(here.db, planner, PLAN)).there).toBeNull()
})

test('people go on one level up, those who come new are there, months and rules go with them', async () => {
  const { problem } = await frameOf(PLAN)
  const [amy, work] = [problem.people[0]!.id, problem.work[0]!.id]
  const draft = value(await createDraft(here.db, planner, PLAN, { name: 'A', from: 'empty' }))
  const change = { person: amy, period: problem.periods[0]!.id, before: null, after: work }
  const { version } = value(
    await editDraft(here.db, planner, draft.id, { changes: [change], label: 'One block' }),
  )
  const waiver = 'To see the next year'
  value(await publish(here.db, planner, draft.id, { version, message: '', waiver }))

  const proposal = value(await proposeNextYear(here.db, planner, PLAN))
  const count = (goes: string) => proposal.people.filter((one) => one.goes === goes).length
  expect([count('on'), count('elsewhere'), count('away')]).toEqual([22, 11, 0])
  expect(proposal.people.find(({ person }) => person === amy)).toMatchObject({
    ...{ was: 'R1', level: 'R2', goes: 'on', recorded: true },
  })
  const people = proposal.people.map(({ person, level, goes }) => ({ person, level, goes }))
  const [second] = people.filter(({ goes, person }) => goes === 'on' && person !== amy)
  // One repeats the year, one leaves; both against what is recorded.
  second!.level = 'R1'
  const gone = people.filter(({ goes }) => goes === 'on').at(-1)!
  gone.goes = 'away'
  gone.level = null
  const wanted = {
    ...{ title: proposal.title, people, ahead: 1 },
    newcomers: [{ given: 'Ida', family: 'Neumann', level: 'R1' }],
  }
  const started = value(await startNextYear(here.db, planner, PLAN, wanted))
  const next = await frameOf(started.plan)
  const byId = new Map(next.problem.people.map((person) => [person.id, person]))
  expect(next.problem.people).toHaveLength(22)
  expect(byId.get(amy)!.monthsTrained).toBe(12)
  expect(byId.has('ida-neumann')).toBe(true)
  expect(byId.has(gone.person)).toBe(false)
  expect(bind(next.problem, rotaRules)).toMatchObject({ ok: true })
  expect(next.problem.rules.length + started.leftOut.length).toBe(problem.rules.length)
  // What was published counts on.
  const days = next.problem.history.filter(({ person }) => person === amy)
  expect(days).toEqual([{ person: amy, work, days: 14 }])
  const levelOn = async (id: string, on: string) => {
    const [person] = await here.db.inTenant('brigham', (tx) => findPeople(tx, [id]))
    const role = person!.roles.find(({ from, to }) => from! <= on && on <= (to ?? on))
    return role?.level ?? null
  }
  expect(await levelOn(amy, '2027-09-01')).toBe('R2')
  expect(await levelOn(second!.person, '2027-09-01')).toBe('R1')
  expect(await levelOn(gone.person, '2027-09-01')).toBeNull()
  expect(await levelOn(gone.person, '2027-06-30')).not.toBeNull()

  const again = await startNextYear(here.db, planner, PLAN, wanted)
  expect(again).toMatchObject({ ok: false, findings: [{ can: 'Open it.' }] })
})

test('the fourth year of those who are in their second is prepared two years ahead, unpublished as this one is', async () => {
  const seniors = 'bwh-r4-2026'
  const proposal = value(await proposeNextYear(here.db, planner, seniors, 2))
  expect([proposal.title, proposal.from]).toEqual([
    ...['Fourth-year residents, Brigham, 2028-29', '2028-07-01'],
  ])
  const rising = proposal.people.filter(({ rises }) => rises)
  expect(rising.map(({ was, level, goes }) => `${was} ${level} ${goes}`)).toEqual(
    Array.from({ length: 11 }, () => 'R2 R4 on'),
  )
  expect(proposal.people.filter(({ goes }) => goes !== 'on')).toHaveLength(11)
  const people = proposal.people.map(({ person, level, goes }) => ({ person, level, goes }))
  const stays = people.find(({ person }) => person === rising[0]!.person)!
  stays.goes = 'away'
  const wanted = { title: proposal.title, people, newcomers: [], ahead: 2 }
  const stranger = await startNextYear(here.db, planner, seniors, {
    ...wanted,
    people: [...people, { person: 'sofia-lindqvist-ames', level: 'R4', goes: 'on' }],
  })
  expect(stranger).toMatchObject({
    ok: false,
    findings: [{ says: expect.stringContaining('is not in this year') }],
  })
  const made = value(await startNextYear(here.db, planner, seniors, wanted))
  expect(made.plan).toBe('bwh-r4-2028')
  const next = await frameOf(made.plan)
  expect(next.problem.people).toHaveLength(10)
  expect(next.problem.people.map(({ monthsTrained }) => monthsTrained)).toEqual(
    Array.from({ length: 10 }, () => 36),
  )
  // Whoever does not come into it keeps the record of where they train.
  const [person] = await here.db.inTenant('brigham', (tx) => findPeople(tx, [stays.person]))
  expect(person!.roles.some(({ level, from }) => level === 'R4' && from === '2028-07-01')).toBe(
    true,
  )
  // Once they are in it, nobody rises into it twice; and the year between is still open.
  const between = value(await proposeNextYear(here.db, planner, seniors))
  expect(between.people.filter(({ rises }) => rises)).toHaveLength(11)
  expect([between.published, between.there]).toEqual([false, null])
})
