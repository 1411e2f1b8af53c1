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
    output: z.object({
      /** Null until somebody has signed in. */
      person: personSchema.nullable(),
      institution: institutionSchema.nullable(),
      today: daySchema,
      /** The demo lets you choose a person of the cast. */
      demo: z.boolean(),
      version: z.string(),
    }),
  }),
  cast: endpoint({
    method: 'GET',
    path: '/cast',
    says: 'The people of the demo, to sign in as one of them.',
    access: 'anyone',
    output: z.object({
      institutions: z.array(
        z.object({
          institution: institutionSchema,
          /** Most useful first: coordinator, chief, director, then trainees and faculty. */
          people: z.array(personSchema),
        }),
      ),
    }),
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/session',
    says: 'Sign in as a person of the demo cast.',
    access: 'anyone',
    body: z.strictObject({ institution: z.string(), person: z.string() }),
    output: z.object({ person: personSchema }),
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/session',
    says: 'Sign out.',
    access: 'anyone',
    output: z.object({}),
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
