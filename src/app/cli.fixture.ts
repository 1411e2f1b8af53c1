// A folder of its own for a test of the command line, and what a run in it said.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { main } from './cli.ts'

export async function run(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await main(argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    onInterrupt: () => () => {},
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** Gone after the last test of the file. */
export function testFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-cli-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, content: unknown): string => {
    const path = join(folder, name)
    writeFileSync(path, JSON.stringify(content))
    return path
  }
  return { folder, write }
}
