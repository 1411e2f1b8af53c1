// The road to graduation of the demo programmes: what they ask, who is on which pathway, what is done.
import type { DemoProgress } from '../../demo/curricula.ts'
import type { Tx } from '../platform/database.ts'
import {
  insertCurriculum,
  insertEntry,
  insertMember,
  updateMember,
} from '../rooms/progress/index.ts'

export async function loadProgress(tx: Tx, tenant: string, of: DemoProgress): Promise<void> {
  const { programme, by } = of
  for (const curriculum of of.curricula)
    await insertCurriculum(tx, tenant, programme, curriculum, null)
  const places = new Map<string, number>()
  for (const { pathway, person, state, appliedOn, decidedOn, statement, classOf } of of.members) {
    const id = await insertMember(tx, tenant, {
      ...{ programme, pathway, person, statement, on: appliedOn, classOf },
    })
    if (state === 'applied') continue
    const key = `${pathway} ${classOf}`
    const isIn = state === 'approved' || state === 'completed'
    const place = isIn ? (places.get(key) ?? 0) + 1 : null
    if (place) places.set(key, place)
    await updateMember(tx, id, { state, note: '', on: decidedOn, by, place, capacity: null })
  }
  for (const entry of of.entries) await insertEntry(tx, tenant, { ...entry, programme, by })
}
