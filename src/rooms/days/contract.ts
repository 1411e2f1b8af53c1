// What the days room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { idSchema, nameSchema as name } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import { feedSchema, personYearSchema, todaySchema, watchSchema } from './schema.ts'

export const daysContract = {
  today: endpoint({
    method: 'GET',
    path: '/today',
    says: 'Where am I today and tomorrow, what comes next.',
    access: 'signed-in',
    output: todaySchema,
  }),
  watch: endpoint({
    method: 'GET',
    path: '/watch',
    says: 'For those who plan: holes and absences of the published years in the next two weeks.',
    access: 'signed-in',
    output: watchSchema,
  }),
  personYear: endpoint({
    method: 'GET',
    path: '/people/:id/year',
    says: 'The published time of one person.',
    access: 'signed-in',
    params: byId,
    query: z
      .strictObject({ from: daySchema.optional(), to: daySchema.optional() })
      .refine((span) => !span.from || !span.to || span.from <= span.to, {
        error: 'ends before it begins',
        path: ['to'],
      }),
    output: personYearSchema,
  }),
  feeds: endpoint({
    method: 'GET',
    path: '/feeds',
    says: 'My calendar feeds.',
    access: 'signed-in',
    output: z.object({ feeds: z.array(feedSchema) }),
  }),
  services: endpoint({
    method: 'GET',
    path: '/programmes/:id/services',
    says: 'The work of a programme of which a calendar can be made.',
    access: 'member',
    scope: 'programme',
    params: byId,
    output: z.object({
      services: z.array(z.object({ id: z.string(), code: z.string(), name: z.string() })),
    }),
  }),
  createFeed: endpoint({
    method: 'POST',
    path: '/feeds',
    says: 'Make a feed of my time, of a programme or of one service in it; its address is shown once.',
    access: 'signed-in',
    risk: 'self',
    isSecret: true,
    body: z
      .strictObject({ label: name, programme: idSchema.optional(), work: idSchema.optional() })
      .refine(({ programme, work }) => programme !== undefined || work === undefined, {
        error: 'needs a programme in which it is a service',
        path: ['work'],
      }),
    output: feedSchema,
  }),
  revokeFeed: endpoint({
    method: 'DELETE',
    path: '/feeds/:id',
    says: 'Make a feed address worthless.',
    access: 'signed-in',
    params: byId,
    output: z.object({}),
  }),
}
