// When may a letter go out, and what does one letter of many say?
import { addDays } from '../../kernel/day.ts'
import { dayAt, type Moment, momentAt } from '../../kernel/moment.ts'
import type { Preference } from './schema.ts'

/** The hour at which a day's letters are put together. */
export const DIGEST_HOUR = 7

const hourAt = (moment: Moment, zone: string) =>
  Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(
      new Date(moment),
    ),
  )

const isQuiet = (hour: number, { from, to }: NonNullable<Preference['quiet']>) =>
  from <= to ? from <= hour && hour < to : hour >= from || hour < to

/** The next time that the clock of the place shows this full hour; `now` itself does not count. */
function nextHour(now: Moment, zone: string, hour: number): Moment {
  const today = dayAt(now, zone)
  const at = momentAt(today, `${String(hour).padStart(2, '0')}:00`, zone)
  if (at > now) return at
  return momentAt(addDays(today, 1), `${String(hour).padStart(2, '0')}:00`, zone)
}

/** What happens sooner than that is news that cannot wait for the morning. */
const URGENT_HOURS = 48

/** Does it begin so soon that whoever hears of it once a day would hear of it too late? */
export function isUrgent(begins: Moment, now: Moment): boolean {
  return Date.parse(begins) - Date.parse(now) <= URGENT_HOURS * 3_600_000
}

/** When news may go out by mail; null when the person wants none. Urgent ones wait for no digest. */
export function dueAt(
  now: Moment,
  zone: string,
  preference: Preference,
  urgent = false,
): Moment | null {
  if (preference.news === 'never') return null
  if (preference.news === 'daily' && !urgent) return nextHour(now, zone, DIGEST_HOUR)
  return outOfQuiet(now, zone, preference)
}

/** When news may go to devices; null when the person wants none there. */
export function pushDueAt(now: Moment, zone: string, preference: Preference): Moment | null {
  return preference.push ? outOfQuiet(now, zone, preference) : null
}

function outOfQuiet(now: Moment, zone: string, { quiet }: Preference): Moment {
  if (quiet === null || !isQuiet(hourAt(now, zone), quiet)) return now
  return nextHour(now, zone, quiet.to)
}

type Letter = { subject: string; text: string }

/** One letter for several: each under its subject, in the order in which they were written. */
export function together(letters: readonly Letter[]): Letter {
  if (letters.length === 1) return letters[0]!
  return {
    subject: `${letters.length} news from Isocenter`,
    text: letters.map(({ subject, text }) => `${subject}\n\n${text}`).join('\n\n---\n\n'),
  }
}

/** A subject is one line: a line break in a name must not become a header. */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200)
}

/** The latest that a push service may ask us to wait; whoever asks for longer is asked again. */
const RETRY_MOST_SECONDS = 86_400

/** What `Retry-After` asks for, in seconds from `now`: a number or a date (RFC 9110); 0 = nothing. */
export function retryAfter(text: string | undefined, now: Moment): number {
  if (!text) return 0
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.parse(now)) / 1_000
  return Number.isFinite(seconds)
    ? Math.min(Math.max(0, Math.ceil(seconds)), RETRY_MOST_SECONDS)
    : 0
}
