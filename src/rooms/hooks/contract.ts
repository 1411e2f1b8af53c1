// What the hooks room offers over HTTP.
import { z } from 'zod'
import { idSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import { hookSchema, newHookSchema } from './schema.ts'

const one = z.strictObject({ id: idSchema, hook: idSchema })

export const hooksContract = {
  list: endpoint({
    method: 'GET',
    path: '/programmes/:id/hooks',
    says: 'Which systems hear of this programme, and how the last messages went.',
    access: 'planner',
    scope: 'programme',
    params: byId,
    output: z.object({ hooks: z.array(hookSchema) }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/programmes/:id/hooks',
    says: 'Tell an address whenever a year is published or changed; its secret is shown once.',
    risk: 'rights',
    isSecret: true,
    access: 'planner',
    scope: 'programme',
    params: byId,
    body: newHookSchema,
    output: hookSchema,
  }),
  end: endpoint({
    method: 'DELETE',
    path: '/programmes/:id/hooks/:hook',
    says: 'Tell that address nothing any more.',
    access: 'planner',
    scope: 'programme',
    params: one,
    output: z.object({}),
  }),
  test: endpoint({
    method: 'POST',
    path: '/programmes/:id/hooks/:hook/test',
    says: 'Send a message that says nothing, to see whether it arrives.',
    access: 'planner',
    scope: 'programme',
    params: one,
    output: z.object({}),
  }),
}
