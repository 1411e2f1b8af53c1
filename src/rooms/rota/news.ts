// What does a person read when a year of theirs was published? Their own days and nobody else's.
import { type Day, sayDay } from '../../kernel/day.ts'
import type { News } from '../mail/index.ts'

type Changed = {
  person: string
  name: string
  changes: { from: Day; to: Day; before: string | null; after: string | null }[]
}

/** For each of them a letter, and a note for a screen that others may see. Works come as codes, as the grid shows them. */
export function lettersOf(
  year: { title: string; by: string; version: number; message: string },
  people: readonly Changed[],
): Map<string, News> {
  const isFirst = year.version === 1
  return new Map(
    people.map(({ person, name, changes }) => {
      const lines = changes.map(({ from, to, before, after }) => {
        const days = `${sayDay(from, { year: true })} to ${sayDay(to, { year: true })}`
        const now = after ?? 'nothing'
        return isFirst || before === null
          ? `  ${days}: ${now}`
          : `  ${days}: ${now} (was ${before})`
      })
      const text = `Dear ${name},

${year.by} has published ${year.title}${isFirst ? '' : ` anew (version ${year.version})`}${
        year.message ? `: ${year.message}` : '.'
      }

${isFirst ? 'Your days' : 'What is different for you'}:

${lines.join('\n')}
`
      const subject = isFirst
        ? `${year.title} is published`
        : `${year.title}: your days have changed`
      const first = sayDay(changes[0]!.from, { year: true })
      const line = isFirst
        ? `${year.title}, from ${first} on.`
        : `${changes.length === 1 ? 'One change' : `${changes.length} changes`}, from ${first} on.`
      const title = isFirst ? 'Your schedule is published' : 'Your schedule has changed'
      return [person, { subject, text, note: { title, line, path: `/people/${person}` } }]
    }),
  )
}
