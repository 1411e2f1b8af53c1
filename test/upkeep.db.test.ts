// Backups and tests of restoring as jobs: written down, kept few, honest when something is wrong.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJobs } from '../src/platform/jobs.ts'
import { readMigrations } from '../src/platform/migrate.ts'
import { rootFolder } from '../src/platform/root.ts'
import { makeIdentity } from '../src/platform/backup/write-archive.ts'
import {
  askFor,
  type Keeping,
  makeBackup,
  readSystem,
  testRestore,
} from '../src/rooms/upkeep/actions.ts'
import { upkeepTasks } from '../src/rooms/upkeep/tasks.ts'
import { cloneDatabase, type TestDatabase, value } from './database.ts'

let here: TestDatabase
let seconds = 0
const folder = join(mkdtempSync(join(tmpdir(), 'isocenter-upkeep-')), 'backups')
const keeping = (more: Partial<Keeping> = {}): Keeping => ({
  db: here.db,
  // A second later each time, as two backups are.
  clock: { now: () => new Date(Date.now() + 1_000 * seconds++).toISOString() },
  databaseUrl: here.url,
  program: '0.1.0',
  migrations: readMigrations(join(rootFolder, 'db', 'migrations')),
  ...{ folder, recipient: undefined, ...more },
})
beforeAll(async () => {
  here = await cloneDatabase()
  await startJobs(here.db.pool, {}, { alone: false })
})
afterAll(async () => {
  await here.drop()
  rmSync(join(folder, '..'), { recursive: true, force: true })
})

test('a system without a backup says so, and how old the one is that it has', async () => {
  const before = await readSystem(keeping())
  expect(before.findings.map(({ says }) => says)).toEqual(['No backup has been made yet.'])
  expect(await makeBackup(keeping(), 'nightly')).toMatchObject({ state: 'done' })
  const after = await readSystem(keeping())
  expect(after).toMatchObject({
    findings: [],
    schema: { last: expect.stringMatching(/^\d{4}-/) },
    backups: { on: true, now: null, last: { cause: 'nightly', state: 'done' } },
  })
  await here.db.pool.query(`update upkeep set began_at = began_at - interval '40 hours',
    ended_at = ended_at - interval '40 hours'`)
  expect((await readSystem(keeping())).findings[0]!.says).toBe(
    'The last backup is 40 hours old; one is due every night.',
  )
})

test('the last backup is restored and compared; a file that was changed is noticed', async () => {
  const { file } = await makeBackup(keeping(), 'nightly')
  const good = await testRestore(keeping(), 'weekly')
  expect([good.state, good.says]).toEqual(['done', expect.stringContaining('came back the same')])
  const path = join(folder, file!)
  const bytes = readFileSync(path)
  bytes[1000]! ^= 1
  writeFileSync(path, bytes)
  expect((await testRestore(keeping(), 'weekly')).says).toContain('is not what was written')
  rmSync(path)
  expect((await testRestore(keeping(), 'weekly')).says).toContain('no longer in the folder')
  const { findings } = await readSystem(keeping())
  expect(findings.map(({ rule }) => rule)).toEqual(['upkeep.test-failed'])
  const names = await here.db.pool.query<{ datname: string }>(
    `select datname from pg_database where datname like 'isocenter_verify_%'`,
  )
  expect(names.rows.length).toBeLessThan(5)
})

test('one that is encrypted is tested as far as the server can', async () => {
  const { recipient } = await makeIdentity()
  const { file } = await makeBackup(keeping({ recipient }), 'nightly')
  expect(file).toMatch(/\.backup\.age$/)
  const tested = await testRestore(keeping({ recipient }), 'weekly')
  expect([tested.state, tested.says]).toEqual([
    'done',
    expect.stringContaining('opens with your key only'),
  ])
  expect(existsSync(join(folder, '.restore-test'))).toBe(false)
})

test('a folder that cannot be written to is said, and what was broken off is closed', async () => {
  await here.db.pool.query(`insert into upkeep (kind, cause) values ('backup', 'nightly')`)
  writeFileSync(join(folder, 'file'), '')
  const failed = await makeBackup(keeping({ folder: join(folder, 'file') }), 'nightly')
  expect(failed.state).toBe('failed')
  const { backups, findings } = await readSystem(keeping())
  expect(findings.map(({ rule }) => rule)).toContain('upkeep.backup-failed')
  expect(backups.now).toBe(null)
  expect(backups.recent.filter(({ says }) => says.includes('broken off'))).toHaveLength(1)
})

test('fourteen are kept', async () => {
  for (let nth = 0; nth < 16; nth++)
    writeFileSync(join(folder, `isocenter-202001${String(nth + 10)}T023000Z.backup`), '')
  await makeBackup(keeping(), 'nightly')
  expect(readdirSync(folder).filter((name) => name.startsWith('isocenter-'))).toHaveLength(14)
})

test('asked for twice it is made once, by a worker', async () => {
  const [one, two] = [
    value(await askFor(keeping(), 'backup')),
    value(await askFor(keeping(), 'backup')),
  ]
  expect(two.id).toBe(one.id)
  expect((await readSystem(keeping())).backups.now).toMatchObject({ state: 'waiting' })
  const { tasks, times } = upkeepTasks(keeping())
  const jobs = await startJobs(here.db.pool, tasks, { alone: false, crontab: times.join('\n') })
  try {
    for (let tries = 0; (await readSystem(keeping())).backups.now && tries < 200; tries++)
      await new Promise((next) => setTimeout(next, 50))
    const { last, now } = (await readSystem(keeping())).backups
    expect([now, last]).toEqual([null, expect.objectContaining({ id: one.id, cause: 'asked' })])
  } finally {
    await jobs.stop()
  }
})

test('where backups are off nobody takes the work, and asking is refused', async () => {
  const off = keeping({ folder: undefined })
  expect(upkeepTasks(off)).toEqual({ tasks: {}, times: [] })
  expect(await askFor(off, 'backup')).toMatchObject({ ok: false })
  expect((await readSystem(off)).findings[0]!.rule).toBe('upkeep.off')
})
