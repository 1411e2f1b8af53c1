// Does the wall print come out of the server: one page, text that can be read, a code to the live page?
import { writeFileSync } from 'node:fs'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { openLive } from '../src/platform/live.ts'
import type { PaperChoice } from '../src/rooms/sheets/paper.ts'
import { clock, cloneDatabase, type TestDatabase } from './database.ts'

let here: TestDatabase
let app: Hono
let live: Awaited<ReturnType<typeof openLive>>
let cookie = ''
let draft = ''

beforeAll(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  app = makeApp(here.db, live, clock)
  const session = { institution: 'mayo', person: 'solveig-bergstrand' }
  const answer = await send('POST', '/session', session)
  cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  const made = await send('POST', '/plans/mayo-2026/drafts', { name: 'Żółw & søn', from: 'empty' })
  draft = ((await made.json()) as { id: string }).id
})
afterAll(async () => {
  await live.close()
  await here.drop()
})

function send(method: string, path: string, body?: unknown) {
  return app.request(`http://localhost/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', host: 'localhost', cookie },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

test.each(['letter', 'a4', 'tabloid', 'a3'])('one page of %s', async (paper) => {
  const answer = await send('GET', `/drafts/${draft}/sheet.pdf?paper=${paper}`)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  const bytes = Buffer.from(await answer.arrayBuffer())
  const text = bytes.toString('latin1')
  expect(text.startsWith('%PDF-')).toBe(true)
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1)
  if (process.env['PICTURES']) writeFileSync(`${process.env['PICTURES']}/${paper}.pdf`, bytes)
})

test('each half of the year on a page of its own', async () => {
  const answer = await send('GET', `/drafts/${draft}/sheet.pdf?paper=a4&split=halves`)
  const text = Buffer.from(await answer.arrayBuffer()).toString('latin1')
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(2)
})

test('how large it would be is said for every paper, and other papers are refused', async () => {
  const answer = await send('GET', `/drafts/${draft}/paper`)
  const { choices } = (await answer.json()) as { choices: PaperChoice[] }
  expect(choices).toHaveLength(8)
  expect(choices.every(({ points, isReadable }) => isReadable && points > 7)).toBe(true)
  const wrong = await send('GET', `/drafts/${draft}/sheet.pdf?paper=napkin`)
  expect(wrong.status).toBe(400)
  expect(await wrong.json()).toMatchObject({
    findings: [{ says: expect.stringContaining('"a3"') }],
  })
})

test('before anything is published there is nothing to print', async () => {
  expect((await send('GET', '/plans/mayo-2026/published.pdf')).status).toBe(404)
})
