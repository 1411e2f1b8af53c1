// The built program and nothing else: for images and units, where nothing is installed or built.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, root } from './prepare.mjs'

checkNode()
const program = join(root, 'build', 'server', 'main.js')
if (!existsSync(program)) {
  console.error('Isocenter is not built here. Run: npm ci && npm run build')
  process.exit(1)
}
const { main } = await import(pathToFileURL(program).href)
await main()
