// A sheet of ours comes back: is it the right one, is it still true, and which cells were changed in it?
import {
  type Finding,
  finding,
  type Outcome,
  done,
  refused,
  sayCount,
} from '../../kernel/finding.ts'
import { columnLetters } from './columns.ts'
import { nearest } from '../planning/nearest.ts'
import type { Cells } from '../planning/schema.ts'
import type { CellChange } from '../rota/schema.ts'
import { type Origin, originSchema, type Table, type WorkbookView } from './schema.ts'

export const HIDDEN_PAGE = '_isocenter'
export const TWIN_FORMAT = 'isocenter.sheet'
/** The last of each is hidden and holds ids. */
export const HEAD_ROWS = 3
export const HEAD_COLUMNS = 3

/** What the year is now, as the grid shows it. */
export type Now = {
  plan: string
  planTitle: string
  people: { id: string; name: string }[]
  periods: { id: string; label: string }[]
  works: { id: string; code: string; name: string }[]
  /** Of the draft or publication that the file came from, when it is still there. */
  version: number | undefined
  cells: Cells
}

export type Returned = {
  origin: Origin
  /** What was changed in the file; `before` as it went out. */
  changes: CellChange[]
  /** Labels that are no code or name of a work here. */
  unknown: Finding[]
}

/** Where a workbook says that it comes from; undefined when it is not one of ours. */
export function originOf(book: WorkbookView): Origin | undefined {
  const page = hiddenPage(book)
  if (page?.rows[0]?.[0]?.text !== TWIN_FORMAT) return undefined
  try {
    return originSchema.safeParse(JSON.parse(page.rows[1]?.[0]?.text ?? '')).data
  } catch {
    return undefined
  }
}

const hiddenPage = (book: WorkbookView) => book.tables.find(({ name }) => name === HIDDEN_PAGE)

/** The changed cells, or every reason why this file cannot be taken back. */
export function takeBack(book: WorkbookView, now: Now): Outcome<Returned> {
  const origin = originOf(book)
  if (!origin)
    return refused(
      finding('sheets.foreign', 'This workbook was not made here, or its hidden page is gone.', {
        can: 'Bring it in as somebody’s workbook instead.',
      }),
    )
  if (origin.plan !== now.plan)
    return refused(
      finding(
        'sheets.other-year',
        `This is the sheet of “${origin.title}”, not of “${now.planTitle}”.`,
        {
          can: 'Open that year and bring the sheet back there.',
        },
      ),
    )
  const sent = readSent(hiddenPage(book)!)
  const faults = [...strangers(sent, now), ...staleness(sent, origin, now)]
  if (faults.length > 0) return refused(...faults)
  const page = shownPage(book)
  const shown = page && readShown(page, now)
  if (!shown)
    return refused(
      finding('sheets.ids', 'The hidden row or column with the ids is gone from the sheet.', {
        can: 'Take a new sheet, and bring the changes over into it.',
      }),
    )
  if (!shown.ok) return shown
  return done(compare(sent, shown.value, origin, now))
}

/** The sheet as it is, for a draft of its own when it cannot be taken back; undefined without ids. */
export function wholeSheet(
  book: WorkbookView,
  now: Now,
): { cells: Cells; unknown: Finding[] } | undefined {
  const origin = originOf(book)
  const page = shownPage(book)
  const shown = page && readShown(page, now)
  if (!origin || !shown?.ok) return undefined
  const sent = readSent(hiddenPage(book)!)
  const { changes, unknown } = compare(sent, shown.value, origin, now)
  const cells = Object.fromEntries(sent.people.map((id) => [id, [...sent.cells[id]!]]))
  for (const { person, period, after } of changes)
    cells[person]![sent.periods.indexOf(period)] = after
  const inYear = (row: (string | null)[]) =>
    now.periods.map(({ id }) => row[sent.periods.indexOf(id)] ?? null)
  const known = now.people.filter(({ id }) => cells[id])
  return { cells: Object.fromEntries(known.map(({ id }) => [id, inYear(cells[id]!)])), unknown }
}

const shownPage = (book: WorkbookView) =>
  book.tables.find((table) => !table.hidden && table.rows[HEAD_ROWS - 1]?.length)

type Sent = { people: string[]; periods: string[]; cells: Cells }

function readSent({ rows }: Table): Sent {
  const texts = rows.map((row) => row.map((cell) => cell?.text ?? ''))
  const periods = (texts[2] ?? []).slice(1)
  const lines = texts.slice(3).filter(([id]) => id)
  const cells = Object.fromEntries(
    lines.map(([id, ...works]) => [id!, periods.map((_, t) => works[t] || null)]),
  )
  return { people: lines.map(([id]) => id!), periods, cells }
}

/** People and blocks of the file that the year does not have. */
function strangers(sent: Sent, { people, periods }: Now): Finding[] {
  const [known, blocks] = [
    new Set(people.map(({ id }) => id)),
    new Set(periods.map(({ id }) => id)),
  ]
  const gone = sent.people.filter((id) => !known.has(id))
  const cut = sent.periods.filter((id) => !blocks.has(id))
  const can = 'Take a new sheet, and bring the changes over into it.'
  return [
    ...(gone.length > 0
      ? [
          finding(
            'sheets.stale',
            `${sayCount(gone.length, 'person', 'people')} of the sheet ${gone.length === 1 ? 'is' : 'are'} no longer in this year.`,
            { who: gone, can },
          ),
        ]
      : []),
    ...(cut.length > 0
      ? [
          finding(
            'sheets.stale',
            `The year is cut into other blocks than in the sheet: ${sayCount(cut.length, 'block')} of it ${cut.length === 1 ? 'is' : 'are'} gone.`,
            { can },
          ),
        ]
      : []),
  ]
}

const MOST_SHOWN = 20

/** Cells that were changed here after the file had gone out. */
function staleness(sent: Sent, origin: Origin, now: Now): Finding[] {
  const what = origin.line === 'published' ? 'published year' : 'draft'
  if (now.version === undefined)
    return [
      finding('sheets.stale', `The ${what} that this sheet came from is no longer there.`, {
        can: 'Make a new draft of the sheet as it is.',
      }),
    ]
  if (now.version === origin.version) return []
  const changed = sent.people.flatMap((person) =>
    sent.periods.flatMap((period, t) => {
      const at = now.periods.findIndex(({ id }) => id === period)
      const [before, after] = [sent.cells[person]![t] ?? null, now.cells[person]?.[at] ?? null]
      return before === after ? [] : [{ person, period, before, after }]
    }),
  )
  if (changed.length === 0) return []
  const more = changed.length - MOST_SHOWN
  return [
    finding(
      'sheets.stale',
      `${sayCount(changed.length, 'cell')} of the ${what} ${changed.length === 1 ? 'has' : 'have'} been changed since this sheet was taken (version ${origin.version}, now ${now.version}).`,
      { by: changed.length, can: 'Make a new draft of the sheet as it is, or take a new sheet.' },
    ),
    ...changed.slice(0, MOST_SHOWN).map((change) =>
      finding('sheets.changed-since', sayChange(change, now), {
        who: [change.person],
        periods: [change.period],
      }),
    ),
    ...(more > 0 ? [finding('sheets.changed-since', `And ${sayCount(more, 'more cell')}.`)] : []),
  ]
}

/** `Amy, block 3: MR became CT`. */
export function sayChange({ person, period, before, after }: CellChange, now: Now): string {
  const name = now.people.find(({ id }) => id === person)?.name ?? person
  const label = now.periods.find(({ id }) => id === period)?.label ?? period
  const code = (id: string | null) => now.works.find((work) => work.id === id)?.code ?? 'nothing'
  return `${name}, block ${label}: ${code(before)} became ${code(after)}.`
}

type Shown = Map<string, Map<string, { text: string; where: string }>>

/** The sheet by ids, wherever its rows and columns stand now. Undefined when there are no ids. */
function readShown({ rows, name }: Table, now: Now): Outcome<Shown> | undefined {
  const blocks = new Set(now.periods.map(({ id }) => id))
  const people = new Set(now.people.map(({ id }) => id))
  const idsOf = (row: Table['rows'][number]) =>
    row.flatMap((cell, c) => (cell && blocks.has(cell.text) ? [{ c, id: cell.text }] : []))
  // Labels of blocks may look like ids; the row with the ids is the last of the head that has any.
  const heads = rows.slice(0, HEAD_ROWS + 2).map(idsOf)
  const columns = heads.findLast((ids) => ids.length > 0)
  if (!columns || columns.length === 0) return undefined
  const idColumn = columns[0]!.c - 1
  const shown: Shown = new Map()
  const twice: string[] = []
  rows.forEach((row, r) => {
    const person = row[idColumn]?.text
    if (!person || !people.has(person)) return
    if (shown.has(person)) twice.push(person)
    const cells = columns.map(({ c, id }) => {
      const where = `${name}!${columnLetters(c)}${r + 1}`
      return [id, { text: row[c]?.text ?? '', where }] as const
    })
    shown.set(person, new Map(cells))
  })
  if (shown.size === 0) return undefined
  const says = (id: string) =>
    `${now.people.find((person) => person.id === id)!.name} stands in the sheet twice.`
  return twice.length > 0
    ? refused(
        ...twice.map((id) =>
          finding('sheets.twice', says(id), { who: [id], can: 'Remove one of the two rows.' }),
        ),
      )
    : done(shown)
}

function compare(sent: Sent, shown: Shown, origin: Origin, now: Now): Returned {
  const works = new Map<string, string>()
  for (const { id, code, name } of now.works)
    for (const word of [name, code]) works.set(word.toLowerCase(), id)
  const codes = new Map(now.works.map(({ id, code }) => [id, code.toLowerCase()]))
  const changes: CellChange[] = []
  const unknown: Finding[] = []
  for (const person of sent.people)
    sent.periods.forEach((period, t) => {
      const cell = shown.get(person)?.get(period)
      // A row or column that was taken out of the sheet says nothing about its cells.
      if (!cell) return
      const before = sent.cells[person]![t] ?? null
      // A leading apostrophe is how a text that looks like a formula went out.
      const text = cell.text.replace(/^'/, '').trim().toLowerCase()
      if (text === (before === null ? '' : (codes.get(before) ?? before.toLowerCase()))) return
      const after = text === '' ? null : works.get(text)
      if (after === undefined) unknown.push(unknownLabel(cell, now))
      else if (after !== before) changes.push({ person, period, before, after })
    })
  return { origin, changes, unknown }
}

function unknownLabel({ text, where }: { text: string; where: string }, now: Now): Finding {
  const near = nearest(
    text,
    now.works.flatMap(({ code, name }) => [code, name]),
  )
  return finding('sheets.label', `${where} says “${text}”, which is no code or name here.`, {
    path: where,
    can: near
      ? `Did you mean “${near}”?`
      : `Codes are ${now.works.map(({ code }) => code).join(', ')}.`,
  })
}
