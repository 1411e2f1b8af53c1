// `npx isocenter doctor`: what is wrong with this installation, in sentences.
import { existsSync, statfsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { systemClock } from '../platform/clock.ts'
import { openDatabase } from '../platform/database.ts'
import { readLiveHolder } from '../platform/data-lock.ts'
import { rootFolder } from '../platform/root.ts'
import {
  examineDatabase,
  type HostFacts,
  type Judgement,
  judgeDatabase,
  judgeHost,
} from '../rooms/upkeep/index.ts'
import { EXIT, expectFiles, type Io, type Values } from './cli-arguments.ts'
import { dataFolder, externalUrl, knownMigrations, openPlace } from './place.ts'

export async function doctor(files: readonly string[], values: Values, io: Io): Promise<number> {
  expectFiles(files, [])
  const judged = [...judgeHost(await examineHost()), ...(await examine(io))]
  if (values.json) io.out(JSON.stringify(judged, null, 2))
  else {
    for (const { state, says, can } of judged)
      io.out(
        `${{ good: 'good    ', doubtful: 'doubtful', wrong: 'WRONG   ' }[state]}  ${says}${can ? ` ${can}` : ''}`,
      )
    const count = (state: Judgement['state']) => judged.filter((one) => one.state === state).length
    io.out(
      count('wrong') + count('doubtful') === 0
        ? 'Nothing is wrong.'
        : `${count('wrong')} wrong, ${count('doubtful')} doubtful.`,
    )
  }
  return judged.some(({ state }) => state === 'wrong') ? EXIT.broken : EXIT.ok
}

async function examine(io: Io): Promise<Judgement[]> {
  if (!externalUrl() && !existsSync(join(dataFolder(), 'postgres', 'PG_VERSION'))) return []
  let close = async () => {}
  try {
    const place = await openPlace({ alone: false, create: false, for: 'The doctor' }, io.err)
    close = place.close
    const db = openDatabase(place.url, { connections: 2 })
    try {
      const now = () => Date.parse(systemClock.now())
      const facts = await examineDatabase(db, knownMigrations(), now, dataFolder())
      return judgeDatabase(facts, systemClock.now())
    } finally {
      await db.close()
    }
  } catch (error) {
    const says = `The database cannot be reached: ${(error as Error).message || (error as { code?: string }).code}.`
    const can = externalUrl() ? 'Look at DATABASE_URL, and whether that server runs.' : ''
    return [{ about: 'database', state: 'wrong', says, ...(can ? { can } : {}) }]
  } finally {
    await close()
  }
}

async function examineHost(): Promise<HostFacts> {
  const folder = dataFolder()
  const exists = existsSync(folder)
  const holder = exists ? readLiveHolder(folder) : undefined
  const host = process.env['HOST'] || '127.0.0.1'
  const port = Number(process.env['PORT'] || 4000)
  const address = `http://${host}:${port}`
  const isTaken = port !== 0 && (await isPortTaken(port, host))
  const isMine = isTaken && (await isIsocenter(`http://127.0.0.1:${port}`))
  return {
    node: process.versions.node,
    ...(externalUrl()
      ? {}
      : {
          folder: {
            ...{ path: folder, exists, isRoot: process.getuid?.() === 0 },
            ...(exists && process.platform !== 'win32' ? { mode: statSync(folder).mode } : {}),
            ...(holder ? { holder } : {}),
          },
        }),
    freeBytes: freeBytes(exists ? folder : dirname(folder)),
    port: { address, state: !isTaken ? 'free' : isMine ? 'mine' : 'taken' },
    isClientBuilt: existsSync(join(rootFolder, 'build', 'web', 'index.html')),
    backupsOn: process.env['ISOCENTER_BACKUPS'] !== 'none',
  }
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(existsSync(folder) ? folder : '/')
  return bavail * bsize
}

function isPortTaken(port: number, host: string): Promise<boolean> {
  return new Promise((settle) => {
    const probe = createServer()
    probe.once('error', () => settle(true))
    probe.listen(port, host, () => probe.close(() => settle(false)))
  })
}

async function isIsocenter(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) })
    return ((await answer.json()) as { name?: string }).name === 'isocenter'
  } catch {
    return false
  }
}
