// Every query about drafts: what they are, what is marked in them, what was done to them.
import { sql } from 'kysely'
import { databaseFault, type Tx } from '../../platform/database.ts'
import type { PlanChange } from '../planning/changes.ts'
import type { CellChange, DraftKind, Mark } from './schema.ts'

export type DraftRow = {
  id: string
  plan: string
  name: string
  kind: DraftKind
  /** What is different in this what-if; empty for an ordinary draft. */
  changes: PlanChange[]
  version: number
  changed_by: string
  changed_at: Date
}

export async function insertDraft(
  tx: Tx,
  tenant: string,
  draft: { plan: string; name: string; by: string; kind?: DraftKind; changes?: PlanChange[] },
): Promise<string> {
  const { plan, name, by, kind = 'draft', changes = [] } = draft
  const found = await sql<{ id: string }>`insert into draft (tenant, plan, name, kind, changes,
      created_by, changed_by)
    values (${tenant}, ${plan}, ${name}, ${kind}, ${JSON.stringify(changes)}, ${by}, ${by})
    returning id`.execute(tx)
  return found.rows[0]!.id
}

/** Other changes for a what-if; none once they are real. */
export async function setChanges(tx: Tx, id: string, changes: PlanChange[]): Promise<void> {
  await sql`update draft set changes = ${JSON.stringify(changes)},
    kind = case when ${changes.length} = 0 then 'draft' else kind end where id = ${id}`.execute(tx)
}

/** Thrown away or fetched back. */
export async function setRemoved(tx: Tx, id: string, isRemoved: boolean): Promise<void> {
  await sql`update draft set removed_at = ${isRemoved ? sql`clock_timestamp()` : null}
    where id = ${id}`.execute(tx)
}

export async function findDrafts(tx: Tx, plan: string): Promise<DraftRow[]> {
  const found = await sql<DraftRow>`select d.id, d.plan, d.name, d.kind, d.changes, d.version,
      coalesce(p.given || ' ' || p.family, d.changed_by) as changed_by, d.changed_at
    from draft d left join person p on p.tenant = d.tenant and p.id = d.changed_by
    where d.plan = ${plan} and d.removed_at is null order by d.changed_at desc`.execute(tx)
  return found.rows
}

/** With `lock`, other writers of the draft wait until this transaction ends. */
export async function findDraft(tx: Tx, id: string, lock = false): Promise<DraftRow | undefined> {
  const found =
    await sql<DraftRow>`select id, plan, name, kind, changes, version, changed_by, changed_at from draft
    where id = ${id} ${lock ? sql`for update` : sql``}`.execute(tx)
  return found.rows[0]
}

/**
 * A statement for `atOnce`: locks the draft as it was seen under this stamp of the records. It fails
 * (see `isOther`), and all with it, when either is another one meanwhile.
 */
export const draftHold = ({ id, version }: DraftRow, stamp: string) => sql`
  select (case when exists (select from draft where id = ${id} and version = ${version}
      and current_stamp(current_setting('app.tenant')) = ${stamp} for update)
    then '1' else 'The draft is another one meanwhile.' end)::int`

const NO_NUMBER = '22P02'
export const isOther = (error: unknown): boolean => databaseFault(error)?.code === NO_NUMBER

/** The draft with its new version. */
export async function touchDraft(tx: Tx, id: string, by: string): Promise<DraftRow> {
  return (await draftTouch(id, by).execute(tx)).rows[0]!
}

export const draftTouch = (id: string, by: string) => sql<DraftRow>`update draft
  set version = version + 1, changed_by = ${by}, changed_at = clock_timestamp() where id = ${id}
  returning id, plan, name, kind, changes, version, changed_by, changed_at`

export async function findMarks(tx: Tx, draft: string): Promise<Mark[]> {
  const found = await sql<Mark>`select person, period, pinned, note from cell_mark
    where draft = ${draft} and (pinned or note <> '') order by person, period`.execute(tx)
  return found.rows
}

export async function upsertMarks(
  tx: Tx,
  tenant: string,
  draft: string,
  marks: {
    person: string
    period: string
    pinned?: boolean | undefined
    note?: string | undefined
  }[],
): Promise<void> {
  for (const mark of marks)
    await sql`insert into cell_mark (tenant, draft, person, period, pinned, note) values (${tenant},
        ${draft}, ${mark.person}, ${mark.period}, ${mark.pinned ?? false}, ${mark.note ?? ''})
      on conflict (tenant, draft, person, period) do update set
        pinned = coalesce(${mark.pinned ?? null}::boolean, cell_mark.pinned),
        note = coalesce(${mark.note ?? null}::text, cell_mark.note)`.execute(tx)
}

export type EditSource = 'hand' | 'engine' | 'import'
/** What a mark was and became. */
export type MarkChange = {
  person: string
  period: string
  before: { pinned: boolean; note: string }
  after: { pinned: boolean; note: string }
}
export type EditRow = {
  seq: number
  by_person: string
  label: string
  changes: CellChange[]
  marks: MarkChange[]
}

type NewEdit = {
  draft: string
  by: string
  label: string
  changes: CellChange[]
  marks?: MarkChange[]
  source?: EditSource | undefined
}

export async function insertEdit(tx: Tx, tenant: string, edit: NewEdit): Promise<void> {
  await editInsertion(tenant, edit).execute(tx)
}

/** What this person had taken back is forgotten; what a colleague has taken back is theirs. */
export const editInsertion = (tenant: string, edit: NewEdit) =>
  sql`with dropped as (update edit set state = 'dropped'
      where draft = ${edit.draft} and state = 'undone' and by_person = ${edit.by})
    insert into edit (tenant, draft, seq, by_person, label, changes, marks, source) values (${tenant},
    ${edit.draft}, (select coalesce(max(seq), 0) + 1 from edit where draft = ${edit.draft}),
    ${edit.by}, ${edit.label}, ${JSON.stringify(edit.changes)}, ${JSON.stringify(edit.marks ?? [])},
    ${edit.source ?? 'hand'})`

/** What hands have done to a draft since the engine last built it, oldest first. */
export async function findHandEdits(
  tx: Tx,
  draft: string,
): Promise<{ by: string; at: Date; changes: CellChange[] }[]> {
  const found = await sql<{ by: string; at: Date; changes: CellChange[] }>`
    select coalesce(p.given || ' ' || p.family, e.by_person) as by, e.at, e.changes
    from edit e left join person p on p.tenant = e.tenant and p.id = e.by_person
    where e.draft = ${draft} and e.state = 'done' and e.source = 'hand'
      and e.seq > (select max(seq) from edit
        where draft = ${draft} and state = 'done' and source = 'engine')
    order by e.seq`.execute(tx)
  return found.rows
}

/** The edit of this person that undo (last done) or redo (first undone) is about. */
export async function findEdit(
  tx: Tx,
  draft: string,
  by: string,
  direction: 'undo' | 'redo',
): Promise<EditRow | undefined> {
  const found = await sql<EditRow>`select seq, by_person, label, changes, marks from edit
    where draft = ${draft} and by_person = ${by} and state = ${direction === 'undo' ? 'done' : 'undone'}
    order by seq ${direction === 'undo' ? sql`desc` : sql`asc`} limit 1`.execute(tx)
  return found.rows[0]
}

/** Whether one may go back and forth in one's own edits. */
export async function findSteps(
  tx: Tx,
  draft: string,
  by: string,
): Promise<{ canUndo: boolean; canRedo: boolean }> {
  const mine = sql`select from edit where draft = ${draft} and by_person = ${by}`
  const found = await sql<{ canUndo: boolean; canRedo: boolean }>`select
    exists (${mine} and state = 'done') as "canUndo",
    exists (${mine} and state = 'undone') as "canRedo"`.execute(tx)
  return found.rows[0]!
}

export async function setEditState(
  tx: Tx,
  draft: string,
  seq: number,
  state: 'done' | 'undone',
): Promise<void> {
  await sql`update edit set state = ${state} where draft = ${draft} and seq = ${seq}`.execute(tx)
}

export type CellEdit = {
  by: string
  at: Date
  label: string
  source: EditSource
  before: string | null
  after: string | null
}

/** What was done to one cell of a draft and still stands, oldest first. */
export async function findCellEdits(
  tx: Tx,
  draft: string,
  cell: { person: string; period: string },
): Promise<CellEdit[]> {
  const found = await sql<CellEdit>`select coalesce(p.given || ' ' || p.family, e.by_person) as by,
      e.at, e.label, e.source, c.before, c.after
    from edit e
    cross join lateral jsonb_to_recordset(e.changes)
      as c(person text, period text, before text, after text)
    left join person p on p.tenant = e.tenant and p.id = e.by_person
    where e.draft = ${draft} and e.state = 'done'
      and c.person = ${cell.person} and c.period = ${cell.period}
    order by e.seq`.execute(tx)
  return found.rows
}
