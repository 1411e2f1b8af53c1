// What is offered over HTTP about years that are planned with their call.
import { z } from 'zod'
import { idSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import { callYearsSchema, takeWordsSchema, yearWordsSchema } from './year-schema.ts'

const one = z.strictObject({ id: idSchema, callYear: idSchema })
const nothing = z.object({})
const ofPlanner = { access: 'planner', risk: 'change', scope: 'programme' } as const

export const callYearContract = {
  view: endpoint({
    method: 'GET',
    path: '/programmes/:id/call-years',
    says: 'Drafts that can be planned with their call, and the latest that was.',
    access: 'planner',
    risk: 'personal',
    scope: 'programme',
    params: byId,
    output: callYearsSchema,
  }),
  ask: endpoint({
    ...ofPlanner,
    method: 'POST',
    path: '/programmes/:id/call-years',
    says: 'Plan rotations, leave and call of a draft in one solve, and one after the other beside it; the draft stays as it is.',
    params: byId,
    body: yearWordsSchema,
    output: z.object({ callYear: z.string() }),
  }),
  stop: endpoint({
    ...ofPlanner,
    method: 'PUT',
    path: '/programmes/:id/call-years/:callYear/stop',
    says: 'Stop planning a year with its call and keep the best so far.',
    params: one,
    output: nothing,
  }),
  take: endpoint({
    ...ofPlanner,
    method: 'PUT',
    path: '/programmes/:id/call-years/:callYear/taken',
    says: 'Put one of the two years into the draft; its calls wait to be published.',
    params: one,
    body: takeWordsSchema,
    output: z.object({ cells: z.int(), calls: z.int() }),
  }),
  discard: endpoint({
    ...ofPlanner,
    method: 'PUT',
    path: '/programmes/:id/call-years/:callYear/end',
    says: 'Discard a year planned with its call, or end planning it.',
    params: one,
    output: nothing,
  }),
}
