// The door of the match: applicants, couples and programmes matched; any matching verified.
export { checkMarket } from './market.ts'
export { hashOf, matchMarket, type MatchOptions } from './matching.ts'
export { routeMatch } from './routes.ts'
export { verifyMatching } from './verify.ts'
