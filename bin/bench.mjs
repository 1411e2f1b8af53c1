// `npm run bench [-- planning|real|start|grid|check]`: tables of figures, never a pass or a fail.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, ensureBuilt, ensureDependencies, root } from './prepare.mjs'
import { findBrowser } from './system.mjs'

checkNode()
ensureDependencies()
ensureBuilt()
process.env.CHROMIUM_PATH ??= findBrowser() ?? ''
await import(pathToFileURL(join(root, 'build', 'server', 'bench.js')).href)
