// What does the engine's best year miss, goal by goal, and could any year miss less?
import { useMemo } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import type { SolveView } from '../schema.ts'
import { type PlanModel, rowsOf } from './plan-model.ts'
import { judgeRows } from './verdict.ts'

type Level = NonNullable<SolveView['score']>['levels'][number]

/** Per goal: its name, what stands when nothing is missed, and how that which is missed is counted. */
const GOALS: Record<string, { name: string; kept: string; one: string; many: string }> = {
  coverage: { name: 'Coverage', kept: 'complete', one: 'gap', many: 'gaps' },
  requirement: { name: 'Requirements', kept: 'all met', one: 'missed', many: 'missed' },
  fairness: { name: 'Fairness', kept: 'even', one: 'uneven share', many: 'uneven shares' },
  shape: {
    name: 'Shape of the year',
    kept: 'as wanted',
    one: 'awkward stretch',
    many: 'awkward stretches',
  },
  wish: { name: 'Wishes', kept: 'all granted', one: 'not granted', many: 'not granted' },
}

export function GoalList(props: { model: PlanModel; solve: SolveView; running: boolean }) {
  const { model, solve } = props
  const { cells } = solve
  const verdict = useMemo(
    () => (cells ? judgeRows(model, rowsOf(model.world, cells)) : null),
    [model, cells],
  )
  if (!verdict || !solve.score) return null
  const open = solve.receipt?.findings.length ?? verdict.must
  return (
    <>
      <dt>Musts</dt>
      <dd>{open > 0 ? `${open} open` : 'all kept'}</dd>
      {solve.score.levels.map((level) => {
        const missed = verdict.groups
          .filter((group) => group.goal === level.goal)
          .reduce((sum, group) => sum + group.findings.length, 0)
        return <Goal key={level.goal} level={level} missed={missed} running={props.running} />
      })}
    </>
  )
}

function Goal({ level, missed, running }: { level: Level; missed: number; running: boolean }) {
  const words = GOALS[level.goal]
  const { amount } = level
  return (
    <>
      <dt>{words?.name ?? level.goal}</dt>
      <dd>
        {amount < 1e-6 ? words?.kept : sayCount(missed, words?.one ?? 'missed', words?.many)}
        <span className="subtle">{sayBound(level, running)}</span>
      </dd>
    </>
  )
}

/** Weights count: a dear wish weighs more than a faint one, so the bound speaks of the weight. */
function sayBound({ amount, bound }: Level, running: boolean): string {
  if (amount < 1e-6) return ''
  if (bound !== null && amount - bound < 1e-6) return ' · cannot be less'
  if (bound === null || bound < 1e-6)
    return running ? ' · how few are possible is being worked out' : ' · perhaps fewer are possible'
  const left = Math.round(((amount - bound) / amount) * 100)
  return ` · weight ${round(amount)}, no year is below ${round(bound)} (at most ${left} % to gain)`
}

function round(value: number): string {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Math.round(value * 10) / 10)
}
