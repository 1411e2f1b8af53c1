// How is a plan read for the browser, again only when its people, blocks, work or rules differ?
import { useMemo } from 'react'
import type { Finding } from '../../../kernel/finding.ts'
import type { PlanView } from '../schema.ts'
import { readPlan, type PlanModel } from './plan-model.ts'

/** A publication changes none of these, so it draws no row again. */
export function usePlanModel(
  view: PlanView | undefined,
  grouped = false,
): { ok: true; value: PlanModel } | { ok: false; findings: Finding[] } | null {
  const { problem, works, listNames } = view ?? {}
  // An answer with the same content keeps the identity of its parts, so that these are the keys.
  const read = useMemo(
    () =>
      problem && works && listNames ? readOrdered({ problem, works, listNames }, grouped) : null,
    [problem, works, listNames, grouped],
  )
  return useMemo(() => {
    if (!view || !read?.ok) return read && !read.ok ? read : null
    return { ok: true, value: { ...read.value, view } }
  }, [view, read])
}

/** Grouped, the people of one level stand together, whatever order the plan has them in. */
function readOrdered(view: Parameters<typeof readPlan>[0], grouped: boolean) {
  const read = readPlan(view)
  if (!grouped || !read.ok) return read
  const { levels } = read.value
  const isTogether = levels.every((level, p) => levels.indexOf(level) + countOf(levels, level) > p)
  if (isTogether) return read
  const people = view.problem.people
    .map((person, p) => ({ person, level: levels[p]! }))
    .sort((one, other) => one.level.localeCompare(other.level, 'en', { numeric: true }))
    .map(({ person }) => person)
  return readPlan({ ...view, problem: { ...view.problem, people } })
}

const countOf = (levels: readonly string[], level: string) =>
  levels.filter((one) => one === level).length
