// `npm start`: everything that is missing is made, then Isocenter runs in this process.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, ensureBuilt, ensureDependencies, root } from './prepare.mjs'

checkNode()
ensureDependencies()
ensureBuilt()
const { main } = await import(pathToFileURL(join(root, 'build', 'server', 'main.js')).href)
await main()
