// What the tests need from the system: a browser, and Debian's PostgreSQL as the external server.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const LIB = '/usr/lib/postgresql'

export function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  return [named, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  )
}

function findServer() {
  if (!existsSync(LIB)) return undefined
  const versions = readdirSync(LIB).filter((name) => existsSync(join(LIB, name, 'bin', 'postgres')))
  return versions.includes('15')
    ? join(LIB, '15', 'bin')
    : versions.map((v) => join(LIB, v, 'bin'))[0]
}

/** Installs what is missing when it can (root on Debian); otherwise says what is missing and ends. */
export function ensureSystem() {
  const missing = [...(findBrowser() ? [] : ['chromium']), ...(findServer() ? [] : ['postgresql'])]
  if (missing.length === 0) return
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (canInstall) {
    console.log(`Installing ${missing.join(' and ')} with apt`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    })
    if (findBrowser() && findServer()) return
  }
  console.error(
    `The tests need ${missing.join(' and ')}. As root on Debian: apt-get update && apt-get install -y ${missing.join(' ')}. ` +
      'Elsewhere install Chromium (or set CHROMIUM_PATH) and PostgreSQL 15 or newer. `npm run check` needs neither.',
  )
  process.exit(1)
}

/** Starts the system's PostgreSQL on a new folder and a free port; `stop` removes both. */
export async function startSystemServer() {
  const bin = findServer()
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-external-'))
  const data = join(folder, 'data')
  const as = process.getuid?.() === 0 ? unprivileged() : {}
  if (as.uid) spawnSync('chown', ['-R', `${as.uid}:${as.gid}`, folder])
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8'],
    {
      ...as,
      cwd: '/',
      encoding: 'utf8',
    },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
  const port = await freePort()
  const server = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=${folder}`,
      // Thrown away after the tests, so nothing has to survive.
      ...['fsync', 'full_page_writes', 'synchronous_commit'].flatMap((name) => [
        '-c',
        `${name}=off`,
      ]),
    ],
    { ...as, cwd: '/', stdio: 'ignore' },
  )
  for (let attempt = 0; attempt < 100; attempt++) {
    const ready = spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)])
    if (ready.status === 0) break
    await new Promise((done) => setTimeout(done, 100))
  }
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: () =>
      new Promise((done) => {
        server.once('exit', () => {
          rmSync(folder, { recursive: true, force: true })
          done()
        })
        server.kill('SIGINT')
      }),
  }
}

function unprivileged() {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const account =
    accounts.find((f) => f[0] === 'postgres') ?? accounts.find((f) => f[0] === 'nobody')
  return { uid: Number(account[2]), gid: Number(account[3]) }
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}
