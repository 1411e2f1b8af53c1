// The files of the browser: hashed ones for ever, the one page anew for everybody.
import { existsSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import type { Hono } from 'hono'
import { rootFolder } from '../platform/root.ts'
import { nonceOf, withNonce } from './hardening.ts'

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  woff2: 'font/woff2',
  png: 'image/png',
  ico: 'image/x-icon',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
}

/** The built client; every address that is no file is the one page. */
export function serveClient(app: Hono): void {
  const folder = join(rootFolder, 'build', 'web')
  app.get('*', (context) => {
    const path = normalize(context.req.path)
    const file = join(folder, path)
    const hasEnding = /\.\w+$/.test(path)
    const isFile = file.startsWith(folder) && hasEnding && existsSync(file)
    // The page of an older version asks for files that are no more: never the page in their place.
    if (hasEnding && !isFile)
      return context.text('There is no such file.', 404, { 'cache-control': 'no-store' })
    const chosen = isFile ? file : join(folder, 'index.html')
    if (!existsSync(chosen)) return context.text('The client is not built. Run npm start.', 503)
    const type = TYPES[chosen.split('.').at(-1)!] ?? 'application/octet-stream'
    if (chosen.endsWith('index.html'))
      return context.body(withNonce(readFileSync(chosen, 'utf8'), nonceOf(context)), 200, {
        'content-type': type,
        'cache-control': 'no-cache',
      })
    // Vite puts a hash of the content into the names below assets.
    const forever = path.startsWith('/assets/')
    return context.body(new Uint8Array(readFileSync(chosen)), 200, {
      'content-type': type,
      'cache-control': forever ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
  })
}
