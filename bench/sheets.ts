// How long do a messy workbook, the sheets that go out and a large calendar take, and how large is the first page?
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Workbook } from '@cj-tech-master/excelts'
import { addDays, day } from '../src/kernel/day.ts'
import type { Database } from '../src/platform/database.ts'
import { rootFolder } from '../src/platform/root.ts'
import { labelsIn, makeImport, namesIn } from '../src/rooms/sheets/importing.ts'
import { plainWords } from '../src/rooms/sheets/matching.ts'
import { readBook } from '../src/rooms/sheets/reading.ts'
import { readSource } from '../src/rooms/sheets/sources.ts'
import { insertTime, PUBLISHED } from '../src/rooms/time/index.ts'
import { cutYear } from '../src/rooms/founding/rules.ts'
import { addPlan } from './grid.ts'
import { onServer } from './scene.ts'
import { median, type Row } from './table.ts'

const TIMES = 7

export async function benchSheets(): Promise<Row[]> {
  const rows = [await importing(), ...firstPage()]
  const prepare = async (db: Database) => {
    await addPlan(db, 60, 52)
    await addEvents(db)
  }
  return [...rows, ...(await onServer(prepare, outgoing))]
}

const row = (what: string, times: number[], target: string): Row => ({
  what,
  median: `${median(times).toFixed(0)} ms`,
  slowest: `${Math.max(...times).toFixed(0)} ms`,
  target,
})

async function timed(work: () => Promise<void> | void): Promise<number[]> {
  const times: number[] = []
  for (let nth = 0; nth < TIMES; nth++) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  return times
}

/** Headings, two rows a person, runs as merged cells, variants of labels, as people keep them. */
async function importing(): Promise<Row> {
  const blocks = cutYear(day('2026-07-01'), 'weeks')
  const book = new Workbook()
  const page = book.addWorksheet('26-27')
  page.addRow(['Residents, DRAFT do not forward'])
  page.addRow([
    '',
    ...blocks.map(({ from }) => `${Number(from.slice(5, 7))}/${Number(from.slice(8))}`),
  ])
  const labels = ['Chest', 'chest ', 'NEURO', 'Neuro', 'Body CT', 'body ct', 'VAC', 'Night float']
  for (let p = 0; p < 40; p++) {
    if (p % 10 === 0) page.addRow([`PGY${2 + p / 10} Rotations`])
    const at = page.rowCount + 1
    page.addRow([
      `Family${p}, Given`,
      ...blocks.map((_, t) => (t % 2 === 0 ? labels[(p + t / 2) % labels.length] : null)),
    ])
    for (let t = 0; t < 52; t += 2) page.mergeCells(at, t + 2, at, t + 3)
    page.addRow(['', ...blocks.map((_, t) => (t === p ? 'leave 3-7' : null))])
  }
  const bytes = new Uint8Array(await book.xlsx.writeBuffer())
  const times = await timed(async () => {
    const read = await readBook(bytes)
    if (!read.ok) throw new Error(read.findings[0]!.says)
    const source = readSource(read.value.tables[0]!, blocks, [])
    const people = new Map(namesIn(source.rows!).map((name) => [name, name]))
    const known = new Map(
      labelsIn(source.rows!).map(({ label }) => [plainWords(label), plainWords(label)]),
    )
    const { cells } = makeImport(source.rows!, { people, labels: known })
    if (cells.length !== 40 * 52) throw new Error(`${cells.length} cells`)
  })
  return row('a messy workbook of 40 x 52, read and understood', times, '')
}

/** Scripts that the first page asks for before anything is clicked, as a browser gets them. */
function firstPage(): Row[] {
  const folder = join(rootFolder, 'build', 'web')
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const seen = new Set<string>()
  const visit = (path: string) => {
    if (seen.has(path) || !existsSync(join(folder, path))) return
    seen.add(path)
    const text = readFileSync(join(folder, path), 'utf8')
    for (const [, name] of text.matchAll(/(?:import|from)\s*["']\.\/([^"']+\.js)["']/g))
      visit(`assets/${name}`)
  }
  for (const [, path] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)) visit(path!)
  // The door is a chunk of its own, asked for at once.
  const door = readdirSync(join(folder, 'assets')).find((name) => /^sign-in-.*\.js$/.test(name))
  if (door) visit(`assets/${door}`)
  const bytes = [...seen].reduce(
    (sum, path) => sum + gzipSync(readFileSync(join(folder, path))).length,
    0,
  )
  const what = `scripts of the first page, ${seen.size} files, compressed`
  return [{ what, median: `${Math.round(bytes / 1024)} KB`, slowest: '', target: '< 200 KB' }]
}

/** Sixty people who change every five days: three thousand stretches in the window of a feed. */
async function addEvents(db: Database): Promise<void> {
  await db.inTenant('brigham', async (tx) => {
    const rows = Array.from({ length: 60 }, (_, p) =>
      Array.from({ length: 50 }, (_one, n) => ({
        ...{ person: `bench-60x52-${p}`, programme: 'bwh-dr', line: PUBLISHED, kind: 'rotation' },
        ...{ layer: 'assignment' as const, work: n % 2 ? 'chest' : 'neuro', source: 'bench' },
        from: addDays(day('2026-07-01'), n * 5),
        to: addDays(day('2026-07-01'), n * 5 + 4),
      })),
    ).flat()
    await insertTime(tx, 'brigham', rows)
  })
}

async function outgoing(url: string): Promise<Row[]> {
  let cookie = ''
  const ask = async (path: string, body?: object) => {
    const answer = await fetch(url + path, {
      method: body ? 'POST' : 'GET',
      headers: { cookie, origin: url, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    cookie ||= answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    return answer
  }
  await ask('/api/session', { institution: 'brigham', person: 'theodore-lacombiere' })
  const plan = '/api/plans/bench-60x52'
  const draft = (await (await ask(`${plan}/drafts`, { name: 'Bench', from: 'empty' })).json()) as {
    id: string
    cells: Record<string, string[]>
  }
  const view = (await (await ask(plan)).json()) as {
    works: { id: string }[]
    problem: { periods: { id: string }[] }
  }
  const changes = Object.keys(draft.cells).flatMap((person, p) =>
    view.problem.periods.map(({ id: period }, t) => ({
      ...{ person, period, before: null },
      after: view.works[(p + Math.floor(t / 2)) % view.works.length]!.id,
    })),
  )
  await ask(`/api/drafts/${draft.id}/edits`, { changes, label: 'bench' })
  const take = (path: string, check: (text: string) => boolean) =>
    timed(async () => {
      const text = await (await ask(path)).text()
      if (!check(text)) throw new Error(`${path}: ${text.slice(0, 200)}`)
    })
  const sheet = (kind: string) => `/api/drafts/${draft.id}/sheet.${kind}`
  const made = (await (await ask('/api/feeds', { label: 'All', programme: 'bwh-dr' })).json()) as {
    url: string
  }
  const feed = new URL(made.url).pathname
  const events = (text: string) => text.split('BEGIN:VEVENT').length > 3_000
  return [
    row('60 x 52 as .xlsx', await take(sheet('xlsx'), (text) => text.startsWith('PK')), ''),
    row('60 x 52 as .csv', await take(sheet('csv'), (text) => text.includes('Person')), ''),
    row(
      '60 x 52 as .pdf, A3',
      await take(`${sheet('pdf')}?paper=a3`, (text) => text.startsWith('%PDF')),
      '',
    ),
    row('a calendar of 3,000 events', await take(feed, events), ''),
  ]
}
