// Changing a draft: cells, marks, undo; whole or not at all.
import { type Finding, type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { saySpan } from '../../kernel/span.ts'
import {
  type Database,
  databaseFault,
  EXCLUSION_VIOLATION,
  type Tx,
} from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { makeTurns } from '../../platform/turns.ts'
import type { Actor } from '../people/schema.ts'
import {
  type EditSource,
  findDraft,
  findEdit,
  findMarks,
  insertEdit,
  type MarkChange,
  setEditState,
  touchDraft,
  upsertMarks,
} from './draft-store.ts'
import { type Edited, lookAtDraft, recallDraft } from './draft-look.ts'
import { editKnown } from './edit-known.ts'
import { type OpenDraft, writeCells } from './drafts.ts'
import { readCells, readFrame } from './frame.ts'
import type { CellChange, DraftView, Mark } from './schema.ts'

export async function editDraft(
  db: Database,
  actor: Actor,
  id: string,
  edit: { changes: CellChange[]; label: string; source?: EditSource },
): Promise<Outcome<DraftView>> {
  const tenant = actor.institution.id
  const quick = async () => {
    const known = recallDraft(db, tenant, id)
    // What is known may be old, so nobody is refused by it.
    const fits = known && checkChanges(openOf(known), edit.changes).length === 0
    return fits ? editKnown(db, actor, known, edit) : undefined
  }
  const slowly = async (tx: Tx, open: OpenDraft) => {
    await readChanged(tx, open, edit.changes)
    const findings = checkChanges(open, edit.changes)
    if (findings.length > 0) return refused(...findings)
    await writeCells(tx, tenant, open.frame, id, edit.changes)
    await insertEdit(tx, tenant, { draft: id, by: actor.person.id, ...edit })
    return done(await closeDraft(tx, open, actor, edit.changes))
  }
  return inDraft(db, actor, id, slowly, quick)
}

/** Of one's own edits; refused when somebody has changed one of the cells since, with which. */
export async function stepDraft(
  db: Database,
  actor: Actor,
  id: string,
  direction: 'undo' | 'redo',
): Promise<Outcome<DraftView>> {
  return inDraft(db, actor, id, async (tx, open) => {
    const edit = await findEdit(tx, id, actor.person.id, direction)
    if (!edit) return refused(finding('rota.edit', `There is nothing to ${direction}.`, { by: 0 }))
    const changes = edit.changes.map((change) =>
      direction === 'redo' ? change : { ...change, before: change.after, after: change.before },
    )
    const marks = edit.marks.map((mark) =>
      direction === 'redo' ? mark : { ...mark, before: mark.after, after: mark.before },
    )
    const now = marksNow(await findMarks(tx, id))
    await readChanged(tx, open, changes)
    const findings = [
      ...checkChanges(open, changes),
      ...marks.flatMap((mark) => checkMark(open, mark, now)),
    ]
    if (findings.length > 0) return refused(...findings)
    await writeCells(tx, actor.institution.id, open.frame, id, changes)
    await writeMarks(tx, actor.institution.id, id, marks)
    await setEditState(tx, id, edit.seq, direction === 'undo' ? 'undone' : 'done')
    return done(await closeDraft(tx, open, actor, changes))
  })
}

async function closeDraft(
  tx: Tx,
  open: OpenDraft,
  actor: Actor,
  changes: CellChange[],
): Promise<Edited> {
  const { version } = await touchDraft(tx, open.row.id, actor.person.id)
  return { version, people: peopleOf(open, changes) }
}

/** In the order of the plan. */
function peopleOf(open: OpenDraft, changes: CellChange[]): string[] {
  const changed = new Set(changes.map(({ person }) => person))
  return open.people.filter((id) => changed.has(id))
}

type AskedMark = {
  person: string
  period: string
  pinned?: boolean | undefined
  note?: string | undefined
  /** What the person saw; a mark that has changed since is not replaced unseen. */
  before?: { pinned: boolean; note: string } | undefined
}

export async function markDraft(
  db: Database,
  actor: Actor,
  id: string,
  asked: AskedMark[],
): Promise<Outcome<DraftView>> {
  return inDraft(db, actor, id, async (tx, open) => {
    const now = marksNow(await findMarks(tx, id))
    const marks = asked.map(({ person, period, pinned, note, before }) => {
      const old = now.get(`${person} ${period}`) ?? NO_MARK
      return {
        ...{ person, period, before: before ?? old },
        after: { pinned: pinned ?? old.pinned, note: note ?? old.note },
      }
    })
    const findings = marks.flatMap((mark) => [
      ...unknownCell(open, mark),
      ...checkMark(open, mark, now),
    ])
    if (findings.length > 0) return refused(...findings)
    await writeMarks(tx, actor.institution.id, id, marks)
    const label = marks.length === 1 ? 'Marked a cell' : `Marked ${marks.length} cells`
    const edit = { draft: id, by: actor.person.id, label, changes: [], marks }
    await insertEdit(tx, actor.institution.id, edit)
    return done(await closeDraft(tx, open, actor, []))
  })
}

const NO_MARK = { pinned: false, note: '' }
type Marks = ReadonlyMap<string, { pinned: boolean; note: string }>

const marksNow = (marks: Mark[]): Marks =>
  new Map(
    marks.map(({ person, period, pinned, note }) => [`${person} ${period}`, { pinned, note }]),
  )

function writeMarks(tx: Tx, tenant: string, draft: string, marks: MarkChange[]): Promise<void> {
  const rows = marks.map(({ person, period, after }) => ({ person, period, ...after }))
  return upsertMarks(tx, tenant, draft, rows)
}

/** A pin or note that is no longer what the person saw. */
function checkMark(open: OpenDraft, mark: MarkChange, now: Marks): Finding[] {
  const { person, period, before } = mark
  const is = now.get(`${person} ${period}`) ?? NO_MARK
  if (is.pinned === before.pinned && is.note === before.note) return []
  const what =
    is.note === before.note ? (is.pinned ? 'pinned it' : 'unpinned it') : `written “${is.note}”`
  return [
    finding('rota.stale', `${sayCell(open, mark)}: somebody has ${what} meanwhile.`, {
      ...{ who: [person], periods: [period] },
      can: 'Look at it and change it again if you still want to.',
    }),
  ]
}

/** `Tariq Haddadin, block 5 (1 Nov to 30 Nov)` */
function sayCell(open: OpenDraft, cell: { person: string; period: string }): string {
  const { people, periods } = open.frame.problem
  const name = people.find(({ id }) => id === cell.person)?.name ?? cell.person
  const block = periods.find(({ id }) => id === cell.period)
  return block ? `${name}, block ${block.label ?? block.id} (${saySpan(block)})` : name
}

const turns = makeTurns()

/**
 * The draft is locked while it is changed and no longer: as few questions as can be are asked until
 * the commit, and what it looks like then is read afterwards, in one state. `quick` comes first; it
 * gives nothing where it could not do it.
 */
function inDraft(
  db: Database,
  actor: Actor,
  id: string,
  work: (tx: Tx, open: OpenDraft) => Promise<Outcome<Edited>>,
  quick: () => Promise<DraftView | undefined> = async () => undefined,
): Promise<Outcome<DraftView>> {
  return turns(`${actor.institution.id} ${id}`, async () => {
    try {
      const view = await quick()
      return view ? done(view) : await lockDraft(db, actor, id, work)
    } catch (error) {
      if (databaseFault(error)?.code !== EXCLUSION_VIOLATION) throw error
      return refused(
        finding(
          'rota.edit',
          'Somebody would be in two places on the same day. Nothing was changed.',
          { can: 'Reload the draft and try again.' },
        ),
      )
    }
  })
}

async function lockDraft(
  db: Database,
  actor: Actor,
  id: string,
  work: (tx: Tx, open: OpenDraft) => Promise<Outcome<Edited>>,
): Promise<Outcome<DraftView>> {
  const gone = () => missing('This draft does not exist any more.')
  const outcome = await db.inTenant(actor.institution.id, async (tx) => {
    const row = await findDraft(tx, id, true)
    const frame = row && (await readFrame(tx, row.plan, row, { plain: true }))
    return row && frame ? work(tx, openOf({ row, frame, cells: {} })) : gone()
  })
  if (!outcome.ok) return outcome
  const view = await lookAtDraft(db, actor, id, outcome.value)
  return view ? done(view) : gone()
}

function openOf({ row, frame, cells }: Pick<OpenDraft, 'row' | 'frame' | 'cells'>): OpenDraft {
  return { row, frame, cells, people: frame.problem.people.map((person) => person.id) }
}

/** The rows of those whose cells are to be changed; of the others nothing is asked. */
async function readChanged(tx: Tx, open: OpenDraft, changes: CellChange[]): Promise<void> {
  const people = peopleOf(open, changes)
  open.cells = await readCells(tx, open.frame.plan, people, open.row.id)
}

function unknownCell(open: OpenDraft, cell: { person: string; period: string }): Finding[] {
  const { problem } = open.frame
  const says: string[] = []
  if (!open.people.includes(cell.person))
    says.push(`There is no person "${cell.person}" in this plan.`)
  if (!problem.periods.some((period) => period.id === cell.period))
    says.push(`There is no block "${cell.period}" in this plan.`)
  return says.map((text) => finding('rota.edit', text))
}

/** Unknown names, and cells that no longer hold what the person saw when typing. */
function checkChanges(open: OpenDraft, changes: CellChange[]): Finding[] {
  const { problem } = open.frame
  const at = new Map(problem.periods.map((period, t) => [period.id, t]))
  const works = new Map(problem.work.map((work) => [work.id, work.code ?? work.id]))
  const say = (work: string | null) => (work === null ? 'nothing' : (works.get(work) ?? work))
  const seen = new Set<string>()
  return changes.flatMap((change) => {
    const unknown = unknownCell(open, change)
    if (unknown.length > 0) return unknown
    const about = { who: [change.person], periods: [change.period] }
    if (change.after !== null && !works.has(change.after))
      return [finding('rota.edit', `There is no work "${change.after}" in this plan.`, about)]
    const key = `${change.person} ${change.period}`
    if (seen.has(key)) return [finding('rota.edit', 'One edit changes the same cell twice.', about)]
    seen.add(key)
    const now = open.cells[change.person]![at.get(change.period)!]!
    if (now === change.before) return []
    return [
      finding(
        'rota.stale',
        `${sayCell(open, change)}: somebody has set it to ${say(now)} meanwhile; you saw ${say(change.before)}.`,
        { ...about, can: 'Look at it and change it again if you still want to.' },
      ),
    ]
  })
}
