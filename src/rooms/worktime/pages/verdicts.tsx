// What do the rules say of somebody's hours, past and planned, and what did it come of?
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import type { Verdict } from '../../hours/schema.ts'
import { Section } from '../../people/pages/frame.tsx'
import type { MyHours } from '../schema.ts'
import { CauseDialog } from './cause-dialog.tsx'
import { CAUSES } from './queries.ts'

/** What happened and what would happen, without blame: it is the schedule that has to change. */
export function Verdicts({ data }: { data: MyHours }) {
  const { verdicts, today, pack, programme } = data
  const [asked, setAsked] = useState<Verdict>()
  const rules = (
    <Link to="/programmes/$id/hours/rules" params={{ id: programme.id }}>
      “{pack}”
    </Link>
  )
  if (verdicts.length === 0)
    return <p className="small subtle hours-says">Nothing of {rules} is broken, past or planned.</p>
  const causeOf = ({ rule, window }: Verdict) =>
    data.causes.find((one) => one.rule === rule && one.from === window?.from)
  return (
    <Section title="What the rules say" count={verdicts.length}>
      <p className="small subtle hours-by">
        By {rules}. It is the schedule that has to change, not you.
      </p>
      <ul className="rows">
        {verdicts.map((verdict) => {
          const isAhead = verdict.window !== null && verdict.window.to >= today
          const cause = causeOf(verdict)
          const canSay =
            verdict.state === 'broken' && verdict.window !== null && verdict.window.from <= today
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
                {cause && (
                  <span className="small hours-clause">
                    It came of {CAUSES[cause.cause]}
                    {cause.says && `: “${plain(cause.says)}”`}.
                    {cause.plan && ` What will be done: “${plain(cause.plan)}”.`}
                  </span>
                )}
                {canSay && (
                  <Button
                    mt={6}
                    variant="default"
                    size="compact-md"
                    aria-label={`${cause ? 'Change' : 'What it came of'}: ${verdict.says}`}
                    onClick={() => setAsked(verdict)}
                  >
                    {cause ? 'Change' : 'What it came of'}
                  </Button>
                )}
              </span>
              <span className="chip" data-tone={toneOf(verdict)}>
                {verdict.state === 'review' ? 'looked at' : isAhead ? 'would be broken' : 'broken'}
              </span>
            </li>
          )
        })}
      </ul>
      {asked && (
        <CauseDialog
          at={{ id: programme.id, person: data.person.id }}
          verdict={asked}
          known={causeOf(asked)}
          plans={data.plans}
          close={() => setAsked(undefined)}
        />
      )}
    </Section>
  )
}

/** The sentence around it has a full stop of its own. */
const plain = (text: string) => text.replace(/[.\s]+$/, '')

function toneOf({ state, level }: Verdict): string | undefined {
  if (state === 'review') return undefined
  return level === 'core' ? 'danger' : 'warning'
}
