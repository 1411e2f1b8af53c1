// Somebody's days over HTTP: today, the year, calendar feeds.
import { done } from '../../kernel/finding.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Api } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { daysContract as contract } from './contract.ts'
import { viewPersonYear, viewToday } from './days.ts'
import { createFeed, listFeeds, listServices, revokeFeed } from './feeds.ts'
import { viewWatch } from './watch.ts'

export function routeDays(api: Api<Actor | undefined>, db: Database, clock: Clock): void {
  api.on(contract.today, ({ caller }) => viewToday(db, caller!, clock.now()))
  api.on(contract.watch, ({ caller }) => viewWatch(db, caller!, clock.now()))
  api.on(contract.personYear, ({ caller, params, query }) =>
    viewPersonYear(db, caller!, params.id, clock.now(), query),
  )
  api.on(contract.feeds, async ({ caller }) => done(await listFeeds(db, caller!)))
  api.on(contract.services, async ({ caller, params }) =>
    done(await listServices(db, caller!, params.id)),
  )
  api.on(contract.createFeed, ({ caller, body, context }) =>
    createFeed(db, caller!, body, new URL(context.req.url).origin, clock.now()),
  )
  api.on(contract.revokeFeed, ({ caller, params }) => revokeFeed(db, caller!, params.id))
}
