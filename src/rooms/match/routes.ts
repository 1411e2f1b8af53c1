// A match of the house over HTTP.
import { done, refused } from '../../kernel/finding.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { matchContract as contract } from './contract.ts'
import { readInternal } from './internal.ts'
import { matchMarket } from './matching.ts'
import { verifyMatching } from './verify.ts'

export function routeMatch(api: Api<Actor | undefined>): void {
  api.on(contract.internal, async ({ body }) => {
    const { market, findings } = readInternal(body)
    if (findings.length > 0) return refused(...findings.slice(0, 20))
    const result = matchMarket(market)
    const quotas = new Map(market.programmes.map(({ id, quota }) => [id, quota]))
    const { faults, blocks } = verifyMatching(market, { places: result.places, quotas })
    return done({ market, result, verdict: [...faults, ...blocks.map(({ says }) => says)] })
  })
}
