// Who changed this cell, when and why? In the draft and in what was published, newest first.
import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { sayMoment } from '../../people/pages/say-moment.ts'
import type { CellHistory } from '../schema.ts'
import type { PlanModel } from './plan-model.ts'
import { cellHistoryQuery } from './queries.ts'
import type { Cell } from './selection.ts'
import { Swatch } from './swatch.tsx'
import { useOpen } from './under-grid.tsx'

export function CellPast(props: {
  model: PlanModel
  draft: string
  cell: Cell
  /** What stands there now: another work has another past. */
  work: number
  /** Counts how often a key has asked for it. */
  turn: number
}) {
  const { model, draft, cell, turn } = props
  const [open, setOpen] = useOpen('past', false)
  const button = useRef<HTMLButtonElement>(null)
  const wanted = useRef(0)
  useEffect(() => {
    if (turn === 0 || turn === wanted.current) return
    wanted.current = turn
    setOpen(true)
    button.current?.focus()
  }, [turn, setOpen])
  const { people, periods } = model.world.problem
  const query = useQuery({
    ...cellHistoryQuery(draft, people[cell.p]!.id, periods[cell.t]!.id, `${props.work}`),
    enabled: open,
  })
  const Sign = open ? ChevronDown : ChevronRight
  return (
    <section className="cell-past">
      <button
        type="button"
        className="under-turn"
        ref={button}
        aria-expanded={open}
        title="Alt H"
        onClick={() => setOpen(!open)}
      >
        <Sign size={14} aria-hidden />
        Who changed this cell
      </button>
      {open && query.data?.entries.length === 0 && (
        <p className="small subtle">Nobody yet in this draft, and it was never published.</p>
      )}
      {open && query.error && <p className="small subtle">It cannot be read at the moment.</p>}
      {open && query.data && <Entries model={model} entries={query.data.entries} />}
    </section>
  )
}

const BY = { hand: '', engine: ', by the engine', import: ', from a workbook', published: '' }

function Entries({ model, entries }: { model: PlanModel; entries: CellHistory['entries'] }) {
  return (
    <ol className="past-list">
      {entries.map((entry) => (
        <li key={`${entry.at} ${entry.source}`}>
          <span className="past-change">
            <Work model={model} id={entry.before} /> → <Work model={model} id={entry.after} />
          </span>
          <span>{entry.label}</span>
          <span className="subtle">
            {entry.by}
            {BY[entry.source]}, {sayMoment(entry.at)}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Work({ model, id }: { model: PlanModel; id: string | null }) {
  if (id === null) return <span className="subtle">nothing</span>
  const known = model.world.has('work', id) ? model.works[model.world.work(id)] : undefined
  return known ? <Swatch work={known} /> : <span>{id}</span>
}
