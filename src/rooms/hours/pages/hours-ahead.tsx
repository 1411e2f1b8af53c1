// What would the rules about hours find in something planned, and what would it come of? No blame: it is a plan.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import type { Foreseen, Level } from '../schema.ts'
import './hours.css'

const FIRST = 12

export const LEVELS: Record<Level, { says: string; tone?: string }> = {
  core: { says: 'core', tone: 'danger' },
  detail: { says: 'advice', tone: 'warning' },
  policy: { says: 'own rule', tone: 'warning' },
}

/** `come`: "would come with these calls". What is so already without what is planned comes last. */
export function HoursAhead(props: { foreseen: readonly Foreseen[]; pack: string; come: string }) {
  const { foreseen, pack, come } = props
  const [all, setAll] = useState(false)
  const fresh = foreseen.filter(({ isOld }) => !isOld)
  if (foreseen.length === 0)
    return <p className="hours-good">Work hours: by “{pack}” nothing speaks against it.</p>
  const shown = all ? foreseen : foreseen.slice(0, FIRST)
  return (
    <details className="hours-ahead" open={fresh.length > 0}>
      <summary>
        Work hours:{' '}
        {fresh.length > 0 ? `${sayCount(fresh.length, 'finding')} ${come}` : 'nothing new'}
        {foreseen.length > fresh.length && `, ${foreseen.length - fresh.length} there already`}
      </summary>
      <p className="small subtle">By “{pack}”, from rotations, leave, calls and conferences.</p>
      <ul tabIndex={0} aria-label="Work hours ahead">
        {shown.map((one) => (
          <li
            key={`${one.person} ${one.rule} ${one.on} ${one.says}`}
            data-old={one.isOld || undefined}
          >
            <span className="hours-ahead-head">
              <strong>{one.name}</strong>
              {one.on && (
                <span className="num small">from {sayDay(one.on, { weekday: true })}</span>
              )}
              <span className="chip" data-tone={one.isOld ? undefined : LEVELS[one.level].tone}>
                {one.isOld ? 'there already' : LEVELS[one.level].says}
              </span>
            </span>
            <span>{one.says}</span>
            <span className="small subtle">
              {one.rule}, clause {one.clause}.
              {one.causes.length > 0 && ` It comes of ${one.causes.join('; ')}.`}
            </span>
          </li>
        ))}
      </ul>
      {!all && foreseen.length > FIRST && (
        <Button variant="subtle" size="compact-md" onClick={() => setAll(true)}>
          Show all {foreseen.length}
        </Button>
      )}
    </details>
  )
}
