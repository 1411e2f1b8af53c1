// What the hours room offers over HTTP: packs of a programme, and which of them holds.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import { packsViewSchema, packWordsSchema } from './schema.ts'

const scope = 'programme' as const
const ofDay = z.strictObject({ id: idSchema, from: daySchema })

export const hoursContract = {
  packs: endpoint({
    method: 'GET',
    path: '/programmes/:id/hours-packs',
    says: 'By which rules hours are judged here: packs, and which of them holds from which day on.',
    access: 'member',
    scope,
    params: byId,
    output: packsViewSchema,
  }),
  save: endpoint({
    method: 'POST',
    path: '/programmes/:id/hours-packs',
    says: 'Save a pack of the programme as a new version. It holds only where it is chosen.',
    access: 'planner',
    scope,
    params: byId,
    /** `pack` is judged by the room, so that every fault of it has a sentence. `after`: the version that was looked at; 0 = it is new. */
    body: z.strictObject({ pack: z.unknown(), after: z.int().min(0) }),
    output: z.object({ pack: z.string(), version: z.int() }),
  }),
  choose: endpoint({
    method: 'PUT',
    path: '/programmes/:id/hours-choices/:from',
    says: 'Judge hours by a pack from a day on.',
    access: 'planner',
    scope,
    params: ofDay,
    body: packWordsSchema,
    output: z.object({}),
  }),
  drop: endpoint({
    method: 'DELETE',
    path: '/programmes/:id/hours-choices/:from',
    says: 'Take back a choice of a pack that has not begun.',
    access: 'planner',
    scope,
    params: ofDay,
    output: z.object({}),
  }),
}
