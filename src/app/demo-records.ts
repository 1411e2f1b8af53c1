// What a programme of the demo teaches, as records: its catalogue, and the work of its cells.
import { demo } from '../../demo/index.ts'
import type { Book } from '../../demo/types.ts'
import type { WorkRow } from '../rooms/programme/index.ts'

export function catalogueRecords(book: Book, programme: string) {
  const record = (kind: string) => (facts: { id: string; name?: string; says?: string }) => ({
    ...{ kind, id: facts.id },
    name: facts.name ?? facts.says ?? facts.id,
    facts: facts as unknown as Record<string, unknown>,
  })
  const mine = (entry: { programme: string }) => entry.programme === programme
  return [
    ...book.rotations.filter(mine).map(record('rotation')),
    ...book.electives.filter(mine).map(record('elective')),
    ...book.conferences.filter(mine).map(record('conference')),
    ...book.headlines.map(record('headline')),
    ...book.volumes.map((volume, nth) => record('volume')({ id: `volume-${nth}`, ...volume })),
    ...book.services.map(record('service')),
    ...book.referringServices.map(record('referring-service')),
    ...book.electiveSections.map(record('elective-section')),
    ...book.miniFellowships.map(record('mini-fellowship')),
    ...book.checklists.map(record('checklist')),
  ]
}

/** What the plans put into cells, the rotations and electives beside them, and leave for everybody. */
export function worksOf(book: Book, programme: string): WorkRow[] {
  const rows = new Map<string, WorkRow>()
  const add = (row: Omit<WorkRow, 'pattern'> & { facts: Record<string, unknown> }) => {
    const categories = [...new Set([...(rows.get(row.id)?.categories ?? []), ...row.categories])]
    const first = rows.get(row.id) ?? { ...row, pattern: patternOf(row) }
    rows.set(row.id, { ...first, categories })
  }
  for (const plan of demo.plans.filter((entry) => entry.programme === programme))
    for (const { id, code, name, kind, categories, resource, site, color } of plan.works)
      add({
        ...{ id, color, facts: {} },
        code: code ?? id,
        name: name ?? id,
        kind: kind ?? 'rotation',
        categories: categories ?? [],
        resource: resource ?? null,
        site: site ?? null,
      })
  for (const { id, code, name, kind, categories, resource, color } of book.rotations)
    add({
      ...{ id, code, name, kind, categories, color, facts: {} },
      resource: resource ?? null,
      site: null,
    })
  add({ id: 'leave', code: 'LV', name: 'Leave', kind: 'leave', categories: [], ...NOWHERE })
  return [...rows.values()]
}

const NOWHERE = { resource: null, site: null, color: 10, facts: {} }

function patternOf(row: { kind: string; categories: string[] }): WorkRow['pattern'] {
  if (row.kind === 'leave') return 'leave'
  if (row.kind === 'call' || row.categories.includes('night')) return 'night'
  if (row.kind === 'research' || row.kind === 'conference') return 'admin'
  return row.categories.some((category) => category === 'offsite' || category === 'off-site')
    ? 'offsite'
    : 'plain'
}
