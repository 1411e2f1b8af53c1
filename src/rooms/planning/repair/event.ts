// What does an event change of a plan? Someone is away, leaves, arrives; a service or a machine.
import { z } from 'zod'
import { addDays, daySchema } from '../../../kernel/day.ts'
import { type Finding, finding } from '../../../kernel/finding.ts'
import { sharedDays } from '../../../kernel/span.ts'
import type { Model } from '../model.ts'
import { type BoundRule, found, type Plan, type Rule, rule } from '../rule.ts'
import { personSchema, type Problem } from '../schema.ts'
import { checkProblem } from '../check-problem.ts'
import { World } from '../world.ts'

const ref = z.string().min(1)

export const repairEventSchema = z.discriminatedUnion('kind', [
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
])
export type RepairEvent = z.infer<typeof repairEventSchema>

/** The plan as it is after the event, or what does not fit. */
export function applyEvent(
  plan: Plan,
  event: RepairEvent,
): { ok: true; value: Plan } | { ok: false; findings: Finding[] } {
  const faults = unknownNames(plan.world, event)
  const problem = faults.length > 0 ? plan.world.problem : changeFacts(plan.world.problem, event)
  const findings = [...faults, ...(faults.length > 0 ? [] : checkProblem(problem))]
  if (findings.length > 0) return { ok: false, findings }
  const world = new World(problem)
  const added = demandOf(world, event)
  const index = Math.max(-1, ...plan.rules.map((one) => one.index)) + 1
  const own: BoundRule[] = added
    ? [
        {
          rule: added,
          params: {},
          index,
          choice: { rule: added.id, params: {}, strength: 'must' },
        },
      ]
    : []
  return { ok: true, value: { world, rules: [...plan.rules, ...own] } }
}

function unknownNames(world: World, event: RepairEvent): Finding[] {
  const faults: Finding[] = []
  const expect = (isThere: boolean, path: string, noun: string, id: string) => {
    if (isThere) return
    faults.push(finding('planning.event', `There is no ${noun} "${id}".`, { path }))
  }
  if (event.kind === 'leave' || event.kind === 'resignation')
    expect(world.has('person', event.person), 'person', 'person', event.person)
  if (event.kind === 'service-needs') {
    expect(world.has('work', event.work), 'work', 'work', event.work)
    for (const id of event.periods) expect(world.has('period', id), 'periods', 'period', id)
  }
  if (event.kind === 'resource-out') {
    const isThere = world.problem.resources.some(({ id }) => id === event.resource)
    expect(isThere, 'resource', 'resource', event.resource)
  }
  if (
    (event.kind === 'leave' || event.kind === 'resource-out') &&
    event.to &&
    event.to < event.from
  )
    faults.push(finding('planning.event', 'It ends before it begins.', { path: 'to' }))
  return faults
}

function changeFacts(problem: Problem, event: RepairEvent): Problem {
  if (event.kind === 'leave') {
    const { person, from, to, work } = event
    const absence = { person, from, to, ...(work ? { work } : {}) }
    return { ...problem, absences: [...problem.absences, absence] }
  }
  if (event.kind === 'resignation') {
    const to = addDays(event.from, -1)
    const people = problem.people.map((person) =>
      person.id === event.person ? { ...person, to } : person,
    )
    return { ...problem, people }
  }
  if (event.kind === 'arrival') return { ...problem, people: [...problem.people, event.person] }
  if (event.kind === 'resource-out' && !event.to) {
    const resources = problem.resources.map((resource) =>
      resource.id === event.resource ? { ...resource, to: addDays(event.from, -1) } : resource,
    )
    return { ...problem, resources }
  }
  return problem
}

/** What must hold because of the event, whether or not a rule of the plan looks at the facts. */
function demandOf(world: World, event: RepairEvent): Rule | null {
  const post = postOf(world, event)
  if (!post) return null
  return rule({
    id: 'planning.event',
    title: 'What has happened',
    params: z.strictObject({}),
    goal: 'coverage',
    source: 'What has happened',
    sentence: () => sayEvent(world, event),
    post: (_, model) => post(model),
    check: (_, { world: here, roster }) =>
      brokenBy(here, event).flatMap(([p, t, works]) =>
        works.includes(roster[here.cell(p, t)]!)
          ? [found(here, 'planning.event', sayEvent(here, event), { people: [p], periods: [t] })]
          : [],
      ),
    examples: [],
  })
}

function postOf(world: World, event: RepairEvent): ((model: Model) => void) | null {
  const says = () => sayEvent(world, event).replace(/\.$/, '')
  if (event.kind === 'service-needs') {
    const w = world.work(event.work)
    return (model) => {
      for (const id of event.periods) {
        const t = world.period(id)
        const terms = world.problem.people.flatMap((_, p) => model.any(p, t, [w]))
        model.atLeast(event.min, terms, { periods: [t], works: [w], says })
      }
    }
  }
  if (event.kind !== 'leave' && event.kind !== 'resource-out') return null
  return (model) => {
    for (const [p, t, works] of brokenBy(world, event))
      if (works.length > 0)
        model.atMost(0, model.any(p, t, works), { people: [p], periods: [t], works, says })
  }
}

/** Cells and the works that may no longer stand there. */
function brokenBy(world: World, event: RepairEvent): [p: number, t: number, works: number[]][] {
  const every = world.problem.work.map((_, w) => w)
  const periods = world.problem.periods.map((period, t) => ({ period, t }))
  if (event.kind === 'leave') {
    const p = world.person(event.person)
    const works = every.filter((w) => !world.isLeave(w))
    return periods.flatMap(({ period, t }) =>
      sharedDays(event, period) > 0 && world.isAbsent(p, t) ? [[p, t, works]] : [],
    )
  }
  if (event.kind !== 'resource-out') return []
  const works = every.filter((w) => world.problem.work[w]!.resource === event.resource)
  const to = event.to ?? world.problem.periods.at(-1)!.to
  return periods.flatMap(({ period, t }) =>
    sharedDays({ from: event.from, to }, period) > 0
      ? world.problem.people.map((_, p): [number, number, number[]] => [p, t, works])
      : [],
  )
}

/** The event in a sentence. */
export function sayEvent(world: World, event: RepairEvent): string {
  switch (event.kind) {
    case 'leave':
      return `${world.name(world.person(event.person))} is away.`
    case 'resignation':
      return `${world.name(world.person(event.person))} has left.`
    case 'arrival':
      return `${event.person.name} has arrived.`
    case 'service-needs':
      return `${world.workName(world.work(event.work))} needs ${event.min}.`
    case 'resource-out': {
      const resource = world.problem.resources.find(({ id }) => id === event.resource)
      return `${resource?.name ?? event.resource} is out of use.`
    }
  }
}
