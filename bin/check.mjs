// `npm run check`: the quick one, for use while working. No browser, no database server, and
// without the long proofs, which `npm test` runs.
import { checkNode, ensureDependencies } from './prepare.mjs'
import { finish, step, testStep } from './steps.mjs'

checkNode()
ensureDependencies()
step('Types', 'tsc', ['--noEmit', '-p', '.'])
step('Lint', 'oxlint', ['--quiet'])
step('Format', 'oxfmt', ['--check'])
testStep('House, rules, planning, demo', ['--project', 'pure'], { ISOCENTER_QUICK: '1' })
finish()
