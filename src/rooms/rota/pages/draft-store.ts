// How are edits made at once on screen and kept in step with the server?
import { call, Refusal } from '../../../platform/client.ts'
import { EMPTY, type World } from '../../planning/world.ts'
import { rotaContract } from '../contract.ts'
import type { DraftView } from '../schema.ts'
import type { Change } from './clipboard.ts'
import {
  keepSame,
  keepSameMarks,
  type MarkChange,
  marksOf,
  moveCells,
  moveMarks,
  moveRows,
  passage,
  type RowMarks,
  withChanges,
  withMarks,
} from './draft-rows.ts'
import { isNothing, moveStep, type Step } from './draft-steps.ts'
import { hasBlocksOf, type PlanModel, type Rows, rowsOf } from './plan-model.ts'

export type Saving = 'saved' | 'saving' | 'offline' | 'refused'
/** Somebody else changed a cell that this person has just typed in. */
export type Clash = { p: number; t: number; was: number; theirs: number; mine: number }
export type DraftState = {
  /** The plan in whose people, blocks and works the rows are drawn. */
  model: PlanModel
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
export class DraftStore {
  readonly id: string
  state: DraftState
  private readonly queue: Step[] = []
  private sending = false
  /** The latest version that was announced. */
  private heard = 0
  private readonly listeners = new Set<() => void>()
  /** The year has other blocks than this page knows: it must be read again before its cells. */
  private readonly otherBlocks: () => void

  constructor(model: PlanModel, draft: DraftView, otherBlocks = () => {}) {
    const { world } = model
    this.otherBlocks = otherBlocks
    this.id = draft.id
    this.state = {
      model,
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

  mark(changes: readonly MarkChange[]): void {
    const marks = changes.map((change) => {
      const { pinned = false, note = '' } = this.state.marks[change.p]?.get(change.t) ?? {}
      return { ...change, before: { pinned, note } }
    })
    this.set({
      marks: withMarks(this.state.marks, marks),
      ...{ canUndo: true, canRedo: false, saving: 'saving' },
    })
    this.enqueue({ kind: 'mark', marks })
  }

  undo = (): void => {
    if (this.state.canUndo) this.step('undo')
  }
  redo = (): void => {
    if (this.state.canRedo) this.step('redo')
  }

  /** Goes on in a plan whose people, blocks or works have changed; nothing unsent is lost. */
  moveTo(model: PlanModel): void {
    if (model === this.state.model) return
    if (model.world === this.world) return this.set({ model })
    const over = passage(this.world, model.world)
    const { rows, marks, clashes } = this.state
    this.queue.forEach((step, nth) => (this.queue[nth] = moveStep(step, over)))
    this.set({
      model,
      rows: keepSame(rows, moveRows(rows, over)),
      marks: keepSameMarks(marks, moveMarks(marks, over)),
      clashes: moveCells(clashes, over).map((clash) => ({
        ...clash,
        was: over.work(clash.was),
        theirs: over.work(clash.theirs),
        mine: over.work(clash.mine),
      })),
    })
    this.hear(this.heard)
  }

  /** Takes what was asked anew, unless it was answered before the last change was. */
  takeLater(draft: DraftView): void {
    if (draft.version >= this.state.version && !this.sending) this.take(draft)
  }

  /** Takes the server's word, with what has not been sent yet laid over it. */
  take(draft: DraftView): void {
    if (!hasBlocksOf(this.world, draft.cells)) return this.otherBlocks()
    let rows = keepSame(this.state.rows, rowsOf(this.world, draft.cells))
    let marks: readonly RowMarks[] = marksOf(this.world, draft.marks)
    for (const step of this.queue) {
      if (step.kind === 'edit') rows = withChanges(rows, step.changes)
      if (step.kind === 'mark') marks = withMarks(marks, step.marks)
    }
    // Cells in dispute keep showing what this person typed until it is settled.
    rows = withChanges(
      rows,
      this.state.clashes.map(({ p, t, mine }) => ({ p, t, after: mine })),
    )
    const waits = this.queue.some(({ kind }) => kind === 'edit' || kind === 'mark')
    this.set({
      rows: keepSame(this.state.rows, rows),
      marks: keepSameMarks(this.state.marks, marks),
      version: draft.version,
      canUndo: draft.canUndo || waits,
      canRedo: draft.canRedo && !waits,
      saving: this.queue.length > 0 ? 'saving' : 'saved',
      refusal: null,
    })
  }

  settle(settled: readonly Clash[], choice: 'mine' | 'theirs'): void {
    const clashes = this.state.clashes.filter((other) => !settled.includes(other))
    const after = settled.map((clash) => ({ ...clash, after: clash.theirs }))
    this.set({
      clashes,
      rows: withChanges(this.state.rows, after),
      saving: clashes.length > 0 ? 'refused' : 'saved',
    })
    if (choice === 'theirs') return
    this.change(
      settled.map(({ p, t, mine: after }) => ({ p, t, after })),
      'Set after a clash',
    )
  }

  /** Asks again for what others have done meanwhile; silent when it cannot. */
  refresh = async (): Promise<void> => {
    if (this.sending || this.queue.length > 0 || this.state.clashes.length > 0) return
    const draft = await this.fetch().catch(() => null)
    if (draft && !this.sending && this.queue.length === 0 && draft.version !== this.state.version)
      this.take(draft)
  }
  /** What others have done is fetched at once, or as soon as nothing of one's own is on its way. */
  hear = (version: number): void => {
    this.heard = Math.max(this.heard, version)
    if (this.heard > this.state.version) void this.refresh()
  }

  private get world(): World {
    return this.state.model.world
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
        const draft = isNothing(this.queue[0]!) ? null : await this.sendStep(this.queue[0]!)
        this.queue.shift()
        if (draft) this.take(draft)
        else if (this.queue.length === 0) this.set({ saving: 'saved' })
      }
    } catch (error) {
      await this.recover(error)
    } finally {
      this.sending = false
      this.hear(this.heard)
    }
  }

  private sendStep(step: Step): Promise<DraftView> {
    const params = { id: this.id }
    if (step.kind === 'undo') return call(rotaContract.undo, { params })
    if (step.kind === 'redo') return call(rotaContract.redo, { params })
    if (step.kind === 'mark') {
      const marks = step.marks.map(({ p, t, pinned, note, before }) => ({
        ...{ ...this.name(p, t), before },
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
    const draft = await this.fetch().catch(() => null)
    if (draft && !hasBlocksOf(this.world, draft.cells)) {
      this.otherBlocks()
      setTimeout(() => this.send(), 1500)
      return
    }
    const step = this.queue.shift()
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
