// Opens the rooms and serves them; nothing else.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { finding } from '../kernel/finding.ts'
import { type Clock, systemClock } from '../platform/clock.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import { type Declared, makeApi } from '../platform/http.ts'
import { addJob, startJobs } from '../platform/jobs.ts'
import { openLive } from '../platform/live.ts'
import { makePace, type Pace } from '../platform/pace.ts'
import { OUTBOX } from '../platform/outbox.ts'
import type { Reach } from '../platform/outgoing.ts'
import { readOrigin } from '../platform/origin.ts'
import { readTrust } from '../platform/proxy.ts'
import { sweepReplays } from '../platform/replay.ts'
import { appVersion, rootFolder } from '../platform/root.ts'
import {
  addressOf,
  askDns,
  type ResolveTxt,
  routeAccounts,
  routeSignOn,
  sweepSessions,
} from '../rooms/accounts/index.ts'
import { routeAudit } from '../rooms/audit/index.ts'
import { routeCatalogue } from '../rooms/catalogue/index.ts'
import {
  deliverMail,
  MAIL,
  openPostman,
  openPusher,
  type Postman,
  type Pusher,
  routeMail,
} from '../rooms/mail/index.ts'
import { routePeople } from '../rooms/people/routes.ts'
import { findTenants } from '../rooms/people/index.ts'
import type { Actor } from '../rooms/people/schema.ts'
import { routeProgrammes } from '../rooms/programme/routes.ts'
import { remindIdle, routeElectives } from '../rooms/electives/index.ts'
import { routeDays, sendReminders } from '../rooms/days/index.ts'
import { deliverHooks, routeHooks } from '../rooms/hooks/index.ts'
import { routeFounding } from '../rooms/founding/index.ts'
import { routeOffsite, sendAlarms } from '../rooms/offsite/index.ts'
import { routeStudyPlans } from '../rooms/studyplans/index.ts'
import { routeHours } from '../rooms/hours/index.ts'
import { routeProgress } from '../rooms/progress/index.ts'
import { remindRecruitment, routeRecruitment } from '../rooms/recruitment/index.ts'
import { routeRota, runSolve, sweepSolves } from '../rooms/rota/index.ts'
import { routeBoard } from '../rooms/board/index.ts'
import { CONFERENCES, keepConferences, routeConferences } from '../rooms/conferences/index.ts'
import { routeWorktime } from '../rooms/worktime/index.ts'
import { routeLeave } from '../rooms/leave/index.ts'
import {
  type CallJob,
  type CallYearJob,
  foreseeDraft,
  routeCall,
  runCallPlan,
  runCallYear,
} from '../rooms/call/index.ts'
import { routeSwaps } from '../rooms/swaps/index.ts'
import { routeSheets } from '../rooms/sheets/index.ts'
import { encryptSecrets, type Keeping, routeUpkeep, upkeepTasks } from '../rooms/upkeep/index.ts'
import { serveClient } from './client-files.ts'
import { engineCommand, warmEngine } from './engine.ts'
import { routeFeeds } from './feed-addresses.ts'
import { identify, makeGuard } from './guard.ts'
import { keepSeasons, routeRecruiting } from './recruiting.ts'
import { harden } from './hardening.ts'
import { addHealth } from './health.ts'
import { describeApi } from './openapi.ts'
import { listen } from './listening.ts'
import { makeTraffic, type Traffic } from './traffic.ts'

/** Where backups go and what they are made of; nowhere, when nobody says so. */
export type KeepingAt = Pick<Keeping, 'program' | 'migrations' | 'folder' | 'recipient'>
const NOT_KEPT: KeepingAt = {
  ...{ program: appVersion, migrations: [], folder: undefined, recipient: undefined },
}

export type Running = { port: number; close: () => Promise<void> }

/** `also`: answers people and does the work in the background; `none`: only answers; `only`: only works. */
export type Work = 'also' | 'none' | 'only'

/** How long a stopping process goes on with what it has begun. */
const DRAIN_MS = 10_000
const trust = readTrust(process.env['ISOCENTER_TRUST_PROXY'])
/**
 * A proxy in front asks `/readyz` each five seconds (deploy/Caddyfile). Until it has heard the no, it
 * sends people here, so a stopping process answers them; without a proxy nobody would be told.
 */
const LINGER_MS = trust > 0 ? 6_000 : 0
const TIMES = [
  '* * * * * hooks',
  '* * * * * mail',
  '17 * * * * sweep',
  '41 10 * * * alarms',
  '7 * * * * reminders',
  '*/10 * * * * conferences',
  '23 5 * * * conferences-ahead',
]
const reach: Reach = process.env['ISOCENTER_HOOKS'] === 'any' ? 'any' : 'public'

/** Serves on an open, migrated database. `alone`: no other process works on it. */
export async function openServer(options: {
  databaseUrl: string
  port: number
  host: string
  alone: boolean
  work?: Work
  clock?: Clock
  keeping?: KeepingAt
}): Promise<Running> {
  const clock = options.clock ?? systemClock
  const db = openDatabase(options.databaseUrl)
  const live = await openLive(db.pool)
  const postman: Postman = openPostman(
    process.env['ISOCENTER_SMTP'],
    process.env['ISOCENTER_MAIL_FROM'],
    readOrigin(),
  )
  const pusher = await openPusher(db, process.env['ISOCENTER_PUSH_KEY'], contactOf(readOrigin()))
  const engine = {
    workerUrl: entryOf('solve'),
    command: engineCommand(process.env['ISOCENTER_ENGINE']),
  }
  const { work = 'also' } = options
  const coolEngine = work === 'none' ? undefined : warmEngine(engine.workerUrl)
  const keeping = { db, clock, databaseUrl: options.databaseUrl, ...(options.keeping ?? NOT_KEPT) }
  const upkeep = upkeepTasks(keeping)
  const tasks: Parameters<typeof startJobs>[1] =
    work === 'none'
      ? {}
      : {
          solve: (payload, signal) =>
            runSolve(db, live, engine, payload as { tenant: string; solve: string }, signal),
          call: (payload, signal) =>
            runCallPlan(db, live, engine.workerUrl, payload as CallJob, signal),
          'call-year': (payload, signal) => {
            const job = payload as CallYearJob
            return runCallYear({ db, live, workerUrl: engine.workerUrl, job, stop: signal })
          },
          hooks: async (_, signal) => {
            await deliverHooks(db, clock, reach, signal)
          },
          mail: async (_, signal) => {
            await deliverMail(db, clock, { postman, pusher }, signal)
          },
          alarms: async (_, signal) => {
            await sendAlarms(db, clock, signal)
            await remindIdle(db, clock, signal)
            await remindRecruitment(db, clock, signal)
            await keepSeasons(db, clock, signal)
          },
          reminders: (_, signal) => sendReminders(db, clock, signal),
          conferences: (_, signal) => keepConferences(db, clock, signal),
          'conferences-ahead': (_, signal) => keepConferences(db, clock, signal, true),
          secrets: async (_, signal) => {
            await encryptSecrets(db, signal)
          },
          sweep: async () => {
            await sweepSessions(db)
            await sweepReplays(
              db,
              (await findTenants(db)).map(({ id }) => id),
            )
          },
          ...upkeep.tasks,
        }
  // At once when something is written down, and each minute what is due again or was missed.
  const crontab = work === 'none' ? '' : [...TIMES, ...upkeep.times].join('\n')
  const jobs = await startJobs(db.pool, tasks, { alone: options.alone, crontab })
  live.listen(OUTBOX, () => void addJob(db.pool, 'hooks', {}, 'hooks').catch(() => {}))
  live.listen(CONFERENCES, () => void addJob(db.pool, CONFERENCES, {}, CONFERENCES).catch(() => {}))
  live.listen(MAIL, () => void addJob(db.pool, 'mail', {}, 'mail').catch(() => {}))
  // What lies open, or under an older key; a job, so that it goes on after a death in the middle.
  if (work !== 'none') await addJob(db.pool, 'secrets', {}, 'secrets')
  await sweepSolves(db)
  const traffic = makeTraffic(trust)
  const app =
    work === 'only'
      ? makeWorkerApp(keeping, traffic)
      : makeApp(db, live, clock, { sendsMail: postman !== null, pusher, keeping, traffic })
  const server = await listen(app, { ...options, trust })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: async () => {
      traffic.retire()
      await new Promise((next) => setTimeout(next, LINGER_MS))
      // No new requests first, those begun are answered; then the work in the background; the
      // database last. Streams of live news have no end of their own: they are cut off.
      const closed = new Promise((settle) => server.close(settle))
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      await traffic.drain(DRAIN_MS)
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
      await jobs.stop()
      await coolEngine?.()
      postman?.close()
      await live.close()
      await db.close()
    },
  }
}

/** Where the keepers of a push service find ours; where nothing was set, nobody is found. */
function contactOf(origin: URL | undefined): string {
  return origin?.protocol === 'https:' ? origin.href : 'mailto:nobody@isocenter.invalid'
}

/** What a process that only works says to whoever asks whether it lives. */
function makeWorkerApp(keeping: Keeping, traffic: Traffic): Hono {
  const app = new Hono()
  traffic.watch(app)
  addHealth(app, { ...keeping, traffic })
  app.all('*', (context) => context.text('This process only works in the background.', 404))
  return app
}

/** The built entry of a thread: of solves, of spreadsheets, of electives. */
const entryOf = (name: string) =>
  new URL(`file://${join(rootFolder, 'build', 'server', `${name}-worker.js`)}`)
const ifBuilt = (entry: URL) => (existsSync(entry) ? entry : undefined)

export type AppOptions = {
  /** Letters go out. */
  sendsMail?: boolean
  /** Notes go to devices. */
  pusher?: Pusher
  within?: Reach
  /** For those who try every route as fast as they can; everybody else keeps to the usual one. */
  pace?: Pace
  /** What stands in the DNS; the real one unless a test says otherwise. */
  resolve?: ResolveTxt
  keeping?: Keeping
  traffic?: Traffic
  /** Filled with every route, for those who try them all. */
  declared?: Declared[]
}

export function makeApp(
  db: Database,
  live: Awaited<ReturnType<typeof openLive>>,
  clock: Clock,
  options: AppOptions = {},
): Hono {
  const { sendsMail = false, pusher = null, within = reach, traffic } = options
  const keeping = options.keeping ?? { db, clock, databaseUrl: '', ...NOT_KEPT }
  const pacing = { pace: options.pace ?? makePace(), addressOf }
  const api = makeApi<Actor | undefined>(db, makeGuard(db, clock), identify, pacing)
  routePeople(api, db)
  routeMail(api, db, clock, { isSent: sendsMail, pusher })
  routeAccounts(api, db, clock, { reach: within, resolve: options.resolve ?? askDns })
  routeSignOn(api, db, clock, within)
  routeAudit(api, db)
  routeProgrammes(api, db)
  routeCatalogue(api, db, clock)
  routeHours(api, db, clock)
  routeRota(api, db, live, clock, { workerUrl: entryOf('solve'), foresee: foreseeDraft })
  const bookWorker = ifBuilt(entryOf('book'))
  routeSheets(api, db, clock, bookWorker)
  routeFounding(api, db, clock, bookWorker)
  routeLeave(api, db, clock)
  routeCall(api, db, live, clock)
  routeSwaps(api, db, clock)
  routeBoard(api, db, clock)
  routeConferences(api, db, clock)
  routeWorktime(api, db, clock)
  routeElectives(api, db, clock, ifBuilt(entryOf('allocation')))
  routeOffsite(api, db, clock)
  routeStudyPlans(api, db, clock)
  routeProgress(api, db, clock)
  routeDays(api, db, clock)
  routeRecruiting(api, db, clock)
  routeHooks(api, db, within)
  routeUpkeep(api, keeping)
  routeRecruitment(api, db, clock, { isSent: sendsMail, reader: ifBuilt(entryOf('document')) })
  options.declared?.push(...api.declared)
  const app = new Hono()
  traffic?.watch(app)
  harden(app)
  addHealth(app, { ...keeping, ...(traffic ? { traffic } : {}) })
  routeFeeds(app, db, clock)
  let document: object | undefined
  app.get('/api/openapi.json', (context) =>
    context.json((document ??= describeApi(api.declared, appVersion))),
  )
  app.route('/api', api.app)
  app.all('/api/*', (context) => {
    const says = `There is nothing at ${context.req.path}.`
    return context.json({ findings: [finding('http.missing', says)] }, 404)
  })
  serveClient(app)
  return app
}
