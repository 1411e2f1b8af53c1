// How is a secret kept in the database so that the database alone does not give it away?
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** `id`: the first 64 bits of a hash of the key; it says which one is needed and nothing else of it. */
type Key = { id: string; bytes: Buffer }
/** The first encrypts; the others open what was encrypted before they were replaced. */
export type Keyring = readonly [Key, ...Key[]]

const MARK = 'enc1'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The secret is there, and the key for it is not. */
export class KeyMissing extends Error {
  readonly key: string
  constructor(key: string) {
    super(`The key ${key} for the secrets of this database is not here. See ISOCENTER_SECRET_KEY.`)
    this.name = 'KeyMissing'
    this.key = key
  }
}

const idOf = (bytes: Buffer) =>
  createHash('sha256').update('isocenter secret key\n').update(bytes).digest('hex').slice(0, 16)

/** Keys as text, 32 bytes of base64 each, parted by spaces, commas or lines; throws a sentence. */
export function readKeyring(text: string, where: string): Keyring {
  const keys = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/[\s,]+/))
    .filter((word) => word !== '')
    .map((word) => {
      const bytes = Buffer.from(word, 'base64')
      if (bytes.length !== KEY_BYTES || !/^[\w+/-]+={0,2}$/.test(word))
        throw new Error(
          `${where}: a key is 32 bytes in base64, as “openssl rand -base64 32” makes it.`,
        )
      return { id: idOf(bytes), bytes }
    })
  const [first, ...rest] = keys
  if (!first) throw new Error(`${where}: there is no key in it.`)
  return [first, ...rest]
}

const FILE = 'secret.key'
export const keyFile = (folder: string) => join(folder, FILE)

/** What is set or lies in the data folder; undefined when there is neither. */
export function findKeyring(folder: string | undefined): Keyring | undefined {
  const set = process.env['ISOCENTER_SECRET_KEY']
  if (set) return readKeyring(set, 'ISOCENTER_SECRET_KEY')
  const path = folder === undefined ? undefined : keyFile(folder)
  if (path === undefined || !existsSync(path)) return undefined
  return readKeyring(readFileSync(path, 'utf8'), path)
}

/** A new key in the data folder, for its owner only; never over one that is there. */
export function makeKeyring(folder: string): Keyring {
  const path = keyFile(folder)
  const lines = [
    '# Opens the secrets in the database of this folder. Keep a copy apart from the backups.',
    randomBytes(KEY_BYTES).toString('base64'),
  ]
  const draft = `${path}.${process.pid}`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(draft, `${lines.join('\n')}\n`, { mode: 0o600, flag: 'wx' })
    // Whole or not there: two processes that begin at once end with the same key.
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new Error(
        `The key for secrets cannot be written to ${path} (${(error as Error).message}). Set ISOCENTER_SECRET_KEY, or name a folder that can be written to with ISOCENTER_DATA.`,
        { cause: error },
      )
  } finally {
    rmSync(draft, { force: true })
  }
  return readKeyring(readFileSync(path, 'utf8'), path)
}

let ring: Keyring | undefined

/** Once at the start of a process, before anything is read or written. */
export function useKeyring(keys: Keyring): void {
  ring = keys
}

function keyring(): Keyring {
  ring ??= findKeyring(undefined)
  if (!ring) throw new Error('No key for secrets was chosen before one was needed.')
  return ring
}

/** Where a secret lies; `tenant` is empty for what belongs to no institution. */
export const placeOf = (column: `${string}.${string}`, tenant: string, id: string) =>
  `${column}/${tenant}/${id}`

/** Under which key secrets are encrypted now. */
export const currentKey = (): string => keyring()[0].id

/**
 * `enc1.<key>.<base64url of nonce, text, tag>`, AES-256-GCM. `place` names table, column and row, and
 * is bound in: what is copied to another row does not open there.
 */
export function encryptAt(place: string, text: string): string {
  const [key] = keyring()
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce)
  cipher.setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const whole = Buffer.concat([nonce, sealed, cipher.getAuthTag()])
  return `${MARK}.${key.id}.${whole.toString('base64url')}`
}

/** The key of an encrypted value; undefined for one that still lies there as it is. */
export function keyOf(value: string): string | undefined {
  const [mark, key, body] = value.split('.')
  return mark === MARK && body !== undefined && /^[0-9a-f]{16}$/.test(key!) ? key : undefined
}

/**
 * What was encrypted for this place. A value of before there were keys is given as it is. Throws
 * `KeyMissing`, or an error when the value was altered or belongs to another row.
 */
export function decryptAt(place: string, value: string): string {
  const id = keyOf(value)
  if (id === undefined) return value
  const key = keyring().find((one) => one.id === id)
  if (!key) throw new KeyMissing(id)
  const whole = Buffer.from(value.split('.')[2]!, 'base64url')
  const nonce = whole.subarray(0, NONCE_BYTES)
  const tag = whole.subarray(-TAG_BYTES)
  const altered = new Error('A secret cannot be opened: it was altered, or belongs to another row.')
  if (whole.length < NONCE_BYTES + TAG_BYTES) throw altered
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(tag)
  const text = decipher.update(whole.subarray(NONCE_BYTES, -TAG_BYTES))
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    throw altered
  }
}
