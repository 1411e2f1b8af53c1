// What could be different in a plan? Changes as data: what has happened, what if, what would help.
import { z } from 'zod'
import { addDays, type Day, daySchema } from '../../kernel/day.ts'
import { type Finding, finding } from '../../kernel/finding.ts'
import { idSchema as ref } from '../../kernel/id.ts'
import { saySpan } from '../../kernel/span.ts'
import { nearest } from './nearest.ts'
import {
  personSchema,
  type Problem,
  ruleChoiceSchema,
  strengthSchema,
  workSchema,
} from './schema.ts'

export const planChangeSchema = z.discriminatedUnion('kind', [
  /** Away for these days; `work`: the kind of leave. */
  z.strictObject({
    kind: z.literal('leave'),
    person: ref,
    from: daySchema,
    to: daySchema,
    work: ref.optional(),
  }),
  /** No longer there from this day on. */
  z.strictObject({ kind: z.literal('resignation'), person: ref, from: daySchema }),
  /** Somebody new, with the day of arrival in `person.from`. */
  z.strictObject({ kind: z.literal('arrival'), person: personSchema }),
  /** At least so many people on a work in these periods. */
  z.strictObject({
    kind: z.literal('service-needs'),
    work: ref,
    periods: z.array(ref).min(1),
    min: z.int().min(0),
  }),
  /** Not usable from this day on, or for these days. */
  z.strictObject({
    kind: z.literal('resource-out'),
    resource: ref,
    from: daySchema,
    to: daySchema.optional(),
  }),
  /** The absence of a person that begins on this day begins so many days later (or, < 0, earlier). */
  z.strictObject({ kind: z.literal('move-leave'), person: ref, from: daySchema, days: z.int() }),
  /** A cell that was fixed is free again. */
  z.strictObject({ kind: z.literal('unpin'), person: ref, period: ref }),
  /** A resource takes so many at once. */
  z.strictObject({ kind: z.literal('capacity'), resource: ref, capacity: z.int().min(0) }),
  /** A new work: a site, a service, an elective. */
  z.strictObject({ kind: z.literal('new-work'), work: workSchema }),
  /** A chosen rule with other parameters or another strength; `choice` as `choiceKey` gives it. */
  z.strictObject({
    kind: z.literal('rule'),
    choice: ref,
    params: z.record(z.string(), z.unknown()).optional(),
    strength: strengthSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('new-rule'), rule: ruleChoiceSchema }),
  z.strictObject({ kind: z.literal('drop-rule'), choice: ref }),
])
export type PlanChange = z.infer<typeof planChangeSchema>

/** How a change names a chosen rule: by its id, or `#3` for the fourth of the list when it has none. */
export function choiceKey(choice: { id?: string | undefined }, index: number): string {
  return choice.id ?? `#${index}`
}

/** The problem with the changes made in order, or every name that does not exist. */
export function changeProblem(
  problem: Problem,
  changes: readonly PlanChange[],
): { ok: true; value: Problem } | { ok: false; findings: Finding[] } {
  const findings: Finding[] = []
  let now = problem
  for (const [index, change] of changes.entries()) {
    const faults = unknownIn(now, change, changes.length === 1 ? '' : `changes[${index}].`)
    findings.push(...faults)
    if (faults.length === 0) now = changeOnce(now, change)
  }
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value: now }
}

function unknownIn(problem: Problem, change: PlanChange, path: string): Finding[] {
  const faults: Finding[] = []
  const expect = (known: readonly string[], key: string, noun: string, id: string) => {
    if (known.includes(id)) return
    const near = nearest(id, [...known])
    faults.push(
      finding('planning.change', `There is no ${noun} "${id}".`, {
        path: `${path}${key}`,
        can: near ? `Did you mean "${near}"?` : 'Look at what the plan holds.',
      }),
    )
  }
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)
  const free = (known: readonly string[], key: string, noun: string, id: string) => {
    if (known.includes(id))
      faults.push(finding('planning.change', `There is a ${noun} "${id}" already.`, { path: key }))
  }
  if ('person' in change && typeof change.person === 'string')
    expect(ids(problem.people), 'person', 'person', change.person)
  if ('resource' in change) expect(ids(problem.resources), 'resource', 'resource', change.resource)
  if ('choice' in change)
    expect(problem.rules.map(choiceKey), 'choice', 'rule of that choice', change.choice)
  if (change.kind === 'unpin') expect(ids(problem.periods), 'period', 'block', change.period)
  if (change.kind === 'service-needs') {
    expect(ids(problem.work), 'work', 'work', change.work)
    for (const id of change.periods) expect(ids(problem.periods), 'periods', 'block', id)
  }
  if (change.kind === 'leave' && change.work !== undefined)
    expect(ids(problem.work), 'work', 'work', change.work)
  if (change.kind === 'arrival') free(ids(problem.people), 'person.id', 'person', change.person.id)
  if (change.kind === 'new-work') free(ids(problem.work), 'work.id', 'work', change.work.id)
  if (change.kind === 'move-leave') {
    const own = problem.absences.filter(({ person }) => person === change.person)
    expect(
      own.map(({ from }) => from),
      'from',
      'absence from',
      change.from,
    )
  }
  if ('to' in change && change.to && change.to < change.from)
    faults.push(finding('planning.change', 'It ends before it begins.', { path: `${path}to` }))
  return faults
}

function changeOnce(problem: Problem, change: PlanChange): Problem {
  const { people, absences, resources, rules } = problem
  switch (change.kind) {
    case 'leave': {
      const { person, from, to, work } = change
      const absence = { person, from, to, ...(work === undefined ? {} : { work }) }
      return { ...problem, absences: [...absences, absence] }
    }
    case 'resignation':
      return {
        ...problem,
        people: people.map((person) =>
          person.id === change.person ? { ...person, to: addDays(change.from, -1) } : person,
        ),
      }
    case 'arrival':
      return { ...problem, people: [...people, change.person] }
    case 'resource-out':
      // With an end it is a demand, not a fact: a resource knows one stretch of use only.
      if (change.to) return problem
      return {
        ...problem,
        resources: resources.map((resource) =>
          resource.id === change.resource
            ? { ...resource, to: addDays(change.from, -1) }
            : resource,
        ),
      }
    case 'move-leave':
      return {
        ...problem,
        absences: absences.map((absence) =>
          absence.person === change.person && absence.from === change.from
            ? {
                ...absence,
                from: addDays(absence.from, change.days),
                to: addDays(absence.to, change.days),
              }
            : absence,
        ),
      }
    case 'unpin':
      return {
        ...problem,
        pins: problem.pins.filter(
          ({ person, period }) => person !== change.person || period !== change.period,
        ),
      }
    case 'capacity':
      return {
        ...problem,
        resources: resources.map((resource) =>
          resource.id === change.resource ? { ...resource, capacity: change.capacity } : resource,
        ),
      }
    case 'new-work':
      return { ...problem, work: [...problem.work, change.work] }
    case 'rule':
      return {
        ...problem,
        rules: rules.map((choice, index) =>
          choiceKey(choice, index) === change.choice
            ? {
                ...choice,
                params: change.params ?? choice.params,
                strength: change.strength ?? choice.strength,
              }
            : choice,
        ),
      }
    case 'new-rule':
      return { ...problem, rules: [...rules, change.rule] }
    case 'drop-rule':
      return {
        ...problem,
        rules: rules.filter((choice, index) => choiceKey(choice, index) !== change.choice),
      }
    case 'service-needs':
      return problem
  }
}

/** Ids of the people whom a change is about. */
export function concernedBy(change: PlanChange): string[] {
  if (change.kind === 'arrival') return [change.person.id]
  return 'person' in change ? [change.person] : []
}

/** The change in a sentence, with the names that the problem gives. */
export function sayChange(problem: Problem, change: PlanChange): string {
  const nameIn = (list: readonly { id: string; name?: string | undefined }[], id: string) =>
    list.find((entry) => entry.id === id)?.name ?? id
  const person = (id: string) => nameIn(problem.people, id)
  const resource = (id: string) => nameIn(problem.resources, id)
  const day = (value: Day) => saySpan({ from: value, to: value })
  switch (change.kind) {
    case 'leave':
      return `${person(change.person)} is away, ${saySpan(change)}.`
    case 'resignation':
      return `${person(change.person)} leaves on ${day(change.from)}.`
    case 'arrival': {
      const { name, level, from } = change.person
      return `${name}${level ? ` (${level})` : ''} arrives${from ? ` on ${day(from)}` : ''}.`
    }
    case 'service-needs':
      return `${nameIn(problem.work, change.work)} needs ${change.min} in ${change.periods.length === 1 ? `block ${labelOf(problem, change.periods[0]!)}` : `${change.periods.length} blocks`}.`
    case 'resource-out': {
      const when = change.to
        ? saySpan({ from: change.from, to: change.to })
        : `from ${day(change.from)}`
      return `${resource(change.resource)} is out of use, ${when}.`
    }
    case 'move-leave':
      return `The leave of ${person(change.person)} from ${day(change.from)} moves to ${day(addDays(change.from, change.days))}.`
    case 'unpin':
      return `${person(change.person)}, block ${labelOf(problem, change.period)}, is free again.`
    case 'capacity':
      return `${resource(change.resource)} takes ${change.capacity} at once.`
    case 'new-work':
      return `${change.work.name ?? change.work.id} is new.`
    case 'rule':
      return `The rule ${sayRule(problem, change.choice)} asks for something else.`
    case 'new-rule':
      return `The rule ${change.rule.rule} is new.`
    case 'drop-rule':
      return `The rule ${sayRule(problem, change.choice)} is no more.`
  }
}

function labelOf(problem: Problem, period: string): string {
  return problem.periods.find(({ id }) => id === period)?.label ?? period
}

function sayRule(problem: Problem, key: string): string {
  return problem.rules.find((choice, index) => choiceKey(choice, index) === key)?.rule ?? key
}
