// The door of allocation: allot electives, say what is promised, prove it, compare, trade.
export { allocate, countFigures } from './allocate.ts'
export { findBound } from './bound.ts'
export { checkMarket, checkRoom } from './check-market.ts'
export { checkWish, checkWishes } from './check-wish.ts'
export {
  compare,
  compareAllocations,
  type ComparisonRow,
  type Difference,
  satisfactions,
} from './compare.ts'
export type { Counterexample } from './counterexamples.ts'
export { lotteryNumber } from './lottery.ts'
export { Market } from './market.ts'
export { type PropertyClaim, propertiesOf } from './properties.ts'
export { estimateMarket, type MarketEstimate } from './size.ts'
export { applyTrade, findTrades, type Trade, type TradeOptions, type TradeStep } from './trades.ts'
export { verifyAllocation, type Verdict } from './verify.ts'
export { checkTrade } from './verify/trade.ts'
