// The words of the public page of a programme: what it shows, and nothing that is kept for it alone.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { openCycleSchema } from './applicant-schema.ts'

const named = z.object({ id: z.string(), name: z.string() })

export const publicPageSchema = z.object({
  institution: named,
  programme: named,
  specialty: z.string(),
  months: z.number().nullable(),
  mission: z.string().nullable(),
  aims: z.array(z.string()),
  goals: z.array(z.string()),
  tracks: z.array(z.string()),
  rotations: z.array(z.object({ id: z.string(), name: z.string(), sites: z.array(z.string()) })),
  learns: z.array(z.object({ kind: z.string(), names: z.array(z.string()) })),
  conferences: z.array(
    z.object({ id: z.string(), name: z.string(), often: z.string(), by: z.string() }),
  ),
  sites: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      /** In service on the day. */
      machines: z.array(
        z.object({ kind: z.string(), name: z.string(), count: z.int().nullable() }),
      ),
    }),
  ),
  faculty: z.array(z.object({ name: z.string(), title: z.string().nullable() })),
  contacts: z.array(
    z.object({
      name: z.string().nullable(),
      title: z.string(),
      address: z.array(z.string()),
      phone: z.string().nullable(),
      fax: z.string().nullable(),
      /** In two parts, without the sign between them: harvesters of addresses find none here. */
      email: z.tuple([z.string(), z.string()]).nullable(),
    }),
  ),
  /** The season that is open, or the next. */
  cycle: openCycleSchema.nullable(),
  asOf: daySchema,
  version: z.int(),
  changedOn: daySchema,
  lookedOverOn: daySchema,
})
export type PublicPage = z.infer<typeof publicPageSchema>
