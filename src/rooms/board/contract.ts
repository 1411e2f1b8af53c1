// What the board room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import { boardSchema } from './schema.ts'

export const boardContract = {
  view: endpoint({
    method: 'GET',
    path: '/programmes/:id/board',
    says: 'Who is on now and on a day, who is where, who is away.',
    fields: 'Why somebody is away is not said.',
    access: 'member',
    scope: 'programme',
    params: byId,
    query: z.strictObject({ on: daySchema.optional() }),
    output: boardSchema,
  }),
}
