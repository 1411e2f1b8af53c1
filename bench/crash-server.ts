// A server to be killed: started on a folder, reached like a browser reaches it, examined from behind.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { findRunning } from '../src/platform/postgres/embedded.ts'
import { rootFolder } from '../src/platform/root.ts'

export type Server = { url: string; child: ChildProcess; openMs: number; ended: Promise<void> }

export async function open(folder: string, port: number): Promise<Server> {
  const began = performance.now()
  const child = spawn(process.execPath, [join(rootFolder, 'bin', 'serve.mjs')], {
    env: { ...process.env, DATABASE_URL: '', ISOCENTER_DATA: folder, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)))
  const ended = new Promise<void>((settle) => child.once('exit', () => settle()))
  const url = `http://127.0.0.1:${port}`
  for (;;) {
    if (child.exitCode !== null) throw new Error(output)
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) break
    if (performance.now() - began > 60_000) throw new Error(`Not ready after a minute: ${output}`)
    await new Promise((next) => setTimeout(next, 20))
  }
  return { url, child, openMs: performance.now() - began, ended }
}

export type Victim = 'server' | 'database' | 'both'

/** Without a word, in the middle of whatever it does. */
export async function kill(server: Server, folder: string, victim: Victim): Promise<void> {
  const postmaster = Number(
    readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
  )
  if (victim !== 'server') killAll(postmaster)
  if (victim !== 'database') server.child.kill('SIGKILL')
  await server.ended
}

/** The server of the database and each of its processes: none of them may tidy up. */
function killAll(postmaster: number): void {
  const found = spawnSync('ps', ['-o', 'pid=', '--ppid', String(postmaster)], { encoding: 'utf8' })
  const children = found.stdout.split('\n').map(Number).filter(Boolean)
  for (const pid of [postmaster, ...children])
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended between being listed and being killed.
    }
}

export async function visitor(url: string) {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ institution: 'mayo', person: 'solveig-bergstrand' }),
  })
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`)
    return JSON.parse(text) as T
  }
}
export type Call = Awaited<ReturnType<typeof visitor>>

/** As the owner of the database, past everything that the program could make look right. */
export async function behind<Row extends object>(folder: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: findRunning(folder, 'isocenter')! })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

/** What must be true of the rows, whatever happened; a sentence for each that is not. */
export async function findBroken(folder: string): Promise<string[]> {
  const rows = await behind<{ says: string; n: number }>(folder, INVARIANTS)
  return rows.filter(({ n }) => Number(n) !== 0).map(({ says, n }) => `${says}: ${n}`)
}

const INVARIANTS = `
  select 'people who are in two places' as says, count(*)::int as n
    from person_time a join person_time b on a.tenant = b.tenant and a.line = b.line
      and a.person = b.person and a.layer = b.layer and a.id < b.id and a.during && b.during
    where a.layer in ('assignment', 'absence') and a.status <> 'cancelled' and b.status <> 'cancelled'
  union all
  select 'published versions that are missing in their order', count(*)::int from (
    select max(version) - count(*) as gap from publication group by tenant, plan) as g where gap <> 0
  union all
  -- The published line is the last version: each cell of it, and no day more.
  select 'published cells that are not in the record', count(*)::int from (
    select distinct on (p.tenant, p.plan) p.tenant, p.plan, p.cells from publication p
    order by p.tenant, p.plan, p.version desc) as last
    join plan on plan.tenant = last.tenant and plan.id = last.plan
    cross join jsonb_each(last.cells) as row(person, works)
    cross join jsonb_array_elements_text(row.works) with ordinality as cell(work, nth)
    cross join lateral (select plan.blocks -> (nth::int - 1) as block) as b
    where cell.work is not null and not exists (select 1 from person_time t
      where t.tenant = last.tenant and t.line = 'published' and t.person = row.person
        and t.during @> (b.block ->> 'from')::date
        and (t.work = cell.work or t.layer = 'absence'))
  union all
  select 'published days that are in no version', count(*)::int from person_time t
    where t.line = 'published' and t.source like 'plan:%' and not exists (
      select 1 from publication p where p.tenant = t.tenant and 'plan:' || p.plan = t.source)
  union all
  select 'publications that nobody was to be told of', count(*)::int from publication p
    where p.message like 'crash %' and not exists (select 1 from outbox o where o.tenant = p.tenant
      and o.kind = 'published' and o.facts ->> 'plan' = p.plan
      and (o.facts ->> 'version')::int = p.version)
  union all
  select 'entries of the audit without a link in the chain', count(*)::int from audit a
    where not exists (select 1 from audit_chain c where c.tenant = a.tenant and c.entry = a.id)
  union all
  select 'drafts whose last edit is not that of their version', count(*)::int from draft d
    where d.name like 'Crash %' and d.version <> 1 + (select count(*) from edit e
      where e.tenant = d.tenant and e.draft = d.id)`
