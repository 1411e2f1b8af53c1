// The same match a second way, without a thought of the first: for markets in which nobody is a pair.
import type { MarketFile, Place } from './schema.ts'

/**
 * By cut-offs: every programme takes whoever stands above its cut-off, every applicant goes to the
 * dearest programme that takes them. Where more come than there are places the cut-off is raised to
 * the last who fits, until none has to be raised: those are the lowest cut-offs that clear the
 * market, and with them every applicant has the best that any stable matching gives (Azevedo and
 * Leshno 2016). Slow, and written for being right.
 */
export function matchAgain(file: MarketFile, quotas: ReadonlyMap<string, number>): Place[] {
  const rankOf = new Map(
    file.applicants.map(({ id, list }) => [id, new Map(list.map((p, nth) => [p, nth]))]),
  )
  const programmes = new Map(
    file.programmes.map(({ id, list }) => [
      id,
      {
        quota: quotas.get(id)!,
        // Only those who would come at all.
        list: list.filter((a) => rankOf.get(a)?.has(id)),
      },
    ]),
  )
  const cut = new Map([...programmes].map(([id, { list }]) => [id, list.length]))
  const placeOf = new Map(
    [...programmes].map(([id, { list }]) => [id, new Map(list.map((a, nth) => [a, nth]))]),
  )
  for (;;) {
    const demand = new Map<string, string[]>()
    for (const { id, list } of file.applicants) {
      const best = list.find((p) => {
        const nth = placeOf.get(p)?.get(id)
        return nth !== undefined && nth < cut.get(p)!
      })
      if (best !== undefined) demand.set(best, [...(demand.get(best) ?? []), id])
    }
    let isOver = false
    for (const [p, wanting] of demand) {
      const { quota } = programmes.get(p)!
      if (wanting.length <= quota) continue
      isOver = true
      const ranks = wanting.map((a) => placeOf.get(p)!.get(a)!).sort((a, b) => a - b)
      cut.set(p, quota === 0 ? 0 : ranks[quota - 1]! + 1)
    }
    if (!isOver)
      return [...demand].flatMap(([programme, wanting]) =>
        wanting.map((applicant) => ({
          ...{ applicant, programme },
          rank: rankOf.get(applicant)!.get(programme)! + 1,
        })),
      )
  }
}
