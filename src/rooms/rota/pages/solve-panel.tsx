// How far is the engine, how good is its best year, and what stands in its way?
import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import type { SolveView } from '../schema.ts'
import { GoalList } from './goal-list.tsx'
import type { PlanModel } from './plan-model.ts'
import { Receipt } from './receipt.tsx'
import { SidePanel } from './side-panel.tsx'
import { WaysOut } from './ways-out.tsx'
import { isRunning } from './solving.ts'
import './solve-panel.css'

export function SolvePanel(props: {
  model: PlanModel
  solve: SolveView
  cancel: () => void
  again: () => void
  close: () => void
  jump: (about: { who: string[]; periods: string[]; works: string[] }) => void
}) {
  const { solve } = props
  const running = isRunning(solve)
  const { id: plan } = useParams({ strict: false })
  return (
    <SidePanel title={titleOf(solve)} label="Generating" close={props.close}>
      {!solve.receipt && (
        <p role="status" className="small">
          {solve.conflict?.headline === solve.says
            ? 'These demands contradict each other:'
            : solve.says}
        </p>
      )}
      {solve.receipt && <Receipt model={props.model} receipt={solve.receipt} jump={props.jump} />}
      {solve.trace.length > 0 && <TraceChart solve={solve} />}
      <dl className="solve-facts num">
        <dt>Time</dt>
        <dd>
          {Math.round(Math.min(solve.elapsedMs, solve.budgetMs) / 1000)} of{' '}
          {Math.round(solve.budgetMs / 1000)} s
        </dd>
        <GoalList model={props.model} solve={solve} running={running} />
      </dl>
      {running && (
        <Button variant="default" mt="sm" onClick={props.cancel}>
          Stop and keep the best so far
        </Button>
      )}
      {!running && solve.closest && solve.closest.length > 0 && <Closest {...props} />}
      {solve.conflict && <Conflict conflict={solve.conflict} jump={props.jump} />}
      {solve.conflict && <WaysOut solve={solve} plan={props.model.view.id} again={props.again} />}
      {solve.status === 'impossible' && plan && (
        <Button
          variant="default"
          mt="sm"
          renderRoot={(rest) => <Link to="/plans/$id/rules" params={{ id: plan }} {...rest} />}
        >
          Change the rules
        </Button>
      )}
      {!running && !solve.cells && solve.status !== 'impossible' && (
        <Button variant="default" mt="sm" onClick={props.again}>
          Try again…
        </Button>
      )}
    </SidePanel>
  )
}

function titleOf(solve: SolveView): string {
  if (solve.conflict) return 'No such year exists'
  if (solve.task === 'repair')
    return isRunning(solve)
      ? 'Looking for the fewest changes'
      : solve.receipt
        ? 'Repaired'
        : 'No repair'
  if (isRunning(solve)) return 'Generating a year'
  if (solve.status === 'impossible') return 'No such year exists'
  if (solve.status === 'none-found') return 'No year found in time'
  if (solve.status === 'failed') return 'The engine failed'
  return solve.status === 'cancelled' ? 'Stopped' : 'A year is ready'
}

/** No year was found in time: how far the best attempt was from one. */
function Closest({ solve, jump }: Parameters<typeof SolvePanel>[0]) {
  const closest = solve.closest ?? []
  return (
    <div className="conflict">
      <h3>The nearest miss still breaks</h3>
      <ul className="closest">
        {closest.slice(0, 12).map((entry, index) => (
          <li key={index}>
            <button type="button" className="jump" onClick={() => jump(entry)}>
              {entry.says}
            </button>
          </li>
        ))}
      </ul>
      {closest.length > 12 && <p className="small subtle">And {closest.length - 12} more.</p>}
    </div>
  )
}

function Conflict(props: {
  conflict: NonNullable<SolveView['conflict']>
  jump: (about: { who: string[]; periods: string[]; works: string[] }) => void
}) {
  const { conflict } = props
  return (
    <div className="conflict">
      <h3>{conflict.headline}</h3>
      <ol>
        {conflict.parts.map((part, index) => (
          <li key={index}>
            <button type="button" className="jump" onClick={() => props.jump(part)}>
              <strong>{part.says}</strong>
              <span className="rank-note">{part.sentence}</span>
            </button>
          </li>
        ))}
      </ol>
      <p className="small subtle">
        {conflict.minimal
          ? 'Give up any one of these and the rest can hold together.'
          : 'Change at least one of these.'}
      </p>
    </div>
  )
}

const W = 340
const H = 110

/** Best total over time, the bound under it; the space between is what could still be gained. */
function TraceChart({ solve }: { solve: SolveView }) {
  const { trace } = solve
  const last = trace.at(-1)!
  const top = Math.max(...trace.map((point) => point.total))
  const low = Math.min(...trace.map((point) => Math.min(point.total, point.bound ?? point.total)))
  const span = Math.max(1e-9, top - low)
  const x = (ms: number) => (ms / Math.max(solve.elapsedMs, last.elapsedMs, 1)) * (W - 8) + 4
  const y = (value: number) => 8 + (1 - (value - low) / span) * (H - 16)
  const path = (points: { ms: number; value: number }[]) =>
    points
      .map((point, index) =>
        index === 0 ? `M${x(point.ms)} ${y(point.value)}` : `H${x(point.ms)}V${y(point.value)}`,
      )
      .join('')
  const end = Math.max(solve.elapsedMs, last.elapsedMs)
  const totals = trace.map((point) => ({ ms: point.elapsedMs, value: point.total }))
  const bounds = trace.flatMap((point) =>
    point.bound === null ? [] : [{ ms: point.elapsedMs, value: point.bound }],
  )
  const says = last.bound
    ? 'How the best year has become better, and below it what no year can go beyond'
    : 'How the best year has become better'
  return (
    <figure className="trace">
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={says}>
        <path className="trace-total" d={`${path(totals)}H${x(end)}`} />
        {bounds.length > 0 && <path className="trace-bound" d={`${path(bounds)}H${x(end)}`} />}
        <circle className="trace-dot" cx={x(end)} cy={y(last.total)} r="3.5" />
      </svg>
      <figcaption className="small">
        <span className="trace-key" data-line="total">
          Best so far, lower is better
        </span>
        {bounds.length > 0 && (
          <span className="trace-key" data-line="bound">
            No year is below
          </span>
        )}
      </figcaption>
    </figure>
  )
}
