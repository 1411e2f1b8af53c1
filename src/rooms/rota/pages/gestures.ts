// What do carrying and painting do to the draft, by mouse, finger or key?
import { notifications } from '@mantine/notifications'
import { EMPTY } from '../../planning/world.ts'
import { carry, type Way } from './carrying.ts'
import { change, type Editing, sayCells, setCells } from './editing.ts'
import { Effects } from './effect.ts'
import type { Cell } from './selection.ts'

export function takeInHand({ carry: hand, model, selection, say }: Editing): void {
  if (selection.hidesSome) return say(HIDDEN)
  hand.begin(selection.area, selection.active, false)
  selection.again()
  const where = sayCells(model, selection.cells)
  say(
    `Carrying ${where}. Arrows, then Enter to move, X to swap, P to push along, Escape to let go.`,
  )
}

const HIDDEN = 'Some of these rows are hidden. Show all rows before you move them together.'

export function carryOver({ carry: hand, model, say }: Editing, cell: Cell): void {
  hand.over(cell, model.world.personCount, model.world.periodCount)
  const { p, t } = hand.at
  say(`Over ${model.names[p]}, block ${model.heads[t]!.label}`)
}

export function letGo({ carry: hand, selection, say }: Editing): void {
  hand.end()
  selection.again()
  say('Left where it was')
}

export function drop(editing: Editing, way: Way): void {
  const { carry: hand, model, selection, shown } = editing
  const { state } = hand
  hand.end()
  if (!state) return
  const carried = carry(model, shown, state.from, { by: state.by, way })
  if (!carried.ok) {
    editing.say(carried.says)
    notifications.show({ color: 'yellow', message: carried.says })
    return selection.again()
  }
  const { p1, p2, t1 } = carried.target
  if (selection.from(p1).filter((p) => p <= p2).length < p2 - p1 + 1) {
    editing.say(HIDDEN)
    return selection.again()
  }
  const goal = `${model.names[p1]}, block ${model.heads[t1]!.label}`
  change(editing, carried.changes, `${DONE[way]} ${goal}`)
  selection.take(carried.target)
}

const DONE: Record<Way, string> = {
  move: 'Moved to',
  swap: 'Swapped with',
  push: 'Pushed along to',
}

/** Begins with the work under the cursor: most often one wants more of the same. */
export function turnBrush({ brush, setBrush, selection, shown, say, model }: Editing): void {
  if (brush !== null) {
    setBrush(null)
    say('Painting ended')
  } else {
    const { p, t } = selection.active
    const work = shown[p]![t]!
    setBrush(work === EMPTY ? 0 : work)
    say(`Painting ${model.works[work === EMPTY ? 0 : work]?.name}. Escape ends it.`)
  }
  selection.again()
}

/** What a must forbids is not painted unless Shift is held, as it is not typed without. */
export function paint(editing: Editing, anyway: boolean): void {
  const { brush, model, selection, shown } = editing
  if (brush === null || editing.locked) return
  const { cells } = selection
  const changes = cells.map(({ p, t }) => ({ p, t, after: brush }))
  const [refusal] = anyway ? [] : new Effects(model, shown).of(changes, 'musts').refuses
  if (!refusal) return setCells(editing, cells, brush)
  const code = model.works[brush]?.code ?? 'Nothing'
  editing.say(`${code} is not set: ${refusal} With Shift it is set anyway.`)
}
