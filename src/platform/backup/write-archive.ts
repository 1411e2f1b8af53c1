// How do the lines of a backup become one file that is whole or not there?
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, existsSync, fsyncSync, openSync } from 'node:fs'
import { chmod, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { createGzip } from 'node:zlib'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

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
  // Open before anything can fail: a file that is made late would outlive its removal.
  const handle = await open(part, 'wx', 0o600)
  try {
    const text = Readable.from(inChunks(lines))
    const packed = createGzip()
    // Errors of either end must reach this function through the pipelines, not end the process.
    const packing = pipeline(text, packed)
    packing.catch(() => {})
    const out = recipient ? await encrypted(packed, recipient) : packed
    const sink = handle.createWriteStream()
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
    await handle.close().catch(() => {})
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

/** Refuses to write over something; says so before any work is done. */
export async function checkTarget(path: string): Promise<string | undefined> {
  if (existsSync(path)) return `${path}: there is such a file already; choose another name.`
  const folder = await stat(dirname(path)).catch(() => undefined)
  if (!folder?.isDirectory()) return `${path}: there is no such folder.`
  return undefined
}
