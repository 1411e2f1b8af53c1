// What do the rules say of somebody's hours, past and planned?
import { Link } from '@tanstack/react-router'
import { type Day, sayDay } from '../../../kernel/day.ts'
import type { Verdict } from '../../hours/schema.ts'
import { Section } from '../../people/pages/frame.tsx'

/** What happened and what would happen, without blame: it is the schedule that has to change. */
export function Verdicts(props: {
  verdicts: Verdict[]
  today: Day
  pack: string
  programme: string
}) {
  const { verdicts, today, pack, programme } = props
  const rules = (
    <Link to="/programmes/$id/hours/rules" params={{ id: programme }}>
      “{pack}”
    </Link>
  )
  if (verdicts.length === 0)
    return <p className="small subtle hours-says">Nothing of {rules} is broken, past or planned.</p>
  return (
    <Section title="What the rules say" count={verdicts.length}>
      <p className="small subtle">By {rules}. It is the schedule that has to change, not you.</p>
      <ul className="rows">
        {verdicts.map((verdict) => {
          const isAhead = verdict.window !== null && verdict.window.to >= today
          return (
            <li
              key={`${verdict.rule} ${verdict.window?.from} ${verdict.says}`}
              className="hours-verdict"
            >
              <span>
                {verdict.says}
                <span className="small subtle hours-clause">
                  {verdict.rule}, clause {verdict.clause}
                  {verdict.window &&
                    `, ${sayDay(verdict.window.from)} to ${sayDay(verdict.window.to)}`}
                </span>
              </span>
              <span
                className="chip"
                data-tone={
                  verdict.state === 'review'
                    ? undefined
                    : verdict.level === 'core'
                      ? 'danger'
                      : 'warning'
                }
              >
                {verdict.state === 'review' ? 'looked at' : isAhead ? 'would be broken' : 'broken'}
              </span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
