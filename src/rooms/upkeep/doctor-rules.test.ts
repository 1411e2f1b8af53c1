// Whatever is wrong with an installation is said, and nothing that is fine.
import { expect, test } from 'vitest'
import { type DatabaseFacts, type HostFacts, judgeDatabase, judgeHost } from './doctor-rules.ts'

const NOW = '2026-11-26T12:00:00Z'
const host: HostFacts = {
  node: '20.20.1',
  folder: { path: '/srv/data', exists: true, mode: 0o40700, isRoot: false },
  freeBytes: 50e9,
  port: { address: 'http://127.0.0.1:4000', state: 'free' },
  isClientBuilt: true,
  backupsOn: true,
}
const kept: NonNullable<DatabaseFacts['kept']> = {
  hasData: true,
  lastBackup: '2026-11-26T02:30:00Z',
  stuckJobs: [],
  lateDeliveries: 0,
}
const database: DatabaseFacts = {
  ...{ version: 18, versionText: '18.4', hasChecksums: true },
  steps: { missing: [], newer: [], edited: [] },
  ...{ extensions: ['btree_gist'], bypassing: [], open: [] },
  clock: { offMs: 3, exactMs: 4 },
  kept,
}
const secrets = (more: Partial<NonNullable<typeof kept.secrets>>): Partial<DatabaseFacts> => ({
  kept: { ...kept, secrets: { plain: 0, byKey: {}, current: undefined, here: [], ...more } },
})
const faults = (judged: ReturnType<typeof judgeHost>) =>
  judged.filter(({ state }) => state !== 'good').map(({ about, state }) => `${about} ${state}`)

test('nothing is said of an installation that is fine', () => {
  expect(faults(judgeHost(host))).toEqual([])
  expect(faults(judgeDatabase(database, NOW))).toEqual([])
})

test.each<[string, Partial<HostFacts>, string[]]>([
  ['an old Node', { node: '18.19.0' }, ['node wrong']],
  ['a minor one', { node: '20.18.9' }, ['node wrong']],
  ['a folder for all to read', { folder: { ...host.folder!, mode: 0o40755 } }, ['rights wrong']],
  [
    'a folder that root’s database passes',
    { folder: { ...host.folder!, mode: 0o40711, isRoot: true } },
    [],
  ],
  [
    'one that others may list',
    { folder: { ...host.folder!, mode: 0o40755, isRoot: true } },
    ['rights wrong'],
  ],
  ['no folder yet', { folder: { ...host.folder!, exists: false } }, ['folder doubtful']],
  ['little room', { freeBytes: 4.9e9 }, ['disk doubtful']],
  ['no room', { freeBytes: 0.4e9 }, ['disk wrong']],
  ['a foreign program on the port', { port: { ...host.port, state: 'taken' } }, ['port doubtful']],
  ['Isocenter on the port', { port: { ...host.port, state: 'mine' } }, []],
  ['no client', { isClientBuilt: false }, ['client doubtful']],
  ['no backups', { backupsOn: false }, ['backups doubtful']],
])('the host: %s', (_, more, expected) => {
  expect(faults(judgeHost({ ...host, ...more }))).toEqual(expected)
})

test.each<[string, Partial<DatabaseFacts>, string[]]>([
  ['an old server', { version: 14, versionText: '14.2' }, ['database wrong']],
  ['a newer schema', { steps: { missing: ['a'], newer: ['9.sql'], edited: [] } }, ['schema wrong']],
  ['an edited step', { steps: { missing: [], newer: [], edited: ['1.sql'] } }, ['schema wrong']],
  [
    'a missing key',
    secrets({ byKey: { a: 2, b: 1 }, current: 'a', here: ['b'] }),
    ['secrets wrong'],
  ],
  ['secrets that lie open', secrets({ plain: 1 }), ['secrets doubtful']],
  [
    'an older key',
    secrets({ byKey: { b: 1 }, current: 'a', here: ['a', 'b'] }),
    ['secrets doubtful'],
  ],
  ['keys as they should be', secrets({ byKey: { a: 1 }, current: 'a', here: ['a'] }), []],
  ['steps to come', { steps: { missing: ['1.sql'], newer: [], edited: [] } }, ['schema doubtful']],
  ['no btree_gist', { extensions: [] }, ['extensions wrong']],
  ['a role that sees all', { bypassing: ['isocenter_app'] }, ['roles wrong']],
  ['a table without a fence', { open: ['wish'] }, ['fence wrong']],
  ['no checksums', { hasChecksums: false }, ['checksums doubtful']],
  ['a clock two seconds off', { clock: { offMs: -2_004, exactMs: 4 } }, []],
  ['a clock more than that off', { clock: { offMs: 2_100, exactMs: 4 } }, ['clock wrong']],
  ['no backup', { kept: { ...kept, lastBackup: undefined as never } }, ['backup doubtful']],
  ['an old backup', { kept: { ...kept, lastBackup: '2026-11-24T23:00:00Z' } }, ['backup wrong']],
  ['a stuck job', { kept: { ...kept, stuckJobs: ['solve'] } }, ['jobs wrong']],
  ['a late message', { kept: { ...kept, lateDeliveries: 1 } }, ['deliveries wrong']],
])('the database: %s', (_, more, expected) => {
  expect(faults(judgeDatabase({ ...database, ...more }, NOW))).toEqual(expected)
})
