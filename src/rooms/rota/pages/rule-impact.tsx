// What would a new or changed rule have said of the year that is published?
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Finding } from '../../../kernel/finding.ts'
import { bind, judge } from '../../planning/rule.ts'
import type { Cells } from '../../planning/schema.ts'
import { rotaRules } from '../rules/index.ts'
import type { ChoiceView, PlanView } from '../schema.ts'
import { publishedQuery } from './queries.ts'

const FIRST = 5

export function RuleImpact(props: {
  plan: PlanView
  rule: string
  params: Record<string, unknown>
  /** The choice that is being changed, as it was. */
  before?: ChoiceView | undefined
}) {
  const { plan, before } = props
  const published = useQuery({
    ...publishedQuery(plan.id),
    enabled: plan.publication !== null,
  })
  // Typing must stay quick; a judgement of a year takes some milliseconds.
  const rule = useDeferredValue(props.rule)
  const params = useDeferredValue(props.params)
  const cells = published.data?.cells
  const now = useMemo(
    () => (cells ? judgeAlone(plan, cells, rule, params) : null),
    [plan, cells, rule, params],
  )
  const was = useMemo(
    () => (cells && before ? judgeAlone(plan, cells, before.rule, before.params) : null),
    [plan, cells, before],
  )
  const [all, setAll] = useState(false)
  if (!now || !published.data?.publication) return null
  const { version } = published.data.publication
  if (now.length === 0)
    return (
      <p className="rule-impact small" role="status">
        The published year (version {version}) keeps it everywhere.
        {was && was.length > 0 && ` As it was, ${count(was)} would be broken.`}
      </p>
    )
  const shown = all ? now : now.slice(0, FIRST)
  return (
    <div className="rule-impact small" role="status">
      <p>
        <b>{count(now)} of the published year</b> (version {version}) would have broken it
        {was && was.length !== now.length && `; as it was, ${count(was)}`}.
      </p>
      <ul>
        {shown.map((entry, index) => (
          <li key={index}>{entry.says}</li>
        ))}
      </ul>
      {now.length > shown.length && (
        <button type="button" className="bar-link" onClick={() => setAll(true)}>
          Show {now.length - shown.length} more
        </button>
      )}
    </div>
  )
}

const count = (findings: readonly Finding[]) =>
  findings.length === 1 ? '1 place' : `${findings.length} places`

/** The findings of one rule with these params; null while it does not fit the plan. */
function judgeAlone(
  plan: PlanView,
  cells: Cells,
  rule: string,
  params: Record<string, unknown>,
): Finding[] | null {
  const problem = { ...plan.problem, rules: [{ rule, params, strength: 'must' as const }] }
  const bound = bind(problem, rotaRules)
  if (!bound.ok) return null
  const known = new Set(problem.work.map(({ id }) => id))
  const rows = Object.fromEntries(
    Object.entries(cells).map(([id, row]) => [
      id,
      row.map((work) => (work !== null && known.has(work) ? work : null)),
    ]),
  )
  return judge(bound.value, bound.value.world.fromCells(rows)).flatMap((one) => one.findings)
}
