// How is one person's year drawn? A row is drawn again only when something in it has changed.
import { Lock } from 'lucide-react'
import { memo } from 'react'
import { EMPTY } from '../../planning/world.ts'
import type { RowMarks } from './draft-store.ts'
import type { PlanModel } from './plan-model.ts'
import { totalOf } from './totals.ts'

export type RowProps = {
  model: PlanModel
  p: number
  row: Int16Array
  marks: RowMarks | undefined
  problems: ReadonlyMap<number, string> | undefined
  problem: string | undefined
  /** Row of the draft while a proposal is shown: cells that differ get an outline. */
  against: Int16Array | undefined
  /** Blocks that the problems panel points at. */
  lit: ReadonlySet<number> | undefined
}

/** In a long run the code is repeated, so that it is never scrolled out of sight. */
const REPEAT = 8

export const GridRow = memo(function GridRow(props: RowProps) {
  const { model, p, row, problem } = props
  const level = model.levels[p]!
  const cells = []
  for (let t = 0; t < row.length; t++) cells.push(<GridCell key={t} {...props} t={t} />)
  return (
    <div
      className="yg-row"
      role="row"
      aria-rowindex={p + 2}
      data-p={p}
      data-starts={p > 0 && level !== model.levels[p - 1] ? '' : undefined}
    >
      <div className="yg-name" role="rowheader" aria-colindex={1} title={problem}>
        <span className="yg-name-text">{model.names[p]}</span>
        {problem && (
          <span className="yg-name-mark" aria-hidden>
            !
          </span>
        )}
        {problem && <span className="vh"> problem: {problem}</span>}
        <span className="yg-level">{level}</span>
      </div>
      {cells}
      <RowTotals model={model} p={p} row={row} />
    </div>
  )
})

function GridCell({ model, p, t, row, marks, problems, against, lit }: RowProps & { t: number }) {
  const w = row[t]!
  const work = model.works[w]
  const { world } = model
  const mark = marks?.get(t)
  const wrong = problems?.get(t)
  const starts = t === 0 || row[t - 1] !== w
  const runsOn = w !== EMPTY && t + 1 < row.length && row[t + 1] === w
  const away = !world.isPresent(p, t)
  const isLeave = w === EMPTY && world.isAbsent(p, t)
  const changed = against !== undefined && against[t] !== w
  const shows =
    work && (starts || changed || Boolean(wrong) || (t - runStart(row, t)) % REPEAT === 0)
  const flags = [
    wrong && 'is-wrong',
    mark?.note && 'has-note',
    runsOn && 'runs-on',
    !starts && 'goes-on',
    away && 'is-away',
    isLeave && 'is-leave',
    changed && 'is-changed',
    mark?.pinned && 'is-pinned',
    lit?.has(t) && 'is-lit',
    work && work.code.length > 3 && 'is-long',
  ]
  const words = work
    ? [work.code, work.name]
    : [away ? 'Not in the programme' : isLeave ? 'Empty, approved absence' : 'Empty']
  if (mark?.pinned) words.push('pinned')
  if (mark?.note) words.push(`note: ${mark.note}`)
  if (wrong) words.push(`problem: ${wrong}`)
  return (
    <div
      className={`yg-cell ${work ? 'work ' : ''}${flags.filter(Boolean).join(' ')}`}
      role="gridcell"
      tabIndex={-1}
      aria-colindex={t + 2}
      aria-label={words.join(', ')}
      data-t={t}
      data-color={work?.look.color}
      data-pattern={work && work.look.pattern !== 'plain' ? work.look.pattern : undefined}
      title={wrong ?? (mark?.note || undefined)}
    >
      {shows ? work.code : null}
      {mark?.pinned && <Lock className="yg-lock" size={7.5} strokeWidth={3.6} aria-hidden />}
    </div>
  )
}

function runStart(row: Int16Array, t: number): number {
  let start = t
  while (start > 0 && row[start - 1] === row[t]) start--
  return start
}

function RowTotals({ model, p, row }: { model: PlanModel; p: number; row: Int16Array }) {
  if (model.totals.length === 0) return null
  return (
    <div className="yg-totals">
      {model.totals.map((column, index) => {
        const total = totalOf(model, column, p, row)
        return (
          <div
            key={column.key}
            className="yg-total"
            role="gridcell"
            aria-colindex={row.length + 2 + index}
            data-tone={total.tone}
            title={total.says}
          >
            {total.text}
          </div>
        )
      })}
    </div>
  )
}
