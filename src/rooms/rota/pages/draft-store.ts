// How are edits made at once on screen and kept in step with the server?
import { call, Refusal } from '../../../platform/client.ts'
import { EMPTY, type World } from '../../planning/world.ts'
import { rotaContract } from '../contract.ts'
import type { DraftView, Mark } from '../schema.ts'
import type { Change } from './clipboard.ts'
import { type Rows, rowsOf } from './plan-model.ts'

export type Saving = 'saved' | 'saving' | 'offline' | 'refused'
/** Somebody else changed a cell that this person has just typed in. */
export type Clash = { p: number; t: number; was: number; theirs: number; mine: number }
export type RowMarks = ReadonlyMap<number, { pinned: boolean; note: string }>
export type DraftState = {
  rows: Rows
  marks: readonly RowMarks[]
  version: number
  canUndo: boolean
  canRedo: boolean
  saving: Saving
  clashes: readonly Clash[]
  /** Why the server refused the last change, when it was no clash. */
  refusal: string | null
}
type Edit = { kind: 'edit'; label: string; changes: (Change & { before: number })[] }
type Marking = { kind: 'mark'; marks: (Partial<Mark> & { p: number; t: number })[] }
type Step = Edit | Marking | { kind: 'undo' } | { kind: 'redo' }

export class DraftStore {
  readonly id: string
  state: DraftState
  private readonly world: World
  private readonly queue: Step[] = []
  private sending = false
  private readonly listeners = new Set<() => void>()

  constructor(world: World, draft: DraftView) {
    this.id = draft.id
    this.world = world
    this.state = {
      rows: rowsOf(world, draft.cells),
      marks: marksOf(world, draft.marks),
      version: draft.version,
      canUndo: draft.canUndo,
      canRedo: draft.canRedo,
      saving: 'saved',
      clashes: [],
      refusal: null,
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  snapshot = (): DraftState => this.state

  /** Applies at once, then sends; cells that would not change are left out. Answers how many did. */
  change(changes: readonly Change[], label: string): number {
    const { rows } = this.state
    const real = changes
      .filter(({ p, t, after }) => rows[p]![t] !== after)
      .map((change) => ({ ...change, before: rows[change.p]![change.t]! }))
    if (real.length === 0) return 0
    this.set({ rows: withChanges(rows, real), canUndo: true, canRedo: false, saving: 'saving' })
    this.enqueue({ kind: 'edit', label: label.slice(0, 120), changes: real })
    return real.length
  }

  mark(marks: Marking['marks']): void {
    this.set({ marks: withMarks(this.state.marks, marks), saving: 'saving' })
    this.enqueue({ kind: 'mark', marks })
  }

  undo = (): void => {
    if (this.state.canUndo) this.step('undo')
  }
  redo = (): void => {
    if (this.state.canRedo) this.step('redo')
  }

  /** Takes the server's word, with what has not been sent yet laid over it. */
  take(draft: DraftView): void {
    let rows = keepSame(this.state.rows, rowsOf(this.world, draft.cells))
    let marks = marksOf(this.world, draft.marks)
    for (const step of this.queue) {
      if (step.kind === 'edit') rows = withChanges(rows, step.changes)
      if (step.kind === 'mark') marks = withMarks(marks, step.marks)
    }
    // Cells in dispute keep showing what this person typed until it is settled.
    rows = withChanges(
      rows,
      this.state.clashes.map(({ p, t, mine }) => ({ p, t, after: mine })),
    )
    const waits = this.queue.some((step) => step.kind === 'edit')
    this.set({
      rows: keepSame(this.state.rows, rows),
      marks: marks.map((map, p) =>
        sameMarks(map, this.state.marks[p]!) ? this.state.marks[p]! : map,
      ),
      version: draft.version,
      canUndo: draft.canUndo || waits,
      canRedo: draft.canRedo && !waits,
      saving: this.queue.length > 0 ? 'saving' : 'saved',
      refusal: null,
    })
  }

  settle(clash: Clash, choice: 'mine' | 'theirs'): void {
    const clashes = this.state.clashes.filter((other) => other !== clash)
    const rows = withChanges(this.state.rows, [{ p: clash.p, t: clash.t, after: clash.theirs }])
    this.set({ clashes, rows, saving: clashes.length > 0 ? 'refused' : 'saved' })
    if (choice === 'mine')
      this.change([{ p: clash.p, t: clash.t, after: clash.mine }], 'Set after a clash')
  }

  /** Asks again for what others have done meanwhile; silent when it cannot. */
  refresh = async (): Promise<void> => {
    if (this.sending || this.queue.length > 0 || this.state.clashes.length > 0) return
    const draft = await this.fetch().catch(() => null)
    if (draft && !this.sending && this.queue.length === 0 && draft.version !== this.state.version)
      this.take(draft)
  }
  retry = (): void => {
    this.send()
  }

  private fetch(): Promise<DraftView> {
    return call(rotaContract.draft, { params: { id: this.id } })
  }
  private step(kind: 'undo' | 'redo'): void {
    this.set({ saving: 'saving' })
    this.enqueue(kind === 'undo' ? { kind } : { kind: 'redo' })
  }
  private enqueue(step: Step): void {
    this.queue.push(step)
    // After the paint: the screen must not wait for a request to be built.
    if (!this.sending) setTimeout(() => this.send(), 0)
  }

  private async send(): Promise<void> {
    if (this.sending) return
    this.sending = true
    try {
      while (this.queue.length > 0) {
        const draft = await this.sendStep(this.queue[0]!)
        this.queue.shift()
        this.take(draft)
      }
    } catch (error) {
      await this.recover(error)
    } finally {
      this.sending = false
    }
  }

  private sendStep(step: Step): Promise<DraftView> {
    const params = { id: this.id }
    if (step.kind === 'undo') return call(rotaContract.undo, { params })
    if (step.kind === 'redo') return call(rotaContract.redo, { params })
    if (step.kind === 'mark') {
      const marks = step.marks.map(({ p, t, pinned, note }) => ({
        ...this.name(p, t),
        ...(pinned === undefined ? {} : { pinned }),
        ...(note === undefined ? {} : { note }),
      }))
      return call(rotaContract.mark, { params, body: { marks } })
    }
    const changes = step.changes.map(({ p, t, before, after }) => ({
      ...this.name(p, t),
      before: this.workId(before),
      after: this.workId(after),
    }))
    return call(rotaContract.edit, { params, body: { changes, label: step.label } })
  }

  private async recover(error: unknown): Promise<void> {
    const refusal = error instanceof Refusal ? error : new Refusal(0, [])
    if (refusal.status === 0 || refusal.status >= 500) {
      this.set({ saving: 'offline', refusal: refusal.message })
      setTimeout(() => this.send(), 4000)
      return
    }
    const step = this.queue.shift()
    const draft = await this.fetch().catch(() => null)
    if (!draft) {
      this.set({ saving: 'refused', refusal: refusal.message })
      return
    }
    const theirs = rowsOf(this.world, draft.cells)
    const clashes =
      refusal.status === 409 && step?.kind === 'edit'
        ? step.changes
            .filter(({ p, t, after }) => theirs[p]![t] !== after)
            .map(({ p, t, before, after }) => ({
              ...{ p, t, was: before, mine: after },
              theirs: theirs[p]![t]!,
            }))
        : []
    // Cells nobody else touched are simply sent again.
    const untouched = clashes.filter((clash) => clash.theirs === clash.was)
    const real = clashes.filter((clash) => clash.theirs !== clash.was)
    this.state = { ...this.state, clashes: [...this.state.clashes, ...real] }
    this.take(draft)
    if (real.length > 0) this.set({ saving: 'refused' })
    else this.set({ saving: 'saved', refusal: refusal.message })
    if (untouched.length > 0 && real.length > 0)
      this.change(
        untouched.map(({ p, t, mine }) => ({ p, t, after: mine })),
        'Sent again',
      )
    if (this.queue.length > 0) setTimeout(() => this.send(), 0)
  }

  private name(p: number, t: number) {
    const { people, periods } = this.world.problem
    return { person: people[p]!.id, period: periods[t]!.id }
  }
  private workId(work: number): string | null {
    return work === EMPTY ? null : this.world.problem.work[work]!.id
  }
  private set(part: Partial<DraftState>): void {
    this.state = { ...this.state, ...part }
    for (const listener of this.listeners) listener()
  }
}

export function withChanges(rows: Rows, changes: readonly Change[]): Rows {
  if (changes.length === 0) return rows
  const copy = [...rows]
  const fresh = new Set<number>()
  for (const { p, t, after } of changes) {
    if (!fresh.has(p)) copy[p] = copy[p]!.slice()
    fresh.add(p)
    copy[p]![t] = after
  }
  return copy
}

/** Rows with the same content keep their identity, so that they are not drawn again. */
function keepSame(old: Rows, fresh: Rows): Rows {
  return fresh.map((row, p) => {
    const known = old[p]!
    return row.length === known.length && row.every((work, t) => work === known[t]) ? known : row
  })
}

function marksOf(world: World, marks: readonly Mark[]): RowMarks[] {
  const maps = world.problem.people.map(() => new Map<number, { pinned: boolean; note: string }>())
  for (const { person, period, pinned, note } of marks)
    if (world.has('person', person) && world.has('period', period) && (pinned || note))
      maps[world.person(person)]!.set(world.period(period), { pinned, note })
  return maps
}

function withMarks(marks: readonly RowMarks[], changes: Marking['marks']): RowMarks[] {
  const copy = [...marks]
  for (const { p, t, pinned, note } of changes) {
    const map = new Map(copy[p])
    const old = map.get(t) ?? { pinned: false, note: '' }
    const fresh = { pinned: pinned ?? old.pinned, note: note ?? old.note }
    if (fresh.pinned || fresh.note) map.set(t, fresh)
    else map.delete(t)
    copy[p] = map
  }
  return copy
}

function sameMarks(one: RowMarks, other: RowMarks): boolean {
  if (one.size !== other.size) return false
  for (const [t, mark] of one) {
    const match = other.get(t)
    if (!match || match.pinned !== mark.pinned || match.note !== mark.note) return false
  }
  return true
}
