// Minutes since 1970 and the days of a zone: when does a day begin there, and which day is it?
import { Temporal } from 'temporal-polyfill'
import { type Day, dayNumber, fromDayNumber } from '../../kernel/day.ts'
import { momentAt } from '../../kernel/moment.ts'

const MINUTE = 60_000
export const DAY_MINUTES = 1440

/** A time that does not exist, or exists twice: on the nights when clocks are changed. */
export type ClockFault = 'skipped' | 'twice'

/** One zone; midnights are worked out once. */
export class Zone {
  readonly name: string
  readonly #midnights = new Map<number, number>()
  constructor(name: string) {
    this.name = name
  }

  /** The minute at which the day with this number begins. */
  midnight(number: number): number {
    const known = this.#midnights.get(number)
    if (known !== undefined) return known
    const minute = Date.parse(momentAt(fromDayNumber(number), '00:00', this.name)) / MINUTE
    this.#midnights.set(number, minute)
    return minute
  }

  /** The number of the day on which a minute falls. */
  dayOf(minute: number): number {
    let number = Math.floor(minute / DAY_MINUTES)
    while (this.midnight(number) > minute) number--
    while (this.midnight(number + 1) <= minute) number++
    return number
  }

  /** `07:00`, by the clock of the zone. */
  sayTime(minute: number): string {
    const number = this.dayOf(minute)
    const begins = this.midnight(number)
    if (this.midnight(number + 1) - begins !== DAY_MINUTES)
      return Temporal.Instant.fromEpochMilliseconds(minute * MINUTE)
        .toZonedDateTimeISO(this.name)
        .toPlainTime()
        .toString({ smallestUnit: 'minute' })
    const two = (value: number) => String(value).padStart(2, '0')
    return `${two(Math.floor((minute - begins) / 60))}:${two((minute - begins) % 60)}`
  }

  /** Minutes since 1970 of an instant, or of a local time. */
  read(text: string): number | ClockFault {
    if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return Math.round(Date.parse(text) / MINUTE)
    const number = dayNumber(text.slice(0, 10) as Day)
    const minutes = Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16))
    if (this.midnight(number + 1) - this.midnight(number) === DAY_MINUTES)
      return this.midnight(number) + minutes
    const local = Temporal.PlainDateTime.from(text)
    const at = (disambiguation: 'earlier' | 'later') =>
      local.toZonedDateTime(this.name, { disambiguation })
    const [early, late] = [at('earlier'), at('later')]
    if (early.epochMilliseconds === late.epochMilliseconds) return early.epochMilliseconds / MINUTE
    return early.toPlainDateTime().equals(local) ? 'twice' : 'skipped'
  }
}

const zones = new Map<string, Zone>()

export function zoneOf(name: string): Zone {
  const known = zones.get(name)
  if (known) return known
  const zone = new Zone(name)
  zones.set(name, zone)
  return zone
}
