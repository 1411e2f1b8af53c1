// Starting, stopping, crashing, sharing: what `npm start` promises, on real processes.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import {
  killAfter,
  type Process,
  startAndEnd,
  startProcess,
  temporaryFolder,
  visitor,
} from './process.ts'
import { withDatabase } from './server.ts'

type Draft = { id: string; version: number; cells: Record<string, (string | null)[]> }
const PERSON = 'tariq-haddadin'
const data = temporaryFolder()
afterAll(() => data.remove())

async function setCell(url: string, after: string): Promise<Draft> {
  const call = await visitor(url, 'mayo', 'solveig-bergstrand')
  const draft = await call<Draft>('POST', '/plans/mayo-2026/drafts', { name: 'D', from: 'empty' })
  return call<Draft>('POST', `/drafts/${draft.id}/edits`, {
    label: 'Set',
    changes: [{ person: PERSON, period: 'b01', before: null, after }],
  })
}

async function readCell(url: string, draft: string): Promise<string | null> {
  const call = await visitor(url, 'mayo', 'solveig-bergstrand')
  return (await call<Draft>('GET', `/drafts/${draft}`)).cells[PERSON]![0]!
}

describe('one data folder', () => {
  test('the first start loads the demo, a second on the same folder is refused by name, data survives stop and crash', async () => {
    const env = { ISOCENTER_DATA: data.path }
    const first = await startProcess(env)
    expect(first.output()).toContain('Loaded the demo')
    expect(first.output()).toContain(first.url)
    const health = (await (await fetch(`${first.url}/healthz`)).json()) as object
    expect(health).toMatchObject({ name: 'isocenter' })
    const kept = await setCell(first.url, 'mayo-xr')

    const second = await startAndEnd({ ...env, PORT: '0' })
    expect(second.code).toBe(1)
    expect(second.output).toContain(`in use by Isocenter`)
    expect(second.output).toContain(`process ${first.child.pid}`)

    expect(await first.stop()).toBe(0)
    expect(first.output()).toContain('Everything is saved')

    const again = await startProcess(env)
    expect(again.output()).not.toContain('Loaded the demo')
    expect(await readCell(again.url, kept.id)).toBe('mayo-xr')
    expect(again.readyMs).toBeLessThan(20_000)
    const atCrash = await setCell(again.url, 'mayo-mr')
    await again.stop('SIGKILL')

    const after = await startProcess(env)
    expect(await readCell(after.url, atCrash.id)).toBe('mayo-mr')
    expect(await after.stop('SIGTERM')).toBe(0)
  })

  test('killed at any moment of its first start, it starts the next time without anybody’s help', async () => {
    for (const line of [
      'Creating the database cluster',
      'Updated the database',
      'Loaded the demo',
    ]) {
      const folder = temporaryFolder()
      try {
        await killAfter({ ISOCENTER_DATA: folder.path }, line)
        const next = await startProcess({ ISOCENTER_DATA: folder.path })
        await setCell(next.url, 'mayo-xr')
        expect([await next.stop(), next.output()]).toEqual([0, expect.any(String)])
      } finally {
        folder.remove()
      }
    }
  })

  test('a port in use is said before a database is made', async () => {
    const folder = temporaryFolder()
    const other = createServer()
    await new Promise<void>((next) => other.listen(0, '127.0.0.1', next))
    const { port } = other.address() as { port: number }
    const ended = await startAndEnd({ ISOCENTER_DATA: folder.path, PORT: String(port) })
    other.close()
    expect([ended.code, ended.output]).toEqual([
      1,
      expect.stringContaining(`Port ${port} on 127.0.0.1 is taken. Choose another one with PORT.`),
    ])
    expect(ended.output).not.toContain('Starting the database')
    folder.remove()
  })

  test('sharing the work without a shared database is refused', async () => {
    const ended = await startAndEnd({ ISOCENTER_DATA: data.path, ISOCENTER_WORK: 'only' })
    expect([ended.code, ended.output]).toEqual([
      2,
      expect.stringContaining('ISOCENTER_WORK=only shares the work with other processes'),
    ])
  })

  test('a wrong port is one clear sentence', async () => {
    const ended = await startAndEnd({
      ISOCENTER_DATA: data.path,
      PORT: 'abc',
      ISOCENTER_LOG: 'text',
    })
    expect([ended.code, ended.output]).toEqual([
      2,
      expect.stringContaining('PORT is "abc"; it must be a whole number from 0 to 65535.'),
    ])
  })
})

describe.skipIf(!process.env['TEST_DATABASE_URL'])('an external PostgreSQL', () => {
  test('two processes answer, a third only works: what one writes the other reads, one solve is done once', async () => {
    const { env, drop } = await freshDatabase('isocenter_shared')
    const answers = { ...env, ISOCENTER_WORK: 'none' }
    const [one, two, worker] = await Promise.all([
      startProcess(answers),
      startProcess(answers),
      startProcess({ ...env, ISOCENTER_WORK: 'only' }),
    ])
    try {
      expect((await fetch(`${worker.url}/healthz`)).status).toBe(200)
      expect((await fetch(`${worker.url}/api/me`)).status).toBe(404)
      const draft = await setCell(one.url, 'mayo-xr')
      expect(await readCell(two.url, draft.id)).toBe('mayo-xr')
      const call = await visitor(two.url, 'mayo', 'solveig-bergstrand')
      type Solve = { id: string; status: string }
      const asked = await call<Solve>('POST', `/drafts/${draft.id}/solves`, { seconds: 5, seed: 1 })
      const solve = await waitFor(
        () => call<Solve>('GET', `/solves/${asked.id}`),
        ({ status }) => !['waiting', 'running'].includes(status),
      )
      expect(['good', 'proven-best', 'none-found']).toContain(solve.status)
    } finally {
      await Promise.all([one.stop(), two.stop(), worker.stop()])
      await drop()
    }
  })
})

describe.skipIf(!process.env['TEST_DATABASE_URL'])(
  'a worker that dies in the middle of a solve',
  () => {
    test('loses nothing: another process takes it up within a minute and goes on from the best roster', async () => {
      const { env, drop } = await freshDatabase('isocenter_crash')
      type Solve = { id: string; status: string; elapsedMs: number; cells: object | null }
      const first = await startProcess(env)
      let second: Process | undefined
      try {
        const call = await visitor(first.url, 'mayo', 'solveig-bergstrand')
        const draft = await call<Draft>('POST', '/plans/mayo-2026/drafts', {
          name: 'D',
          from: 'empty',
        })
        const asked = await call<Solve>('POST', `/drafts/${draft.id}/solves`, {
          seconds: 12,
          seed: 1,
        })
        const before = await waitFor(
          () => call<Solve>('GET', `/solves/${asked.id}`),
          (solve) => solve.cells !== null,
        )
        await first.stop('SIGKILL')
        second = await startProcess(env)
        const again = await visitor(second.url, 'mayo', 'solveig-bergstrand')
        const after = await waitFor(
          () => again<Solve>('GET', `/solves/${asked.id}`),
          (solve) => !['waiting', 'running'].includes(solve.status),
        )
        expect(['good', 'proven-best']).toContain(after.status)
        expect(after.elapsedMs).toBeGreaterThan(before.elapsedMs)
      } finally {
        await second?.stop()
        await drop()
      }
    })
  },
)

async function waitFor<T>(ask: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  const until = Date.now() + 90_000
  for (;;) {
    const value = await ask()
    if (isDone(value)) return value
    if (Date.now() > until)
      throw new Error(`Waited too long: ${JSON.stringify(value).slice(0, 300)}`)
    await new Promise((next) => setTimeout(next, 250))
  }
}

async function freshDatabase(name: string) {
  const server = process.env['TEST_DATABASE_URL']!
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`drop database if exists ${name} with (force)`)
  await client.query(`create database ${name}`)
  return {
    env: { DATABASE_URL: withDatabase(server, name) },
    drop: async () => {
      await client.query(`drop database if exists ${name} with (force)`)
      await client.end()
    },
  }
}

test('the lock file is gone after a clean stop', () => {
  expect(() => readFileSync(join(data.path, 'isocenter.lock'))).toThrow('ENOENT')
})
