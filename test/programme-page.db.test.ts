// The public page: from the records as they are, for everybody or nobody, and its owner is told when it is old.
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { fixedClock } from '../src/platform/clock.ts'
import { setTenant } from '../src/platform/database.ts'
import { openLive } from '../src/platform/live.ts'
import { upsertAddress } from '../src/rooms/mail/index.ts'
import { findMail } from '../src/rooms/mail/store.ts'
import type { PublicPage } from '../src/rooms/recruitment/page-schema.ts'
import { remindRecruitment } from '../src/rooms/recruitment/index.ts'
import { clock, cloneDatabase, type TestDatabase } from './database.ts'
import { says, Visitor } from './door.ts'

const HOUSE = 'johns-hopkins'
const PATH = '/programme-pages/johns-hopkins/jh-msk'
let here: TestDatabase
let live: Awaited<ReturnType<typeof openLive>>
let office: Visitor
let stranger: Visitor

beforeEach(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  const app = makeApp(here.db, live, clock)
  stranger = new Visitor(app)
  office = new Visitor(app)
  await office.post('/session', { institution: HOUSE, person: 'rosalind-achterberg' })
})
afterEach(async () => {
  await live.close()
  await here.drop()
})
const page = async () => (await stranger.get<PublicPage>(PATH)).body

test('JH-121: it is made from the records, and what is changed there is another version at once', async () => {
  const before = await page()
  expect(before.rotations.map(({ name }) => name)).toContain('Interventional MRI')
  expect(before.conferences).toHaveLength(7)
  expect(before.faculty[0]).toEqual({ name: 'Ingrid Halvorsdottir', title: 'Fellowship director' })
  expect(before.version).toBe(1)
  await here.db.unfenced(async (tx) => {
    await setTenant(tx, HOUSE)
    await sql`update equipment set during = daterange(null, '2026-11-20') where id = 'jh-ct-40'`.execute(
      tx,
    )
  })
  const after = await page()
  const names = (shown: PublicPage) =>
    shown.sites.flatMap((site) => site.machines.map(({ name }) => name))
  expect(names(before)).toContain('Siemens Flash 40-slice CT')
  expect(names(after)).not.toContain('Siemens Flash 40-slice CT')
  expect([after.version, after.changedOn]).toEqual([2, '2026-11-21'])
  const looked = await office.put('/programmes/jh-msk/page/look-over')
  expect(looked.body).toEqual({ version: 2 })
  expect((await page()).lookedOverOn).toBe('2026-11-21')
})

test('JH-36: conferences are as they are held; one whose series has ended says what its record says', async () => {
  const neurography = async () =>
    (await page()).conferences.find(({ name }) => name.startsWith('MR neurography'))!.often
  expect(await neurography()).toBe('the first and third Friday of every month')
  await here.db.unfenced(async (tx) => {
    await setTenant(tx, HOUSE)
    await sql`update conference_series set ended_at = now() where facts ->> 'record' = 'neurography'
      or id like '%neurography%'`.execute(tx)
  })
  expect(await neurography()).toBe('2 times a month')
  expect((await page()).conferences).toHaveLength(7)
})

test('JH-120: no address of the office is in what a gatherer of addresses reads', async () => {
  const { body } = await stranger.get<PublicPage>(PATH)
  expect(JSON.stringify(body)).not.toMatch(/[\w.-]+@[\w.-]+/)
  expect(body.contacts[0]!.email).toEqual(['msk-fellowship', 'example.org'])
})

test('closed it is as if it were not there, and so is a season that has not opened', async () => {
  const set = (isPublic: boolean) =>
    office.put('/programmes/jh-msk/page', { isPublic, owner: null, staleDays: 180 })
  await set(false)
  const [closed, nowhere] = [await stranger.get(PATH), await stranger.get(`${PATH}x`)]
  expect([closed.status, says(closed)]).toEqual([nowhere.status, says(nowhere)])
  const { body } = await office.get<{ next: object }>('/programmes/jh-msk/recruitment')
  const made = await office.post<{ cycle: string }>('/programmes/jh-msk/cycles', body.next)
  const cycle = `/applying/johns-hopkins/cycles/${made.body.cycle}`
  expect((await stranger.get(cycle)).status).toBe(404)
  await set(true)
  expect((await stranger.get(cycle)).status).toBe(200)
  expect((await page()).cycle?.id).toBe('jh-msk-season')
})

test('two seasons of one name, dates out of order, and an older version are refused with the reason', async () => {
  const { body } = await office.get<{
    next: Record<string, unknown>
    cycles: Record<string, unknown>[]
  }>('/programmes/jh-msk/recruitment')
  const { phase: _, counts: __, id, programme: ___, version, ...words } = body.cycles[0]!
  const twice = await office.post('/programmes/jh-msk/cycles', words)
  expect(says(twice)).toBe('There is a season Fellowship 2028 already.')
  const put = (more: object) =>
    office.put(`/programmes/jh-msk/cycles/${String(id)}`, { ...words, version, ...more })
  expect(says(await put({ matchDay: '2020-01-01' }))).toContain(
    'comes after match day on 1 Jan 2020',
  )
  expect((await put({ quota: 9 })).status).toBe(200)
  expect(says(await put({ quota: 10 }))).toContain('Somebody has changed Fellowship 2028')
})

test('whoever looks after it is told when nobody has for half a year, once a month', async () => {
  await here.db.inTenant(HOUSE, (tx) =>
    upsertAddress(tx, HOUSE, { person: 'rosalind-achterberg', email: 'rosalind@example.org' }),
  )
  const at = (moment: string) =>
    remindRecruitment(here.db, fixedClock(moment), new AbortController().signal)
  const count = async () =>
    (await here.db.inTenant(HOUSE, (tx) => findMail(tx, 100))).filter(({ subject }) =>
      subject.includes('public page'),
    ).length
  // Looked over forty days before the day of the demo.
  await at('2027-04-09T12:00:00Z')
  expect(await count()).toBe(0)
  await at('2027-04-10T12:00:00Z')
  await at('2027-04-11T12:00:00Z')
  expect(await count()).toBe(1)
  await at('2027-05-01T12:00:00Z')
  expect(await count()).toBe(2)
})
