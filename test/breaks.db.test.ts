// Publish, import, found, restore: broken off at every statement, everything is as before or as after, never half.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { dumpLines } from '../src/platform/backup/dump.ts'
import type { Tail } from '../src/platform/backup/format.ts'
import { loadBackup } from '../src/platform/backup/load.ts'
import { scratchBeside, sumsOf } from '../src/platform/backup/verify.ts'
import { writeArchive } from '../src/platform/backup/write-archive.ts'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { migrate, readMigrations } from '../src/platform/migrate.ts'
import { rootFolder } from '../src/platform/root.ts'
import { foundProgramme } from '../src/rooms/founding/actions.ts'
import { cutYear } from '../src/rooms/founding/rules.ts'
import { foundingSchema } from '../src/rooms/founding/schema.ts'
import { day } from '../src/kernel/day.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { createDraft } from '../src/rooms/rota/drafts.ts'
import { editDraft } from '../src/rooms/rota/draft-edits.ts'
import { publish } from '../src/rooms/rota/publishing.ts'
import { importDraft } from '../src/rooms/sheets/actions.ts'
import { type Breaking, makeBreaking, type When } from './breaking.ts'
import { actAs, cloneDatabase, NOW, type TestDatabase, value } from './database.ts'

let here: TestDatabase
let coordinator: Actor
let draft: { id: string; version: number }
const PLAN = 'mayo-2026'
beforeAll(async () => {
  here = await cloneDatabase()
  coordinator = await actAs(here.db, 'mayo', 'solveig-bergstrand')
  const made = value(await createDraft(here.db, coordinator, PLAN, { name: 'D', from: 'empty' }))
  const change = { person: 'tariq-haddadin', period: 'b01', before: null, after: 'mayo-xr' }
  draft = value(await editDraft(here.db, coordinator, made.id, { label: 'Set', changes: [change] }))
})
afterAll(() => here.drop())

/** Rows alone: a sequence goes on when what took its number is rolled back. */
const rows = async () => (await sumsOf(here.db.pool, 'x')).tables
const changed = (one: Tail['tables'], other: Tail['tables']) =>
  Object.keys(other).filter((name) => one[name]?.sha256 !== other[name]!.sha256)

const acts: [string, (db: Database) => Promise<{ ok: boolean }>, string[]][] = [
  [
    'an import',
    (db) =>
      importDraft(db, coordinator, PLAN, {
        name: 'Last July',
        cells: [{ person: 'tariq-haddadin', period: 'b01', work: 'mayo-xr' }],
        notes: [{ person: 'tariq-haddadin', period: 'b01', note: 'with Uma' }],
        aliases: [{ kind: 'work', label: 'X-ray', means: 'mayo-xr' }],
      }),
    ['cell_mark', 'draft', 'edit', 'person_time', 'sheet_alias'],
  ],
  [
    'a publication',
    (db) =>
      publish(db, coordinator, draft.id, {
        ...{ version: draft.version, published: null, message: 'First', waiver: 'A trial' },
      }),
    ['outbox', 'person_time', 'publication'],
  ],
  [
    'a programme that is begun',
    (db) =>
      foundProgramme(
        db,
        coordinator,
        foundingSchema.parse({
          ...{ name: 'Body', kind: 'fellowship', specialty: 'Body', title: 'Body, 2027-28' },
          blocks: cutYear(day('2027-07-01'), 'months'),
          levels: [{ id: 'F1', label: 'First year' }],
          people: [{ given: 'Ilse', family: 'Varga', level: 'F1' }],
          works: [{ code: 'CT', name: 'Body CT', kind: 'rotation' }],
          ...{ demands: [], services: [] },
        }),
        NOW,
      ),
    ['draft', 'person', 'plan', 'programme', 'role', 'work'],
  ],
]

describe('broken off at every statement', () => {
  test.each(acts)(
    '%s is as before or as after, and can be done again',
    async (_, act, tables) => {
      const before = await rows()
      let isNew = false
      let steps = 0
      for (let nth = 1; !isNew; nth++)
        for (const when of ['before', 'after'] satisfies When[]) {
          const outcome = await inDying(here.url, async (db, breaking) => {
            breaking.arm(nth, when)
            return act(db).then(
              (done) => (done.ok ? 'done' : 'refused'),
              () => 'broken',
            )
          })
          const now = await rows()
          const differing = changed(before, now)
          if (differing.length > 0) {
            // Only the commit itself can have happened without anybody hearing of it.
            expect([outcome, when]).toEqual(['broken', 'after'])
            expect(differing).toEqual(expect.arrayContaining(tables))
            isNew = true
            break
          }
          expect(outcome).toBe('broken')
          steps++
        }
      expect(steps).toBeGreaterThan(15)
      // Done again it is done as a whole once more, or refused because it is done; never half.
      const after = await rows()
      const again = await act(here.db)
      expect(again.ok || changed(after, await rows()).length === 0).toBe(true)
    },
    300_000,
  )
  test('a restore leaves an empty database, and can be done again', async () => {
    const migrations = readMigrations(join(rootFolder, 'db', 'migrations'))
    const folder = mkdtempSync(join(tmpdir(), 'isocenter-breaks-'))
    const [small, target] = [
      await scratchBeside(inject('serverUrl')),
      await scratchBeside(inject('serverUrl')),
    ]
    try {
      await migrate(small.pool, migrations)
      await small.pool.query(`insert into tenant (id, name, time_zone) values ('a', 'A', 'UTC')`)
      const client = await small.pool.connect()
      const path = join(folder, 'small')
      await writeArchive(path, dumpLines(client, 'x')).finally(() => client.release())
      const url = (target.pool.options as { connectionString: string }).connectionString
      const load = (nth: number, when: When) =>
        inDying(url, async ({ pool }, breaking) => {
          breaking.arm(nth, when)
          const ended = await loadBackup(pool, path, undefined, migrations).then(
            ({ ok }) => (ok ? 'done' : 'refused'),
            () => 'broken',
          )
          return { ended, count: breaking.count() }
        })
      const tables = async () =>
        (
          await target.pool.query(
            `select 1 from pg_class where relnamespace = 'public'::regnamespace`,
          )
        ).rows.length
      let broken = 0
      // Not each: every kind of them comes dozens of times.
      for (let nth = 1; ; nth += 23) {
        const { ended } = await load(nth, nth % 2 === 0 ? 'before' : 'after')
        if (ended === 'done') break
        expect([nth, ended, await tables()]).toEqual([nth, 'broken', 0])
        broken++
      }
      expect(broken).toBeGreaterThan(10)
      expect(await tables()).toBeGreaterThan(30)
    } finally {
      await small.drop()
      await target.drop()
      rmSync(folder, { recursive: true, force: true })
    }
  }, 300_000)
})

/** One connection, as a process has that dies: its end takes everything along that is not committed. */
async function inDying<T>(
  url: string,
  work: (db: Database, breaking: Breaking) => Promise<T>,
): Promise<T> {
  const db = openDatabase(url, { connections: 1 })
  const breaking = makeBreaking(db.pool)
  try {
    return await work(db, breaking)
  } finally {
    await db.close()
    await untilGone(url)
  }
}

/** The server notices a broken connection a moment later; until then its locks are held. */
async function untilGone(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'looks' })
  await client.connect()
  for (let tries = 0; tries < 200; tries++) {
    const found = await client.query(
      `select 1 from pg_stat_activity where datname = current_database()
        and state <> 'idle' and application_name = 'isocenter' and pid <> pg_backend_pid()`,
    )
    if (found.rows.length === 0) break
    await new Promise((next) => setTimeout(next, 10))
  }
  await client.end()
}
