// What do those who are invited, and those who interview, read?
import { zoneNameAt } from '../../kernel/wall-clock.ts'
import type { Letter } from '../mail/index.ts'

type About = { name: string; programme: string; season: string; address: string }

/** A moment on the clock of whoever reads it, with the zone named. */
export function sayMoment(moment: string, zone: string): string {
  const said = new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', timeZone: zone },
  }).format(new Date(moment))
  return `${said} ${zoneNameAt(moment, zone)}`
}

export const invitationLetter = ({ name, programme, season, address }: About): Letter => ({
  subject: `${programme}: choose a time for your interview`,
  text: `Dear ${name},

${programme} (${season}) invites you to an interview. Choose a day here; times are shown on your own clock:

${address}

Seats go to whoever is first. Where all are taken you can wait for one: it comes to you by itself when somebody gives theirs back, and you get a letter.
`,
})

export const seatLetter = (
  { name, programme, address }: About,
  when: { from: string; zone: string; isHandedOver: boolean },
): Letter => ({
  subject: `${programme}: your interview on ${sayMoment(when.from, when.zone)}`,
  text: `Dear ${name},

${when.isHandedOver ? 'a seat has become free, and it is yours' : 'you have a seat'}: ${sayMoment(when.from, when.zone)}.

Who meets you when stands here as soon as it is arranged. There you can also change the day or give the seat back:

${address}
`,
})

/** The office has moved the day; whoever has a seat on it must not come at the old time. */
export const movedLetter = (
  { name, programme, zone, address }: About & { zone: string },
  { from, before, place }: { from: string; before: string; place: string },
): Letter => ({
  subject: `${programme}: your interview has been moved`,
  text: `Dear ${name},

your interview was on ${sayMoment(before, zone)}. It is now on ${sayMoment(from, zone)}${place && `, ${place}`}.

If you cannot come then, choose another day or give the seat back here:

${address}
`,
})

export const freedLetter = ({ name, programme, address }: About): Letter => ({
  subject: `${programme}: your seat was given back`,
  text: `Dear ${name},

you have no seat for an interview with ${programme} at the moment. If that is not what you want, choose another day:

${address}
`,
})

export const itineraryLetter = (
  { name, programme, address }: About,
  rows: readonly { from: string; who: string }[],
  zone: string,
): Letter => ({
  subject: `${programme}: your interview day`,
  text: `Dear ${name},

this is your day; times are on your own clock (${zone}).

${rows.map(({ from, who }) => `${sayMoment(from, zone)}: ${who}`).join('\n')}

Rooms and links are here, and work without an account:

${address}
`,
})
