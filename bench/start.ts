// How long from the command to the first page: on a fresh clone, on an empty folder, and later?
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootFolder } from '../src/platform/root.ts'
import type { Row } from './table.ts'

export async function benchStart(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-bench-'))
  const rows: Row[] = [await benchClone()]
  for (const what of ['first start, empty folder, built', 'second start', 'third start']) {
    const began = performance.now()
    const { child, url } = await start(folder)
    const page = await fetch(url)
    const ready = performance.now() - began
    rows.push({
      what,
      'first page after': `${(ready / 1000).toFixed(2)} s`,
      'page bytes': (await page.arrayBuffer()).byteLength,
      memory: `${await memoryOf(child)} MB`,
      target: what.startsWith('first') ? '' : '< 5 s',
    })
    child.kill('SIGINT')
    await new Promise((done) => child.once('exit', done))
  }
  rmSync(folder, { recursive: true, force: true })
  return rows
}

/** What somebody new waits for: a clone with nothing in it, dependencies from the registry. */
async function benchClone(): Promise<Row> {
  const home = mkdtempSync(join(tmpdir(), 'isocenter-clone-'))
  execFileSync('git', ['clone', '--quiet', rootFolder, home])
  const began = performance.now()
  const { child, url } = await start(join(home, 'data'), home)
  const page = await fetch(url)
  const ready = performance.now() - began
  const row = {
    what: 'fresh clone: install, build, start',
    'first page after': `${(ready / 1000).toFixed(2)} s`,
    'page bytes': (await page.arrayBuffer()).byteLength,
    memory: `${await memoryOf(child)} MB`,
    target: '',
  }
  child.kill('SIGINT')
  await new Promise((done) => child.once('exit', done))
  rmSync(home, { recursive: true, force: true })
  return row
}

export async function start(
  folder: string,
  home = rootFolder,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(home, 'bin', 'start.mjs')], {
    cwd: home,
    env: {
      ...process.env,
      ...{ ISOCENTER_DATA: folder, PORT: '0', DATABASE_URL: '', ISOCENTER_LOG: 'text' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((found, fail) => {
    let output = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const address = /Ready in .*: (http\S+)/.exec(output)
      if (address) found(address[1]!)
    })
    child.once('exit', (code) => fail(new Error(`ended with ${code}: ${output}`)))
  })
  return { child, url }
}

async function memoryOf(child: ChildProcess): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}
