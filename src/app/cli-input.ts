// Files of the command line: read, sized up and checked; every fault becomes one sentence.
import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import { type PlanChange, planChangeSchema } from '../rooms/planning/changes.ts'
import { estimate } from '../rooms/planning/index.ts'
import { bind, type Plan, type Rule } from '../rooms/planning/rule.ts'
import { problemSchema, rosterFileSchema } from '../rooms/planning/schema.ts'
import type { Roster } from '../rooms/planning/world.ts'

/** The input is not right; one line a fault. */
export class BadInput extends Error {
  readonly lines: readonly string[]
  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

const MEGABYTE = 1024 * 1024
const MOST_MEGABYTES = 50

/** A file of this shape, or every fault in it with its place. */
export function readTyped<T>(path: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(readJson(path))
  if (!parsed.success) throw new BadInput(parsed.error.issues.map((issue) => sayIssue(path, issue)))
  return parsed.data
}

export function readPlan(path: string, known: readonly Rule[]): Plan {
  const parsed = problemSchema.safeParse(readJson(path))
  if (!parsed.success) throw new BadInput(parsed.error.issues.map((issue) => sayIssue(path, issue)))
  const { refusal } = estimate(parsed.data)
  if (refusal) throw new BadInput([`${path}: ${refusal.says} ${refusal.can}`])
  const bound = bind(parsed.data, known)
  if (bound.ok) return bound.value
  throw new BadInput(
    bound.findings.map(({ path: at, says, can }) =>
      [`${path}:`, at ? `${at}:` : '', says, can ?? ''].filter((part) => part !== '').join(' '),
    ),
  )
}

export function readRosterFor(path: string, plan: Plan): Roster {
  const parsed = rosterFileSchema.safeParse(readJson(path))
  if (!parsed.success) throw new BadInput(parsed.error.issues.map((issue) => sayIssue(path, issue)))
  const { world } = plan
  const faults: string[] = []
  for (const [person, cells] of Object.entries(parsed.data.cells)) {
    if (!world.has('person', person))
      faults.push(`${path}: cells.${person}: There is no person "${person}" in the problem.`)
    if (cells.length !== world.periodCount)
      faults.push(
        `${path}: cells.${person}: ${cells.length} cells, but the problem has ${world.periodCount} periods.`,
      )
    cells.forEach((work, t) => {
      if (work !== null && !world.has('work', work))
        faults.push(`${path}: cells.${person}[${t}]: There is no work "${work}" in the problem.`)
    })
  }
  if (faults.length > 0) throw new BadInput(faults)
  return world.fromCells(parsed.data.cells)
}

const eventFileSchema = z.strictObject({
  format: z.literal('isocenter.event'),
  version: z.literal(1),
  /** Id of the first period that may change. */
  from: z.string(),
  event: planChangeSchema,
})

export function readEvent(path: string, plan: Plan): { from: number; event: PlanChange } {
  const parsed = eventFileSchema.safeParse(readJson(path))
  if (!parsed.success) throw new BadInput(parsed.error.issues.map((issue) => sayIssue(path, issue)))
  const { from, event } = parsed.data
  if (!plan.world.has('period', from))
    throw new BadInput([`${path}: from: There is no period "${from}" in the problem.`])
  return { from: plan.world.period(from), event }
}

export function readJson(path: string): unknown {
  let text: string
  try {
    const megabytes = statSync(path).size / MEGABYTE
    if (megabytes > MOST_MEGABYTES)
      throw new BadInput([
        `${path}: the file has ${megabytes.toFixed(0)} MB; at most ${MOST_MEGABYTES} MB are read.`,
      ])
    text = readFileSync(path, 'utf8')
  } catch (fault) {
    if (fault instanceof BadInput) throw fault
    const code = (fault as NodeJS.ErrnoException).code
    throw new BadInput([
      code === 'ENOENT' ? `${path}: there is no such file.` : `${path}: cannot be read (${code}).`,
    ])
  }
  try {
    // Some editors begin a file with a mark of the byte order.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (fault) {
    throw new BadInput([`${path}: is not JSON: ${(fault as Error).message}`])
  }
}

/** `people[3].name` */
export function sayPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (said, key) =>
      typeof key === 'number' ? `${said}[${key}]` : said ? `${said}.${String(key)}` : String(key),
    '',
  )
}

export function sayIssue(
  file: string,
  issue: { path: readonly PropertyKey[]; message: string },
): string {
  return `${file}: ${sayPath(issue.path) || 'the file'}: ${issue.message}`
}
