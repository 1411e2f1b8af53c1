// Reads the text format of hospital-residents with couples, and the matchings that belong to it.
import { type MarketFile, marketSchema } from '../src/rooms/match/schema.ts'

/** Lines `r id list`, `c id one two pairs`, `p id quota list`; a programme of -1 is none. */
export function readHrc(text: string): MarketFile {
  const applicants = new Map<string, string[]>()
  const couples: {
    id: string
    members: [string, string]
    list: [string | null, string | null][]
  }[] = []
  const programmes: { id: string; quota: number; list: string[] }[] = []
  const code = (word: string) => (word === '-1' ? null : `p${word}`)
  for (const line of text.split('\n')) {
    const [kind, id, ...words] = line.trim().split(/\s+/)
    if (kind === 'r')
      applicants.set(
        `r${id}`,
        words.map((word) => `p${word}`),
      )
    if (kind === 'p')
      programmes.push({
        id: `p${id}`,
        quota: Number(words[0]),
        list: words.slice(1).map((word) => `r${word}`),
      })
    if (kind === 'c') {
      const members: [string, string] = [`r${words[0]}`, `r${words[1]}`]
      for (const member of members) applicants.set(member, [])
      const list = Array.from(
        { length: (words.length - 2) / 2 },
        (_, nth): [string | null, string | null] => [
          code(words[2 + 2 * nth]!),
          code(words[3 + 2 * nth]!),
        ],
      )
      couples.push({ id: `c${id}`, members, list })
    }
  }
  const known = new Set(programmes.map(({ id }) => id))
  const market = {
    ...{ format: 'isocenter.match', version: 1, purpose: 'simulation', couples },
    // Some of the files rank programmes that nobody describes; nobody can get there.
    applicants: [...applicants].map(([id, list]) => ({
      id,
      list: list.filter((p) => known.has(p)),
    })),
    programmes: programmes.map((one) => ({
      ...one,
      list: one.list.filter((a) => applicants.has(a)),
    })),
  }
  return marketSchema.parse({
    ...market,
    couples: couples.map((one) => ({
      ...one,
      list: one.list
        .filter(([p, q]) => (p === null || known.has(p)) && (q === null || known.has(q)))
        .slice(0, 300),
    })),
  })
}

/** `m 1`, then `r id programme`; undefined where none was found. */
export function readHrcMatching(text: string): Map<string, string> | undefined {
  if (!/^m 1/m.test(text)) return undefined
  return new Map(
    [...text.matchAll(/^r (\d+) (-?\d+)/gm)]
      .filter(([, , p]) => p !== '-1')
      .map(([, a, p]) => [`r${a}`, `p${p}`]),
  )
}
