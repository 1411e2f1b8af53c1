// An installation is saved while people write, and comes back on an empty machine; its page says how it stands.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rootFolder } from '../src/platform/root.ts'
import { DESKTOP, openBrowser, PHONE, signInAs, violations, visit } from './browser.ts'
import { type Process, startAndEnd, startProcess, temporaryFolder, visitor } from './process.ts'

const [data, files] = [temporaryFolder(), temporaryFolder()]
const at = (name: string) => join(files.path, name)
let server: Process
let browser: Browser
beforeAll(async () => {
  server = await startProcess({ ISOCENTER_DATA: data.path })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  for (const folder of [data, files]) folder.remove()
})

type Ended = { code: number | null; out: string; err: string }
function isocenter(args: string[], folder = data.path): Promise<Ended> {
  const child = spawn(process.execPath, [join(rootFolder, 'bin', 'isocenter.mjs'), ...args], {
    env: { ...process.env, DATABASE_URL: '', ISOCENTER_DATA: folder },
  })
  const ended = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (ended.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (ended.err += chunk.toString()))
  return new Promise((settle) => child.once('exit', (code) => settle({ code, ...ended })))
}

type Draft = { id: string; version: number; cells: Record<string, (string | null)[]> }

test('saved while people write, encrypted, and restored on an empty machine', async () => {
  const call = await visitor(server.url, 'mayo', 'solveig-bergstrand')
  const draft = await call<Draft>('POST', '/plans/mayo-2026/drafts', { name: 'D', from: 'empty' })
  const person = Object.keys(draft.cells)[0]!
  const set = (before: string | null, after: string) =>
    call<Draft>('POST', `/drafts/${draft.id}/edits`, {
      label: 'Set',
      changes: [{ person, period: 'b01', before, after }],
    })
  await set(null, 'mayo-xr')
  const key = await isocenter(['backup-key', at('key')])
  expect([key.code, key.out]).toEqual([0, expect.stringMatching(/^age1/)])

  let isSaving = true
  const writing = (async () => {
    for (let flip = false; isSaving; flip = !flip)
      await set(flip ? 'mayo-mr' : 'mayo-xr', flip ? 'mayo-xr' : 'mayo-mr')
  })()
  const saved = await isocenter(['backup', at('sealed'), '--to', key.out.trim()])
  isSaving = false
  await writing
  expect([saved.code, saved.err]).toEqual([0, expect.stringContaining('of the running server')])

  expect((await isocenter(['verify', at('sealed')])).err).toContain('give the file with its key')
  const verified = await isocenter(['verify', at('sealed'), '--key', at('key')])
  expect([verified.code, verified.err]).toEqual([0, expect.stringContaining('are the same')])
  const refused = await isocenter(['restore', at('sealed'), '--key', at('key')])
  expect([refused.code, refused.err]).toEqual([
    2,
    expect.stringContaining('is in use by Isocenter'),
  ])

  const empty = temporaryFolder()
  writeFileSync(at('torn'), readFileSync(at('sealed')).subarray(0, 9_000))
  const torn = await isocenter(['restore', at('torn'), '--key', at('key')], empty.path)
  expect([torn.code, torn.err]).toEqual([2, expect.stringContaining('cut off')])
  expect(readdirSync(empty.path)).toEqual([])
  const restored = await isocenter(['restore', at('sealed'), '--key', at('key')], empty.path)
  expect([restored.code, restored.err]).toEqual([0, expect.stringContaining('signs in again')])
  const again = await isocenter(['restore', at('sealed'), '--key', at('key')], empty.path)
  expect([again.code, again.err]).toEqual([2, expect.stringContaining('is not empty')])

  const next = await startProcess({ ISOCENTER_DATA: empty.path })
  try {
    const there = await visitor(next.url, 'mayo', 'solveig-bergstrand')
    const found = await there<Draft>('GET', `/drafts/${draft.id}`)
    expect(['mayo-xr', 'mayo-mr']).toContain(found.cells[person]![0])
  } finally {
    await next.stop()
    empty.remove()
  }
})

test.each([
  ['desk', DESKTOP],
  ['phone', PHONE],
  ['night', { ...DESKTOP, scheme: 'dark' as const }],
])(
  'on the %s: no backup is said, one is made, restored as a test, and shown',
  async (name, look) => {
    const planner = await visit(browser, server.url, look)
    await signInAs(planner, 'mayo', 'solveig-bergstrand')
    const { page } = planner
    await page.goto('/system')
    await page.getByRole('heading', { name: 'System', level: 1 }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Back up now' }).click()
    await page.getByText('asked for here').first().waitFor()
    const test = page.getByRole('button', { name: 'Test restoring' })
    await expect.poll(() => test.isEnabled()).toBe(true)
    await test.click()
    await expect.poll(() => test.isDisabled()).toBe(true)
    expect(await violations(page)).toEqual([])
    await expect.poll(() => test.isEnabled()).toBe(true)
    await page.getByText('everything came back').waitFor()
    expect(await violations(page)).toEqual([])
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
    const pictures = process.env['PICTURES']
    if (pictures) await page.screenshot({ path: `${pictures}/system-${name}.png`, fullPage: true })
    expect(planner.complaints).toEqual([])
  },
)

test('an update is preceded by a backup, and not begun without one', async () => {
  const old = temporaryFolder()
  try {
    const env = { ISOCENTER_DATA: old.path }
    const first = await startProcess(env)
    await first.stop()
    // As an earlier version would have left it: the last step is not there yet.
    await rewind(old.path)
    writeFileSync(join(old.path, 'in-the-way'), '')
    const blocked = { ...env, ISOCENTER_BACKUPS: join(old.path, 'in-the-way'), PORT: '0' }
    const refused = await startAndEnd(blocked)
    expect(refused.output).toContain('The backup before the update could not be made')
    expect(refused.code).toBe(1)
    const next = await startProcess(env)
    expect(next.output()).toContain('Making a backup before the update')
    expect(next.output()).toContain('Updated the database (1 steps)')
    await next.stop()
    const kept = readdirSync(join(old.path, 'backups'))
    expect(kept).toEqual([expect.stringMatching(/-before-update\.backup$/)])
    expect(existsSync(join(old.path, 'backups', kept[0]!))).toBe(true)
  } finally {
    old.remove()
    rmSync(old.path, { recursive: true, force: true })
  }
})

async function rewind(folder: string): Promise<void> {
  const { startEmbedded } = await import('../src/platform/postgres/embedded.ts')
  const pg = await import('pg')
  const running = await startEmbedded(folder, () => {})
  const client = new pg.default.Client({ connectionString: running.url('isocenter') })
  await client.connect()
  await client.query(`drop table upkeep; delete from migration where name = '0030-upkeep.sql'`)
  await client.end()
  await running.stop()
}
