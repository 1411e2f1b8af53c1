// Seasons drawn in several threads at once, a share for each.
import { inThread } from '../platform/thread.ts'
import {
  addTallies,
  addUp,
  drawSeasons,
  type FillDepth,
  type SeasonModel,
  type Tally,
  weigh,
} from '../rooms/match/seasons.ts'
import type { SeasonShare } from './season-worker.ts'

const LIMITS = { seconds: 600, megabytes: 512 }

/**
 * `entry`: the built thread; without it everything is drawn here. The answer depends on the number of
 * threads, because each has a seed of its own.
 */
export async function simulateInThreads(
  model: SeasonModel,
  seasons: number,
  { seed, threads, entry }: { seed: number; threads: number; entry?: URL },
): Promise<FillDepth> {
  const weights = weigh(model, seed)
  const shares = Array.from({ length: Math.min(threads, seasons) }, (_, nth): SeasonShare => ({
    ...{ model, weights, seed: seed + 1_000_003 * nth },
    seasons: Math.floor((seasons + nth) / Math.min(threads, seasons)),
  }))
  const tallies = await Promise.all(
    shares.map(async (share): Promise<Tally> => {
      if (!entry) return drawSeasons(model, weights, share.seasons, share.seed)
      const done = await inThread<Tally>(entry, share, LIMITS)
      if (!done.ok) throw new Error(`seasons were not drawn: ${done.why}`)
      return done.value
    }),
  )
  return addUp(tallies.reduce(addTallies))
}
