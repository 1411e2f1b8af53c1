// What a rule is: one file with a sentence, parameters, a judge, a compiler and drawn examples.
import { z } from 'zod'
import { type Finding, finding, sayList } from '../../kernel/finding.ts'
import type { Facts } from './draw.ts'
import type { Model } from './model.ts'
import type { Goal, Problem, RuleChoice } from './schema.ts'
import { checkProblem } from './check-problem.ts'
import { nearest } from './nearest.ts'
import { type Roster, type Unit, World } from './world.ts'

/** What a rule looks at when it judges: the facts and the roster, with the usual questions. */
export type View = { world: World; roster: Roster; at: (p: number, t: number) => number }

/** A small drawn roster and what the rule says of it; drawn as in `draw.ts`. */
export type Example<Params> = {
  /** A sentence: `A second fellow in the OR magnet is refused`. */
  title: string
  with: Params
  /** One line a person: name, level in brackets if any, then one letter a period, `.` = nothing. */
  roster: string
  /** Facts beside the picture (absences, wishes, resources, categories ...). */
  facts?: Facts
  /** Total amount; 0 = the rule is content. */
  by: number
}

/** A burden that a rule shares out: enough to show it, and to ask how evenly it could be shared. */
export type Load = {
  works: readonly number[]
  unit: Unit
  /** Is anything asked of this person? */
  isAsked: (p: number) => boolean
  /** Part of full time for which the person is there, 0 to 1: loads are compared divided by it. */
  share: (p: number) => number
  /** Brought along from earlier years, by person, as it counts. */
  past: readonly number[]
  /** What one cell weighs, before it is divided by `share`. */
  weight: (p: number, t: number, w: number) => number
}

export type RuleSpec<Schema extends z.ZodType> = {
  /** `room.rule-name`; stable for ever, never reused. */
  id: string
  /** Two or three words for lists and menus. */
  title: string
  params: Schema
  /** The goal under which it is served when a programme prefers it. */
  goal: Goal
  /** Where it comes from: a text, or `Programme policy`. */
  source: string
  sentence: (params: z.output<Schema>, world?: World) => string
  /** Names in the params that must exist; unknown ones are reported with the nearest known name. */
  refs?: (params: z.output<Schema>) => {
    works?: string[]
    people?: string[]
    levels?: string[]
    resources?: string[]
    periods?: string[]
    /** People, levels or groups in one list. */
    who?: string[]
  }
  /** The burdens that it shares out, if that is what it does. */
  loads?: (params: z.output<Schema>, world: World) => Load[]
  /** Judges any roster, hand-made or solved. Written without looking at `post`. */
  check: (params: z.output<Schema>, view: View) => Finding[]
  /** Tells the solver. Written without looking at `check`; absent = judged only, shown as such. */
  post?: (params: z.output<Schema>, model: Model) => void
  examples: Example<z.input<Schema>>[]
}
// oxlint-disable-next-line no-explicit-any
export type Rule = RuleSpec<any>

/** Declares a rule; exists only so that params are typed inside it. */
export function rule<Schema extends z.ZodType>(spec: RuleSpec<Schema>): RuleSpec<Schema> {
  return spec
}

/** One rule choice bound to its rule, params read and defaults filled in. */
export type BoundRule = { rule: Rule; params: unknown; choice: RuleChoice; index: number }

/** Problem, world and rules that fit together: the input of checking, solving and explaining. */
export type Plan = { world: World; rules: BoundRule[] }

/** Binds a problem to a list of rules, or says everything that does not fit, facts and rules alike. */
export function bind(
  problem: Problem,
  known: readonly Rule[],
): { ok: true; value: Plan } | { ok: false; findings: Finding[] } {
  const findings = checkProblem(problem)
  const byId = new Map(known.map((entry) => [entry.id, entry]))
  const names = namesIn(problem)
  const rules: BoundRule[] = []
  problem.rules.forEach((choice, index) => {
    const path = `rules[${index}]`
    const found = byId.get(choice.rule)
    if (!found) {
      const near = nearest(choice.rule, [...byId.keys()])
      findings.push(
        finding('planning.rules', `There is no rule "${choice.rule}".`, {
          path: `${path}.rule`,
          can: near ? `Did you mean "${near}"?` : `Known rules: ${[...byId.keys()].join(', ')}.`,
        }),
      )
      return
    }
    const parsed = found.params.safeParse(choice.params)
    const issues = parsed.success ? [] : parsed.error.issues
    for (const issue of issues)
      findings.push(
        finding('planning.rules', `${choice.rule}: ${issue.message}.`, {
          path: [`${path}.params`, ...issue.path].join('.'),
        }),
      )
    // Names are looked up in what can be read, so that they are not only reported the next time.
    const params = parsed.success ? parsed.data : withoutFaults(found, choice.params, issues)
    const unknown = params === undefined ? [] : unknownRefs(found, params, names, path)
    findings.push(...unknown)
    if (parsed.success && unknown.length === 0)
      rules.push({ rule: found, params: parsed.data, choice, index })
  })
  if (findings.length > 0) return { ok: false, findings }
  return { ok: true, value: { world: new World(problem), rules } }
}

/** The params without the fields that cannot be read; undefined when the rest cannot be read either. */
function withoutFaults(
  known: Rule,
  params: Record<string, unknown>,
  issues: readonly z.core.$ZodIssue[],
): unknown {
  const faulty = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys : issue.path.slice(0, 1).map(String),
    ),
  )
  const rest = Object.fromEntries(Object.entries(params).filter(([key]) => !faulty.has(key)))
  return known.params.safeParse(rest).data
}

type Names = Record<keyof ReturnType<NonNullable<Rule['refs']>>, Set<string>>

function namesIn(problem: Problem): Names {
  const people = problem.people.map((person) => person.id)
  const levels = problem.people.flatMap((person) => [
    ...(person.level ? [person.level] : []),
    ...(person.levels ?? []).map((entry) => entry.level),
    ...person.groups,
  ])
  return {
    works: new Set(problem.work.flatMap((work) => [work.id, ...work.categories])),
    people: new Set(people),
    levels: new Set(levels),
    resources: new Set(problem.resources.map((resource) => resource.id)),
    periods: new Set(problem.periods.map((period) => period.id)),
    who: new Set([...people, ...levels]),
  }
}

const NOUNS: Record<keyof Names, string> = {
  works: 'work or category',
  people: 'person',
  levels: 'level or group',
  resources: 'resource',
  periods: 'block',
  who: 'person, level or group',
}

function unknownRefs(known: Rule, params: unknown, names: Names, path: string): Finding[] {
  const refs = known.refs?.(params) ?? {}
  return (Object.keys(NOUNS) as (keyof Names)[]).flatMap((kind) =>
    (refs[kind] ?? [])
      .filter((name) => !names[kind].has(name))
      .map((name) => {
        const near = nearest(name, [...names[kind]])
        const says = `${known.id} names the ${NOUNS[kind]} "${name}", which does not exist.`
        return finding('planning.rules', says, {
          path: `${path}.params`,
          can: near ? `Did you mean "${near}"?` : 'Remove the rule or add what it names.',
        })
      }),
  )
}

/** The judge's verdict on one rule; every finding carries the index of its choice in `choice`. */
export type Verdict = { bound: BoundRule; findings: Finding[] }

/** Judges a roster by every rule: the second opinion on whatever the solver says. */
export function judge(plan: Plan, roster: Roster): Verdict[] {
  const view = makeView(plan.world, roster)
  return plan.rules.map((bound) => ({ bound, findings: bound.rule.check(bound.params, view) }))
}

/** A finding about people, periods and works given by index. `by` in the unit that `says` names. */
export function found(
  world: World,
  id: string,
  says: string,
  about: { by?: number; people?: number[]; periods?: number[]; works?: number[]; can?: string },
): Finding {
  const { problem } = world
  return {
    rule: id,
    says,
    by: about.by ?? 1,
    who: about.people?.map((p) => problem.people[p]!.id) ?? [],
    periods: about.periods?.map((t) => problem.periods[t]!.id) ?? [],
    works: about.works?.map((w) => problem.work[w]!.id) ?? [],
    ...(about.can ? { can: about.can } : {}),
  }
}

export function makeView(world: World, roster: Roster): View {
  return { world, roster, at: (p, t) => roster[world.cell(p, t)]! }
}

/** `A`, `A or B`, `A, B or C`. */
export function sayAny(words: readonly string[]): string {
  if (words.length <= 1) return words.join('')
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** The works that a rule names, by their names: `Night float or MSK`; a category keeps its word. */
export function sayWorks(names: readonly string[], world?: World): string {
  return sayAny(
    names.map((name) => (world?.has('work', name) ? world.workName(world.work(name)) : name)),
  )
}

/** One of a unit: `week`, and `block` for the periods of the plan. */
export function sayUnit(unit: Unit): string {
  return unit === 'periods' ? 'block' : unit.slice(0, -1)
}

/** Whom a rule asks, at the head of its sentence: `Everybody`, `Every R1 or chief`. */
export function sayEvery(levels?: readonly string[]): string {
  return levels?.length ? `Every ${sayAny(levels)}` : 'Everybody'
}

/** The periods that a rule names: successive ones as one stretch; without a world by their ids. */
export function sayPeriods(ids: readonly string[], world?: World): string {
  if (!world || ids.some((id) => !world.has('period', id))) return sayList(ids)
  const stretches: { from: number; to: number }[] = []
  for (const t of ids.map((id) => world.period(id)).sort((one, other) => one - other)) {
    const last = stretches.at(-1)
    if (last && t <= last.to + 1) last.to = t
    else stretches.push({ from: t, to: t })
  }
  return sayList(stretches.map(({ from, to }) => world.stretchName(from, to)))
}

/** Is this person there in the period and named in `names`: ids of people, levels and groups? */
export function isAmong(world: World, p: number, t: number, names: readonly string[]): boolean {
  if (names.length === 0 || !world.isPresent(p, t)) return false
  return names.includes(world.problem.people[p]!.id) || world.isOneOf(p, t, names)
}

/** The unbroken stretches of these works in a person's row; other levels and absence cut them. */
export function runsOf(
  { world, at }: View,
  p: number,
  works: readonly number[],
  levels?: readonly string[],
): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  for (let t = 0; t < world.periodCount; t++) {
    if (!works.includes(at(p, t)) || !world.isThere(p, t, levels)) continue
    const last = runs.at(-1)
    if (last?.to === t - 1) last.to = t
    else runs.push({ from: t, to: t })
  }
  return runs
}
