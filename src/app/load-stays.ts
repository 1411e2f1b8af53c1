// Time elsewhere in the demo: agreements, and stays in different states.
import type { DemoStays } from '../../demo/stays.ts'
import { type Day, dayNumber, fromDayNumber } from '../kernel/day.ts'
import { dayAt, type Moment } from '../kernel/moment.ts'
import type { Tx } from '../platform/database.ts'
import {
  findTasks,
  insertAgreement,
  insertStay,
  insertTasks,
  updateAnswer,
  updateState,
  updateTask,
  usualTasks,
} from '../rooms/offsite/index.ts'

/** The tasks are laid down as if asked for long before, so that some of them are late. */
const ASKED_BEFORE = 200

export async function loadStays(
  tx: Tx,
  tenant: string,
  of: DemoStays,
  place: { now: Moment; zone: string },
): Promise<void> {
  const { programme, by } = of
  const today = dayAt(place.now, place.zone)
  for (const agreement of of.agreements)
    await insertAgreement(tx, tenant, { ...agreement, programme, by })
  for (const { state, director, settled, ...words } of of.stays) {
    const stay = await insertStay(tx, tenant, { ...words, programme, by: words.person })
    const asked: Day = fromDayNumber(dayNumber(words.from) - ASKED_BEFORE)
    const tasks = usualTasks(words, asked < today ? asked : today)
    await insertTasks(
      tx,
      tenant,
      stay,
      tasks.map(({ kind, name, due, isTheirs }) => ({
        ...{ kind, name, due, owner: isTheirs ? words.person : null },
      })),
    )
    for (const { id, kind, owner, due } of await findTasks(tx, [stay]))
      if (settled.includes(kind))
        await updateTask(tx, id, { state: 'done', note: '', owner, due, by: owner ?? by })
    if (director) await updateAnswer(tx, stay, { ...director, name: words.directorName })
    if (state !== 'draft')
      await updateState(tx, stay, { state, note: '', by: state === 'confirmed' ? by : null })
  }
}
