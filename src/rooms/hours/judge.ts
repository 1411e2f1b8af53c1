// What does a pack say of a timeline? Every rule, every person, with the intervals behind it.
import { type Outcome, done, type Finding, finding, refused } from '../../kernel/finding.ts'
import { hoursRules } from './rules/index.ts'
import type { HoursRule, Measured } from './rules/rule.ts'
import type { Pack, PackRule, Timeline, TimelinePerson, Verdict } from './schema.ts'
import { readWorker } from './worker.ts'

type Bound = { of: PackRule; rule: HoursRule; params: unknown }
export type BoundPack = { pack: Pack; rules: Bound[] }

/** A pack whose rules are known and whose parameters are right; else every fault of it. */
export function bindPack(pack: Pack): Outcome<BoundPack> {
  const findings: Finding[] = []
  const rules = pack.rules.flatMap((of, nth): Bound[] => {
    const path = `rules[${nth}]`
    const rule = hoursRules.get(of.rule)
    if (pack.rules.findIndex(({ id }) => id === of.id) < nth)
      findings.push(
        finding('hours.pack', `The rule "${of.id}" is there twice.`, { path: `${path}.id` }),
      )
    if (!rule) {
      findings.push(
        finding('hours.pack', `There is no rule "${of.rule}".`, {
          path: `${path}.rule`,
          can: `Choose one of ${[...hoursRules.keys()].join(', ')}.`,
        }),
      )
      return []
    }
    const parsed = rule.params.safeParse(of.params)
    if (parsed.success) return [{ of, rule, params: parsed.data }]
    for (const issue of parsed.error.issues)
      findings.push(
        finding('hours.pack', `${of.id}: ${issue.message}`, {
          path: [path, 'params', ...issue.path].join('.'),
        }),
      )
    return []
  })
  return findings.length > 0 ? refused(...findings) : done({ pack, rules })
}

/** In the order of people, then of the pack, then of time. Expects a timeline without findings. */
export function judgeTimeline(timeline: Timeline, bound: BoundPack): Verdict[] {
  return timeline.people.flatMap((person) => judgePerson(person, bound, timeline.known))
}

export function judgePerson(
  person: TimelinePerson,
  { pack, rules }: BoundPack,
  known?: Timeline['known'],
): Verdict[] {
  const worker = readWorker(person, pack.settings)
  return rules.flatMap(({ of, rule, params }) =>
    rule.judge(worker, params).map((measured): Verdict => ({
      ...{ rule: of.id, clause: of.clause, edition: pack.edition, level: of.level },
      ...{ person: worker.id, unit: rule.unit, ...measured },
      state: stateIn(measured, rule, known),
      window: measured.window && {
        from: measured.window.from,
        to: measured.window.to,
        name: measured.window.name,
      },
    })),
  )
}

/** What a window that is not recorded whole says yet. */
function stateIn(
  { state, window }: Measured,
  { grows }: HoursRule,
  known: Timeline['known'],
): Verdict['state'] {
  if (!known || !window || (known.from <= window.from && window.to <= known.to)) return state
  if (state === 'broken' && grows) return 'broken'
  return state === 'kept' || state === 'broken' ? 'running' : state
}

/** Broken first and by weight; what is only to be looked at after it. */
export function sortVerdicts(verdicts: readonly Verdict[]): {
  violations: Verdict[]
  advisories: Verdict[]
  policy: Verdict[]
  review: Verdict[]
} {
  const broken = verdicts.filter(({ state }) => state === 'broken')
  return {
    violations: broken.filter(({ level }) => level === 'core'),
    advisories: broken.filter(({ level }) => level === 'detail'),
    policy: broken.filter(({ level }) => level === 'policy'),
    review: verdicts.filter(({ state }) => state === 'review'),
  }
}
