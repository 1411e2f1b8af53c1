// Do other systems hear of what was published: signed, once, again after a fault, and nothing that was not done?
import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Moment } from '../src/kernel/moment.ts'
import { fixedClock } from '../src/platform/clock.ts'
import { createHook, endHook, listHooks, testHook } from '../src/rooms/hooks/actions.ts'
import { ATTEMPTS_MAX, deliverHooks } from '../src/rooms/hooks/delivering.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { editDraft } from '../src/rooms/rota/draft-edits.ts'
import { createDraft } from '../src/rooms/rota/drafts.ts'
import { publish } from '../src/rooms/rota/publishing.ts'
import { actAs, cloneDatabase, type TestDatabase, value } from './database.ts'

type Message = { headers: Record<string, unknown>; body: string }
let here: TestDatabase
let coordinator: Actor
let receiver: Server
let answer = 200
let heard: Message[] = []
const address = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`

beforeEach(async () => {
  here = await cloneDatabase()
  coordinator = await actAs(here.db, 'mayo', 'solveig-bergstrand')
  answer = 200
  heard = []
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part))
    request.on('end', () => {
      heard.push({ headers: request.headers, body })
      response.writeHead(answer).end()
    })
  })
  await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready))
})
afterEach(async () => {
  receiver.close()
  await here.drop()
})

const wanted = (kinds: ('published' | 'changed')[] = ['published', 'changed']) => ({
  ...{ label: 'Paging', url: address(), kinds },
})
const make = async (kinds?: ('published' | 'changed')[]) =>
  value(await createHook(here.db, coordinator, 'mayo-msk', wanted(kinds), 'any'))
const deliver = (seconds = 0) => {
  // Events carry the time of the database; what is due is asked for by the clock of this test.
  const now = new Date(Date.now() + 1_000 + seconds * 1_000).toISOString() as Moment
  return deliverHooks(here.db, fixedClock(now), 'any', new AbortController().signal)
}
const states = async () =>
  (await listHooks(here.db, coordinator, 'mayo-msk')).hooks[0]!.deliveries.map(
    ({ kind, state, attempts, says }) => [kind, state, attempts, says],
  )

async function publishCell(period: string, work: string) {
  const draft = value(
    await createDraft(here.db, coordinator, 'mayo-2026', { name: 'Draft', from: 'published' }),
  )
  const change = {
    person: 'tariq-haddadin',
    period,
    before: draft.cells['tariq-haddadin']![0] ?? null,
    after: work,
  }
  const edited = value(
    await editDraft(here.db, coordinator, draft.id, { label: 'test', changes: [{ ...change }] }),
  )
  const wish = { version: edited.version, message: 'Go', waiver: 'A test' }
  return value(await publish(here.db, coordinator, draft.id, wish))
}

test('a publication is told with who changes what, signed with the secret', async () => {
  const hook = await make()
  await publishCell('b01', 'mayo-xr')
  expect(await deliver()).toBe(1)
  expect(await deliver()).toBe(0)
  const [{ headers, body }] = heard as [Message]
  const message = JSON.parse(body)
  expect(message).toMatchObject({
    ...{ kind: 'published', plan: 'mayo-2026', version: 1, message: 'Go' },
    people: [{ person: 'tariq-haddadin', changes: [{ before: null, after: 'XR' }] }],
  })
  const [, t, v1] = /^t=(\d+),v1=(\w+)$/.exec(String(headers['isocenter-signature']))!
  expect(createHmac('sha256', hook.secret!).update(`${t}.${body}`).digest('hex')).toBe(v1)
  expect(headers['isocenter-event']).toBe(String(message.id))
  expect(await states()).toEqual([['published', 'told', 1, 'Answered 200.']])
})

test('who only wants changes hears nothing of the first version', async () => {
  await make(['changed'])
  await publishCell('b01', 'mayo-xr')
  await deliver()
  expect(heard).toEqual([])
  await publishCell('b01', 'mayo-mr')
  await deliver()
  expect(heard.map(({ body }) => JSON.parse(body).people)).toMatchObject([
    [{ changes: [{ before: 'XR', after: 'MR' }] }],
  ])
})

test('a hook hears nothing of what was before it', async () => {
  await publishCell('b01', 'mayo-xr')
  await make()
  expect(await deliver()).toBe(0)
  expect((await listHooks(here.db, coordinator, 'mayo-msk')).hooks[0]!.deliveries).toEqual([])
})

test('what did not arrive is told again later, and given up after a day and a half', async () => {
  const hook = await make()
  answer = 503
  value(await testHook(here.db, coordinator, 'mayo-msk', hook.id))
  await deliver()
  expect(await states()).toEqual([['test', 'waiting', 1, 'Answered 503.']])
  expect(await deliver(30)).toBe(0)
  for (let attempt = 2; attempt <= ATTEMPTS_MAX; attempt++) await deliver(attempt * 50_000)
  expect(heard).toHaveLength(ATTEMPTS_MAX)
  expect(await states()).toEqual([['test', 'given-up', ATTEMPTS_MAX, 'Answered 503.']])
  expect(await deliver(9_000_000)).toBe(0)
})

test('a redirection is no arrival and is not followed; a hook that has ended hears nothing', async () => {
  const hook = await make()
  answer = 302
  value(await testHook(here.db, coordinator, 'mayo-msk', hook.id))
  await deliver()
  expect(await states()).toEqual([['test', 'waiting', 1, 'Answered 302.']])
  value(await endHook(here.db, coordinator, 'mayo-msk', hook.id))
  expect(await deliver(100)).toBe(0)
  expect(heard).toHaveLength(1)
})

test('an address in the own network is refused before anything is stored', async () => {
  const outcome = await createHook(here.db, coordinator, 'mayo-msk', wanted(), 'public')
  expect(outcome).toMatchObject({ ok: false, findings: [{ path: 'url' }] })
  expect((await listHooks(here.db, coordinator, 'mayo-msk')).hooks).toEqual([])
})
