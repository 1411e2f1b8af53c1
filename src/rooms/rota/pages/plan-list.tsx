// How does the year read as a list, person by person? For phones and screen readers.
import { Link } from '@tanstack/react-router'
import { saySpan } from '../../../kernel/span.ts'
import { EMPTY } from '../../planning/world.ts'
import type { PlanModel, Rows } from './plan-model.ts'
import { Swatch } from './swatch.tsx'
import type { Verdict } from './verdict.ts'

export function PlanList(props: { model: PlanModel; rows: Rows; verdict?: Verdict }) {
  const { model, rows, verdict } = props
  return (
    <ul className="plan-list">
      {rows.map((row, p) => {
        const wrong = (verdict?.cells[p]?.size ?? 0) + (verdict?.people[p] ? 1 : 0)
        return (
          <li key={p}>
            <details className="plan-person">
              <summary>
                <b>{model.names[p]}</b>
                {wrong > 0 && (
                  <span className="chip" data-tone="danger">
                    ! {wrong}
                  </span>
                )}
                <span className="subtle small">{model.levels[p]}</span>
              </summary>
              <Runs model={model} row={row} p={p} />
            </details>
            <Strip model={model} row={row} />
          </li>
        )
      })}
    </ul>
  )
}

/** The whole year at a glance, under the name. */
function Strip({ model, row }: { model: PlanModel; row: Int16Array }) {
  return (
    <div className="plan-strip" aria-hidden>
      {[...row].map((work, t) => (
        <span
          key={t}
          className={work === EMPTY ? undefined : 'work'}
          data-color={model.works[work]?.look.color}
          data-pattern={model.works[work]?.look.pattern}
        />
      ))}
    </div>
  )
}

function Runs({ model, row, p }: { model: PlanModel; row: Int16Array; p: number }) {
  const { periods } = model.world.problem
  const runs: { work: number; from: number; to: number }[] = []
  row.forEach((work, t) => {
    const last = runs.at(-1)
    if (last?.work === work) last.to = t
    else runs.push({ work, from: t, to: t })
  })
  return (
    <ol>
      {runs.map((run) => (
        <li key={run.from}>
          <span className="num">
            {saySpan({ from: periods[run.from]!.from, to: periods[run.to]!.to })}
          </span>
          {run.work === EMPTY ? (
            <span className="subtle">Nothing yet</span>
          ) : (
            <>
              <Swatch work={model.works[run.work]!} />
              <span>{model.works[run.work]!.name}</span>
            </>
          )}
        </li>
      ))}
      <li>
        <Link to="/people/$id" params={{ id: model.world.problem.people[p]!.id }}>
          Page of {model.names[p]}
        </Link>
      </li>
    </ol>
  )
}
