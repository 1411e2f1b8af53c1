// Everything about a season of applying over HTTP.
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Api } from '../platform/http.ts'
import type { Actor } from '../rooms/people/schema.ts'
import { handOverMissed, routeInterviews } from '../rooms/interviews/index.ts'
import { routeMatch } from '../rooms/match/index.ts'
import { forgetRecords, routeRanking } from '../rooms/ranking/index.ts'
import { routeReview } from '../rooms/review/index.ts'

export function routeRecruiting(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  routeReview(api, db, clock)
  routeMatch(api)
  routeInterviews(api, db, clock)
  routeRanking(api, db, clock)
}

/** Each day: seats that nobody handed over, and records whose time has come. */
export async function keepSeasons(db: Database, clock: Clock, signal: AbortSignal): Promise<void> {
  await handOverMissed(db, clock.now())
  await forgetRecords(db, signal)
}
