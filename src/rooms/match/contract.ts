// What the match offers over HTTP: a match of the house, worked out and verified, kept nowhere.
import { z } from 'zod'
import { lineSchema } from '../../kernel/id.ts'
import { byId, endpoint } from '../../platform/contract.ts'
import { marketSchema, resultSchema } from './schema.ts'

export const internalMatchSchema = z.object({
  market: marketSchema,
  result: resultSchema,
  /** What the verifier, which shares no code with the matching, has against it. */
  verdict: z.array(z.string()),
})
export type InternalMatch = z.infer<typeof internalMatchSchema>

export const matchContract = {
  internal: endpoint({
    method: 'POST',
    path: '/programmes/:id/internal-matches',
    says: 'Match people of the house to positions, such as chiefs or tracks. Nothing is kept; it is never the official match.',
    ...{ access: 'recruiter', scope: 'programme', risk: 'personal', params: byId },
    body: z.strictObject({
      title: lineSchema(200),
      people: z.string().max(200_000),
      positions: z.string().max(200_000),
    }),
    output: internalMatchSchema,
  }),
}
