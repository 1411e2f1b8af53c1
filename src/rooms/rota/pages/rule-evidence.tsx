// Where did people decide against this rule? Shown beside it, so that it can be mended.
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import type { ChoiceView, Evidence, PlanView } from '../schema.ts'
import { sayMoment } from '../../people/pages/say-moment.ts'

export function RuleEvidence(props: { plan: PlanView; choice: ChoiceView; evidence: Evidence }) {
  const { plan, choice, evidence } = props
  const [open, setOpen] = useState(false)
  const overrides = evidence.overrides.filter(({ against }) =>
    against.some((one) => one.choice === choice.id),
  )
  const waived = evidence.waived.filter((one) => one.choice === choice.id)
  if (overrides.length + waived.length === 0) return null
  const parts = [
    overrides.length > 0 && `overridden by hand in ${sayCount(overrides.length, 'cell')}`,
    waived.length > 0 && `waived ${sayCount(waived.length, 'time')} when it was published`,
  ].filter(Boolean)
  const text = parts.join(', ')
  return (
    <div className="evidence">
      <button
        type="button"
        className="bar-link"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {text.charAt(0).toUpperCase()}
        {text.slice(1)}
      </button>
      {open && (
        <ul className="small">
          {overrides.map((one) => (
            <li key={`${one.person}/${one.period}`}>
              {sayCell(plan, one)}
              <span className="subtle">
                {' '}
                {one.by}, {sayMoment(one.at)}
                {one.note ? `: “${one.note}”` : '; no note says why'}
              </span>
            </li>
          ))}
          {waived.map((one) => (
            <li key={one.says}>
              {one.says}{' '}
              <span className="subtle">
                Version {one.version}: “{one.reason}”
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function sayCell(plan: PlanView, one: Evidence['overrides'][number]): string {
  const code = (id: string | null) =>
    id === null ? 'nothing' : (plan.works.find((work) => work.id === id)?.code ?? id)
  const block = plan.problem.periods.find(({ id }) => id === one.period)
  const name = plan.listNames[one.person] ?? one.person
  return `${name}, block ${block?.label ?? one.period}: ${code(one.after)} instead of ${code(one.before)}.`
}
