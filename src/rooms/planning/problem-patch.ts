// What would be different? A change of a problem as data (the operations of RFC 6902).
import { assert } from '../../kernel/finding.ts'
import { type Problem, problemSchema } from './schema.ts'

/** `path` as in RFC 6901 without `~`: `/rules/3/params/min`; `-` adds at the end of a list. */
export type PatchStep =
  | { op: 'add' | 'replace'; path: string; value: unknown }
  | { op: 'remove'; path: string }
export type ProblemPatch = PatchStep[]

/** The problem with all steps done in order; the problem itself stays. Throws on a path that is not there. */
export function applyPatch(problem: Problem, patch: ProblemPatch): Problem {
  const copy: unknown = structuredClone(problem)
  for (const step of patch) {
    const keys = step.path.split('/').slice(1)
    const last = keys.pop()
    const parent = keys.reduce((at: unknown, key) => (at as Record<string, unknown>)?.[key], copy)
    assert(typeof parent === 'object' && parent !== null && last, `${step.path} is there`)
    if (Array.isArray(parent)) changeList(parent, last, step)
    else if (step.op === 'remove') delete (parent as Record<string, unknown>)[last]
    else (parent as Record<string, unknown>)[last] = step.value
  }
  return problemSchema.parse(copy)
}

function changeList(list: unknown[], key: string, step: PatchStep): void {
  const at = key === '-' ? list.length : Number(key)
  if (step.op === 'add') list.splice(at, 0, step.value)
  else if (step.op === 'remove') list.splice(at, 1)
  else list[at] = step.value
}
