// What the people room offers over HTTP.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { nameSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import { accessKeySchema, institutionSchema, personSchema } from './schema.ts'

export const peopleContract = {
  me: endpoint({
    method: 'GET',
    path: '/me',
    says: 'Who is acting, and what day it is there.',
    access: 'anyone',
    fields: 'Without a session only the day and the version.',
    output: z.object({
      /** Null until somebody has signed in. */
      person: personSchema.nullable(),
      institution: institutionSchema.nullable(),
      /** The name of whoever must unlock this screen; null when it is open. */
      lockedFor: z.string().nullable(),
      /** Minutes without a touch after which this screen locks itself; null = never. */
      idleMinutes: z.number().nullable(),
      /** Where the installation is operated from, for those who may. */
      operates: z.boolean(),
      today: daySchema,
      /** One chooses a person of the cast; false where a real institution is. */
      demo: z.boolean(),
      version: z.string(),
    }),
  }),
  accessKeys: endpoint({
    method: 'GET',
    path: '/access-keys',
    says: 'Your keys for programs.',
    access: 'signed-in',
    output: z.object({ keys: z.array(accessKeySchema) }),
  }),
  createAccessKey: endpoint({
    method: 'POST',
    path: '/access-keys',
    says: 'A key with which a program acts for you; shown once. Not with another key.',
    access: 'signed-in',
    body: z.strictObject({ label: nameSchema, scope: z.enum(['read', 'write']).default('read') }),
    isSecret: true,
    risk: 'rights',
    output: accessKeySchema,
  }),
  revokeAccessKey: endpoint({
    method: 'DELETE',
    path: '/access-keys/:id',
    says: 'End a key at once. Not with another key.',
    access: 'signed-in',
    params: byId,
    output: z.object({}),
  }),
}
