// What do applicants, writers of letters and the office read in their mail?
import type { Moment } from '../../kernel/moment.ts'
import { type Day, sayDay } from '../../kernel/day.ts'
import type { Letter, News } from '../mail/index.ts'
import { sayAt } from './rules/cycle.ts'

export type About = { programme: string; institution: string; label: string }
const where = ({ programme, institution, label }: About) =>
  `${programme} of ${institution} (${label})`

export function entryLetter(
  to: { given: string; family: string },
  about: About,
  { code, address }: { code: string; address: string },
): Letter {
  return {
    subject: `${code} opens your application to ${about.institution}`,
    text: `Dear ${to.given} ${to.family},

your digits for the application to the ${where(about)}:

${code}

They are good for 30 minutes on the page where you asked for them. On another device, or later, open this address; it is good for three days, and once:

${address}

You can have a new one sent at any time. If you have not asked for this, leave it: nothing happens.
`,
  }
}

export function writerLetter(
  to: { writerName: string; waived: boolean },
  applicant: string,
  about: About,
  link: { address: string; until: Moment; zone: string },
  again = false,
): Letter {
  const known = to.waived
    ? `${applicant} has waived the right to see your letter, for good: it is shown to those who select, and never to ${applicant}.`
    : `${applicant} has kept the right to see your letter.`
  return {
    subject: `${again ? 'Still open: a' : 'A'} letter of recommendation for ${applicant}`,
    text: `Dear ${to.writerName},

${applicant} applies to the ${where(about)} and asks you for a letter of recommendation.

${known}

Upload a PDF or write it on the page; no account is needed. The address is yours alone, good until ${sayAt(link.until, link.zone)}, and once:

${link.address}

There you can also say that you would rather not.
`,
  }
}

export function receivedLetter(
  to: string,
  writer: string,
  what: 'received' | 'declined',
  about: About,
): Letter {
  const says =
    what === 'received'
      ? `the letter of ${writer} has arrived.`
      : `${writer} would rather not write a letter. You can name somebody else in your application.`
  return {
    subject: what === 'received' ? `A letter has arrived: ${writer}` : `No letter from ${writer}`,
    text: `Dear ${to},

for your application to the ${where(about)}: ${says}
`,
  }
}

/** Begun and not sent, and the time runs out. */
export function deadlineLetter(
  to: string,
  about: About,
  { until, zone, address }: { until: Moment; zone: string; address: string },
): Letter {
  return {
    subject: `Not sent yet: your application to ${about.institution}`,
    text: `Dear ${to},

your application to the ${where(about)} is begun and not sent; nobody reads it before. It can be sent until ${sayAt(until, zone)}. What is still lacking stands here:

${address}

If you do not want to apply any more, withdraw it there, or leave it.
`,
  }
}

export function sentLetter(to: string, about: About, at: Moment, zone: string): Letter {
  return {
    subject: `Your application to ${about.institution} is there`,
    text: `Dear ${to},

your application to the ${where(about)} came in on ${sayAt(at, zone)}. You can withdraw it at any time, and take it back for changes until the deadline.
`,
  }
}

export function withdrawnLetter(to: string, about: About): Letter {
  return {
    subject: `Your application to ${about.institution} is withdrawn`,
    text: `Dear ${to},

your application to the ${where(about)} is withdrawn. Nobody decides about it any more.
`,
  }
}

/** For whoever looks after a public page that nobody has looked over for long. */
export function stalePageNews(
  page: { programme: string; since: Day },
  readers: readonly { id: string; name: string }[],
): Map<string, News> {
  const line = `Nobody has looked over the public page since ${sayDay(page.since, { year: true })}.`
  const path = `/programmes/${page.programme}/recruitment`
  return new Map(
    readers.map(({ id, name }) => [
      id,
      {
        subject: 'Is the public page of the programme still right?',
        text: `Dear ${name},

${line} It is made from the records of the programme; look at it, put right what has changed where it is kept, and say that it is right.
`,
        note: { title: 'The public page', line, path },
      },
    ]),
  )
}
