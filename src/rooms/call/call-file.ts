// The file of a call roster: kinds, people, days; what is asked of the command line.
import { z } from 'zod'
import { addMonths, type Day, daySchema } from '../../kernel/day.ts'
import { type Finding, finding } from '../../kernel/finding.ts'
import { idSchema, lineSchema, nameSchema } from '../../kernel/id.ts'
import { spanSchema } from '../../kernel/span.ts'
import type { CallAsked, GivenCall } from './asked.ts'
import { callPoints, holidaySet } from './days.ts'
import { callFactsSchema } from './schema.ts'

export const callFileSchema = z.strictObject({
  format: z.literal('isocenter.call'),
  version: z.literal(1),
  title: lineSchema(200).optional(),
  span: spanSchema,
  kinds: z
    .array(z.strictObject({ id: idSchema, name: nameSchema, facts: callFactsSchema }))
    .min(1)
    .max(40),
  people: z
    .array(
      z.strictObject({
        id: idSchema,
        name: nameSchema,
        levels: z.array(spanSchema.and(z.object({ level: idSchema }))).min(1),
        months: z.int().min(0).max(240).default(0),
        share: z.number().min(0.1).max(1).default(1),
        competencies: z.array(idSchema).default([]),
        rotations: z
          .array(
            spanSchema.and(z.object({ work: idSchema, categories: z.array(idSchema).default([]) })),
          )
          .default([]),
        leave: z.array(spanSchema).default([]),
        carried: z.number().min(0).max(1000).default(0),
      }),
    )
    .min(1)
    .max(300),
  holidays: z.array(daySchema).default([]),
  majors: z.array(z.array(daySchema).min(1)).default([]),
  fixed: z.array(z.strictObject({ person: idSchema, kind: idSchema, on: daySchema })).default([]),
  /** Days on which somebody would like call, or rather none (`avoid`); without a kind: any. */
  wishes: z
    .array(
      spanSchema.and(
        z.object({
          person: idSchema,
          kind: idSchema.nullable().default(null),
          avoid: z.boolean().default(true),
          rank: z.int().min(1).max(20).default(1),
        }),
      ),
    )
    .default([]),
})
export type CallFile = z.infer<typeof callFileSchema>

const MOST_DAYS = 731

/** What points to nothing, is there twice, or is too long. */
export function checkCallFile(file: CallFile): Finding[] {
  const findings: Finding[] = []
  const say = (says: string, path: string, can: string) =>
    findings.push(finding('call.file', says, { path, can }))
  const twice = (list: readonly { id: string }[], path: string) => {
    const seen = new Set<string>()
    for (const [nth, { id }] of list.entries()) {
      if (seen.has(id))
        say(`"${id}" is there twice.`, `${path}[${nth}].id`, 'Give it an id of its own.')
      seen.add(id)
    }
    return seen
  }
  const kinds = twice(file.kinds, 'kinds')
  const people = twice(file.people, 'people')
  const days = (Date.parse(file.span.to) - Date.parse(file.span.from)) / 86_400_000 + 1
  if (days > MOST_DAYS)
    say(`${days} days are more than ${MOST_DAYS}.`, 'span.to', 'Plan a shorter range.')
  for (const [nth, { person, kind, on }] of file.fixed.entries()) {
    const path = `fixed[${nth}]`
    if (!people.has(person))
      say(`There is no person "${person}".`, `${path}.person`, 'Name one of the file.')
    if (!kinds.has(kind))
      say(`There is no kind "${kind}".`, `${path}.kind`, 'Name one of the file.')
    if (on < file.span.from || on > file.span.to)
      say(`${on} is not in the range.`, `${path}.on`, 'Choose a day of the range.')
  }
  for (const [nth, { person, kind }] of file.wishes.entries()) {
    if (!people.has(person))
      say(`There is no person "${person}".`, `wishes[${nth}].person`, 'Name one of the file.')
    if (kind !== null && !kinds.has(kind))
      say(`There is no kind "${kind}".`, `wishes[${nth}].kind`, 'Name one of the file.')
  }
  for (const [nth, { facts }] of file.kinds.entries())
    if (facts.supervisedBy !== null && !kinds.has(facts.supervisedBy))
      say(
        `There is no kind "${facts.supervisedBy}".`,
        `kinds[${nth}].facts.supervisedBy`,
        'Name one of the file.',
      )
  return findings
}

/** A file without findings, as what is planned. What is fixed stands already. */
export function askedOf(file: CallFile): CallAsked {
  const major = new Set(file.majors.flat())
  const holidays = [...new Set<Day>([...file.holidays, ...major])].sort()
  return {
    ...{ span: file.span, zone: 'UTC', given: file.fixed, pins: [], wishes: file.wishes },
    kinds: file.kinds.map((kind) => ({ ...kind, code: kind.id })),
    holidays: holidays.map((on) => ({ on, name: on, isMajor: major.has(on) })),
    people: file.people.map((person) => ({
      ...person,
      since: addMonths(file.span.from, -person.months),
      competencies: new Set(person.competencies),
      rotations: person.rotations.map((one) => ({ ...one, name: one.work, hours: null })),
    })),
    carried: new Map(file.people.map(({ id, carried }) => [id, { points: carried, majorDays: 0 }])),
  }
}

/** Points by person, what was carried over included. */
export function pointsOf(asked: CallAsked, calls: readonly GivenCall[]): Map<string, number> {
  const holidays = holidaySet(asked.holidays)
  const facts = new Map(asked.kinds.map((kind) => [kind.id, kind.facts]))
  const sums = new Map(asked.people.map(({ id }) => [id, asked.carried.get(id)?.points ?? 0]))
  for (const { person, kind, on } of calls)
    sums.set(person, (sums.get(person) ?? 0) + callPoints(facts.get(kind)!, on, holidays))
  return sums
}
