// Does this process live, can it work, and how does it do? For whoever runs it, not for people.
import { timingSafeEqual } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { Gauge } from 'prom-client'
import type { Database } from '../platform/database.ts'
import type { Migration } from '../platform/migrate.ts'
import { isLoopback } from '../platform/proxy.ts'
import { appName, appVersion } from '../platform/root.ts'
import { compareSteps, findLastBackup } from '../rooms/upkeep/index.ts'
import { socketOf, type Traffic } from './traffic.ts'

export type Health = { db: Database; migrations: Migration[]; traffic?: Traffic }

export function addHealth(app: Hono, health: Health): void {
  // Says nothing of the database: a server that waits for its database must not be killed for it.
  app.get('/healthz', (context) => context.json({ name: appName, version: appVersion }))
  app.get('/readyz', async (context) => {
    const lacks = await findLack(health)
    return lacks
      ? context.json({ ready: false, says: lacks }, 503, { 'retry-after': '5' })
      : context.json({ ready: true })
  })
  const { traffic, db } = health
  if (!traffic) return
  measure(traffic, db)
  app.get('/metrics', async (context) => {
    if (!mayMeasure(context, process.env['ISOCENTER_METRICS_TOKEN']))
      return context.text(
        'Ask from this machine, or with the token of ISOCENTER_METRICS_TOKEN.',
        403,
      )
    const { registry } = traffic
    return context.text(await registry.metrics(), 200, { 'content-type': registry.contentType })
  })
}

/** Why no request should come here, or undefined. */
async function findLack({ db, migrations, traffic }: Health): Promise<string | undefined> {
  if (traffic?.isDraining()) return 'This process is about to stop.'
  try {
    const applied = await within(
      2_000,
      db.pool.query<{ name: string; hash: string }>('select name, hash from migration'),
    )
    const { missing, newer, edited } = compareSteps(applied.rows, migrations)
    if (missing.length + newer.length + edited.length > 0 && migrations.length > 0)
      return 'The tables of the database are not those of this version.'
    return undefined
  } catch {
    return 'The database cannot be reached.'
  }
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, fail) => setTimeout(() => fail(new Error('too slow')), ms).unref()),
  ])
}

/** From this machine and not through a proxy, or with the token. */
export function mayMeasure(context: Context, token: string | undefined): boolean {
  if (token) {
    const [given, wanted] = [context.req.header('authorization') ?? '', `Bearer ${token}`].map(
      (text) => Buffer.from(text),
    )
    if (given!.length === wanted!.length && timingSafeEqual(given!, wanted!)) return true
  }
  const isForwarded = context.req.header('x-forwarded-for') !== undefined
  return !isForwarded && isLoopback(socketOf(context))
}

function measure({ registry }: Traffic, db: Database): void {
  const registers = [registry]
  new Gauge({
    name: 'isocenter_database_connections',
    help: 'Connections of this process to the database',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'open' }, db.pool.totalCount)
      this.set({ state: 'idle' }, db.pool.idleCount)
      this.set({ state: 'wanted' }, db.pool.waitingCount)
    },
  })
  new Gauge({
    name: 'isocenter_backup_age_seconds',
    help: 'Age of the last backup; absent when there is none',
    registers,
    async collect() {
      const last = await findLastBackup(db).catch(() => undefined)
      this.reset()
      if (last) this.set((Date.now() - Date.parse(last)) / 1_000)
    },
  })
  new Gauge({
    name: 'isocenter_jobs',
    help: 'Jobs in the queue by state',
    labelNames: ['state'],
    registers,
    async collect() {
      const found = await db.pool
        .query<{ waiting: number; failing: number }>(
          `select count(*)::int as waiting, count(last_error)::int as failing from graphile_worker.jobs`,
        )
        .catch(() => undefined)
      if (!found) return
      this.set({ state: 'waiting' }, found.rows[0]!.waiting)
      this.set({ state: 'failing' }, found.rows[0]!.failing)
    },
  })
}
