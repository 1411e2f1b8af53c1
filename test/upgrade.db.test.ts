// From every earlier schema to this one, with rows in it, broken off at every statement: the same in the end.
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { scratchBeside, type Scratch } from '../src/platform/backup/verify.ts'
import { migrate, readMigrations } from '../src/platform/migrate.ts'
import { rootFolder } from '../src/platform/root.ts'
import { makeBreaking, type When } from './breaking.ts'
import { catalogOf } from './catalog.ts'

const migrations = readMigrations(join(rootFolder, 'db', 'migrations'))
/** What a database is after each number of steps, when nothing went wrong. */
const right: string[][] = []
const open: Scratch[] = []
const scratch = async () => {
  const made = await scratchBeside(inject('serverUrl'))
  open.push(made)
  return made.pool
}
beforeAll(async () => {
  const pool = await scratch()
  for (let steps = 0; steps <= migrations.length; steps++) {
    await migrate(pool, migrations.slice(0, steps))
    right.push(await catalogOf(pool))
  }
})
// Twenty databases are dropped one after the other; a busy disk takes its time.
afterAll(async () => {
  for (const { drop } of open) await drop()
}, 240_000)

/** Rows as the first version wrote them; every later one takes them too. */
const ROWS = `
  insert into tenant (id, name, time_zone) values ('old', 'Old Hospital', 'America/New_York');
  insert into person (tenant, id, given, family) values ('old', 'ada-okoro', 'Ada', 'Okoro');
  insert into programme (tenant, id, name, kind, specialty)
    values ('old', 'msk', 'MSK', 'fellowship', 'musculoskeletal');
  insert into role (tenant, person, programme, role, during)
    values ('old', 'ada-okoro', 'msk', 'trainee', '[2026-07-01,2027-07-01)');
  insert into work (tenant, programme, id, code, name, kind)
    values ('old', 'msk', 'mr', 'MR', 'MR', 'rotation');
  insert into plan (tenant, id, programme, title, during, blocks, works)
    values ('old', 'y', 'msk', 'Year', '[2026-07-01,2027-07-01)', '[]', '{mr}');
  insert into plan_person (tenant, plan, person, position) values ('old', 'y', 'ada-okoro', 0);
  insert into draft (tenant, id, plan, name, created_by, changed_by)
    values ('old', 'd', 'y', 'D', 'ada-okoro', 'ada-okoro');
  insert into person_time (tenant, person, programme, line, draft, layer, kind, work, during, source)
    values ('old', 'ada-okoro', 'msk', 'd', 'd', 'assignment', 'rotation', 'mr',
      '[2026-07-01,2026-08-01)', 'hand');
  insert into edit (tenant, draft, seq, by_person, label, changes)
    values ('old', 'd', 1, 'ada-okoro', 'Generated: a year', '[]');
  insert into solve (tenant, plan, draft, draft_version, requested_by, options)
    values ('old', 'y', 'd', 1, 'ada-okoro', '{}');
  insert into publication (tenant, plan, version, by_person, message, cells)
    values ('old', 'y', 1, 'ada-okoro', 'First', '{}');
  insert into wish (tenant, plan, person, work) values ('old', 'y', 'ada-okoro', 'mr');
  insert into feed (tenant, owner, label, scope) values ('old', 'ada-okoro', 'Mine', 'person');`
const TABLES =
  'tenant person programme role work plan plan_person draft person_time edit solve publication wish feed'

describe('a database of an earlier version', () => {
  test.each(migrations.map(({ name }, at) => [name, at + 1] as const))(
    'that ends with %s becomes one of this version, and keeps its rows',
    async (_, steps) => {
      const pool = await scratch()
      await migrate(pool, migrations.slice(0, steps))
      await pool.query(ROWS)
      expect(await migrate(pool, migrations)).toHaveLength(migrations.length - steps)
      expect(await catalogOf(pool)).toEqual(right.at(-1))
      for (const table of TABLES.split(' ')) {
        const found = await pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)
        expect([table, found.rows[0]!.n]).toEqual([table, 1])
      }
      const edits = await pool.query<{ source: string }>('select source from edit')
      // The step that brought sources knew old edits by their labels.
      expect(edits.rows[0]!.source).toBe(steps < 5 ? 'engine' : 'hand')
    },
  )
})

/** Statements of one step: begin, the list of steps, the step, its line in the list, commit. */
const STATEMENTS = 5
/** What comes before the first step: the lock, the list, what is in it. */
const BEFORE = 3

test('broken off at every statement of every step, a database is old or new, never half, and goes on', async () => {
  const pool = await scratch()
  const { connectionString } = pool.options as { connectionString: string }
  let breaks = 0
  let applied = 0
  while (applied < migrations.length) {
    for (let nth = 1; nth <= STATEMENTS; nth++)
      for (const when of ['before', 'after'] satisfies When[]) {
        if (applied >= migrations.length) break
        // A pool of its own: a process that died takes its connections with it.
        const dying = new pg.Pool({ connectionString, max: 1 })
        dying.on('error', () => {})
        dying.on('connect', (client) => void client.on('error', () => {}))
        makeBreaking(dying).arm(BEFORE + nth, when)
        await expect(migrate(dying, migrations)).rejects.toThrow(
          /terminated|broke|not queryable|ECONNRESET/,
        )
        await dying.end()
        breaks++
        const names = await pool.query<{ name: string }>('select name from migration order by name')
        const known = migrations.slice(0, names.rows.length).map(({ name }) => name)
        expect(names.rows.map(({ name }) => name)).toEqual(known)
        // Only a commit that was done makes it new, whether or not anybody heard of it.
        const isCommitted = nth === STATEMENTS && when === 'after'
        applied += isCommitted ? 1 : 0
        expect(known).toHaveLength(applied)
        expect(await catalogOf(pool)).toEqual(right[applied])
      }
  }
  expect(breaks).toBe(migrations.length * STATEMENTS * 2)
  expect(await migrate(pool, migrations)).toEqual([])
  // Each step that is added takes eight looks at the whole catalog more.
}, 240_000)

test('a backup comes before an update, not before a beginning, and without it nothing is changed', async () => {
  const pool = await scratch()
  let asked = 0
  const count = async () => void asked++
  await migrate(pool, migrations.slice(0, 3), count)
  await migrate(pool, migrations.slice(0, 3), count)
  expect(asked).toBe(0)
  const full = async () => {
    throw new Error('The disk is full.')
  }
  await expect(migrate(pool, migrations, full)).rejects.toThrow('The disk is full.')
  expect(await catalogOf(pool)).toEqual(right[3])
  await migrate(pool, migrations, count)
  expect(asked).toBe(1)
})
