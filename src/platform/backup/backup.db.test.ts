// A backup of a real database: whole, the same after it came back, refused in a sentence when it is not.
import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { catalogOf } from '../../../test/catalog.ts'
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts'
import { readMigrations } from '../migrate.ts'
import { rootFolder } from '../root.ts'
import { readArchive } from './read-archive.ts'
import { makeIdentity, writeArchive } from './write-archive.ts'
import { dumpLines } from './dump.ts'
import { loadBackup, restoreBackup } from './load.ts'
import { compare, scratchBeside, type Scratch, sumsOf, verifyBackup } from './verify.ts'

let here: TestDatabase
const folder = mkdtempSync(join(tmpdir(), 'isocenter-backup-'))
const migrations = readMigrations(join(rootFolder, 'db', 'migrations'))
const beside = () => scratchBeside(inject('serverUrl'))
const at = (name: string) => join(folder, name)

async function save(name: string, recipient?: string) {
  const client = await here.db.pool.connect()
  try {
    return await writeArchive(at(name), dumpLines(client, '0.0.1'), recipient)
  } finally {
    client.release()
  }
}

async function inScratch<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const scratch = await beside()
  try {
    return await work(scratch)
  } finally {
    await scratch.drop()
  }
}

beforeAll(async () => {
  here = await cloneDatabase()
  const { pool } = here.db
  // What goes wrong first: separators of Unicode, quotes, NULL beside empty, large numbers, instants.
  await pool.query(`update person set facts = $1 where id = 'solveig-bergstrand'`, [
    {
      note: 'a\u2028b "c" \\ {d}\n\te\u{1F600}',
      empty: '',
      none: null,
      many: 1e300,
    },
  ])
  await pool.query(`insert into outbox (tenant, programme, kind, facts)
    select 'mayo', 'mayo-msk', 'changed', '{}' from generate_series(1, 2500)`)
  await pool.query(`insert into publication (tenant, plan, version, by_person, message, cells)
    values ('mayo', 'mayo-2026', 900, 'x', '', '{}')`)
  await pool.query(`insert into session (token_hash, tenant, person, expires_at)
    values ('h', 'mayo', 'x', now())`)
})
afterAll(async () => {
  await here.drop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup', () => {
  test('comes back with every row of every table and the next number of every sequence', async () => {
    await save('whole')
    expect(existsSync(at('whole.part'))).toBe(false)
    const before = await sumsOf(here.db.pool, 'x')
    await inScratch(async ({ pool }) => {
      const restored = await restoreBackup(pool, at('whole'), undefined, migrations)
      expect(restored).toMatchObject({ ok: true, value: { steps: [] } })
      expect(compare(before, await sumsOf(pool, 'x'))).toEqual([])
      const next = await pool.query<{ id: string }>(
        `insert into outbox (tenant, programme, kind, facts)
         values ('mayo', 'mayo-msk', 'changed', '{}') returning id`,
      )
      expect(Number(next.rows[0]!.id)).toBe(2501)
      expect((await pool.query('select * from session')).rows).toEqual([])
    })
  })
  test('leaves fences, triggers and references as they are, and lets none of them act while it loads', async () => {
    await inScratch(async ({ pool }) => {
      await here.db.pool
        .query(`insert into hook (tenant, id, programme, label, url, secret, kinds, made_by)
        values ('mayo', 'h1', 'mayo-msk', 'P', 'https://x.invalid', 's', '{changed}', 'solveig-bergstrand')`)
      await save('with-hook')
      await restoreBackup(pool, at('with-hook'), undefined, migrations)
      const deliveries = await pool.query('select count(*)::int as n from hook_delivery')
      expect(deliveries.rows[0]).toEqual({ n: 0 })
      const [mine, other] = await Promise.all([catalogOf(here.db.pool), catalogOf(pool)])
      expect(other).toEqual(mine)
      await expect(pool.query(`update publication set message = 'o'`)).rejects.toThrow('cannot be')
    })
  })
  test('is of one instant, whoever writes meanwhile', async () => {
    const client = await here.db.pool.connect()
    const lines = dumpLines(client, 'x')
    await lines.next()
    await here.db.pool.query(`update tenant set name = 'written meanwhile' where id = 'mayo'`)
    const rest: string[] = []
    for await (const line of lines) rest.push(line)
    client.release()
    expect(rest.join('\n')).not.toContain('written meanwhile')
  })
  test('is encrypted for a public key and opens with the secret one only', async () => {
    const [mine, other] = [await makeIdentity(), await makeIdentity()]
    await save('sealed', mine.recipient)
    expect(readFileSync(at('sealed')).toString('latin1')).not.toContain('solveig')
    expect(await verifyBackup(at('sealed'), mine.secret, migrations, beside)).toMatchObject({
      ok: true,
    })
    const says = async (secret?: string) => sayRefusal(await readArchive(at('sealed'), secret))
    expect(await says(other.secret)).toContain('encrypted for another key')
    expect(await says()).toContain('give the file with its key')
    expect(await says('nonsense')).toContain('holds no secret key')
  })
  test('of a role that row security holds has the rows of every tenant all the same', async () => {
    const name = `keeper_${process.pid}`
    await inScratch(async ({ pool }) => {
      await restoreBackup(pool, at('whole'), undefined, migrations)
      await pool.query(`create role ${name} login nosuperuser password 'x'`)
      const tables = await pool.query<{ t: string }>(
        `select quote_ident(relname) as t from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
      )
      for (const { t } of tables.rows) await pool.query(`alter table ${t} owner to ${name}`)
      const database = (await pool.query<{ d: string }>('select current_database() as d')).rows[0]!
        .d
      await pool.query(`alter database ${database} owner to ${name}`)
      const url = new URL(inject('serverUrl'))
      Object.assign(url, { username: name, password: 'x', pathname: `/${database}` })
      const held = new pg.Pool({ connectionString: url.href, max: 1 })
      const before = await sumsOf(pool, 'x')
      const seen = await sumsOf(held, 'x')
      await held.end()
      await pool.query(`reassign owned by ${name} to current_user; drop role ${name}`)
      expect(compare(before, seen)).toEqual([])
    })
  })
})

describe('a file that is refused, before anything is changed', () => {
  const whole = () => gunzipSync(readFileSync(at('whole'))).toString('utf8')
  const write = (name: string, text: string) => writeFileSync(at(name), gzipSync(text))
  const head = (change: object) => {
    const [first, ...rest] = whole().split('\n')
    return [JSON.stringify({ ...(JSON.parse(first!) as object), ...change }), ...rest].join('\n')
  }
  const cases: [string, () => void, string][] = [
    [
      'cut off',
      () => writeFileSync(at('bad'), readFileSync(at('whole')).subarray(0, 20_000)),
      'cut off',
    ],
    [
      'cut off between lines',
      () => write('bad', whole().split('\n').slice(0, 50).join('\n') + '\n'),
      'cut off',
    ],
    ['empty', () => writeFileSync(at('bad'), ''), 'is empty'],
    ['something else', () => writeFileSync(at('bad'), 'PK and so on'), 'no backup of Isocenter'],
    ['another gzip', () => write('bad', '{"a":1}\n'), 'no backup of Isocenter'],
    [
      'one letter changed',
      () => write('bad', whole().replace(/(\{"table":"person"[^]*?)Bergstrand/, '$1Bergstrend')),
      'the rows of person are not',
    ],
    [
      'a row left out',
      () => write('bad', whole().replace(/\n\["mayo","tariq[^\n]*/, '')),
      'is damaged',
    ],
    ['of a later format', () => write('bad', head({ format: 2 })), 'made by a newer Isocenter'],
    [
      'of later tables',
      () =>
        write('bad', head({ migrations: [...migrations, { name: '9999-later.sql', hash: 'x' }] })),
      'does not know 9999-later.sql',
    ],
    [
      'of other tables',
      () => write('bad', head({ migrations: [{ ...migrations[0], hash: 'x' }] })),
      'is not the step that made its tables',
    ],
  ]
  test.each(cases)('%s', async (_, make, says) => {
    make()
    await inScratch(async ({ pool }) => {
      expect(sayRefusal(await restoreBackup(pool, at('bad'), undefined, migrations))).toContain(
        says,
      )
      const found = await pool.query(
        `select 1 from pg_class where relnamespace = 'public'::regnamespace`,
      )
      expect(found.rows).toEqual([])
    })
  })
  test('every single byte of an encrypted file that is changed or missing is noticed', async () => {
    const { secret, recipient } = await makeIdentity()
    await save('small', recipient)
    const bytes = readFileSync(at('small'))
    for (const share of [0.001, 0.01, 0.3, 0.5, 0.9, 0.9999]) {
      const place = Math.floor(bytes.length * share)
      const changed = Buffer.from(bytes)
      changed[place]! ^= 1
      writeFileSync(at('bad'), changed)
      expect(sayRefusal(await readArchive(at('bad'), secret))).toMatch(
        /damaged|no backup|another key/,
      )
      writeFileSync(at('bad'), bytes.subarray(0, place))
      expect(sayRefusal(await readArchive(at('bad'), secret))).toMatch(
        /damaged|cut off|no backup|another key/,
      )
    }
  })
  test('a database that holds something', async () => {
    const refused = await restoreBackup(here.db.pool, at('whole'), undefined, migrations)
    expect(sayRefusal(refused)).toContain('The database is not empty: it has a table access_key')
  })
})

test('one value that comes back differently is seen and named', async () => {
  const tampered = async (): Promise<Scratch> => {
    const scratch = await beside()
    scratch.pool.on('connect', (client) => {
      const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>
      const tampering = async (...args: unknown[]) => {
        const answer = await query(...args)
        if (args[0] === 'commit') await query(`update person set given = 'X' where id like 's%'`)
        return answer
      }
      client.query = tampering as typeof client.query
    })
    return scratch
  }
  const says = sayRefusal(await verifyBackup(at('whole'), undefined, migrations, tampered))
  expect(says).toContain('person')
  expect(says).toContain('what comes back is not what was saved: audit,')
})

test('a backup of the first schema goes into this program', async () => {
  const first = migrations.slice(0, 1)
  await inScratch(async ({ pool }) => {
    const { migrate } = await import('../migrate.ts')
    await migrate(pool, first)
    await pool.query(`insert into tenant values ('old', 'Old', 'UTC')`)
    const client = await pool.connect()
    await writeArchive(at('first'), dumpLines(client, '0.0.0'))
    client.release()
  })
  await inScratch(async ({ pool }) => {
    const restored = await restoreBackup(pool, at('first'), undefined, migrations)
    expect(restored).toMatchObject({ ok: true, value: { rows: 1 } })
    if (restored.ok) expect(restored.value.steps).toHaveLength(migrations.length - 1)
    expect((await pool.query('select id from tenant')).rows).toEqual([{ id: 'old' }])
  })
})

test('a restore that is broken off anywhere leaves nothing and can be done again', async () => {
  await inScratch(async ({ pool }) => {
    const broken = new Error('broken off')
    for (const after of [0, 1_000, 2_500])
      await expect(
        loadBackup(pool, at('whole'), undefined, migrations, (rows) => {
          if (rows >= after) throw broken
        }),
      ).rejects.toThrow('broken off')
    expect(await loadBackup(pool, at('whole'), undefined, migrations)).toMatchObject({ ok: true })
  })
})

test('a backup that fails leaves no file', async () => {
  async function* failing() {
    yield 'a'
    throw new Error('no more')
  }
  await expect(writeArchive(at('none'), failing())).rejects.toThrow('no more')
  const { recipient } = await makeIdentity()
  await expect(writeArchive(at('none'), failing(), recipient)).rejects.toThrow('no more')
  expect(readdirSync(folder).filter((name) => name.startsWith('none'))).toEqual([])
})

function sayRefusal(outcome: { ok: boolean; findings?: { says: string }[] }): string {
  return outcome.findings?.map(({ says }) => says).join(' ') ?? 'it was accepted'
}
