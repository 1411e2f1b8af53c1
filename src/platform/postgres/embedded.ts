// How does a real PostgreSQL server run beside this process, on a folder of its own?
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { basename, dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { type Binaries, copyWithinReach, findBinaries } from './binaries.ts'

export type EmbeddedServer = {
  /** `postgres://...` of the maintenance database; replace the path for another one. */
  url: (database: string) => string
  stop: () => Promise<void>
  /** Settles when the server ends without being asked to. */
  died: Promise<string>
}

type Say = (sentence: string) => void

/**
 * Starts the server on `folder`, creating the cluster the first time. An orphan of a crash is ended
 * first. `onLaunched` gets the way to stop it before it is ready, for whoever is interrupted then.
 */
export async function startEmbedded(
  folder: string,
  say: Say,
  onLaunched: (stop: () => Promise<void>) => void = () => {},
): Promise<EmbeddedServer> {
  const found = findBinaries()
  const cluster = resolve(folder, 'postgres')
  const secret = resolve(folder, 'postgres.secret')
  const runAs = chooseUser(cluster, folder)
  const binaries = isWithinReach(found.postgres, runAs) ? found : copyWithinReach(found)
  await endOrphan(cluster)
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    say('Creating the database cluster (once)')
    createCluster(binaries, cluster, secret, runAs)
  }
  const password = readFileSync(secret, 'utf8').trim()
  const port = await freePort()
  const child = launch(binaries, cluster, port, runAs)
  const url = (database: string) => addressOf(password, port, database)
  let stopping = false
  const died = new Promise<string>((settle) => {
    child.process.once('exit', (code) => {
      if (!stopping) settle(`PostgreSQL ended with code ${code}. ${child.lastLines()}`)
    })
  })
  const stop = () => ((stopping = true), stopServer(child.process))
  onLaunched(stop)
  try {
    await waitUntilReady(url('postgres'), child)
  } catch (error) {
    // A server that does not answer must not go on running when nobody waits for it any more.
    await stop()
    throw error
  }
  return { url, died, stop }
}

/** The address of a database of the server that runs on this folder already; undefined when none does. */
export function findRunning(folder: string, database: string): string | undefined {
  const cluster = resolve(folder, 'postgres')
  try {
    const [pid, , , port] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    if (!isServerOf(Number(pid), cluster)) return undefined
    const password = readFileSync(resolve(folder, 'postgres.secret'), 'utf8').trim()
    return addressOf(password, Number(port), database)
  } catch {
    return undefined
  }
}

const addressOf = (password: string, port: number, database: string) =>
  `postgres://isocenter:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`

type RunAs = { uid?: number; gid?: number; through?: string[] }

/**
 * PostgreSQL refuses to run as root. Then an unprivileged account runs it; when that account may
 * not enter the folders (a clone below /root), it keeps the one right to pass them.
 */
function chooseUser(cluster: string, folder: string): RunAs {
  mkdirSync(folder, { recursive: true })
  if (process.platform === 'win32' || process.getuid?.() !== 0) return {}
  const owner = existsSync(cluster) ? statSync(cluster) : undefined
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const account =
    accounts.find((fields) => owner && owner.uid > 0 && fields[2] === String(owner.uid)) ??
    accounts.find((fields) => fields[0] === 'postgres') ??
    accounts.find((fields) => fields[0] === 'nobody')
  if (!account) throw new Error('Running as root needs an account "nobody" for PostgreSQL.')
  const [uid, gid] = [Number(account[2]), Number(account[3])]
  if (isWithinReach(folder, { uid, gid })) return { uid, gid }
  const rights = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override']
  return {
    uid,
    gid,
    through: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...rights],
  }
}

/** May the account that runs the server enter this folder, or run this program? */
function isWithinReach(path: string, { uid, gid }: RunAs): boolean {
  if (uid === undefined) return true
  const as = gid === undefined ? { uid } : { uid, gid }
  return spawnSync('/usr/bin/test', ['-x', path], { ...as, cwd: '/' }).status === 0
}

function command(runAs: RunAs, program: string, args: string[]) {
  const through = runAs.through
  return through
    ? { program: through[0]!, args: [...through.slice(1), program, ...args], as: {} }
    : { program, args, as: runAs.uid === undefined ? {} : { uid: runAs.uid, gid: runAs.gid! } }
}

/**
 * Made beside its place and moved there when it is whole: a start that is killed in the middle
 * leaves nothing that looks like a cluster.
 */
function createCluster(binaries: Binaries, cluster: string, secret: string, runAs: RunAs): void {
  // A name of its own: the initdb of a killed start may still be writing to the old one.
  const half = `${cluster}.new-${process.pid}`
  for (const name of readdirSync(dirname(cluster)))
    if (name.startsWith(`${basename(cluster)}.new-`))
      rmSync(join(dirname(cluster), name), { recursive: true, force: true })
  rmSync(cluster, { recursive: true, force: true })
  mkdirSync(half, { recursive: true, mode: 0o700 })
  writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (runAs.uid !== undefined)
    for (const path of [half, secret]) spawnSync('chown', [`${runAs.uid}:${runAs.gid}`, path])
  const { program, args, as } = command(runAs, binaries.initdb, [
    `--pgdata=${half}`,
    '--username=isocenter',
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    // A page that the disk has changed is an error, and is never served as data.
    '--data-checksums',
  ])
  const result = spawnSync(program, args, { ...as, cwd: '/', encoding: 'utf8', env: cleanEnv() })
  if (result.status !== 0) {
    rmSync(half, { recursive: true, force: true })
    throw new Error(
      `PostgreSQL could not create its cluster in ${cluster}: ${result.stderr || result.error?.message}`,
    )
  }
  renameSync(half, cluster)
}

function launch(binaries: Binaries, cluster: string, port: number, runAs: RunAs) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '80',
    shared_buffers: '128MB',
    log_timezone: 'UTC',
    timezone: 'UTC',
  }
  const { program, args, as } = command(runAs, binaries.postgres, [
    '-D',
    cluster,
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ])
  // A group of its own: Ctrl-C in the terminal must reach this process only, which then stops
  // the server in the right order.
  const child = spawn(program, args, {
    ...as,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: cleanEnv(),
  })
  const lines: string[] = []
  child.stderr!.on('data', (chunk: Buffer) => {
    lines.push(...chunk.toString('utf8').split('\n').filter(Boolean))
    lines.splice(0, Math.max(0, lines.length - 20))
  })
  return { process: child, lastLines: () => lines.slice(-6).join(' | ') }
}

function cleanEnv(): NodeJS.ProcessEnv {
  const { PGDATA, PGHOST, PGPORT, PGUSER, PGPASSWORD, LD_LIBRARY_PATH, ...rest } = process.env
  return { ...rest, LC_ALL: 'C' }
}

async function waitUntilReady(
  url: string,
  child: { process: ChildProcess; lastLines: () => string },
): Promise<void> {
  const until = Date.now() + 60_000
  for (;;) {
    if (child.process.exitCode !== null)
      throw new Error(`PostgreSQL did not start. ${child.lastLines()}`)
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    // A refused connection is both rejected and emitted; only the rejection matters.
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > until)
        throw new Error(`PostgreSQL did not become ready. ${child.lastLines()}`, { cause: error })
      await new Promise((done) => setTimeout(done, 50))
    }
  }
}

function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    child.once('exit', () => done())
    // SIGINT is PostgreSQL's fast shutdown: sessions are ended, nothing committed is lost.
    child.kill('SIGINT')
  })
}

/** Ends the server that a killed process left behind on this cluster; the log then replays by itself. */
async function endOrphan(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0) return
  const until = Date.now() + 20_000
  // Killed and not cleared away yet by whoever started it: PostgreSQL would take it for one that runs.
  while (isEnded(pid) && Date.now() < until) await new Promise((done) => setTimeout(done, 50))
  if (!isServerOf(pid, cluster)) return
  process.kill(pid, 'SIGINT')
  while (isServerOf(pid, cluster)) {
    if (Date.now() > until) process.kill(pid, 'SIGQUIT')
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** Dead, but still on the list of processes. */
function isEnded(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, ''))
  } catch {
    return false
  }
}

function isServerOf(pid: number, cluster: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster)
  } catch {
    try {
      process.kill(pid, 0)
      return process.platform !== 'linux'
    } catch {
      return false
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
