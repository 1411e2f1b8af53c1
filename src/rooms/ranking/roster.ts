// What came back: whose line it is, and what is held until somebody has said what it means.
import { parse } from 'csv-parse/sync'
import { type Finding, finding } from '../../kernel/finding.ts'
import { digitsOf } from './pasting.ts'
import type { Candidate, Entry, RosterLine, RosterVerdict } from './schema.ts'

const NAMES = {
  id: ['aamc id', 'aamcid', 'aamc', 'nrmp id', 'nrmpid', 'applicant id', 'id', 'applicant code'],
  name: ['name', 'applicant name', 'applicant', 'full name'],
  family: ['last name', 'family name', 'last', 'surname'],
  given: ['first name', 'given name', 'first'],
  code: ['program code', 'programme code', 'program', 'code', 'nrmp program code'],
  status: ['status', 'match status', 'result', 'matched'],
} as const
const plainHead = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim()

/** The file as lines; which columns are which is told by their heads, in any order. */
export function readRoster(text: string): { lines: RosterLine[]; findings: Finding[] } {
  let rows: string[][]
  try {
    rows = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true })
  } catch (fault) {
    return {
      lines: [],
      findings: [
        finding('ranking.roster', `This is no table: ${(fault as Error).message}.`, {
          can: 'Give the file as it was downloaded, as CSV.',
        }),
      ],
    }
  }
  const [head = [], ...body] = rows
  const at = (what: keyof typeof NAMES) =>
    head.findIndex((one) => (NAMES[what] as readonly string[]).includes(plainHead(one)))
  const [id, name, family, given, code, status] = [
    ...[at('id'), at('name'), at('family'), at('given'), at('code'), at('status')],
  ] as [number, number, number, number, number, number]
  const lacking = [
    ...(id < 0 ? ['the number of the applicant (“AAMC ID”)'] : []),
    ...(name < 0 && family < 0 ? ['the name'] : []),
  ]
  if (lacking.length > 0)
    return {
      lines: [],
      findings: [
        finding('ranking.roster', `There is no column with ${lacking.join(' and ')}.`, {
          can: `The first line has: ${head.slice(0, 12).join(', ') || 'nothing'}. Name the columns there.`,
        }),
      ],
    }
  const cell = (row: string[], nth: number) => (nth < 0 ? '' : (row[nth] ?? '')).slice(0, 200)
  const lines = body.map((row, nth) => ({
    line: nth + 2,
    id: cell(row, id).replaceAll(/\s+/g, ''),
    name: name >= 0 ? cell(row, name) : `${cell(row, given)} ${cell(row, family)}`.trim(),
    code: cell(row, code).toUpperCase(),
    status: cell(row, status),
  }))
  return {
    lines,
    findings:
      lines.length === 0
        ? [finding('ranking.roster', 'There is nobody in it.', { can: 'Is it the right file?' })]
        : [],
  }
}

const NOT_MATCHED = /\b(?:not|un)[\s-]?matched\b|^no$|^n$|withdr/i
const words = (name: string) =>
  new Set(
    name
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 1),
  )
/** One word of the name at least is the same: people marry, and files cut names off. */
const sharesName = (one: string, other: string) => {
  const theirs = words(other)
  return [...words(one)].some((word) => theirs.has(word))
}

/**
 * Compares what came back with the list that was certified. Nothing is guessed: a number that nobody
 * on the list has, a name that does not go with its number, somebody twice and more people than places
 * are held, and a person says what they mean.
 */
export function reconcile(
  lines: readonly RosterLine[],
  certified: readonly Entry[],
  candidates: readonly Candidate[],
  cycle: { quota: number | null; code: string },
): RosterVerdict[] {
  const rankOf = new Map(certified.map(({ application }, nth) => [application, nth + 1]))
  const seen = new Map<string, number>()
  let matched = 0
  return lines.map(({ line, id, name, code, status }): RosterVerdict => {
    const about = { line, id, name, application: null, rank: null }
    const held = (says: string, more: Partial<RosterVerdict> = {}): RosterVerdict => ({
      ...{ ...about, state: 'held', says },
      ...more,
    })
    if (code !== '' && cycle.code !== '' && code !== cycle.code.toUpperCase())
      return { ...about, state: 'not-ours', says: `Of programme ${code}; this is ${cycle.code}.` }
    if (NOT_MATCHED.test(status))
      return { ...about, state: 'not-matched', says: `“${status}” in the file.` }
    if (id === '') return held('There is no number in this line.')
    const first = seen.get(id)
    if (first !== undefined) return held(`The number ${id} is on line ${first} already.`)
    seen.set(id, line)
    const those = candidates.filter(({ aamcId, nrmpId }) =>
      [aamcId, nrmpId].some((each) => each !== null && digitsOf(each) === digitsOf(id)),
    )
    if (those.length === 0) return held(`Nobody who applied here has the number ${id}.`)
    if (those.length > 1) return held(`${those.length} applicants have the number ${id}.`)
    const [one] = those as [Candidate]
    const rank = rankOf.get(one.application) ?? null
    const known = { application: one.application, rank }
    if (!sharesName(name, one.name))
      return held(`The number is that of ${one.name}, and the line says “${name}”.`, known)
    if (rank === null) return held(`${one.name} is not on the list that was certified.`, known)
    matched++
    if (cycle.quota !== null && matched > cycle.quota)
      return held(`There are ${cycle.quota} places, and this would be number ${matched}.`, known)
    return { ...about, ...known, state: 'matched', says: `Rank ${rank} of ${certified.length}.` }
  })
}
