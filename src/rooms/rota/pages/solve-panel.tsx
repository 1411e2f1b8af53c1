// How far is the engine, how good is its best year, and what stands in its way?
import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import type { SolveView } from '../schema.ts'
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
        {solve.cells && (
          <>
            <dt>Musts</dt>
            <dd>
              {solve.receipt?.findings.length
                ? `${solve.receipt.findings.length} open`
                : 'all kept'}
            </dd>
          </>
        )}
        {(solve.cells ? solve.score?.levels : undefined)?.map((level) => (
          <Level key={level.goal} goal={level.goal} amount={level.amount} bound={level.bound} />
        ))}
      </dl>
      {running && (
        <Button variant="default" mt="sm" onClick={props.cancel}>
          Stop and keep the best so far
        </Button>
      )}
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

/** What each goal counts, in words that need no manual. */
const GOALS: Record<string, string> = {
  coverage: 'Coverage short by',
  requirement: 'Requirements missed by',
  fairness: 'Unevenness',
  shape: 'Scattered or clumsy stretches',
  wish: 'Wishes missed (dear ones count more)',
}

function Level(props: { goal: string; amount: number; bound: number | null }) {
  const isBest = props.bound !== null && props.amount - props.bound < 1e-6
  return (
    <>
      <dt>{GOALS[props.goal] ?? props.goal}</dt>
      <dd>
        {round(props.amount)}
        <span className="subtle">
          {isBest
            ? ' · cannot be less'
            : props.bound !== null && props.bound > 0
              ? ` · best possible ${round(props.bound)} or more`
              : ''}
        </span>
      </dd>
    </>
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
  const says = `Points missed so far ${round(last.total)}${last.bound ? `, no year can miss fewer than ${round(last.bound)}` : ''}`
  return (
    <figure className="trace">
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={says}>
        <path className="trace-total" d={`${path(totals)}H${x(end)}`} />
        {bounds.length > 0 && <path className="trace-bound" d={`${path(bounds)}H${x(end)}`} />}
        <circle className="trace-dot" cx={x(end)} cy={y(last.total)} r="3.5" />
      </svg>
      <figcaption className="small">
        <span className="trace-key" data-line="total">
          Points missed so far <b className="num">{round(last.total)}</b>
        </span>
        {last.bound !== null && last.bound > 0 && (
          <span className="trace-key" data-line="bound">
            No year can miss fewer than <b className="num">{round(last.bound)}</b>
          </span>
        )}
      </figcaption>
    </figure>
  )
}

function round(value: number): string {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Math.round(value * 10) / 10)
}
