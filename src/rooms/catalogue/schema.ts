// The words of a catalogue of electives: sections, electives, what they are made of, mini-fellowships.
import { z } from 'zod'
import { daySchema } from '../../kernel/day.ts'
import { findingSchema } from '../../kernel/finding.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'

const weeksSchema = z.int().min(1).max(104)
const saysSchema = lineSchema(400).min(1)
const aims = z.array(saysSchema).max(40).default([])

export const supervisorKinds = [
  'radiologist',
  'physician',
  'technologist',
  'scientist',
  'engineer',
] as const
export const activities = ['observation', 'operation', 'interpretation'] as const

/** A part of an elective. `guaranteed`: always open to who wants it, it takes nobody's place. */
export const componentSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  minWeeks: weeksSchema.nullable().default(null),
  /** Parts with an order are taken in it; those without, at any time. */
  order: z.int().min(1).max(50).nullable().default(null),
  /** An add-on: one may leave it out. */
  optional: z.boolean().default(false),
  guaranteed: z.boolean().default(false),
  /** The department that owns it, when it is not this one. */
  owner: lineSchema(120).default(''),
  /** Ids of a site and of a machine or suite. */
  site: idSchema.nullable().default(null),
  resource: idSchema.nullable().default(null),
  activity: z.enum(activities).nullable().default(null),
  /** Who looks after it, when it is no radiologist: a technologist. */
  supervisor: lineSchema(120).default(''),
  topics: z.array(lineSchema(120).min(1)).max(40).default([]),
  /** Booked by the session with those who do it, for at least so many weeks. */
  sessions: z
    .strictObject({ minCommitmentWeeks: weeksSchema, withStaff: lineSchema(200) })
    .nullable()
    .default(null),
})
export type Component = z.infer<typeof componentSchema>

/** One of several ways to take an elective; null places = it shares those of the elective. */
export const optionSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  site: idSchema.nullable().default(null),
  places: z.int().min(0).max(1000).nullable().default(null),
})

/** A named way through the whole elective. Tracks that share draw from one number of places. */
export const trackSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  sharesWith: z.array(idSchema).max(20).default([]),
})

/** Finished when its assignments are handed in and answered, whatever the weeks. */
export const moduleSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  objectives: aims,
  assignments: aims,
})
export type Module = z.infer<typeof moduleSchema>

/** What one must have before; `competencies` are the words under which it is recorded. */
export const prerequisiteSchema = z.strictObject({
  says: saysSchema,
  competencies: z.array(idSchema).max(20).default([]),
  /** Levels at which one may take it; empty = any. */
  levels: z.array(idSchema).max(10).default([]),
})
export type Prerequisite = z.infer<typeof prerequisiteSchema>

export const electiveSchema = z.strictObject({
  id: idSchema,
  code: lineSchema(12).min(1),
  name: nameSchema,
  section: idSchema,
  group: lineSchema(120).default(''),
  color: z.int().min(0).max(11).default(10),
  components: z.array(componentSchema).max(30).default([]),
  options: z.array(optionSchema).max(30).default([]),
  tracks: z.array(trackSchema).max(20).default([]),
  objectives: aims,
  duties: aims,
  modules: z.array(moduleSchema).max(30).default([]),
  /** `gate`: the elective is not complete without it. */
  finalProject: z.strictObject({ says: saysSchema, gate: z.boolean() }).nullable().default(null),
  prerequisites: z.array(prerequisiteSchema).max(20).default([]),
  /** Elsewhere: `arranged` needs a request of its own before it may begin. */
  offSite: z
    .array(
      z.strictObject({
        site: idSchema,
        arranged: z.boolean(),
        agreement: lineSchema(400).default(''),
      }),
    )
    .max(10)
    .default([]),
  /** Weeks that it usually takes; null = as many as are planned. */
  nominalWeeks: weeksSchema.nullable().default(null),
  /** It may be shortened to so many. */
  minWeeks: weeksSchema,
  /** For those who go deeper: it may be stretched to so many; null = no longer than usual. */
  extendedWeeks: weeksSchema.nullable().default(null),
  /** People at once. */
  places: z.int().min(0).max(1000),
  careerIntent: lineSchema(200).default(''),
  /** The trainee drafts what is done in it, an adviser agrees. */
  selfDesigned: z.boolean().default(false),
  supervisors: z.array(z.enum(supervisorKinds)).max(5).default(['radiologist']),
  links: z
    .array(z.strictObject({ label: nameSchema, url: z.url({ protocol: /^https?$/ }).nullable() }))
    .max(10)
    .default([]),
  note: lineSchema(600).default(''),
})
export type Elective = z.infer<typeof electiveSchema>
export type ElectiveInput = z.input<typeof electiveSchema>

export const sectionSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  /** Of one person's year at most so many weeks; null = no limit. */
  mostWeeks: weeksSchema.nullable().default(null),
})
export type CatalogueSection = z.infer<typeof sectionSchema>

/** Electives one after the other under one name, with a certificate. */
export const miniFellowshipSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  parts: z
    .array(z.strictObject({ elective: idSchema, weeks: weeksSchema }))
    .min(1)
    .max(12),
  certificate: lineSchema(200).default(''),
})
export type MiniFellowship = z.infer<typeof miniFellowshipSchema>

/** What a programme offers in the academic years from a day on. */
export const catalogueSchema = z.strictObject({
  sections: z.array(sectionSchema).min(1).max(20),
  electives: z.array(electiveSchema).max(300),
  miniFellowships: z.array(miniFellowshipSchema).max(60).default([]),
})
export type Catalogue = z.infer<typeof catalogueSchema>

/** One small change of a draft. `was`: the thing as the editor saw it; null = it is new. */
const edited = <Name extends 'section' | 'elective' | 'mini', Thing extends z.ZodType>(
  name: Name,
  thing: Thing,
) =>
  z.strictObject({
    thing: z.literal(name),
    was: thing.nullable(),
    /** Null = it is removed. */
    is: thing.nullable(),
    /** Where a new one goes; the end when left out. */
    at: z.int().min(0).max(300).optional(),
  })
export const editSchema = z.discriminatedUnion('thing', [
  edited('section', sectionSchema),
  edited('elective', electiveSchema),
  edited('mini', miniFellowshipSchema),
  z.strictObject({
    thing: z.literal('order'),
    of: z.enum(['section', 'elective', 'mini']),
    ids: z.array(idSchema).max(300),
  }),
])
export type Edit = z.infer<typeof editSchema>

/** One thing that two catalogues do not have in common, in sentences. */
export const changeSchema = z.object({
  thing: z.enum(['section', 'elective', 'mini']),
  /** Empty for the order of all of them. */
  id: z.string(),
  name: z.string(),
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  says: z.array(z.string()),
})
export type Change = z.infer<typeof changeSchema>

export const versionSchema = z.object({
  id: z.string(),
  state: z.enum(['draft', 'in force']),
  /** The first day on which it holds; null while it is a draft. */
  since: daySchema.nullable(),
  by: z.string().nullable(),
  at: z.iso.datetime(),
})
export type Version = z.infer<typeof versionSchema>

const namedSchema = z.object({ id: z.string(), name: z.string() })

/** A catalogue as members see it, with the names of what it points at. */
export const catalogueViewSchema = z.object({
  programme: namedSchema,
  institution: namedSchema,
  today: daySchema,
  isPublic: z.boolean(),
  /** Only for planners: what the acting person may do, and the draft. */
  mayPlan: z.boolean(),
  /** What is shown; `id` null = read from the records with which the programme came. */
  shown: z.object({
    id: z.string().nullable(),
    state: z.enum(['draft', 'in force']),
    since: daySchema.nullable(),
    until: daySchema.nullable(),
    version: z.int(),
  }),
  catalogue: catalogueSchema,
  /** The newest last; the draft is not among them. */
  versions: z.array(versionSchema),
  draft: z
    .object({
      id: z.string(),
      version: z.int(),
      /** Against what is in force, or is in force next. */
      changes: z.array(changeSchema),
      findings: z.array(findingSchema),
      /** The day from which it would be put in force: the next academic year. */
      from: daySchema,
    })
    .nullable(),
  sites: z.array(namedSchema),
  resources: z.array(namedSchema),
  competencies: z.array(namedSchema),
  levels: z.array(z.string()),
})
export type CatalogueView = z.infer<typeof catalogueViewSchema>

/** What anybody may read, with no people in it. */
export const publicCatalogueSchema = z.object({
  programme: namedSchema.extend({ specialty: z.string() }),
  institution: namedSchema,
  since: daySchema.nullable(),
  catalogue: catalogueSchema,
  sites: z.array(namedSchema),
  resources: z.array(namedSchema),
})
export type PublicCatalogue = z.infer<typeof publicCatalogueSchema>

/** That somebody has learned something, under the word with which prerequisites ask for it. */
export const competencyRecordSchema = z.object({
  id: z.string(),
  person: z.string(),
  word: z.string(),
  since: daySchema,
  by: z.string(),
  note: z.string(),
})
export type CompetencyRecord = z.infer<typeof competencyRecordSchema>
