// The programme's choice of rules: rows with author and reason, checked before they are kept.
import { z } from 'zod'
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { Actor } from '../people/schema.ts'
import { bind, type Rule } from '../planning/rule.ts'
import type { RuleChoice } from '../planning/schema.ts'
import { World } from '../planning/world.ts'
import { type Frame, readFrame } from './frame.ts'
import { rotaRules } from './rules/index.ts'
import type { ChoiceView } from './schema.ts'
import { type ChoiceRow, endChoice, insertChoice } from './store.ts'

const byId = new Map(rotaRules.map((rule) => [rule.id, rule]))

export async function listRules(db: Database, actor: Actor, plan: string) {
  const frame = await db.inTenant(actor.institution.id, (tx) => readFrame(tx, plan))
  if (!frame) return missing(`There is no plan "${plan}".`)
  const world = new World(frame.problem)
  return done({
    choices: frame.choices.map((choice) => viewChoice(choice, world)),
    catalogue: rotaRules.map(viewRule),
  })
}

function viewRule(rule: Rule) {
  return {
    id: rule.id,
    title: rule.title,
    goal: rule.goal,
    source: rule.source,
    form: z.toJSONSchema(rule.params, { io: 'input' }) as Record<string, unknown>,
    examples: rule.examples.map(({ title, roster, by }) => ({ title, roster, by })),
  }
}

function viewChoice(choice: ChoiceRow, world: World): ChoiceView {
  const rule = byId.get(choice.rule)
  const parsed = rule?.params.safeParse(choice.params)
  return {
    ...choice,
    title: rule?.title ?? choice.rule,
    sentence: parsed?.success
      ? rule!.sentence(parsed.data, world)
      : `The rule ${choice.rule} no longer fits; remove it or choose it again.`,
  }
}

/** Adds or replaces a choice when it fits the plan; otherwise says everything that does not. */
export async function chooseRule(
  db: Database,
  actor: Actor,
  plan: string,
  wanted: Pick<RuleChoice, 'rule' | 'params' | 'strength'> & {
    id?: string | undefined
    reason: string
  },
): Promise<Outcome<ChoiceView>> {
  const tenant = actor.institution.id
  return db.inTenant(tenant, async (tx) => {
    const frame = await readFrame(tx, plan)
    if (!frame) return missing(`There is no plan "${plan}".`)
    const { id: replaces, ...choice } = wanted
    const fits = checkFit(frame, choice)
    if (!fits.ok) return fits
    if (replaces && !(await endChoice(tx, plan, replaces, actor.person.id)))
      return refused(
        finding('rota.choice', 'Somebody has changed or removed this rule meanwhile.', {
          can: 'Reload the rules and change it again if you still want to.',
        }),
      )
    const author = actor.person.name
    const id = await insertChoice(tx, tenant, plan, { ...choice, author }, replaces)
    return done(viewChoice({ ...choice, id, author }, new World(frame.problem)))
  })
}

function checkFit(frame: Frame, choice: RuleChoice): Outcome<unknown> {
  const alone = bind({ ...frame.problem, rules: [choice] }, rotaRules)
  if (alone.ok) return alone
  return refused(
    ...alone.findings.map((entry) => ({
      ...entry,
      path: entry.path?.replace(/^rules\[0\]\.?/, ''),
    })),
  )
}

export async function dropRule(
  db: Database,
  actor: Actor,
  plan: string,
  choice: string,
): Promise<Outcome<Record<string, never>>> {
  return db.inTenant(actor.institution.id, async (tx) =>
    (await endChoice(tx, plan, choice, actor.person.id))
      ? done({})
      : missing('This rule is not chosen in this plan any more.'),
  )
}
