// Small markets written down: `market({ room: { a: 1 }, wishes: { p1: 'a b' } })`.
import { type MarketData, type MarketInput, marketSchema } from './schema.ts'

export type Sketch = Partial<Omit<MarketInput, 'format' | 'version' | 'people'>> & {
  /** Capacity of a pool of each name, with one offer of one period of the same name. */
  room?: Record<string, number | number[]>
  /** Lists, the dearest first: `a`, or `a@t2` begun in t2, `a@t1,t2` in any of these. */
  wishes?: Record<string, string>
  /** What is to be added to a person. */
  about?: Record<string, Partial<MarketInput['people'][number]>>
}

export function market({ room = {}, wishes = {}, about = {}, ...more }: Sketch): MarketData {
  return marketSchema.parse({
    format: 'isocenter.market',
    version: 1,
    periods: [{ id: 't1' }],
    ...more,
    pools: [
      ...Object.entries(room).map(([id, capacity]) => ({ id, capacity })),
      ...(more.pools ?? []),
    ],
    offers: [...Object.keys(room).map((id) => ({ id, pool: id })), ...(more.offers ?? [])],
    people: Object.entries(wishes).map(([id, list]) => ({
      id,
      wishes: list
        .split(' ')
        .filter((word) => word !== '')
        .map((word) => {
          const [offer, starts] = word.split('@')
          return { offer: offer!, ...(starts ? { starts: starts.split(',') } : {}) }
        }),
      ...about[id],
    })),
  })
}
