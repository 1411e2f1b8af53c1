// Which key do the secrets of this database need, is it here, and is everything under it?
import type { Database } from '../../platform/database.ts'
import {
  findKeyring,
  keyFile,
  type Keyring,
  makeKeyring,
  useKeyring,
} from '../../platform/vault.ts'
import type { SecretFacts } from './doctor-rules.ts'
import {
  countSecrets,
  encryptRest,
  findRecordedKey,
  forgetSecrets,
  recordKey,
} from './secrets-store.ts'

/**
 * Chooses the keys of this process: those that are set, those of the data folder, or a new one when
 * the database has never had any. Throws a sentence when the key that it needs is not here.
 * `alone`: no other process with a key of its own works on this database.
 */
export async function openSecrets(
  db: Database,
  folder: string,
  options: { alone: boolean },
): Promise<void> {
  const recorded = await findRecordedKey(db)
  const found = findKeyring(folder)
  const lacks = (keys: Keyring | undefined, key: string) => !keys?.some(({ id }) => id === key)
  if (recorded !== undefined && lacks(found, recorded)) {
    const { byKey } = await countSecrets(db)
    const missing = Object.keys(byKey).filter((key) => lacks(found, key))
    // Nothing lies under it, as in a demo that was restored: then nothing is lost either. Where other
    // processes work they would go on with theirs.
    if (!options.alone) throw new Error(sayMissing([recorded], folder))
    if (missing.length > 0) throw new Error(sayMissing(missing, folder))
  }
  const keys = found ?? makeKeyring(folder)
  const now = await recordKey(db, keys[0].id, recorded)
  if (now !== undefined && lacks(keys, now)) throw new Error(sayMissing([now], folder))
  useKeyring(keys)
}

const sayMissing = (keys: readonly string[], folder: string) =>
  `The secrets in this database (phones that show codes, webhooks, single sign-on, letters that wait) need the key ${keys.join(', ')}, which is not here. Put the file secret.key that belongs to it at ${keyFile(folder)}, or set ISOCENTER_SECRET_KEY to what is in it. If it is lost for good: npx isocenter forget-secrets.`

/** In the background at each start; goes on where the last one ended. */
export const encryptSecrets = (db: Database, signal: AbortSignal) => encryptRest(db, signal)

export async function examineSecrets(db: Database, folder: string): Promise<SecretFacts> {
  const keys = findKeyring(folder)
  return {
    ...(await countSecrets(db)),
    current: await findRecordedKey(db),
    here: keys?.map(({ id }) => id) ?? [],
  }
}

/** Gives up what no key that is here opens; answers how many secrets that were. */
export async function loseSecrets(db: Database, folder: string): Promise<number> {
  const keys = findKeyring(folder) ?? makeKeyring(folder)
  const count = await forgetSecrets(
    db,
    keys.map(({ id }) => id),
  )
  await recordKey(db, keys[0].id, await findRecordedKey(db))
  useKeyring(keys)
  await encryptRest(db, new AbortController().signal)
  return count
}
