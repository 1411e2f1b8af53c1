// Does the database alone give no secret away, and does the key open them all again?
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Moment } from '../src/kernel/moment.ts'
import { dumpLines } from '../src/platform/backup/dump.ts'
import { restoreBackup } from '../src/platform/backup/load.ts'
import { writeArchive } from '../src/platform/backup/write-archive.ts'
import { fixedClock } from '../src/platform/clock.ts'
import { openDatabase } from '../src/platform/database.ts'
import { readMigrations } from '../src/platform/migrate.ts'
import { rootFolder } from '../src/platform/root.ts'
import { currentKey, findKeyring, keyFile, readKeyring, useKeyring } from '../src/platform/vault.ts'
import { beginTotp, findAccount, insertAccount } from '../src/rooms/accounts/account-store.ts'
import { findProviders, insertProvider } from '../src/rooms/accounts/link-store.ts'
import { insertHook, takeDue } from '../src/rooms/hooks/store.ts'
import { deliverMail, type Postman, writeAccountMail } from '../src/rooms/mail/index.ts'
import { judgeDatabase } from '../src/rooms/upkeep/doctor-rules.ts'
import { examineDatabase } from '../src/rooms/upkeep/doctor-store.ts'
import { startJobs } from '../src/platform/jobs.ts'
import { encryptSecrets, loseSecrets, openSecrets } from '../src/rooms/upkeep/index.ts'
import { countSecrets } from '../src/rooms/upkeep/secrets-store.ts'
import { cloneDatabase, copyDatabase, type TestDatabase } from './database.ts'

const SEED = 'JBSWY3DPEHPK3PXP'
const CLIENT = 'a client secret of the provider'
const HOOK = 'hook_what the receiver knows'
const LINK = 'https://isocenter.example/invitation/what-opens'
const NOW = '2026-11-21T18:00:00Z' as Moment
const forever = new AbortController().signal
const migrations = readMigrations(join(rootFolder, 'db', 'migrations'))

let here: TestDatabase
let folder: string
let account: string
const text = () => randomBytes(32).toString('base64')
const setKeys = (...keys: string[]) => useKeyring(readKeyring(keys.join('\n'), 'test'))
const FIRST = text()

beforeEach(async () => {
  setKey(undefined)
  folder = mkdtempSync(join(tmpdir(), 'isocenter-secrets-'))
  here = await cloneDatabase()
  setKeys(FIRST)
})
afterEach(async () => {
  await here.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** The setting that the runs of tests have is not the one that is looked at here. */
function setKey(key: string | undefined) {
  if (key === undefined) delete process.env['ISOCENTER_SECRET_KEY']
  else process.env['ISOCENTER_SECRET_KEY'] = key
}

async function fill() {
  account = (await insertAccount(here.db, { email: 'a@b.example', passwordHash: null }))!
  await beginTotp(here.db, account, SEED)
  await here.db.inTenant('mayo', async (tx) => {
    await insertProvider(tx, 'mayo', {
      ...{ kind: 'oidc', label: 'Mayo', domains: ['mayo.example'], facts: {}, secret: CLIENT },
    })
    await insertHook(tx, 'mayo', {
      ...{ programme: 'mayo-msk', label: 'P', url: 'https://example.org', secret: HOOK },
      ...{ kinds: ['published', 'changed'], by: 'solveig-bergstrand' },
    })
    await sql`insert into outbox (tenant, programme, kind, facts)
      values ('mayo', 'mayo-msk', 'changed', '{}')`.execute(tx)
    await letter(tx, 'one')
  })
}
const letter = (tx: Parameters<typeof writeAccountMail>[0], key: string) =>
  writeAccountMail(
    tx,
    { tenant: 'mayo', now: NOW },
    { key, email: 'a@b.example', person: null, subject: 'In', text: `Come in:\n\n${LINK}\n` },
  )

/** Every row of every table, as whoever has the disk or a backup would read it. */
async function everything(url = here.url): Promise<string> {
  const db = openDatabase(url, { connections: 1 })
  const client = await db.pool.connect()
  const lines: string[] = []
  for await (const line of dumpLines(client, 'test')) lines.push(line)
  client.release()
  await db.close()
  return lines.join('\n')
}
const secretsIn = (all: string) =>
  [SEED, CLIENT, HOOK, LINK].filter((secret) => all.includes(secret))

/** What the rooms read when they need it. */
async function opened() {
  const seed = (await findAccount(here.db, { id: account }))!.totpSecret
  return here.db.inTenant('mayo', async (tx) => {
    const [provider] = await findProviders(tx)
    await sql`update hook_delivery set next_at = ${NOW}, done_at = null`.execute(tx)
    const [due] = await takeDue(tx, NOW, 1, 0)
    return [seed, provider?.secret, due?.secret]
  })
}

test('no seed, client secret, webhook secret or link of a letter lies in the database', async () => {
  await fill()
  expect(secretsIn(await everything())).toEqual([])
  expect(await opened()).toEqual([SEED, CLIENT, HOOK])
  expect((await countSecrets(here.db)).plain).toBe(0)
})

test('what lies there from before is read, and encrypted in the background, however often that is broken off', async () => {
  await fill()
  await here.db.pool.query(`update account set totp_secret = '${SEED}'`)
  await here.db.pool.query(`update provider set secret = '${CLIENT}'`)
  await here.db.pool.query(`update hook set secret = '${HOOK}'`)
  await here.db.pool.query(`update mail set text = 'Come in: ${LINK}'`)
  await here.db.pool
    .query(`insert into mail (tenant, key, kind, email, subject, text, next_at, done_at, says)
    values ('mayo', 'old', 'account', 'a@b.example', 'Old', 'Old: ${LINK}', now(), now(), 'Sent.')`)
  expect(secretsIn(await everything())).toHaveLength(4)
  expect(await opened()).toEqual([SEED, CLIENT, HOOK])
  const stopped = new AbortController()
  stopped.abort()
  expect(await encryptSecrets(here.db, stopped.signal)).toBe(0)
  expect(await encryptSecrets(here.db, forever)).toBe(4)
  expect(secretsIn(await everything())).toEqual([])
  expect(await opened()).toEqual([SEED, CLIENT, HOOK])
  expect(await encryptSecrets(here.db, forever)).toBe(0)
})

test('a letter that went out keeps its words and loses its link; one that is only shown keeps it', async () => {
  await fill()
  const got: string[] = []
  const postman: Postman = {
    send: async (sent) => void got.push(sent.text),
    close: () => {},
  }
  await deliverMail(here.db, fixedClock(NOW), { postman, pusher: null }, forever)
  expect(got).toEqual([expect.stringContaining(LINK)])
  const found = await here.db.pool.query<{ text: string }>(
    `select text from mail where key = 'one'`,
  )
  expect(found.rows[0]!.text).toBe('Come in:\n\n(a link that only the receiver has)\n')
  await here.db.inTenant('mayo', (tx) => letter(tx, 'two'))
  await deliverMail(here.db, fixedClock(NOW), { postman: null, pusher: null }, forever)
  const shown = await here.db.pool.query<{ text: string }>(
    `select text from mail where key = 'two'`,
  )
  expect(shown.rows[0]!.text).toMatch(/^enc1\./)
})

test('after a change of keys old secrets open, are renewed, and then need the old key no more', async () => {
  await fill()
  const second = text()
  setKeys(second, FIRST)
  expect(await opened()).toEqual([SEED, CLIENT, HOOK])
  expect(await encryptSecrets(here.db, forever)).toBe(4)
  setKeys(second)
  expect(await opened()).toEqual([SEED, CLIENT, HOOK])
})

test('a process without the key of the database does not start, and says which one it needs', async () => {
  await openSecrets(here.db, folder, { alone: true })
  const key = currentKey()
  await fill()
  rmSync(keyFile(folder))
  await expect(openSecrets(here.db, folder, { alone: true })).rejects.toThrow(key)
  expect(findKeyring(folder)).toBe(undefined)
  setKey(text())
  await expect(openSecrets(here.db, folder, { alone: true })).rejects.toThrow('forget-secrets')
})

test('a second server with a key of its own is refused even while nothing is encrypted', async () => {
  await openSecrets(here.db, folder, { alone: false })
  setKey(text())
  await expect(openSecrets(here.db, folder, { alone: false })).rejects.toThrow('which is not here')
})

test('a backup holds no key: restored elsewhere it says which one is missing, and opens with it', async () => {
  await openSecrets(here.db, folder, { alone: true })
  await fill()
  const client = await here.db.pool.connect()
  const file = join(folder, 'backup')
  await writeArchive(file, dumpLines(client, 'test')).finally(() => client.release())
  const elsewhere = await copyDatabase('template1')
  const next = join(folder, 'next')
  const db = openDatabase(elsewhere.url, { connections: 4 })
  try {
    const restored = await restoreBackup(db.pool, file, undefined, migrations)
    expect(restored).toMatchObject({ ok: true, value: { head: { secretKeys: [currentKey()] } } })
    expect(secretsIn(await everything(elsewhere.url))).toEqual([])
    await expect(openSecrets(db, next, { alone: true })).rejects.toThrow(currentKey())
    await startJobs(db.pool, {}, { alone: false })
    const judged = async () =>
      judgeDatabase(await examineDatabase(db, migrations, Date.now, next), NOW)
        .filter(({ about }) => about === 'secrets')
        .map(({ state, says }) => [state, says])
    expect(await judged()).toEqual([
      ['wrong', `4 secrets cannot be opened: the key ${currentKey()} is not here.`],
    ])
    setKey(keyText(folder))
    expect(await judged()).toEqual([['good', expect.stringContaining('its key is here')]])
    await openSecrets(db, next, { alone: true })
    expect((await findAccount(db, { id: account }))!.totpSecret).toBe(SEED)
  } finally {
    await db.close()
    await elsewhere.drop()
  }
})

test('when the key is lost for good its secrets are given up, and the phone is set up anew', async () => {
  await openSecrets(here.db, folder, { alone: true })
  await fill()
  await here.db.pool.query(`update account set totp_confirmed = true`)
  rmSync(keyFile(folder))
  expect(await loseSecrets(here.db, folder)).toBe(4)
  await openSecrets(here.db, folder, { alone: true })
  const found = await here.db.pool.query('select totp_secret, must_enrol from account')
  expect(found.rows).toEqual([{ totp_secret: null, must_enrol: true }])
  expect(await loseSecrets(here.db, folder)).toBe(0)
})

test('a secret that was put into another row does not open there', async () => {
  await fill()
  const other = (await insertAccount(here.db, { email: 'c@d.example', passwordHash: null }))!
  await here.db.pool.query(
    `update account set totp_secret = (select totp_secret from account where id = $1) where id = $2`,
    [account, other],
  )
  await expect(findAccount(here.db, { id: other })).rejects.toThrow('it was altered')
})

const keyText = (where: string) =>
  findKeyring(where)!
    .map(({ bytes }) => bytes.toString('base64'))
    .join(' ')
