// The doctor sees on a real database what somebody broke there.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJobs } from '../src/platform/jobs.ts'
import { readMigrations } from '../src/platform/migrate.ts'
import { rootFolder } from '../src/platform/root.ts'
import { judgeDatabase } from '../src/rooms/upkeep/doctor-rules.ts'
import { examineDatabase } from '../src/rooms/upkeep/doctor-store.ts'
import { cloneDatabase, type TestDatabase } from './database.ts'

let here: TestDatabase
const migrations = readMigrations(join(rootFolder, 'db', 'migrations'))
beforeAll(async () => {
  here = await cloneDatabase()
  await startJobs(here.db.pool, {}, { alone: false })
})
afterAll(() => here.drop())
const wrong = async (off = 0) =>
  judgeDatabase(
    await examineDatabase(here.db, migrations, () => Date.now() + off),
    new Date().toISOString(),
  ).flatMap(({ state, says }) => (state === 'wrong' ? [says] : []))

test('an installation that is fine', async () => {
  expect(await wrong()).toEqual([])
})

test.each<[string, string, string]>([
  ['a fence taken away', 'alter table wish no force row level security', 'not forced on wish'],
  [
    'a newer schema',
    `insert into migration values ('9999-later.sql', 'x')`,
    'newer Isocenter (9999-later.sql)',
  ],
  [
    'an edited step',
    `update migration set hash = 'x' where name like '0002%'`,
    '0002-proposals.sql of this program is not',
  ],
  [
    'a job that nobody takes',
    `select graphile_worker.add_job('solve', '{}'::json, run_at => now() - interval '2 hours')`,
    'stuck: solve',
  ],
  [
    'an old backup',
    `insert into upkeep (kind, cause, state, ended_at) values ('backup', 'nightly', 'done', now() - interval '3 days')`,
    'The last backup is 3 days old',
  ],
  [
    'a message that does not arrive',
    `insert into hook (tenant, id, programme, label, url, secret, kinds, made_by)
       values ('mayo', 'h', 'mayo-msk', 'P', 'https://x.invalid', 's', '{changed}', 'solveig-bergstrand');
     insert into outbox (tenant, programme, kind, facts, at)
       values ('mayo', 'mayo-msk', 'changed', '{}', now() - interval '25 hours')`,
    '1 message to other systems',
  ],
])('%s', async (_, text, says) => {
  const before = await wrong()
  await here.db.pool.query(text)
  const after = (await wrong()).filter((one) => !before.includes(one))
  // What stands in the place of another sentence about the same is said instead of it.
  expect(after.join(' ')).toContain(says)
  if (text.includes('migration'))
    await here.db.pool.query(`delete from migration where name = '9999-later.sql'`)
})

test('a clock that is wrong', async () => {
  expect((await wrong(-60_000)).join(' ')).toContain('60.0 s ahead of that of the program')
})
