// The entry of a thread of the browser that draws seasons, a few hundred at a time.
import {
  addTallies,
  addUp,
  drawSeasons,
  type SeasonModel,
  type Tally,
  weigh,
} from '../../match/seasons.ts'

export type Drawn = { found: ReturnType<typeof addUp>; of: number }
const AT_ONCE = 500

addEventListener('message', ({ data }: MessageEvent<{ model: SeasonModel; seasons: number }>) => {
  const { model, seasons } = data
  const weights = weigh(model, 1)
  let tally: Tally | undefined
  for (let drawn = 0; drawn < seasons; drawn += AT_ONCE) {
    const part = drawSeasons(model, weights, Math.min(AT_ONCE, seasons - drawn), 1 + drawn)
    tally = tally ? addTallies(tally, part) : part
    postMessage({ found: addUp(tally), of: seasons } satisfies Drawn)
  }
})
