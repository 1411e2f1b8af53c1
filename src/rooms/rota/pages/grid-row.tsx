// How is one person's year drawn? A row is drawn again only when something in it has changed.
import { Lock } from 'lucide-react'
import { memo } from 'react'
import { EMPTY } from '../../planning/world.ts'
import { sayAway, type AwayPart } from './away-parts.ts'
import type { CellMark, RowMarks } from './draft-rows.ts'
import type { PlanModel } from './plan-model.ts'
import { totalOf } from './totals.ts'

/** The columns of one part of the year, and whether the totals stand beside it. */
export type Part = { from: number; to: number; totals: boolean }

export type RowProps = {
  model: PlanModel
  p: number
  row: Int16Array
  marks: RowMarks | undefined
  problems: ReadonlyMap<number, string> | undefined
  problem: string | undefined
  /** Row of the draft while a proposal is shown: cells that differ get an outline. */
  against?: Int16Array | undefined
  /** Blocks that the problems panel points at. */
  lit?: ReadonlySet<number> | undefined
  /** Blocks that hold what is looked for. */
  found?: ReadonlySet<number> | undefined
  /** The works in question; others step back. */
  keeps?: ReadonlySet<number> | undefined
  /** The row of whoever looks at it. */
  mine?: boolean | undefined
  /** Absent = the whole year. */
  part?: Part
}

/** In a long run the code is repeated, so that it is never scrolled out of sight. */
const REPEAT = 8

export const GridRow = memo(function GridRow(props: RowProps) {
  const { model, p, row, problem } = props
  const level = model.levels[p]!
  const { from, to, totals } = props.part ?? { from: 0, to: row.length - 1, totals: true }
  const cells = []
  for (let t = from; t <= to; t++) cells.push(<GridCell key={t} {...props} t={t} first={from} />)
  return (
    <div
      className="yg-row"
      role="row"
      aria-rowindex={p + 2}
      data-p={p}
      data-mine={props.mine || undefined}
      data-starts={p > 0 && level !== model.levels[p - 1] ? '' : undefined}
    >
      <div className="yg-name" role="rowheader" aria-colindex={1} title={problem ?? model.names[p]}>
        <span className="yg-name-text">{model.names[p]}</span>
        {problem && (
          <span className="yg-name-mark" aria-hidden>
            !
          </span>
        )}
        {props.mine && <span className="vh">, you</span>}
        {problem && <span className="vh"> problem: {problem}</span>}
        <span className="yg-level">{level}</span>
      </div>
      {cells}
      {totals && <RowTotals model={model} p={p} row={row} />}
    </div>
  )
})

function GridCell(props: RowProps & { t: number; first: number }) {
  const { model, p, t, row, marks, problems } = props
  const work = model.works[row[t]!]
  const mark = marks?.get(t)
  const wrong = problems?.get(t)
  const away = awayBeside(model, p, t, row[t]!)
  return (
    <div
      className={classesOf(props)}
      role="gridcell"
      tabIndex={-1}
      aria-colindex={t + 2}
      aria-label={wordsOf(props, away)}
      data-t={t}
      data-color={work?.look.color}
      data-pattern={work && work.look.pattern !== 'plain' ? work.look.pattern : undefined}
      title={wrong ?? (mark?.note || (away.length > 0 ? sayAway(away) : undefined))}
    >
      {work && showsCode(props) ? <Code {...props} code={work.code} /> : null}
      {away.map((span) => (
        <span
          key={span.from}
          className="yg-away"
          aria-hidden
          style={{
            insetInlineStart: `${span.start * 100}%`,
            inlineSize: `${span.length * 100}%`,
          }}
        />
      ))}
      {mark?.pinned && !sameBeside(props, 'pinned') && (
        <Lock className="yg-lock" size={7.5} strokeWidth={3.6} aria-hidden />
      )}
    </div>
  )
}

/** In the middle of the cells up to the next one that shows a code of its own. */
function Code(props: RowProps & { t: number; first: number; code: string }) {
  const { row, t, code, part } = props
  const last = part?.to ?? row.length - 1
  let end = t
  while (end < last && row[end + 1] === row[t] && !showsCode({ ...props, t: end + 1 })) end++
  return (
    <span className="yg-code" style={{ '--run': end - t + 1 } as React.CSSProperties}>
      {code}
    </span>
  )
}

/** Within a run the same pin or the same note is drawn once, at its end. */
function sameBeside(
  { row, t, marks, part }: RowProps & { t: number },
  what: keyof CellMark,
): boolean {
  if (t >= (part?.to ?? row.length - 1) || row[t + 1] !== row[t] || row[t] === EMPTY) return false
  return marks?.get(t)?.[what] === marks?.get(t + 1)?.[what]
}

/** Approved absence beside a work; leave itself needs no stripe. */
function awayBeside(model: PlanModel, p: number, t: number, w: number): readonly AwayPart[] {
  const away = model.away.get(model.world.cell(p, t)) ?? []
  if (away.length === 0 || model.world.isLeave(w)) return []
  return w === EMPTY && model.world.isAbsent(p, t) ? [] : away
}

function showsCode({ row, t, first, problems }: RowProps & { t: number; first: number }): boolean {
  const starts = t === first || row[t - 1] !== row[t]
  if (starts || problems?.get(t)) return true
  // Not over the last few blocks, where it would stand beside the one before it.
  const goesOn = row[t + 1] === row[t] && row[t + 2] === row[t] && row[t + 3] === row[t]
  return goesOn && (t - runStart(row, t, first)) % REPEAT === 0
}

function classesOf(props: RowProps & { t: number; first: number }): string {
  const { model, p, t, row, marks, problems, against, lit, found, keeps, first } = props
  const w = row[t]!
  const work = model.works[w]
  const mark = marks?.get(t)
  const changes = (at: number) => against !== undefined && against[at] !== row[at]
  const runsOn = w !== EMPTY && row[t + 1] === w
  const goesOn = t > first && row[t - 1] === w
  const flags = [
    'yg-cell',
    work && 'work',
    problems?.get(t) && 'is-wrong',
    mark?.note && !sameBeside(props, 'note') && 'has-note',
    work && showsCode(props) && 'is-named',
    runsOn && 'runs-on',
    goesOn && 'goes-on',
    !model.world.isPresent(p, t) && 'is-away',
    w === EMPTY && model.world.isAbsent(p, t) && 'is-leave',
    changes(t) && 'is-changed',
    changes(t) && goesOn && changes(t - 1) && 'changes-on',
    changes(t) && runsOn && changes(t + 1) && 'changes-before',
    mark?.pinned && 'is-pinned',
    lit?.has(t) && 'is-lit',
    found?.has(t) && 'is-found',
    work && keeps && !keeps.has(w) && 'is-dim',
    work && work.code.length > 3 && 'is-long',
  ]
  return flags.filter(Boolean).join(' ')
}

function wordsOf(props: RowProps & { t: number }, away: readonly AwayPart[]): string {
  const { model, p, t, row, marks, problems } = props
  const { world } = model
  const work = model.works[row[t]!]
  const mark = marks?.get(t)
  const wrong = problems?.get(t)
  const nothing = !world.isPresent(p, t)
    ? 'Not in the programme'
    : world.isAbsent(p, t)
      ? 'Empty, approved absence'
      : 'Empty'
  const words = work ? [work.code, work.name] : [nothing]
  if (away.length > 0) words.push(sayAway(away))
  if (mark?.pinned) words.push('pinned')
  if (mark?.note) words.push(`note: ${mark.note}`)
  if (wrong) words.push(`problem: ${wrong}`)
  return words.join(', ')
}

function runStart(row: Int16Array, t: number, first: number): number {
  let start = t
  while (start > first && row[start - 1] === row[t]) start--
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
            <span>{total.text}</span>
          </div>
        )
      })}
    </div>
  )
}
