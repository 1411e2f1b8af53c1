// What do the fields of a change mean?
import { type PlanChange, planChangeSchema } from '../../planning/changes.ts'
import type { PlanView } from '../schema.ts'

/** The parts that the fields fill; which of them count depends on `kind`. */
export type Parts = {
  kind: string
  person: string
  name: string
  level: string
  work: string
  periods: string[]
  resource: string
  choice: string
  from: string
  to: string
  number: number
}

export function beginning({ problem }: PlanView): Parts {
  const none = { person: '', name: '', level: '', work: '', periods: [], choice: '', from: '' }
  return { kind: 'leave', ...none, to: '', number: 1, resource: problem.resources[0]?.id ?? '' }
}

/** The number that a rule is about: how much, how many. */
export function numberOf(params: Record<string, unknown>): { key: string; value: number } | null {
  const key = ['amount', 'min', 'max', 'most', 'within', 'allowed', 'between', 'length'].find(
    (name) => typeof params[name] === 'number',
  )
  return key ? { key, value: params[key] as number } : null
}

export function levelsOf({ problem }: PlanView): string[] {
  return [
    ...new Set(
      problem.people.flatMap(({ level, levels = [] }) => [
        ...(level ? [level] : []),
        ...levels.map((entry) => entry.level),
      ]),
    ),
  ]
}

/** The change that the fields mean; null while something is missing. */
export function readChange(plan: PlanView, parts: Parts): PlanChange | null {
  const { kind, person, from, to, work, periods, number, resource, choice } = parts
  const id = idOf(parts.name)
  const chosen = plan.problem.rules.find((entry) => entry.id === choice)
  const asked = chosen && numberOf(chosen.params)
  const raw: Record<string, unknown> = {
    leave: { person, from, to, ...(work ? { work } : {}) },
    resignation: { person, from },
    arrival: { person: { id, name: parts.name.trim(), level: parts.level || undefined, from } },
    'service-needs': { work, periods, min: number },
    'resource-out': { resource, from, ...(to ? { to } : {}) },
    capacity: { resource, capacity: number },
    rule:
      asked && asked.value !== number
        ? { choice, params: { ...chosen.params, [asked.key]: number } }
        : null,
    'drop-rule': { choice },
    'new-work': { work: { id, name: parts.name.trim(), code: codeOf(parts.name) } },
  }
  const fields = raw[kind]
  if (!fields) return null
  const parsed = planChangeSchema.safeParse({ kind, ...fields })
  return parsed.success ? parsed.data : null
}

const idOf = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const codeOf = (name: string) =>
  name
    .replace(/[^A-Za-z ]/g, '')
    .slice(0, 3)
    .toUpperCase() || 'NEW'
