// A match of the house, typed as lines: who ranks which position, which position ranks whom.
import { type Finding, finding } from '../../kernel/finding.ts'
import { freeId, plainId } from '../../kernel/id.ts'
import { checkMarket } from './market.ts'
import { MATCH_FORMAT, type MarketFile } from './schema.ts'

/** `name: one, two` each; a position may say its places: `name (2): one, two`. */
export type InternalWords = { title: string; people: string; positions: string }

type Line = { line: number; name: string; places: number; ranks: string[] }

/**
 * Names are those of the lines themselves, capitals and accents aside. Every fault is named with its
 * line; an empty list of ranks is allowed, and means that nobody is wanted.
 */
export function readInternal(words: InternalWords): { market: MarketFile; findings: Finding[] } {
  const findings: Finding[] = []
  const people = readLines(words.people, 'people', findings)
  const positions = readLines(words.positions, 'positions', findings)
  const person = namesOf(people, 'people', findings)
  const position = namesOf(positions, 'positions', findings)
  const ranksOf = (
    { ranks, line, name }: Line,
    known: ReadonlyMap<string, string>,
    where: string,
    namesIn: readonly string[],
  ): string[] => {
    const found: string[] = []
    for (const rank of ranks) {
      const id = known.get(plainId(rank))
      if (id === undefined)
        findings.push(
          finding('match.internal', `${name} ranks “${rank}”, which stands in no line.`, {
            can: nearest(rank, namesIn) ?? 'Write it as it stands there.',
            path: `${where} ${line}`,
          }),
        )
      else if (found.includes(id))
        findings.push(
          finding('match.internal', `${name} ranks “${rank}” twice.`, {
            ...{ can: 'Keep one of them.', path: `${where} ${line}` },
          }),
        )
      else found.push(id)
    }
    return found
  }
  const market: MarketFile = {
    ...{ format: MATCH_FORMAT, version: 1, title: words.title, purpose: 'internal', couples: [] },
    applicants: people.map((one) => ({
      ...{ id: person.get(plainId(one.name))!, name: one.name, supplemental: [] },
      list: ranksOf(
        one,
        position,
        'people',
        positions.map(({ name }) => name),
      ),
    })),
    programmes: positions.map((one) => ({
      ...{ id: position.get(plainId(one.name))!, name: one.name, quota: one.places },
      ...{
        fills: 'any',
        revertsTo: [],
        list: ranksOf(
          one,
          person,
          'positions',
          people.map(({ name }) => name),
        ),
      },
    })),
  }
  if (people.length === 0 || positions.length === 0)
    findings.push(
      finding('match.internal', 'There are no people or no positions yet.', {
        can: 'Write a line for each: the name, a colon, and whom or what they rank.',
      }),
    )
  return { market, findings: findings.length > 0 ? findings : checkMarket(market) }
}

function readLines(text: string, where: string, findings: Finding[]): Line[] {
  return text.split('\n').flatMap((raw, nth): Line[] => {
    if (raw.trim() === '') return []
    const line = nth + 1
    const [head = '', ...rest] = raw.split(':')
    const [, name = '', places] = /^(.*?)(?:\((\d+)\))?\s*$/.exec(head.trim())!
    if (name.trim() === '' || name.length > 80) {
      findings.push(
        finding('match.internal', `Line ${line} has no name before the colon.`, {
          ...{ can: 'Write the name, a colon, then the ranks.', path: `${where} ${line}` },
        }),
      )
      return []
    }
    const ranks = rest
      .join(':')
      .split(/[,;]/)
      .map((one) => one.trim())
      .filter(Boolean)
    return [{ line, name: name.trim(), places: places === undefined ? 1 : Number(places), ranks }]
  })
}

function namesOf(lines: readonly Line[], where: string, findings: Finding[]): Map<string, string> {
  const known = new Map<string, string>()
  const taken = new Set<string>()
  for (const { name, line } of lines)
    if (known.has(plainId(name)))
      findings.push(
        finding('match.internal', `“${name}” has two lines.`, {
          ...{ can: 'Make one of them.', path: `${where} ${line}` },
        }),
      )
    else known.set(plainId(name), freeId(name, taken))
  return known
}

/** The one that shares its beginning with what was typed. */
function nearest(typed: string, known: readonly string[]): string | undefined {
  const start = plainId(typed).slice(0, 2)
  const like = known.find((one) => plainId(one).startsWith(start))
  return like && `Is it “${like}”?`
}
