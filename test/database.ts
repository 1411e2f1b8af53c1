// A database of one's own, cloned from the template in a tenth of a second.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { Outcome } from '../src/kernel/finding.ts'
import { type Clock, fixedClock } from '../src/platform/clock.ts'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { findPeople } from '../src/rooms/people/index.ts'
import type { Actor } from '../src/rooms/people/schema.ts'
import { withDatabase } from './server.ts'

/** A Saturday in November of the demo year, at noon in New York. */
export const NOW = '2026-11-21T17:00:00Z'
export const clock: Clock = fixedClock(NOW)

export type TestDatabase = { db: Database; name: string; url: string; drop: () => Promise<void> }

export async function cloneDatabase(): Promise<TestDatabase> {
  const { name, url, drop } = await copyDatabase(inject('template'))
  const db = openDatabase(url, { connections: 8 })
  return {
    ...{ db, name, url },
    drop: async () => {
      await db.close()
      await drop()
    },
  }
}

/** Of a database that nobody has open. */
export async function copyDatabase(
  template: string,
): Promise<{ name: string; url: string; drop: () => Promise<void> }> {
  const server = inject('serverUrl')
  const name = `isocenter_${randomUUID().replaceAll('-', '')}`
  await query(server, `create database ${name} template ${template}`)
  return {
    ...{ name, url: withDatabase(server, name) },
    drop: () => query(server, `drop database ${name} with (force)`),
  }
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

/** A person of the cast, acting. */
export async function actAs(db: Database, institution: string, person: string): Promise<Actor> {
  const [found] = await db.inTenant(institution, (tx) => findPeople(tx, [person]))
  if (!found) throw new Error(`${person} is not in the cast of ${institution}`)
  return {
    institution: { id: institution, name: institution, timeZone: 'America/New_York' },
    person: found,
  }
}

/** The value of an outcome that is expected to be one; its findings fail the test. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.findings.map((entry) => entry.says).join(' '))
  return outcome.value
}
