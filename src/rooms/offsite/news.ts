// What do people read about a stay elsewhere: the trainee, who plans, the director there?
import { type Day, sayDay } from '../../kernel/day.ts'
import { saySpan, type Span } from '../../kernel/span.ts'
import type { Letter, News } from '../mail/index.ts'
import { sayState } from './rules.ts'
import type { StayState } from './schema.ts'

type About = Span & { id: string; programme: string; place: string; person_name: string }
const pathOf = (stay: About) => `/programmes/${stay.programme}/stays/${stay.id}`

export function stepNews(
  stay: About,
  state: StayState,
  note: string,
  by: string,
  readers: readonly { id: string; name: string }[],
): Map<string, News> {
  const line = `${stay.person_name} at ${stay.place}, ${saySpan(stay)}: ${sayState(state)}.`
  return new Map(
    readers.map(({ id, name }) => [
      id,
      {
        subject: `${stay.place}: ${sayState(state)}`,
        text: `Dear ${name},

the stay of ${stay.person_name} at ${stay.place} (${saySpan(stay)}) is now ${sayState(state)}, says ${by}.${note ? `\n\n"${note}"` : ''}
`,
        note: { title: 'A stay elsewhere', line, path: pathOf(stay) },
      },
    ]),
  )
}

/** What the director there has said, for the trainee and for who plans. */
export function answerNews(
  stay: About,
  answer: { says: 'agrees' | 'declines'; name: string; note: string },
  readers: readonly { id: string; name: string }[],
): Map<string, News> {
  const line = `${answer.name} ${answer.says}: ${stay.person_name} at ${stay.place}, ${saySpan(stay)}.`
  return new Map(
    readers.map(({ id, name }) => [
      id,
      {
        subject: `${stay.place}: ${answer.name} ${answer.says}`,
        text: `Dear ${name},

${line}${answer.note ? `\n\n"${answer.note}"` : ''}
`,
        note: { title: 'A stay elsewhere', line, path: pathOf(stay) },
      },
    ]),
  )
}

export function directorLetter(
  stay: About & { aim: string; director_name: string },
  by: { name: string; institution: string; programme: string },
  address: string,
  days: number,
): Letter {
  return {
    subject: `${by.institution}: ${stay.person_name} would like to come to ${stay.place}`,
    text: `Dear ${stay.director_name || 'colleague'},

${stay.person_name}, who trains in ${by.programme} of ${by.institution}, would like to spend ${saySpan(stay)} at ${stay.place}.${stay.aim ? `\n\n"${stay.aim}"` : ''}

Please say whether you agree. No account is needed; the link is good for ${days} days, and once:

${address}

${by.name}
`,
  }
}

export function taskNews(
  stay: About,
  task: { name: string; due: Day },
  today: Day,
  reader: { id: string; name: string },
): Map<string, News> {
  const when = task.due < today ? `was due on ${sayDay(task.due)}` : `is due on ${sayDay(task.due)}`
  return new Map([
    [
      reader.id,
      {
        subject: `${task.name}: ${when}`,
        text: `Dear ${reader.name},

"${task.name}" before the stay at ${stay.place} (${saySpan(stay)}) ${when}.
`,
        note: {
          title: 'Before your stay elsewhere',
          line: `${task.name} ${when}.`,
          path: pathOf(stay),
        },
      },
    ],
  ])
}

export function lapseNews(
  agreement: { programme: string; title: string; site_name: string; to: Day; stays: number },
  readers: readonly { id: string; name: string }[],
): Map<string, News> {
  const line = `${agreement.title} with ${agreement.site_name} ends on ${sayDay(agreement.to, { year: true })}.`
  return new Map(
    readers.map(({ id, name }) => [
      id,
      {
        subject: `The agreement with ${agreement.site_name} ends on ${sayDay(agreement.to, { year: true })}`,
        text: `Dear ${name},

${line} ${agreement.stays > 0 ? `${agreement.stays} confirmed ${agreement.stays === 1 ? 'stay rests' : 'stays rest'} on it.` : 'No confirmed stay rests on it.'} Later stays there need a new one.
`,
        note: {
          title: 'An agreement ends',
          line,
          path: `/programmes/${agreement.programme}/stays`,
        },
      },
    ]),
  )
}
