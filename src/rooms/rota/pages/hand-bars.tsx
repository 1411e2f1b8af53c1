// What is in the hand: blocks that are carried, or a work that is painted?
import { Button } from '@mantine/core'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { EMPTY } from '../../planning/world.ts'
import type { Carry, CarryState } from './carry.ts'
import { type Way, WAY_WORDS } from './carrying.ts'
import type { GridCommands } from './grid-keys.ts'
import type { PlanModel, Rows } from './plan-model.ts'
import type { Cell, Selection } from './selection.ts'
import { Swatch } from './swatch.tsx'
import './hand-bars.css'

const KEYS: Record<Way, { key: string; held: string }> = {
  move: { key: 'Enter', held: 'drag' },
  swap: { key: 'X', held: 'Ctrl' },
  push: { key: 'P', held: 'Shift' },
}
const WAYS = Object.keys(KEYS) as Way[]

export function CarryBar(props: {
  model: PlanModel
  rows: Rows
  carry: Carry
  commands: GridCommands
}) {
  const { model, rows, carry, commands } = props
  const state = useSyncExternalStore(carry.subscribe, carry.snapshot)
  const held = useHeldWay(state?.byMouse ?? false)
  if (!state) return null
  return (
    <div className="hand" role="group" aria-label="Blocks in the hand">
      <p>
        <b>{sayCarried(model, rows, state)}</b> to {sayPlace(model, rows, carry.at)}
      </p>
      {state.byMouse ? (
        <p className="hand-ways">
          {WAYS.map((way) => (
            <span key={way} data-on={way === held || undefined}>
              <kbd>{KEYS[way].held}</kbd> {WAY_WORDS[way]}
            </span>
          ))}
        </p>
      ) : (
        <p className="hand-ways">
          {WAYS.map((way) => (
            <Button
              key={way}
              size="compact-sm"
              variant={way === 'move' ? 'filled' : 'default'}
              onClick={() => commands.carried.drop(way)}
            >
              {WAY_WORDS[way]} ({KEYS[way].key})
            </Button>
          ))}
          <Button size="compact-sm" variant="subtle" onClick={commands.escape}>
            Let go (Esc)
          </Button>
        </p>
      )}
    </div>
  )
}

function sayCarried(model: PlanModel, rows: Rows, { from }: CarryState): string {
  const count = (from.p2 - from.p1 + 1) * (from.t2 - from.t1 + 1)
  const code = model.works[rows[from.p1]![from.t1]!]?.code ?? 'nothing'
  return count === 1 ? code : `${code} and ${count - 1} more`
}

function sayPlace(model: PlanModel, rows: Rows, { p, t }: Cell): string {
  const code = model.works[rows[p]?.[t] ?? EMPTY]?.code ?? 'nothing'
  return `${model.names[p]}, block ${model.heads[t]?.label}, where ${code} stands`
}

/** What letting go would do with the keys that are held down now. */
function useHeldWay(isOn: boolean): Way {
  const [way, setWay] = useState<Way>('move')
  useEffect(() => {
    if (!isOn) return
    const look = (event: KeyboardEvent | PointerEvent) =>
      setWay(event.ctrlKey || event.metaKey ? 'swap' : event.shiftKey ? 'push' : 'move')
    for (const name of ['keydown', 'keyup', 'pointermove'] as const)
      window.addEventListener(name, look)
    return () => {
      for (const name of ['keydown', 'keyup', 'pointermove'] as const)
        window.removeEventListener(name, look)
    }
  }, [isOn])
  return way
}

export function PaintBar(props: {
  model: PlanModel
  brush: number
  choose: (work: number | null) => void
  selection: Selection
  /** What the last stroke has done, or why it has done nothing. */
  said: string
}) {
  const { model, brush } = props
  const choose = (work: number | null) => {
    props.choose(work)
    props.selection.again()
  }
  return (
    <div className="hand" role="group" aria-label="Paint">
      <p className="small">
        Click or drag paints <b>{model.works[brush]?.name ?? 'nothing'}</b>; Enter paints the chosen
        cells, with Shift also against a must.
      </p>
      <p className="hand-works">
        {[...model.works.keys(), EMPTY].map((w) => (
          <button
            key={w}
            type="button"
            aria-pressed={w === brush}
            title={model.works[w]?.name ?? 'Nothing'}
            onClick={() => choose(w)}
          >
            {model.works[w] ? (
              <Swatch work={model.works[w]} />
            ) : (
              <span className="swatch entry-clear">–</span>
            )}
            <span className="vh">{model.works[w]?.name ?? 'Nothing'}</span>
          </button>
        ))}
        <Button size="compact-sm" variant="default" onClick={() => choose(null)}>
          Done (Esc)
        </Button>
      </p>
      <p className="hand-said small" aria-hidden>
        {props.said}
      </p>
    </div>
  )
}
