// Sheets on a real database: out by an address, in as tables, a draft made of them, labels remembered.
import { Workbook } from '@cj-tech-master/excelts'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '../src/app/server.ts'
import { openLive } from '../src/platform/live.ts'
import { clock, cloneDatabase, type TestDatabase } from './database.ts'
import type { DraftView, PlanView } from '../src/rooms/rota/schema.ts'
import type { Alias, WorkbookView } from '../src/rooms/sheets/schema.ts'
import { originOf } from '../src/rooms/sheets/twin.ts'

let here: TestDatabase
let app: Hono
let live: Awaited<ReturnType<typeof openLive>>
let coordinator: string
const PLAN = '/api/plans/mayo-2026'
const TARIQ = 'tariq-haddadin'

beforeAll(async () => {
  here = await cloneDatabase()
  live = await openLive(here.db.pool)
  app = makeApp(here.db, live, clock)
  coordinator = await signIn('mayo', 'solveig-bergstrand')
})
afterAll(async () => {
  await live.close()
  await here.drop()
})

async function send(method: string, path: string, cookie: string, body?: unknown) {
  const isFile = body instanceof Uint8Array
  const type = isFile ? 'application/octet-stream' : 'application/json'
  const response = await app.request(`http://localhost${path}`, {
    method,
    headers: { cookie, 'content-type': type, host: 'localhost' },
    ...(body === undefined ? {} : { body: isFile ? (body as never) : JSON.stringify(body) }),
  })
  return response
}
async function signIn(institution: string, person: string): Promise<string> {
  const answer = await send('POST', '/api/session', '', { institution, person })
  return answer.headers.get('set-cookie')!.split(';')[0]!
}
const read = async <T>(response: Response, status = 200): Promise<T> => {
  const body = (await response.json()) as T
  expect([response.status, body]).toEqual([status, expect.anything()])
  return body
}
type Refused = { findings: { says: string; path?: string }[] }

describe('a workbook that comes in', () => {
  test('is answered as tables, and nothing is kept of it', async () => {
    const file = new Uint8Array(Buffer.from('Name;Jul\nTariq;XR'))
    const view = await read<WorkbookView>(
      await send('POST', `${PLAN}/workbooks`, coordinator, file),
    )
    expect(view.tables[0]!.rows[1]!.map((cell) => cell!.text)).toEqual(['Tariq', 'XR'])
  })
  test('is read for planners only', async () => {
    const fellow = await signIn('mayo', TARIQ)
    const file = new Uint8Array(Buffer.from('a,b'))
    expect((await send('POST', `${PLAN}/workbooks`, fellow, file)).status).toBe(403)
    expect((await send('GET', `${PLAN}/aliases`, fellow)).status).toBe(403)
  })
  test('that is none is a sentence', async () => {
    const file = new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9])
    const { findings } = await read<Refused>(
      await send('POST', `${PLAN}/workbooks`, coordinator, file),
      409,
    )
    expect(findings[0]!.says).toBe('The file is damaged or is no workbook.')
  })
})

describe('a draft made of a workbook', () => {
  const wanted = {
    name: 'Last July',
    cells: [
      { person: TARIQ, period: 'm01', work: 'mayo-xr' },
      { person: TARIQ, period: 'm02', work: 'mayo-mr' },
    ],
    notes: [{ person: TARIQ, period: 'm02', note: 'with Uma' }],
    aliases: [
      { kind: 'work', label: 'X-ray', means: 'mayo-xr' },
      { kind: 'work', label: '???', means: null },
    ],
  }
  test('has its cells and notes, can be undone, and its labels are known the next time', async () => {
    const periods = await firstPeriods()
    const body = JSON.parse(
      JSON.stringify(wanted).replaceAll('m01', periods[0]!).replaceAll('m02', periods[1]!),
    )
    const draft = await read<DraftView>(await send('POST', `${PLAN}/imports`, coordinator, body))
    expect(draft.cells[TARIQ]!.slice(0, 3)).toEqual(['mayo-xr', 'mayo-mr', null])
    expect(draft.marks).toMatchObject([{ person: TARIQ, period: periods[1], note: 'with Uma' }])
    expect([draft.name, draft.canUndo]).toEqual(['Last July', true])
    const { aliases } = await read<{ aliases: Alias[] }>(
      await send('GET', `${PLAN}/aliases`, coordinator),
    )
    expect(aliases).toEqual([
      { kind: 'work', label: '???', means: null },
      { kind: 'work', label: 'X-ray', means: 'mayo-xr' },
    ])
    const elsewhere = await signIn('johns-hopkins', 'rosalind-achterberg')
    const none = await read<{ aliases: Alias[] }>(
      await send('GET', '/api/plans/jh-2026/aliases', elsewhere),
    )
    expect(none.aliases).toEqual([])
  })
  test('with anything unknown in it is refused whole, every fault named', async () => {
    const before = await draftCount()
    const { findings } = await read<Refused>(
      await send('POST', `${PLAN}/imports`, coordinator, {
        name: 'Bad',
        cells: [
          { person: 'nobody', period: 'b99', work: 'no-work' },
          { person: TARIQ, period: (await firstPeriods())[0], work: 'mayo-xr' },
          { person: TARIQ, period: (await firstPeriods())[0], work: 'mayo-mr' },
        ],
        aliases: [{ kind: 'person', label: 'T.', means: 'nobody' }],
      }),
      409,
    )
    expect(findings.map(({ path }) => path)).toEqual([
      'cells[0].person',
      'cells[0].period',
      'cells[0].work',
      'cells[2]',
      'aliases[0].means',
    ])
    expect(await draftCount()).toBe(before)
  })
})

test('a sheet of a draft says where it comes from; a fellow’s sheet of the wall does not', async () => {
  const { id } = await read<DraftView>(
    await send('POST', `${PLAN}/drafts`, coordinator, { name: 'A', from: 'empty' }),
  )
  const file = await send('GET', `/api/drafts/${id}/sheet.xlsx`, coordinator)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const view = await read<WorkbookView>(await send('POST', `${PLAN}/workbooks`, coordinator, bytes))
  expect(originOf(view)).toMatchObject({ plan: 'mayo-2026', line: id, version: 1 })
  const book = new Workbook()
  await book.xlsx.load(bytes as never)
  expect(book.getWorksheet('_isocenter')!.state).toBe('veryHidden')
})

async function firstPeriods(): Promise<string[]> {
  const view = await read<PlanView>(await send('GET', PLAN, coordinator))
  return view.problem.periods.map(({ id }) => id)
}
async function draftCount(): Promise<number> {
  const view = await read<PlanView>(await send('GET', PLAN, coordinator))
  return view.drafts.length
}
