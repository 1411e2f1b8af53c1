// What does a clock on the wall show? By the browser alone: `moment.ts` loads a calendar, first pages need none.
import type { Moment } from './moment.ts'

/** `09:05`, by the clock of a zone. */
export const clockAt = (moment: Moment, zone: string): string =>
  new Date(moment).toLocaleTimeString('en-GB', {
    ...{ timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })

/**
 * What a zone is called at a moment, as people there say it: `EST`, `BST`, `AEDT`; `GMT+3` where it
 * has no such name. Each English knows the names of its own countries only.
 */
export function zoneNameAt(moment: Moment, zone: string): string {
  const names = ['en-US', 'en-GB', 'en-AU'].map(
    (locale) =>
      new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' })
        .formatToParts(new Date(moment))
        .find(({ type }) => type === 'timeZoneName')?.value ?? zone,
  )
  return names.find((name) => !/^(?:GMT|UTC)[+-]/.test(name)) ?? names[0]!
}
