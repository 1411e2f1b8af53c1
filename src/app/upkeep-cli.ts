// Saving and restoring an installation on the command line.
import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import pg from 'pg'
import { type Outcome, sayCount } from '../kernel/finding.ts'
import {
  checkRecipient,
  checkTarget,
  makeIdentity,
  writeArchive,
} from '../platform/backup/write-archive.ts'
import { dumpLines } from '../platform/backup/dump.ts'
import { checkBackup, restoreBackup } from '../platform/backup/load.ts'
import { scratchBeside, scratchServer, verifyBackup } from '../platform/backup/verify.ts'
import { openDatabase } from '../platform/database.ts'
import { appVersion } from '../platform/root.ts'
import { confirmDomain } from '../rooms/accounts/index.ts'
import { loseSecrets, recordMade } from '../rooms/upkeep/index.ts'
import { findKeyring, keyFile } from '../platform/vault.ts'
import { EXIT, expectFiles, type Io, type Values } from './cli-arguments.ts'
import { BadInput } from './cli-input.ts'
import { dataFolder, externalUrl, knownMigrations, openPlace, readSecret } from './place.ts'

export async function backup(files: readonly string[], values: Values, io: Io): Promise<number> {
  const [path] = expectFiles(files, ['FILE'])
  const { to } = values
  const fault = (to === undefined ? undefined : checkRecipient(to)) ?? (await checkTarget(path!))
  if (fault) throw new BadInput([fault])
  const place = await reach({ alone: false, create: false, for: 'A backup' }, io)
  const db = openDatabase(place.url, { connections: 2 })
  try {
    let rows = 0
    const client = await db.pool.connect()
    const lines = dumpLines(client, appVersion, (now) => (rows = now))
    const written = await writeArchive(path!, lines, to).finally(() => client.release())
    const made = { says: `To ${resolve(path!)}.`, rows, ...written }
    // A database that awaits its update has no place yet to write it down.
    await recordMade({ db, program: appVersion }, 'command', made).catch(() => {})
    io.err(
      `Saved ${sayCount(rows, 'row')} of ${place.says} in ${path} (${written.bytes} bytes${to ? ', encrypted' : ''}). Try it: npx isocenter verify ${path}${to ? ' --key FILE' : ''}`,
    )
    return EXIT.ok
  } finally {
    await db.close()
    await place.close()
  }
}

export async function restore(files: readonly string[], values: Values, io: Io): Promise<number> {
  const [path] = expectFiles(files, ['FILE'])
  const secret = secretOf(values)
  const migrations = knownMigrations()
  // Before a database is made or a server is started for it.
  const checked = expectGood(await checkBackup(path!, secret, migrations))
  io.err(
    `${path}: ${sayCount(checked.rows, 'row')} of ${checked.head.madeAt}, made by Isocenter ${checked.head.program}.`,
  )
  const place = await reach({ alone: true, create: true, for: 'A restore' }, io)
  const pool = new pg.Pool({ connectionString: place.url, max: 2 })
  try {
    const { rows, steps } = expectGood(await restoreBackup(pool, path!, secret, migrations))
    io.err(
      `Restored ${sayCount(rows, 'row')} into ${place.says}${steps.length > 0 ? `, and updated it (${sayCount(steps.length, 'step')})` : ''}. Everybody signs in again.`,
    )
    const missing = sayKeys(checked.head.secretKeys)
    if (missing) io.err(missing)
    return EXIT.ok
  } finally {
    await pool.end()
    await place.close()
  }
}

export async function verify(files: readonly string[], values: Values, io: Io): Promise<number> {
  const [path] = expectFiles(files, ['FILE'])
  const external = externalUrl()
  const open = () => (external ? scratchBeside(external) : scratchServer())
  const found = expectGood(await verifyBackup(path!, secretOf(values), knownMigrations(), open))
  io.err(
    `${path} is good: ${sayCount(found.rows, 'row')} of ${sayCount(found.tables, 'table')}, made ${found.head.madeAt} by Isocenter ${found.head.program}, were restored into a database made for that and are the same.`,
  )
  const [key] = found.head.secretKeys ?? []
  if (key) io.err(`Its secrets open with the key ${key} (secret.key), which is in no backup.`)
  return EXIT.ok
}

/** What is said when the key that the secrets of a backup need is not here. */
function sayKeys(keys: readonly string[] = []): string | undefined {
  const here = findKeyring(dataFolder())?.map(({ id }) => id) ?? []
  const [key] = keys
  if (!key || here.includes(key)) return undefined
  return `Its secrets (phones that show codes, webhooks, single sign-on) need the key ${key}, which is not here. Before the first start put the file secret.key that was kept apart at ${keyFile(dataFolder())}, or set ISOCENTER_SECRET_KEY.`
}

/** For when the key is lost: whatever it alone opens is given up. */
export async function forgetSecrets(files: readonly string[], _: Values, io: Io): Promise<number> {
  expectFiles(files, [])
  const place = await reach({ alone: true, create: false, for: 'Forgetting secrets' }, io)
  const db = openDatabase(place.url, { connections: 2 })
  try {
    const count = await loseSecrets(db, dataFolder())
    io.err(
      count === 0
        ? 'Every secret opens with a key that is here; nothing was given up.'
        : `Gave up ${sayCount(count, 'secret')}. Phones that show codes, webhooks and single sign-on are set up anew; who had such a phone is asked to at the next sign-in.`,
    )
    return EXIT.ok
  } finally {
    await db.close()
    await place.close()
  }
}

/** Whoever has the machine says whose a domain is, for a server that cannot ask the DNS. */
export async function domain(files: readonly string[], _: Values, io: Io): Promise<number> {
  const [name, institution] = expectFiles(files, ['DOMAIN', 'INSTITUTION'])
  const place = await reach({ alone: false, create: false, for: 'A domain' }, io)
  const db = openDatabase(place.url, { connections: 2 })
  try {
    expectGood(await confirmDomain(db, name!.toLowerCase(), institution!))
    io.err(`${name} belongs to ${institution} from now on.`)
    return EXIT.ok
  } finally {
    await db.close()
    await place.close()
  }
}

export async function backupKey(files: readonly string[], _: Values, io: Io): Promise<number> {
  const [path] = expectFiles(files, ['FILE'])
  if (existsSync(path!)) throw new BadInput([`${path}: there is such a file already.`])
  const { secret, recipient } = await makeIdentity()
  writeFileSync(path!, `# public key: ${recipient}\n${secret}\n`, { mode: 0o600, flag: 'wx' })
  io.out(recipient)
  io.err(
    `The secret key is in ${path}. Keep it away from this machine and twice: without it no backup made for this public key can ever be opened.`,
  )
  return EXIT.ok
}

function secretOf({ key }: Values): string | undefined {
  if (key === undefined) return undefined
  try {
    return readSecret(key)
  } catch {
    throw new BadInput([`--key ${key}: cannot be read.`])
  }
}

async function reach(options: Parameters<typeof openPlace>[0], io: Io) {
  try {
    return await openPlace(options, io.err)
  } catch (error) {
    throw new BadInput([(error as Error).message])
  }
}

function expectGood<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new BadInput(outcome.findings.map(({ says, can }) => (can ? `${says} ${can}` : says)))
}
