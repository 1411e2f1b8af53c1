// Everything about a season of applying over HTTP.
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Api } from '../platform/http.ts'
import type { Actor } from '../rooms/people/schema.ts'
import { routeInterviews } from '../rooms/interviews/index.ts'
import { routeMatch } from '../rooms/match/index.ts'
import { routeRanking } from '../rooms/ranking/index.ts'
import { routeReview } from '../rooms/review/index.ts'

export function routeRecruiting(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  routeReview(api, db, clock)
  routeMatch(api)
  routeInterviews(api, db, clock)
  routeRanking(api, db, clock)
}

export { forgetRecords } from '../rooms/ranking/index.ts'
