// `npm run mutate [-- rule ...]`: changes of a rule that no test notices, as a list. An hour or two.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode, ensureDependencies, root } from './prepare.mjs'

checkNode()
ensureDependencies()
if (!existsSync(join(root, 'node_modules', '@stryker-mutator', 'vitest-runner'))) {
  // 150 packages for one command that few people run: not in the lock file, so that nobody waits for them.
  console.log('Installing the mutation tester beside the locked dependencies')
  const tools = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@9.6.1`)
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', ...tools]
  spawnSync('npm', args, { cwd: root, stdio: 'inherit' })
}
const folder = join(root, 'src', 'rooms', 'rota', 'rules')
const asked = process.argv.slice(2)
const files = readdirSync(folder)
  .filter((name) => !/\.(test|fixture)\.ts$|^index\.ts$/.test(name))
  .map((name) => name.replace('.ts', ''))
  .filter((name) => asked.length === 0 || asked.includes(name))
const report = join(root, 'build', 'mutation.json')
const sum = {}
for (const name of files) {
  rmSync(report, { force: true })
  // What several rules share is held by the tests of all.
  const isShared = !/\bid: 'rota\./.test(readFileSync(join(folder, `${name}.ts`), 'utf8'))
  const env = { ...process.env, ...(isShared ? {} : { MUTATED_RULE: `rota.${name}` }) }
  const args = ['stryker', 'run', '--mutate', `src/rooms/rota/rules/${name}.ts`]
  const ran = spawnSync('npx', args, { cwd: root, env, encoding: 'utf8' })
  if (!existsSync(report)) {
    console.log(`${name}: no answer\n${ran.stdout}${ran.stderr}`)
    process.exitCode = 1
    continue
  }
  const mutants = Object.values(JSON.parse(readFileSync(report, 'utf8')).files).flatMap(
    ({ mutants, source }) => mutants.map((mutant) => ({ ...mutant, source: source.split('\n') })),
  )
  const counts = {}
  for (const { status } of mutants) {
    counts[status] = (counts[status] ?? 0) + 1
    sum[status] = (sum[status] ?? 0) + 1
  }
  console.log(`${name}: ${say(counts)}`)
  for (const { status, location, replacement, source } of mutants) {
    if (status !== 'Survived' && status !== 'NoCoverage') continue
    const { start, end } = location
    const line = source[start.line - 1]
    const old = line.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined)
    console.log(`  ${start.line}: ${old}  ->  ${replacement}`)
  }
}
console.log(`all: ${say(sum)}`)

function say(counts) {
  return Object.entries(counts)
    .filter(([status]) => status !== 'Ignored')
    .map(([status, count]) => `${count} ${status.toLowerCase()}`)
    .join(', ')
}
