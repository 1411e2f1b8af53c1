// Which people are on screen, under which headings, and which work is in question?
import type { PlanModel, Rows } from './plan-model.ts'

/** As it stands in the address, so that a link shows the same rows. */
export type Filter = {
  levels: readonly string[]
  /** As the service is called under the grid. */
  service: string | null
  /** Id of a site. */
  site: string | null
  grouped: boolean
}
export const NO_FILTER: Filter = { levels: [], service: null, site: null, grouped: false }

export type Line =
  | { kind: 'person'; p: number }
  | { kind: 'heading'; level: string; people: number; open: boolean }

export type RowView = {
  lines: readonly Line[]
  /** On which line each person who is shown stands. */
  lineOf: ReadonlyMap<number, number>
  shown: readonly number[]
  /** Everybody there is. */
  of: number
  /** The works in question: cells with others step back; absent = all. */
  keeps: ReadonlySet<number> | undefined
}

export function everybody(count: number): RowView {
  return linesOf(
    Array.from({ length: count }, (_, p) => ({ kind: 'person', p })),
    count,
  )
}

/** A service or a site shows the rows that hold work of it, as `rows` are. */
export function viewRows(
  model: PlanModel,
  rows: Rows,
  filter: Filter,
  folded: ReadonlySet<string> = new Set(),
): RowView {
  const keeps = worksOf(model, filter)
  const wanted = rows.flatMap((row, p) => {
    const { levels } = filter
    if (levels.length > 0 && !levels.includes(model.levels[p]!)) return []
    return !keeps || row.some((work) => keeps.has(work)) ? [p] : []
  })
  if (!filter.grouped || !model.levels.some(Boolean))
    return linesOf(
      wanted.map((p) => ({ kind: 'person', p })),
      rows.length,
      keeps,
    )
  const groups = new Map<string, number[]>()
  for (const p of wanted) groups.set(model.levels[p]!, [...(groups.get(model.levels[p]!) ?? []), p])
  const lines = [...groups].flatMap(([level, people]): Line[] => {
    const open = !folded.has(level)
    const heading: Line = { kind: 'heading', level, people: people.length, open }
    return [heading, ...(open ? people.map((p): Line => ({ kind: 'person', p })) : [])]
  })
  return linesOf(lines, rows.length, keeps)
}

function linesOf(lines: readonly Line[], of: number, keeps?: ReadonlySet<number>): RowView {
  const lineOf = new Map(
    lines.flatMap((line, nth) => (line.kind === 'person' ? [[line.p, nth] as const] : [])),
  )
  return { lines, lineOf, shown: [...lineOf.keys()], of, keeps }
}

function worksOf(model: PlanModel, { service, site }: Filter): ReadonlySet<number> | undefined {
  const asked = service === null ? undefined : model.services.filter(({ says }) => says === service)
  // A link may name what this year does not have: it then hides nothing.
  const serves = asked?.length ? new Set(asked.flatMap(({ works }) => [...works])) : undefined
  const there = model.world.problem.work.flatMap((work, w) => (work.site === site ? [w] : []))
  if (site === null || there.length === 0) return serves
  return new Set(there.filter((w) => !serves || serves.has(w)))
}

/** Sites at which this year has work, by name. */
export function sitesOf(model: PlanModel): { value: string; label: string }[] {
  const names = model.view.siteNames
  const ids = new Set(model.world.problem.work.flatMap(({ site }) => site ?? []))
  return [...ids]
    .map((id) => ({ value: id, label: names[id] ?? id }))
    .sort((one, other) => one.label.localeCompare(other.label))
}

export function levelsOf(model: PlanModel): string[] {
  return [...new Set(model.levels)].filter(Boolean)
}

/** What was asked for and left out, to be said: nothing disappears in silence. */
export function sayShown({ lines, shown, of }: RowView): string {
  const folded = lines.some((line) => line.kind === 'heading' && !line.open)
  if (shown.length === of) return `All ${of} shown`
  return `${shown.length} of ${of} shown${folded ? ', some folded away' : ''}`
}

type Search = Record<string, unknown>

export function filterOf(search: Search): Filter {
  const text = (name: string) => (search[name] === undefined ? '' : String(search[name]))
  return {
    levels: text('level').split(',').filter(Boolean),
    service: text('service') || null,
    site: text('site') || null,
    grouped: text('group') === 'level',
  }
}

/** The other parts of the address stay as they are. */
export function searchOf(filter: Filter, search: Search): Search {
  const { level: _, service: _s, site: _p, group: _g, ...others } = search
  return {
    ...others,
    ...(filter.levels.length > 0 ? { level: filter.levels.join(',') } : {}),
    ...(filter.service ? { service: filter.service } : {}),
    ...(filter.site ? { site: filter.site } : {}),
    ...(filter.grouped ? { group: 'level' } : {}),
  }
}
