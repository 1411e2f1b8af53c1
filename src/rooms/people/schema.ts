// The words of people: who they are, which dated roles they hold, who is acting.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'

export const roleNames = [
  'trainee',
  'chief',
  'faculty',
  'coordinator',
  'associate-director',
  'director',
  'ccc-member',
  'selection-committee',
  'visiting-student',
  'supervisor',
] as const
export const roleNameSchema = z.enum(roleNames)
export type RoleName = z.infer<typeof roleNameSchema>

/** Roles that may build and publish a programme's year. */
export const planningRoles: readonly RoleName[] = [
  'chief',
  'coordinator',
  'associate-director',
  'director',
]

/** A role in a programme from a day to a day; absent ends are open. */
export const roleSchema = z.object({
  programme: z.string(),
  programmeName: z.string(),
  role: roleNameSchema,
  /** The programme's own title for it, when it has one. */
  title: z.string().nullable(),
  level: z.string().nullable(),
  from: daySchema.nullable(),
  to: daySchema.nullable(),
})

export const personSchema = z.object({
  id: z.string(),
  given: z.string(),
  family: z.string(),
  /** `Okafor, Amara` in lists, `Amara Okafor` in sentences. */
  name: z.string(),
  listName: z.string(),
  roles: z.array(roleSchema),
})
export type Person = z.infer<typeof personSchema>

export const institutionSchema = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
})

/** Who is acting: in every request, in every action. */
export const actorSchema = z.object({ institution: institutionSchema, person: personSchema })
export type Actor = z.infer<typeof actorSchema>

/** A key with which a program acts for a person; `token` is shown once, when it is made. */
export const accessKeySchema = z.object({
  id: z.string(),
  label: z.string(),
  /** `read`: only looks; `write`: may do all that the person may. */
  scope: z.enum(['read', 'write']),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  token: z.string().nullable(),
})
export type AccessKey = z.infer<typeof accessKeySchema>
