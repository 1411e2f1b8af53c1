// Running named steps one after another, with their time, and adding up what the tests said.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './prepare.mjs'

const bin = (name) => join(root, 'node_modules', '.bin', name)
export const totals = { passed: 0, failed: 0, skipped: 0 }
const failures = []

/** One step; a failure is remembered and the next step still runs, so that all findings come at once. */
export function step(title, program, args, env = {}) {
  const began = Date.now()
  console.log(`\n== ${title}`)
  const command = program === 'node' ? process.execPath : bin(program)
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32' && program !== 'node',
  })
  const took = ((Date.now() - began) / 1000).toFixed(1)
  const isGood = result.status === 0
  console.log(`== ${title}: ${isGood ? 'good' : 'FAILED'} (${took} s)`)
  if (!isGood) failures.push(title)
  return isGood
}

/** A step of tests; its counts go into the totals. A run that reports nothing counts as a failure. */
export function testStep(title, args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-report-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const isGood = step(title, 'vitest', ['run', ...args, ...reporters], env)
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    totals.passed += report.numPassedTests
    totals.failed += report.numFailedTests
    totals.skipped += report.numPendingTests + report.numTodoTests
    if (report.numTotalTests === 0) failures.push(`${title} ran no test`)
    else if (!isGood && report.numFailedTests === 0) totals.failed += 1
  } catch {
    totals.failed += 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Ends the run: what failed, then the one line of totals. */
export function finish() {
  for (const title of failures) console.log(`FAILED: ${title}`)
  const failed = Math.max(totals.failed, failures.length)
  console.log(`\n${totals.passed} passed, ${failed} failed, ${totals.skipped} skipped`)
  process.exit(failed > 0 ? 1 : 0)
}
