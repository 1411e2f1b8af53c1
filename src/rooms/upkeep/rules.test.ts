// When an administrator is warned, and which backups go.
import { describe, expect, test } from 'vitest'
import type { System, Upkeep } from './schema.ts'
import { checkBackups, chooseOld, nameBackup, sayAge } from './rules.ts'

const NOW = '2026-11-26T12:00:00Z'
const hoursAgo = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString()
const entry = (hours: number, more: Partial<Upkeep> = {}): Upkeep => ({
  ...{ id: 1, kind: 'backup', cause: 'nightly', state: 'done', says: '', file: null, bytes: null },
  ...{ beganAt: hoursAgo(hours), endedAt: hoursAgo(hours), rowsDone: 1, rowsAll: null },
  ...more,
})
const backups = (more: Partial<System['backups']>): System['backups'] => ({
  ...{ on: true, encrypted: false, last: null, lastTest: null, now: null, recent: [] },
  ...more,
})
const rules = (more: Partial<System['backups']>) =>
  checkBackups(backups(more), NOW).map(({ rule }) => rule)

describe('an administrator is warned', () => {
  test.each<[string, Partial<System['backups']>, string[]]>([
    ['when backups are off', { on: false }, ['upkeep.off']],
    ['when there never was one', {}, ['upkeep.no-backup']],
    ['not when it is 36 hours old', { last: entry(36) }, []],
    ['when it is older than 36 hours', { last: entry(36.1) }, ['upkeep.old-backup']],
    [
      'when the last attempt failed, however young the one before',
      { last: entry(20), recent: [entry(1, { state: 'failed' }), entry(20)] },
      ['upkeep.backup-failed'],
    ],
    ['not without a test in the first week', { last: entry(8) }, []],
    [
      'when the last test failed',
      { last: entry(8), lastTest: entry(2, { kind: 'restore-test', state: 'failed' }) },
      ['upkeep.test-failed'],
    ],
    ['not when the test is eight days old', { last: entry(1), lastTest: entry(192) }, []],
    ['when it is older', { last: entry(1), lastTest: entry(193) }, ['upkeep.old-test']],
  ])('%s', (_, more, expected) => {
    expect(rules(more)).toEqual(expected)
  })
  test('in words that name the age', () => {
    expect(checkBackups(backups({ last: entry(100) }), NOW)[0]!.says).toBe(
      'The last backup is 4 days old; one is due every night.',
    )
    expect([0, 1, 47, 48].map((hours) => sayAge(hoursAgo(hours), NOW))).toEqual([
      'less than a minute',
      '1 hour',
      '47 hours',
      '2 days',
    ])
  })
})

test('fourteen nights and five updates are kept, and nothing of somebody else is touched', () => {
  const night = (day: number) =>
    nameBackup(`2026-11-${String(day).padStart(2, '0')}T02:30:00.000Z`, {
      beforeUpdate: false,
      encrypted: day % 2 === 0,
    })
  const update = (day: number) =>
    nameBackup(`2026-10-0${day}T02:30:00Z`, { beforeUpdate: true, encrypted: false })
  const nights = Array.from({ length: 20 }, (_, at) => night(at + 1))
  const updates = Array.from({ length: 7 }, (_, at) => update(at + 1))
  expect(nights[0]).toBe('isocenter-20261101T023000Z.backup')
  expect(updates[0]).toBe('isocenter-20261001T023000Z-before-update.backup')
  expect(chooseOld([...nights, 'by hand.backup', 'a.txt', ...updates]).toSorted()).toEqual(
    [...updates.slice(0, 2), ...nights.slice(0, 6)].toSorted(),
  )
})
