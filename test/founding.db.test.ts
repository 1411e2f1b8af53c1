// Is a programme made whole or not at all, by whom it may, and who may open an institution?
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '../src/kernel/day.ts'
import { foundProgramme, openInstitution } from '../src/rooms/founding/actions.ts'
import { cutYear } from '../src/rooms/founding/rules.ts'
import { foundingSchema } from '../src/rooms/founding/schema.ts'
import { findActor } from '../src/rooms/accounts/index.ts'
import { foundingContract } from '../src/rooms/founding/contract.ts'
import { findTenants, mayAct } from '../src/rooms/people/index.ts'
import { findProgrammes } from '../src/rooms/programme/index.ts'
import { readFrame } from '../src/rooms/rota/index.ts'
import { proposeNextYear } from '../src/rooms/rota/next-year.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

let here: TestDatabase
beforeEach(async () => {
  here = await cloneDatabase()
})
afterEach(() => here.drop())

const wanted = (more: object = {}) =>
  foundingSchema.parse({
    ...{ name: 'Body Imaging', kind: 'fellowship', specialty: 'Body', title: 'Body, 2027-28' },
    blocks: cutYear(day('2027-07-01'), 'months'),
    levels: [
      { id: 'F1', label: 'First year' },
      { id: 'F2', label: 'Second year' },
    ],
    people: [
      { given: 'Tariq', family: 'Haddadin', level: 'F1' },
      { given: 'Ilse', family: 'Varga', level: 'F2', from: '2027-09-01' },
    ],
    works: [
      { code: 'CT', name: 'Body CT', kind: 'rotation' },
      { code: 'VAC', name: 'Vacation', kind: 'leave' },
    ],
    demands: [{ work: 'ct', level: 'F1', least: 3, most: 5 }],
    services: [{ work: 'CT', least: 1, most: null }],
    ...more,
  })

test('who plans one programme begins another, with people of the same names as others', async () => {
  const coordinator = await actAs(here.db, 'mayo', 'solveig-bergstrand')
  const made = value(await foundProgramme(here.db, coordinator, wanted(), NOW))
  const again = value(await foundProgramme(here.db, coordinator, wanted(), NOW))
  expect([made.programme, made.plan, again.programme]).toEqual([
    'body-imaging',
    'body-imaging-2027',
    'body-imaging-2',
  ])
  const frame = await here.db.inTenant('mayo', (tx) => readFrame(tx, made.plan, made.draft))
  const { people, rules, periods } = frame!.problem
  expect(periods).toHaveLength(12)
  expect(people.map(({ id, name, levels, from }) => [id, name, levels?.[0]?.level, from])).toEqual([
    ['tariq-haddadin-2', 'Tariq Haddadin', 'F1', undefined],
    ['ilse-varga', 'Ilse Varga', 'F2', '2027-09-01'],
  ])
  expect(people.map(({ monthsTrained }) => monthsTrained)).toEqual([0, 12])
  expect(rules.map(({ rule }) => rule)).toEqual([
    'rota.filled',
    'rota.pins',
    'rota.leave',
    'rota.requirement',
    'rota.coverage',
    'rota.wishes',
  ])
})

test('the year after it knows the levels in their order, also one that nobody has yet', async () => {
  const coordinator = await actAs(here.db, 'mayo', 'solveig-bergstrand')
  const levels = ['Junior', 'Middle', 'Senior'].map((id) => ({ id, label: id }))
  const people = [{ given: 'Tariq', family: 'Haddadin', level: 'Middle' }]
  const made = value(
    await foundProgramme(here.db, coordinator, wanted({ levels, people, demands: [] }), NOW),
  )
  const member = await actAs(here.db, 'mayo', 'solveig-bergstrand')
  const next = value(await proposeNextYear(here.db, member, made.plan))
  expect(next.levels).toEqual(['Junior', 'Middle', 'Senior'])
  expect(next.people).toMatchObject([{ was: 'Middle', level: 'Senior', goes: 'on' }])
})

test('a fellow may not begin a programme; a coordinator may', async () => {
  const allowed = async (person: string) =>
    mayAct(await actAs(here.db, 'mayo', person), foundingContract.found.access, day('2026-11-21'))
  expect(await allowed('tariq-haddadin')).toBe(false)
  expect(await allowed('solveig-bergstrand')).toBe(true)
})

const OPENING = {
  ...{ institution: 'Riverside', timeZone: 'America/Chicago', given: 'Noor', family: 'Haddad' },
  account: null,
}
const actorOf = async (token: string) => {
  const found = await findActor(here.db, token)
  if (found?.state !== 'in') throw new Error('nobody is signed in')
  return found.actor
}

test('whoever opens an institution is signed in there, and begins its first programme', async () => {
  const opened = value(await openInstitution(here.db, OPENING, 'A browser', NOW))
  const actor = await actorOf(opened.token)
  expect(actor.institution).toEqual({
    ...{ id: 'riverside', name: 'Riverside', timeZone: 'America/Chicago' },
  })
  value(await foundProgramme(here.db, actor, wanted(), NOW))
  const member = await actorOf(opened.token)
  expect(member.person.roles.map(({ role, programme }) => [role, programme])).toEqual([
    ['coordinator', 'body-imaging'],
  ])
  // Another institution sees nothing of it.
  expect(await here.db.inTenant('mayo', findProgrammes)).toHaveLength(1)
})

test('where an institution is not one to try with, nobody opens another', async () => {
  await here.db.unfenced((tx) =>
    sql`update tenant set demo = false where id = 'mayo'`.execute(tx).then(() => {}),
  )
  const outcome = await openInstitution(here.db, OPENING, 'A browser', NOW)
  expect(outcome.ok).toBe(false)
  expect(await findTenants(here.db)).toHaveLength(3)
})
