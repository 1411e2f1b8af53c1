// Is a file that claims to be a backup one, whole and readable with this key? What stands in it?
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { StringDecoder } from 'node:string_decoder'
import { createGunzip } from 'node:zlib'
import { Decrypter } from 'age-encryption'
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { makeSum } from './dump.ts'
import {
  FORMAT,
  type Head,
  headSchema,
  type Row,
  tableSchema,
  type Tail,
  tailSchema,
} from './format.ts'

const AGE = 'age-encryption.org/v1'

/** A reason why a file cannot be used, said to whoever asked for it. */
class Unusable extends Error {}

export type Visit = {
  head?: (head: Head) => void | Promise<void>
  table?: (name: string, columns: string[]) => void | Promise<void>
  row?: (row: Row) => void | Promise<void>
  /** After the last row of a table. */
  close?: (name: string) => void | Promise<void>
}

/** Reads a file from end to end and checks every hash on the way. Nothing is kept in memory. */
export async function readArchive(
  path: string,
  secret: string | undefined,
  visit: Visit = {},
): Promise<Outcome<{ head: Head; tail: Tail }>> {
  try {
    return done(await readWhole(await lineReader(path, secret), visit))
  } catch (error) {
    const says = sayUnusable(error, path)
    if (says === undefined) throw error
    return refused(finding('backup.file', says))
  }
}

function sayUnusable(error: unknown, path: string): string | undefined {
  if (error instanceof Unusable) return `${path}: ${error.message}`
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return `${path}: there is no such file.`
  if (code === 'EACCES' || code === 'EISDIR') return `${path}: cannot be read (${code}).`
  if (code === 'Z_BUF_ERROR') return `${path}: the file is cut off.`
  if (code?.startsWith('Z_')) return `${path}: the file is damaged (${message}).`
  return undefined
}

async function lineReader(path: string, secret: string | undefined) {
  const first = Buffer.alloc(AGE.length)
  const handle = await open(path, 'r')
  const { bytesRead } = await handle.read(first, 0, AGE.length, 0)
  await handle.close()
  if (bytesRead === 0) throw new Unusable('the file is empty.')
  const isEncrypted = first.toString('latin1') === AGE
  if (!isEncrypted && !(first[0] === 0x1f && first[1] === 0x8b))
    throw new Unusable('this is no backup of Isocenter.')
  const packed = isEncrypted ? await decrypted(path, secret) : createReadStream(path)
  return unpack(packed)
}

async function decrypted(path: string, secret: string | undefined): Promise<Readable> {
  if (!secret)
    throw new Unusable('the backup is encrypted; give the file with its key: --key FILE.')
  const decrypter = new Decrypter()
  try {
    decrypter.addIdentity(secret)
  } catch {
    throw new Unusable('the file given with --key holds no secret key (AGE-SECRET-KEY-1…).')
  }
  const web = piecesOf(path)
  let plain: globalThis.ReadableStream<Uint8Array>
  try {
    plain = await decrypter.decrypt(web)
  } catch (error) {
    const { message } = error as Error
    throw new Unusable(
      /no identity/i.test(message)
        ? 'it was encrypted for another key than the one given.'
        : `the file is damaged or cut off (${message}).`,
    )
  }
  return Readable.fromWeb(damageSaid(plain) as unknown as ReadableStream)
}

/**
 * One piece when one is asked for. Node's own way hands on a piece that it had begun to read after the
 * reader has given up on a damaged file, and throws where nobody can catch it.
 */
function piecesOf(path: string): globalThis.ReadableStream<Uint8Array> {
  const pieces = createReadStream(path)[Symbol.asyncIterator]()
  let isGone = false
  return new globalThis.ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done: isOver, value } = await pieces.next()
      if (isGone) return
      if (isOver) controller.close()
      else controller.enqueue(new Uint8Array(value as Buffer))
    },
    cancel: async () => {
      isGone = true
      await pieces.return?.()
    },
  })
}

/** Pieces that do not decrypt were changed or are missing: that is about the file, not a bug. */
function damageSaid(plain: globalThis.ReadableStream<Uint8Array>) {
  const reader = plain.getReader()
  return new globalThis.ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { done: isDone, value } = await reader.read()
        if (isDone) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        controller.error(
          new Unusable(`the file is damaged or cut off (${(error as Error).message}).`),
        )
      }
    },
    cancel: (why) => reader.cancel(why),
  })
}

async function* unpack(packed: Readable): AsyncGenerator<string> {
  const unpacked = createGunzip()
  const flow = pipeline(packed, unpacked)
  // Whoever reads hears of the fault; here it must only not go unheard.
  flow.catch(() => {})
  const decoder = new StringDecoder('utf8')
  // Only `\n` ends a line: names may hold the other separators of Unicode, which readline would split.
  let rest = ''
  try {
    for await (const chunk of unpacked) {
      const lines = (rest + decoder.write(chunk as Buffer)).split('\n')
      rest = lines.pop()!
      yield* lines
    }
    await flow
    if (rest !== '') throw new Unusable('the file is cut off.')
  } finally {
    packed.destroy()
  }
}

async function readWhole(lines: AsyncGenerator<string>, visit: Visit) {
  const head = readHead((await lines.next()).value as string | undefined)
  await visit.head?.(head)
  let open: { name: string; sum: ReturnType<typeof makeSum> } | undefined
  const sums: Tail['tables'] = {}
  const close = async () => {
    if (!open) return
    sums[open.name] = open.sum.end()
    await visit.close?.(open.name)
    open = undefined
  }
  let tail: Tail | undefined
  for await (const line of lines) {
    if (tail) throw new Unusable('the file is damaged: something follows its end.')
    const value = parse(line)
    if (Array.isArray(value)) {
      if (!open) throw new Unusable('the file is damaged: a row without a table.')
      open.sum.add(line)
      await visit.row?.(value as Row)
      continue
    }
    await close()
    const table = tableSchema.safeParse(value)
    if (table.success) {
      open = { name: table.data.table, sum: makeSum() }
      await visit.table?.(table.data.table, table.data.columns)
      continue
    }
    const end = tailSchema.safeParse(value)
    if (!end.success) throw new Unusable('the file is damaged: a line that says nothing.')
    tail = end.data
  }
  if (!tail) throw new Unusable('the file is cut off.')
  for (const [name, { rows, sha256 }] of Object.entries({ ...sums, ...tail.tables }))
    if (sums[name]?.sha256 !== sha256 || sums[name].rows !== rows || !tail.tables[name])
      throw new Unusable(`the file is damaged: the rows of ${name} are not those that were saved.`)
  return { head, tail }
}

function readHead(line: string | undefined): Head {
  const value = line === undefined ? undefined : parse(line)
  const { isocenter, format } = (value ?? {}) as { isocenter?: unknown; format?: unknown }
  if (isocenter !== 'backup') throw new Unusable('this is no backup of Isocenter.')
  if (typeof format === 'number' && format > FORMAT)
    throw new Unusable('it was made by a newer Isocenter; restore it with that version or newer.')
  const head = headSchema.safeParse(value)
  if (!head.success) throw new Unusable('the file is damaged: its first line cannot be read.')
  return head.data
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new Unusable('the file is damaged: a line that is no JSON.')
  }
}
