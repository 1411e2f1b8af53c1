// Where does the server listen, and is the place free?
import { createServer } from 'node:net'
import { serve, type ServerType } from '@hono/node-server'
import type { Hono } from 'hono'
import { asReceived } from '../platform/proxy.ts'

/** Throws the sentence that `openServer` would throw later, when the database is ready. */
export function expectFreePort(port: number, host: string): Promise<void> {
  return new Promise((settle, fail) => {
    const probe = createServer()
    probe.once('error', (error) => fail(sayTaken(error, port, host)))
    probe.listen(port, host, () => probe.close(() => settle()))
  })
}

function sayTaken(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code !== 'EADDRINUSE') return error
  return new Error(`Port ${port} on ${host} is taken. Choose another one with PORT.`)
}

/** `trust`: so many proxies in front say truly who asks. */
export function listen(
  app: Hono,
  options: { port: number; host: string; trust: number },
): Promise<ServerType> {
  const fetch: typeof app.fetch = (request, ...rest) =>
    app.fetch(asReceived(request, options.trust), ...rest)
  return new Promise((settle, fail) => {
    const server = serve({ fetch, port: options.port, hostname: options.host }, () =>
      settle(server),
    )
    server.once('error', (error) => fail(sayTaken(error, options.port, options.host)))
  })
}
