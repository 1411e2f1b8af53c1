#!/usr/bin/env node
// `npx isocenter ...`: the command line, built on first use.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, ensureBuilt, ensureDependencies, root } from './prepare.mjs'

// Results go to standard output; whatever is said while preparing must not mix with them.
const log = console.log
console.log = console.error
checkNode()
ensureDependencies()
ensureBuilt()
console.log = log
// The built program runs itself when it is the one that was called.
process.argv[1] = join(root, 'build', 'server', 'cli.js')
await import(pathToFileURL(process.argv[1]).href)
