// What is wrong with an installation, in sentences; and what was looked at and is fine?
import { sayCount, sayList } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import { BACKUP_HOURS_MAX, sayAge } from './rules.ts'

/** Secrets that lie as they are, and under which keys the others; which of the keys are here. */
export type SecretFacts = {
  plain: number
  byKey: Record<string, number>
  current: string | undefined
  here: readonly string[]
}

/** `wrong`: something does not work or is not safe. `doubtful`: look at it when there is time. */
export type Judgement = {
  about: string
  state: 'good' | 'doubtful' | 'wrong'
  says: string
  can?: string
}

export type HostFacts = {
  node: string
  /** Undefined with `DATABASE_URL`. */
  folder?: {
    path: string
    exists: boolean
    /** Permission bits; undefined where the system has none. */
    mode?: number
    /** As root the database's own account must pass the folder. */
    isRoot: boolean
    holder?: string
  }
  freeBytes?: number
  port: { address: string; state: 'free' | 'mine' | 'taken' }
  isClientBuilt: boolean
  backupsOn: boolean
}

export type DatabaseFacts = {
  version: number
  versionText: string
  steps: { missing: string[]; newer: string[]; edited: string[] }
  extensions: string[]
  /** Roles of requests that row security does not hold; there must be none. */
  bypassing: string[]
  /** Tables with a tenant that are not fenced although they should be. */
  open: string[]
  hasChecksums: boolean
  /** The database's clock minus the program's, in milliseconds, and how exact that is. */
  clock: { offMs: number; exactMs: number }
  /** Undefined before the tables of this version are there. */
  kept?: {
    hasData: boolean
    lastBackup?: Moment
    stuckJobs: string[]
    /** Undefined where keys are not looked at. */
    secrets?: SecretFacts
    /** Messages that wait for more than a day. */
    lateDeliveries: number
  }
}

const GB = 1e9
const CLOCK_MS_MAX = 2_000

export function judgeHost(facts: HostFacts): Judgement[] {
  return [
    judgeNode(facts.node),
    ...(facts.folder ? judgeFolder(facts.folder) : []),
    ...(facts.freeBytes === undefined ? [] : [judgeDisk(facts.freeBytes)]),
    judgePort(facts.port),
    facts.isClientBuilt
      ? good('client', 'The client is built.')
      : doubtful('client', 'The client is not built.', 'npm start builds it; or: npm run build.'),
    ...(facts.backupsOn
      ? []
      : [
          doubtful(
            'backups',
            'Backups are turned off (ISOCENTER_BACKUPS=none).',
            'See that somebody else makes them.',
          ),
        ]),
  ]
}

const good = (about: string, says: string): Judgement => ({ about, state: 'good', says })
const doubtful = (about: string, says: string, can: string): Judgement => ({
  ...{ about, state: 'doubtful', says, can },
})
const wrong = (about: string, says: string, can: string): Judgement => ({
  ...{ about, state: 'wrong', says, can },
})

function judgeNode(version: string): Judgement {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 20 || (major === 20 && minor >= 19)
    ? good('node', `Node ${version}.`)
    : wrong('node', `Node ${version} is too old.`, 'Install 20.19 or newer.')
}

function judgeFolder(folder: NonNullable<HostFacts['folder']>): Judgement[] {
  const { path, exists, mode, isRoot, holder } = folder
  if (!exists)
    return [doubtful('folder', `There is no data folder ${path} yet.`, 'npm start makes it.')]
  const judged: Judgement[] = []
  const loose = mode === undefined ? 0 : mode & (isRoot ? 0o066 : 0o077)
  const wanted = isRoot ? '711' : '700'
  if (mode !== undefined && loose !== 0)
    judged.push(
      wrong(
        'rights',
        `Other accounts of this machine can look into ${path} (its rights are ${(mode & 0o777).toString(8)}).`,
        `chmod ${wanted} ${path}`,
      ),
    )
  else judged.push(good('rights', `Only its owner can look into ${path}.`))
  judged.push(
    good('holder', holder ? `The folder is held by ${holder}.` : 'Nobody holds the folder.'),
  )
  return judged
}

function judgeDisk(bytes: number): Judgement {
  const says = `${(bytes / GB).toFixed(1)} GB of the disk are free.`
  if (bytes < 0.5 * GB) return wrong('disk', says, 'Make room before the database stops.')
  if (bytes < 5 * GB) return doubtful('disk', says, 'Make room; backups and the log need it.')
  return good('disk', says)
}

function judgePort({ address, state }: HostFacts['port']): Judgement {
  if (state === 'taken')
    return doubtful('port', `${address} is taken by another program.`, 'Choose another with PORT.')
  return good('port', state === 'mine' ? `Isocenter answers at ${address}.` : `${address} is free.`)
}

export function judgeDatabase(facts: DatabaseFacts, now: Moment): Judgement[] {
  return [
    facts.version >= 15
      ? good('database', `PostgreSQL ${facts.versionText} answers.`)
      : wrong('database', `PostgreSQL ${facts.versionText} is too old.`, 'Use 15 or newer.'),
    ...judgeSteps(facts.steps),
    facts.extensions.includes('btree_gist')
      ? good('extensions', 'The extension btree_gist is there.')
      : wrong(
          'extensions',
          'The extension btree_gist is missing, which keeps anybody from being in two places.',
          'create extension btree_gist;',
        ),
    ...judgeFence(facts),
    facts.hasChecksums
      ? good('checksums', 'Pages of the database carry checksums.')
      : doubtful(
          'checksums',
          'The database was made without checksums: damage of the disk may be served as data.',
          'pg_checksums --enable, while the database stands still.',
        ),
    judgeClock(facts.clock),
    ...(facts.kept ? judgeKept(facts.kept, now) : []),
  ]
}

function judgeSteps({ missing, newer, edited }: DatabaseFacts['steps']): Judgement[] {
  if (newer.length > 0)
    return [
      wrong(
        'schema',
        `The database was changed by a newer Isocenter (${sayList(newer)}).`,
        'Start that version or newer.',
      ),
    ]
  if (edited.length > 0)
    return [
      wrong(
        'schema',
        `${sayList(edited)} of this program ${edited.length === 1 ? 'is' : 'are'} not what made the tables.`,
        'Install the program anew.',
      ),
    ]
  if (missing.length > 0)
    return [
      doubtful(
        'schema',
        `${sayCount(missing.length, 'step')} to the tables of this version ${missing.length === 1 ? 'is' : 'are'} missing.`,
        'The next npm start takes them, after a backup.',
      ),
    ]
  return [good('schema', 'The tables are those of this version.')]
}

function judgeFence({ bypassing, open }: DatabaseFacts): Judgement[] {
  const judged: Judgement[] = []
  if (bypassing.length > 0)
    judged.push(
      wrong(
        'roles',
        `Row security does not hold ${sayList(bypassing)}: one institution could see another.`,
        `alter role ${bypassing[0]} nosuperuser nobypassrls;`,
      ),
    )
  if (open.length > 0)
    judged.push(
      wrong(
        'fence',
        `Row security is not forced on ${sayList(open)}.`,
        `alter table ${open[0]} enable row level security, force row level security;`,
      ),
    )
  if (judged.length === 0)
    judged.push(
      good('fence', 'Every table of an institution is fenced, for every role of requests.'),
    )
  return judged
}

function judgeClock({ offMs, exactMs }: DatabaseFacts['clock']): Judgement {
  const off = Math.max(0, Math.abs(offMs) - exactMs)
  if (off <= CLOCK_MS_MAX) return good('clock', 'Program and database have the same time.')
  return wrong(
    'clock',
    `The clock of the database is ${(Math.abs(offMs) / 1_000).toFixed(1)} s ${offMs > 0 ? 'ahead of' : 'behind'} that of the program.`,
    'Let both machines keep time by NTP.',
  )
}

function judgeSecrets({ plain, byKey, current, here }: SecretFacts): Judgement {
  const missing = Object.keys(byKey).filter((key) => !here.includes(key))
  const lost = missing.reduce((sum, key) => sum + byKey[key]!, 0)
  if (missing.length > 0)
    return wrong(
      'secrets',
      `${sayCount(lost, 'secret')} cannot be opened: the key ${sayList(missing)} is not here.`,
      'Bring back secret.key or ISOCENTER_SECRET_KEY; if it is lost: npx isocenter forget-secrets.',
    )
  if (plain > 0)
    return doubtful(
      'secrets',
      `${sayCount(plain, 'secret')} of before there were keys ${plain === 1 ? 'lies' : 'lie'} in the database as ${plain === 1 ? 'it is' : 'they are'}.`,
      'npm start encrypts what is left, in the background.',
    )
  const old = Object.keys(byKey).filter((key) => key !== current)
  if (old.length > 0)
    return doubtful(
      'secrets',
      `Some secrets are still under an older key (${sayList(old)}).`,
      'Keep that key until the next start has renewed them.',
    )
  return good('secrets', 'Every secret is encrypted, and its key is here.')
}

function judgeKept(kept: NonNullable<DatabaseFacts['kept']>, now: Moment): Judgement[] {
  const { hasData, lastBackup, stuckJobs, lateDeliveries } = kept
  const can = 'npx isocenter backup FILE, and see that a worker runs at 02:30 UTC.'
  const judged: Judgement[] = []
  if (!lastBackup) {
    if (hasData) judged.push(doubtful('backup', 'No backup has been made yet.', can))
  } else {
    const says = `The last backup is ${sayAge(lastBackup, now)} old.`
    const isOld = Date.parse(now) - Date.parse(lastBackup) > BACKUP_HOURS_MAX * 3_600_000
    judged.push(isOld ? wrong('backup', says, can) : good('backup', says))
  }
  if (kept.secrets) judged.push(judgeSecrets(kept.secrets))
  judged.push(
    stuckJobs.length === 0
      ? good('jobs', 'No work in the background is stuck.')
      : wrong(
          'jobs',
          `Work in the background is stuck: ${sayList(stuckJobs)}.`,
          'Look into the log of the worker; restart it.',
        ),
    lateDeliveries === 0
      ? good('deliveries', 'Every message to another system arrived, or waits for less than a day.')
      : wrong(
          'deliveries',
          `${sayCount(lateDeliveries, 'message')} to other systems could not be delivered for a day.`,
          'See under Webhooks what they answer.',
        ),
  )
  return judged
}
