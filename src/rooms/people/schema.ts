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
  'applicant',
  'external',
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

/** Roles that read applications and say who is to come. */
export const selectingRoles: readonly RoleName[] = [
  'selection-committee',
  'coordinator',
  'associate-director',
  'director',
]

/** Roles of those who work or train there; the others come from outside and see their own only. */
export const insideRoles: readonly RoleName[] = roleNames.filter(
  (role) => role !== 'applicant' && role !== 'external',
)

/** What somebody may do for the whole institution. */
export const officeNames = ['administrator', 'dio'] as const
export const officeNameSchema = z.enum(officeNames)
export type OfficeName = z.infer<typeof officeNameSchema>

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

export const officeSchema = z.object({
  office: officeNameSchema,
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
  offices: z.array(officeSchema),
})
export type Person = z.infer<typeof personSchema>

export const institutionSchema = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
})

/** Who is acting: in every request, in every action. */
export const actorSchema = z.object({ institution: institutionSchema, person: personSchema })
export type Actor = z.infer<typeof actorSchema> & {
  /** Absent when a program acts with a key. */
  session?: {
    id: string
    way: SessionWay
    account: string | null
    /** Where the institution asks for a second proof that the account does not have yet. */
    needsSecond: 'planners' | 'everybody' | null
    /** Minutes without a touch after which the screen locks; null = never, on one's own device. */
    idleMinutes: number | null
    /** Whoever sits there has shown within the last minutes that they are who they are. */
    isFresh: boolean
  }
  /** From where the installation is operated; absent where a key acts. */
  operates?: boolean
  /** Present when a program acts with one. */
  key?: { label: string }
  /** The state of the institution's records when the request came; absent when it is not known. */
  stamp?: string | null
}

/** How somebody proved who they are; `cast`: by choosing a person of the demo. */
export const sessionWays = ['cast', 'password', 'passkey', 'oidc', 'saml', 'link'] as const
export type SessionWay = (typeof sessionWays)[number]

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
