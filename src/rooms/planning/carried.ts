// Who carries how much of a burden? Pure, for pages and tests.
import type { Load } from './rule.ts'
import type { Roster, World } from './world.ts'

/** What somebody carries of a burden; `load` = `raw` in proportion to presence, plus `past`. */
export type Carried = { p: number; raw: number; past: number; load: number; share: number }

/** Everybody of whom it is asked, the most burdened first. */
export function carriedOf(world: World, roster: Roster, load: Load): Carried[] {
  return world.problem.people
    .flatMap((_, p): Carried[] => {
      if (!load.isAsked(p)) return []
      const share = load.share(p)
      let raw = 0
      for (let t = 0; t < world.periodCount; t++) {
        const w = roster[world.cell(p, t)]!
        if (w >= 0 && load.works.includes(w)) raw += load.weight(p, t, w)
      }
      const past = load.past[p]!
      return [{ p, raw, past, share, load: raw / share + past }]
    })
    .sort((one, other) => other.load - one.load)
}
