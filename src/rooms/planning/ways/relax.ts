// Which small changes of the problem could dissolve a conflict? Guesses, cheapest first, not yet tried.
import { addDays } from '../../../kernel/day.ts'
import type { Explanation } from '../explain.ts'
import { choiceKey, type PlanChange } from '../changes.ts'
import type { BoundRule, Plan } from '../rule.ts'

/** `size`: how much it changes; the smaller, the sooner it is tried and the higher it is listed. */
export type Relaxation = {
  says: string
  changes: PlanChange[]
  size: number
  /** Of larger and larger steps in one direction the first that helps is enough. */
  family?: string
}

/** Of each rule in the conflict so many periods or people are tried one by one. */
const MOST_PLACES = 3
/** How far a number is moved everywhere, in units. */
const STEPS = [1, 2, 3, 5]
const STEP = { number: 5, pin: 2, leave: 3, capacity: 4, soften: 8 } as const

export function relaxations(plan: Plan, { parts }: Explanation): Relaxation[] {
  const choices = [...new Set(parts.map((part) => part.choice))]
  const bound = choices.flatMap((choice) => plan.rules.filter(({ index }) => index === choice))
  const all = [
    ...bound.flatMap((one) => changeNumbers(plan, one, parts)),
    ...movePins(plan, parts),
    ...moveLeave(plan, parts),
    ...addCapacity(plan, parts),
    ...bound.flatMap((one) => giveUp(plan, one)),
  ]
  return all.sort((one, other) => one.size - other.size)
}

type Parts = Explanation['parts']

/** One number of a rule one up or down: in one period, for one person, or everywhere. */
function changeNumbers({ world }: Plan, bound: BoundRule, parts: Parts): Relaxation[] {
  const { rule, choice, index } = bound
  const own = parts.filter((part) => part.choice === index)
  const periods = [...new Set(own.flatMap((part) => part.periods))].slice(0, MOST_PLACES)
  const people = [...new Set(own.flatMap((part) => part.who))].slice(0, MOST_PLACES)
  const found: Relaxation[] = []
  for (const [name, value] of Object.entries(choice.params)) {
    if (typeof value !== 'number') continue
    for (const by of stepsOf(name)) {
      const params = { ...choice.params, [name]: value + by }
      if (value + by < 0) continue
      const narrow = [
        ...periods.map((id) =>
          narrowTo(bound, params, 'periods', [id], idsOf(world.problem.periods)),
        ),
        ...people.map((id) => narrowTo(bound, params, 'people', [id], idsOf(world.problem.people))),
      ]
      for (const one of narrow) if (one) found.push({ ...one, says: saySplit(one.params) })
      // Where one fewer does not help, two or three may; a larger step is a larger change.
      for (const times of STEPS) {
        const next = { ...choice.params, [name]: value + by * times }
        const parsed = rule.params.safeParse(next)
        if (!parsed.success || value + by * times < 0) continue
        found.push({
          says: `Everywhere: ${rule.sentence(parsed.data, world)}`,
          changes: [{ kind: 'rule', choice: choiceKey(choice, index), params: next }],
          size: STEP.number + times / 10,
          family: `${index} ${name} ${by}`,
        })
      }
    }
  }
  return found

  function saySplit(params: unknown): string {
    return `Only here: ${rule.sentence(rule.params.parse(params), world)}`
  }
}

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id)

/** The direction in which a number asks for less, where its name tells; otherwise both. */
function stepsOf(name: string): number[] {
  if (/^min|atLeast|between/i.test(name)) return [-1]
  if (/^max|atMost|allowed/i.test(name)) return [1]
  return [-1, 1]
}

/** The rule twice: as it was for all other places, and as `params` for these. */
function narrowTo(
  { rule, choice, index }: BoundRule,
  params: Record<string, unknown>,
  key: 'periods' | 'people',
  here: string[],
  all: string[],
): { changes: PlanChange[]; size: number; params: Record<string, unknown> } | null {
  const asked = choice.params[key]
  const before = Array.isArray(asked) && asked.length > 0 ? (asked as string[]) : all
  const others = before.filter((id) => !here.includes(id))
  if (others.length === 0) return null
  const there = { ...choice.params, [key]: others }
  const narrowed = { ...params, [key]: here }
  // A rule that does not know the key says so; one with a loose schema would ignore it.
  const keys = Object.keys((rule.params as { shape?: object }).shape ?? {})
  if (!keys.includes(key)) return null
  if (!rule.params.safeParse(there).success || !rule.params.safeParse(narrowed).success) return null
  const { id: _, ...rest } = choice
  return {
    params: narrowed,
    size: 1,
    changes: [
      { kind: 'rule', choice: choiceKey(choice, index), params: there },
      { kind: 'new-rule', rule: { ...rest, params: narrowed } },
    ],
  }
}

function movePins({ world }: Plan, parts: Parts): Relaxation[] {
  const { pins } = world.problem
  return pins.flatMap((pin): Relaxation[] => {
    const isMeant = parts.some(
      ({ who, periods }) => who.includes(pin.person) && periods.includes(pin.period),
    )
    if (!isMeant) return []
    const name = world.name(world.person(pin.person))
    const when = world.periodName(world.period(pin.period))
    const what = pin.work === null ? 'nothing' : world.workName(world.work(pin.work))
    return [
      {
        says: `Do not fix ${name} to ${what} in ${when}.`,
        changes: [{ kind: 'unpin', person: pin.person, period: pin.period }],
        size: STEP.pin,
      },
    ]
  })
}

function moveLeave({ world }: Plan, parts: Parts): Relaxation[] {
  const { absences, periods } = world.problem
  const last = periods.at(-1)!
  return absences.flatMap((absence) => {
    const touched = parts.filter(({ who }) => who.includes(absence.person))
    const ids = new Set(touched.flatMap((part) => part.periods))
    const at = periods.filter(({ from, to }) => from <= absence.to && to >= absence.from)
    if (!at.some(({ id }) => ids.has(id))) return []
    const days = world.periodDays[world.period(at[0]!.id)]!
    const name = world.name(world.person(absence.person))
    return [-1, 1].flatMap((way): Relaxation[] => {
      const [from, to] = [addDays(absence.from, way * days), addDays(absence.to, way * days)]
      if (from < periods[0]!.from || to > last.to) return []
      return [
        {
          says: `Move the leave of ${name} one block ${way < 0 ? 'earlier' : 'later'}.`,
          changes: [
            { kind: 'move-leave', person: absence.person, from: absence.from, days: way * days },
          ],
          size: STEP.leave,
        },
      ]
    })
  })
}

function addCapacity({ world }: Plan, parts: Parts): Relaxation[] {
  const { resources, work } = world.problem
  const works = new Set(parts.flatMap((part) => part.works))
  const used = new Set(work.filter(({ id }) => works.has(id)).map(({ resource }) => resource))
  return resources.flatMap((resource): Relaxation[] =>
    used.has(resource.id)
      ? [
          {
            says: `Let ${resource.name ?? resource.id} take ${resource.capacity + 1} instead of ${resource.capacity} at once.`,
            changes: [{ kind: 'capacity', resource: resource.id, capacity: resource.capacity + 1 }],
            size: STEP.capacity,
          },
        ]
      : [],
  )
}

/** Wish for it instead of demanding it. */
function giveUp({ world }: Plan, { rule, params, choice, index }: BoundRule): Relaxation[] {
  const sentence = rule.sentence(params, world).replace(/\.$/, '')
  return [
    {
      says: `Make a wish of this rule: ${sentence}.`,
      changes: [
        {
          kind: 'rule',
          choice: choiceKey(choice, index),
          strength: { prefer: rule.goal, price: 1 },
        },
      ],
      size: STEP.soften,
    },
  ]
}
