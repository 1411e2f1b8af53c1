// What is to be done before the first day: ticked by the office, and by those who come.
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { gone } from './actions.ts'
import type { Incoming } from './contract.ts'
import { findIncoming, findTasks, type IncomingRow, updateTask } from './incoming-store.ts'
import { type At, readList } from './reading.ts'

type Ticked = Promise<Outcome<{ version: number }>>
const noTask = () => missing('There is no such task for you.')
const stale = () =>
  refused<never>(
    finding('ranking.version', 'The task was changed meanwhile.', { can: 'Look at it anew.' }),
  )

/** With their tasks, days in the zone of the institution. */
export async function withTasks(
  tx: Tx,
  coming: readonly IncomingRow[],
  zone: string,
): Promise<Incoming[]> {
  const tasks = await findTasks(tx, { applications: coming.map((one) => one.application) })
  return coming.map((one) => ({
    ...one,
    tasks: tasks
      .filter(({ application }) => application === one.application)
      .map((task) => ({
        ...{ id: task.id, name: task.name, isTheirs: task.isTheirs, due: task.due },
        doneOn: task.doneAt && dayAt(task.doneAt.toISOString(), zone),
        ...{ doneBy: task.doneByName, note: task.note, version: task.version },
      })),
  }))
}

export async function doTask(
  db: Database,
  actor: Actor,
  at: At & { task: string },
  wanted: { version: number; isDone: boolean; note: string },
  now: Moment,
): Ticked {
  return db.inTenant(actor.institution.id, async (tx) => {
    if (!(await readList(tx, actor, at, now))) return gone()
    const [task] = await findTasks(tx, { id: at.task })
    const coming = await findIncoming(tx, { cycle: at.cycle })
    if (!task || !coming.some(({ application }) => application === task.application))
      return noTask()
    const isSaved = await updateTask(tx, task.id, { ...wanted, by: actor.person.id })
    return isSaved ? done({ version: wanted.version + 1 }) : stale()
  })
}

export async function viewMine(
  db: Database,
  actor: Actor,
): Promise<Outcome<{ incoming: Incoming[] }>> {
  const { id: tenant, timeZone } = actor.institution
  return db.look(tenant, async (tx) => {
    const coming = await findIncoming(tx, { person: actor.person.id })
    return done({ incoming: await withTasks(tx, coming, timeZone) })
  })
}

/** Only what is theirs; what the office does, the office ticks. */
export async function doMine(
  db: Database,
  actor: Actor,
  id: string,
  wanted: { version: number; isDone: boolean },
): Ticked {
  return db.inTenant(actor.institution.id, async (tx) => {
    const [task] = await findTasks(tx, { id })
    const mine = await findIncoming(tx, { person: actor.person.id })
    if (!task?.isTheirs || !mine.some(({ application }) => application === task.application))
      return noTask()
    const { note } = task
    const isSaved = await updateTask(tx, id, { ...wanted, note, by: actor.person.id })
    return isSaved ? done({ version: wanted.version + 1 }) : stale()
  })
}
