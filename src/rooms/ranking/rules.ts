// Is the list ready, what goes out in which form, and what does a pasted list say?
import { type Finding, finding, sayCount, sayList } from '../../kernel/finding.ts'
import { type Candidate, type Entry, type ExportForm } from './schema.ts'

/** A hundred findings are not read. */
const MOST_NAMED = 5
const some = (names: readonly string[]) =>
  names.length <= MOST_NAMED
    ? sayList(names)
    : `${sayList(names.slice(0, MOST_NAMED))} and ${names.length - MOST_NAMED} more`

/** Faults that no list may have, whoever writes it. */
export function judgeEntries(
  entries: readonly Entry[],
  candidates: ReadonlyMap<string, Pick<Candidate, 'name' | 'state'>>,
): Finding[] {
  const found: Finding[] = []
  const seen = new Set<string>()
  for (const [nth, { application, tier }] of entries.entries()) {
    const path = `entries.${nth}`
    const known = candidates.get(application)
    if (!known)
      found.push(
        finding('ranking.entry', `Rank ${nth + 1} is nobody who applied here.`, {
          can: 'Load the page anew.',
          path,
        }),
      )
    else if (known.state !== 'submitted')
      found.push(
        finding(
          'ranking.state',
          `${known.name} on rank ${nth + 1} has ${known.state === 'withdrawn' ? 'withdrawn' : 'not sent the application'}.`,
          {
            can: 'Take them off the list.',
            path,
          },
        ),
      )
    if (seen.has(application))
      found.push(
        finding('ranking.twice', `${known?.name ?? 'Somebody'} is on the list twice.`, {
          can: 'Keep one of the ranks.',
          path,
        }),
      )
    seen.add(application)
    const above = entries[nth - 1]
    if (above && above.tier > tier)
      found.push(
        finding(
          'ranking.tier',
          `Rank ${nth + 1} is of tier ${tier} and stands below tier ${above.tier}.`,
          {
            can: 'Move them, or change the tier.',
            path,
          },
        ),
      )
  }
  return found
}

/**
 * What stands in the way of certifying (`must`), and what should be looked at before (`hint`).
 * `disclosed`: since when requirements for those who come are told to every applicant.
 */
export function judgeList(
  entries: readonly Entry[],
  candidates: readonly Candidate[],
  cycle: { quota: number | null; disclosedAt: string | null; form: ExportForm },
): { level: 'must' | 'hint'; finding: Finding }[] {
  const byId = new Map(candidates.map((one) => [one.application, one]))
  const found: { level: 'must' | 'hint'; finding: Finding }[] = []
  const must = (one: Finding) => found.push({ level: 'must', finding: one })
  const hint = (one: Finding) => found.push({ level: 'hint', finding: one })
  for (const one of judgeEntries(entries, byId)) must(one)
  if (entries.length === 0)
    must(
      finding('ranking.empty', 'Nobody is ranked.', { can: 'Take over the order of the scores.' }),
    )
  const ranked = entries.flatMap(({ application }) => byId.get(application) ?? [])
  for (const one of judgeNumbers(ranked, cycle.form)) must(one)
  if (cycle.disclosedAt === null)
    must(
      finding(
        'ranking.disclosed',
        'It is not noted that every applicant has been told what is required of those who come.',
        {
          can: 'Tell them, and note it with the list.',
        },
      ),
    )
  const { quota } = cycle
  if (quota === null || quota === 0)
    must(
      finding('ranking.quota', 'The cycle has no number of places.', {
        can: 'Write it down with the cycle.',
      }),
    )
  else if (entries.length > 0 && entries.length < 3 * quota)
    hint(
      finding(
        'ranking.short',
        `${entries.length} are ranked for ${sayCount(quota, 'place')}; in the first match of this subspecialty there were 5.8 interviews for each place.`,
        {
          can: 'A longer list costs nothing: rank everybody with whom you could work.',
        },
      ),
    )
  const left = candidates.filter(
    (one) =>
      one.state === 'submitted' &&
      one.scores.some(({ source }) => source === 'interview') &&
      !entries.some(({ application }) => application === one.application),
  )
  if (left.length > 0)
    hint(
      finding(
        'ranking.left',
        `${some(left.map(({ name }) => name))} ${left.length === 1 ? 'was' : 'were'} interviewed and ${left.length === 1 ? 'is' : 'are'} not ranked.`,
        {
          can: 'Leave it so if that is meant.',
        },
      ),
    )
  return found
}

/** The number under which a match knows somebody: of NatMatch five digits; else AAMC, or NRMP's own. */
export const idFor = (
  { aamcId, nrmpId }: Pick<Candidate, 'aamcId' | 'nrmpId'>,
  form: ExportForm,
): string | null =>
  form === 'nrmp' ? (aamcId ?? nrmpId) : nrmpId !== null && /^\d{5}$/.test(nrmpId) ? nrmpId : null

/** Those on the list whom the file could not name: it goes out whole, or not at all. */
export function judgeNumbers(ranked: readonly Candidate[], form: ExportForm): Finding[] {
  const lacking = ranked.filter((one) => idFor(one, form) === null)
  const ids = ranked.flatMap((one) => idFor(one, form) ?? [])
  const twice = [...new Set(ids.filter((id, nth) => ids.indexOf(id) !== nth))]
  return [
    ...(lacking.length > 0
      ? [
          finding(
            'ranking.id',
            `${some(lacking.map(({ name }) => name))} ${lacking.length === 1 ? 'has' : 'have'} no number of ${form === 'nrmp' ? 'the match' : 'NatMatch (five digits)'}.`,
            { can: 'Ask for it, and write it down with the application.' },
          ),
        ]
      : []),
    ...(twice.length > 0
      ? [
          finding(
            'ranking.id-twice',
            `${some(twice)} ${twice.length === 1 ? 'is the number' : 'are the numbers'} of two people on the list.`,
            { can: 'Find out whose it is.' },
          ),
        ]
      : []),
  ]
}

/** Digits and commas in a name would be read as numbers; accents stay. */
const plain = (name: string) =>
  name
    .replaceAll(/[\d,"\r\n]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

/**
 * `rank,number,name` a line and nothing else: no header, CRLF. The first two numbers of each line are
 * what counts there. Those without a number are not in it; `judgeList` has refused them before.
 */
export function exportList(
  entries: readonly Entry[],
  candidates: readonly Candidate[],
  form: ExportForm,
): string {
  const byId = new Map(candidates.map((one) => [one.application, one]))
  return entries
    .flatMap(({ application }, nth) => {
      const one = byId.get(application)
      const id = one && idFor(one, form)
      return id ? [`${nth + 1},${id},${plain(`${one.family} ${one.given}`)}\r\n`] : []
    })
    .join('')
}

/** One is put at another place (from 0); the tier is that of the new neighbours. */
export function move(entries: readonly Entry[], from: number, to: number): Entry[] {
  const list = [...entries]
  const [moved] = list.splice(from, 1)
  if (!moved) return list
  const at = Math.max(0, Math.min(to, list.length))
  const least = list[at - 1]?.tier ?? 1
  const most = list[at]?.tier ?? 20
  list.splice(at, 0, { ...moved, tier: Math.min(Math.max(moved.tier, least), most) })
  return list
}

/** Whoever stands below keeps a tier that is not higher; whoever stands above one that is not lower. */
export function setTier(entries: readonly Entry[], nth: number, tier: number): Entry[] {
  return entries.map((entry, at) => ({
    ...entry,
    tier: at === nth ? tier : at < nth ? Math.min(entry.tier, tier) : Math.max(entry.tier, tier),
  }))
}

/** All who have a score, the highest first; those with the same score in the order of their names. */
export function byScore(candidates: readonly Candidate[]): Entry[] {
  const worth = (one: Candidate) => one.adjusted ?? one.mean
  return candidates
    .filter((one) => one.state === 'submitted' && worth(one) !== null)
    .sort((one, other) => worth(other)! - worth(one)! || (one.name < other.name ? -1 : 1))
    .map(({ application }) => ({ application, tier: 1, note: '' }))
}

/** Neighbours whose scores say the opposite of their order, so that somebody looks again. */
export function upsideDown(entries: readonly Entry[], candidates: readonly Candidate[]): number[] {
  const byId = new Map(candidates.map((one) => [one.application, one.adjusted ?? one.mean ?? null]))
  return entries.flatMap(({ application }, nth) => {
    const above = nth === 0 ? null : (byId.get(entries[nth - 1]!.application) ?? null)
    const mine = byId.get(application) ?? null
    return above !== null && mine !== null && mine > above + 0.5 ? [nth] : []
  })
}
