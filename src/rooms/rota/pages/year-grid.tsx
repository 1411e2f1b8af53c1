// How does one work in the year as in a sheet? The grid: cursor, ranges, keys, scrolling.
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Carry } from './carry.ts'
import type { DraftState } from './draft-store.ts'
import { countServices, GridFoot, GridHead, worstFirst } from './grid-frame.tsx'
import { type GridCommands, onGridKey } from './grid-keys.ts'
import { useGridPointer } from './grid-pointer.ts'
import { GridRow } from './grid-row.tsx'
import { GroupHeading } from './group-heading.tsx'
import type { PlanModel, Rows } from './plan-model.ts'
import { everybody, type RowView } from './row-view.ts'
import type { Selection } from './selection.ts'
import { UnderGrid, useOpen } from './under-grid.tsx'
import { useFootRoom } from './foot-room.ts'
import type { Verdict } from './verdict.ts'
import { columnsFor, type Zoom } from './zoom.ts'
import './year-grid.css'

const NAME_WIDTH = 176
const NARROW_NAME_WIDTH = 124
const TOTAL_WIDTH = 36
/** So few people and services that their rows may be higher. */
const FEW = 16

export type Lit = ReadonlyMap<number, ReadonlySet<number>>

type GridProps = {
  label: string
  model: PlanModel
  rows: Rows
  marks?: DraftState['marks']
  verdict?: Verdict
  selection: Selection
  commands: GridCommands
  against?: Rows | undefined
  lit?: Lit | undefined
  found?: Lit | undefined
  readOnly?: boolean
  /** Whose rows are on screen; absent = everybody's. */
  view?: RowView
  fold?: (level: string) => void
  /** Who looks at it, to find the own row. */
  me?: string | undefined
  /** Nothing is planned yet: what is missing everywhere is no alarm. */
  blank?: boolean
  zoom: Zoom
  /** What lies over the cells besides. */
  over?: React.ReactNode
}

export function YearGrid(props: GridProps) {
  const { model, rows, selection } = props
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  useColumnWidth(scroller, model, props.zoom)
  const all = useMemo(() => everybody(rows.length), [rows.length])
  const view = props.view ?? all
  useCursor(grid, selection, view)
  useGridPointer(grid, selection, props.commands)
  const [open, setOpen] = useOpen('coverage', true)
  const counted = useMemo(() => countServices(model, rows), [model, rows])
  const services = open ? counted.length : 0
  const isLong = useFootRoom(scroller, { people: view.lines.length, services })
  const style = useMemo(
    () =>
      ({
        '--columns': model.heads.length,
        '--total-w': `${TOTAL_WIDTH}px`,
        '--totals': model.totals.length,
      }) as React.CSSProperties,
    [model],
  )
  const keys = (event: KeyboardEvent) => onGridKey(event, selection, props.commands)
  useHand(scroller, props.commands.carry, view)
  return (
    <>
      <div
        className="yg-scroll"
        ref={scroller}
        style={style}
        data-blank={props.blank || undefined}
        data-few={view.lines.length + services <= FEW || undefined}
      >
        <div
          className="yg"
          role="grid"
          ref={grid}
          aria-label={props.label}
          aria-rowcount={rows.length + 1 + services}
          aria-colcount={model.heads.length + 1 + model.totals.length}
          aria-multiselectable
          aria-readonly={props.readOnly || undefined}
          data-painting={props.commands.brush !== null || undefined}
          onKeyDown={keys}
          onCopy={(event) => props.commands.copy(event.nativeEvent, false)}
          onCut={(event) => props.commands.copy(event.nativeEvent, true)}
          onPaste={(event) => props.commands.paste(event.nativeEvent)}
        >
          <GridHead model={model} />
          <div className="yg-body" role="rowgroup">
            {view.lines.map((line) =>
              line.kind === 'heading' ? (
                <div key={`level ${line.level}`} className="yg-row yg-heading" role="row">
                  <div className="yg-name" role="rowheader">
                    <GroupHeading line={line} fold={props.fold!} />
                  </div>
                </div>
              ) : (
                <PersonRow key={line.p} {...props} p={line.p} keeps={view.keeps} />
              ),
            )}
          </div>
          {open && <GridFoot model={model} counted={isLong ? worstFirst(counted) : counted} />}
        </div>
        <div className="yg-range" aria-hidden />
        <div className="yg-cursor" aria-hidden />
        <div className="yg-hand" aria-hidden />
        {props.over}
      </div>
      <UnderGrid
        {...{ model, counted, open }}
        turn={() => setOpen(!open)}
        blank={props.blank ?? false}
      />
    </>
  )
}

function PersonRow(props: GridProps & { p: number; keeps: RowView['keeps'] }) {
  const { model, p } = props
  return (
    <GridRow
      {...{ model, p }}
      row={props.rows[p]!}
      marks={props.marks?.[p]}
      problems={props.verdict?.cells[p]}
      problem={props.verdict?.people[p]}
      against={props.against?.[p]}
      lit={props.lit?.get(p)}
      found={props.found?.get(p)}
      keeps={props.keeps}
      mine={model.world.problem.people[p]!.id === props.me}
    />
  )
}

/** Columns share the free width; set as a property, not through React. */
function useColumnWidth(
  ref: React.RefObject<HTMLDivElement | null>,
  model: PlanModel,
  { wish, see }: Zoom,
): void {
  useLayoutEffect(() => {
    const box = ref.current!
    const fit = () => {
      const narrow = box.clientWidth < 600
      const name = narrow ? NARROW_NAME_WIDTH : NAME_WIDTH
      box.toggleAttribute('data-narrow', narrow)
      const totals = model.totals.length * TOTAL_WIDTH
      const room = box.clientWidth - name - 2
      const columns = columnsFor(wish, { blocks: model.heads.length, room, totals })
      const { width } = columns
      box.style.setProperty('--name-w', `${name}px`)
      box.style.setProperty('--cw', `${Math.floor(width * 64) / 64}px`)
      box.toggleAttribute('data-roomy', width >= 42)
      box.toggleAttribute('data-tight', width < 34)
      box.toggleAttribute('data-shrunk', columns.shrunk)
      box.toggleAttribute('data-tiny', width < 13)
      // Totals stay in sight only while they leave room for the year.
      box.toggleAttribute('data-loose', columns.behind || totals > box.clientWidth * 0.3)
      see(columns)
    }
    fit()
    const observer = new ResizeObserver(fit)
    observer.observe(box)
    return () => observer.disconnect()
  }, [ref, model, wish, see])
}

/** Moves focus, outline and `aria-selected` by hand: an arrow key must draw no row again. */
function useCursor(
  ref: React.RefObject<HTMLDivElement | null>,
  selection: Selection,
  view: RowView,
): void {
  // Shown once, it is shown again when other rows come on screen.
  const seen = useRef(false)
  useEffect(() => {
    const grid = ref.current!
    const [range, cursor] = [...grid.parentElement!.children].slice(1) as HTMLElement[] as [
      HTMLElement,
      HTMLElement,
    ]
    let chosen: Element[] = []
    let stop: Element | null = null
    const line = (p: number) => view.lineOf.get(p) ?? 0
    const show = (focus: boolean) => {
      // A year that nobody has touched yet shows no place: it is looked at as a whole.
      seen.current ||= focus
      const touched = seen.current
      const { p1, p2, t1, t2 } = selection.area
      const { p, t } = selection.active
      // On the two overlays themselves: a property of the box would restyle every cell.
      cursor.style.cssText = `--p:${line(p)};--t:${t}`
      range.style.cssText = `--p1:${line(p1)};--t1:${t1};--ph:${line(p2) - line(p1) + 1};--th:${t2 - t1 + 1}`
      range.toggleAttribute('data-shown', selection.isRange)
      for (const cell of chosen) cell.removeAttribute('aria-selected')
      chosen = []
      const body = grid.children[1]!
      for (const row of selection.rows)
        for (let column = t1; column <= t2; column++) {
          const cell = body.children[line(row)]?.children[column + 1]
          if (!cell) continue
          cell.setAttribute('aria-selected', 'true')
          chosen.push(cell)
        }
      const heads = grid.children[0]!.children[0]!.children
      for (let column = 1; column < heads.length; column++)
        heads[column]!.toggleAttribute('data-here', touched && column - 1 >= t1 && column - 1 <= t2)
      for (const [row, nth] of view.lineOf)
        body.children[nth]?.toggleAttribute('data-here', touched && row >= p1 && row <= p2)
      stop?.setAttribute('tabindex', '-1')
      stop = body.children[line(p)]?.children[t + 1] ?? null
      stop?.setAttribute('tabindex', '0')
      if (focus && stop instanceof HTMLElement) stop.focus()
    }
    show(false)
    return selection.subscribe(show)
  }, [ref, selection, view])
}

/** Shows over which cells the blocks in the hand are. */
function useHand(
  ref: React.RefObject<HTMLDivElement | null>,
  carry: Carry | undefined,
  view: RowView,
): void {
  useEffect(() => {
    const box = ref.current!
    const hand = box.querySelector<HTMLElement>('.yg-hand')!
    const show = () => {
      const { state } = carry ?? {}
      box.toggleAttribute('data-carrying', Boolean(state))
      if (!state) return
      const { p1, p2, t1, t2 } = state.from
      const { rows, columns } = state.by
      hand.style.cssText = `--p1:${view.lineOf.get(p1 + rows) ?? 0};--t1:${t1 + columns};--ph:${p2 - p1 + 1};--th:${t2 - t1 + 1}`
      cellAt(carry!.at.p, carry!.at.t)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
    show()
    return carry?.subscribe(show)
  }, [ref, carry, view])
}

/** The cell on screen, to put the entry field or a menu beside it. */
export function cellAt(p: number, t: number): HTMLElement | null {
  return document.querySelector(`.yg-body > [data-p="${p}"] > [data-t="${t}"]`)
}
