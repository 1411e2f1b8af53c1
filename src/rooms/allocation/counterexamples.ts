// Smallest markets known in which a property fails; found by search, shrunk, held by a test.
import known from './counterexamples.json'
import { type MarketData, marketSchema, type Mechanism, type Property } from './schema.ts'

/** A market in which the property fails with this seed, and what happens there. */
export type Counterexample = { market: MarketData; seed: string; says: string }

/** `unit`: one place each, in slots; `many`: every other market. */
export type ShapeName = 'unit' | 'many'

/** The seed of all of them. */
const SEED = '2027'

export function findCounterexample(
  mechanism: Mechanism,
  property: Property,
  shape: ShapeName,
): Counterexample | undefined {
  const found = known.find(
    (each) => each.mechanism === mechanism && each.property === property && each.shape === shape,
  )
  return found && { market: marketSchema.parse(found.market), seed: SEED, says: found.says }
}
