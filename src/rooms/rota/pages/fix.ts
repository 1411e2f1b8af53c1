// Has a finding an obvious way out that is one click away?
import type { Finding } from '../../../kernel/finding.ts'
import { EMPTY } from '../../planning/world.ts'
import { bestOf, type Candidate, peopleFor } from './candidates.ts'
import type { Change } from './clipboard.ts'
import type { Hole } from './coverage-keys.ts'
import { better, type Effect, type Effects } from './effect.ts'
import type { PlanModel, Rows, Service } from './plan-model.ts'
import type { Cell } from './selection.ts'

export type Fix =
  | { kind: 'change'; says: string; label: string; changes: Change[] }
  | { kind: 'people'; says: string; hole: Hole }

/**
 * Looks for one, a judgement at a time, so that the caller may paint between two of them. Only what
 * breaks no other must and makes the year better; null when nothing is obvious.
 */
export function* seekFix(
  model: PlanModel,
  rows: Rows,
  finding: Finding,
  effects: Effects,
): Generator<undefined, Fix | null> {
  const { world } = model
  if (finding.periods.length !== 1 || !world.has('period', finding.periods[0]!)) return null
  const t = world.period(finding.periods[0]!)
  if (finding.rule === 'rota.coverage') return yield* fillHole(model, rows, { finding, t }, effects)
  const [who] = finding.who
  if (finding.who.length !== 1 || !world.has('person', who!)) return null
  return yield* mendCell(model, { p: world.person(who!), t }, effects)
}

function isObvious({ refuses, improves }: Effect): boolean {
  return refuses.length === 0 && improves <= -1
}

function* mendCell(
  model: PlanModel,
  { p, t }: Cell,
  effects: Effects,
): Generator<undefined, Fix | null> {
  if (!model.world.isPresent(p, t)) return setTo(model, { p, t, after: EMPTY })
  let best: { after: number; effect: Effect } | null = null
  for (const after of [...model.works.keys(), EMPTY]) {
    const effect = effects.of([{ p, t, after }])
    if (isObvious(effect) && (!best || better(effect, best.effect) < 0)) best = { after, effect }
    yield
  }
  return best && setTo(model, { p, t, after: best.after })
}

function setTo(model: PlanModel, change: Change): Fix {
  const { p, t, after } = change
  const where = `${model.names[p]}, block ${model.heads[t]!.label}`
  const code = model.works[after]?.code
  return {
    kind: 'change',
    says: code ? `Set ${code}` : 'Clear it',
    label: code ? `${where} set to ${code}` : `${where} cleared`,
    changes: [change],
  }
}

/** Too few: the best person, or the list of all; too many is for people to weigh. */
function* fillHole(
  model: PlanModel,
  rows: Rows,
  { finding, t }: { finding: Finding; t: number },
  effects: Effects,
): Generator<undefined, Fix | null> {
  const service = shortService(model, finding)
  if (!service) return null
  let best: Candidate | null = null
  for (const p of peopleFor(model, rows, service, t)) {
    const found = bestOf(model, rows, { service, t, p }, effects)
    if (isObvious(found.effect) && (!best || better(found.effect, best.effect) < 0)) best = found
    yield
  }
  if (!best) return { kind: 'people', says: 'Who could…', hole: { service: service.key, t } }
  return {
    kind: 'change',
    says: `Put ${model.names[best.p]} there`,
    label: `${model.names[best.p]}, block ${model.heads[t]!.label} set to ${model.works[best.work]!.code}`,
    changes: best.changes,
  }
}

function shortService({ services, world }: PlanModel, finding: Finding): Service | undefined {
  const works = new Set(finding.works.map((id) => world.work(id)))
  return services.find(
    (entry) =>
      entry.works.size === works.size &&
      [...works].every((work) => entry.works.has(work)) &&
      finding.who.length < entry.min,
  )
}
