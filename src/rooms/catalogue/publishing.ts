// From which day does a draft hold, and what of a catalogue is for everybody?
import { type Day, dayNumber, sayDay } from '../../kernel/day.ts'
import { type Finding, finding } from '../../kernel/finding.ts'
import { type Catalogue, catalogueSchema } from './schema.ts'

/** Why it cannot be put in force on this day; empty = it can. */
export function checkStart(from: Day, today: Day, taken: readonly Day[]): Finding[] {
  const said = sayDay(from, { year: true })
  if (dayNumber(from) < dayNumber(today))
    return [
      finding(
        'catalogue.past',
        `${said} is past, and people have chosen by the catalogue of that day.`,
        { can: `Choose ${sayDay(today, { year: true })} or a later day.`, path: 'from' },
      ),
    ]
  if (taken.includes(from))
    return [
      finding('catalogue.taken', `A catalogue is in force from ${said} on already, and it stays.`, {
        can: 'Choose another day.',
        path: 'from',
      }),
    ]
  return []
}

type Person = { given: string; family: string }

/**
 * What anybody may read: without agreements, and without the name of anybody of the institution, in
 * whatever field somebody wrote it.
 */
export function withoutPeople(catalogue: Catalogue, people: readonly Person[]): Catalogue {
  const names = people
    .flatMap(({ given, family }) => [`${given} ${family}`, `${family}, ${given}`])
    .map((name) => name.toLowerCase())
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return cleanText(value, names)
    if (Array.isArray(value)) return value.map(clean)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]))
  }
  const open = {
    ...catalogue,
    electives: catalogue.electives.map((elective) => ({
      ...elective,
      offSite: elective.offSite.map((away) => ({ ...away, agreement: '' })),
      // An address is no text: one with a name in it is left out whole.
      links: elective.links.map(({ label, url }) => ({
        label,
        url: url && cleanText(readable(url), names) === readable(url) ? url : null,
      })),
    })),
  }
  return catalogueSchema.parse(clean(open))
}

/** An address as people read it; left as it is where its escapes make no sense. */
function readable(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}

const INSTEAD = '…'

function cleanText(text: string, names: readonly string[]): string {
  let rest = text
  for (const name of names)
    for (let at = rest.toLowerCase().indexOf(name); at >= 0; at = rest.toLowerCase().indexOf(name))
      rest = `${rest.slice(0, at)}${INSTEAD}${rest.slice(at + name.length)}`
  return rest
}
