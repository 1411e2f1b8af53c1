// Has a finding an obvious way out that is one click away?
import type { Finding } from '../../../kernel/finding.ts'
import { EMPTY } from '../../planning/world.ts'
import { bestOf, peopleFor } from './candidates.ts'
import type { Change } from './clipboard.ts'
import type { Hole } from './coverage-keys.ts'
import { better, type Effects } from './effect.ts'
import type { PlanModel, Rows } from './plan-model.ts'

export type Fix =
  | { kind: 'change'; says: string; label: string; changes: Change[] }
  | { kind: 'people'; says: string; hole: Hole }

/** Only what breaks no other must and makes the year better; null when nothing is obvious. */
export function fixOf(
  model: PlanModel,
  rows: Rows,
  finding: Finding,
  effects: Effects,
): Fix | null {
  const { world } = model
  if (finding.periods.length !== 1 || !world.has('period', finding.periods[0]!)) return null
  const t = world.period(finding.periods[0]!)
  if (finding.rule === 'rota.coverage') return fillHole(model, rows, { finding, t }, effects)
  const [who] = finding.who
  if (finding.who.length !== 1 || !world.has('person', who!)) return null
  return mendCell(model, { p: world.person(who!), t }, effects)
}

function mendCell(model: PlanModel, { p, t }: { p: number; t: number }, effects: Effects) {
  if (!model.world.isPresent(p, t)) return setTo(model, { p, t, after: EMPTY })
  const [best] = [...model.works.keys(), EMPTY]
    .map((after) => ({ after, effect: effects.of([{ p, t, after }]) }))
    .toSorted((one, other) => better(one.effect, other.effect))
  if (!best || best.effect.refuses.length > 0 || best.effect.improves > -1) return null
  return setTo(model, { p, t, after: best.after })
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
function fillHole(
  model: PlanModel,
  rows: Rows,
  { finding, t }: { finding: Finding; t: number },
  effects: Effects,
): Fix | null {
  const works = new Set(finding.works.map((id) => model.world.work(id)))
  const service = model.services.find(
    (entry) =>
      entry.works.size === works.size &&
      [...works].every((work) => entry.works.has(work)) &&
      finding.who.length < entry.min,
  )
  if (!service) return null
  const hole = { service: service.key, t }
  const [best] = peopleFor(model, rows, service, t)
    .map((p) => bestOf(model, rows, { service, t, p }, effects))
    .toSorted((one, other) => better(one.effect, other.effect))
  if (!best || best.effect.refuses.length > 0 || best.effect.improves > -1)
    return { kind: 'people', says: 'Who could…', hole }
  const name = model.names[best.p]!
  return {
    kind: 'change',
    says: `Put ${name} there`,
    label: `${name}, block ${model.heads[t]!.label} set to ${model.works[best.work]!.code}`,
    changes: best.changes,
  }
}
