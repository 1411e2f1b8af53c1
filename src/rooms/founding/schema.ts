// The words of a beginning: a programme, its year, its people and its work, as somebody types them in.
import { z } from 'zod'
import { emailSchema, passwordSchema } from '../accounts/schema.ts'
import { checkBlocks } from '../../kernel/block-calendar.ts'
import { daySchema, isDay } from '../../kernel/day.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'
import { not } from '../../kernel/schemas.ts'
import { workKinds } from '../programme/schema.ts'

export const levelSchema = z.strictObject({ id: lineSchema(20).min(1), label: nameSchema })

export const traineeSchema = z.strictObject({
  given: nameSchema,
  family: nameSchema,
  level: lineSchema(20).min(1),
  /** Only for whoever begins late or ends early. */
  from: daySchema.optional(),
  to: daySchema.optional(),
})
export type Trainee = z.infer<typeof traineeSchema>

/** `code` is what stands in a cell and what demands refer to. */
export const foundedWorkSchema = z.strictObject({
  code: lineSchema(8).min(1),
  name: nameSchema,
  kind: z.enum(workKinds),
})
export type FoundedWork = z.infer<typeof foundedWorkSchema>

/** Blocks of a work that everybody of a level spends on it in this year; `level` null = everybody. */
export const demandSchema = z.strictObject({
  work: lineSchema(8).min(1),
  level: lineSchema(20).nullable(),
  least: z.int().min(0).max(400),
  most: z.int().min(0).max(400).nullable(),
})
export type Demand = z.infer<typeof demandSchema>

/** People at once on a work, in every block. */
export const serviceSchema = z.strictObject({
  work: lineSchema(8).min(1),
  least: z.int().min(0).max(500),
  most: z.int().min(0).max(500).nullable(),
})
export type Service = z.infer<typeof serviceSchema>

const MOST_BLOCKS = 400
export const foundingSchema = z
  .strictObject({
    name: nameSchema,
    kind: z.enum(['fellowship', 'residency']),
    specialty: nameSchema,
    title: nameSchema,
    blocks: z
      .array(
        z.strictObject({ id: idSchema, label: lineSchema(40), from: daySchema, to: daySchema }),
      )
      .min(1)
      .max(MOST_BLOCKS),
    levels: z.array(levelSchema).min(1).max(12),
    people: z.array(traineeSchema).min(1).max(500),
    works: z.array(foundedWorkSchema).min(1).max(300),
    demands: z.array(demandSchema).max(2_000).default([]),
    services: z.array(serviceSchema).max(300).default([]),
  })
  .superRefine(({ blocks, levels, people, works, demands, services }, context) => {
    const say = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message })
    // This is asked even when a day was found to be none, which is said already.
    if (blocks.every(({ from, to }) => isDay(from) && isDay(to)))
      for (const fault of checkBlocks(blocks)) say(['blocks'], fault.says)
    const codes = works.map(({ code }) => code.toLowerCase())
    const known = new Set(levels.map(({ id }) => id))
    codes.forEach((code, nth) => {
      if (codes.indexOf(code) < nth) say(['works', nth, 'code'], `stands there twice${not(code)}`)
    })
    people.forEach(({ level, from, to }, nth) => {
      if (!known.has(level))
        say(['people', nth, 'level'], `is no level of this programme${not(level)}`)
      if (from && to && to < from) say(['people', nth, 'to'], `is before ${from}${not(to)}`)
    })
    for (const [list, entries] of [
      ['demands', demands],
      ['services', services],
    ] as const)
      entries.forEach((entry, nth) => {
        if (!codes.includes(entry.work.toLowerCase()))
          say([list, nth, 'work'], `is the code of no work${not(entry.work)}`)
        if (entry.most !== null && entry.most < entry.least)
          say([list, nth, 'most'], `is less than ${entry.least}${not(entry.most)}`)
        const level = 'level' in entry ? (entry as Demand).level : null
        if (level !== null && !known.has(level))
          say([list, nth, 'level'], `is no level of this programme${not(level)}`)
      })
  })
export type Founding = z.output<typeof foundingSchema>

export const foundedSchema = z.object({
  programme: z.string(),
  plan: z.string(),
  draft: z.string(),
})

/** Somebody who begins where nobody is yet: an institution of their own, to try with. */
export const openingSchema = z.strictObject({
  institution: nameSchema,
  timeZone: z.string().max(60).refine(isZone, { error: 'is no time zone that is known here' }),
  given: nameSchema,
  family: nameSchema,
  /**
   * With it you sign in from now on, and nobody signs in by being chosen any more. Null: only to try,
   * as in the demo, where whoever reaches the server may be anybody.
   */
  account: z.strictObject({ email: emailSchema, password: passwordSchema }).nullable(),
})

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name !== ''
  } catch {
    return false
  }
}
