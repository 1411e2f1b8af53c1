// What does a pasted list say, and is it one of ranks at all?
import { type Finding, finding } from '../../kernel/finding.ts'
import { type Candidate, type Entry, MOST_RANKED } from './schema.ts'

export type Pasted = { entries: Entry[]; findings: Finding[] }

/**
 * A list that somebody pasted: the first two numbers of each line are the rank and the number of the
 * applicant, whatever stands besides. Lines out of order are put in order. Numbers that are no ranks
 * (scores, with ties or gaps) are refused, because a list that is read upside down hurts real people.
 */
export function readPasted(
  text: string,
  candidates: readonly Candidate[],
  before: readonly Entry[] = [],
): Pasted {
  const findings: Finding[] = []
  const say = (says: string, can: string, line?: number) =>
    findings.push(
      finding('ranking.paste', says, { can, ...(line ? { path: `line ${line}` } : {}) }),
    )
  const byNumber = new Map<string, Candidate[]>()
  for (const one of candidates)
    for (const id of new Set([one.aamcId, one.nrmpId].map((each) => each && digitsOf(each))))
      if (id !== null) byNumber.set(id, [...(byNumber.get(id) ?? []), one])
  const read: { rank: number; one: Candidate; line: number }[] = []
  for (const [nth, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue
    const numbers = line.match(/\d+(?:\.\d+)?/g) ?? []
    const [rank, id] = numbers
    if (rank === undefined || id === undefined) {
      // A first line of words is a heading.
      if (numbers.length > 0 || read.length > 0)
        say(
          `Line ${nth + 1} has no rank and number: “${line.trim().slice(0, 60)}”.`,
          'Write rank, number, name.',
          nth + 1,
        )
      continue
    }
    if (!/^\d{1,3}$/.test(rank)) {
      say(
        `Line ${nth + 1} begins with ${rank}, which is no rank.`,
        'The rank comes first, from 1; then the number.',
        nth + 1,
      )
      continue
    }
    const those = byNumber.get(id) ?? []
    if (those.length === 0)
      say(
        `Line ${nth + 1}: nobody here has the number ${id}.`,
        'Correct it, or write it down with the application.',
        nth + 1,
      )
    else if (those.length > 1)
      say(
        `Line ${nth + 1}: ${those.length} applicants have the number ${id}.`,
        'Find out whose it is.',
        nth + 1,
      )
    else read.push({ rank: Number(rank), one: those[0]!, line: nth + 1 })
  }
  read.sort((one, other) => one.rank - other.rank)
  const ranks = read.map(({ rank }) => rank)
  const asRanks = ranks.every((rank, nth) => rank === nth + 1)
  if (findings.length === 0 && read.length > 0 && !asRanks) {
    const doubled = ranks.find((rank, nth) => ranks[nth - 1] === rank)
    const gap = ranks.findIndex((rank, nth) => rank !== nth + 1)
    say(
      doubled === undefined
        ? `Rank ${gap + 1} is lacking: the first column goes from ${ranks[0]} to ${ranks.at(-1)} for ${read.length} people.`
        : `${doubled} is there twice in the first column.`,
      'Is it a score and not a rank? Ranks begin with 1, the dearest, and leave none out.',
    )
  }
  const names = new Map<string, number>()
  for (const { one, line } of read) {
    const first = names.get(one.application)
    if (first === undefined) names.set(one.application, line)
    else say(`${one.name} is on line ${first} and on line ${line}.`, 'Keep one of them.', line)
  }
  if (read.length > MOST_RANKED) say(`${read.length} are ranked.`, `Give at most ${MOST_RANKED}.`)
  if (read.length === 0 && findings.length === 0)
    say('There is no rank in it.', 'Paste lines with rank, number, name.')
  if (findings.length > 0) return { entries: [], findings: findings.slice(0, 20) }
  const kept = new Map(before.map((entry) => [entry.application, entry]))
  let tier = 1
  return {
    findings,
    entries: read.map(({ one }) => {
      const old = kept.get(one.application)
      // A tier never falls on the way down.
      tier = Math.max(tier, old?.tier ?? tier)
      return { application: one.application, note: old?.note ?? '', tier }
    }),
  }
}

/** Only the digits count there; a number of NRMP has a letter before them. */
export const digitsOf = (id: string) => id.replaceAll(/\D/g, '')
