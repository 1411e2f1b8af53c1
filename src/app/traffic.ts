// What passes through this process: each request measured, written down without secrets, drained at the end.
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, Hono } from 'hono'
import { matchedRoutes } from 'hono/route'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { logQuietly } from '../platform/log.ts'
import { callerOf } from '../platform/proxy.ts'

export type Traffic = {
  /** Every request of the app is seen by this; to be called before any route is added. */
  watch: (app: Hono) => void
  registry: Registry
  isDraining: () => boolean
  /** Begins to drain: `/readyz` says no from now on, and each connection ends with its next answer. */
  retire: () => void
  /** Waits until the requests that are being answered have been, or the time is over. */
  drain: (limitMs: number) => Promise<boolean>
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function makeTraffic(trust: number): Traffic {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const took = new Histogram({
    name: 'isocenter_http_request_seconds',
    help: 'Time until a request was answered, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  })
  let answering = 0
  let draining = false
  new Gauge({
    name: 'isocenter_http_requests_open',
    help: 'Requests that are being answered',
    registers: [registry],
    collect() {
      this.set(answering)
    },
  })
  return {
    registry,
    isDraining: () => draining,
    watch: (app) =>
      app.use('*', async (context, next) => {
        const began = performance.now()
        const request = crypto.randomUUID()
        context.set('request' as never, request as never)
        answering++
        try {
          await next()
        } finally {
          answering--
        }
        context.res.headers.set('x-request-id', request)
        // A proxy would send the next request into a connection that is about to be closed.
        if (draining) context.res.headers.set('connection', 'close')
        const seconds = (performance.now() - began) / 1_000
        const { method } = context.req
        const { status } = context.res
        const route = routeOf(context)
        took.observe({ method, route, status }, seconds)
        // A process that is asked every few seconds whether it lives says nothing of it.
        if (route === '/healthz' || route === '/readyz' || route === '/metrics') return
        const ms = Math.round(seconds * 10_000) / 10
        const from = callerOf(socketOf(context), context.req.header('x-forwarded-for'), trust)
        const facts = { request, method, route, status, ms, from }
        logQuietly(status >= 500 ? 'error' : 'info', 'request', facts)
      }),
    retire: () => {
      draining = true
    },
    drain: async (limitMs) => {
      draining = true
      const until = performance.now() + limitMs
      while (answering > 0 && performance.now() < until)
        await new Promise((next) => setTimeout(next, 20))
      return answering === 0
    },
  }
}

/** The pattern of the route, never the address: that may hold a token. */
export function routeOf(context: Context): string {
  const routes = matchedRoutes(context).filter(({ path }) => !path.endsWith('*'))
  return routes.at(-1)?.path ?? (context.req.path.startsWith('/api/') ? '/api/*' : '*')
}

/** Undefined where there is no socket, as in tests that call the app itself. */
export function socketOf(context: Context): string | undefined {
  try {
    return getConnInfo(context).remote.address
  } catch {
    return undefined
  }
}
