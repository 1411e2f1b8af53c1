// A market as numbers: who ranks whom where, each list once, nothing looked up by name again.
import { type Finding, finding, sayCount } from '../../kernel/finding.ts'
import type { MarketFile } from './schema.ts'

export const NONE = -1

/**
 * Applicants, programmes and agents by number. An agent acts as one: a single, or two places that
 * are taken together (a couple; or one applicant with an advanced place and a first year).
 */
export class Market {
  readonly applicants: string[]
  readonly programmes: string[]
  readonly quotas: Int32Array
  /** Programme lists: applicant by rank, from `listAt[p]` to `listAt[p + 1]`. */
  readonly listAt: Int32Array
  readonly listed: Int32Array
  /** Beside each: the entry of that applicant's own list, NONE where they did not rank it or are no single. */
  readonly entryOf: Int32Array
  /** Entries of agents, the dearest first: programme and rank of the first place, and of the second. */
  readonly agentAt: Int32Array
  readonly firstProgramme: Int32Array
  readonly firstRank: Int32Array
  readonly secondProgramme: Int32Array
  readonly secondRank: Int32Array
  /** Members of an agent; both the same for a single. */
  readonly memberOne: Int32Array
  readonly memberTwo: Int32Array
  readonly isPair: Uint8Array
  readonly agentOf: Int32Array
  readonly pairs: number

  constructor(file: MarketFile) {
    const number = new Map(file.applicants.map(({ id }, a) => [id, a]))
    const code = new Map(file.programmes.map(({ id }, p) => [id, p]))
    this.applicants = file.applicants.map(({ id }) => id)
    this.programmes = file.programmes.map(({ id }) => id)
    this.quotas = Int32Array.from(file.programmes, ({ quota }) => quota)
    this.listAt = new Int32Array(file.programmes.length + 1)
    for (const [p, { list }] of file.programmes.entries())
      this.listAt[p + 1] = this.listAt[p]! + list.length
    this.listed = new Int32Array(this.listAt.at(-1)!)
    this.entryOf = new Int32Array(this.listed.length).fill(NONE)
    for (const [p, { list }] of file.programmes.entries())
      for (const [rank, id] of list.entries())
        this.listed[this.listAt[p]! + rank] = number.get(id) ?? NONE
    const drafts = agentsOf(file, number, code)
    const count = drafts.reduce((sum, { entries }) => sum + entries.length, 0)
    this.agentAt = new Int32Array(drafts.length + 1)
    this.memberOne = Int32Array.from(drafts, ({ one }) => one)
    this.memberTwo = Int32Array.from(drafts, ({ two }) => two)
    this.isPair = Uint8Array.from(drafts, ({ isPair }) => Number(isPair))
    this.pairs = drafts.filter(({ isPair }) => isPair).length
    this.agentOf = new Int32Array(file.applicants.length).fill(NONE)
    this.firstProgramme = new Int32Array(count)
    this.secondProgramme = new Int32Array(count).fill(NONE)
    let at = 0
    for (const [g, { one, two, entries }] of drafts.entries()) {
      this.agentOf[one] = g
      this.agentOf[two] = g
      for (const [p, q] of entries) {
        this.firstProgramme[at] = p
        this.secondProgramme[at++] = q
      }
      this.agentAt[g + 1] = at
    }
    this.firstRank = this.ranksOf(this.firstProgramme, this.memberOne)
    this.secondRank = this.ranksOf(this.secondProgramme, this.memberTwo)
  }

  get agents(): number {
    return this.memberOne.length
  }

  /** Which rank has the member of each entry at its programme? One pass a programme, by a mark for each applicant. */
  private ranksOf(programmes: Int32Array, members: Int32Array): Int32Array {
    const ranks = new Int32Array(programmes.length).fill(NONE)
    const { starts, order } = byProgramme(programmes, this.programmes.length)
    const owner = new Int32Array(programmes.length)
    for (let g = 0; g < this.agents; g++) owner.fill(g, this.agentAt[g]!, this.agentAt[g + 1]!)
    const mark = new Int32Array(this.applicants.length).fill(NONE)
    for (let p = 0; p < this.programmes.length; p++) {
      const from = this.listAt[p]!
      const to = this.listAt[p + 1]!
      for (let at = from; at < to; at++)
        if (this.listed[at]! !== NONE) mark[this.listed[at]!] = at - from
      for (let nth = starts[p]!; nth < starts[p + 1]!; nth++) {
        const entry = order[nth]!
        const rank = mark[members[owner[entry]!]!]!
        ranks[entry] = rank
        if (rank !== NONE && this.isPair[owner[entry]!] === 0) this.entryOf[from + rank] = entry
      }
      for (let at = from; at < to; at++)
        if (this.listed[at]! !== NONE) mark[this.listed[at]!] = NONE
    }
    return ranks
  }
}

/** Entries of each programme together, counted and laid out. */
function byProgramme(programmes: Int32Array, count: number) {
  const starts = new Int32Array(count + 1)
  for (const p of programmes) if (p !== NONE) starts[p + 1]!++
  for (let p = 0; p < count; p++) starts[p + 1]! += starts[p]!
  const next = starts.slice()
  const order = new Int32Array(starts[count]!)
  for (let entry = 0; entry < programmes.length; entry++)
    if (programmes[entry]! !== NONE) order[next[programmes[entry]!]!++] = entry
  return { starts, order }
}

type Draft = { one: number; two: number; isPair: boolean; entries: [number, number][] }

function agentsOf(
  file: MarketFile,
  number: ReadonlyMap<string, number>,
  code: ReadonlyMap<string, number>,
): Draft[] {
  const inCouple = new Set(file.couples.flatMap(({ members }) => members))
  const at = (id: string | null) => (id === null ? NONE : code.get(id)!)
  const singles = file.applicants.flatMap(({ id, list, supplemental }, a): Draft[] => {
    if (inCouple.has(id)) return []
    const isPair = supplemental.length > 0
    const entries = list.flatMap((programme): [number, number][] => [
      ...(supplemental.find(({ after }) => after === programme)?.list ?? []).map(
        (year): [number, number] => [at(programme), at(year)],
      ),
      [at(programme), NONE],
    ])
    return [{ one: a, two: a, isPair, entries }]
  })
  const couples = file.couples.map(({ members: [one, two], list }): Draft => ({
    ...{ one: number.get(one)!, two: number.get(two)!, isPair: true },
    entries: list.map(([p, q]) => [at(p), at(q)]),
  }))
  return [...singles, ...couples]
}

const MOST_TOLD = 50

/** Everything that makes a market impossible to read; empty = sound. */
export function checkMarket(file: MarketFile): Finding[] {
  const found: Finding[] = []
  const say = (says: string, can: string, path: string) =>
    found.push(finding('match.market', says, { can, path }))
  const twice = (ids: readonly string[], what: string, path: string) => {
    const seen = new Set<string>()
    for (const id of ids)
      if (seen.has(id)) say(`${what} “${id}” is there twice.`, 'Keep one of them.', path)
      else seen.add(id)
    return seen
  }
  const applicants = twice(
    file.applicants.map(({ id }) => id),
    'The applicant',
    'applicants',
  )
  const programmes = twice(
    file.programmes.map(({ id }) => id),
    'The programme',
    'programmes',
  )
  const members = new Set<string>()
  for (const [nth, { id, members: both, list }] of file.couples.entries()) {
    const path = `couples[${nth}]`
    for (const member of both) {
      if (!applicants.has(member))
        say(`Couple “${id}” names “${member}”, who is no applicant.`, 'Add them, or end it.', path)
      if (members.has(member))
        say(`“${member}” is in two couples.`, 'Keep one of the couples.', path)
      members.add(member)
    }
    if (both[0] === both[1]) say(`Couple “${id}” is one person.`, 'Name two.', path)
    twice(
      list.map((pair) => JSON.stringify(pair)),
      `In the list of couple “${id}” the pair`,
      `${path}.list`,
    )
    for (const one of new Set(list.flat()))
      if (one !== null && !programmes.has(one))
        say(`Couple “${id}” ranks “${one}”, which is no programme.`, 'Take it out.', `${path}.list`)
  }
  for (const [nth, { id, list, supplemental }] of file.applicants.entries()) {
    const path = `applicants[${nth}]`
    if (members.has(id) && (list.length > 0 || supplemental.length > 0))
      say(`“${id}” is in a couple and has a list besides.`, 'Only the couple ranks.', path)
    const ranked = twice(list, `On the list of “${id}” the programme`, `${path}.list`)
    for (const one of [...ranked, ...supplemental.flatMap((more) => more.list)])
      if (!programmes.has(one))
        say(`“${id}” ranks “${one}”, which is no programme.`, 'Take it out.', `${path}.list`)
    for (const { after, list: years } of supplemental)
      if (!ranked.has(after))
        say(
          `A supplemental list of “${id}” follows “${after}”, which they do not rank.`,
          'Rank it, or drop the list.',
          path,
        )
      else if (years.includes(after))
        say(`A supplemental list of “${id}” names “${after}” itself.`, 'Take it out.', path)
  }
  for (const [nth, { id, list, revertsTo, quota }] of file.programmes.entries()) {
    const path = `programmes[${nth}]`
    for (const one of twice(list, `On the list of “${id}” the applicant`, `${path}.list`))
      if (!applicants.has(one))
        say(`“${id}” ranks “${one}”, who is no applicant.`, 'Take them out.', `${path}.list`)
    for (const { programme } of revertsTo)
      if (!programmes.has(programme))
        say(`“${id}” gives places to “${programme}”, which is not there.`, 'Take it out.', path)
    const given = revertsTo.reduce((sum, { places }) => sum + places, 0)
    if (given > quota)
      say(
        `“${id}” would give ${sayCount(given, 'place')} and has ${quota}.`,
        'Give at most its quota.',
        `${path}.revertsTo`,
      )
  }
  for (const circle of circlesIn(file))
    say(
      `Places would go round in a circle: ${circle.join(', ')}.`,
      'Open the circle.',
      'programmes',
    )
  return found.slice(0, MOST_TOLD)
}

/** Programmes whose places come back to themselves. */
function circlesIn({ programmes }: MarketFile): string[][] {
  const gives = new Map(
    programmes.map(({ id, revertsTo }) => [id, revertsTo.map(({ programme }) => programme)]),
  )
  const circles: string[][] = []
  const state = new Map<string, 'open' | 'over'>()
  const visit = (id: string, way: readonly string[]): void => {
    if (state.get(id) === 'over') return
    if (state.get(id) === 'open') {
      circles.push([...way.slice(way.indexOf(id)), id])
      return
    }
    state.set(id, 'open')
    for (const next of gives.get(id) ?? []) visit(next, [...way, id])
    state.set(id, 'over')
  }
  for (const { id } of programmes) visit(id, [])
  return circles
}
