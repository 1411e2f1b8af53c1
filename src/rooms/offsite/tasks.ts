// What must be settled before a stay: something more, settled, not needed, somebody else's.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findPeople, mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { type At, findMine, gone } from './actions.ts'
import type { StayWords, TaskState } from './schema.ts'
import { findTasks, insertTasks, updateTask } from './store.ts'

type Nothing = Record<string, never>

export async function addTask(
  db: Database,
  actor: Actor,
  at: At,
  task: { name: string; due: StayWords['from'] | null },
  now: Moment,
): Promise<Outcome<{ task: string }>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findMine(tx, actor, at, now, true)
    if (!row) return gone()
    if (row.state === 'confirmed')
      return refused(
        finding(
          'offsite.settled',
          `The stay at ${row.place} is confirmed; nothing is asked any more.`,
          {
            can: 'Take the confirmation back first.',
          },
        ),
      )
    const made = await insertTasks(tx, actor.institution.id, row.id, [
      { ...task, kind: 'other', owner: row.person },
    ])
    return done({ task: made[0]! })
  })
}

export async function setTask(
  db: Database,
  actor: Actor,
  at: At & { task: string },
  wanted: { state: TaskState; note: string; owner: string | null; due: StayWords['from'] | null },
  now: Moment,
): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = await findMine(tx, actor, at, now, true)
    const task = row && (await findTasks(tx, [row.id])).find(({ id }) => id === at.task)
    if (!row || !task) return missing('There is no such task for you.')
    const plans = mayPlan(actor, at.id, now)
    const findings = []
    if (row.state === 'confirmed')
      findings.push(
        finding(
          'offsite.settled',
          `The stay at ${row.place} is confirmed; its tasks stay as they are.`,
          {
            can: 'Take the confirmation back first.',
          },
        ),
      )
    if (!plans && (wanted.owner !== task.owner || wanted.due !== task.due))
      findings.push(
        finding(
          'offsite.right',
          'Whose a task is, and until when, is said by who plans the programme.',
          {
            can: 'Ask the coordinator.',
          },
        ),
      )
    if (!plans && task.owner !== actor.person.id && wanted.state !== task.state)
      findings.push(
        finding(
          'offsite.right',
          `"${task.name}" is a task of ${task.owner_name ?? 'the office of the programme'}.`,
          {
            can: 'Write to them that it is done.',
          },
        ),
      )
    if (wanted.state === 'not-needed' && wanted.note.trim().length < 3)
      findings.push(
        finding('offsite.reason', `Why is "${task.name}" not needed?`, {
          can: 'Write the reason; it stays with the stay.',
          path: 'note',
        }),
      )
    if (wanted.owner !== null && (await findPeople(tx, [wanted.owner])).length === 0)
      findings.push(
        finding('offsite.owner', `There is no person "${wanted.owner}".`, { path: 'owner' }),
      )
    if (findings.length > 0) return refused(...findings)
    await updateTask(tx, task.id, { ...wanted, note: wanted.note.trim(), by: actor.person.id })
    return done({})
  })
}
