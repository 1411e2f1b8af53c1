// Small markets as a child would draw them, and every matching that one of them allows.
import fc from 'fast-check'
import { type MarketFile, marketSchema, type Place } from './schema.ts'

/** Up to four singles, so many couples at most, three programmes. */
export function anyMarket({ couples }: { couples: number }): fc.Arbitrary<MarketFile> {
  const programmes = ['p', 'q', 'r']
  const listOf = (ids: readonly string[]) => fc.shuffledSubarray([...ids])
  return fc
    .record({
      singles: fc.integer({ min: 1, max: 4 }),
      pairs: fc.integer({ min: couples && 1, max: couples }),
    })
    .chain(({ singles, pairs }) => {
      const alone = Array.from({ length: singles }, (_, nth) => `s${nth}`)
      const both = Array.from({ length: pairs }, (_, nth): [string, string] => [
        `a${nth}`,
        `b${nth}`,
      ])
      const everybody = [...alone, ...both.flat()]
      const all = [...programmes, null].flatMap((p) =>
        [...programmes, null].map((q): [string | null, string | null] => [p, q]),
      )
      const possible = all.filter(([p, q]) => p !== null || q !== null)
      return fc
        .record({
          lists: fc.tuple(...alone.map(() => listOf(programmes))),
          pairs: fc.tuple(...both.map(() => fc.shuffledSubarray(possible, { maxLength: 4 }))),
          taken: fc.tuple(...programmes.map(() => listOf(everybody))),
          quotas: fc.tuple(...programmes.map(() => fc.integer({ min: 0, max: 2 }))),
        })
        .map(({ lists, pairs: wishes, taken, quotas }) =>
          marketSchema.parse({
            ...{ format: 'isocenter.match', version: 1, purpose: 'simulation' },
            applicants: [
              ...alone.map((id, nth) => ({ id, list: lists[nth] })),
              ...both.flat().map((id) => ({ id })),
            ],
            couples: both.map((members, nth) => ({ id: `c${nth}`, members, list: wishes[nth] })),
            programmes: programmes.map((id, nth) => ({ id, quota: quotas[nth], list: taken[nth] })),
          }),
        )
    })
}

/** Every way to give each agent one entry of its list or nothing, within the quotas. */
export function everyMatching(file: MarketFile): Place[][] {
  const inCouple = new Set(file.couples.flatMap(({ members }) => members))
  const agents: Place[][][] = [
    ...file.applicants
      .filter(({ id }) => !inCouple.has(id))
      .map(({ id, list }) => [
        [],
        ...list.map((programme, nth): Place[] => [{ applicant: id, programme, rank: nth + 1 }]),
      ]),
    ...file.couples.map(({ members, list }) => [
      [],
      ...list.map((pair, nth) =>
        pair.flatMap((programme, side): Place[] =>
          programme === null ? [] : [{ applicant: members[side]!, programme, rank: nth + 1 }],
        ),
      ),
    ]),
  ]
  const left = new Map(file.programmes.map(({ id, quota }) => [id, quota]))
  const found: Place[][] = []
  const go = (nth: number, so: readonly Place[]): void => {
    if (nth === agents.length) {
      found.push([...so])
      return
    }
    for (const choice of agents[nth]!) {
      for (const { programme } of choice) left.set(programme, left.get(programme)! - 1)
      if (choice.every(({ programme }) => left.get(programme)! >= 0))
        go(nth + 1, [...so, ...choice])
      for (const { programme } of choice) left.set(programme, left.get(programme)! + 1)
    }
  }
  go(0, [])
  return found
}
