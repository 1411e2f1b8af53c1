// Holidays of the institution: written down by its administrators alone, all of a list or none, for every programme.
import type { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { openLive } from '../src/platform/live.ts'
import type { HolidayProposals, HouseHolidays } from '../src/rooms/call/contract.ts'
import { clock, cloneDatabase, type TestDatabase } from './database.ts'
import { says, Visitor } from './door.ts'

let here: TestDatabase
let app: Hono
let live: Awaited<ReturnType<typeof openLive>>
beforeEach(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  app = makeApp(here.db, live, clock)
})
afterEach(async () => {
  await live.close()
  await here.drop()
})

async function enter(person: string, institution = 'brigham'): Promise<Visitor> {
  const visitor = new Visitor(app)
  await visitor.post('/session', { institution, person })
  return visitor
}
async function administrator(): Promise<Visitor> {
  const found = await here.db.pool.query(
    `select person from office where tenant = 'brigham' and office = 'administrator' limit 1`,
  )
  return enter(found.rows[0].person)
}
const see = async (visitor: Visitor) => (await visitor.get<HouseHolidays>('/holidays')).body
const MARCH = { on: '2027-03-05', name: 'Founders’ day', isMajor: false }

test('an administrator adds a day and removes it; every programme has the call of a holiday then', async () => {
  const admin = await administrator()
  const before = (await see(admin)).holidays.length
  expect((await admin.post('/holidays', { holidays: [MARCH] })).status).toBe(200)
  const { holidays, countries, changes } = await see(admin)
  expect([holidays.length, changes, countries.length > 200]).toEqual([before + 1, true, true])
  const made = holidays.find(({ on }) => on === MARCH.on)!
  expect(made).toMatchObject({ name: 'Founders’ day', programme: null })
  const resident = await enter('elif-karadenizli')
  const call = await resident.get<{ holidays: { on: string }[] }>('/programmes/bwh-dr/call')
  expect(call.body.holidays.map(({ on }) => on)).toContain(MARCH.on)
  expect((await admin.remove(`/holidays/${made.id}`)).status).toBe(200)
  expect((await see(admin)).holidays).toHaveLength(before)
  expect((await admin.remove(`/holidays/${made.id}`)).status).toBe(404)
})

test('everybody sees them; only administrators change them, and only of their own house', async () => {
  const admin = await administrator()
  await admin.post('/holidays', { holidays: [MARCH] })
  const made = (await see(admin)).holidays.find(({ on }) => on === MARCH.on)!
  const resident = await enter('elif-karadenizli')
  expect(await see(resident)).toMatchObject({ changes: false, countries: [] })
  expect((await resident.post('/holidays', { holidays: [MARCH] })).status).toBe(403)
  expect((await resident.remove(`/holidays/${made.id}`)).status).toBe(403)
  expect((await resident.get('/holidays/proposals?country=US&year=2027')).status).toBe(403)
  const other = await enter('solveig-bergstrand', 'mayo')
  expect((await see(other)).holidays.map(({ on }) => on)).not.toContain(MARCH.on)
})

test('the list of a country is proposed with what is there already, and taken over whole', async () => {
  const admin = await administrator()
  const propose = async (query: string) =>
    (await admin.get<HolidayProposals>(`/holidays/proposals?${query}`)).body
  const { days, regions } = await propose('country=US&year=2028')
  expect(days.filter(({ isThere }) => isThere)).toEqual([])
  expect(regions.map(({ code }) => code)).toContain('MA')
  const holidays = days.map(({ on, name }) => ({ on, name, isMajor: false }))
  expect((await admin.post('/holidays', { holidays })).status).toBe(200)
  const again = await propose('country=US&year=2028')
  expect(again.days.every(({ isThere }) => isThere)).toBe(true)
  expect((await admin.get('/holidays/proposals?country=XX&year=2028')).status).toBe(404)
  expect((await admin.get('/holidays/proposals?country=US&year=1')).status).toBe(400)
})

test('of a list with a day that is there, twice, or of no planned year nothing is written down', async () => {
  const admin = await administrator()
  await admin.post('/holidays', { holidays: [MARCH] })
  const before = (await see(admin)).holidays.length
  const april = { ...MARCH, on: '2027-04-05' }
  const list = [april, MARCH, april, { ...MARCH, on: '2049-01-01' }]
  const answer = await admin.post<{ findings: { path: string }[] }>('/holidays', { holidays: list })
  expect(answer.status).toBe(409)
  expect(answer.body.findings.map(({ path }) => path)).toEqual([
    'holidays[1].on',
    'holidays[2].on',
    'holidays[3].on',
  ])
  expect(says(answer)).toBe('5 Mar 2027 is Founders’ day already.')
  expect((await see(admin)).holidays).toHaveLength(before)
})
