// The words of news that go out: what may be told, to which address, and how the telling went.
import { z } from 'zod'
import { lineSchema, nameSchema } from '../../kernel/id.ts'

/** `published`: every new version of a year; `changed`: one that takes the place of another. */
export const hookKinds = ['published', 'changed'] as const

export const newHookSchema = z.strictObject({
  label: nameSchema,
  url: lineSchema(500).min(1),
  kinds: z.array(z.enum(hookKinds)).min(1).max(2),
})

export const deliverySchema = z.object({
  event: z.int(),
  kind: z.string(),
  at: z.iso.datetime(),
  /** `waiting`: will be tried again; `given-up`: will not. */
  state: z.enum(['told', 'waiting', 'given-up']),
  attempts: z.int(),
  /** The answer of the other side, or why there was none. */
  says: z.string().nullable(),
})

export const hookSchema = z.object({
  id: z.string(),
  label: z.string(),
  url: z.string(),
  kinds: z.array(z.enum(hookKinds)),
  /** With which messages are signed; shown once, when the hook is made. */
  secret: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** The last ones, newest first. */
  deliveries: z.array(deliverySchema),
})
export type Hook = z.infer<typeof hookSchema>
