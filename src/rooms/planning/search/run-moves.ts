// Which changes keep the runs of a row whole? An edge moves, a run slides, turns into another, or goes elsewhere.
import type { Draft } from './draft.ts'

/** The work of the next run comes as far as here, or one period nearer; often the reverse elsewhere. */
export function moveEdge(draft: Draft, cell: number): void {
  const { world } = draft
  const [p, t] = [Math.floor(cell / world.periodCount), cell % world.periodCount]
  const step = draft.random() < 0.5 ? -1 : 1
  const [from, to] = draft.runAround(p, t)
  const edge = step < 0 ? from : to
  const next = edge + step
  if (next < 0 || next >= world.periodCount) return
  const work = draft.at(world.cell(p, next))
  const before = draft.at(cell)
  const last = draft.random() < 0.7 ? edge : t
  for (let u = edge; ; u -= step) {
    if (!draft.allows(world.cell(p, u), work)) return draft.drop()
    draft.put(world.cell(p, u), work)
    if (u === last) break
  }
  if (draft.count > 1 || draft.random() < 0.5) return
  if (draft.random() < 0.5) exchangeAt(draft, { p, t: edge, before, work })
  else edgeBack(draft, { p, t: edge, before, work })
}

type Given = { p: number; t: number; before: number; work: number }

/** Somebody who holds `work` in the period takes `before` for it. */
export function exchangeAt(draft: Draft, { p, t, before, work }: Given): void {
  const { world } = draft
  const first = draft.below(world.personCount)
  for (let i = 0; i < world.personCount; i++) {
    const other = (first + i) % world.personCount
    const cell = world.cell(other, t)
    if (other !== p && draft.at(cell) === work && draft.allows(cell, before))
      return draft.put(cell, before)
  }
}

/** Somewhere in the row `work` gives way to `before` at an edge between the two. */
function edgeBack(draft: Draft, { p, t, before, work }: Given): void {
  const { world } = draft
  const { periodCount } = world
  const first = draft.below(periodCount)
  for (let i = 0; i < periodCount; i++) {
    const u = (first + i) % periodCount
    const cell = world.cell(p, u)
    if (u === t || draft.at(cell) !== work || !draft.allows(cell, before)) continue
    const isEdge =
      (u > 0 && draft.at(cell - 1) === before) ||
      (u + 1 < periodCount && draft.at(cell + 1) === before)
    if (isEdge) return draft.put(cell, before)
  }
}

/** The run goes one period earlier or later; what it leaves is taken by what follows it. */
export function slideRun(draft: Draft, cell: number): void {
  const { world } = draft
  const [p, t] = [Math.floor(cell / world.periodCount), cell % world.periodCount]
  const work = draft.at(cell)
  const [from, to] = draft.runAround(p, t)
  if (from === 0 || to + 1 === world.periodCount) return
  const isEarlier = draft.random() < 0.5
  const [here, there] = isEarlier ? [from - 1, to] : [to + 1, from]
  const back = draft.at(world.cell(p, isEarlier ? to + 1 : from - 1))
  if (!draft.allows(world.cell(p, here), work) || !draft.allows(world.cell(p, there), back)) return
  draft.put(world.cell(p, here), work)
  draft.put(world.cell(p, there), back)
}

/** The whole run becomes another work, and often somebody's run there becomes this one. */
export function changeRun(draft: Draft, cell: number): void {
  const { world } = draft
  const [p, t] = [Math.floor(cell / world.periodCount), cell % world.periodCount]
  const before = draft.at(cell)
  const work = draft.anyOption(cell)
  if (work === before) return
  const [from, to] = draft.runAround(p, t)
  for (let u = from; u <= to; u++) {
    if (!draft.allows(world.cell(p, u), work)) return draft.drop()
    draft.put(world.cell(p, u), work)
  }
  if (draft.random() < 0.5) return
  const first = draft.below(world.personCount)
  for (let i = 0; i < world.personCount; i++) {
    const other = (first + i) % world.personCount
    if (other === p || draft.at(world.cell(other, t)) !== work) continue
    const [start, end] = draft.runAround(other, t)
    if (start !== from || end !== to) continue
    for (let u = from; u <= to; u++) if (!draft.allows(world.cell(other, u), before)) return
    for (let u = from; u <= to; u++) draft.put(world.cell(other, u), before)
    return
  }
}

/** The run goes to the other side of some of the next ones; what lies between closes up. */
export function shiftRun(draft: Draft, cell: number): void {
  const { world } = draft
  const [p, t] = [Math.floor(cell / world.periodCount), cell % world.periodCount]
  const [from, to] = draft.runAround(p, t)
  let end = to
  for (let runs = 1 + draft.below(3); runs > 0 && end + 1 < world.periodCount; runs--)
    end = draft.runAround(p, end + 1)[1]
  if (end === to) return
  const [length, own] = [end - from + 1, to - from + 1]
  for (let k = 0; k < length; k++) {
    const here = world.cell(p, from + k)
    const work = draft.at(world.cell(p, from + ((k + own) % length)))
    if (work === draft.at(here)) continue
    if (!draft.allows(here, work)) return draft.drop()
    draft.put(here, work)
  }
}

/**
 * The run around a cell becomes `work`: two runs of the row change places, what lies between closes
 * up, and the run that arrives turns into `work` where it was another one.
 */
export function bringRun(draft: Draft, cell: number, work: number): void {
  const { world } = draft
  const [p, t] = [Math.floor(cell / world.periodCount), cell % world.periodCount]
  const here = draft.runAround(p, t)
  const there = runToBring(draft, p, t, work)
  if (!there) return draft.drop()
  const [first, last] = there[0] < here[0] ? [there, here] : [here, there]
  const [from, to] = [first[0], last[1]]
  const [own, other] = [first[1] - from + 1, to - last[0] + 1]
  const length = to - from + 1
  for (let k = 0; k < length; k++) {
    // The later run, what lies between, the earlier run.
    const source =
      k < other
        ? last[0] + k
        : k < length - own
          ? from + own + (k - other)
          : from + k - (length - own)
    const isBrought = source >= there[0] && source <= there[1]
    const next = isBrought ? work : draft.at(world.cell(p, source))
    const at = world.cell(p, from + k)
    if (next === draft.at(at)) continue
    if (!draft.allows(at, next)) return draft.drop()
    draft.put(at, next)
  }
}

/** The run of `work` in this row where there is one, otherwise any other run. */
function runToBring(draft: Draft, p: number, t: number, work: number): [number, number] | null {
  const { world } = draft
  const first = draft.below(world.periodCount)
  const [from, to] = draft.runAround(p, t)
  const isElsewhere = (u: number) => u < from || u > to
  for (let i = 0; i < world.periodCount; i++) {
    const u = (first + i) % world.periodCount
    if (isElsewhere(u) && draft.at(world.cell(p, u)) === work) return draft.runAround(p, u)
  }
  return isElsewhere(first) ? draft.runAround(p, first) : null
}
