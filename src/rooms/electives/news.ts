// What does somebody read who has not chosen yet, or whose electives are allotted?
import { sayDay } from '../../kernel/day.ts'
import { dayAt } from '../../kernel/moment.ts'
import type { News } from '../mail/index.ts'
import { saySpans } from './rules.ts'
import type { AllottedSay, RoundSummary } from './schema.ts'

type Reader = { person: string; name: string }
type Words = Pick<RoundSummary, 'id' | 'programme' | 'title' | 'closesAt'>
const pathOf = ({ programme, id }: Words) => `/programmes/${programme}/choices/${id}/mine`

export function remindersOf(
  round: Words,
  by: string,
  people: readonly Reader[],
  zone: string,
): Map<string, News> {
  const until = sayDay(dayAt(round.closesAt, zone), { weekday: true, year: true })
  return new Map(
    people.map(({ person, name }) => [
      person,
      {
        subject: `${round.title}: you have not chosen yet`,
        text: `Dear ${name},

${round.title} closes on ${until}, and you have not wished for anything. Without wishes you get no elective in this round.

${by}
`,
        note: {
          title: 'Your electives',
          line: `You have not chosen yet. Until ${until}.`,
          path: pathOf(round),
        },
      },
    ]),
  )
}

export function resultsOf(
  round: Words,
  by: string,
  people: readonly (Reader & { places: AllottedSay[] })[],
): Map<string, News> {
  return new Map(
    people.map(({ person, name, places }) => {
      const lines = places.map((place) => `  ${place.name}: ${saySpans(place.days)}`)
      const text = `Dear ${name},

${by} has released ${round.title}. ${lines.length > 0 ? `You have:\n\n${lines.join('\n')}` : 'You got no elective in this round.'}
`
      const note = {
        title: 'Your electives are allotted',
        line: `${round.title} is released.`,
        path: pathOf(round),
      }
      return [person, { subject: `${round.title}: what you got`, text, note }]
    }),
  )
}

const TRADE_TITLES = {
  proposed: 'An exchange of electives for you',
  declined: 'An exchange was declined',
  done: 'Electives have changed hands',
}

/** To each in an exchange besides the one who acted. */
export function tradeNews(
  round: Words,
  by: string,
  people: readonly (Reader & { lines: string[] })[],
  event: keyof typeof TRADE_TITLES,
): Map<string, News> {
  const title = TRADE_TITLES[event]
  const says = {
    proposed: `${by} proposes an exchange that makes nobody worse off by the wishes of ${round.title}. It is done when everybody in it agrees.`,
    declined: `${by} has declined an exchange in ${round.title}. Everybody keeps what they have.`,
    done: `An exchange in ${round.title} is done: everybody in it has agreed.`,
  }[event]
  return new Map(
    people.map(({ person, name, lines }) => [
      person,
      {
        subject: `${round.title}: ${title.toLowerCase()}`,
        text: `Dear ${name},\n\n${says}\n\n${lines.map((line) => `  ${line}.`).join('\n')}\n`,
        note: { title, line: `${lines[0]}.`, path: pathOf(round) },
      },
    ]),
  )
}
