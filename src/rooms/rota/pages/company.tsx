// How are the others shown who have this draft open: in the head by initials, in the grid by cursor?
import { useEffect, useSyncExternalStore } from 'react'
import type { PlanModel } from './plan-model.ts'
import type { Company, Other } from './presence.ts'
import type { RowView } from './row-view.ts'
import type { Cell, Selection } from './selection.ts'
import './company.css'

/** Tells the others where the cursor is. */
export function useTelling(company: Company, model: PlanModel, selection: Selection): void {
  const { people, periods } = model.world.problem
  useEffect(
    () =>
      selection.subscribe(() => {
        const { p, t } = selection.active
        const [person, period] = [people[p], periods[t]]
        company.move(person && period ? { person: person.id, period: period.id } : null)
      }),
    [company, selection, people, periods],
  )
}

export function OthersHere(props: {
  model: PlanModel
  company: Company
  jump: (cell: Cell) => void
}) {
  const { model, company } = props
  const others = useSyncExternalStore(company.subscribe, company.snapshot)
  return (
    <span className="others" role="status" aria-label="Who else has this draft open">
      {others.map((other) => {
        const cell = cellOf(model, other)
        const where = cell
          ? `at ${model.names[cell.p]}, block ${model.heads[cell.t]!.label}`
          : 'here too'
        return (
          <button
            key={other.seat}
            type="button"
            className="other"
            title={`${other.name}, ${where}`}
            style={{ '--other': other.colour } as React.CSSProperties}
            disabled={!cell}
            onClick={() => cell && props.jump(cell)}
          >
            <span aria-hidden>{other.initials}</span>
            <span className="vh">
              {other.name}, {where}
            </span>
          </button>
        )
      })}
    </span>
  )
}

export function OtherCursors(props: { model: PlanModel; company: Company; view: RowView }) {
  const { model, company, view } = props
  const others = useSyncExternalStore(company.subscribe, company.snapshot)
  return others.map((other) => {
    const cell = cellOf(model, other)
    const line = cell && view.lineOf.get(cell.p)
    if (!cell || line === undefined) return null
    const place = { '--p': line, '--t': cell.t, '--other': other.colour } as React.CSSProperties
    return (
      <div key={other.seat} className="yg-other" aria-hidden style={place}>
        <span>{other.initials}</span>
      </div>
    )
  })
}

function cellOf({ world }: PlanModel, { at }: Other): Cell | null {
  if (!at || !world.has('person', at.person) || !world.has('period', at.period)) return null
  return { p: world.person(at.person), t: world.period(at.period) }
}
