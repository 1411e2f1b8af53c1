// The words of signing in: what proves who somebody is, and what is asked next.
import { z } from 'zod'
import { nameSchema } from '../../kernel/id.ts'
import { institutionSchema, officeNameSchema, personSchema, sessionWays } from '../people/schema.ts'

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: 'is no e-mail address' }).max(254))
/** Judged where it is set; here it is only kept from being endless. */
export const passwordSchema = z.string().min(1).max(1_000)
/** What stands for a step that was begun: opaque, for some minutes. */
export const ticketSchema = z.string().min(20).max(100)
export const deviceSchema = z.enum(['mine', 'shared'])

/** Signed in, or what is still missing. */
export const signedInSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('in'), person: personSchema }),
  z.object({
    state: z.literal('code'),
    ticket: z.string(),
    /** A passkey may be used in place of the code. */
    passkeys: z.boolean(),
  }),
  z.object({
    state: z.literal('institution'),
    ticket: z.string(),
    institutions: z.array(institutionSchema),
  }),
])
export type SignedIn = z.infer<typeof signedInSchema>

export const sessionSchema = z.object({
  id: z.string(),
  way: z.enum(sessionWays),
  device: z.string(),
  createdAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  isThis: z.boolean(),
})

export const passkeySchema = z.object({
  id: z.string(),
  label: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
})

/** What somebody sees of their own account. */
export const accountSchema = z.object({
  email: z.string().nullable(),
  hasPassword: z.boolean(),
  hasCode: z.boolean(),
  recoveryCodesLeft: z.number(),
  /** Why a second proof is needed; null when it is free. */
  mustHaveCode: z.string().nullable(),
  passkeys: z.array(passkeySchema),
  sessions: z.array(sessionSchema),
})
export type Account = z.infer<typeof accountSchema>

/** The browser's own shapes; the library checks every field of them. */
export const credentialSchema = z.looseObject({ id: z.string().max(2_000) })

/** One line of the list of who can sign in. */
export const memberSchema = z.object({
  person: personSchema,
  email: z.string().nullable(),
  state: z.enum(['none', 'invited', 'expired', 'active']),
  hasSecondFactor: z.boolean(),
  lastSeenAt: z.iso.datetime().nullable(),
  invitation: z.string().nullable(),
})
export type Member = z.infer<typeof memberSchema>

export const officeChangeSchema = z.strictObject({ office: officeNameSchema, holds: z.boolean() })

const url = z.url({ protocol: /^https?$/ }).max(500)
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, { error: 'is no domain, such as example.org' })

export const oidcFactsSchema = z.strictObject({ issuer: url, clientId: z.string().min(1).max(200) })
export const samlFactsSchema = z.strictObject({
  entryPoint: url,
  issuer: z.string().min(1).max(500),
  certificate: z.string().min(100).max(20_000),
})

const providerBase = { label: nameSchema, domains: z.array(domain).min(1).max(20) }
export const newProviderSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...providerBase,
    kind: z.literal('oidc'),
    facts: oidcFactsSchema,
    secret: z.string().min(1).max(500),
  }),
  z.strictObject({ ...providerBase, kind: z.literal('saml'), facts: samlFactsSchema }),
])
export type NewProvider = z.infer<typeof newProviderSchema>

export const providerSchema = z.object({
  id: z.string(),
  kind: z.enum(['oidc', 'saml']),
  label: z.string(),
  domains: z.array(
    z.object({
      domain: z.string(),
      /** Counts for nothing until it is. */
      isProven: z.boolean(),
      provenBy: z.enum(['dns', 'machine', 'before']).nullable(),
      /** What must stand in a TXT record of the domain. */
      record: z.string(),
    }),
  ),
  /** People of the proven domains come in there and on no other way. */
  isOnly: z.boolean(),
  /** What the identity provider asks for: where it answers to, and our name. */
  answersTo: z.string(),
  ourName: z.string(),
})

export const rulesOfEntrySchema = z.strictObject({
  /** After so many idle minutes a session on a shared computer is locked. */
  idleMinutes: z.int().min(1).max(1_440),
  /** After so many days without use a session on one's own device ends. */
  ownDays: z.int().min(1).max(90),
  secondFactor: z.enum(['nobody', 'planners', 'everybody']),
})
export type RulesOfEntry = z.infer<typeof rulesOfEntrySchema>
