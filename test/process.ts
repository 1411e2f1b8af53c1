// Isocenter as people run it: a process of its own, started by the command of the README.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootFolder } from '../src/platform/root.ts'

export type Process = {
  url: string
  output: () => string
  /** Milliseconds until the address answered. */
  readyMs: number
  child: ChildProcess
  /** Ends it as Ctrl-C does and gives its exit code. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'isocenter-data-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Starts and waits until `/healthz` answers; throws with the output when it ends before that. */
export async function startProcess(env: Record<string, string>): Promise<Process> {
  const port = await freePort()
  const began = Date.now()
  const child = launch({ PORT: String(port), ...env })
  let output = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<number | null>((settle) => child.once('exit', settle))
  const url = `http://127.0.0.1:${port}`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${output}`)
    const answer = await fetch(`${url}/healthz`).catch(() => undefined)
    if (answer?.ok) break
    if (Date.now() - began > 120_000) throw new Error(`Not ready after two minutes:\n${output}`)
    await new Promise((next) => setTimeout(next, 50))
  }
  return {
    url,
    child,
    output: () => output,
    readyMs: Date.now() - began,
    stop: async (signal = 'SIGINT') => {
      child.kill(signal)
      return ended
    },
  }
}

/** Runs a start that is expected to end by itself. */
export function startAndEnd(
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = launch(env)
  let output = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((settle) => child.once('exit', (code) => settle({ code, output })))
}

/** Starts, and kills it without a word as soon as it says this. */
export async function killAfter(env: Record<string, string>, line: string): Promise<void> {
  const child = launch({ PORT: String(await freePort()), ...env })
  let output = ''
  await new Promise<void>((settle, fail) => {
    child.once('exit', () => fail(new Error(`It ended before it said “${line}”:\n${output}`)))
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        if (output.includes(line)) settle()
      })
  })
  const ended = new Promise((settle) => child.once('exit', settle))
  child.kill('SIGKILL')
  await ended
}

function launch(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [join(rootFolder, 'bin', 'start.mjs')], {
    cwd: rootFolder,
    env: { ...process.env, DATABASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

export function freePort(): Promise<number> {
  return new Promise((settle) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => settle(port))
    })
  })
}

/** The API as one signed-in person. */
export async function visitor(url: string, institution: string, person: string) {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ institution, person }),
  })
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok)
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
}
