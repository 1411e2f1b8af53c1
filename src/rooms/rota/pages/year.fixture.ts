// A small year for the tests of the grid: rows are drawn as text, one letter a block.
import { EMPTY } from '../../planning/world.ts'
import { FORMAT, type ProblemInput, problemSchema } from '../../planning/schema.ts'
import type { DraftView, PlanView } from '../schema.ts'
import { type PlanModel, type Rows, readPlan } from './plan-model.ts'

const CODES = ['A', 'B', 'C', 'D']
const days = (nth: number) => `2026-07-${String(nth * 7 + 1).padStart(2, '0')}`

/** `people` by name; four blocks of a week, works A to D. */
export function yearOf(people: readonly string[], more: Partial<ProblemInput> = {}): PlanModel {
  const problem = problemSchema.parse({
    format: FORMAT,
    version: 1,
    periods: [0, 1, 2, 3].map((nth) => ({
      ...{ id: `b${nth + 1}`, label: String(nth + 1) },
      from: days(nth),
      to: `2026-07-${String(nth * 7 + 7).padStart(2, '0')}`,
    })),
    people: people.map((name) => ({ id: name.toLowerCase(), name })),
    work: CODES.map((code) => ({ id: code.toLowerCase(), code, name: `Work ${code}` })),
    ...more,
  })
  const frame = readPlan({ problem, works: [], listNames: {} })
  if (!frame.ok) throw new Error(frame.findings[0]?.says)
  return { ...frame.value, view: { id: 'year', title: 'Year', drafts: [] } as unknown as PlanView }
}

export function drawn(model: PlanModel, rows: Rows): string[] {
  return rows.map((row) => [...row].map((work) => model.works[work]?.code ?? '.').join(''))
}

export function rowsFrom(model: PlanModel, lines: readonly string[]): Rows {
  return lines.map((line) =>
    Int16Array.from([...line], (code) => (code === '.' ? EMPTY : model.byCode.get(code)!)),
  )
}

export function draftOf(model: PlanModel, lines: readonly string[], version = 1): DraftView {
  const { people, work } = model.world.problem
  const rows = rowsFrom(model, lines)
  return {
    ...{ id: 'draft', plan: 'year', name: 'Draft', kind: 'draft', changes: [], version },
    cells: Object.fromEntries(
      people.map(({ id }, p) => [id, [...rows[p]!].map((w) => work[w]?.id ?? null)]),
    ),
    ...{ marks: [], canUndo: false, canRedo: false, openSolve: null },
  }
}
