// Which small changes of the problem could dissolve a conflict? Guesses, cheapest first, not yet tried.
import { addDays } from '../../../kernel/day.ts'
import { sayCount, sayList } from '../../../kernel/finding.ts'
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
/** One rule is given up for so many people or periods; for more of them it is given up. */
const MOST_EXEMPT = 4
/** How far a number is moved everywhere, in units. */
const STEPS = [1, 2, 3, 5]
/** Where it is known how much is needed: that, or a little more where others need it too. */
const stepsFor = (need: number) => [need, need + 1, need + 3]
const STEP = {
  number: 5,
  pin: 2,
  leave: 3,
  capacity: 4,
  exempt: 6,
  altogether: 7,
  soften: 8,
} as const

/** `needs`: by how much each choice must give way at least, where that is known; see `needs.ts`. */
export function relaxations(
  plan: Plan,
  { parts }: Explanation,
  needs: ReadonlyMap<number, number>,
): Relaxation[] {
  const choices = [...new Set(parts.map((part) => part.choice))]
  const bound = choices.flatMap((choice) => plan.rules.filter(({ index }) => index === choice))
  const all = [
    ...bound.flatMap((one) => changeNumbers(plan, one, parts, needs.get(one.index))),
    ...movePins(plan, parts),
    ...moveLeave(plan, parts),
    ...addCapacity(plan, parts),
    ...bound.flatMap((one) => exempt(plan, one, parts, needs.get(one.index))),
    ...exemptAltogether(plan, parts),
    ...bound.flatMap((one) => giveUp(plan, one)),
  ]
  return all.sort((one, other) => one.size - other.size)
}

type Parts = Explanation['parts']

/** One number of a rule up or down: in one period, for one person, or everywhere. */
function changeNumbers(
  { world }: Plan,
  bound: BoundRule,
  parts: Parts,
  need: number | undefined,
): Relaxation[] {
  if (need === Infinity) return []
  const { rule, choice, index } = bound
  const own = parts.filter((part) => part.choice === index)
  const places = [
    ...placesOf(own, 'periods').map((id) => ['periods', id] as const),
    ...placesOf(own, 'people').map((id) => ['people', id] as const),
  ]
  const all = { periods: idsOf(world.problem.periods), people: idsOf(world.problem.people) }
  const steps = need === undefined ? STEPS : stepsFor(Math.max(1, Math.ceil(need - 1e-6)))
  const found: Relaxation[] = []
  for (const [name, value] of Object.entries(choice.params)) {
    if (typeof value !== 'number') continue
    for (const by of stepsOf(name))
      // Where one fewer does not help, two or three may; a larger step is a larger change.
      for (const times of steps) {
        const next = { ...choice.params, [name]: value + by * times }
        const parsed = rule.params.safeParse(next)
        if (!parsed.success || value + by * times < 0) continue
        if (times === steps[0])
          for (const [key, id] of places) {
            const narrow = narrowTo(bound, next, key, [id], all[key])
            if (!narrow) continue
            const size = narrow.size + Math.min(times, 9) / 10
            const family = `${index} ${name} ${by} ${id}`
            found.push({ ...narrow, size, family, says: saySplit(narrow.params) })
          }
        found.push({
          says: `Everywhere: ${rule.sentence(parsed.data, world)}`,
          changes: [{ kind: 'rule', choice: choiceKey(choice, index), params: next }],
          size: STEP.number + Math.min(times, 9) / 10,
          family: `${index} ${name} ${by}`,
        })
      }
  }
  return found

  function saySplit(params: unknown): string {
    return `Only here: ${rule.sentence(rule.params.parse(params), world)}`
  }
}

const placesOf = (own: Parts, key: 'periods' | 'people') =>
  [...new Set(own.flatMap((part) => (key === 'people' ? part.who : part.periods)))].slice(
    0,
    MOST_PLACES,
  )

/** The rule for everybody, or for every period, but those of the conflict. */
function exempt(
  { world }: Plan,
  bound: BoundRule,
  parts: Parts,
  need: number | undefined,
): Relaxation[] {
  if (need === Infinity) return []
  const { rule, choice, index } = bound
  const own = parts.filter((part) => part.choice === index)
  const all = { periods: idsOf(world.problem.periods), people: idsOf(world.problem.people) }
  return (['people', 'periods'] as const).flatMap((key): Relaxation[] => {
    const here = [...new Set(own.flatMap((part) => (key === 'people' ? part.who : part.periods)))]
    if (here.length === 0 || here.length > MOST_EXEMPT) return []
    const narrow = narrowTo(bound, choice.params, key, here, all[key])
    if (!narrow) return []
    const names = here.map((id) =>
      key === 'people' ? world.name(world.person(id)) : world.periodName(world.period(id)),
    )
    const sentence = rule.sentence(bound.params, world)
    return [
      {
        says: `Not ${key === 'people' ? 'for' : 'in'} ${sayList(names)}: ${sentence}`,
        changes: narrow.changes.slice(0, 1),
        size: STEP.exempt + here.length / 10,
      },
    ]
  })
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

/**
 * A conflict about one person: out of every such rule, and with them all others who are there for a
 * part of the year, if that is what makes it impossible.
 */
function exemptAltogether({ world, rules }: Plan, parts: Parts): Relaxation[] {
  const [id, ...others] = new Set(parts.flatMap(({ who }) => who))
  if (id === undefined || others.length > 0) return []
  const isPart = (p: number) => world.problem.periods.some((_, t) => !world.isPresent(p, t))
  const everybody = idsOf(world.problem.people)
  const who = isPart(world.person(id)) ? everybody.filter((one) => isPart(world.person(one))) : [id]
  const level = world.levelAt(world.person(id), 0)
  const ids = new Set(parts.map((part) => part.rule))
  const changes = rules.flatMap((bound) => {
    const { levels, people } = bound.choice.params as { levels?: string[]; people?: string[] }
    const isAsked = (!levels || levels.includes(level ?? '')) && (!people || people.includes(id))
    if (!ids.has(bound.rule.id) || !isAsked || bound.choice.strength !== 'must') return []
    return narrowTo(bound, bound.choice.params, 'people', who, everybody)?.changes.slice(0, 1) ?? []
  })
  if (changes.length === 0) return []
  const names = sayList(who.map((one) => world.name(world.person(one))))
  const part = isPart(world.person(id)) ? ', there for a part of the year only,' : ''
  const says = `Leave ${names}${part} out of ${sayCount(changes.length, 'rule')} of this conflict.`
  return [{ says, changes, size: STEP.altogether }]
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
