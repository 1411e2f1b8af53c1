// Is this installation kept well, and which old backups may go?
import { type Finding, finding, sayCount } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { System, Upkeep } from './schema.ts'

const HOUR_MS = 3_600_000
/** One missed night, and half a day to notice it. */
export const BACKUP_HOURS_MAX = 36
/** One missed week, and a day. */
export const TEST_DAYS_MAX = 8
export const KEPT_NIGHTLY = 14
export const KEPT_BEFORE_UPDATE = 5

/** `5 minutes`, `3 hours`, `2 days`: as exact as a decision needs it. */
export function sayAge(from: Moment, now: Moment): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(from)) / 60_000))
  if (minutes === 0) return 'less than a minute'
  if (minutes < 60) return sayCount(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return sayCount(hours, 'hour')
  return sayCount(Math.floor(hours / 24), 'day')
}

export function checkBackups(backups: System['backups'], now: Moment): Finding[] {
  if (!backups.on)
    return [
      finding('upkeep.off', 'Backups are turned off on this server.', {
        can: 'Take ISOCENTER_BACKUPS=none away, or see that somebody else makes them.',
      }),
    ]
  return [...checkAge(backups, now), ...checkTest(backups, now)]
}

function checkAge({ last, recent }: System['backups'], now: Moment): Finding[] {
  const can = 'Press “Back up now”, and look whether a worker runs at 02:30 UTC.'
  const failed = recent.find(({ kind }) => kind === 'backup')
  const why =
    failed?.state === 'failed'
      ? [finding('upkeep.backup-failed', `The last attempt at a backup failed. ${failed.says}`)]
      : []
  if (!last) return [finding('upkeep.no-backup', 'No backup has been made yet.', { can }), ...why]
  const hours = (Date.parse(now) - Date.parse(last.endedAt ?? last.beganAt)) / HOUR_MS
  if (hours <= BACKUP_HOURS_MAX) return why
  const says = `The last backup is ${sayAge(last.endedAt ?? last.beganAt, now)} old; one is due every night.`
  return [finding('upkeep.old-backup', says, { can, by: hours }), ...why]
}

function checkTest({ last, lastTest }: System['backups'], now: Moment): Finding[] {
  if (!lastTest) {
    if (!last || Date.parse(now) - Date.parse(last.beganAt) < TEST_DAYS_MAX * 24 * HOUR_MS)
      return []
    return [finding('upkeep.no-test', 'No backup has ever been restored as a test.')]
  }
  if (lastTest.state === 'failed')
    return [
      finding('upkeep.test-failed', `The last restore test failed. ${lastTest.says}`, {
        can: 'Make a new backup and test it; keep the old file for whoever looks into it.',
      }),
    ]
  const days = (Date.parse(now) - Date.parse(lastTest.beganAt)) / (24 * HOUR_MS)
  if (days <= TEST_DAYS_MAX) return []
  const says = `The last restore test was ${sayAge(lastTest.beganAt, now)} ago; one is due every week.`
  return [finding('upkeep.old-test', says, { by: days })]
}

const NAME = /^isocenter-\d{8}T\d{6}Z(-before-update)?\.backup(\.age)?$/

/** `isocenter-20261126T023000Z.backup`; names in their order are backups in theirs. */
export function nameBackup(now: Moment, kind: { beforeUpdate: boolean; encrypted: boolean }) {
  const at = now.replace(/\.\d+/, '').replaceAll(/[-:]/g, '')
  return `isocenter-${at}${kind.beforeUpdate ? '-before-update' : ''}.backup${kind.encrypted ? '.age' : ''}`
}

/** Of the files of a folder those that are no longer kept. Foreign names are never among them. */
export function chooseOld(names: readonly string[]): string[] {
  const mine = names.filter((name) => NAME.test(name)).toSorted()
  const [before, nightly] = [true, false].map((is) =>
    mine.filter((name) => name.includes('-before-update') === is),
  )
  return [
    ...before!.slice(0, Math.max(0, before!.length - KEPT_BEFORE_UPDATE)),
    ...nightly!.slice(0, Math.max(0, nightly!.length - KEPT_NIGHTLY)),
  ]
}

/** What stands beside a row that goes on, and after it. */
export function sayProgress({ state, rowsDone, rowsAll }: Upkeep): string {
  if (state === 'waiting') return 'Waiting for a worker'
  if (!rowsAll) return sayCount(rowsDone, 'row')
  return `${rowsDone} of about ${rowsAll} rows`
}
