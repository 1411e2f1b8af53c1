// How do the lines of a backup become one file, and is a file that claims to be one whole?
import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  openSync,
  closeSync,
  fsyncSync,
} from 'node:fs'
import { chmod, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { StringDecoder } from 'node:string_decoder'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
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

export type Written = { bytes: number; sha256: string }

/** A pair of keys: what is encrypted with the public one opens with the secret one only. */
export async function makeIdentity(): Promise<{ secret: string; recipient: string }> {
  const secret = await generateX25519Identity()
  return { secret, recipient: await identityToRecipient(secret) }
}

/** What is wrong with a public key, in a sentence. */
export function checkRecipient(recipient: string): string | undefined {
  try {
    new Encrypter().addRecipient(recipient)
    return undefined
  } catch {
    return `"${recipient.slice(0, 80)}" is not a public key; one begins with age1 and is made by: npx isocenter backup-key FILE.`
  }
}

/**
 * Writes the lines compressed, and encrypted when there is a recipient. The file gets its name when
 * it is whole and on the disk; a crash leaves a `.part` that nothing takes for a backup.
 */
export async function writeArchive(
  path: string,
  lines: AsyncIterable<string>,
  recipient?: string,
): Promise<Written> {
  const part = `${path}.part`
  await rm(part, { force: true })
  const hash = createHash('sha256')
  let bytes = 0
  try {
    const text = Readable.from(inChunks(lines))
    const packed = createGzip()
    // Errors of either end must reach this function through the pipelines, not end the process.
    const packing = pipeline(text, packed)
    packing.catch(() => {})
    const out = recipient ? await encrypted(packed, recipient) : packed
    const sink = createWriteStream(part, { mode: 0o600, flags: 'wx' })
    await Promise.all([
      packing,
      pipeline(
        out,
        async function* (source: AsyncIterable<Buffer>) {
          for await (const chunk of source) {
            hash.update(chunk)
            bytes += chunk.length
            yield chunk
          }
        },
        sink,
      ),
    ])
    await settle(part)
    await chmod(part, 0o600)
    await rename(part, path)
    settleFolder(dirname(path))
    return { bytes, sha256: hash.digest('hex') }
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function encrypted(from: Readable, recipient: string): Promise<Readable> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const web = Readable.toWeb(from) as unknown as globalThis.ReadableStream<Uint8Array>
  return Readable.fromWeb((await encrypter.encrypt(web)) as unknown as ReadableStream)
}

/** Larger pieces for the compressor: a call per line would cost more than the compressing. */
async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = ''
  for await (const line of lines) {
    chunk += `${line}\n`
    if (chunk.length < 64 * 1024) continue
    yield chunk
    chunk = ''
  }
  if (chunk) yield chunk
}

async function settle(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  await handle.sync()
  await handle.close()
}

/** A name is on the disk when its folder is; systems that cannot do this do it by themselves. */
function settleFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    fsyncSync(handle)
    closeSync(handle)
  } catch {
    // Windows opens no folders.
  }
}

export async function hashFile(path: string): Promise<Written> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { bytes, sha256: hash.digest('hex') }
}

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
  const web = Readable.toWeb(
    createReadStream(path),
  ) as unknown as globalThis.ReadableStream<Uint8Array>
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

/** Refuses to write over something; says so before any work is done. */
export async function checkTarget(path: string): Promise<string | undefined> {
  if (existsSync(path)) return `${path}: there is such a file already; choose another name.`
  const folder = await stat(dirname(path)).catch(() => undefined)
  if (!folder?.isDirectory()) return `${path}: there is no such folder.`
  return undefined
}
