// Who holds the data folder? One process at a time; a dead holder is forgotten.
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

type Holder = { pid: number; born: string; host: string; since: string; says: string }
const BEAT_MS = 3_000
/** Longer than anything that keeps a process from saying that it lives. */
export const SILENT_MS = 20_000

export type DataLock = { release: () => void }

/** Takes the folder, or says in a sentence who has it. Creates the folder when it is missing. */
export function takeFolder(
  folder: string,
  says: string,
  now: string,
): { ok: true; lock: DataLock } | { ok: false; says: string; mayBeDead: boolean } {
  // Others need not know what lies in it. As root the database runs as another account, which must pass.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700
  mkdirSync(folder, { recursive: true, mode })
  const file = join(folder, 'isocenter.lock')
  const mine: Holder = {
    pid: process.pid,
    born: birth(process.pid) ?? '',
    host: hostname(),
    since: now,
    says,
  }
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o644)
      writeSync(handle, JSON.stringify(mine))
      closeSync(handle)
      return { ok: true, lock: keep(file) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = readHolder(file)
      if (holder && isAlive(holder, file))
        return {
          ok: false,
          // Of a process on another machine only its silence tells, after a while.
          mayBeDead: holder.host !== hostname(),
          says: `The data folder ${folder} is in use by ${holder.says} (process ${holder.pid} on ${holder.host}, since ${holder.since}). Stop it first, or choose another folder with ISOCENTER_DATA.`,
        }
      rmSync(file, { force: true })
    }
  }
  return {
    ok: false,
    mayBeDead: false,
    says: `The data folder ${folder} is being taken by another start; try again.`,
  }
}

/** Who holds this folder at the moment, in words. */
export function readLiveHolder(folder: string): string | undefined {
  const file = join(folder, 'isocenter.lock')
  const holder = readHolder(file)
  return holder && isAlive(holder, file)
    ? `${holder.says} (process ${holder.pid} on ${holder.host})`
    : undefined
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    // A crash in the middle of writing leaves half a file: nobody holds the folder then.
    return undefined
  }
}

/** Says every few seconds that the holder lives: another machine cannot ask for its process. */
function keep(file: string): DataLock {
  const beat = setInterval(() => {
    const now = new Date()
    try {
      utimesSync(file, now, now)
    } catch {
      // The folder was taken away under us; whoever needs it will say so.
    }
  }, BEAT_MS)
  beat.unref()
  return {
    release: () => {
      clearInterval(beat)
      rmSync(file, { force: true })
    },
  }
}

function isAlive(holder: Holder, file: string): boolean {
  if (holder.host !== hostname()) return Date.now() - statSync(file).mtimeMs < SILENT_MS
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  // A process id is used again after a restart of the machine; its time of birth is not.
  const born = birth(holder.pid)
  return born === undefined || holder.born === '' || born === holder.born
}

/** Start time of a process in ticks since boot; undefined where the system does not say. */
function birth(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
