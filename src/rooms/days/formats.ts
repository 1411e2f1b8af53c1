// One day of one person a line, as other schedulers' files have it: Amion reports, QGenda exports.
import { stringify } from 'csv-stringify/sync'
import { addDays, type Day, dayNumber, isDay } from '../../kernel/day.ts'
import { harmless } from '../../kernel/harmless.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { clockAt } from '../../kernel/wall-clock.ts'
import type { Span } from '../../kernel/span.ts'

/** Somebody's stretch of time, with the names that outsiders may read. */
export type Entry = {
  person: { id: string; given: string; family: string }
  work: { id: string; code: string; name: string }
  from: Day
  to: Day
  /** Instants of what is shorter than whole days. */
  begins: string | null
  ends: string | null
}

export type AmionAsk = { report: '619' | '625c'; tabs: boolean; span: Span }
const MOST_DAYS = 400

/**
 * Reads `Rpt=625ctabs&Month=1&Day=15&Year=2026&Days=30`. As there, the year is that in which the
 * academic year began: January to June belong to the calendar year after. Undefined = no such report.
 */
export function readAmionAsk(
  query: Record<string, string | undefined>,
  today: Day,
): AmionAsk | undefined {
  const report = /^(619|625c)(tabs)?-*$/i.exec(query['Rpt'] ?? '')
  if (!report) return undefined
  const number = (name: string) =>
    /^\d{1,4}$/.test(query[name] ?? '') ? Number(query[name]) : undefined
  const days = Math.min(Math.max(number('Days') ?? 1, 1), MOST_DAYS)
  const [month, year] = [number('Month') ?? Number(today.slice(5, 7)), number('Year')]
  const begun = year === undefined ? undefined : year < 100 ? 2000 + year : year
  const inYear = begun === undefined ? Number(today.slice(0, 4)) : month < 7 ? begun + 1 : begun
  const text = `${inYear}-${String(month).padStart(2, '0')}-${String(number('Day') ?? Number(today.slice(8))).padStart(2, '0')}`
  if (!isDay(text)) return undefined
  return {
    report: report[1]!.toLowerCase() as AmionAsk['report'],
    tabs: report[2] !== undefined,
    span: { from: text, to: addDays(text, days - 1) },
  }
}

/** The report with its preamble; Latin-1 has to be made of it where it leaves. */
export function writeAmion(
  entries: readonly Entry[],
  ask: AmionAsk,
  now: Moment,
  zone: string,
): string {
  const head = [
    `Assignments for ${amionDay(ask.span.from)} (as of ${dayAt(now, zone)} ${digitsAt(now, zone)})`,
    'Field 1 - 3: Staff name, unique ID, backup ID',
    'Field 4 - 6: Assignment name, unique ID, backup ID',
    'Field 7 - 9: Date, start time, end time',
    ...(ask.report === '625c'
      ? [
          'Field 10 - 14: Staff type, pager, telephone, email, messagable',
          'Field 15 - 17: Note, assignment type, grouping',
        ]
      : []),
    '',
  ]
  const rows = daily(entries, ask.span, zone).map(({ entry, on, start, end }) => [
    `${entry.person.family}, ${entry.person.given}`,
    stableNumber(entry.person.id),
    entry.person.id,
    entry.work.name,
    stableNumber(entry.work.id),
    entry.work.id,
    amionDay(on),
    start,
    end,
    ...(ask.report === '625c' ? ['', '', '', '', '', '', entry.work.code, ''] : []),
  ])
  const delimiter = ask.tabs ? '\t' : ','
  const text = stringify(
    rows.map((row) => row.map((cell) => oneLine(String(cell)))),
    {
      delimiter,
      quoted_string: !ask.tabs,
    },
  )
  return `${head.join('\n')}\n${text}`
}

/** Columns by the names of its schedule records, one line a person and day. */
export function writeQgenda(entries: readonly Entry[], span: Span, zone: string): string {
  const head = [
    ...['Date', 'StaffLName', 'StaffFName', 'StaffId', 'TaskAbbrev', 'TaskName', 'TaskId'],
    ...['StartDate', 'StartTime', 'EndDate', 'EndTime', 'IsPublished'],
  ]
  const rows = daily(entries, span, zone).map(({ entry: { person, work }, on, start, end }) => [
    ...[on, person.family, person.given, person.id, work.code, work.name, work.id],
    ...[on, clockOf(start), on, clockOf(end), 'true'],
  ])
  return `\uFEFF${stringify([head, ...rows.map((row) => row.map(harmless))])}`
}

const clockOf = (hhmm: string) => `${hhmm.slice(0, 2)}:${hhmm.slice(2)}`
const oneLine = (text: string) => latin(text).replace(/[\t\r\n]+/g, ' ')
/** Readers expect Latin-1: what it has no letter for is written with the nearest it has. */
function latin(text: string): string {
  return text
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/[\u0100-\u{10ffff}]/gu, (letter) => {
      const plain = letter.normalize('NFD').replace(/\p{M}/gu, '')
      return /[\u0100-\u{10ffff}]/u.test(plain) ? '?' : plain
    })
}

type Daily = { entry: Entry; on: Day; start: string; end: string }

/** Every day of every stretch inside the span, by day and then by name. */
function daily(entries: readonly Entry[], span: Span, zone: string): Daily[] {
  const days: Daily[] = []
  for (const entry of entries) {
    const first = entry.from > span.from ? entry.from : span.from
    const last = entry.to < span.to ? entry.to : span.to
    for (let on = first; on <= last; on = addDays(on, 1)) {
      // What runs over midnight counts on the day on which it begins.
      if (entry.begins && dayAt(entry.begins, zone) !== on) continue
      const start = entry.begins ? digitsAt(entry.begins, zone) : '0000'
      days.push({ entry, on, start, end: entry.ends ? digitsAt(entry.ends, zone) : '2359' })
    }
  }
  const name = ({ entry }: Daily) => `${entry.person.family} ${entry.person.given}`
  return days.sort(
    (one, other) => dayNumber(one.on) - dayNumber(other.on) || name(one).localeCompare(name(other)),
  )
}

/** `6-20-26`, without leading zeros. */
function amionDay(value: Day): string {
  return `${Number(value.slice(5, 7))}-${Number(value.slice(8))}-${value.slice(2, 4)}`
}

/** `0730`, on the clocks of the zone. */
const digitsAt = (moment: Moment, zone: string): string => clockAt(moment, zone).replace(':', '')

/** A positive number that stays the same for an id: readers of these reports expect numbers. */
function stableNumber(id: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 1) + 1
}
