// Which work do two or three typed letters mean, and may it stand here? Said before choosing.
import { useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { EMPTY } from '../../planning/world.ts'
import { type Effect, EffectProbe } from './effect.ts'
import type { PlanModel, Rows } from './plan-model.ts'
import type { Cell } from './selection.ts'
import { Swatch } from './swatch.tsx'
import { cellAt } from './year-grid.tsx'
import './code-entry.css'

export type EntryMove = 'down' | 'right' | 'left' | 'stay'
const BUDGET_MS = 12
const SHOWN = 9

export function CodeEntry(props: {
  model: PlanModel
  rows: Rows
  cells: readonly Cell[]
  active: Cell
  first: string
  choose: (work: number, move: EntryMove) => void
  cancel: () => void
}) {
  const { model, rows, cells, active } = props
  const [text, setText] = useState(props.first)
  const matches = useMemo(() => findWorks(model, text), [model, text])
  const probe = useMemo(() => new EffectProbe(model, rows, cells), [model, rows, cells])
  const effects = useEffects(probe, matches)
  const [picked, setPicked] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const input = useRef<HTMLInputElement>(null)
  // The field loses the focus once more while it goes away: what was decided is not decided again.
  const isSettled = useRef(false)
  const settle = (act: () => void) => {
    if (isSettled.current) return
    isSettled.current = true
    act()
  }
  const place = usePlace(active, matches.length)
  useLayoutEffect(() => {
    input.current?.focus()
    input.current?.setSelectionRange(99, 99)
  }, [])
  const current = picked ?? preferred(model, matches, effects, text)
  const take = (work: number | undefined, move: EntryMove, anyway: boolean) => {
    if (work === undefined) return setSaid(`No work is called "${text}".`)
    const effect = probe.of(work)
    if (effect.refuses.length > 0 && !anyway)
      return setSaid('Not allowed here, as said above. Shift Enter sets it anyway.')
    settle(() => props.choose(work, move))
  }
  // As in a sheet: whoever clicks elsewhere has meant the code that stands there in full.
  const leave = () => {
    if (!document.hasFocus()) return
    const exact = model.byCode.get(text.trim().toUpperCase())
    if (exact !== undefined && exact === current && probe.of(exact).refuses.length === 0)
      settle(() => props.choose(exact, 'stay'))
    else settle(props.cancel)
  }
  const keys = (event: React.KeyboardEvent) => {
    const move = { Enter: 'down', Tab: event.shiftKey ? 'left' : 'right' } as const
    if (event.key === 'Enter' || event.key === 'Tab')
      take(current, move[event.key], event.key === 'Enter' && event.shiftKey)
    else if (event.key === 'Escape') settle(props.cancel)
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const at = current === undefined ? -1 : matches.indexOf(current)
      const next = at + (event.key === 'ArrowDown' ? 1 : -1)
      setPicked(matches[(next + matches.length) % matches.length] ?? null)
    } else return
    event.preventDefault()
  }
  return (
    <div className="entry" style={place}>
      <input
        ref={input}
        value={text}
        role="combobox"
        aria-label={`Work for ${model.names[active.p]}, ${model.heads[active.t]!.says}`}
        aria-expanded
        aria-controls="entry-list"
        aria-activedescendant={current === undefined ? undefined : `entry-${current}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value)
          setPicked(null)
          setSaid('')
        }}
        onKeyDown={keys}
        onBlur={leave}
      />
      <div className="entry-menu">
        <ul id="entry-list" role="listbox" aria-label="Works that match">
          {matches.map((w) => (
            <Match
              key={w}
              model={model}
              work={w}
              effect={effects.get(w)}
              chosen={w === current}
              choose={() => take(w, 'stay', false)}
            />
          ))}
        </ul>
        {matches.length === 0 && <p className="entry-none">No work is called that.</p>}
        <p className="entry-said" role="status">
          {said || (cells.length > 1 ? `Fills ${cells.length} cells` : '')}
        </p>
      </div>
    </div>
  )
}

function Match(props: {
  model: PlanModel
  work: number
  effect: Effect | undefined
  chosen: boolean
  choose: () => void
}) {
  const { work: w, effect } = props
  const work = props.model.works[w]
  const refused = effect !== undefined && effect.refuses.length > 0
  return (
    // The field holds the keys of this list.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <li
      id={`entry-${w}`}
      role="option"
      aria-selected={props.chosen}
      aria-disabled={refused || undefined}
      className="entry-match"
      // Keeps the focus in the field; blur would close the menu before the click.
      onPointerDown={(event) => event.preventDefault()}
      onClick={props.choose}
    >
      {work ? <Swatch work={work} /> : <span className="swatch entry-clear">–</span>}
      <span className="entry-words">
        <span>{work?.name ?? 'Nothing'}</span>
        {refused && <span className="entry-reason">{effect.refuses[0]}</span>}
      </span>
    </li>
  )
}

/** Codes that begin so, then names with a word that begins so, then codes that hold it. */
export function findWorks(model: PlanModel, text: string): number[] {
  const word = text.trim().toLowerCase()
  const all = model.works.map((_, w) => w)
  if (word === '') return [...all.slice(0, SHOWN - 1), EMPTY]
  const rank = (w: number) => {
    const { code, name } = model.works[w]!
    if (code.toLowerCase() === word) return 0
    if (code.toLowerCase().startsWith(word)) return 1
    if (name.toLowerCase().startsWith(word)) return 2
    if (
      name
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .some((part) => part.startsWith(word))
    )
      return 3
    return code.toLowerCase().includes(word) ? 4 : 9
  }
  return all
    .map((w) => ({ w, at: rank(w) }))
    .filter((entry) => entry.at < 9)
    .sort((one, other) => one.at - other.at || one.w - other.w)
    .slice(0, SHOWN)
    .map((entry) => entry.w)
}

/** An exact code wins even when it is refused: Enter must never set something else than was typed. */
function preferred(
  model: PlanModel,
  matches: readonly number[],
  effects: ReadonlyMap<number, Effect>,
  text: string,
): number | undefined {
  const exact = model.byCode.get(text.trim().toUpperCase())
  if (exact !== undefined && matches.includes(exact)) return exact
  return matches.find((w) => !effects.get(w)?.refuses.length) ?? matches[0]
}

/** The effects known so far; what the budget allows is judged before the letter is painted. */
function useEffects(probe: EffectProbe, works: readonly number[]): ReadonlyMap<number, Effect> {
  useSyncExternalStore(probe.subscribe, probe.turn)
  useLayoutEffect(() => probe.want(works, BUDGET_MS), [probe, works])
  return new Map(works.flatMap((work) => (probe.knows(work) ? [[work, probe.of(work)]] : [])))
}

function usePlace(active: Cell, count: number): React.CSSProperties {
  return useMemo(() => {
    const box = cellAt(active.p, active.t)?.getBoundingClientRect()
    if (!box) return {}
    // With the reason of a refusal under every work it is as high as this.
    const height = 84 + count * 70
    const room = window.innerHeight - box.bottom
    const above = room < height && box.top > room
    const left = Math.max(4, Math.min(box.left, window.innerWidth - 316))
    const sizes = {
      '--cell-w': `${Math.max(box.width, 56)}px`,
      '--cell-h': `${box.height}px`,
      '--menu-room': `${Math.max(160, (above ? box.top : room) - 16)}px`,
    } as React.CSSProperties
    const edge: React.CSSProperties = above
      ? { insetBlockEnd: window.innerHeight - box.bottom, flexDirection: 'column-reverse' }
      : { insetBlockStart: box.top }
    return { insetInlineStart: left, ...sizes, ...edge }
    // The field stays where it opened; only another cell moves it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [active])
}
