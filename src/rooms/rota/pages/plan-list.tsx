// How does the year read as a list, person by person? For phones and screen readers.
import { Link } from '@tanstack/react-router'
import { saySpan } from '../../../kernel/span.ts'
import { EMPTY } from '../../planning/world.ts'
import { GroupHeading } from './group-heading.tsx'
import type { PlanModel, Rows } from './plan-model.ts'
import { everybody, type RowView } from './row-view.ts'
import { Swatch } from './swatch.tsx'
import type { Verdict } from './verdict.ts'

type Run = { work: number; from: number; to: number }
type OpenRun = (p: number, from: number, to: number) => void

export function PlanList(props: {
  model: PlanModel
  rows: Rows
  verdict?: Verdict
  /** Absent where nothing may be changed. */
  open?: OpenRun | undefined
  /** Whose rows are shown; absent = everybody's. */
  view?: RowView
  fold?: (level: string) => void
}) {
  const { model, rows, verdict } = props
  const { lines } = props.view ?? everybody(rows.length)
  return (
    <ul className="plan-list">
      {lines.map((line) => {
        if (line.kind === 'heading')
          return (
            <li key={`level ${line.level}`} className="plan-heading">
              <GroupHeading line={line} fold={props.fold!} />
            </li>
          )
        const { p } = line
        const row = rows[p]!
        const wrong = (verdict?.cells[p]?.size ?? 0) + (verdict?.people[p] ? 1 : 0)
        const runs = runsOf(row)
        return (
          <li key={p}>
            <details className="plan-person">
              <summary>
                <span className="plan-name">
                  <b>{model.names[p]}</b>
                  {wrong > 0 && (
                    <span className="chip" data-tone="danger">
                      ! {wrong}
                    </span>
                  )}
                  <span className="subtle small">{model.levels[p]}</span>
                </span>
                <Strip model={model} runs={runs} />
              </summary>
              <Runs model={model} runs={runs} p={p} open={props.open} />
            </details>
          </li>
        )
      })}
    </ul>
  )
}

function runsOf(row: Int16Array): Run[] {
  const runs: Run[] = []
  row.forEach((work, t) => {
    const last = runs.at(-1)
    if (last?.work === work) last.to = t
    else runs.push({ work, from: t, to: t })
  })
  return runs
}

/** The whole year at a glance, under the name: codes, longer runs wider, never colour alone. */
function Strip({ model, runs }: { model: PlanModel; runs: readonly Run[] }) {
  return (
    <span className="plan-strip">
      {runs.map(({ work, from, to }) => {
        const known = model.works[work]
        return (
          <span
            key={from}
            className={work === EMPTY ? undefined : 'work'}
            data-color={known?.look.color}
            data-pattern={known && known.look.pattern !== 'plain' ? known.look.pattern : undefined}
            style={{ flexGrow: to - from + 1 }}
          >
            {known?.code ?? '·'}
          </span>
        )
      })}
    </span>
  )
}

function Runs(props: {
  model: PlanModel
  runs: readonly Run[]
  p: number
  open?: OpenRun | undefined
}) {
  const { model, runs, p, open } = props
  const { periods } = model.world.problem
  return (
    <ol>
      {runs.map((run) => {
        const days = saySpan({ from: periods[run.from]!.from, to: periods[run.to]!.to })
        const work = model.works[run.work]
        const line = (
          <>
            <span className="num">{days}</span>
            {work && <Swatch work={work} />}
            <span className={work ? undefined : 'subtle'}>{work?.name ?? 'Nothing yet'}</span>
          </>
        )
        return (
          <li key={run.from}>
            {open ? (
              <button type="button" onClick={() => open(p, run.from, run.to)}>
                {line}
                <span className="vh">change</span>
              </button>
            ) : (
              line
            )}
          </li>
        )
      })}
      <li>
        <Link to="/people/$id" params={{ id: model.world.problem.people[p]!.id }}>
          Page of {model.names[p]}
        </Link>
      </li>
    </ol>
  )
}
