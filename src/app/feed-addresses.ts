// Calendars and lists at addresses that other programs read, without anybody signing in.
import type { Hono } from 'hono'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { readPublicBoard } from '../rooms/board/index.ts'
import { readAmionReport, readFeed, readFeedTable } from '../rooms/days/index.ts'
import { nonceOf } from './hardening.ts'

const FEED_HEADERS = { 'cache-control': 'private, max-age=300' }

/** Addresses that other programs read; the token in them is the right to. */
export function routeFeeds(app: Hono, db: Database, clock: Clock): void {
  app.get('/feeds/:file', async (context) => {
    const [, token, kind] = /^(.*?)(?:\.(ics|csv))?$/.exec(context.req.param('file'))!
    const read = kind === 'csv' ? readFeedTable : readFeed
    const text = await read(db, token!, clock.now())
    if (text === undefined) return context.text('This calendar address is not valid.', 404)
    const type = kind === 'csv' ? 'text/csv' : 'text/calendar'
    return context.body(text, 200, { 'content-type': `${type}; charset=utf-8`, ...FEED_HEADERS })
  })
  // Readers of that system look at the text, not at the status, and expect Latin-1.
  app.get('/amion', async (context) => {
    const text = await readAmionReport(db, context.req.query(), clock.now())
    const says =
      text === undefined ? 'NOFI=No file' : text === 'unknown' ? 'NORP=No such report' : text
    const headers = { 'content-type': 'text/plain; charset=iso-8859-1', ...FEED_HEADERS }
    return context.body(new Uint8Array(Buffer.from(says, 'latin1')), 200, headers)
  })
  // On the walls of the house: who is on now and next, for whoever has the address.
  app.get('/now/:token', async (context) => {
    const nonce = nonceOf(context)
    const page = await readPublicBoard(db, context.req.param('token'), clock.now(), nonce)
    if (page === undefined) return context.text('This address is not valid any more.', 404)
    return context.html(page, 200, { 'cache-control': 'private, no-store' })
  })
}
