// What the board room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import { idSchema, nameSchema } from '../../kernel/id.ts'
import { boardLinkSchema, boardSchema, handoverWordsSchema } from './schema.ts'

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
  handOver: endpoint({
    method: 'POST',
    path: '/programmes/:id/handovers',
    says: 'Tell whoever comes next on a service or a call what they must know; no patients.',
    access: 'member',
    risk: 'self',
    scope: 'programme',
    params: byId,
    body: handoverWordsSchema,
    output: z.object({ handover: z.string() }),
  }),
  takeBack: endpoint({
    method: 'DELETE',
    path: '/programmes/:id/handovers/:handover',
    says: 'Take back what one has told.',
    access: 'member',
    risk: 'self',
    scope: 'programme',
    params: z.strictObject({ id: idSchema, handover: idSchema }),
    output: z.object({}),
  }),
  links: endpoint({
    method: 'GET',
    path: '/programmes/:id/board-links',
    says: 'Addresses at which the board is open to whoever has them.',
    access: 'planner',
    scope: 'programme',
    params: byId,
    output: z.object({ links: z.array(boardLinkSchema) }),
  }),
  addLink: endpoint({
    method: 'POST',
    path: '/programmes/:id/board-links',
    says: 'Open the board at an address of its own: who is on now and next, nothing private.',
    access: 'planner',
    risk: 'publish',
    isSecret: true,
    scope: 'programme',
    params: byId,
    body: z.strictObject({ label: nameSchema }),
    output: boardLinkSchema,
  }),
  endLink: endpoint({
    method: 'DELETE',
    path: '/programmes/:id/board-links/:address',
    says: 'End an address of the board, at once and for ever.',
    access: 'planner',
    risk: 'change',
    scope: 'programme',
    params: z.strictObject({ id: idSchema, address: idSchema }),
    output: z.object({}),
  }),
}
