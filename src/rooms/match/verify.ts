// Is a matching allowed, and does nobody have a reason to leave it? Reads names, knows no engine.
import type { Block, MarketFile, Place } from './schema.ts'

export type Matching = { places: readonly Place[]; quotas: ReadonlyMap<string, number> }

/** `faults`: it is no matching at all. `blocks`: who would rather have each other; empty = stable. */
export type Verdict = { faults: string[]; blocks: Block[] }

/**
 * Stability as it is written down: nobody has what they or the programme did not rank; no programme
 * has more than its quota; no applicant and programme, and no couple and two programmes, would all
 * rather have each other (for a couple both places at once; two places of one programme too).
 */
export function verifyMatching(file: MarketFile, { places, quotas }: Matching): Verdict {
  const faults: string[] = []
  const applicants = new Map(file.applicants.map((one) => [one.id, one]))
  const programmes = new Map(file.programmes.map((one) => [one.id, one]))
  const rankAt = new Map(
    file.programmes.map(({ id, list }) => [id, new Map(list.map((a, nth) => [a, nth]))]),
  )
  const held = new Map<string, string[]>()
  const of = new Map<string, string[]>()
  for (const { applicant, programme, rank } of places) {
    if (!applicants.has(applicant) || !programmes.has(programme))
      faults.push(`${applicant} at ${programme}: not in this market.`)
    else if (!rankAt.get(programme)!.has(applicant))
      faults.push(`${programme} has not ranked ${applicant}.`)
    of.set(applicant, [...(of.get(applicant) ?? []), programme])
    held.set(programme, [...(held.get(programme) ?? []), applicant])
    if (rank < 1) faults.push(`${applicant} at ${programme}: the rank ${rank} is none.`)
  }
  for (const [programme, there] of held)
    if (there.length > (quotas.get(programme) ?? 0))
      faults.push(`${programme} has ${there.length} for ${quotas.get(programme) ?? 0} places.`)
  const worst = new Map(
    [...held].map(([programme, there]) => [
      programme,
      there.map((a) => rankAt.get(programme)?.get(a) ?? Infinity).sort((a, b) => a - b),
    ]),
  )
  /**
   * Would the programme take these besides, when those of `leaving` go? A place that stays `kept` for
   * somebody is no room: in a couple the one does not move into what the other leaves.
   */
  const takes = (
    programme: string,
    wanting: readonly string[],
    leaving: readonly string[],
    kept = 0,
  ) => {
    const ranks = wanting.map((a) => rankAt.get(programme)?.get(a))
    if (ranks.some((rank) => rank === undefined)) return false
    const gone = leaving.filter((a) => of.get(a)?.includes(programme))
    const goneRanks = new Set(gone.map((a) => rankAt.get(programme)!.get(a)!))
    const there = (worst.get(programme) ?? []).filter((rank) => !goneRanks.has(rank))
    const last = Math.max(...(ranks as number[]))
    // All of them are among the best so many.
    const better = there.filter((rank) => rank < last).length
    return better + wanting.length + kept <= (quotas.get(programme) ?? 0)
  }
  const blocks: Block[] = []
  const inCouple = new Set(file.couples.flatMap(({ members }) => members))
  for (const { id, list, supplemental } of file.applicants) {
    if (inCouple.has(id)) continue
    const mine = of.get(id) ?? []
    const wishes = list.flatMap((p): (string | null)[][] => [
      ...(supplemental.find(({ after }) => after === p)?.list ?? []).map((q) => [p, q]),
      [p],
    ])
    const now = wishes.findIndex(
      (one) => one.length === mine.length && one.every((p) => mine.includes(p!)),
    )
    if (mine.length > 0 && now < 0) faults.push(`${id} has not ranked ${mine.join(' with ')}.`)
    for (const wish of wishes.slice(0, now < 0 ? undefined : now))
      if (wish.every((p) => takes(p!, [id], [id]))) {
        blocks.push(sayBlock([id], wish))
        break
      }
  }
  for (const { members, list } of file.couples) {
    const mine = members.map((member) => of.get(member) ?? [])
    const now = list.findIndex((pair) =>
      pair.every((p, nth) => (p === null ? mine[nth]!.length === 0 : mine[nth]!.join() === p)),
    )
    if (now < 0 && mine.some((one) => one.length > 0))
      faults.push(
        `${members.join(' and ')} have not ranked ${mine.map((one) => one.join() || 'nothing').join(' with ')}.`,
      )
    for (const pair of list.slice(0, now < 0 ? undefined : now)) {
      const [p, q] = pair
      const both =
        p !== null && p === q
          ? takes(p, members, members)
          : pair.every(
              (one, nth) =>
                one === null ||
                takes(one, [members[nth]!], members, Number(mine[1 - nth]!.includes(one))),
            )
      if (!both || (p === null && q === null)) continue
      blocks.push(sayBlock(members, pair))
      break
    }
  }
  for (const { id, fills } of file.programmes) {
    const count = held.get(id)?.length ?? 0
    if (fills !== 'any' && count > 0 && count % 2 !== (fills === 'odd' ? 1 : 0))
      faults.push(`${id} fills ${count} places, and asks for an ${fills} number.`)
  }
  return { faults, blocks }
}

function sayBlock(who: readonly string[], programmes: readonly (string | null)[]): Block {
  const name = who.join(' and ')
  const what = programmes.map((p) => p ?? 'nothing').join(' with ')
  return {
    ...{ who: [...who], programmes: [...programmes] },
    says: `${name} would rather have ${what}, and would be taken there.`,
  }
}
