// `npm test`: everything, on a machine where only Node and npm were present.
import { checkNode, ensureBuilt, ensureDependencies } from './prepare.mjs'
import { finish, step, testStep } from './steps.mjs'
import { ensureSystem, findBrowser, startSystemServer } from './system.mjs'

checkNode()
ensureDependencies()
ensureSystem()
step('Types', 'tsc', ['--noEmit', '-p', '.'])
step('Lint', 'oxlint', ['--quiet'])
step('Format', 'oxfmt', ['--check'])
step('Dead code', 'knip', ['--no-progress'])
ensureBuilt()
testStep('House, rules, planning, demo', ['--project', 'pure'])
testStep('Stores and actions on the embedded PostgreSQL', ['--project', 'database'])
const external = await startSystemServer()
testStep('Stores and actions on the system’s PostgreSQL', ['--project', 'database'], {
  TEST_DATABASE_URL: external.url,
})
testStep('Starting, and journeys in a browser', ['--project', 'journey'], {
  TEST_DATABASE_URL: external.url,
  CHROMIUM_PATH: findBrowser(),
})
await external.stop()
finish()
