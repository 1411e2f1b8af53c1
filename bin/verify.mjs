// `npm run verify:crash`: figures that must hold, with their table in docs/verification.md.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, ensureBuilt, ensureDependencies, root } from './prepare.mjs'

checkNode()
ensureDependencies()
ensureBuilt()
const [name] = process.argv.splice(2, 1)
await import(pathToFileURL(join(root, 'build', 'server', `verify-${name}.js`)).href)
