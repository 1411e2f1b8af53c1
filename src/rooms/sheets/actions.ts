// Sheets out, and drafts made of sheets that come in.
import { type Finding, finding, type Outcome, done, refused } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import type { z } from 'zod'
import type { Actor } from '../people/schema.ts'
import {
  asSeenBy,
  findMarks,
  findPublication,
  type Frame,
  insertDraft,
  insertEdit,
  openDraft,
  readFrame,
  upsertMarks,
  viewDraft,
  writeCells,
} from '../rota/index.ts'
import type { CellChange, DraftView } from '../rota/schema.ts'
import type { Sheet } from './grid-book.ts'
import { columnParts } from './lists.ts'
import type { Alias, importSchema } from './schema.ts'
import { findAliases, upsertAliases } from './store.ts'

/** What a spreadsheet of a draft, or of the published year, shows to this person. */
export async function readSheet(
  db: Database,
  actor: Actor,
  source: { draft: string } | { plan: string },
  now: Moment,
): Promise<Sheet | undefined> {
  return db.inTenant(actor.institution.id, async (tx) => {
    if ('draft' in source) {
      const open = await openDraft(tx, source.draft, false)
      if (!open) return undefined
      const title = `${open.frame.plan.title}, draft ${open.row.name}`
      return {
        ...{ frame: open.frame, cells: open.cells, title },
        marks: await findMarks(tx, source.draft),
        origin: { plan: open.row.plan, line: source.draft, version: open.row.version, title },
      }
    }
    const frame = await readFrame(tx, source.plan)
    const row = await findPublication(tx, source.plan)
    if (!frame || !row) return undefined
    const seen = asSeenBy(frame, row.cells, actor, now)
    const title = `${frame.plan.title}, version ${row.version}`
    // Only a whole year can come back; who sees less takes a sheet for the wall.
    const origin = { plan: source.plan, line: 'published', version: row.version, title }
    return { ...seen, marks: [], title, ...(seen.frame === frame ? { origin } : {}) }
  })
}

export async function listAliases(
  db: Database,
  actor: Actor,
  plan: string,
): Promise<Outcome<{ aliases: Alias[] }>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const frame = await readFrame(tx, plan)
    if (!frame) return missing(`There is no plan "${plan}".`)
    return done({ aliases: await findAliases(tx, frame.plan.programme) })
  })
}

/** All of it or nothing: a draft, its cells as one import, its notes, and what the labels mean. */
export async function importDraft(
  db: Database,
  actor: Actor,
  plan: string,
  wanted: z.output<typeof importSchema>,
): Promise<Outcome<DraftView>> {
  const tenant = actor.institution.id
  const by = actor.person.id
  return db.inTenant(tenant, async (tx) => {
    const frame = await readFrame(tx, plan)
    if (!frame) return missing(`There is no plan "${plan}".`)
    const faults = checkImport(frame, wanted)
    if (faults.length > 0) return refused(...faults)
    const draft = await insertDraft(tx, tenant, { plan, name: wanted.name, by })
    const changes: CellChange[] = wanted.cells.map(({ person, period, work }) => ({
      ...{ person, period, before: null, after: work },
    }))
    await writeCells(tx, tenant, frame, draft, changes)
    const label = `Imported ${wanted.name}`
    await insertEdit(tx, tenant, { draft, by, label, changes, source: 'import' })
    const marks = wanted.notes.map((note) => ({ ...note, pinned: false }))
    await upsertMarks(tx, tenant, draft, marks)
    await upsertAliases(tx, tenant, frame.plan.programme, wanted.aliases)
    return done((await viewDraft(tx, draft, by))!)
  })
}

function checkImport(
  frame: Frame,
  { cells, notes, aliases }: z.output<typeof importSchema>,
): Finding[] {
  const { people, periods, work } = frame.problem
  const [known, blocks, works] = [people, periods, work].map(
    (entries) => new Set(entries.map(({ id }) => id)),
  ) as [Set<string>, Set<string>, Set<string>]
  const seen = new Set<string>()
  const findings: Finding[] = []
  const say = (path: string, says: string) =>
    findings.push(finding('sheets.import', says, { path }))
  for (const [list, entries] of [
    ['cells', cells],
    ['notes', notes],
  ] as const)
    entries.forEach(({ person, period }, nth) => {
      if (!known.has(person)) say(`${list}[${nth}].person`, `"${person}" is nobody in this year.`)
      if (!blocks.has(period))
        say(`${list}[${nth}].period`, `"${period}" is no block of this year.`)
    })
  cells.forEach(({ person, period, work: id }, nth) => {
    if (!works.has(id)) say(`cells[${nth}].work`, `"${id}" is no work of this year.`)
    const cell = `${person} ${period}`
    if (seen.has(cell))
      say(`cells[${nth}]`, `The cell of "${person}" in "${period}" stands there twice.`)
    seen.add(cell)
  })
  aliases.forEach(({ kind, means }, nth) => {
    const meanings = { work: works, person: known, column: new Set<string>(columnParts) }
    if (means !== null && !meanings[kind].has(means))
      say(`aliases[${nth}].means`, `"${means}" is no ${kind} here.`)
  })
  return findings
}
